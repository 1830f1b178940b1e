"""A sheet as a table: its headings, each once, and its lines by heading; nothing in it is lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qabilet.errors import Fault
from qabilet.study.formats.cells import ERRORS
from qabilet.study.formats.layout import letters
from qabilet.study.formats.limits import FAULTS_SHOWN
from qabilet.study.formats.xlsform.faults import XLSFORM_008, XLSFORM_030, XLSFORM_039
from qabilet.study.formats.xlsform.headings import tidy_heading
from qabilet.study.formats.xlsform.limits import ROWS_SKIPPED
from qabilet.study.formats.xlsform.workbook import Grid, cells_of

_PLACED = re.compile(r"(.*)#([A-Z]{1,3})\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet: its number (1 is the headings') and its filled cells by heading."""

    row: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A second heading of the same name, and a column without one, are called after their place: «label#F», «#G»."""

    name: str
    headings: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    faults: tuple[Fault, ...] = field(default=())


def table_of(grid: Grid, name: str, file: str) -> Table:
    """The sheet's first line as headings, the others as lines; where ODK's reader stops, this one stops too."""
    top = [tidy_heading(cell) for cell in (grid.rows[0] if grid.rows else ())]
    wide = max((len(row) for row in grid.rows), default=0)
    top += [""] * (wide - len(top))
    headings: list[str] = []
    faults: list[Fault] = []
    for place, heading in enumerate(top):
        if not heading or heading in headings:
            if heading:
                faults.append(Fault(XLSFORM_008, {"first": heading, "heading": heading, "sheet": name}, file, 1,
                                    letters(place)))
            headings.append(f"{heading}#{letters(place)}")
        else:
            headings.append(heading)
    lines: list[Line] = []
    last = 1
    for number, filled in cells_of(grid):
        cells = {headings[place]: cell for place, cell in filled.items()}
        if number - last > ROWS_SKIPPED + 1:
            faults.append(Fault(XLSFORM_030, {"limit": ROWS_SKIPPED}, file, number, name))
            break
        sheet = "" if name == "survey" else f"{name}/"
        faults += [Fault(XLSFORM_039, {"given": cell}, file, number, sheet + heading)
                   for heading, cell in cells.items() if cell in ERRORS]
        if any(not heading.startswith("#") for heading in cells):
            last = number
        lines.append(Line(number, cells))
    return Table(name, tuple(headings), tuple(lines), tuple(faults))


def rows_said(rows: Sequence[int]) -> str:
    """The numbers of the lines, the first twenty of them."""
    return ", ".join(map(str, rows[:FAULTS_SHOWN])) + (" …" if len(rows) > FAULTS_SHOWN else "")


def shown_heading(heading: str, place: int) -> str:
    """The heading as it stood in the sheet: without the place that told it from another."""
    found = _PLACED.match(heading)
    return found[1] if found and found[2] == letters(place) else heading


def named(headings: tuple[str, ...]) -> tuple[str, ...]:
    """Those headings that stand in the sheet, each once."""
    return tuple(one for place, one in enumerate(headings) if shown_heading(one, place) == one)
