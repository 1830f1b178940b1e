"""The sheets of a form as rows of words, whatever they were kept in: .xlsx, .xls, .csv or a Markdown table."""

from __future__ import annotations

import io
import re
import struct
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from qabilet.errors import refuse
from qabilet.study.formats.cells import shown
from qabilet.study.formats.encoding import decoded
from qabilet.study.formats.limits import FAULTS_SHOWN
from qabilet.study.formats.package import ZIP_ERRORS, Part, look_through
from qabilet.study.formats.xlsform.faults import XLSFORM_001, XLSFORM_002, XLSFORM_003, XLSFORM_004, XLSFORM_032
from qabilet.study.formats.xlsform.limits import AREA, CELL_CHARACTERS, FILLED_CELLS, ROWS_BLANK

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_XLS = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_NAME = re.compile(r"[\[\]:*?/\\\n\r\t]")
_CONSTANTS = ("=TRUE()", "=FALSE()", "=TRUE", "=FALSE")
_SEPARATOR = re.compile(r"[|+\-\s:]*\Z")

BOOK_ERRORS = (*ZIP_ERRORS, KeyError, TypeError, IndexError, AttributeError, SyntaxError, OverflowError, RecursionError)
"""What openpyxl raises on a workbook whose parts are sound XML and yet not what Excel writes: see formats/xlsx.py; and
RecursionError, on elements inside elements without end."""

XLS_ERRORS = (ValueError, LookupError, TypeError, AttributeError, NameError, AssertionError, ArithmeticError, EOFError,
              MemoryError, RuntimeError, struct.error)
"""What xlrd raises on damaged bytes besides errors of its own: it unpacks records without looking
(struct.error, IndexError), asserts (AssertionError), looks up formats and encodings (KeyError, LookupError; ValueError
for letters), calls what is not there (AttributeError, TypeError, NameError: a variable that no record has set),
computes with and allocates what a damaged count asks for (ArithmeticError, MemoryError), and walks a damaged directory
in circles (RecursionError)."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. `rows` from the first line of the sheet on, each without its trailing blanks; `formulas` are the cells
    (B7) that hold one: their last value is in the rows."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    formulas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """`repaired` counts the signs that no XML may hold and that were left out; `macros` says that there were some."""

    sheets: tuple[Grid, ...]
    repaired: int = 0
    macros: bool = False


def open_book(data: bytes, *, name: str) -> Book:
    """Every sheet of the file, its cells as a person saw them. Raises QabiletError, and nothing else."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refuse(XLSFORM_002, file=name)
        return _xls(data, name)
    if data.startswith(b"PK"):
        return _xlsx(data, name)
    if data[:4] in _OLD_XLS:
        return _xls(data, name)
    return _text(data, name)


def _xlsx(data: bytes, name: str) -> Book:
    parts = look_through(data, file=name, formulas_too=True)
    _weighed(sum(part.cells for part in parts.values()), name)
    try:
        # openpyxl warns of styles and validations it does not know; they are no part of the form.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            grids, repaired = _grids(data, parts, name)
            if any(part.formulas for part in parts.values()):
                formulas = _formulas(data, parts)
                grids = [replace(one, formulas=formulas.get(one.name, ())) for one in grids]
    except BOOK_ERRORS as error:
        raise refuse(XLSFORM_001, file=name, why=_why(error)) from None
    return Book(tuple(grids), repaired, b"vbaProject.bin" in data)


def _grids(data: bytes, parts: Mapping[str, Part], name: str) -> tuple[list[Grid], int]:
    grids: list[Grid] = []
    repaired = 0
    for sheet, part in _sheets(data, parts, values=True):
        rows, odd = _rows(sheet.iter_rows(max_col=part.last_column or 1, values_only=True), name)
        repaired += odd
        grids.append(Grid(sheet_name(str(sheet.title)), rows))
    return grids, repaired


def _sheets(data: bytes, parts: Mapping[str, Part], *, values: bool) -> Iterator[tuple[Any, Part]]:
    """The sheets with what is known of their parts; `values` gives what formulas came to, else the formulas."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            yield sheet, parts.get(str(getattr(sheet, "_worksheet_path", "")).lstrip("/"), Part())
    finally:
        book.close()


def _formulas(data: bytes, parts: Mapping[str, Part]) -> dict[str, tuple[str, ...]]:
    """The cells that hold a formula, by sheet. =TRUE() is how Google's tables write a tick, and is none."""
    found: dict[str, tuple[str, ...]] = {}
    for sheet, part in _sheets(data, parts, values=False):
        cells = (cell for row in sheet.iter_rows(max_col=part.last_column or 1) for cell in row
                 if cell.data_type == "f" and str(cell.value).upper() not in _CONSTANTS) if part.formulas else ()
        found[sheet_name(str(sheet.title))] = tuple(str(cell.coordinate) for cell in islice(cells, FAULTS_SHOWN))
    return found


