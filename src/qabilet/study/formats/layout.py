"""From a sheet of cells to headers and columns: titles, two-row headers, empty margins, doubled headers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qabilet.errors import Caution, Fault, QabiletError, refuse
from qabilet.study.formats.cells import ERRORS, tidy
from qabilet.study.formats.faults import (
    ANSWERS_004,
    ANSWERS_012,
    ANSWERS_015,
    ANSWERS_022,
    LOSS_002,
    LOSS_003,
    LOSS_004,
    LOSS_008,
    LOSS_009,
    LOSS_010,
    LOSS_011,
)
from qabilet.study.formats.limits import COLUMNS, FAULTS_SHOWN

Merge = tuple[int, int, int, int]
"""Merged cells: first row, first column, last row, last column, counted from 0."""

HEADER_WITHIN = 30
"""The header is looked for in so many rows."""

HEADER_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class Laid:
    """Headers, the columns under them, the line of the header (1 is the first) and what was left out."""

    headers: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    header_row: int
    losses: tuple[Caution, ...] = field(default=())


def lay_out(grid: Sequence[Sequence[str]], *, merges: Sequence[Merge] = (), keep_duplicates: bool = False,
            file: str = "") -> Laid:
    """Find the header of `grid` (rows of equal length) and cut the columns under it.

    Raises QabiletError: nothing under the header, too many columns, two headers alike.
    """
    losses: list[Caution] = []
    clean, tidied = _tidied(grid)
    filled = [sum(map(bool, row)) for row in clean]
    if not any(filled):
        raise refuse(ANSWERS_004, file=file)
    top, bottom = _header_rows(clean, filled, merges)
    above = [row for row in range(top) if filled[row]]
    if above:
        losses.append(Caution(LOSS_003, {"rows": len(above), "sample": next(filter(None, clean[above[0]]))[:80]}))
    headers = clean[top] if top == bottom else _joined(clean[top], clean[bottom], top, merges)
    if top != bottom:
        losses.append(Caution(LOSS_009, {"sample": next((h for h in headers if h.endswith("]")), "")[:160]}))
    body = [row for row, count in zip(clean[bottom + 1:], filled[bottom + 1:], strict=True) if count]
    if not body:
        raise refuse(ANSWERS_004, file=file, row=bottom + 1)
    trailing = len(clean) - bottom - 1 - len(body)
    columns = [_without_errors(column, losses) for column in zip(*body, strict=True)]
    kept = [place for place, column in enumerate(columns) if headers[place] or any(column)]
    # Columns beyond the last header or answer are a margin; nobody meant them.
    last = max(kept) + 1
    if trailing or last > len(kept):
        losses.append(Caution(LOSS_002, {"rows": trailing, "columns": last - len(kept)}))
    if tidied:
        losses.append(Caution(LOSS_004, {"cells": tidied}))
    if len(kept) > COLUMNS:
        raise refuse(ANSWERS_012, file=file, count=len(kept), limit=COLUMNS)
    names = _named(headers, kept, losses)
    return Laid(_distinct(names, kept, keep_duplicates, file, bottom + 1, losses),
                tuple(columns[place] for place in kept), bottom + 1, tuple(losses))


def letters(place: int) -> str:
    """The name of a column in a spreadsheet: 0 is A, 26 is AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def _tidied(grid: Sequence[Sequence[str]]) -> tuple[list[list[str]], int]:
    known: dict[str, str] = {"": ""}
    changed = 0
    clean = []
    for row in grid:
        line = []
        for cell in row:
            if (word := known.get(cell)) is None:
                word = known[cell] = tidy(cell)
            changed += word != cell
            line.append(word)
        clean.append(line)
    return clean, changed


def _header_rows(clean: list[list[str]], filled: list[int], merges: Sequence[Merge]) -> tuple[int, int]:
    """The first and last row of the header: one row, or a row of stems over a row of items."""
    row = header_row(filled)
    if row and filled[row - 1] and _stems_over(clean, row - 1, merges):
        return row - 1, row
    if row + 1 < len(clean) and filled[row + 1] and _stems_over(clean, row, merges):
        return row, row + 1
    return row, row


