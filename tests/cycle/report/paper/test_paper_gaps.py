"""No sheet with a gap: all that is missing at once; a draft shows another language's words, marked."""

from __future__ import annotations

import pytest
from tests.cycle.report.paper.forms import everything, guide

from qabilet.cycle.instrument import Choice, ChoiceList, Form, Question, Section
from qabilet.cycle.report.paper.composing import questionnaire
from qabilet.cycle.report.paper.gaps import require_perspective, untranslated
from qabilet.cycle.report.paper.guide import interview_guide
from qabilet.cycle.report.paper.sheet import Item, Options, Talk
from qabilet.errors import QabiletError
from qabilet.text import LANGS, Text

FORM = Form("f", Text(ru="Анкета"), nodes=(
    Section("s", label=Text(ru="Раздел"), row=2, nodes=(
        Question("a", "one", label=Text("Сұрақ", "Вопрос", ""), hint=Text(ru="Подсказка"), choices="l", row=3,
                 guidance=Text(ru="Уточните")),
        Question("c", "calculate", label=Text(ru="Не видно"), row=4),
        Question("b", "one", label=Text("А", "А", "A"), choices="l", relevance="${a} = '1'", row=5))),),
    lists={"l": ChoiceList("l", (Choice("1", Text(ru="Да"), 2), Choice("2", Text.same("2"), 3))),
           "unused": ChoiceList("unused", (Choice("1", Text(ru="Да"), 9),))})


def test_a_whole_form_has_no_gap() -> None:
    for lang in LANGS:
        assert untranslated(everything(), lang) == ()
        assert untranslated(guide(), lang, guide=True) == ()


def test_every_gap_that_would_be_seen_is_told_once_with_its_place() -> None:
    found = untranslated(FORM, "kk", file="form.xlsx")
    assert [(one.row, one.column, one.facts["code"]) for one in found] == [
        (None, "title (kk)", "f"), (2, "label (kk)", "s"), (3, "hint (kk)", "a"), (2, "label (kk)", "l: 1")]
    assert {one.code for one in found} == {"PAPER_001"}
    assert [one.facts["code"] for one in untranslated(FORM, "en")] == ["f", "s", "a", "a", "l: 1"]
    assert untranslated(FORM, "ru") == ()


def test_a_guide_wants_its_probes_too() -> None:
    assert any(one.column == "guidance_hint (kk)" for one in untranslated(FORM, "kk", guide=True))


def test_a_draft_shows_another_languages_words_and_says_what_it_is() -> None:
    sheet = questionnaire(FORM, "kk", draft=True)
    assert sheet.banner == "Жоба: таратуға болмайды"
    assert sheet.title == "Анкета [ru]"
    item = next(block for block in sheet.blocks if isinstance(block, Item))
    assert isinstance(item.answer, Options)
    assert [one.label for one in item.answer.options] == ["Да [ru]", "2"]
    assert questionnaire(FORM, "ru").banner == ""


def test_probes_of_a_guide_are_points_under_the_question() -> None:
    talks = [block for block in interview_guide(guide(), "en").blocks if isinstance(block, Talk)]
    assert talks[0].probes == ("What happened, who took part?", "What did you do?", "What knowledge was missing?")
    assert [one.number for one in talks] == ["2", "3"]
    assert talks[1].hint == "for NGOs only"


def test_a_guide_for_one_group_leaves_the_others_out() -> None:
    talks = [block for block in interview_guide(guide(), "en", perspective="self").blocks if isinstance(block, Talk)]
    assert [one.code for one in talks] == ["g_hard"]


def test_a_rater_nobody_asks_is_refused() -> None:
    require_perspective(guide(), "observer")
    with pytest.raises(QabiletError) as refused:
        require_perspective(guide(), "nobody")
    assert refused.value.code == "PAPER_004"
    assert refused.value.faults[0].facts["known"] == "observer"
