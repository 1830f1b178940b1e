"""What a form tells of the columns of an export, whatever its headers look like."""

from __future__ import annotations

import pytest

from qabilet.cycle.instrument import Choice, ChoiceList, Form, Question, Section, Told, draft, placed, told_by_form
from qabilet.text import Text

YES_NO = (Choice("1", Text("Иә", "Да", "Yes")), Choice("0", Text("Жоқ", "Нет", "No")))
AGREE = tuple(Choice(str(place), Text("", ru, "")) for place, ru in enumerate(
    ("Полностью согласен", "Скорее согласен", "Скорее не согласен", "Полностью не согласен", "Затрудняюсь ответить"),
    start=1))
PLACES = (Choice("a1", Text("", "Абай, город", "")), Choice("a2", Text("", "Абай", "")))


def question(code: str, kind: str = "text", ru: str = "", **more: object) -> Question:
    return Question(code, "text", label=Text("", ru, "")).with_(kind=kind, **more)


def form(*nodes: Question | Section) -> Form:
    lists = {"yn": YES_NO, "agree": AGREE, "places": PLACES}
    return Form("f", Text("Сауалнама", "Опрос", "Survey"), nodes=nodes,
                lists={code: ChoiceList(code, choices) for code, choices in lists.items()})


def told(one: Form, header: str, counts: dict[str, int] | None = None) -> Told:
    return told_by_form(one, [header], lang="ru", answers={header: counts or {}})[header]


GROUPED = form(Section("about", label=Text("", "О Вас", "About"), nodes=(
    Section("inner", nodes=(question("age-now", "integer", "Ваш возраст"),)),)), question("name", ru="Станция"))


@pytest.mark.parametrize("header", [
    "age-now", "AGE-NOW ", "about/inner/age-now", "about-inner-age-now", "about:inner:age-now", "inner.age-now",
    "about[inner][age-now]", "Ваш возраст", "ваш  возраст", "О Вас/Ваш возраст", "О Вас [Ваш возраст]",
    "age-now. Ваш возраст"])
def test_a_question_is_known_by_any_of_its_names(header: str) -> None:
    assert placed(GROUPED, [header])[header].question.code == "age-now"


@pytest.mark.parametrize("header", ["age", "now", "О Вас", "about", "", "-", "age-now/1", "Ваш возраст?!x"])
def test_no_other_header_is_taken_for_it(header: str) -> None:
    assert placed(GROUPED, [header]) == {}


def test_a_name_that_stands_twice_is_known_only_with_its_group() -> None:
    twice = form(Section("one", nodes=(question("q", ru="Первый"),)),
                 Section("two", nodes=(question("q", ru="Второй"),)))
    assert placed(twice, ["q"]) == {}
    assert placed(twice, ["two/q"])["two/q"].question.label.ru == "Второй"


def test_graded_words_run_from_the_least_whatever_the_order_of_the_list() -> None:
    said = told(form(question("q", "one", "Согласны ли Вы?", choices="agree")), "q", {"1": 3, "5": 1})
    assert (said.kind, said.values, said.missing) == ("rating", ("4", "3", "2", "1"), {"5": "cannot judge"})
    assert said.labels["4"].ru == "Полностью не согласен"
    assert said.role == "opinion"


def test_labels_in_the_answers_are_known_as_well_as_codes() -> None:
    said = told(form(question("q", "one", choices="yn")), "q", {"Да": 3, "Нет": 1, "иә": 1, "ДА.": 1})
    assert said.values == ("Да", "Нет")
    assert said.merge == {"иә": "Да", "ДА.": "Да"}


def test_answers_that_the_form_does_not_know_are_kept_as_values() -> None:
    said = told(form(question("q", "one", choices="yn")), "q", {"1": 3, "maybe": 2, "MAYBE": 1, "не знаю": 1})
    assert said.values == ("1", "0", "maybe"), "«MAYBE» is the same word"
    assert said.missing == {"не знаю": "cannot judge"}


def test_typed_answers_beside_other_are_other() -> None:
    said = told(form(question("q", "one", choices="yn", other=True)), "q", {"1": 3, "other": 1, "Мүмкін": 2})
    assert said.values == ("1", "0", "other")
    assert said.merge == {"Мүмкін": "other"}
    assert said.labels["other"].kk == "Басқа"


