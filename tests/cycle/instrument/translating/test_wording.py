"""Words in the wrong column, lost placeholders, letters that only look right."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.cycle.instrument.form.small_forms import forms, replaced, survey

from qabilet.cycle.instrument import Form, doubts, form_placeholder_faults, placeholders
from qabilet.text import LANGS, Text


def told(label: Text) -> list[tuple[str, object]]:
    return [(one.code, one.facts["lang"]) for one in doubts(replaced(survey(), "age", label=label))]


def test_a_form_in_order_raises_no_doubt_and_no_fault() -> None:
    assert doubts(survey()) == ()
    assert form_placeholder_faults(survey(), "form.xlsx") == ()


def test_names_in_braces_are_found_however_they_are_spaced() -> None:
    assert placeholders("${age} ${ last-saved#post } ${age} {no} $no ${}") == ("age", "last-saved#post")


def test_a_lost_and_a_strange_placeholder_are_faults_with_their_row() -> None:
    form = replaced(survey(), "know", label=Text("Білім, ${jas} жас", "Знания в ${age} лет", "Knowledge at age"))
    found = form_placeholder_faults(form, "instrument/form.xlsx")
    assert [(one.code, one.facts["lang"], one.row) for one in found] == [
        ("FORM_002", "kk", 4), ("FORM_003", "kk", 4), ("FORM_002", "en", 4)]
    assert "${age}" in found[0].says("ru")
    assert "${…}" in found[1].mend("kk")


@pytest.mark.parametrize(("label", "wanted"), [
    (Text("Сколько Вам лет", "Сколько Вам лет", "Age of yours"), [("FORM_034", "kk")]),
    (Text("Экономика", "Экономика", "Economy"), []),
    (Text("Жасыңыз", "Жасыңыз", "Age"), [("FORM_035", "ru")]),
    (Text("Жасыңыз нешеде?", "Сколько Вам лет?", "Сколько?"), [("FORM_036", "en")]),
    (Text("How old are you?", "Сколько Вам лет?", "How old?"), [("FORM_036", "kk")]),
    (Text("Жасыңыз нешеде?", "How old are you?", "How old?"), [("FORM_036", "ru")]),
    (Text("Государственное управление и служба страны", "Госуправление", "Governance"), [("FORM_036", "kk")]),
    (Text("Жасыңыз нешеде?", "Скoлько Вам лет?", "How old?"), [("FORM_037", "ru")]),
    (Text("Жасыңыз нешеде?", "Сколько **Вам** лет?", "How old?"), [("FORM_038", "kk"), ("FORM_038", "en")]),
    (Text("<b>Жасыңыз</b>", "<b>Возраст</b>", "<b>Age"), [("FORM_038", "en")]),
    (Text("1-ден 5-ке дейін", "От 1 до 5", "From 1 to 4"), [("FORM_039", "en")]),
    (Text("2023 жылғы 1 қаңтар", "1 января 2023 года", "January 1, 2023"), []),
    (Text("Сайт: https://adilet.zan.kz", "Сайт: https://adilet.zan.kz", "https://adilet.zan.kz"), []),
    (Text("e-mail", "e-mail", "e-mail"), []),
    (Text("1", "1", "1"), []),
    (Text("Ұлытау облысы", "область Ұлытау", "Ulytau region"), []),
    (Text("Желілер (Instagram, Facebook)", "Соцсети (Instagram, Facebook)", "Networks (Instagram, Facebook)"), []),
    (Text("Social networks", "Социальные сети", "Social networks"), [("FORM_036", "kk")]),
    (Text("Жетісу", "Жетісу", "Zhetysu"), []),
    (Text("Әйел", "Әйел", "Woman"), [("FORM_035", "ru")]),
])
def test_what_looks_wrong_is_told_by_language(label: Text, wanted: list[tuple[str, str]]) -> None:
    assert told(label) == wanted


@given(forms)
def test_any_form_can_be_doubted_in_any_language(form: Form) -> None:
    assert all(one.says(lang) for one in doubts(form) for lang in LANGS)
