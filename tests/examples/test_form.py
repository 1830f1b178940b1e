"""The example's form and its answers cannot part: the same codes, options, order, competences and routes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from example_answers import EXAMPLES, STUDY, Answers

from qabilet.cycle.instrument import ASKED, BLANK, Form, Question
from qabilet.study.formats import read_form
from qabilet.text import LANGS

NOT_OFFERED = {"другие области"}
"""Only the register knows the oblasts that were not surveyed: nobody could choose them."""


def opened(path: Path) -> Form:
    found = read_form(path)
    assert found.form is not None
    assert [one.says("en") for one in found.faults] == []
    return found.form.with_(headings={})  # how the sheet is laid out is the writer's affair


@pytest.fixture(scope="module")
def form() -> Form:
    return opened(STUDY / "instrument" / "form.xlsx")


@pytest.fixture(scope="module")
def guide() -> Form:
    return opened(STUDY / "instrument" / "guide.xlsx")


def made(folder: Path) -> dict[str, bytes]:
    subprocess.run([sys.executable, str(EXAMPLES / "form.py"), "--to", str(folder)], check=True, capture_output=True)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def asked(form: Form) -> list[Question]:
    return [one for one in form.questions() if one.kind in ASKED]


def test_the_same_bytes_are_made_each_time(tmp_path: Path) -> None:
    once, twice = made(tmp_path / "once"), made(tmp_path / "twice")
    assert once == twice
    assert set(once) == {"instrument/form.xlsx", "instrument/guide.xlsx"}


def test_the_shipped_files_hold_what_the_script_makes(tmp_path: Path, form: Form, guide: Form) -> None:
    made(tmp_path)
    assert opened(tmp_path / "instrument" / "form.xlsx") == form
    assert opened(tmp_path / "instrument" / "guide.xlsx") == guide


def test_every_kept_column_has_its_question_in_the_same_order(form: Form, answers: Answers) -> None:
    columns = [column.code for column in answers.dictionary.kept()]
    assert [one.code for one in asked(form)] == columns


def test_the_choices_are_the_values_of_the_dictionary_with_its_labels(form: Form, answers: Answers) -> None:
    for column in answers.dictionary.kept():
        question = form.question(column.code)
        choices = [one.label for one in form.choices(question) if one.code not in question.missing]
        assert choices == [column.labels[value] for value in column.values if value not in NOT_OFFERED], column.code


def test_the_words_of_a_question_are_those_the_answers_bear(form: Form, answers: Answers) -> None:
    titles = {node.code: path[-1].label.ru for path, node in form.walk() if path}
    for column in answers.dictionary.kept():
        if column.code in ("language", "respondent"):
            continue  # the online form took them from its link
        label = form.question(column.code).label.ru
        words = f"{titles[column.code]} [{label}]" if column.item else label
        assert column.header.partition(". ")[2] == words


def test_every_item_bears_the_competence_and_scale_of_its_column(form: Form, answers: Answers) -> None:
    for column in answers.dictionary.kept():
        question = form.question(column.code)
        assert (question.competence, question.reverse) == (column.competence, column.reverse), column.code
        if column.kind in ("rating", "ranking"):
            assert question.scale, column.code
            assert question.competence or question.indicator, column.code


def test_what_deputies_left_blank_is_not_put_to_them(form: Form, answers: Answers) -> None:
    routes = {node.code: " ".join(one.relevance for one in (*path, node) if one.relevance)
              for path, node in form.walk()}
    for column in answers.dictionary.kept():
        routed = column.missing.get(BLANK) == "not asked"
        assert (routes[column.code] == "${respondent} = 'akim'") == routed, column.code


def test_the_form_speaks_for_its_answers(form: Form, answers: Answers) -> None:
    from qabilet.cycle.instrument import told_by_form

    columns = {column.code: column for column in answers.dictionary.kept()}
    counts = {code: dict.fromkeys((*column.values, *filter(None, column.missing)), 1)
              for code, column in columns.items()}
    told = told_by_form(form, list(columns), lang="ru", answers=counts)
    for code, column in columns.items():
        assert (told[code].kind, told[code].group) == (column.kind, column.group), code


def test_each_point_of_the_ranking_can_be_given_once(form: Form) -> None:
    items = [one for one in form.questions() if one.scale == "ranking"]
    assert len(items) == 5
    for place, item in enumerate(items):
        assert item.constraint == " and ".join(f". != ${{{one.code}}}" for one in items[:place])
        assert bool(any(item.constraint_says)) == (place > 0)


@pytest.mark.parametrize("name", ["form", "guide"])
def test_everything_is_said_in_three_languages(name: str, request: pytest.FixtureRequest) -> None:
    form: Form = request.getfixturevalue(name)
    assert set(form.languages) == set(LANGS)
    for _, node in form.walk():
        if not (isinstance(node, Question) and node.kind == "meta"):
            assert not node.label.gaps(), node.code
        for words in (node.hint, *((node.guidance, node.constraint_says) if isinstance(node, Question) else ())):
            assert len(words.gaps()) in (0, 3), node.code
    assert not [one.code for list_ in form.lists.values() for one in list_.choices if one.label.gaps()]


@pytest.mark.parametrize("name", ["form.xlsx", "guide.xlsx"])
def test_the_usual_converter_takes_it(name: str) -> None:
    from pyxform.xls2xform import convert

    assert convert(str(STUDY / "instrument" / name)).warnings == []


def test_the_guide_asks_what_the_interviews_asked(guide: Form) -> None:
    assert [one.code for one in guide.sections()] == ["opening", "work", "difficulties", "needs", "training", "wishes",
                                                      "reform", "ending"]
    assert "Бюджетті басқару" in guide.question("missing").guidance.kk
    assert guide.question("consent").required == "yes"
