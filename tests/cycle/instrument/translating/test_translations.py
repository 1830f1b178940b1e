"""A spreadsheet has no memory; the ledger has: what changed after it was translated is found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from tests.cycle.instrument.form.small_forms import forms, replaced, survey

from qabilet.cycle.instrument import Form, Returned, Settled, mark, settled, taken_in, with_texts
from qabilet.text import LANGS, Lang

DAY, LATER = "2026-03-01", "2026-04-01"
AGE = "question/age/label"
LABEL = survey().question("age").label


def ledger(form: Form | None = None) -> Settled:
    return settled(form or survey(), {}, DAY)


def stale(found: Settled, lang: Lang = "kk") -> list[str]:
    return [one.text.path for one in found.of(lang, "stale")]


def aged(**words: str) -> Form:
    return replaced(survey(), "age", label=replace(LABEL, **words))


def test_what_is_seen_first_is_taken_to_be_current() -> None:
    found = ledger()
    assert {one.status for one in found.states} == {"current"}
    assert len(found.first) == 26
    assert not settled(survey(), found.ledger, LATER).first


def test_a_changed_source_makes_its_translations_stale_and_tells_what_it_was() -> None:
    found = settled(aged(ru="Сколько Вам лет сейчас?"), ledger().ledger, LATER)
    assert stale(found, "kk") == stale(found, "en") == [AGE]
    assert found.of("kk", "stale")[0].was == "Сколько Вам полных лет?"
    assert found.ledger == ledger().ledger


def test_spaces_are_no_change_of_a_source() -> None:
    assert not stale(settled(aged(ru="Сколько  Вам\nполных лет? "), ledger().ledger, LATER))


def test_a_translation_changed_together_with_its_source_counts_as_renewed_and_is_named() -> None:
    found = settled(aged(ru="Сколько Вам лет сейчас?", kk="Қазір жасыңыз нешеде?"), ledger().ledger, LATER)
    assert stale(found, "kk") == []
    assert stale(found, "en") == [AGE]
    assert [(one.text.path, one.lang) for one in found.renewed] == [(AGE, "kk")]


def test_a_source_changed_back_is_current_again() -> None:
    changed = settled(aged(ru="Иначе"), ledger().ledger, LATER)
    assert not stale(settled(survey(), changed.ledger, LATER))


def test_a_translation_retouched_under_the_same_source_stays_current() -> None:
    retouched = settled(aged(kk="Жасыңыз нешеде"), ledger().ledger, LATER)
    assert stale(settled(aged(kk="Жасыңыз нешеде", ru="Иначе"), retouched.ledger, LATER)) == [AGE]


def test_stale_words_cut_and_pasted_again_do_not_come_back_as_fresh_ones() -> None:
    once = settled(aged(ru="Иначе"), ledger().ledger, LATER)
    cut = settled(aged(ru="Иначе", kk=""), once.ledger, LATER)
    assert [one.text.path for one in cut.of("kk", "missing")] == [AGE]
    assert stale(settled(aged(ru="Иначе"), cut.ledger, LATER)) == [AGE]
    assert not stale(settled(aged(ru="Иначе", kk="Басқаша"), cut.ledger, LATER))


def test_a_renamed_question_takes_its_state_along() -> None:
    old = settled(aged(ru="Иначе"), ledger().ledger, LATER)
    renamed = settled(replaced(aged(ru="Иначе"), "age", code="years"), old.ledger, LATER)
    assert stale(renamed) == ["question/years/label"]
    assert ("question/age/label", "kk") not in renamed.ledger
    both = settled(replaced(aged(ru="Иначе"), "age", code="years"), ledger().ledger, LATER)
    assert stale(both) == ["question/years/label"]


def test_two_lists_with_the_same_yes_keep_their_states_apart() -> None:
    form = survey()
    lists = {**form.lists, "agree2": replace(form.lists["agree"], code="agree2")}
    form = replaced(form, "law", choices="agree2").with_(lists=lists)
    found = settled(form, {}, DAY)
    first = form.lists["agree2"].choices[0]
    changed = replace(first, label=replace(first.label, ru="Вовсе не согласен"))
    new = form.with_(lists={**lists, "agree2": replace(lists["agree2"], choices=(
        changed, *lists["agree2"].choices[1:]))})
    assert stale(settled(new, found.ledger, LATER)) == ["choice/agree2/1/label"]


def test_another_source_language_keeps_what_was_stale() -> None:
    found = settled(aged(ru="Иначе"), ledger().ledger, LATER)
    turned = settled(aged(ru="Иначе").with_(source_lang="kk"), found.ledger, LATER)
    assert stale(turned, "en") == [AGE]
    assert len(turned.of("en", "current")) == 12
    assert not settled(aged(ru="Иначе", kk="Басқаша").with_(source_lang="kk"), turned.ledger, LATER).first


@given(forms)
def test_looking_twice_changes_nothing(form: Form) -> None:
    once = settled(form, {}, DAY)
    twice = settled(form, once.ledger, LATER)
    assert twice.ledger == once.ledger
    assert twice.states == once.states
    assert not [one for lang in LANGS for one in twice.of(lang, "stale")]


def returned(path: str = AGE, lang: Lang = "kk", **more: object) -> Returned:
    known = {"source_mark": mark(LABEL.ru), "source": LABEL.ru, "words_mark": mark(LABEL.kk), "row": 2, "sheet": "kk"}
    return Returned(path, lang, **{**known, **more})  # type: ignore[arg-type]


def test_new_words_come_in_and_are_current() -> None:
    found = taken_in(survey(), ledger().ledger, [returned(words="Неше жастасыз?")], LATER)
    assert found.form.question("age").label == replace(LABEL, kk="Неше жастасыз?")
    assert (found.translated, found.faults, found.cautions) == (1, (), ())
    assert not stale(found.settled)


def test_a_confirmation_makes_a_stale_translation_current() -> None:
    form = aged(ru="Иначе")
    old = settled(form, ledger().ledger, LATER)
    row = returned(confirmed=True, source="Иначе", source_mark=mark("Иначе"))
    found = taken_in(form, old.ledger, [row], LATER)
    assert found.form == form
    assert found.confirmed == 1
    assert stale(found.settled, "kk") == []
    assert stale(found.settled, "en") == [AGE]


def test_a_source_that_changed_meanwhile_leaves_the_translation_outdated() -> None:
    form = aged(ru="Иначе")
    found = taken_in(form, ledger().ledger, [returned(words="Неше жастасыз?")], LATER)
    assert found.form.question("age").label.kk == "Неше жастасыз?"
    assert [one.code for one in found.cautions] == ["FORM_030"]
    assert stale(found.settled) == [AGE]
    assert found.settled.of("kk", "stale")[0].was == "Сколько Вам полных лет?"
    confirmed = taken_in(form, ledger().ledger, [returned(confirmed=True)], LATER)
    assert [one.code for one in confirmed.cautions] == ["FORM_042"]
    assert stale(confirmed.settled) == [AGE]


def test_a_source_cell_that_the_translator_touched_is_not_believed() -> None:
    found = taken_in(survey(), ledger().ledger, [returned(words="Неше жастасыз?", source="что-то")], LATER)
    assert not found.cautions
    lost = returned(words="Неше жастасыз?", source="", source_mark="", words_mark="")
    assert not taken_in(survey(), ledger().ledger, [lost], LATER).cautions


def test_words_that_replace_newer_ones_are_named() -> None:
    found = taken_in(aged(kk="Жасыңыз қаншада?"), ledger().ledger, [returned(words="Неше жастасыз?")], LATER)
    assert [one.code for one in found.cautions] == ["FORM_031"]
    assert "Жасыңыз қаншада?" in found.cautions[0].says("en")
    other = taken_in(aged(kk="Жасыңыз қаншада?"), ledger().ledger, [returned(confirmed=True)], LATER)
    assert [one.code for one in other.cautions] == ["FORM_032"]


def test_all_faults_are_told_at_once_and_nothing_is_taken() -> None:
    section = "section/know/label"
    rows = [returned("question/ages/label", words="x", row=2), returned(words="бір", row=3),
            returned(words="екі", row=4), returned(section, words="Білім ${jas}", source_mark="", row=5),
            returned(lang="ru", words="Возраст", row=6)]
    found = taken_in(survey(), ledger().ledger, rows, LATER, file="sheet.xlsx")
    assert [(one.code, one.row) for one in found.faults] == [
        ("FORM_008", 2), ("FORM_009", 4), ("FORM_002", 5), ("FORM_003", 5), ("FORM_011", 6)]
    assert "question/age/label" in found.faults[0].mend("en")
    assert found.form == survey()


def test_rows_without_words_do_nothing_whatever_else_stands_in_them() -> None:
    rows = [returned("no/such/path"), returned(), returned(lang="ru")]
    found = taken_in(survey(), ledger().ledger, rows, LATER)
    assert (found.form, found.faults, found.settled.ledger) == (survey(), (), ledger().ledger)


def test_the_same_row_twice_is_taken_once() -> None:
    found = taken_in(survey(), ledger().ledger, [returned(words="Неше?"), returned(words="Неше?", row=9)], LATER)
    assert (found.translated, found.faults) == (1, ())


def test_notes_of_the_translator_are_kept() -> None:
    found = taken_in(survey(), ledger().ledger, [returned(note="«Вы» бас әріппен бе?")], LATER)
    assert [one.note for one in found.notes] == ["«Вы» бас әріппен бе?"]


def test_a_text_of_ten_thousand_letters_is_a_text_like_any_other() -> None:
    long = "сөз " * 2500
    found = taken_in(survey(), ledger().ledger, [returned(words=long)], LATER)
    assert found.form.question("age").label.kk == long


@pytest.mark.parametrize("lang", ["kk", "en"])
def test_a_form_in_one_language_is_missing_the_others_and_nothing_is_stale(lang: Lang) -> None:
    form = with_texts(Form("f", nodes=survey().nodes[:1], source_lang="ru", languages=("ru",)), {
        AGE: {"kk": "", "en": ""}, "question/age/constraint": {"kk": "", "en": ""}})
    found = settled(form, {}, DAY)
    assert [one.text.path for one in found.of(lang, "missing")] == [AGE, "question/age/constraint"]
    assert found.ledger == {}
