"""Values of the routing language: text, number, truth, or the answers of a repeated question; one into another."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

Value = str | float | bool | list[str]
NAN = math.nan
LONGEST = 10_000
"""Signs a text grows to, at most: concat() and join() cut what is longer."""

_NUMBER = re.compile(r"[ \t\r\n]*(-?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+))[ \t\r\n]*")
_DATE = re.compile(r"([1-9][0-9]{3})-([0-9]{2})-([0-9]{2})")
_EPOCH = 719163


def days(words: str) -> float:
    """Days since 1970-01-01 of an ISO date (with a time: of its day as written); NaN where it is none."""
    return _day(words[:10]) if len(words) == 10 or words[10:11] == "T" else NAN


@lru_cache(maxsize=2048)
def _day(words: str) -> float:
    found = _DATE.fullmatch(words)
    if found is None:
        return NAN
    try:
        return float(date(int(found[1]), int(found[2]), int(found[3])).toordinal() - _EPOCH)
    except ValueError:
        return NAN


def number(value: object) -> float:
    """As XPath's number(), with ODK's two leaves: a decimal comma is read, and an ISO date is its day."""
    if type(value) is float:
        return value
    if type(value) is str:
        if value.isdigit() and value.isascii():
            return float(value)
        if value[4:5] == "-" and value[0].isdigit():
            return days(value)
        found = _NUMBER.fullmatch(value)
        if found is None:
            return NAN
        return float(found[1].replace(",", "."))
    if type(value) is bool:
        return 1.0 if value else 0.0
    if isinstance(value, list):
        return number(value[0]) if value else NAN
    return float(value) if type(value) is int else NAN


def text(value: object) -> str:
    """As XPath's string(): a whole number without a point, never with an exponent."""
    if type(value) is str:
        return value
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) is float:
        return _figures(value)
    if isinstance(value, list):
        return text(value[0]) if value else ""
    return str(value) if type(value) is int else ""


def _figures(value: float) -> str:
    if value != value:
        return "NaN"
    if value in (math.inf, -math.inf):
        return "Infinity" if value > 0 else "-Infinity"
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{Decimal(repr(value)):f}".removesuffix(".0")


def truth(value: object) -> bool:
    """As XPath's boolean(): a text that is not empty (also 'false'), a number neither 0 nor NaN, a set not empty."""
    if type(value) is float:
        return value == value and value != 0.0
    return bool(value)


def members(value: Value) -> list[str]:
    """The texts a value stands for: the answers of a set, else the one text."""
    return value if isinstance(value, list) else [text(value)]


def same(left: Value, right: Value) -> bool:
    """XPath's `=`: true for sets where it is true of any pair; numbers are the same to 1e-12, as in JavaRosa."""
    if isinstance(left, list):
        if type(right) is bool:
            return bool(left) == right
        return any(same(one, right) for one in left)
    if isinstance(right, list):
        return same(right, left)
    if type(left) is bool or type(right) is bool:
        return truth(left) == truth(right)
    if type(left) is float or type(right) is float:
        a, b = number(left), number(right)
        return a == b or abs(a - b) < 1e-12
    return text(left) == text(right)


def differs(left: Value, right: Value) -> bool:
    """XPath's `!=`: for sets, whether any pair differs, which is not the opposite of `=`."""
    if isinstance(left, list):
        if type(right) is bool:
            return bool(left) != right
        return any(differs(one, right) for one in left)
    if isinstance(right, list):
        return differs(right, left)
    return not same(left, right)


def numbers(value: Value) -> Sequence[float]:
    """The numbers an order is asked of: of each answer in a set, else of the one value."""
    return [number(one) for one in value] if isinstance(value, list) else (number(value),)


def below(left: Value, right: Value) -> bool:
    if not isinstance(left, list) and not isinstance(right, list):
        return number(left) < number(right)
    return any(a < b for a in numbers(left) for b in numbers(right))


def at_most(left: Value, right: Value) -> bool:
    if not isinstance(left, list) and not isinstance(right, list):
        return number(left) <= number(right)
    return any(a <= b for a in numbers(left) for b in numbers(right))


def divided(a: float, b: float) -> float:
    """IEEE division: by nought it is infinite, nought by nought is NaN."""
    if b != 0.0:
        return a / b
    if a != a or a == 0.0 or b != b:
        return NAN
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


def remainder(a: float, b: float) -> float:
    """XPath's mod: the remainder bears the sign of the dividend."""
    if b == 0.0 or a != a or b != b or math.isinf(a):
        return NAN
    return math.fmod(a, b)
