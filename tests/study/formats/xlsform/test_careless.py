"""Whatever is done to a workbook: what ODK takes of it, it takes of ours too, and makes the same of both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from lxml import etree
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert
from tests.study.formats.xlsform.books import book
from tests.study.formats.xlsform.careless import Sheets, typed_over
from tests.study.formats.xlsform.test_round_trip import FORMS, SHARED, canonical

from qabilet.errors import QabiletError
from qabilet.study.formats import read_form, write_form
from qabilet.study.formats.xlsform.workbook import open_book

STUMBLES = (AttributeError, TypeError, KeyError, ValueError)
"""What ODK's reader raises where a heading is a number or a title has a language."""


def good() -> Iterator[tuple[str, Sheets]]:
    for path in (*(one for one in FORMS if one.stem != "faulty"), *sorted(SHARED.glob("*"))):
        if path.stat().st_size > 30_000:
            continue  # the same kinds of lines, only more of them
        with suppress(QabiletError):
            opened = open_book(path.read_bytes(), name=path.name)
            yield path.stem, {one.name: [list(row) for row in one.rows] for one in opened.sheets if one.rows}


def odk(path: Path) -> bytes | None:
    """The XForm ODK makes of the file; None where it refuses, or makes what no program could read."""
    try:
        return canonical(convert(path, validate=False).xform)
    except (PyXFormError, etree.XMLSyntaxError, *STUMBLES):
        return None


def agree(stem: str, sheets: Sheets, folder: Path) -> bool:
    """Whether ODK took the workbook; then it takes ours, and both are the same to it and to us."""
    path, ours = folder / f"{stem}.xlsx", folder / "ours" / f"{stem}.xlsx"
    path.write_bytes(book(sheets))
    ours.parent.mkdir(exist_ok=True)
    before, read = odk(path), read_form(path)
    if read.form is not None:
        ours.write_bytes(write_form(read.form))
        if not read.faults:
            assert read_form(ours).form == read.form
    if before is None or any(fault.code == "XLSFORM_008" for fault in read.faults):
        return False
    assert read.form is not None
    assert odk(ours) == before
    assert "XLSFORM_028" not in {fault.code for fault in read.faults}
    return True


@pytest.mark.parametrize(("stem", "sheets"), list(good()), ids=lambda one: one if isinstance(one, str) else "")
def test_slips_in_each_form(stem: str, sheets: Sheets, tmp_path: Path) -> None:
    for seed in range(3):
        agree(stem, typed_over(sheets, seed), tmp_path)


@pytest.mark.slow
def test_hundreds_of_slips(tmp_path: Path) -> None:
    forms = list(good())
    taken = sum(agree(stem, typed_over(sheets, 100 + seed), tmp_path) for seed in range(12) for stem, sheets in forms)
    assert taken > 100
