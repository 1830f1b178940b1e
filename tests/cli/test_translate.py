"""`qabilet translate`, `publish` and `compare` as a person and as a program meet them."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from tests.cli.conftest import Run
from tests.cycle.instrument.form.small_forms import AGREE, replaced, survey, with_choices
from tests.study.instrument.form_studies import put, with_form

from qabilet.cycle.instrument import Choice
from qabilet.errors import Exit
from qabilet.study.lock import only_writer
from qabilet.text import LANGS, Lang, Text

LABEL = survey().question("age").label



def test_a_table_says_what_is_missing_and_outdated(run: Run, tmp_path: Path) -> None:
    root = with_form(tmp_path)
    assert run("translate", root).code == Exit.OK
    put(root, replaced(survey(), "age", label=Text(LABEL.kk, "Сколько Вам лет сейчас?", "")))
    out = run("translate", root).out
    lines = out.splitlines()
    assert lines[0].split() == ["language", "with", "words", "in", "all", "missing", "outdated"]
    assert [line.split()[-4:] for line in lines[1:4]] == [["13", "13", "0", "0"], ["13", "13", "0", "1"],
                                                         ["12", "13", "1", "0"]]
    assert "outdated  sheet survey, row 2  question/age/label" in out
    assert "missing  sheet survey, row 2  question/age/label" in out


@pytest.mark.parametrize("lang", LANGS)
def test_everything_is_said_in_three_languages(run: Run, tmp_path: Path, lang: Lang,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QABILET_LANG", lang)
    root = with_form(tmp_path)
    assert run("publish", root).code == Exit.OK
    more = Choice("5", Text("Білмеймін", "Не знаю", "Don't know"))
    put(root, with_choices(replaced(survey(), "age", label=Text("Жасыңыз қаншада?", "Ваш возраст", "Your age")),
                           "agree", *AGREE.choices, more))
    ran = [run("translate", root), run("compare", root), run("publish", root), run("publish", root)]
    words = {"kk": ("тіл", "салыстыруға келеді", "Жарияланды", "ештеңе өзгермеген"),
             "ru": ("язык", "сопоставимо", "Опубликовано", "ничего не изменилось"),
             "en": ("language", "comparable with care", "Published", "Nothing has changed")}[lang]
    assert all(word in one.out for word, one in zip(words, ran, strict=True))
    assert all(one.code == Exit.OK for one in ran)


def test_the_spreadsheet_goes_out_and_its_words_come_in(run: Run, tmp_path: Path) -> None:
    root = with_form(tmp_path, replaced(survey(), "age", label=replace(LABEL, en="")))
    sheet = tmp_path / "to" / "sheet.xlsx"
    assert "When it comes back" in run("translate", root, "--out", sheet, "--lang", "en,kk").out
    data = openpyxl.load_workbook(io.BytesIO(sheet.read_bytes()))
    assert [page.title for page in data] == ["Instructions", "en English", "kk Kazakh"]
    page = data.worksheets[1]
    page["G3"], page["I3"] = "How old are you?", "years or full years?"
    data.save(sheet)
    ran = run("translate", root, "--in", sheet)
    assert "Taken in: translations 1, confirmations 0." in ran.out
    assert "years or full years?" in ran.out
    document = run("translate", root, "--json").document
    assert document["result"]["languages"]["en"] == {"told": 13, "of": 13, "missing": [], "stale": []}


def test_out_and_in_at_once_have_no_meaning(run: Run, tmp_path: Path) -> None:
    root = with_form(tmp_path)
    assert run("translate", root, "--out", "a.xlsx", "--in", "b.xlsx").code == Exit.USAGE
    assert run("translate", root, "--lang", "de").code == Exit.USAGE


def test_no_file_is_overwritten_unasked_least_of_all_the_form(run: Run, tmp_path: Path) -> None:
    root = with_form(tmp_path)
    form = root / "instrument" / "form.xlsx"
    before = form.read_bytes()
    assert run("translate", root, "--out", form).code == Exit.USAGE
    assert form.read_bytes() == before
    sheet = tmp_path / "sheet.xlsx"
    assert run("translate", root, "--out", sheet).code == Exit.OK
    assert run("translate", root, "--out", sheet).code == Exit.USAGE
    assert run("translate", root, "--out", sheet, "--again").code == Exit.OK
    assert run("translate", root, "--out", tmp_path / "sheet.docx").code == Exit.USAGE


def test_gaps_stop_publication_with_the_exit_code_of_faults(run: Run, tmp_path: Path) -> None:
    root = with_form(tmp_path, replaced(survey(), "age", label=replace(LABEL, kk="", en="")))
    document = run("publish", root, "--json").document
    assert document["exit"] == Exit.FAULTS
    codes = [fault["code"] for fault in document["faults"]]
    assert codes.count("FORM_004") == 2
    assert all(fault["says"][lang] and fault["mend"][lang] for fault in document["faults"] for lang in LANGS)


def test_compare_as_json_has_changes_and_verdicts_with_their_reasons(run: Run, tmp_path: Path) -> None:
    root = with_form(tmp_path)
    run("publish", root)
    put(root, replaced(survey(), "age", label=replace(LABEL, ru="Сколько Вам лет сейчас?")))
    result = run("compare", root, "--json").document["result"]
    (change,) = result["changes"]
    assert (change["code"], change["lang"], change["degree"]) == ("age", "ru", "words")
    assert ["-", "полных"] in change["diff"]
    assert [item["verdict"] for item in result["items"]] == ["care", "same", "same", "same"]
    assert result["competences"] == {"law": {"same": 2}}
    assert all(result["items"][0]["reasons"][0]["says"][lang] for lang in LANGS)


def test_compare_takes_two_versions_by_number(run: Run, tmp_path: Path) -> None:
    root = with_form(tmp_path)
    run("publish", root)
    put(root, replaced(survey(), "sex", code="gender"))
    run("publish", root)
    assert "«sex» has the same words and a new code: «gender»" in run("compare", root, "--versions", 1, 2).out
    assert run("compare", root, "--versions", 1, 9).code == Exit.STUDY
    assert run("compare", root, "--versions", 1, "x").code == Exit.USAGE
    assert run("compare", root, root, "--versions", 1, 2).code == Exit.USAGE
    assert "The two forms are the same." in run("compare", root).out


def test_without_a_form_the_person_is_told_where_it_belongs(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "study")
    for verb in ("translate", "publish"):
        ran = run(verb, tmp_path / "study")
        assert ran.code == Exit.STUDY
        assert "instrument/form.xlsx" in ran.err
    assert run("translate", tmp_path / "nothing").code == Exit.STUDY


def test_two_people_at_once_are_told_that_the_study_is_in_use(run: Run, tmp_path: Path) -> None:
    root = with_form(tmp_path)
    with only_writer(root):
        other = subprocess.run([sys.executable, "-m", "qabilet", "publish", str(root)], capture_output=True, text=True,
                               check=False)
    assert "STUDY_003" in other.stderr
    assert not (root / "instrument" / "versions").exists()
