"""Routing in words: who answers, in three languages; where to go on; what words cannot say, as a rule."""

from __future__ import annotations

import pytest
from tests.cycle.report.paper.forms import LISTS

from qabilet.cycle.instrument import Form, Question
from qabilet.cycle.report.paper.composing import questionnaire
from qabilet.cycle.report.paper.sheet import Item, Options, Sheet, Table
from qabilet.text import Lang, Text

NODES = (
    Question("post", "one", label=Text.same("Post"), choices="post"),
    Question("age", "integer", label=Text.same("Age")),
    Question("areas", "many", label=Text.same("Areas"), choices="areas"),
    Question("why", "text", label=Text.same("Why")))


def sheet(relevance: str, lang: Lang = "en", *more: Question) -> Sheet:
    last = Question("last", "text", label=Text.same("Last"), relevance=relevance)
    return questionnaire(Form("f", nodes=(*NODES, last, *more), lists=LISTS), lang)


def when(relevance: str, lang: Lang = "en") -> str:
    return next(block.when for block in sheet(relevance, lang).blocks if isinstance(block, Item)
                and block.code == "last")


@pytest.mark.parametrize(("relevance", "words"), [
    ("${post} = '4'", "Answer only if in question 1 you chose “deputy of a maslikhat”."),
    ("'4' = ${post}", "Answer only if in question 1 you chose “deputy of a maslikhat”."),
    ("${post} != '4'", "Answer only if in question 1 you did not choose “deputy of a maslikhat”."),
    ("not(${post} = '4')", "Answer only if in question 1 you did not choose “deputy of a maslikhat”."),
    ("selected(${areas}, 'fin')", "Answer only if in question 3 you chose “financial literacy”."),
    ("not(selected(${areas}, 'fin'))", "Answer only if in question 3 you did not choose “financial literacy”."),
    ("${age} >= 30", "Answer only if in question 2 you wrote 30 or a greater number."),
    ("30 > ${age}", "Answer only if in question 2 you wrote a number below 30."),
    ("not(${age} >= 30)", "Answer only if in question 2 you wrote a number below 30."),
    ("${why} != ''", "Answer only if you answered question 4."),
    ("${why} = ''", "Answer only if you gave no answer to question 4."),
    ("string-length(${why}) > 0", "Answer only if you answered question 4."),
    ("count-selected(${areas}) = 0", "Answer only if you gave no answer to question 3."),
    ("${post} = '1' or ${post} = '2'",
     "Answer only if in question 1 you chose “akim of a village or settlement” or “akim of a rural district”."),
    ("${post} >= 3",
     "Answer only if in question 1 you chose “akim of a city of district significance” or “deputy of a maslikhat”."),
    ("${post} = '4' and ${age} < 30",
     "Answer only if in question 1 you chose “deputy of a maslikhat” and in question 2 you wrote a number below 30."),
    ("(${post} = '4' or ${age} < 30) and ${why} != ''",
     "Answer only if (in question 1 you chose “deputy of a maslikhat” or in question 2 you wrote a number below 30) "
     "and you answered question 4."),
    ("not(${post} = '4' and ${age} < 30)",
     "Answer only if in question 1 you did not choose “deputy of a maslikhat” or in question 2 you wrote 30 or a "
     "greater number."),
    ("not(${post} = '1' or ${post} = '2')",
     "Answer only if in question 1 you did not choose “akim of a village or settlement” or “akim of a rural "
     "district”.")])
def test_simple_conditions_are_said(relevance: str, words: str) -> None:
    assert when(relevance) == words


def test_kazakh_closes_all_conditions_with_one_verb() -> None:
    assert when("${post} = '4' and ${age} >= 30", "kk") == (
        "1-сұрақта «мәслихат депутаты» деген жауапты таңдаған және 2-сұрақта 30 немесе одан үлкен сан жазған болсаңыз "
        "ғана жауап беріңіз.")


def test_russian_says_it_too() -> None:
    assert when("selected(${areas}, 'law')", "ru") == (
        "Отвечайте, только если в вопросе 3 Вы выбрали «правовая грамотность».")


def test_numbers_and_quotations_are_written_as_the_language_writes_them() -> None:
    assert when("${age} < 1.5", "ru") == "Отвечайте, только если в вопросе 2 Вы написали число меньше 1,5."
    assert when("${why} = 'x'", "kk") == "4-сұрақта «x» деп жазған болсаңыз ғана жауап беріңіз."
    assert when("${why} = '1.5'", "en") == "Answer only if in question 4 you wrote “1.5”."


@pytest.mark.parametrize("relevance", [
    "${age} + 1 > 30", "pulldata('a', 'b', 'c', ${post})", "count-selected(${areas}) > 2", "${age} > ${age}",
    "today() > '2026-01-01'", "${nobody} = '1'", "regex(${why}, 'x')", "((", "1 = 1", "position(..) = 2",
    " or ".join(f"${{age}} = {n}" for n in range(9))])
def test_what_words_cannot_say_is_a_numbered_rule_in_the_annex(relevance: str) -> None:
    made = sheet(relevance)
    assert next(one.when for one in made.blocks if isinstance(one, Item) and one.code == "last") == (
        "(asked of some: the interviewer decides by rule R1)")
    table = made.blocks[-1]
    assert isinstance(table, Table)
    assert table.rows == (("R1", "5", relevance),)


def goes(form: Form, code: str) -> dict[str, str]:
    made = questionnaire(form, "en")
    item = next(one for one in made.blocks if isinstance(one, Item) and one.code == code)
    assert isinstance(item.answer, Options)
    return {option.code: option.goes for option in item.answer.options}


def yes_no(code: str, relevance: str = "") -> Question:
    return Question(code, "one", label=Text.same(code), choices="yes_no", relevance=relevance)


def plain(code: str, relevance: str = "") -> Question:
    return Question(code, "text", label=Text.same(code), relevance=relevance)


def test_an_arrow_leads_past_questions_that_are_not_asked() -> None:
    form = Form("f", nodes=(yes_no("a"), plain("b", "${a} = '1'"), plain("c", "${a} = '1'"), plain("d")), lists=LISTS)
    assert goes(form, "a") == {"1": "", "2": "→ go to 4", "9": "→ go to 4"}


def test_an_arrow_leads_past_questions_that_hang_on_skipped_ones() -> None:
    form = Form("f", nodes=(yes_no("a"), yes_no("b", "${a} = '1'"), plain("c", "${b} = '2'"), plain("d")), lists=LISTS)
    assert goes(form, "a")["2"] == "→ go to 4"
    assert goes(form, "b") == {"1": "→ go to 4", "2": "", "9": "→ go to 4"}


def test_an_arrow_leads_to_the_end_where_nothing_more_is_asked() -> None:
    form = Form("f", nodes=(yes_no("a"), plain("b", "${a} = '1'")), lists=LISTS)
    assert goes(form, "a") == {"1": "", "2": "→ end", "9": "→ end"}


def test_no_arrow_where_the_next_question_may_be_asked() -> None:
    form = Form("f", nodes=(plain("x"), yes_no("a"), plain("b", "${a} = '1' or ${x} != ''"), plain("c")), lists=LISTS)
    assert set(goes(form, "a").values()) == {""}


def test_an_answer_named_in_words_is_the_number_of_its_question() -> None:
    form = Form("f", nodes=(plain("a"), plain("b").with_(label=Text.same("Why ${a}, and who is ${nobody}?"))))
    item = [one for one in questionnaire(form, "en").blocks if isinstance(one, Item)][1]
    assert item.label == "Why (your answer to question 1), and who is ________?"
