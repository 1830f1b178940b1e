"""The dimensions a study's tables may be broken down by, and how every column of the dictionary becomes integers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qabilet.cycle.analysis.audience import Derived, Lattice
from qabilet.cycle.instrument import Column, Dictionary, Missing, Reading, reader
from qabilet.tables import CANNOT_JUDGE, NOT_ASKED, NOT_RELEVANT, REFUSED, UNKNOWN, Output, Recode
from qabilet.text import Text

REASON: Mapping[Missing, int] = {"not asked": NOT_ASKED, "not relevant": NOT_RELEVANT, "refused": REFUSED,
                                 "cannot judge": CANNOT_JUDGE}
CODED = ("one", "rating", "ranking")
Coder = Callable[[Reading], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Dimension:
    """A column with named levels; its place in the frame is `code`, level i is the code i."""

    code: str
    label: Text
    levels: tuple[str, ...]
    names: tuple[Text, ...]


def dimensions(dictionary: Dictionary, lattice: Lattice) -> dict[str, Dimension]:
    """Every one-choice column and every derived dimension, by code."""
    found = {column.code: Dimension(column.code, column.name(), column.values,
                                    tuple(column.value_name(value) for value in column.values))
             for column in dictionary.kept() if column.kind in CODED}
    for derived in lattice.derived:
        levels = _derived_levels(derived)
        found[derived.code] = Dimension(derived.code, Text(*(words or derived.code for words in derived.label)), levels,
                                        tuple(derived.labels.get(level, Text.same(level)) for level in levels))
    return found


def recodes(dictionary: Dictionary, lattice: Lattice) -> tuple[Recode, ...]:
    """How the answers become the frame.

    One-choice, rating and ranking columns as codes; many choices as one 0/1 column an option (`code.1` ...); numbers as
    they are, with their reason for being missing in `code?`; derived dimensions beside their source; free text as
    answered (0) or missing.
    """
    derived: dict[str, list[Derived]] = {one.source: [] for one in lattice.derived}
    for one in lattice.derived:
        derived[one.source].append(one)
    out = []
    for row, column in enumerate(dictionary.columns, start=2):
        if column.keep and column.kind in (*CODED, "many", "number", "text"):
            out.append(_recode(column, tuple(derived.get(column.code, ())), row))
    return tuple(out)


def _recode(column: Column, derived: tuple[Derived, ...], row: int) -> Recode:
    outputs, code = _coded(column)
    extra = [_derive(one, column) for one in derived]
    read = reader(column)

    def of(cell: str) -> tuple[float, ...]:
        reading = read(cell)
        return (*code(reading), *(level(reading) for level in extra))

    return Recode(column.header, (*outputs, *(Output(one.code, len(_derived_levels(one))) for one in derived)), of, row)


def _coded(column: Column) -> tuple[tuple[Output, ...], Coder]:
    def why(reading: Reading) -> int:
        return REASON[reading.missing] if reading.missing else UNKNOWN

    if column.kind == "number":
        def number(reading: Reading) -> tuple[float, ...]:
            if reading.number is not None:
                return (reading.number, 0.0)
            return (float("nan"), float(why(reading)))
        return (Output(column.code, 0), Output(f"{column.code}?", 1)), number
    if column.kind == "many":
        size = len(column.values)

        def many(reading: Reading) -> tuple[float, ...]:
            if reading.missing or reading.unknown:
                return (float(why(reading)),) * size
            return tuple(float(place in reading.codes) for place in range(size))
        return tuple(Output(f"{column.code}.{place + 1}", 2) for place in range(size)), many
    if column.kind == "text":
        def text(reading: Reading) -> tuple[float, ...]:
            return (float(why(reading)) if reading.missing else 0.0,)
        return (Output(column.code, 1),), text

    def one(reading: Reading) -> tuple[float, ...]:
        return (float(reading.codes[0]) if reading.codes else float(why(reading)),)
    return (Output(column.code, len(column.values)),), one


def _derive(derived: Derived, column: Column) -> Callable[[Reading], float]:
    levels = _derived_levels(derived)
    if derived.breaks:
        def band(reading: Reading) -> float:
            if reading.number is None:
                return float(REASON[reading.missing]) if reading.missing else UNKNOWN
            return float(sum(reading.number >= limit for limit in derived.breaks))
        return band
    place = {value: levels.index(level) for value, level in derived.levels.items()}
    codes = {index: place.get(value, NOT_RELEVANT) for index, value in enumerate(column.values)}

    def level(reading: Reading) -> float:
        if not reading.codes:
            return float(REASON[reading.missing]) if reading.missing else UNKNOWN
        return float(codes[reading.codes[0]])
    return level


def _derived_levels(derived: Derived) -> tuple[str, ...]:
    if not derived.breaks:
        return tuple(dict.fromkeys(derived.levels.values()))
    edges = [f"{edge:g}" for edge in derived.breaks]
    inner = [f"{low}\u2013{_below(high)}" for low, high in zip(edges, derived.breaks[1:], strict=False)]
    return (f"<{edges[0]}", *inner, f"{edges[-1]}+")


def _below(edge: float) -> str:
    return f"{edge - 1:g}" if edge == int(edge) else f"<{edge:g}"