def _xls(data: bytes, name: str) -> Book:
    import xlrd
    from xlrd.biffh import XLRDError
    from xlrd.compdoc import CompDocError
    from xlrd.formula import FormulaError

    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), ragged_rows=True)
        sheets = book.sheets()
        _weighed(sum(sheet.nrows for sheet in sheets), name)
        _weighed(sum(len(sheet.row_types(row)) for sheet in sheets for row in range(sheet.nrows)) // 16, name)
        grids, repaired = [], 0
        for sheet in sheets:
            values = ([_xls_value(cell, book.datemode) for cell in sheet.row(row)] for row in range(sheet.nrows))
            rows, odd = _rows(values, name)
            repaired += odd
            grids.append(Grid(sheet_name(str(sheet.name)), rows))
    except (XLRDError, CompDocError, FormulaError, *XLS_ERRORS) as error:
        why = _why(error)
        raise refuse(XLSFORM_002 if "encrypted" in why else XLSFORM_001, file=name, why=why) from None
    return Book(tuple(grids), repaired)


def _xls_value(cell: Any, datemode: int) -> object:
    """A cell of an .xls as Python has it; a date or a time is known only by its format."""
    from xlrd import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, xldate

    if cell.ctype == XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == XL_CELL_ERROR:
        return ""
    if cell.ctype == XL_CELL_DATE:
        try:
            value = xldate.xldate_as_datetime(cell.value, datemode)
        except (ValueError, OverflowError):
            return cell.value
        return value.time() if 0 <= cell.value < 1 else value
    return cell.value


def _text(data: bytes, name: str) -> Book:
    """A Markdown table, a .csv with the sheet's name in the first column, or a .csv that is the sheet survey."""
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<", b"%pdf", b"{\\rtf", b"{", b"$fl")) or not data.strip():
        raise refuse(XLSFORM_003, file=name)
    text, _, _ = decoded(data, file=name)
    if text.lstrip().startswith("|"):
        lines = [line.strip().strip("|").split("|") for line in text.splitlines()
                 if line.strip() and not _SEPARATOR.match(line)]
        return _by_first_column(lines, name)
    from qabilet.study.formats.delimited import found_delimiter, parsed

    lines = parsed(text, found_delimiter(text), file=name)
    first = {cell.strip().casefold() for cell in next(iter(lines), [])}
    if "type" in first or "command" in first:
        rows, odd = _rows(lines, name)
        return Book((Grid("survey", rows),), odd)
    return _by_first_column(lines, name)


def _by_first_column(lines: Iterable[list[str]], name: str) -> Book:
    sheets: dict[str, list[list[str]]] = {}
    here: list[list[str]] = []
    for line in lines:
        if line and (title := line[0].strip()):
            here = sheets.setdefault(title[:100], [])
        if any(cell.strip() for cell in line[1:]):
            here.append(line[1:])
    if not any(sheets.values()):
        raise refuse(XLSFORM_003, file=name)
    grids, repaired = [], 0
    for title, found in sheets.items():
        rows, odd = _rows(found, name)
        repaired += odd
        grids.append(Grid(sheet_name(title), rows))
    return Book(tuple(grids), repaired)


def _rows(lines: Iterable[Iterable[object]], name: str) -> tuple[tuple[tuple[str, ...], ...], int]:
    """Rows up to the last that holds anything, and how many signs were left out."""
    rows: list[tuple[str, ...]] = []
    filled = blank = repaired = area = 0
    for number, values in enumerate(lines, start=1):
        row, odd = _row(values, name, number)
        repaired += odd
        blank = 0 if row else blank + 1
        if blank > ROWS_BLANK:
            break
        filled += sum(map(bool, row))
        area += len(row)
        _weighed(max(filled, area // (AREA // FILLED_CELLS)), name)
        rows.append(row)
    while rows and not rows[-1]:
        rows.pop()
    return tuple(rows), repaired


def _row(values: Iterable[object], name: str, number: int) -> tuple[tuple[str, ...], int]:
    row: list[str] = []
    repaired = 0
    for value in values:
        if value is None or value == "":
            row.append("")
            continue
        cell, odd = _clean(shown(value))
        if len(cell) > CELL_CHARACTERS:
            raise refuse(XLSFORM_032, file=name, row=number, limit=CELL_CHARACTERS)
        repaired += odd
        row.append(cell)
    while row and not row[-1]:
        row.pop()
    return tuple(row), repaired


def _clean(cell: str) -> tuple[str, int]:
    """The cell without blanks at its ends, with plain spaces, and without what no XML may hold."""
    odd = 0
    if _ILLEGAL.search(cell):
        cell, odd = _ILLEGAL.subn("", cell)
    return cell.replace("_x000D_", "").replace("\r\n", "\n").replace("\u00a0", " ").strip().strip("\ufeff\u200b"), odd


def _weighed(cells: int, name: str) -> None:
    if cells > FILLED_CELLS:
        raise refuse(XLSFORM_004, file=name, limit=FILLED_CELLS)


def _why(error: BaseException) -> str:
    return (str(error).splitlines() or [""])[0][:160] or type(error).__name__


def sheet_name(name: str) -> str:
    """A name that Excel takes for a sheet."""
    return _NO_NAME.sub("_", _clean(name)[0]).strip("'")[:31].strip() or "_"


def cells_of(grid: Grid) -> Iterator[tuple[int, dict[int, str]]]:
    """Each row below the first with anything in it: its line in the sheet, its filled cells by place."""
    for number, row in enumerate(grid.rows[1:], start=2):
        if filled := {place: cell for place, cell in enumerate(row) if cell}:
            yield number, filled


