"""What nobody sends by accident: each ends in a coded fault, in bounded time, with nothing written."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from tests.study.formats.xlsform.books import CHOICES, SURVEY, book, part, with_part

from qabilet.cycle.instrument import Choice, ChoiceList, Form, Question
from qabilet.errors import QabiletError
from qabilet.study import looked_at
from qabilet.study.formats import ReadForm, read_form, read_form_bytes, write_form
from qabilet.text import LANGS, Text

PATIENCE = 30.0
"""Seconds, on a slow and busy machine, the making of the file with them."""


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < PATIENCE


def codes(data: bytes, name: str = "form.xlsx") -> set[str]:
    """The codes of everything wrong, whether the file opened or not; every sentence can be said."""
    try:
        read = read_form_bytes(data, name=name)
    except QabiletError as error:
        faults = tuple(error.faults)
    else:
        faults = read.faults
    assert all(fault.says(lang) and fault.mend(lang) for fault in faults for lang in LANGS)
    assert all(fault.file == name for fault in faults)
    return {fault.code for fault in faults}


def relevant(expression: str) -> bytes:
    return book({"survey": (("type", "name", "label", "relevant"), ("text", "a", "A", ""),
                            ("text", "b", "B", expression))})


def test_an_entity_that_expands_is_refused() -> None:
    bomb = (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
            b'<c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>')
    assert codes(with_part(book(), "xl/worksheets/sheet1.xml", bomb)) == {"ANSWERS_009"}


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    assert codes(out.getvalue()) == {"XLSFORM_037"}


def test_macros_are_neither_run_nor_kept() -> None:
    data = with_part(book(), "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub Auto_Open")
    read = read_form_bytes(data, name="form.xlsm")
    assert read.faults == ()
    assert "XLSFORM_108" in {one.code for one in read.cautions}
    assert read.form is not None
    assert b"vbaProject" not in write_form(read.form)


def test_formulas_are_faults_at_their_cells_and_their_last_value_is_read() -> None:
    data = book({"survey": (("type", "name", "label"), ("text", "a", "=cmd|'/c calc'!A1"), ("text", "b", "B"))})
    read = read_form_bytes(data, name="form.xlsx")
    fault = next(one for one in read.faults if one.code == "XLSFORM_007")
    assert (fault.column, fault.facts["sheet"]) == ("C2", "survey")


def test_what_looks_like_a_formula_is_written_as_text() -> None:
    words = "=cmd|'/c calc'!A1"
    form = Form("f", nodes=(Question("a", "text", label=Text(en=words), hint=Text(en="+1")),), languages=("en",),
                source_lang="en")
    data = write_form(form)
    assert b"<f>" not in part(data, "xl/worksheets/sheet1.xml")
    sheet = openpyxl.load_workbook(io.BytesIO(data))["survey"]
    assert (sheet["C2"].value, sheet["C2"].data_type, sheet["C2"].quotePrefix) == (words, "s", True)
    read = read_form_bytes(data, name="f.xlsx").form
    assert read is not None
    assert read.questions()[0].label.en == words


def test_a_list_of_ten_thousand_rows_is_read() -> None:
    rows = (("list_name", "name", "label::ru", "label::kk"),
            *(("y", n, f"Село {n}", f"Ауыл {n}") for n in range(10_000)))
    read = read_form_bytes(book({"survey": SURVEY, "choices": rows}), name="form.xlsx")
    assert not read.faults
    assert read.form is not None
    assert len(read.form.lists["y"].choices) == 10_000


@pytest.mark.slow
def test_a_list_of_two_hundred_thousand_rows_is_refused() -> None:
    made = openpyxl.Workbook(write_only=True)
    for name, rows in (("survey", SURVEY), ("choices", (CHOICES[0], *(("y", n, "x") for n in range(200_000))))):
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    made.save(out)
    began = time.monotonic()
    assert codes(out.getvalue()) == {"XLSFORM_004"}
    assert time.monotonic() - began < PATIENCE / 2


@pytest.mark.parametrize("expression", ["(" * 10_000 + "1" + ")" * 10_000, "not(" * 5_000 + "1" + ")" * 5_000,
                                        "-" * 10_000 + "1"])
def test_an_expression_ten_thousand_deep_is_a_fault_in_its_row(expression: str) -> None:
    read = read_form_bytes(relevant(expression), name="form.xlsx")
    assert read.faults
    assert all(fault.code.startswith("ROUTE_") and fault.row == 3 for fault in read.faults)


def test_a_thousand_sections_inside_one_another_are_a_fault() -> None:
    rows = [("type", "name", "label"), *(("begin_group", f"g{n}", "G") for n in range(1_000)), ("text", "a", "A"),
            *(("end_group", "", "") for _ in range(1_000))]
    read = read_form_bytes(book({"survey": rows}), name="form.xlsx")
    assert {fault.code for fault in read.faults} == {"XLSFORM_027"}
    assert [one.code for one in read.form.questions()] == ["a"] if read.form else False


def test_ten_thousand_columns_are_refused() -> None:
    assert codes(book({"survey": (("type", "name", *(f"c{n}" for n in range(10_000))), ("text", "a", *("x",) * 10_000))}
                      )) == {"XLSFORM_037"}


@pytest.mark.parametrize("name", ["a" * 10_000, "a\U0001f600", "a b", "<a>", "a'b", "${a}", "../a", "a\nb", "=a",
                                  "өңір"])
def test_a_name_that_is_no_name_is_a_fault(name: str) -> None:
    data = book({"survey": (("type", "name", "label"), ("text", "ok", "A"))}, after=lambda made: setattr(
        made["survey"]["B2"], "value", name))
    if name.startswith("="):
        data = book({"survey": (("type", "name", "label"), ("text", "'=a", "A"))})
    assert "XLSFORM_012" in codes(data)


def test_signs_that_no_form_may_hold_are_left_out_and_said() -> None:
    data = b"type,name,label\ntext,a,\x01Be\x0bll\x1b[31m\n"
    read = read_form_bytes(data, name="form.csv")
    assert read.form is not None
    assert read.form.questions()[0].label.en == "Bell[31m"
    assert "XLSFORM_109" in {one.code for one in read.cautions}


def test_a_form_with_lone_surrogates_is_written_without_them() -> None:
    form = Form("f", nodes=(Question("a", "text", label=Text(en="be\ud800fore\x00")),), languages=("en",))
    read = read_form_bytes(write_form(form), name="f.xlsx").form
    assert read is not None
    assert read.questions()[0].label.en == "before"


def test_an_encrypted_workbook_says_so() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512
    assert codes(data) == {"XLSFORM_002"}


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_half_a_workbook_is_refused(share: float) -> None:
    data = book()
    found = codes(data[:int(len(data) * share)])
    assert found <= {"ANSWERS_006", "XLSFORM_036"}
    assert found


@pytest.mark.parametrize("data", [
    b"<html><table><tr><td>type</td></tr></table></html>", b"%PDF-1.7", b"{\"a\": 1}", b"\x89PNG\r\n\x1a\n\0\0",
    b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x09\x08\x10\x00\x00\x06", b"x",
    b"\0\0\0", b"   \n ", b"|", b"| survey |", b"a,b,c\n1,2,3\n", "не форма".encode("cp1251")])
def test_what_is_no_form_at_all_is_refused(data: bytes) -> None:
    assert codes(data, "form.xls")


def test_a_workbook_without_survey_names_its_sheets() -> None:
    read = read_form_bytes(book({"answers": SURVEY, "other": CHOICES}), name="form.xlsx")
    assert read.form is None
    assert [fault.code for fault in read.faults] == ["XLSFORM_005"]
    assert "answers" in read.faults[0].says("en")


@pytest.mark.parametrize("rows", [[], [()], [("type", "name", "label")], [("", "", "")],
                                  [("name", "label"), ("a", "A")]])
def test_an_empty_survey_is_a_fault(rows: list[tuple[str, ...]]) -> None:
    found = codes(book({"survey": rows, "choices": CHOICES}))
    assert found & {"XLSFORM_006", "XLSFORM_031"}


def test_cp1251_is_read_with_a_table_of_its_own() -> None:
    data = "type;name;label::ru\ntext;a;Вопрос о работе\nselect_one y;b;Второй вопрос\n".encode("cp1251")
    read = read_form_bytes(data, name="form.csv")
    assert read.form is not None
    assert read.form.questions()[0].label.ru == "Вопрос о работе"
    assert {fault.code for fault in read.faults} == {"XLSFORM_015"}


def test_lists_that_filter_one_another_in_a_circle_do_no_harm() -> None:
    survey = (("type", "name", "label", "choice_filter"), ("select_one l1", "a", "A", "f = ${b}"),
              ("select_one l2", "b", "B", "f = ${a}"))
    choices = (("list_name", "name", "label", "f"), ("l1", "1", "One", "2"), ("l2", "2", "Two", "1"))
    codes(book({"survey": survey, "choices": choices}))


def test_a_million_formatted_rows_cost_nothing() -> None:
    def formatted(made: openpyxl.Workbook) -> None:
        made["survey"].cell(row=1_000_000, column=3).font = openpyxl.styles.Font(bold=True)

    assert codes(book(after=formatted)) == set()


def test_what_stands_below_many_blank_rows_is_not_read_and_that_is_a_fault() -> None:
    rows = [*SURVEY, *[()] * 80, ("text", "z", "Z")]
    read = read_form_bytes(book({"survey": rows, "choices": CHOICES}), name="form.xlsx")
    assert [(fault.code, fault.row) for fault in read.faults] == [("XLSFORM_030", 84)]


@pytest.mark.parametrize("end", [".xlsx", ".xml"])
def test_nothing_is_written_where_anything_is_wrong(tmp_path: Path, end: str) -> None:
    (tmp_path / "form.xlsx").write_bytes(relevant("${nobody} > 1"))
    out = tmp_path / f"out{end}"
    found = looked_at(tmp_path / "form.xlsx", **{"workbook" if end == ".xlsx" else "xform": out})
    assert found.faults
    assert found.written == ()
    assert [one.name for one in tmp_path.iterdir()] == ["form.xlsx"]


def test_a_folder_a_missing_file_and_an_empty_one_are_coded(tmp_path: Path) -> None:
    (tmp_path / "empty.xlsx").write_bytes(b"")
    for name in (".", "none.xlsx", "empty.xlsx"):
        with pytest.raises(QabiletError):
            read_form(tmp_path / name)


def test_a_heading_that_breaks_a_line_stays_one_heading() -> None:
    survey = (("type", "name", "label::Русский (ru)\r\nX-Injected: yes"), ("text", "a", "A"))
    read: ReadForm = read_form_bytes(book({"survey": survey}), name="form.xlsx")
    assert read.form is not None
    assert all("\n" not in heading for heading in read.form.headings["survey"])


@pytest.mark.slow
def test_more_cells_than_are_read_are_not_written() -> None:
    choices = tuple(Choice(str(n), Text("a", "b", "c")) for n in range(70_000))
    form = Form("f", nodes=(Question("q", "one", label=Text("a", "b", "c"), choices="l"),), languages=LANGS,
                lists={"l": ChoiceList("l", choices)})
    with pytest.raises(QabiletError, match="XLSFORM_004"):
        write_form(form)
