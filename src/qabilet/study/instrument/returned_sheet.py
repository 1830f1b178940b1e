"""The translators' spreadsheet as it comes back: sorted, shortened, with columns and remarks of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qabilet.cycle.instrument import FORM_010, Returned
from qabilet.errors import Fault, QabiletError, refuse
from qabilet.study.formats import restored
from qabilet.study.formats.delimited import found_delimiter, parsed
from qabilet.study.formats.encoding import decoded
from qabilet.study.formats.faults import ANSWERS_010
from qabilet.study.formats.package import cell_place
from qabilet.study.formats.xlsform.workbook import Grid, open_book
from qabilet.study.instrument.translators_sheet import COLUMNS
from qabilet.text import LANGS, Lang, say

NEEDED = ("path", "words")
LOOKED_AT = 20
"""The heading stands in one of the first rows: somebody may have put a title above it."""
_WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0", b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_TAG = re.compile(r"\s*\[(kk|ru|en)\]\s*$")
_NOT = frozenset({"no", "нет", "жоқ", "0", "-", "–", "—", "false", "ложь", "жалған"})
_MARK = re.compile(r"(m[0-9a-f]{15})\s+(m[0-9a-f]{15}|-)")


def read_returned(data: bytes, *, file: str) -> tuple[Returned, ...]:
    """Every row of every language's sheet. Raises FORM_010 where no sheet is one, ANSWERS_010 for formulas in a column
    that is read, and the reader's own faults for a file that cannot be opened."""
    known = {say(lang, column.heading).casefold(): column.code for column in COLUMNS for lang in LANGS}
    rows: list[Returned] = []
    faults: list[Fault] = []
    sheets = 0
    for grid in _sheets(data, file):
        head = _head(grid, known)
        if head is None:
            continue
        sheets += 1
        line, places, lang = head
        faults += [Fault(ANSWERS_010, {"cell": cell}, file, column=f"{grid.name}!{cell}") for cell in grid.formulas
                   if (place := cell_place(cell)) is not None and place[1] in places.values() and place[0] > line]
        rows += _rows(grid, line, places, lang)
    if faults:
        raise QabiletError(*faults)
    if not sheets:
        wanted = ", ".join(f"«{say(lang, column.heading)}»" for column in COLUMNS if column.code in NEEDED
                           for lang in LANGS)
        raise refuse(FORM_010, file=file, columns=wanted)
    return tuple(rows)


def _sheets(data: bytes, file: str) -> tuple[Grid, ...]:
    """The sheets of a workbook; a single one, without a name, of what a translator saved as text."""
    if data.startswith(_WORKBOOKS):
        return open_book(data, name=file).sheets
    text, _, _ = decoded(data, file=file)
    lines = parsed(text, found_delimiter(text), file=file)
    return (Grid("", tuple(tuple(cell.strip() for cell in line) for line in lines)),)


def _head(grid: Grid, known: Mapping[str, str]) -> tuple[int, dict[str, int], Lang] | None:
    """The line of the headings, the place of each column, and the language; None for a sheet of another kind."""
    for line, row in enumerate(grid.rows[:LOOKED_AT]):
        places: dict[str, int] = {}
        lang = ""
        for place, cell in enumerate(row):
            code = known.get(_TAG.sub("", " ".join(cell.split())).casefold())
            if code is not None and code not in places:
                places[code] = place
                tag = _TAG.search(cell)
                lang = tag[1] if tag and code == "words" else lang
        if all(code in places for code in NEEDED):
            spoken = lang or grid.name.strip().casefold()[:2]
            return (line, places, spoken) if spoken in LANGS else None
    return None


def _rows(grid: Grid, line: int, places: Mapping[str, int], lang: Lang) -> Iterator[Returned]:
    for number, row in enumerate(grid.rows[line + 1:], start=line + 2):
        cells = {code: _words(row[place]) if place < len(row) else "" for code, place in places.items()}
        if not cells["path"]:
            continue
        marks = _MARK.fullmatch(cells.get("marks", ""))
        confirmed = cells.get("confirmed", "").casefold()
        yield Returned(cells["path"], lang, cells["words"], bool(confirmed) and confirmed not in _NOT,
                       cells.get("source", ""), marks[1] if marks else "",
                       marks[2] if marks and marks[2] != "-" else "", cells.get("now", ""), cells.get("note", ""),
                       grid.name, number)


def _words(cell: str) -> str:
    """As it was before it was made harmless, without blanks at its ends; line breaks inside stay."""
    return restored(cell.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()).strip()
