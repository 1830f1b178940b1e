"""Dates and times of SPSS and Stata as people write them: 2023-05-31, 2023-05-31 14:05:00, 14:05:00."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

_SPSS_FROM = dt.datetime.fromisoformat("1582-10-14")
_STATA_FROM = dt.datetime.fromisoformat("1960-01-01")
_SPSS_DATES = ("DATE", "ADATE", "EDATE", "JDATE", "SDATE", "QYR", "MOYR", "WKYR")
_SPSS_MOMENTS = ("DATETIME", "YMDHMS")
_SPSS_SPANS = ("TIME", "DTIME", "MTIME")
_CLOCK = re.compile(r"%-?t[cC][HhMmSs:.\s_]+\Z")

Shown = Callable[[float], str]


def shown_by(kind: str, form: str) -> Shown | None:
    """How a number of that format is shown; None where the format is not one of time. What it returns raises
    OverflowError or ValueError for a number outside the calendar."""
    return _spss(form) if kind != "dta" else _stata(form)


def _spss(form: str) -> Shown | None:
    name = form.upper().rstrip("0123456789.")
    if name in _SPSS_DATES:
        return lambda seconds: _date(_SPSS_FROM + dt.timedelta(seconds=seconds))
    if name in _SPSS_MOMENTS:
        return lambda seconds: _moment(_SPSS_FROM + dt.timedelta(seconds=seconds))
    return _span if name in _SPSS_SPANS else None


def _stata(form: str) -> Shown | None:
    bare = form.replace("-", "", 1) if form.startswith("%-") else form
    if _CLOCK.match(form):
        return lambda thousandths: _span(thousandths / 1000 % 86_400)
    if bare.startswith(("%tc", "%tC")):
        return lambda thousandths: _moment(_STATA_FROM + dt.timedelta(milliseconds=thousandths))
    if bare.startswith(("%td", "%d")):
        return lambda days: _date(_STATA_FROM + dt.timedelta(days=days))
    if bare.startswith("%tm"):
        return lambda months: f"{_year(1960 + months // 12):04d}-{int(months % 12) + 1:02d}"
    if bare.startswith("%tq"):
        return lambda quarters: f"{_year(1960 + quarters // 4):04d}-Q{int(quarters % 4) + 1}"
    if bare.startswith("%th"):
        return lambda halves: f"{_year(1960 + halves // 2):04d}-H{int(halves % 2) + 1}"
    if bare.startswith("%tw"):
        return lambda weeks: f"{_year(1960 + weeks // 52):04d}-W{int(weeks % 52) + 1:02d}"
    return None


def _year(year: float) -> int:
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    return int(year)


def _date(moment: dt.datetime) -> str:
    """A date of SPSS may have an hour that its format hides."""
    return moment.date().isoformat()


def _moment(moment: dt.datetime) -> str:
    if moment.microsecond:
        moment += dt.timedelta(microseconds=500_000)
    return moment.replace(microsecond=0).isoformat(" ", "seconds")


def _span(seconds: float) -> str:
    """Hours may be more than a day has."""
    whole = round(abs(seconds))
    if whole > 10**10:
        raise OverflowError(seconds)
    sign = "-" if seconds < 0 and whole else ""
    return f"{sign}{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
