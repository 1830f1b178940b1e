"""Answers as a workbook: a sheet of data and a sheet that explains it; nothing in it is a formula."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qabilet.errors import refuse
from qabilet.study.formats.cells import neutral
from qabilet.study.formats.dataset import Dataset, Variable
from qabilet.study.formats.outgoing.faults import EXPORT_020
from qabilet.study.formats.outgoing.words import column_words
from qabilet.study.formats.xml_letters import allowed
from qabilet.text import Lang, pattern, say

if TYPE_CHECKING:
    import numpy as np

BATCH_ROWS = 8_192
MOST_ROWS, MOST_COLUMNS, MOST_SIGNS = 1_048_576, 16_384, 32_767
"""What Excel opens."""
_WIDEST = 60
KINDS = {"code": pattern("one code"), "flag": pattern("chosen or not"), "number": pattern("number"),
         "date": pattern("date"), "text": pattern("free words")}
_HEAD = (pattern("Name"), pattern("Label"), pattern("Question"), pattern("Kind"), pattern("Code"), pattern("Meaning"))


def write_xlsx(dataset: Dataset, out: Path, lang: Lang, *, labels: bool) -> None:
    """Write `dataset` to `out`: sheets «data», «codebook», «notes», words in `lang`. Memory: a batch of rows.

    Cells that would be taken for a formula get an apostrophe, as in CSV; words longer than
    MOST_SIGNS are cut. Raises EXPORT_020 for more rows or columns than Excel opens.
    """
    from openpyxl import Workbook

    if dataset.rows >= MOST_ROWS or len(dataset.variables) > MOST_COLUMNS:
        raise refuse(EXPORT_020, rows=dataset.rows, columns=len(dataset.variables), most=MOST_ROWS - 1)
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.title = "Qabilet", allowed(dataset.title.shown(lang))[:255]
    _sheet(book, say(lang, "Data"), [one.name for one in dataset.variables], _rows(dataset, lang, labels),
           [max(10, min(24, len(one.name) + 2)) for one in dataset.variables])
    _sheet(book, say(lang, "Codebook"), [say(lang, one) for one in _HEAD], _codebook(dataset, lang),
           [24, 40, _WIDEST, 16, 8, 40], wrap=True)
    _sheet(book, say(lang, "Notes"), [dataset.title.shown(lang) or dataset.code],
           ([note.shown(lang)] for note in (dataset.source, *dataset.notes) if any(note)), [110], wrap=True)
    book.save(out)


def _sheet(book: Any, name: str, head: list[str], rows: Iterator[list[Any]], widths: list[int], *,
           wrap: bool = False) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    bold, fill, top = Font(bold=True), PatternFill("solid", fgColor="E8EEF4"), Alignment(wrap_text=True, vertical="top")
    cells = []
    for words in head:
        cell = WriteOnlyCell(sheet, _safe(words))
        cell.font, cell.fill, cell.alignment = bold, fill, Alignment(vertical="top")
        cells.append(cell)
    sheet.append(cells)
    for row in rows:
        if not wrap:
            sheet.append(row)
            continue
        wrapped = []
        for value in row:
            cell = WriteOnlyCell(sheet, _safe(value) if isinstance(value, str) else value)
            cell.alignment = top
            wrapped.append(cell)
        sheet.append(wrapped)


def _rows(dataset: Dataset, lang: Lang, labels: bool) -> Iterator[list[Any]]:
    for start in range(0, dataset.rows, BATCH_ROWS):
        part = slice(start, start + BATCH_ROWS)
        columns = [_cells(variable, column[part], lang, labels)
                   for variable, column in zip(dataset.variables, dataset.columns, strict=True)]
        for row in zip(*columns, strict=True):
            yield list(row)


def _cells(variable: Variable, column: np.ndarray, lang: Lang, labels: bool) -> list[Any]:
    """Numbers as numbers, days as days, words as words that no program takes for a formula; None for nothing."""
    import numpy as np

    if variable.kind == "date":
        return [value.isoformat() if value is not None and value.year < 1901 else value
                for value in column.astype(object).tolist()]
    if variable.kind == "text" or (labels and variable.kind in ("code", "flag")):
        return [_safe(word) or None for word in column_words(variable, column, lang, labels=labels).tolist()]
    if labels and variable.kind == "number":
        words = {float(one.code): _safe(one.label.shown(lang)) for one in variable.values if any(one.label)}
        return [None if value != value else words.get(value, _number(value)) for value in column.tolist()]
    return [None if value != value else _number(value) for value in np.asarray(column).tolist()]


def _number(value: float) -> float | int:
    return int(value) if value.is_integer() else value


def _safe(words: str) -> str:
    """Words that XML and Excel can hold, and that are no formula."""
    return neutral(allowed(words))[:MOST_SIGNS]


def _codebook(dataset: Dataset, lang: Lang) -> Iterator[list[Any]]:
    for one in dataset.variables:
        about = [one.name, one.label.shown(lang), one.question.shown(lang), say(lang, KINDS[one.kind])]
        first, *rest = [[value.code, value.label.shown(lang)] for value in one.values] or [[None, None]]
        yield [*about, *first]
        for value in rest:
            yield [one.name, None, None, None, *value]
