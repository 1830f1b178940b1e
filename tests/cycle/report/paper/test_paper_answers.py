"""How questions are answered on paper: boxes, lines, circles, squares, places, and the few words beside them."""

from __future__ import annotations

from tests.cycle.report.paper.forms import LISTS, everything

from qabilet.cycle.instrument import Form, Node, Question, Section
from qabilet.cycle.report.paper.answers import answer, bounds, most_ticked
from qabilet.cycle.report.paper.composing import questionnaire
from qabilet.cycle.report.paper.instructions import how, unsaid
from qabilet.cycle.report.paper.sheet import Boxes, Fields, Lines, Options, Points
from qabilet.cycle.report.paper.voice import Voice
from qabilet.text import Lang, Text

FORM = Form("f", lists=LISTS)


def asked(kind: str, **changes: object) -> Question:
    return Question("q", kind, label=Text.same("Q")).with_(**changes)  # type: ignore[arg-type]


def answered(kind: str, lang: Lang = "en", **changes: object) -> object:
    return answer(Voice(FORM, lang), asked(kind, **changes))


def test_a_number_has_as_many_boxes_as_its_greatest_value() -> None:
    assert answered("integer", constraint=". >= 18 and . <= 75") == Boxes((2,))
    assert answered("integer", constraint=". < 1000") == Boxes((3,))
    assert answered("decimal", "ru", constraint=". <= 400") == Boxes((3, 2), (",",))
    assert answered("decimal", "en", constraint=". <= 99.5") == Boxes((2, 2), (".",))


def test_a_number_of_unknown_size_or_sign_has_a_line() -> None:
    for constraint in ("", ". >= 18", ". <= -1", ". >= -5 and . <= 5", ". <= 10 or . = 99", "not(. <= 10)",
                       ". <= 5 and . <= 7", ". <= ${max}", ". <= 99999999999999999999"):
        assert answered("integer", constraint=constraint) == Lines(1, half=True)


def test_bounds_are_said_beside_the_question() -> None:
    assert how("en", FORM, asked("integer", constraint=". > 17 and . < 76")) == "a whole number, from 18 to 75"
    assert how("en", FORM, asked("integer", constraint=". >= 18")) == "a whole number, at least 18"
    assert how("ru", FORM, asked("decimal", constraint=".<=3.5")) == "число, не больше 3,5"
    assert bounds(asked("range", parameters="start=0 end=100 step=10")) == ("0", "100")


def test_how_many_may_be_ticked_is_said() -> None:
    assert most_ticked(asked("many", constraint="count-selected(.) <= 3")) == ("up to", 3)
    assert most_ticked(asked("many", constraint="count-selected(.) < 3")) == ("up to", 2)
    assert most_ticked(asked("many", constraint="count-selected( . ) = 3")) == ("just", 3)
    assert most_ticked(asked("many", constraint="not(selected(., '9') and count-selected(.) > 1)")) is None
    assert how("kk", FORM, asked("many", constraint="count-selected(.) <= 3")) == "ең көбі 3 жауап"


def test_dates_have_a_box_for_each_digit_and_letters_under_them() -> None:
    assert answered("date", "ru") == Boxes((2, 2, 4), (".", "."), ("ДД", "ММ", "ГГГГ"))
    assert answered("date", "kk", appearance="month-year") == Boxes((2, 4), (".",), ("АА", "ЖЖЖЖ"))
    assert answered("date", appearance="year") == Boxes((4,), (), ("YYYY",))
    assert answered("time") == Boxes((2, 2), (":",), ("HH", "MM"))


def test_a_short_range_is_a_row_of_points_and_a_long_one_a_line() -> None:
    short, long = answered("range", parameters="start=1 end=7 step=1"), answered("range", parameters="end=100 step=1")
    assert isinstance(short, Points)
    assert [one.label for one in short.options] == ["1", "2", "3", "4", "5", "6", "7"]
    assert isinstance(long, Lines)
    assert isinstance(answered("range", parameters="start=1 end=7 step=0"), Lines)
    assert isinstance(answered("range", parameters="start=5 end=1 step=-1"), Points)


def test_text_has_lines_by_its_appearance() -> None:
    assert answered("text") == Lines(2)
    assert answered("text", appearance="multiline w2") == Lines(4)


def test_an_open_last_choice_has_a_line() -> None:
    made = answered("many", choices="areas", other=True)
    assert isinstance(made, Options)
    assert (made.mark, made.options[-1].code, made.options[-1].line) == ("square", "other", True)


def test_a_long_list_of_short_answers_is_set_in_columns() -> None:
    region = everything().question("q_region")
    made = answer(Voice(everything(), "kk"), region)
    assert isinstance(made, Options)
    assert made.columns == 2


def test_missing_answers_of_a_number_are_ticked_in_its_place() -> None:
    made = answered("integer", "ru", missing={"-99": "refused", "-88": "cannot judge", "-77": "not asked"})
    assert isinstance(made, Lines)
    assert [(one.code, one.label) for one in made.apart] == [("-99", "Не хочу отвечать"), ("-88", "Не могу оценить")]


def test_what_the_question_says_itself_is_not_said_again() -> None:
    assert unsaid("можно несколько ответов", "Какие темы нужны? (несколько ответов)") == ""
    assert unsaid("бір жауап", "Жасыңыз (толық жыл)") == "бір жауап"
    assert unsaid("one answer in each line", "How important? (1 not at all, 5 very)") == "one answer in each line"


def test_a_list_that_is_not_in_the_form_leaves_a_line() -> None:
    assert answered("one", choices="from_file") == Lines(1)
    assert answered("many", choices="from_file") == Lines(3)


def test_a_long_range_says_its_ends() -> None:
    assert how("en", FORM, asked("range", parameters="start=0 end=100 step=5")) == "a number, from 0 to 100"
    assert how("en", FORM, asked("range", parameters="start=1 end=5 step=1")) == "one answer"


def test_a_raters_sheet_says_whose_view_it_asks_and_names_nobody() -> None:
    form = Form("f", nodes=(asked("text", perspectives=("head",)),))
    sheet = questionnaire(form, "ru", perspective="head")
    assert sheet.subtitle == "для руководителя оцениваемого"
    fields = sheet.blocks[0]
    assert isinstance(fields, Fields)
    assert "Оцениваемый (код)" in fields.names
    assert questionnaire(form, "ru").subtitle == ""


def test_an_introduction_stands_before_the_instructions() -> None:
    def kinds(length: int, heading: str) -> list[str]:
        note = Question("n", "note", label=Text.same("x" * length))
        nodes: tuple[Node, ...] = (note, asked("text"))
        form = Form("f", nodes=(Section("s", label=Text.same(heading), nodes=nodes),) if heading else nodes)
        return [type(block).__name__ for block in questionnaire(form, "en").blocks]

    assert kinds(20, "") == ["Fields", "Paragraph", "Bullets", "Item", "Paragraph"]
    assert kinds(300, "Opening") == ["Fields", "Heading", "Paragraph", "Bullets", "Item", "Paragraph"]
    assert kinds(20, "About you") == ["Fields", "Bullets", "Heading", "Paragraph", "Item", "Paragraph"]
