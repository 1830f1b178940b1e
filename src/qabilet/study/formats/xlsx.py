"""Answers from an Excel workbook (.xlsx): the sheet with the most answers, cell by cell, no formula run."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from typing import Any

from qabilet.errors import Caution, refuse
from qabilet.study.formats.cells import shown
from qabilet.study.formats.faults import (
    ANSWERS_004,
    ANSWERS_006,
    ANSWERS_011,
    ANSWERS_013,
    ANSWERS_014,
    LOSS_001,
)
from qabilet.study.formats.layout import Merge, letters
from qabilet.study.formats.limits import CELL_CHARACTERS, CELLS, COLUMNS, ROWS
from qabilet.study.formats.package import ZIP_ERRORS, Part, look_through

BOOK_ERRORS = (*ZIP_ERRORS, KeyError, TypeError, IndexError, AttributeError, SyntaxError, OverflowError)
"""What openpyxl raises on a workbook whose parts are sound XML and yet not what Excel writes: missing parts (KeyError),
attributes of a wrong type (TypeError, ValueError, AttributeError), styles and strings out of range (IndexError), XML
that ElementTree refuses (its ParseError is a SyntaxError), dates out of range (OverflowError)."""


def read_sheet(data: bytes, *, sheet: str | None = None, file: str = "",
               ) -> tuple[list[list[str]], list[Merge], Mapping[str, str], list[Caution]]:
    """Rows of equal length, merged cells, what is known of the source, and what was left aside.

    Raises QabiletError for whatever is wrong with the workbook, and nothing else.
    """
    parts = look_through(data, file=file)
    try:
        import openpyxl

        # openpyxl warns of styles and validations it does not know; they are no part of the answers.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            try:
                chosen, losses = _chosen(book, parts, sheet, file)
                part = parts.get(_part_name(chosen), Part())
                rows = _rows(chosen, part.last_column or COLUMNS, file)
            finally:
                book.close()
    except BOOK_ERRORS as error:
        why = (str(error).splitlines() or [""])[0][:160] or type(error).__name__
        raise refuse(ANSWERS_006, file=file, why=why) from None
    return rows, part.merges, {"format": "xlsx", "sheet": str(chosen.title)}, losses


def _part_name(sheet: Any) -> str:
    return str(getattr(sheet, "_worksheet_path", "")).lstrip("/")


def _chosen(book: Any, parts: Mapping[str, Part], sheet: str | None, file: str) -> tuple[Any, list[Caution]]:
    """The sheet asked for; else the visible one with the most filled cells, and a word about the others."""
    sheets = list(book.worksheets)
    if sheet is not None:
        for one in sheets:
            if str(one.title).strip().casefold() == sheet.strip().casefold():
                return one, []
        raise refuse(ANSWERS_011, file=file, sheet=sheet, sheets=", ".join(f"«{one.title}»" for one in sheets))
    filled = [(parts.get(_part_name(one), Part()).cells, one) for one in sheets
              if getattr(one, "sheet_state", "visible") == "visible"] or [(0, one) for one in sheets]
    if not filled:
        raise refuse(ANSWERS_004, file=file)
    best = max(filled, key=lambda pair: pair[0])[1]
    others = sum(1 for cells, one in filled if cells and one is not best)
    return best, [Caution(LOSS_001, {"count": len(filled), "sheet": best.title})] if others else []


def _rows(sheet: Any, width: int, file: str) -> list[list[str]]:
    # Some programs write a wrong size into the sheet; without it every row is read as long as it is.
    sheet.reset_dimensions()
    rows: list[list[str]] = []
    cells = 0
    for number, values in enumerate(sheet.iter_rows(max_col=width, values_only=True), start=1):
        row = [shown(value) for value in values]
        cells += len(row)
        if number > ROWS or cells > CELLS:
            raise refuse(ANSWERS_013, file=file, limit=f"{ROWS:,} / {CELLS:,}".replace(",", " "))
        for place, cell in enumerate(row):
            if len(cell) > CELL_CHARACTERS:
                raise refuse(ANSWERS_014, file=file, row=number, column=letters(place), limit=CELL_CHARACTERS)
        rows.append(row)
    longest = max(map(len, rows), default=0)
    return [row + [""] * (longest - len(row)) if len(row) < longest else row for row in rows]
