"""`qabilet form` as a person and as a program meets it, and the form looked at by `qabilet check`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree
from tests.cli.conftest import Run

from qabilet.errors import Exit
from qabilet.study.formats import read_form, write_form
from qabilet.text import LANGS

REFERENCE = Path(__file__).parents[1] / "reference" / "xlsform"


def test_what_was_understood_is_shown_as_an_outline(run: Run) -> None:
    ran = run("form", REFERENCE / "sections.md")
    lines = ran.out.splitlines()
    assert ran.code == Exit.OK
    assert "    4    inner  [section]  Inner  (if ${people} > 1)" in lines
    assert "    5      q1  [one choice]  First  ← y" in lines
    assert "   11    course  [repeated section]  Course  (times: ${people} + 1)" in lines
    assert "  y (2): 1 2" in lines
    assert lines[-1] == "The form is in order."


@pytest.mark.parametrize("lang", LANGS)
def test_titles_texts_and_our_columns_are_said_in_the_language_of_the_person(run: Run, lang: str) -> None:
    out = run("form", REFERENCE / "types.md", "--lang", lang).out
    assert {"kk": "Барлық түрлер", "ru": "Все типы", "en": "Every type"}[lang] in out
    assert {"kk": "Деңгей", "ru": "Уровень", "en": "Level"}[lang] in out
    assert "[en]" not in out.replace("English [en]", "") or lang == "en"
    own = run("form", REFERENCE / "own_columns.md", "--lang", lang).out
    assert "97=not relevant" in own
    assert "digital-skills" in own


def test_a_form_in_another_language_shows_its_own_words(run: Run) -> None:
    assert "Arbeiten Sie hier?" in run("form", REFERENCE / "german.md").out


def test_every_fault_is_shown_with_its_row_and_the_exit_code_says_so(run: Run) -> None:
    ran = run("form", REFERENCE / "faulty.md")
    assert ran.code == Exit.FAULTS
    assert "faulty.md:4:type: XLSFORM_009" in ran.out
    assert "faulty.md:3:choices/name: XLSFORM_017" in ran.out
    assert "Faults found: 22." in ran.out


def test_json_gives_everything(run: Run) -> None:
    ran = run("form", REFERENCE / "own_columns.md", "--json")
    result = ran.document["result"]
    assert ran.document["ok"] is True
    assert result["form"]["title"]["ru"] == "Свои столбцы"
    assert [one["texts"] == one["of"] for one in result["form"]["languages"]] == [False, True, False]
    item = next(one for one in result["form"]["outline"] if one["code"] == "it_1")
    assert (item["row"], item["list"], item["scale"], item["missing"]) == (
        3, "agree", "agreement", {"97": "not relevant", "99": "refused"})
    assert result["form"]["own"]["perspective"] == ["head", "peer", "report", "self"]
    faulty = run("form", REFERENCE / "faulty.md", "--json").document
    assert faulty["exit"] == Exit.FAULTS
    assert all(fault["says"][lang] for fault in faulty["result"]["faults"] for lang in LANGS)


def test_it_is_written_back_as_a_workbook_and_as_an_xform(run: Run, tmp_path: Path) -> None:
    book, xml = tmp_path / "out.xlsx", tmp_path / "out.xml"
    ran = run("form", REFERENCE / "types.md", "--to", book, "--xml", xml, "--json")
    assert ran.document["result"]["files"] == [str(book), str(xml)]
    assert read_form(book).form is not None
    assert etree.parse(xml).getroot().tag.endswith("html")


def test_nothing_is_overwritten_unasked(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "out.xlsx"
    book.write_bytes(b"mine")
    ran = run("form", REFERENCE / "types.md", "--to", book)
    assert ran.code == Exit.USAGE
    assert "XLSFORM_033" in ran.err
    assert book.read_bytes() == b"mine"
    assert run("form", REFERENCE / "types.md", "--to", book, "--again").code == Exit.OK
    assert run("form", REFERENCE / "types.md", "--to", tmp_path / "out.docx").code == Exit.USAGE


def test_a_form_that_only_we_cannot_ask_is_written_back_all_the_same(run: Run, tmp_path: Path) -> None:
    ran = run("form", REFERENCE / "foreign.md", "--to", tmp_path / "out.xlsx")
    assert ran.code == Exit.FAULTS
    assert (tmp_path / "out.xlsx").is_file()


def test_a_faulty_form_is_not_written(run: Run, tmp_path: Path) -> None:
    ran = run("form", REFERENCE / "faulty.md", "--to", tmp_path / "out.xlsx", "--xml", tmp_path / "out.xml")
    assert "Nothing was written." in ran.out
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_form_is_refused_without_a_traceback(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.xls").write_bytes(b"<html><table></table></html>")
    ran = run("form", tmp_path / "page.xls")
    assert ran.code == Exit.INPUT
    assert "XLSFORM_003" in ran.err
    assert run("form", tmp_path / "none.xlsx").code == Exit.INPUT


def test_check_finds_every_fault_of_the_form_and_of_the_guide(run: Run, analysed: Path, tmp_path: Path) -> None:
    root = tmp_path / "study"
    shutil.copytree(analysed, root)
    folder = root / "instrument"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    faulty = read_form(REFERENCE / "faulty.md", odk=False).form
    assert faulty is not None
    (folder / "form.xlsx").write_bytes(write_form(faulty))
    (folder / "guide.xlsx").write_bytes(b"PK half of it")
    found = run("check", root, "--json").document["result"]["faults"]
    assert {fault["file"] for fault in found} == {"instrument/form.xlsx", "instrument/guide.xlsx"}
    wrong = [fault["code"] for fault in found if fault["file"] == "instrument/form.xlsx"]
    # The section that was never closed is closed in a workbook we write; all else is as wrong as it was.
    assert sorted(wrong) == sorted(one.code for one in read_form(REFERENCE / "faulty.md").faults
                                   if one.code != "XLSFORM_020")
    assert [fault["code"] for fault in found if fault["file"] == "instrument/guide.xlsx"] == ["ANSWERS_006"]


def test_check_is_content_with_a_good_form(run: Run, analysed: Path, tmp_path: Path) -> None:
    root = tmp_path / "study"
    shutil.copytree(analysed, root)
    good = read_form(REFERENCE / "own_columns.md", odk=False).form
    assert good is not None
    (root / "instrument").mkdir(exist_ok=True)
    (root / "instrument" / "form.xlsx").write_bytes(write_form(good))
    found = run("check", root, "--json").document["result"]["faults"]
    assert [fault for fault in found if fault["file"] == "instrument/form.xlsx"] == []


def test_signs_that_steer_a_terminal_are_not_printed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "form.csv").write_bytes("type,name,label\ntext,a,\"be\u202eware\u009b31m\nsecond\"\n".encode())
    out = run("form", tmp_path / "form.csv").out
    assert "be ware 31m second" in out
