"""A form composed from a framework: which items, in whose words, under which codes, and what is refused."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from qabilet.cycle.framework import Framework
from qabilet.cycle.instrument import Form, Grid, Order, Question, Rater, Section, composed
from qabilet.cycle.instrument.composing.items import LONGEST, item_code
from qabilet.errors import QabiletError
from qabilet.study import framework_codes, offices, regions, shipped_framework, wording
from qabilet.text import LANGS, Text

LOCAL = shipped_framework("local-government-2023")
LEADERS = shipped_framework("leadership-innovation")
AREAS = tuple(one.code for one in LOCAL.group("knowledge"))
SELF, HEAD, PEER = (Rater(one, one, Text.same(one)) for one in ("self", "head", "peer"))


def form(*scales: str, raters: tuple[Rater, ...] = (SELF,), framework: Framework = LOCAL,
         competences: tuple[str, ...] = AREAS) -> Form:
    grids = tuple(Grid(scale, scale, competences) for scale in scales)
    return composed(Order("study", grids, raters), framework, wording(), regions(), offices())[0]


def items(form: Form, scale: str) -> list[Question]:
    return [one for one in form.questions() if one.scale == scale]


def section(form: Form, code: str) -> Section:
    return next(one for one in form.sections() if one.code == code)


def test_the_items_of_a_grid_are_the_competences_with_their_names() -> None:
    found = items(form("importance"), "importance")
    assert [one.competence for one in found] == list(AREAS)
    assert [one.label for one in found] == [LOCAL.competence(code).name for code in AREAS]
    assert [one.code for one in found][:2] == ["importance_financial_literacy", "importance_communication"]


@pytest.mark.parametrize("scale", ["importance", "competence", "need"])
def test_the_points_are_those_of_the_framework_each_with_its_label(scale: str) -> None:
    whole = form(scale)
    choices = whole.choices(items(whole, scale)[0])
    assert [one.code for one in choices] == ["1", "2", "3", "4", "5"]
    assert [one.label.kk.casefold() for one in choices] == [
        point.label.kk.casefold() for point in LOCAL.scale(scale).points]


def test_a_framework_without_scales_gets_the_usual_ones() -> None:
    oecd = shipped_framework("oecd-2019")
    whole = form("importance", framework=oecd, competences=("merit", "mobility"))
    assert len(whole.choices(items(whole, "importance")[0])) == 5


def test_the_stem_stands_over_the_grid_in_the_raters_words() -> None:
    assert section(form("competence"), "competence").label.en == \
        "How do you rate your own level in the following competences?"
    assert "сотрудника, которого Вы оцениваете" in section(form("competence", raters=(HEAD,)), "competence").label.ru
    assert "әріптестің" in section(form("competence", raters=(PEER,)), "competence").label.kk


def test_with_several_raters_each_reads_the_own_stem_over_the_same_items() -> None:
    whole = form("competence", raters=(SELF, HEAD))
    stems = [one for one in whole.questions() if one.code.startswith("competence_stem")]
    assert [(one.perspectives, one.relevance) for one in stems] == [
        (("head",), "${rater} = 'head'"), (("self",), "${rater} = 'self'")]
    assert [one.code for one in items(whole, "competence")] == [one.code for one in items(form("competence"),
                                                                                         "competence")]


def test_observers_may_say_that_they_cannot_judge_and_who_rates_oneself_may_not() -> None:
    alone, seen, mixed = form("need"), form("need", raters=(HEAD,)), form("need", raters=(SELF, HEAD))
    assert [len(one.choices(items(one, "need")[0])) for one in (alone, seen, mixed)] == [5, 6, 6]
    assert [items(one, "need")[0].missing for one in (alone, seen, mixed)] == [
        {}, {"99": "cannot judge"}, {"99": "cannot judge"}]
    assert [items(one, "need")[0].choice_filter for one in (alone, seen, mixed)] == [
        "", "", "who = 'all' or not(${rater} = 'self')"]


def test_a_head_is_told_to_be_recognisable_and_nobody_is_promised_anonymity_then() -> None:
    said = form("need", raters=(SELF, HEAD)).question("welcome").label
    assert "There is only one line manager" in said.en
    assert "contact details are not asked for" not in said.en
    assert "кемінде 5 адам" in form("need").question("welcome").label.kk


def test_statements_are_worded_for_oneself_and_for_others() -> None:
    own = form("agreement", framework=LEADERS, competences=("determination",))
    assert [(one.code, one.reverse) for one in items(own, "agreement")] == [
        ("agreement_determination", False), ("agreement_determination_2", True)]
    assert items(own, "agreement")[0].label.en == "I carry through what I have begun"
    others = form("agreement", framework=LEADERS, competences=("determination",), raters=(PEER,))
    assert items(others, "agreement")[0].label.en == "Carries through what was begun"
    both = form("agreement", framework=LEADERS, competences=("determination", "resources"), raters=(SELF, PEER))
    assert [(one.code, one.relevance, len(one.nodes)) for one in section(both, "agreement").nodes
            if isinstance(one, Section)] == [("agreement_self", "${rater} = 'self'", 2),
                                             ("agreement_other", "${rater} = 'peer'", 2), ("agreement_any", "", 1)]
    assert len({one.code for one in items(both, "agreement")}) == 5
    assert [len(both.choices(one)) for one in items(both, "agreement")] == [5, 5, 6, 6, 6]


def test_a_ranking_takes_each_number_once() -> None:
    whole = form("ranking")
    found = items(whole, "ranking")
    assert found[2].constraint == ". != ${ranking_financial_literacy} and . != ${ranking_communication}"
    assert [one.code for one in whole.choices(found[0])] == ["1", "2", "3", "4", "5"]
    assert "5 – ең қажет" in section(whole, "ranking").label.kk


def test_codes_are_short_ascii_and_the_same_whatever_else_is_asked() -> None:
    for code in framework_codes():
        for one in shipped_framework(code).competences:
            for scale in ("importance", "competence", "agreement"):
                found = item_code(scale, one.code)
                assert re.fullmatch(r"[a-z][a-z0-9_]*", found)
                assert len(found) <= LONGEST
    assert len(item_code("g" * 60, "merit")) <= LONGEST
    assert item_code("competence", "effective-communication") == item_code("competence", "effective-communication")
    assert item_code("competence", "effective-communication") != item_code("competence", "effective-communicating")


def test_everything_is_said_in_three_languages_without_a_placeholder_left() -> None:
    whole = form("importance", "competence", "need", "ranking", raters=(SELF, HEAD, PEER))
    words = [one.label for _, one in whole.walk()] + [one.label for list_ in whole.lists.values()
                                                      for one in list_.choices]
    assert not [one for one in words if one.gaps()]
    assert not [said for one in words for said in one if "{" in said]
    assert whole.languages == LANGS


def test_every_stem_rater_and_statement_is_worded_in_three_languages() -> None:
    words = wording()
    for said in (*words.phrases.values(), *words.stems.values(), *words.raters.values(),
                 *(one.words for one in words.profile), *(one.words for one in words.statements),
                 *(one.label for list_ in words.lists.values() for one in list_.choices)):
        assert not said.gaps(), said.en
    assert {scale for scale, _ in words.stems} == {"importance", "competence", "need", "agreement", "ranking"}
    assert len(words.stems) == 5 * len(words.raters)


@pytest.mark.parametrize(("grid", "raters", "code"), [
    (Grid("a", "importance", ("financial",)), (SELF,), "FORM_050"),
    (Grid("a", "weight", AREAS), (SELF,), "FORM_052"),
    (Grid("a", "importance", AREAS), (Rater("boss", "boss", Text()),), "FORM_053"),
    (Grid("a", "agreement", ("mediation",)), (SELF,), "FORM_055"),
    (Grid("a", "ranking", tuple(one.code for one in LOCAL.competences)), (SELF,), "FORM_056"),
    (Grid("a", "ranking", AREAS[:1]), (SELF,), "FORM_056"),
])
def test_what_cannot_be_composed_is_refused(grid: Grid, raters: tuple[Rater, ...], code: str) -> None:
    with pytest.raises(QabiletError) as caught:
        composed(Order("study", (grid,), raters), LOCAL, wording(), regions(), offices())
    assert caught.value.code == code


def test_a_competence_without_words_in_a_language_is_refused() -> None:
    gap = replace(LOCAL.competences[0], name=Text("Қаржы", "", "Finance"))
    with pytest.raises(QabiletError) as caught:
        form("need", framework=replace(LOCAL, competences=(gap, *LOCAL.competences[1:])))
    assert [(one.code, one.facts["languages"]) for one in caught.value.faults] == [("FORM_058", "ru")]


def test_a_long_form_is_doubted() -> None:
    everything = tuple(one.code for one in LOCAL.competences)
    order = Order("study", tuple(Grid(scale, scale, everything) for scale in ("importance", "competence", "need")),
                  (SELF,))
    doubts = composed(order, LOCAL, wording(), regions(), offices())[1]
    assert [one.code for one in doubts] == ["FORM_059"]
