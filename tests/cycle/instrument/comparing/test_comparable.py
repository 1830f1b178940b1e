"""Which items of two versions may be compared, as a methodologist would say it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from tests.cycle.instrument.form.small_forms import AGREE, SEX, forms, replaced, survey, with_choices

from qabilet.cycle.instrument import Choice, Form, Question, Section, compared
from qabilet.text import LANGS, Text

UNSURE = Choice("99", Text("Жауап беру қиын", "Затрудняюсь ответить", "Hard to say"), 9)


def verdicts(new: Form, old: Form | None = None) -> dict[str, str]:
    return {one.new or one.old: one.verdict for one in compared(old or survey(), new).items}


def reasons(new: Form, code: str) -> list[str]:
    item = next(one for one in compared(survey(), new).items if one.new == code)
    return [one.says("en") for one in item.reasons]


def test_the_same_form_is_comparable_item_by_item() -> None:
    assert verdicts(survey()) == {"age": "same", "sex": "same", "law": "same", "law_hard": "same"}


def test_punctuation_leaves_an_item_comparable_and_says_so() -> None:
    new = replaced(survey(), "age", label=replace(survey().question("age").label, ru="Сколько вам полных лет"))
    assert verdicts(new)["age"] == "same"
    assert reasons(new, "age") == ["Only punctuation, case or spaces changed."]


def test_wording_in_one_language_leaves_the_others_comparable() -> None:
    new = replaced(survey(), "age", label=replace(survey().question("age").label, kk="Жасыңыз қаншада?"))
    assert verdicts(new)["age"] == "care"
    assert reasons(new, "age") == ["The wording changed in one language: Kazakh. Answers in the other languages stay "
                                   "comparable."]


def test_a_fifth_point_makes_every_item_of_the_scale_incomparable() -> None:
    more = Choice("5", Text("Білмеймін бе", "Отчасти", "Partly"))
    new = with_choices(survey(), "agree", *AGREE.choices[:2], more, *AGREE.choices[2:])
    assert verdicts(new) == {"age": "same", "sex": "same", "law": "not", "law_hard": "not"}
    assert reasons(new, "law")[0] == "The scale has other points: 4 before, 5 now."


def test_a_way_not_to_answer_leaves_the_scale_and_asks_for_care() -> None:
    new = with_choices(survey(), "agree", *AGREE.choices, UNSURE)
    assert verdicts(new)["law"] == "care"
    assert "way not to answer was added" in reasons(new, "law")[0]


def test_other_labels_of_a_scale_are_another_scale() -> None:
    labels = [replace(one, label=Text(*(f"{words} иә" for words in one.label))) for one in AGREE.choices]
    assert verdicts(with_choices(survey(), "agree", *labels))["law"] == "not"
    english = [replace(one, label=replace(one.label, en=f"{one.label.en} indeed")) for one in AGREE.choices]
    assert verdicts(with_choices(survey(), "agree", *english))["law"] == "care"


def test_a_scale_shown_the_other_way_round_is_not_one_coded_the_other_way_round() -> None:
    assert verdicts(with_choices(survey(), "agree", *reversed(AGREE.choices)))["law"] == "care"
    flipped = with_choices(survey(), "agree", *(replace(one, code=str(5 - int(one.code))) for one in AGREE.choices))
    assert verdicts(flipped)["law"] == "not"
    assert "coded the other way round" in reasons(flipped, "law")[0]


def test_the_order_of_choices_matters_unless_chance_orders_them() -> None:
    turned = with_choices(survey(), "sex", *reversed(SEX.choices))
    assert verdicts(turned)["sex"] == "care"
    drawn = replaced(survey(), "sex", parameters="randomize=true")
    assert verdicts(replaced(turned, "sex", parameters="randomize=true"), drawn)["sex"] == "same"


def test_a_choice_more_or_less_asks_for_care() -> None:
    more = with_choices(survey(), "sex", *SEX.choices, Choice("o", Text("Басқа", "Другой", "Other")))
    assert verdicts(more)["sex"] == "care"
    assert "«Other»" in reasons(more, "sex")[0]
    assert verdicts(survey(), more)["sex"] == "care"


def test_another_type_is_not_comparable_but_decimals_of_an_integer_are_with_care() -> None:
    assert verdicts(replaced(survey(), "age", kind="text", type="text"))["age"] == "not"
    assert verdicts(replaced(survey(), "age", kind="decimal", type="decimal"))["age"] == "care"


def test_a_condition_of_a_section_reaches_the_items_in_it() -> None:
    new = replaced(survey(), "know", relevance="${age} > 30")
    assert verdicts(new) == {"age": "same", "sex": "same", "law": "care", "law_hard": "care"}
    assert reasons(new, "law") == ["The condition of the section «know» changed: it is asked of other people."]


def test_a_condition_written_differently_that_says_the_same_asks_for_no_care() -> None:
    old = replaced(survey(), "law", relevance="${age}>30 and ${sex}='f'")
    new = replaced(survey(), "law", relevance='(${age} > 30) and ${sex} = "f"')
    item = next(one for one in compared(old, new).items if one.new == "law")
    assert item.verdict == "same"
    assert item.reasons[0].says("en") == "An expression is written differently and says the same."
    other = replaced(survey(), "law", relevance="${age} > 30 or ${sex} = 'f'")
    assert verdicts(other, old)["law"] == "care"
    assert verdicts(replaced(survey(), "law", relevance="((("), old)["law"] == "care"


def test_a_section_asked_repeatedly_is_not_comparable() -> None:
    assert verdicts(replaced(survey(), "know", kind="repeat"))["law"] == "not"


def test_a_renamed_item_stays_comparable_and_names_both_columns() -> None:
    new = replaced(survey(), "age", code="years")
    assert verdicts(new)["years"] == "same"
    assert reasons(new, "years") == ["Its code is another: «age» became «years»; join the two columns."]


def test_a_changed_key_asks_for_care_and_another_competence_is_a_note() -> None:
    assert verdicts(replaced(survey(), "law", reverse=True))["law"] == "care"
    assert verdicts(replaced(survey(), "law", competence="ethics"))["law"] == "same"


def test_items_that_only_one_version_has_are_named() -> None:
    _, sex, know = survey().nodes
    assert isinstance(know, Section)
    new = survey().with_(nodes=(sex, know, Question("post", "text", label=Text("Л", "Д", "P"))))
    assert verdicts(new) == {"sex": "same", "law": "same", "law_hard": "same", "post": "new", "age": "gone"}


def test_items_are_grouped_by_competence() -> None:
    found = compared(survey(), replaced(survey(), "law_hard", reverse=False))
    assert {code: [one.verdict for one in items] for code, items in found.competences().items()} \
        == {"law": ["same", "care"]}


@settings(deadline=None)
@given(forms, forms)
def test_any_two_forms_are_compared_and_every_reason_is_said_in_three_languages(old: Form, new: Form) -> None:
    from qabilet.cycle.instrument import change_says

    found = compared(old, new)
    for lang in LANGS:
        assert all(one.says(lang) for item in found.items for one in item.reasons)
        assert all(change_says(one, lang) for one in found.changed.changes)


@settings(deadline=None)
@given(forms)
def test_any_form_beside_itself_is_comparable(form: Form) -> None:
    assert {one.verdict for one in compared(form, form).items} <= {"same"}
    assert not [one for item in compared(form, form).items for one in item.reasons]
