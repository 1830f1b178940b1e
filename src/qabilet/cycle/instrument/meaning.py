"""What a cell means: the dictionary's reading of one answer, as codes, a number, or the reason why it is missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from qabilet.cycle.instrument.dictionary import BLANK, Column, Missing

_SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u200b\u2060\ufeff]+")
_NUMBER = re.compile(r"(?<![\d.,])[-\u2212]?\d+(?:[.,]\d+)?(?![\d])")
_NONE_CHOSEN = "0"
"""A cell of somebody who was asked and chose nothing of many: neither blank nor an option (see study's folding)."""
_THOUSANDS = re.compile(r"(?<=\d)[ '](?=\d{3}(?:\D|$))")


@dataclass(frozen=True, slots=True)
class Reading:
    """One cell read: `codes` index `Column.values` (several for many choices); `unknown` words stand in no list."""

    codes: tuple[int, ...] = ()
    number: float | None = None
    missing: Missing | None = None
    unknown: tuple[str, ...] = ()


def cleaned(cell: str) -> str:
    """The cell without the spaces nobody sees: runs and no-break spaces become one space, ends are trimmed."""
    return _SPACES.sub(" ", cell).strip()


def number_in(cell: str) -> float | None:
    """The one number of a cell that has words around it ('44 года', '1 250,5'); None for no number or several."""
    found = _NUMBER.findall(_THOUSANDS.sub("", cleaned(cell)))
    return float(found[0].replace(",", ".").replace("\u2212", "-")) if len(found) == 1 else None


def reader(column: Column) -> Callable[[str], Reading]:
    """How to read the cells of `column`; a rating marked as reverse is turned round (code k-1 becomes 0)."""
    missing = {cleaned(value).casefold(): why for value, why in column.missing.items()}
    places = {cleaned(value).casefold(): place for place, value in enumerate(column.values)}
    for spelling, value in column.merge.items():
        if cleaned(value).casefold() in places:
            places[cleaned(spelling).casefold()] = places[cleaned(value).casefold()]
    merge = {cleaned(spelling).casefold(): value for spelling, value in column.merge.items()}
    last = len(column.values) - 1

    def absent(cell: str) -> Reading | None:
        if (cell == BLANK and BLANK not in places) or cell.casefold() in missing:
            return Reading(missing=missing.get(cell.casefold(), "not asked"))
        return None

    def choice(cell: str) -> Reading:
        cell = cleaned(cell)
        if (gone := absent(cell)) is not None:
            return gone
        place = places.get(cell.casefold())
        if place is None:
            return Reading(unknown=(cell,))
        return Reading(codes=(last - place if column.reverse else place,))

    def choices(cell: str) -> Reading:
        cell = cleaned(cell)
        if (gone := absent(cell)) is not None:
            return gone
        if cell == _NONE_CHOSEN and cell not in places:
            return Reading()
        codes, unknown = split_choices(cell.casefold(), places, column.separator or ",")
        return Reading(codes=tuple(sorted(set(codes))), unknown=tuple(unknown))

    def number(cell: str) -> Reading:
        cell = cleaned(cell)
        if (gone := absent(cell)) is not None:
            return gone
        value = number_in(merge.get(cell.casefold(), cell))
        return Reading(unknown=(cell,)) if value is None else Reading(number=value)

    if column.kind == "many":
        return choices
    return number if column.kind == "number" else choice


def split_choices(cell: str, places: dict[str, int], separator: str) -> tuple[list[int], list[str]]:
    """The options named in one cell, though the separator may also stand inside an option: longest option first.

    Returns the codes found and the pieces that are no option. Cost: the cell's length times the number of options.
    """
    options = sorted(places, key=len, reverse=True)
    codes: list[int] = []
    unknown: list[str] = []
    rest = cell.strip()
    while rest:
        for option in options:
            if rest.startswith(option) and rest[len(option):].lstrip()[:1] in ("", separator):
                codes.append(places[option])
                rest = rest[len(option):]
                break
        else:
            piece, _, rest = rest.partition(separator)
            if piece.strip():
                unknown.append(piece.strip())
            rest = rest.strip()
            continue
        rest = rest.lstrip().removeprefix(separator).strip()
    return codes, unknown
