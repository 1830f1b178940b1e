"""Every text a person sees has a path; words come in under paths and nothing else of the form changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.cycle.instrument.form.small_forms import forms, replaced, survey, with_choices

from qabilet.cycle.instrument import Choice, Form, Question, completeness, texts, with_texts
from qabilet.text import LANGS, Text


def test_all_that_a_person_sees_is_there_in_the_order_of_the_form() -> None:
    assert [one.path for one in texts(survey())] == [
        "form/title", "question/age/label", "question/age/constraint", "question/sex/label", "section/know/label",
        "question/law/label", "question/law_hard/label",
        "choice/sex/f/label", "choice/sex/m/label",
        "choice/agree/1/label", "choice/agree/2/label", "choice/agree/3/label", "choice/agree/4/label"]


def test_a_text_knows_its_row_its_heading_and_where_a_choice_is_offered() -> None:
    found = {one.path: one for one in texts(survey())}
    assert found["question/law/label"].row == 5
    assert found["question/law/label"].section.en == "Knowledge at ${age}"
    assert found["choice/agree/1/label"].uses == ("law", "law_hard")


def test_what_is_never_shown_needs_no_words() -> None:
    form = survey()
    form = form.with_(nodes=(*form.nodes, Question("sum", "calculate", label=Text(ru="Сумма"), choices="unused")))
    form = with_choices(form, "unused", Choice("1", Text(ru="Никогда не видно")))
    assert not [one.path for one in texts(form) if "sum" in one.path or "unused" in one.path]


def test_a_question_without_any_words_is_missing_in_all_languages_but_a_picture_speaks_for_itself() -> None:
    bare = replaced(survey(), "age", label=Text())
    assert [one.missing[0].path for one in completeness(bare)] == ["question/age/label"] * 3
    pictured = replaced(bare, "age", cells={"media::image": "age.png"})
    assert all(one.whole for one in completeness(pictured))


def test_a_code_that_stands_twice_still_gives_each_text_a_path_of_its_own() -> None:
    form = survey()
    doubled = form.with_(nodes=(*form.nodes, form.question("age")))
    assert "question/age/label#2" in [one.path for one in texts(doubled)]
    there = with_texts(doubled, {"question/age/label#2": {"en": "Age again"}})
    assert [one.label.en for one in there.questions() if one.code == "age"] == ["How old are you?", "Age again"]


def test_words_come_in_by_path_and_language() -> None:
    form = with_texts(survey(), {"choice/sex/f/label": {"en": "Female"}, "form/title": {"kk": "Жаңа"}})
    assert form.lists["sex"].choice("f").label == Text("Әйел", "Женщина", "Female")
    assert form.title.kk == "Жаңа"
    assert form.with_(lists=survey().lists, title=survey().title) == survey()


def test_an_unknown_path_is_refused_and_nothing_changes() -> None:
    with pytest.raises(KeyError):
        with_texts(survey(), {"question/none/label": {"en": "x"}})


def test_a_first_translation_adds_its_language_to_the_form() -> None:
    form = Form("f", source_lang="ru", languages=("ru",), nodes=(Question("a", "text", label=Text(ru="Имя")),))
    assert with_texts(form, {"question/a/label": {"kk": "Аты"}}).languages == ("ru", "kk")


def test_completeness_counts_told_and_missing_by_language() -> None:
    form = replaced(survey(), "law", label=Text(ru="Я хорошо знаю законы"))
    kk, ru, en = completeness(form)
    assert (kk.told, kk.of, ru.told, en.told) == (12, 13, 13, 12)
    assert [(one.path, one.row) for one in kk.missing] == [("question/law/label", 5)]


def test_an_empty_form_is_whole_and_has_nothing_to_translate() -> None:
    assert texts(Form("empty")) == ()
    assert all(one.whole and one.of == 0 for one in completeness(Form("empty")))


@given(forms)
def test_paths_are_unique_and_giving_a_form_its_own_words_changes_nothing(form: Form) -> None:
    found = texts(form)
    assert len({one.path for one in found}) == len(found)
    again = with_texts(form, {one.path: {lang: one.text[lang] for lang in LANGS} for one in found})
    assert again.with_(languages=form.languages) == form
