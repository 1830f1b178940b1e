"""The workbook we write: what a person sees in Excel, and what a program finds in it."""

from __future__ import annotations

import io

import openpyxl
import pytest

from qabilet.cycle.instrument import Choice, ChoiceList, Form, Question, Section
from qabilet.errors import QabiletError
from qabilet.study.formats import read_form_bytes, write_form, xform_xml
from qabilet.text import LANGS, Text

FORM = Form("akims", Text("Сауалнама", "Опрос", "Survey"), "1", "ru", LANGS, (
    Section("s", nodes=(Question("q", "one", label=Text("Қ", "В", "Q"), choices="agree", scale="agreement",
                                 missing={"9": "refused"}, perspectives=("self", "head")),), label=Text("а", "б", "c")),
    Question("more", "many", choices="agree", other=True, label=Text("Т", "Е", "M"), hint=Text(ru="п")),
), {"agree": ChoiceList("agree", (Choice("1", Text("иә", "да", "yes")), Choice("9", Text("–", "–", "–"))))})


def cells(data: bytes, sheet: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(data))[sheet].values)


def test_a_form_made_by_a_program_is_written_with_its_source_language_first() -> None:
    data = write_form(FORM)
    assert cells(data, "survey") == [
        ("type", "name", "label::Русский (ru)", "label::Қазақша (kk)", "label::English (en)", "hint::Русский (ru)",
         "scale", "missing", "perspective"),
        ("begin_group", "s", "б", "а", "c", None, None, None, None),
        ("select_one agree", "q", "В", "Қ", "Q", None, "agreement", "9=refused", "self head"),
        ("end_group", *[None] * 8),
        ("select_multiple agree or_other", "more", "Е", "Т", "M", "п", None, None, None)]
    assert cells(data, "settings") == [
        ("form_id", "version", "form_title", "form_title_kk", "form_title_en", "default_language"),
        ("akims", "1", "Опрос", "Сауалнама", "Survey", "Русский (ru)")]


def test_the_headings_stay_in_sight_and_long_words_are_shown_whole() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_form(FORM)))["survey"]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet["C3"].alignment.wrap_text
    assert not sheet["A3"].alignment.wrap_text


def test_there_is_no_clock_and_no_author_in_the_workbook() -> None:
    data = write_form(FORM)
    assert data == write_form(FORM)
    properties = openpyxl.load_workbook(io.BytesIO(data)).properties
    assert (properties.creator or "", properties.modified.year) == ("", 2000)


def test_odk_makes_an_xform_of_it_in_three_languages() -> None:
    xml = xform_xml(FORM)
    assert all(f'lang="{tag}"' in xml for tag in ("Қазақша (kk)", "Русский (ru)", "English (en)"))
    assert xml.count('default="true()"') == 1


def test_a_form_odk_refuses_has_no_xform() -> None:
    with pytest.raises(QabiletError, match="XLSFORM_028"):
        xform_xml(FORM.with_(nodes=(Question("a b", "text", label=Text(ru="А")),)))


def test_other_sheets_are_written_under_names_excel_takes() -> None:
    form = FORM.with_(sheets={"a/b": (("x",),), "A_B": (("y",),), "n" * 40: (("z",),), "[]": ((),),
                              "Survey": (("w",),)})
    names = openpyxl.load_workbook(io.BytesIO(write_form(form))).sheetnames
    assert names == ["survey", "choices", "settings", "a_b", "A_B_2", "n" * 31, "__", "Survey_2"]


def test_a_cell_longer_than_excel_holds_is_refused() -> None:
    with pytest.raises(QabiletError, match="XLSFORM_032"):
        write_form(FORM.with_(title=Text("x" * 40_000, "y", "z")))


def test_an_empty_form_is_written_and_is_a_fault_when_read() -> None:
    read = read_form_bytes(write_form(Form("empty")), name="empty.xlsx")
    assert [fault.code for fault in read.faults] == ["XLSFORM_031"]
