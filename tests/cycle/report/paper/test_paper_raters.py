"""A sheet for one rater: what only others are asked or offered is not on it, and no rule says who answers what."""

from __future__ import annotations

import pytest

from qabilet.cycle.instrument import Choice, ChoiceList, Form, Question, Section
from qabilet.cycle.report.paper.codes import code_sheet
from qabilet.cycle.report.paper.composing import questionnaire
from qabilet.cycle.report.paper.sheet import Grid, Item, Options
from qabilet.text import Text


def said(words: str) -> Text:
    return Text.same(words)


def form(who: str, values: tuple[str, str]) -> Form:
    """Two raters; one grid of each, and one for both in which those who rate others may say that they cannot judge."""
    own, other = values
    seen = tuple(Choice(code, said(f"Point {code}"), cells={"who": "all"}) for code in "123")
    return Form("raters", said("Raters"), nodes=(
        Question(who, "one", label=said("Who are you?"), choices="who"),
        Section("mine", "group", label=said("About yourself?"), relevance=f"${{{who}}} = '{own}'", nodes=tuple(
            Question(f"mine_{n}", "one", label=said(f"Mine {n}"), choices="seen", perspectives=("self",),
                     choice_filter=f"who = 'all' or not(${{{who}}} = '{own}')") for n in (1, 2))),
        Section("other", "group", label=said("About others?"), relevance=f"${{{who}}} = '{other}'", nodes=tuple(
            Question(f"other_{n}", "one", label=said(f"Other {n}"), choices="seen", perspectives=("head",))
            for n in (1, 2))),
        Section("both", "group", label=said("About work?"), nodes=tuple(
            Question(f"both_{n}", "one", label=said(f"Both {n}"), choices="seen", missing={"99": "cannot judge"},
                     choice_filter=f"who = 'all' or not(${{{who}}} = '{own}')") for n in (1, 2)))),
        lists={"seen": ChoiceList("seen", (*seen, Choice("99", said("Cannot judge"), cells={"who": "others"}))),
               "who": ChoiceList("who", (Choice(own, said("I rate myself")), Choice(other, said("I rate others"))))})


CASES = pytest.mark.parametrize(("who", "values"), [("rater", ("self", "head")), ("respondent", ("akim", "deputy"))],
                                ids=["raters", "audiences"])


@CASES
def test_those_who_rate_themselves_are_offered_only_what_is_theirs(who: str, values: tuple[str, str]) -> None:
    blocks = questionnaire(form(who, values), "en", perspective="self").blocks
    grids = [one for one in blocks if isinstance(one, Grid)]
    assert [[option.code for option in one.columns] for one in grids] == [["1", "2", "3"], ["1", "2", "3"]]
    assert [one.label for one in grids] == ["About yourself?", "About work?"]
    assert not any(one.when for one in grids), "who answers is known"
    asked = next(one for one in blocks if isinstance(one, Item))
    assert isinstance(asked.answer, Options)
    assert [option.code for option in asked.answer.options] == [values[0]]


@CASES
def test_others_may_say_that_they_cannot_judge(who: str, values: tuple[str, str]) -> None:
    grids = [one for one in questionnaire(form(who, values), "en", perspective="head").blocks if isinstance(one, Grid)]
    assert [one.label for one in grids] == ["About others?", "About work?"]
    assert all([option.code for option in one.columns] == ["1", "2", "3", "99"] for one in grids)


@CASES
def test_the_code_sheet_has_the_same_choices(who: str, values: tuple[str, str]) -> None:
    words = repr(code_sheet(form(who, values), "en", perspective="self"))
    assert "99" not in words
    assert "other_1" not in words


def test_a_sheet_for_everybody_is_as_it_was() -> None:
    grids = [one for one in questionnaire(form("rater", ("self", "head")), "en").blocks if isinstance(one, Grid)]
    assert len(grids) == 3
    assert grids[0].when
    assert "99" in [option.code for option in grids[2].columns]
