"""What changed between two versions: everything is noticed, nothing is made up."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cycle.instrument.form.small_forms import AGREE, SEX, forms, replaced, survey, with_choices

from qabilet.cycle.instrument import Choice, ChoiceList, Form, Question, Section, changed
from qabilet.text import Text


def told(old: Form, new: Form) -> list[tuple[str, str, str]]:
    return [(one.what, one.code, one.part or one.choice) for one in changed(old, new).changes]


def test_a_form_beside_itself_has_not_changed() -> None:
    assert told(survey(), survey()) == []


@given(forms)
def test_any_form_beside_itself_has_not_changed(form: Form) -> None:
    assert told(form, form) == []


@settings(deadline=None)
@given(forms, forms)
def test_swapped_what_was_added_is_removed(old: Form, new: Form) -> None:
    forth, back = changed(old, new), changed(new, old)
    for one, other in (("added", "removed"), ("choice-added", "choice-removed"), ("list-added", "list-removed")):
        assert sorted(found.code for found in forth.changes if found.what == one and found.on != "list") \
            == sorted(found.code for found in back.changes if found.what == other and found.on != "list")
    assert len(forth.matched.pairs) == len(back.matched.pairs)


def test_questions_come_and_go() -> None:
    form = survey()
    grown = form.with_(nodes=(Question("post", "text", label=Text("Лауазым", "Должность", "Post")), *form.nodes))
    assert told(form, grown) == [("added", "post", "")]
    assert told(grown, form) == [("removed", "post", "")]


def test_a_new_code_with_the_same_words_is_a_rename() -> None:
    renamed = replaced(survey(), "age", code="years")
    assert told(survey(), renamed) == [("renamed", "years", "")]


def test_a_renamed_question_changes_no_condition_and_no_words_that_name_it() -> None:
    old = replaced(survey(), "law", relevance="${age} > 30 and ${ageing} = 1")
    new = replaced(replaced(old, "law", relevance="${years} > 30 and ${ageing} = 1"), "age", code="years")
    label = Text(*(words.replace("${age}", "${years}") for words in survey().sections()[0].label))
    assert told(old, replaced(new, "know", label=label)) == [("renamed", "years", "")]


def test_one_question_moved_is_one_move() -> None:
    form = survey()
    age, sex, know = form.nodes
    assert told(form, form.with_(nodes=(know, age, sex))) == [("moved", "know", "")]
    assert isinstance(know, Section)
    inside = form.with_(nodes=(sex, know.with_(nodes=(*know.nodes, age))))
    assert told(form, inside) == [("moved-into", "age", "")]


def test_wording_is_told_by_language_and_by_degree() -> None:
    label = survey().question("age").label
    new = replaced(survey(), "age", label=replace(label, kk="Жасыңыз нешеде", en="What is your age?"))
    found = changed(survey(), new).changes
    assert [(one.lang, one.degree) for one in found] == [("kk", "signs"), ("en", "words")]


def test_a_scale_turned_round_is_told_from_one_with_other_codes() -> None:
    turned = with_choices(survey(), "agree", *reversed(AGREE.choices))
    assert told(survey(), turned) == [("choices-turned", "agree", "")]
    points = len(AGREE.choices)
    flipped = with_choices(survey(), "agree", *(replace(one, code=str(points + 1 - int(one.code)))
                                                for one in AGREE.choices))
    assert {what for what, _, _ in told(survey(), flipped)} == {"choice-recoded"}
    assert changed(survey(), flipped).lists["agree", "agree"].reversed_codes


def test_a_choice_added_in_the_middle_moves_nothing() -> None:
    more = with_choices(survey(), "sex", SEX.choices[0], Choice("o", Text("Басқа", "Другое", "Other")), SEX.choices[1])
    assert told(survey(), more) == [("choice-added", "sex", "o")]


def test_a_list_under_another_name_is_the_same_list() -> None:
    form = replaced(survey(), "sex", choices="gender", type="select_one gender")
    form = form.with_(lists={"agree": AGREE, "gender": ChoiceList("gender", SEX.choices)})
    assert told(survey(), form) == [("field", "sex", "type"), ("field", "sex", "choices")]


OTHER: dict[str, object] = {
    "code": "zz", "kind": "decimal", "type": "other", "label": Text("Ж", "Д", "D"), "hint": Text(en="h"),
    "guidance": Text(en="g"), "choices": "sex", "other": True, "relevance": "${age} > 30", "required": "${age} > 3",
    "constraint": ". < 9", "calculation": "1", "choice_filter": "a = 1", "default": "7", "read_only": "yes",
    "constraint_says": Text(en="c"), "required_says": Text(en="r"), "appearance": "minimal", "parameters": "start=1",
    "competence": "ethics", "indicator": "i", "scale": "frequency", "reverse": True, "missing": {"9": "refused"},
    "perspectives": ("head",), "cells": {"image": "a.png"}, "repeat_count": "3", "nodes": (), "end": {"x": "y"},
    "title": Text("А", "Б", "C"), "version": "2", "source_lang": "kk", "languages": ("ru",),
    "lists": {"sex": SEX}, "settings": {}, "sheets": {}}


@pytest.mark.parametrize("name", [one.name for one in fields(Question) if one.name != "row"])
def test_every_field_of_a_question_is_noticed(name: str) -> None:
    assert told(survey(), replaced(survey(), "age", **{name: OTHER[name]}))


@pytest.mark.parametrize("name", [one.name for one in fields(Section) if one.name != "row"])
def test_every_field_of_a_section_is_noticed(name: str) -> None:
    value = "repeat" if name == "kind" else OTHER[name]
    assert told(survey(), replaced(survey(), "know", **{name: value}))


@pytest.mark.parametrize("name", [one.name for one in fields(Form) if one.name != "headings"])
def test_every_field_of_a_form_is_noticed(name: str) -> None:
    assert told(survey(), survey().with_(**{name: OTHER[name]}))


@pytest.mark.parametrize("change", [{"code": "x"}, {"label": Text("Ә", "Ж", "W")}, {"cells": {"region": "1"}}])
def test_every_field_of_a_choice_is_noticed(change: dict[str, object]) -> None:
    first, second = SEX.choices
    assert told(survey(), with_choices(survey(), "sex", replace(first, **change), second))  # type: ignore[arg-type]


@settings(deadline=None)
@given(forms, st.data())
def test_a_random_change_of_a_random_question_is_noticed(form: Form, data: st.DataObject) -> None:
    asked = form.questions()
    if not asked:
        return
    one = data.draw(st.sampled_from(asked)).with_(code="probe")
    form = form.with_(nodes=(one, *form.nodes))
    name = data.draw(st.sampled_from([field.name for field in fields(Question) if field.name not in ("row", "code")]))
    if getattr(one, name) != OTHER[name]:
        assert told(form, replaced(form, one.code, **{name: OTHER[name]}))


def test_swapping_the_words_of_two_choices_is_told_as_a_recoding() -> None:
    first, second = SEX.choices
    swapped = with_choices(survey(), "sex", replace(first, label=second.label), replace(second, label=first.label))
    assert {what for what, _, _ in told(survey(), swapped)} >= {"choice-recoded"}
