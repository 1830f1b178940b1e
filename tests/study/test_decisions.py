"""The decisions about needs are read as a person wrote them, in three languages or in one."""

from __future__ import annotations

from qabilet.cycle.needs import Decision
from qabilet.study.decisions import read_decisions, write_decisions
from qabilet.text import Text


def test_a_reason_in_three_languages_is_kept_apart() -> None:
    decision = Decision("mediation", "training", Text("қажет", "нужно", "needed"), "2026-05-04", "working-group")
    found, faults = read_decisions(write_decisions([decision]))
    assert (found, faults) == ({"mediation": decision}, ())


def test_a_reason_in_one_language_serves_for_all() -> None:
    found, faults = read_decisions("competence;remedy;reason\nmediation;tool;Сначала памятка\n".encode())
    assert not faults
    assert found["mediation"].reason == Text.same("Сначала памятка")


def test_competence_and_remedy_are_enough() -> None:
    found, faults = read_decisions(b"competence,remedy\nmediation,\n")
    assert (found, faults) == ({"mediation": Decision("mediation")}, ())


def test_a_remedy_that_is_no_remedy_is_named_with_its_line() -> None:
    found, faults = read_decisions(b"competence;remedy\nmediation;lecture\n")
    assert found == {}
    assert [(fault.code, fault.where()) for fault in faults] == [("STUDY_009", "needs/needs.csv:2:remedy")]