def test_neighbours_with_one_list_are_a_grid() -> None:
    grid = form(Section("g", label=Text("", "Насколько Вы согласны?", ""), nodes=(
        question("a", "one", "Первое", choices="agree"), question("b", "one", "Второе", choices="agree"),
        question("c", "text", "Почему?"), question("d", "one", "Одно", choices="agree"))))
    said = told_by_form(grid, ["a", "b", "c", "d"], lang="ru")
    assert [(said[one].group, said[one].question, said[one].item) for one in "abd"] == [
        ("g", "Насколько Вы согласны?", "Первое"), ("g", "Насколько Вы согласны?", "Второе"), ("", "Одно", "")]


def test_a_column_of_each_item_is_a_ranking() -> None:
    ranked = form(question("r", "rank", "Что Вам нужнее?", choices="places"))
    said = told_by_form(ranked, ["r[a1]", "r/a2", "r"], lang="ru")
    assert [(one.kind, one.group, one.item, one.values) for one in said.values()] == [
        ("ranking", "r", "Абай, город", ("1", "2")), ("ranking", "r", "Абай", ("1", "2"))]
    assert said["r/a2"].role == "need"


def test_a_question_put_to_some_leaves_a_blank_that_says_so() -> None:
    routed = form(Section("g", relevance="${x} = 1", nodes=(question("q", "integer"),)))
    assert told(routed, "q", {"": 3, "7": 1}).missing == {"": "not asked"}
    column = draft([("q", {"": 3, "7": 1, "9": 2, "12": 2})], told={"q": told(routed, "q", {"": 3})}).column("q")
    assert column.missing[""] == "not asked"


def test_names_and_telephones_are_personal_by_their_label() -> None:
    asked = form(question("q1", ru="Ваши фамилия, имя, отчество"), question("q2", "text", "Номер телефона"))
    for code, cell in (("q1", "Сериков А.Б."), ("q2", "87010000000")):
        column = draft([(code, {cell: 1, "x": 1})], told={code: told(asked, code, {cell: 1, "x": 1})}).columns[0]
        assert (column.kind, column.keep) == ("personal", False)
        assert cell not in repr(column)


def test_reasons_declared_in_the_form_are_believed() -> None:
    asked = form(question("q", "one", choices="yn", missing={"0": "not relevant"}),
                 question("n", "integer", missing={"-9": "refused"}))
    assert told(asked, "q", {"0": 1, "1": 2}).missing == {"0": "not relevant"}
    assert told(asked, "n", {"44": 1, "-9": 2, "жоқ": 1, "n/a": 1}).missing == {
        "-9": "refused", "жоқ": "cannot judge", "n/a": "not relevant"}


@pytest.mark.parametrize(("kind", "as_column"), [
    ("integer", "number"), ("decimal", "number"), ("range", "number"), ("text", "text"), ("date", "date"),
    ("datetime", "date"), ("time", "text"), ("acknowledge", "constant"), ("calculate", None), ("hidden", None)])
def test_each_kind_of_question_is_a_kind_of_column(kind: str, as_column: str | None) -> None:
    assert told(form(question("q", kind)), "q", {"1": 2}).kind == as_column


def test_a_range_on_a_scale_is_a_rating() -> None:
    asked = form(question("q", "range", scale="need", parameters="start=1 end=10 step=1", reverse=True))
    said = told(asked, "q", {"10": 1, "3": 2, "99": 1})
    assert (said.kind, said.values, said.reverse) == ("rating", tuple(map(str, range(1, 11))), True)
    assert said.missing == {"99": "cannot judge"}


@pytest.mark.parametrize("kind", ["note", "meta", "foreign"])
def test_what_nobody_answers_is_told_of_no_column(kind: str) -> None:
    assert told_by_form(form(question("q", kind)), ["q"], lang="ru") == {}


def test_a_list_of_ten_thousand_villages_in_a_hundred_questions_costs_little() -> None:
    villages = tuple(Choice(f"v{place}", Text(f"Ауыл {place}", f"Село {place}", "")) for place in range(10_000))
    kinds = ("one", "many", "rank")
    nodes = tuple(question(f"q{place}", kinds[place % 3], f"Вопрос {place}", choices="villages") for place in range(99))
    wide = Form("f", nodes=nodes, lists={"villages": ChoiceList("villages", villages)})
    said = told_by_form(wide, [f"q{place}" for place in range(6)], lang="ru",
                        answers={"q0": {"Село 7": 3, "v8": 1}, "q1": {"v1|v9": 2}})
    assert said["q0"].kind == "one"
    assert len(said["q0"].values) == 10_000
