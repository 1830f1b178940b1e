"""Numbers of the routing language: rounding and the functions of mathematics, which never fail."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Context

from qabilet.cycle.instrument.routing.values import NAN

_TWELVE = Context(prec=12, rounding=ROUND_HALF_UP)


def halved_up(value: float, places: float = 0.0) -> float:
    """round(): half goes up (-2.5 to -2), by the decimal figures as they are shown; NaN for places beyond 30."""
    if not math.isfinite(value):
        return value
    if not abs(places) <= 30:
        return NAN
    shift = math.trunc(places)
    moved = _moved(value, shift)
    if not math.isfinite(moved):
        return value
    low = math.floor(moved)
    return _moved(float(low + (moved - low >= 0.5)), -shift)


def _moved(value: float, places: int) -> float:
    """The number with its decimal point moved, exactly as its figures are written."""
    figures, _, exponent = repr(value).partition("e")
    return float(f"{figures}e{int(exponent or 0) + places}")


def whole(value: float) -> float:
    """int(): without its fraction, towards nought."""
    return float(math.trunc(value)) if math.isfinite(value) else value


def index(value: float) -> int:
    """A place in a text or list; what is no number counts as 0, as in Java, and what is endless as very far."""
    if value != value:
        return 0
    return math.trunc(max(-1e9, min(1e9, value)))


def agreed(value: float) -> float:
    """A result of mathematics to 12 figures, as the last ones differ between machines; whole numbers stay."""
    if not math.isfinite(value) or (value.is_integer() and abs(value) < 2**53):
        return value
    return float(_TWELVE.create_decimal_from_float(value))


def power(base: float, exponent: float) -> float:
    """pow() as Java and the browser have it: of 1 to an endless or missing exponent there is no number."""
    if exponent != exponent or (abs(base) == 1.0 and math.isinf(exponent)):
        return NAN
    try:
        return agreed(math.pow(base, exponent))
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf
    except ValueError:
        if base != 0.0:
            return NAN
        return math.copysign(math.inf, base) if exponent % 2 == 1 else math.inf


def safely(function: Callable[[float], float]) -> Callable[[float], float]:
    """The function, giving NaN where it has no value and an endless number where it grows too large."""
    def answer(value: float) -> float:
        try:
            return agreed(function(value))
        except ValueError:
            return NAN
        except OverflowError:
            return math.inf
    return answer


def _logarithm(function: Callable[[float], float]) -> Callable[[float], float]:
    return safely(lambda value: -math.inf if value == 0.0 else function(value))


def root(value: float) -> float:
    return math.sqrt(value) if value >= 0.0 else NAN


def floored(value: float) -> float:
    return float(math.floor(value)) if math.isfinite(value) else value


def ceiled(value: float) -> float:
    return float(math.ceil(value)) if math.isfinite(value) else value


MATHEMATICS: dict[str, Callable[[float], float]] = {
    "exp": safely(math.exp), "exp10": lambda value: power(10.0, value),
    "log": _logarithm(math.log), "log10": _logarithm(math.log10),
    "sin": safely(math.sin), "cos": safely(math.cos), "tan": safely(math.tan),
    "asin": safely(math.asin), "acos": safely(math.acos), "atan": safely(math.atan),
    "sqrt": root, "abs": abs, "int": whole, "floor": floored, "ceiling": ceiled,
}


def extreme(values: Iterable[float], choose: Callable[[Iterable[float]], float]) -> float:
    """min() or max() of what are numbers; NaN where none is."""
    found = [one for one in values if one == one]
    return choose(found) + 0.0 if found else NAN


def total(values: Iterable[float]) -> float:
    """sum() of what are numbers; an empty answer adds nothing, as in ODK."""
    found = 0.0
    for one in values:
        found += one if one == one else 0.0
    return found
