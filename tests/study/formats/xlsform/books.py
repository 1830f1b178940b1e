"""Small workbooks as people make them, cell by cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import openpyxl

Cells = Sequence[Sequence[Any]]

SURVEY: Cells = (("type", "name", "label"), ("text", "a", "A"), ("select_one y", "b", "B"))
CHOICES: Cells = (("list_name", "name", "label"), ("y", 1, "Yes"), ("y", 2.0, "No"))


def book(sheets: Mapping[str, Cells] | None = None, *, after: Callable[[Any], None] | None = None) -> bytes:
    """A workbook with these sheets; `after` may do to it what people do."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in (sheets or {"survey": SURVEY, "choices": CHOICES}).items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if after is not None:
        after(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The package with one part put in, or in place of the one of that name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
        new.writestr(name, content)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)
