"""The logic of a form at work: who is asked what, and what is missing, broken, worked out."""

from __future__ import annotations

import json

import pytest
from tests.cycle.instrument.routes.routed_form import FULL, ask, form

from qabilet.cycle.instrument import Logic, Outcome, Section, routes_json
from qabilet.errors import QabiletError

LOGIC = Logic(FULL)


def outcome(**answers: str) -> Outcome:
    return LOGIC.outcome({name.replace("__", "#").replace("_dot_", "."): value for name, value in answers.items()},
                         today="2024-03-10", now="2024-03-10T10:00:00.000+05:00", seed="k")


def test_nothing_answered() -> None:
    found = outcome()
    assert found.missing == ("head",)
    assert found.broken == found.stray == ()
    assert not found.relevant["years"]
    assert found.relevant["region"]
    assert found.counts == {"person": 0}
    assert found.values["half"] == ""


def test_an_answer_opens_a_question_and_makes_it_required() -> None:
    found = outcome(head="yes")
    assert found.relevant["years"]
    assert found.missing == ("years",)
    assert outcome(head="yes", years="12").values["half"] == "6"
    assert outcome(head="yes", years="12").relevant["note"]


def test_what_is_not_asked_counts_as_not_answered() -> None:
    found = outcome(head="no", years="12")
    assert found.values["years"] == ""
    assert found.values["half"] == ""
    assert not found.relevant["note"]


def test_a_section_left_out_takes_its_questions_with_it() -> None:
    closed = outcome(head="no", skills="law", budget="100")
    assert not closed.relevant["budget"]
    assert closed.values["share"] == ""
    opened = outcome(head="no", skills="law money", budget="100")
    assert opened.values["share"] == "10"


def test_constraints_are_asked_of_answers_only() -> None:
    assert outcome(head="yes", years="61").broken == ("years",)
    assert outcome(head="yes", years="60").broken == ()
    assert outcome(head="no", years="61").broken == ()
    assert outcome(head="no", skills="law money people").broken == ("skills",)
    assert outcome(head="no", day="2024-03-11").broken == ("day",)


def test_a_filter_offers_choices_and_an_answer_outside_them_is_stray() -> None:
    assert outcome(head="no", region="north", town="ast").offered["town"] == ("ast", "kos")
    assert outcome(head="no", region="north", town="ast").stray == ()
    assert outcome(head="no", region="south", town="ast").stray == ("town",)
    assert outcome(head="maybe").stray == ("head",)
    assert outcome(head="no", skills="law other").stray == ()
    assert outcome(head="no", skills="law magic").stray == ("skills",)


def test_repeats_are_asked_as_often_as_counted() -> None:
    found = outcome(head="no", staff="3", age__1="70", age__2="30", age__3="10", hours__2_dot_1="8")
    assert found.counts["person"] == 3
    assert (found.values["ages"], found.values["elders"], found.values["second"]) == ("70,30,10", "1", "30")
    assert found.broken == ("age#3",)
    assert [found.values[f"nth#{at}"] for at in (1, 2, 3)] == ["1", "2", "3"]
    assert (found.counts["course#1"], found.counts["course#2"]) == (0, 1)
    assert (found.values["hours_sum#2"], found.values["hours_sum#1"], found.values["all_hours"]) == ("8", "0", "8")
    assert found.values["people"] == "3"


def test_a_repeat_of_the_respondents_own_length() -> None:
    found = outcome(head="no", staff="2", age__1="20", age__2="25", course__2="2", hours__2_dot_1="8",
                    hours__2_dot_2="5")
    assert found.counts["course#2"] == 2
    assert found.values["hours_sum#2"] == "13"


@pytest.mark.parametrize("staff", ["-1", "x", "", "1e9", "100000000000", "NaN"])
def test_no_number_of_repeats_is_too_much(staff: str) -> None:
    assert 0 <= outcome(head="no", staff=staff).counts["person"] <= 100


def test_required_in_every_repeat() -> None:
    assert outcome(head="no", staff="2", age__1="20").missing == ("age#2",)


def test_chance_stays_with_the_respondent() -> None:
    first = outcome(head="no").values["lot"]
    assert first == outcome(head="yes").values["lot"]
    assert outcome(lot="17").values["lot"] == "17"
    others = {LOGIC.outcome({}, seed=str(seed)).values["lot"] for seed in range(50)}
    assert len(others) > 40


def test_labels_and_defaults() -> None:
    assert outcome(head="no", region="north", town="kos").values["town_name"] == "KOS"
    assert LOGIC.defaults(today="2024-03-10") == {"day": "2024-03-10", "plain": "Nur-Sultan (Astana)"}


def test_the_plan_is_plain_json_and_small() -> None:
    plan = routes_json(FULL)
    assert json.loads(json.dumps(plan, ensure_ascii=False, allow_nan=False)) == plan
    assert len(json.dumps(plan, separators=(",", ":"))) < 8000


def test_a_form_with_a_circle_has_no_logic() -> None:
    with pytest.raises(QabiletError) as error:
        Logic(form(ask("x", calculation="${y}"), ask("y", calculation="${x}")))
    assert error.value.code == "ROUTE_030"
    with pytest.raises(QabiletError):
        Logic(form(ask("q"), Section("s", nodes=(ask("q"),))))
