"""Studies with a questionnaire, for tests of what is done to it."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
from tests.cycle.instrument.form.small_forms import survey

from qabilet import workflow
from qabilet.cycle.instrument import Form
from qabilet.study import open_form
from qabilet.study.formats import write_form
from qabilet.workflow import Occasion

NOW = Occasion(datetime(2026, 3, 1, 12, tzinfo=UTC), "researcher", "0.1")
LATER = Occasion(datetime(2026, 4, 2, 12, tzinfo=UTC), "researcher", "0.1")


def with_form(tmp_path: Path, form: Form | None = None, *, guide: bool = False) -> Path:
    root = tmp_path / "study"
    if not root.exists():
        workflow.new(root, NOW)
    put(root, form or survey(), guide=guide)
    return root


def put(root: Path, form: Form, *, guide: bool = False) -> None:
    (root / "instrument").mkdir(exist_ok=True)
    (root / "instrument" / ("guide.xlsx" if guide else "form.xlsx")).write_bytes(write_form(form))


def form_of(root: Path) -> Form:
    return open_form(root).form


def cells(book: bytes, sheet: int = 1) -> list[list[str]]:
    """The rows of one sheet of a workbook, blanks as ''."""
    page = openpyxl.load_workbook(io.BytesIO(book)).worksheets[sheet]
    return [[str(cell) if cell is not None else "" for cell in row] for row in page.iter_rows(values_only=True)]


def returned(tmp_path: Path, sheets: dict[str, list[list[str]]]) -> Path:
    """A workbook as somebody sends it back."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    path = tmp_path / "back.xlsx"
    book.save(path)
    return path
