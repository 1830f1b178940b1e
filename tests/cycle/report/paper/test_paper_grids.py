"""Which questions become one table, under which number, and how the words over its columns are set."""

from __future__ import annotations

from dataclasses import replace

from tests.cycle.report.paper.forms import LISTS, everything, listed

from qabilet.cycle.instrument import Form, Node, Question, Section
from qabilet.cycle.report.paper.composing import questionnaire
from qabilet.cycle.report.paper.plan import Opened, Single, Together, planned
from qabilet.cycle.report.paper.sheet import Grid, Heading, Option
from qabilet.cycle.report.paper.widths import grid_widths
from qabilet.text import LANGS, Text


def rating(code: str, **changes: object) -> Question:
    return Question(code, "one", "select_one agree", Text.same(f"Item {code}"), choices="agree").with_(**changes)


def shape(*nodes: Node, lists: object = None) -> list[str]:
    """What is printed: 'number' for one question, 'number(rows)' for a table, '#label' for a heading."""
    form = Form("f", nodes=nodes, lists=LISTS if lists is None else lists)  # type: ignore[arg-type]
    out = []
    for part in planned(form).parts:
        if isinstance(part, Together):
            out.append(f"{part.number}({' '.join(part.numbers)})")
        elif isinstance(part, Single):
            out.append(part.number)
        elif isinstance(part, Opened):
            out.append(f"#{part.section.code}")
    return out


def test_neighbours_answered_from_one_list_are_one_table() -> None:
    assert shape(rating("a"), rating("b"), rating("c")) == ["1(1.1 1.2 1.3)"]


def test_another_list_or_another_condition_begins_another_table() -> None:
    assert shape(rating("a"), rating("b"), rating("c", choices="yes_no"), rating("d", choices="yes_no")) == [
        "1(1.1 1.2)", "2(2.1 2.2)"]
    assert shape(rating("a"), rating("b", relevance="${a} = '1'")) == ["1", "2"]
    assert shape(rating("a"), rating("b", perspectives=("self",))) == ["1", "2"]


def test_what_lies_between_parts_a_table_and_what_is_never_seen_does_not() -> None:
    note = Question("n", "note", label=Text.same("Read this"))
    hidden = Question("h", "calculate", calculation="1")
    assert shape(rating("a"), note, rating("b")) == ["1", "", "2"]
    assert shape(rating("a"), hidden, rating("b")) == ["1(1.1 1.2)"]


def test_one_question_alone_and_open_choices_stand_by_themselves() -> None:
    assert shape(rating("a")) == ["1"]
    assert shape(rating("a", other=True), rating("b", other=True)) == ["1", "2"]
    assert shape(rating("a", kind="rank"), rating("b", kind="rank")) == ["1", "2"]


def test_lists_longer_than_a_page_is_wide_stay_lists() -> None:
    many = listed("many", *((str(n), Text.same(str(n))) for n in range(12)))
    wordy = listed("wordy", ("1", Text.same("x" * 61)), ("2", Text.same("y")))
    for one in (many, wordy):
        assert shape(rating("a", choices=one.code), rating("b", choices=one.code), lists={one.code: one}) == ["1", "2"]


def test_a_group_of_items_is_a_table_under_its_own_words() -> None:
    inner = Section("g", label=Text.same("How far do you agree?"), nodes=(rating("a"), rating("b")))
    assert shape(Section("s", label=Text.same("Part"), nodes=(inner, rating("c")))) == ["#s", "1(1.1 1.2)", "2"]
    assert shape(inner) == ["1(1.1 1.2)"]


def test_a_heading_over_a_table_alone_stays_a_heading() -> None:
    part = Section("g", label=Text.same("Competences"), nodes=(rating("a"), rating("b")))
    assert shape(part) == ["#g", "1(1.1 1.2)"]
    assert shape(part.with_(appearance="table-list")) == ["1(1.1 1.2)"]


def test_a_label_only_question_is_the_head_of_its_table() -> None:
    head = rating("head", appearance="label", label=Text.same("Labelled"))
    rows = tuple(rating(code, appearance="list-nolabel") for code in "ab")
    sheet = questionnaire(Form("f", nodes=(head, *rows), lists=LISTS), "en")
    grid = next(block for block in sheet.blocks if isinstance(block, Grid))
    assert grid.label == "Labelled"
    assert [row.code for row in grid.rows] == ["a", "b"]


def test_repeats_are_printed_as_often_as_they_say_or_three_times() -> None:
    repeat = Section("r", "repeat", label=Text.same("Child"), nodes=(rating("a"),))
    for count, heads in (("2", 2), ("", 3), ("${n}", 3), ("999", 3)):
        sheet = questionnaire(Form("f", nodes=(repeat.with_(repeat_count=count),), lists=LISTS), "en")
        found = [block for block in sheet.blocks if isinstance(block, Heading)]
        assert [one.label for one in found] == [f"Child: {n}" for n in range(1, heads + 1)]
        assert ("attach the sheets" in found[-1].hint) == (heads == 3)


def test_missing_answers_stand_apart_at_the_end() -> None:
    sheet = questionnaire(everything(), "en")
    grid = next(block for block in sheet.blocks if isinstance(block, Grid))
    assert [column.code for column in grid.columns if column.apart] == ["99"]
    assert grid.columns[-1].apart


def test_words_over_columns_are_never_wider_than_the_columns() -> None:
    for lang in LANGS:
        columns = [Option(one.code, one.label[lang]) for one in LISTS["agree"].choices]
        widths = grid_widths(columns)
        assert widths.head in ("across", "up")
        assert 0.4 < widths.items < 0.95
    assert grid_widths([Option(str(n), str(n)) for n in range(11)]).head == "across"
    assert grid_widths([Option(str(n), "ж" * 40) for n in range(5)]).head == "legend"
    assert grid_widths([Option(str(n), "Қанағаттанарлықтай") for n in range(5)]).head == "up"
    assert grid_widths([]).head == "across"


def test_a_form_of_one_rater_has_only_their_questions() -> None:
    form = Form("f", nodes=(rating("a", perspectives=("self",)), rating("b", perspectives=("head",)), rating("c")),
                lists=LISTS)
    assert [question.code for _, question in planned(form, "self").questions()] == ["a", "c"]
    assert [question.code for _, question in planned(replace(form), "").questions()] == ["a", "b", "c"]
