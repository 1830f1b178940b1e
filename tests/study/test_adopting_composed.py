"""Answers to a questionnaire composed here: whatever export they come in, nothing is left to be written by hand."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qabilet import study, workflow
from qabilet.cycle.instrument import Form, Question
from qabilet.study.formats import read_form
from qabilet.workflow import Occasion

WHEN = Occasion(datetime(2026, 11, 22, tzinfo=UTC), version="1")
SCALES = study.Wanted(scales=("importance", "competence"))


def questions(form: Form) -> list[Question]:
    return [one for one in form.questions() if one.kind not in ("note", "meta")]


def answer(form: Form, one: Question, person: int, words: bool) -> str:
    choices = form.choices(one)
    if not choices:
        return "Practice" if person % 3 else ""
    place = person % 2 if one.code in ("rater", "respondent") else (person * 7 + one.row) % min(len(choices), 5)
    picked = choices[place]
    return picked.label["ru"] if words else picked.code


def export(path: Path, form: Form, head: dict[str, str], *, words: bool) -> Path:
    """60 answers under the headings of `head`, by the code of the question."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file, delimiter=";")
        sheet.writerow([head[one.code] for one in questions(form)])
        for person in range(60):
            sheet.writerow([answer(form, one, person, words) for one in questions(form)])
    return path


def form_of(root: Path) -> Form:
    form = read_form(root / study.FORM_FILE, odk=False).form
    assert form is not None
    return form


@pytest.mark.parametrize("words", [False, True], ids=["names and codes", "labels and words"])
def test_what_the_study_names_stays_though_one_question_was_not_asked(tmp_path: Path, words: bool) -> None:
    root = tmp_path / "study"
    workflow.new(root, WHEN, like="local-government", lang="ru")
    workflow.compose(root, SCALES, WHEN)
    form = form_of(root)
    head = {one.code: one.label["ru"] if words else one.code for one in questions(form)}
    found = workflow.adopt(export(tmp_path / "a.csv", form, head, words=words), root, WHEN, lang="ru")
    assert [one.facts["names"] for one in found.losses if one.code == "STUDY_052"] == ["«knowledge»"]
    settings = study.open_study(root).settings
    assert settings.audience_column == "respondent"
    assert [one.role for one in settings.audiences] == ["self", "observer"]
    assert [(one.kind, one.importance, one.competence, one.assumed) for one in settings.needs] == [
        ("two-scale", "importance", "competence", False)]
    assert settings.design.cells == ("region",)
    assert workflow.check(root) == ()
    assert set(workflow.analyse(root, WHEN).people) >= set(settings.needs[0].audiences)


@pytest.mark.parametrize("words", [False, True], ids=["codes", "words"])
def test_those_who_rate_themselves_and_their_heads_are_audiences_of_their_own(tmp_path: Path, words: bool) -> None:
    root = tmp_path / "study"
    workflow.new(root, WHEN, lang="ru")
    workflow.compose(root, study.Wanted(framework="leadership-innovation", scales=("agreement",),
                                  perspectives=("self", "head")), WHEN)
    form = form_of(root)
    head = {one.code: one.code for one in questions(form)}
    workflow.adopt(export(tmp_path / "a.csv", form, head, words=words), root, WHEN, lang="ru")
    settings = study.open_study(root).settings
    assert settings.audience_column == "rater"
    assert [(one.role, one.label["en"]) for one in settings.audiences] == [
        ("self", "I rate myself"), ("observer", "I am the line manager of the person assessed")]
    assert settings.audiences[1].of == settings.audiences[0].value
    assert "rater" not in settings.lattice.dimensions
    assert workflow.check(root) == ()


def test_words_that_head_two_columns_are_the_two_grids_in_their_order(tmp_path: Path) -> None:
    root = tmp_path / "study"
    workflow.new(root, WHEN, like="local-government", lang="ru")
    workflow.compose(root, SCALES, WHEN)
    form = form_of(root)
    head = {one.code: one.label["ru"] for one in questions(form)}
    workflow.adopt(export(tmp_path / "a.csv", form, head, words=True), root, WHEN, lang="ru")
    dictionary = study.open_study(root).dictionary
    assert dictionary is not None
    codes = {column.header: column.code for column in dictionary}
    assert codes["Финансовая грамотность"] == "importance_financial_literacy"
    assert codes["Финансовая грамотность (2)"] == "competence_financial_literacy"


def test_choices_as_microsoft_writes_them_are_the_choices_of_the_form(tmp_path: Path) -> None:
    """Its draft must analyse too: its values are the form's, not the words between Microsoft's semicolons."""
    import openpyxl

    form = tmp_path / "form.md"
    form.write_text(
        "| survey |\n| | type | name | label::ru |\n| | select_multiple way | way | Как удобнее учиться? |\n"
        "| | begin_group | area | Насколько важно? |\n"
        "| | select_one mark | law | Право |\n| | select_one mark | money | Бюджет |\n| | end_group | | |\n"
        "| choices |\n| | list_name | name | label::ru |\n| | way | net | Онлайн |\n| | way | room | Очно |\n"
        "| | mark | 1 | Не важно |\n| | mark | 2 | Отчасти |\n| | mark | 3 | Важно |\n", encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.append(["ID", "Start time", "Completion time", "Как удобнее учиться?", "Насколько важно?.Право",
                        "Насколько важно?.Бюджет"])
    for person in range(30):
        book.active.append([person, "2026-10-01 09:00", "2026-10-01 09:05",
                            ("Онлайн;", "Очно;", "Онлайн;Очно;")[person % 3],
                            *(("Не важно", "Отчасти", "Важно")[(person + shift) % 3] for shift in (0, 1))])
    book.save(tmp_path / "a.xlsx")
    root = tmp_path / "study"
    found = workflow.adopt(tmp_path / "a.xlsx", root, WHEN, form=form, lang="ru")
    assert not [one for one in found.losses if one.code in ("LOSS_046", "LOSS_047")], "every column has its question"
    assert {column.code: column.kind for column in found.dictionary} == {
        "way": "many", "law": "one", "money": "one"}
    assert workflow.check(root) == ()


def test_bold_words_of_a_form_are_words_in_the_dictionary_and_match_headers_without_them(tmp_path: Path) -> None:
    form = tmp_path / "form.md"
    form.write_text("| survey |\n| | type | name | label::ru |\n"
                    "| | select_one way | way | Как **удобнее** учиться? [Сайт](https://example.kz) |\n"
                    "| choices |\n| | list_name | name | label::ru |\n"
                    "| | way | net | **Онлайн** |\n| | way | room | Очно |\n", encoding="utf-8")
    for header in ("Как **удобнее** учиться? [Сайт](https://example.kz)",
                   "Как удобнее учиться? Сайт (https://example.kz)", "way"):
        (tmp_path / "a.csv").write_text(f'"{header}";"Прочее"\n' + "net;а\nroom;б\n" * 20, encoding="utf-8")
        root = tmp_path / f"study-{len(header)}"
        column = workflow.adopt(tmp_path / "a.csv", root, WHEN, form=form, lang="ru").dictionary.columns[0]
        assert column.label["ru"] == "Как удобнее учиться? Сайт (https://example.kz)"
        assert column.value_name("net")["ru"] == "Онлайн"