def header_row(filled: Sequence[int]) -> int:
    """The row of the headers, from how many cells of each row are filled: the first that is nearly as wide as the
    table, for titles above it are not; where there is none, the first row with anything in it."""
    width = max(filled[:200])
    wide = (row for row, cells in enumerate(filled[:HEADER_WITHIN]) if cells and cells >= 0.6 * width)
    return next(wide, next(row for row, cells in enumerate(filled) if cells))


def _stems_over(clean: list[list[str]], top: int, merges: Sequence[Merge]) -> bool:
    """Whether row `top` holds stems over the items of the next row."""
    stems, items = clean[top], clean[top + 1]
    gaps = [place for place, (stem, item) in enumerate(zip(stems, items, strict=True)) if item and not stem]
    if not gaps or not any(stems[: gaps[0]]):
        return False
    width = sum(1 for stem, item in zip(stems, items, strict=True) if stem or item)
    spans = [(left, right) for first, left, last, right in merges if first <= top <= last and right > left]
    if any(right - left + 1 < width for left, right in spans):
        return True
    fills = any(stem and not item for stem, item in zip(stems, items, strict=True))
    below = clean[top + 2: top + 200]
    # An item is asked once; a word that comes again under itself is an answer.
    again = any(items[place] == row[place] for place in gaps for row in below)
    wordy = all(not items[place].replace(".", "", 1).isdigit() for place in gaps)
    return fills and wordy and not again and len(gaps) > 1


def _joined(stems: list[str], items: list[str], top: int, merges: Sequence[Merge]) -> list[str]:
    spans = [(left, right) for first, left, last, right in merges if first <= top <= last and right > left]
    out, stem = [], ""
    for place, (own, item) in enumerate(zip(stems, items, strict=True)):
        if own:
            stem = own
        elif spans and not any(left <= place <= right for left, right in spans):
            stem = ""
        out.append(f"{stem} [{item}]" if item and stem else item or own)
    return out


def _without_errors(column: tuple[str, ...], losses: list[Caution]) -> tuple[str, ...]:
    found = [cell for cell in column if cell.startswith("#") and cell in ERRORS]
    if not found:
        return column
    losses.append(Caution(LOSS_010, {"cells": len(found), "sample": found[0]}))
    return tuple("" if cell in ERRORS else cell for cell in column)


def _named(headers: list[str], kept: list[int], losses: list[Caution]) -> list[str]:
    names = []
    for place in kept:
        name = headers[place]
        if not name:
            name = f"({letters(place)})"
            losses.append(Caution(LOSS_008, {"column": letters(place), "name": name}))
        names.append(name)
    return names


def _distinct(names: list[str], kept: list[int], keep_duplicates: bool, file: str, row: int,
              losses: list[Caution]) -> tuple[str, ...]:
    first: dict[str, int] = {}
    faults, out, taken = [], [], set(names)
    for name, place in zip(names, kept, strict=True):
        if len(name) > HEADER_CHARACTERS:
            faults.append(Fault(ANSWERS_022, {"limit": HEADER_CHARACTERS}, file, row, letters(place)))
        if name in first:
            faults.append(Fault(ANSWERS_015, {"header": name[:80], "first": letters(first[name]),
                                              "second": letters(place)}, file, row, letters(place)))
            number = 2
            while f"{name} ({number})" in taken:
                number += 1
            name = f"{name} ({number})"
            taken.add(name)
        else:
            first[name] = place
        out.append(name)
    hard = faults if not keep_duplicates else [fault for fault in faults if fault.code == ANSWERS_022]
    if hard:
        raise QabiletError(*hard[:FAULTS_SHOWN])
    if faults:
        losses.append(Caution(LOSS_011, {"count": len(faults)}))
    return tuple(out)
