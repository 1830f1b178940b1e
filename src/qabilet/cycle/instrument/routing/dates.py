"""Dates and times of the routing language: ISO texts in, ISO texts, days or written dates out."""

from __future__ import annotations

import re
from datetime import date
from math import floor, isfinite

from qabilet.cycle.instrument.routing.values import NAN, days, number, text
from qabilet.text import Lang

_TIME = re.compile(r"(?:[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T)?([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])"
                   r"(?:\.([0-9]{1,3})[0-9]*)?)?(?:(Z)|([+-])([01][0-9])(?::?([0-5][0-9]))?)?")
_FIRST, _LAST = -354_285, 2_932_896
"""The days 1000-01-01 and 9999-12-31, counted from 1970-01-01."""

MONTHS: dict[Lang, tuple[str, ...]] = {
    "kk": ("қаң.", "ақп.", "нау.", "сәу.", "мам.", "мау.", "шіл.", "там.", "қыр.", "қаз.", "қар.", "жел."),
    "ru": ("янв.", "февр.", "март", "апр.", "май", "июнь", "июль", "авг.", "сент.", "окт.", "нояб.", "дек."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
WEEKDAYS: dict[Lang, tuple[str, ...]] = {
    "kk": ("жс", "дс", "сс", "ср", "бс", "жм", "сб"),
    "ru": ("вс", "пн", "вт", "ср", "чт", "пт", "сб"),
    "en": ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"),
}
"""Short names as the Unicode CLDR has them; the week begins on Sunday."""


def written(day: float) -> str:
    """The ISO date of a day counted from 1970-01-01; '' before the year 1000 and after 9999."""
    if not isfinite(day) or not _FIRST <= floor(day) <= _LAST:
        return ""
    return date.fromordinal(floor(day) + 719163).isoformat()


def _clock(value: str) -> tuple[int, int | None] | None:
    """Milliseconds since midnight as written, and the minutes of the offset, None where none is written."""
    found = _TIME.fullmatch(value)
    if found is None:
        return None
    hours, minutes, seconds, part, zulu, sign, over, odd = found.groups()
    passed = (int(hours) * 3600 + int(minutes) * 60 + int(seconds or 0)) * 1000 + int((part or "0").ljust(3, "0"))
    if zulu:
        return passed, 0
    offset = (int(over) * 60 + int(odd or 0)) * (-1 if sign == "-" else 1) if over else None
    return passed, offset


def as_date(value: object) -> str:
    """date(): an ISO date from a text or a number of days; '' where there is none."""
    if isinstance(value, list | str):
        words = text(value)
        if days(words) == days(words):
            return words[:10]
    day = number(value)
    return written(int(day)) if isfinite(day) else ""


def as_moment(value: object) -> str:
    """date-time(): an ISO date with its time; a number of days counts from 1970-01-01 in UTC."""
    if isinstance(value, list | str):
        words = text(value)
        if days(words) == days(words):
            return words if _clock(words) else words[:10]
    day = number(value)
    if not written(day):
        return ""
    passed = floor((day - floor(day)) * 86_400_000 + 0.5)
    day, passed = (floor(day) + 1, 0) if passed == 86_400_000 else (floor(day), passed)
    return f"{written(day)}T{_hours(passed)}Z" if written(day) else ""


def _hours(passed: int) -> str:
    seconds, part = divmod(passed, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{part:03d}"


def moment_days(value: object) -> float:
    """decimal-date-time(): days since 1970-01-01T00:00 in UTC, with the time as a fraction; a number stays as it is."""
    if not isinstance(value, list | str):
        return number(value)
    words = text(value)
    day, clock = days(words), _clock(words)
    if day != day or clock is None:
        return number(words)
    return day + (clock[0] - (clock[1] or 0) * 60_000) / 86_400_000


def day_fraction(value: object) -> float:
    """decimal-time(): the time as written, as a fraction of the day."""
    if isinstance(value, list | str):
        words = text(value)
        clock = _clock(words)
        if clock is not None:
            return clock[0] / 86_400_000
        return 0.0 if days(words) == days(words) else NAN
    day = number(value)
    return day - floor(day) if isfinite(day) else NAN


def formatted(value: object, form: str, lang: Lang) -> str:
    """format-date() and format-date-time(): %Y %y %m %n %d %e %H %h %M %S %3 %a %b; '' where the value is no date."""
    moment = as_moment(value)
    day = days(moment)
    if day != day:
        return ""
    clock = _clock(moment)
    passed = clock[0] if clock else 0
    year, month, of_month = int(moment[:4]), int(moment[5:7]), int(moment[8:10])
    hours = passed // 3_600_000
    parts = {"Y": f"{year}", "y": f"{year % 100:02d}", "m": f"{month:02d}", "n": f"{month}", "d": f"{of_month:02d}",
             "e": f"{of_month}", "H": f"{hours:02d}", "h": f"{hours}", "M": f"{passed // 60_000 % 60:02d}",
             "S": f"{passed // 1000 % 60:02d}", "3": f"{passed % 1000:03d}", "b": MONTHS[lang][month - 1],
             "a": WEEKDAYS[lang][int(day + 4) % 7], "%": "%"}
    return re.sub("%(.)", lambda found: parts.get(found[1], ""), form, flags=re.DOTALL)
