"""A form as an Excel workbook that ODK, Kobo and we read alike."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable

from qabilet.cycle.instrument import Form
from qabilet.errors import refuse
from qabilet.study.formats.xlsform.faults import XLSFORM_004, XLSFORM_032
from qabilet.study.formats.xlsform.limits import CELL_CHARACTERS, FILLED_CELLS
from qabilet.study.formats.xlsform.odk import SHEETS
from qabilet.study.formats.xlsform.sheets import Rows, sheets_of
from qabilet.study.formats.xlsform.workbook import sheet_name

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_FORMULA = ("=", "+", "-", "@", "\t")
_WIDTHS = {"type": 26.0, "name": 22.0, "list_name": 20.0, "label": 46.0, "hint": 34.0}
_WORDY = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
"""Columns of words, which a person reads: they are shown whole."""

_EPOCH = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's date has no zone


def write_form(form: Form) -> bytes:
    """The workbook. Every cell is text: nothing in it is ever a formula. The same form gives the same bytes.

    Raises QabiletError where a cell is longer than Excel holds, or the form larger than we would read.
    """
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheets = _weighed(sheets_of(form))
    book = openpyxl.Workbook(write_only=True)
    book.properties.created = book.properties.modified = _EPOCH
    book.properties.creator = ""
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for place, heading in enumerate(rows[0] if rows else ()):
            letter = get_column_letter(place + 1)
            usual = _WIDTHS.get(heading.partition("::")[0], 16.0)
            sheet.column_dimensions[letter].width = usual if name in SHEETS else _fitting(rows, place)
        wordy = [name not in SHEETS or heading.partition("::")[0].casefold() in _WORDY
                 for heading in (rows[0] if rows else ())]
        for number, row in enumerate(rows, start=1):
            line = []
            for place, words in enumerate(row):
                cell = WriteOnlyCell(sheet, words or None)
                if words:
                    # What begins like a formula is text for good: Excel keeps it so when somebody edits the cell.
                    cell.data_type = "s"
                    if words.startswith(_LOOKS_FORMULA):
                        cell.quotePrefix = True
                    if number == 1:
                        cell.font = bold
                    elif place < len(wordy) and wordy[place]:
                        cell.alignment = wrapped
                line.append(cell)
            sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return _dateless(out.getvalue())


def _fitting(rows: Rows, place: int) -> float:
    """As wide as the longest cell, and no wider than a person reads; longer cells are wrapped."""
    return min(60.0, max(12.0, 2.0 + max((len(row[place]) for row in rows if place < len(row)), default=0)))


def _weighed(sheets: dict[str, Rows]) -> dict[str, Rows]:
    """The sheets without signs that no XML may hold, and no larger than we would read."""
    filled = 0
    clean: dict[str, Rows] = {}
    for name, rows in sheets.items():
        clean[_free(sheet_name(name), clean)] = found = [[_ILLEGAL.sub("", cell) for cell in row] for row in rows]
        for number, row in enumerate(found, start=1):
            filled += sum(map(bool, row))
            if any(len(cell) > CELL_CHARACTERS for cell in row):
                raise refuse(XLSFORM_032, row=number, column=name, limit=CELL_CHARACTERS)
        if filled > FILLED_CELLS:
            raise refuse(XLSFORM_004, column=name, limit=FILLED_CELLS)
    return clean


def _free(name: str, taken: Iterable[str]) -> str:
    """The name, or with a number where another sheet is called so; Excel does not tell case apart."""
    used = {one.casefold() for one in taken}
    return next(one for one in (name, *(f"{name[:26]}_{n}" for n in range(2, len(used) + 3)))
                if one.casefold() not in used)


def _dateless(data: bytes) -> bytes:
    """The same package without the clock in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", part)
            fresh = zipfile.ZipInfo(info.filename, (2000, 1, 1, 0, 0, 0))
            fresh.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fresh, part)
    return out.getvalue()
