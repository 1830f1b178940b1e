"""What was read is written back: the same form, and for ODK the same XForm, sign by sign where it has an order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from qabilet.study.formats import read_form, read_form_bytes, write_form, xform_xml
from qabilet.text import Text

OURS = Path(__file__).parents[3] / "reference" / "xlsform"
SHARED = Path(__file__).parents[5] / "shared" / "data" / "xlsform"
FORMS = sorted(OURS.glob("*.md"))
REAL = sorted(SHARED.glob("*")) or [pytest.param(None, marks=pytest.mark.skip(reason="needs ../shared/data/xlsform"))]


def canonical(xml: str) -> bytes:
    """The XForm with attributes in one order, and binds too, which have none."""
    root = etree.fromstring(xml.encode(), etree.XMLParser(remove_blank_text=True))
    for model in root.iter("{http://www.w3.org/2002/xforms}model"):
        binds = model.findall("{http://www.w3.org/2002/xforms}bind")
        for bind in binds:
            model.remove(bind)
        model.extend(sorted(binds, key=lambda one: one.get("nodeset", "")))
    return bytes(etree.tostring(root, method="c14n"))


def odk(path: Path) -> str | None:
    """What ODK's own converter makes of the file itself, None where it refuses."""
    try:
        return str(convert(path, validate=False).xform)
    except PyXFormError:
        return None


def again(path: Path, tmp_path: Path) -> tuple[str | None, str | None, Any, Any]:
    read = read_form(path)
    assert read.form is not None
    # Of the same name: it is the form's code where the form names none.
    out = tmp_path / f"{path.stem}.xlsx"
    out.write_bytes(write_form(read.form))
    return odk(path), odk(out), read.form, read_form_bytes(out.read_bytes(), name=out.name).form


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_our_forms_give_the_same_xform_and_the_same_form_when_written_back(path: Path, tmp_path: Path) -> None:
    before, after, form, written = again(path, tmp_path)
    if path.stem == "faulty":
        assert before is None
        return
    assert before is not None
    assert after is not None
    assert canonical(before) == canonical(after)
    assert form == written
    assert canonical(xform_xml(form)) == canonical(before)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name if path else "none")
def test_real_forms_open_and_lose_nothing(path: Path, tmp_path: Path) -> None:
    before, after, form, written = again(path, tmp_path)
    assert form == written
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert canonical(before) == canonical(after)
    elif path.name != "pyxformbug_duplicate_columns.xlsx":
        assert any(fault.row for fault in read_form(path).faults)


def test_there_are_enough_forms_of_our_own() -> None:
    assert len(FORMS) >= 15


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_the_same_form_gives_the_same_bytes(path: Path) -> None:
    form = read_form(path, odk=False).form
    assert form is not None
    assert write_form(form) == write_form(form)


def test_a_title_in_a_language_that_is_none_of_ours_is_given_to_none() -> None:
    """The form is kept in Uzbek; its Kazakh and Russian columns have a title only once somebody writes one."""
    book = ("| survey |\n| | type | name | label::O'zbek (uz) | label::kk | label::ru |\n| | text | a | A | Ә | А |\n"
            "| settings |\n| | form_id | form_title | default_language |\n| | s | So'rov | O'zbek (uz) |\n")
    form = read_form_bytes(book.encode(), name="form.md").form
    assert form is not None
    assert not any(form.title)
    translated = replace(form, title=Text(kk="Сауалнама", ru="Анкета"))
    again = read_form_bytes(write_form(translated), name="form.xlsx")
    assert again.form is not None
    assert (again.faults, again.form.title) == ((), translated.title)
    assert again.form.settings["form_title"] == "So'rov"
