"""From the options of `qabilet size` to one calculation: exactly one aim, numbers as people write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qabilet.cli.faults import CLI_002, CLI_007, CLI_008, CLI_009
from qabilet.cli.usage import Values
from qabilet.cycle.sample import (
    Conditions,
    Size,
    difference_size,
    mean_difference_size,
    mean_size,
    rank_size,
    share_size,
)
from qabilet.errors import refuse

AIMS = ("--share", "--mean", "--difference", "--difference-mean", "--ranks")
_BEYOND = {"--share": ("--ratio", "--items", "--correlation", "--power"),
           "--mean": ("--ratio", "--items", "--correlation", "--power"),
           "--difference": ("--margin", "--items", "--correlation", "--population"),
           "--difference-mean": ("--margin", "--items", "--correlation", "--population"),
           "--ranks": ("--margin", "--ratio")}
"""What has no meaning beside each aim."""


def asked_size(values: Values, usage: str) -> Size:
    """Raises CLI_002 without an option that another needs, CLI_007 without an aim or with two, CLI_008 for an option
    beside the point, CLI_009 for what is no number, SAMPLE codes for faults of the calculation itself."""
    aims = [name for name in AIMS if values[name]]
    if len(aims) != 1:
        raise refuse(CLI_007, known=", ".join(AIMS), usage=usage)
    aim = aims[0]
    for name in _BEYOND[aim]:
        if values[name]:
            raise refuse(CLI_008, option=name, beside=aim)
    if not values["--n"] and not values["--margin"] and aim in ("--share", "--mean"):
        raise refuse(CLI_007, known="--margin, --n", usage=usage)
    if values["--n"] and values["--margin"]:
        raise refuse(CLI_008, option="--margin", beside="--n")
    if (values["--icc"] or values["--cluster-size"]) and values["--deff"]:
        raise refuse(CLI_008, option="--deff", beside="--icc")
    if bool(values["--icc"]) != bool(values["--cluster-size"]):
        raise refuse(CLI_002, name="--cluster-size" if values["--icc"] else "--icc", usage=usage)
    if aim == "--ranks" and not values["--items"]:
        raise refuse(CLI_002, name="--items", usage=usage)
    return _AIMS[aim](_numbers(values, aim), _conditions(values), _whole(values, "--n"), values)


def _share(numbers: tuple[float, ...], conditions: Conditions, n: int | None, values: Values) -> Size:
    return share_size(numbers[0], _number(values, "--margin"), conditions, n)


def _mean(numbers: tuple[float, ...], conditions: Conditions, n: int | None, values: Values) -> Size:
    return mean_size(numbers[0], _number(values, "--margin"), conditions, n)


def _difference(numbers: tuple[float, ...], conditions: Conditions, n: int | None, values: Values) -> Size:
    return difference_size(numbers[0], numbers[1], conditions, ratio=_or(_number(values, "--ratio"), 1.0), n=n)


def _mean_difference(numbers: tuple[float, ...], conditions: Conditions, n: int | None, values: Values) -> Size:
    return mean_difference_size(numbers[0], numbers[1], conditions, ratio=_or(_number(values, "--ratio"), 1.0), n=n)


def _ranks(numbers: tuple[float, ...], conditions: Conditions, n: int | None, values: Values) -> Size:
    return rank_size(numbers[0], numbers[1], _whole(values, "--items") or 0, conditions,
                     correlation=_or(_number(values, "--correlation"), 0.0), n=n)


_AIMS: Mapping[str, Callable[[tuple[float, ...], Conditions, int | None, Values], Size]] = {
    "--share": _share, "--mean": _mean, "--difference": _difference, "--difference-mean": _mean_difference,
    "--ranks": _ranks}


def _conditions(values: Values) -> Conditions:
    return Conditions(level=_or(_number(values, "--level"), 0.95), population=_whole(values, "--population"),
                      deff=_or(_number(values, "--deff"), 1.0), response=_or(_number(values, "--response"), 1.0),
                      icc=_number(values, "--icc"), cluster_size=_number(values, "--cluster-size"),
                      power=_or(_number(values, "--power"), 0.8))


def _numbers(values: Values, option: str) -> tuple[float, ...]:
    given = values[option]
    words = given if isinstance(given, list) else [str(given)]
    return tuple(number(word, option) for word in words)


def _number(values: Values, option: str) -> float | None:
    return number(str(values[option]), option) if values[option] else None


def _whole(values: Values, option: str) -> int | None:
    value = _number(values, option)
    if value is not None and not value.is_integer():
        raise refuse(CLI_009, word=str(values[option]), option=option)
    return None if value is None else int(value)


def number(word: str, option: str) -> float:
    """0.05, 0,05 and 5% are the same. Raises CLI_009."""
    plain = word.strip().replace("\u00a0", "").replace(" ", "").replace(",", ".").replace("\u2212", "-")
    try:
        value = float(plain.removesuffix("%"))
    except ValueError:
        raise refuse(CLI_009, word=word, option=option) from None
    if value != value or abs(value) > 1e15:
        raise refuse(CLI_009, word=word, option=option)
    return value / 100 if plain.endswith("%") else value


def _or(value: float | None, default: float) -> float:
    return default if value is None else value
