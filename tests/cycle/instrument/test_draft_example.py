"""The draft on the example study's own form export: a filter question, a ranking, two scales of the same items."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabilet.cycle.instrument import Dictionary, check_dictionary, draft
from qabilet.study.formats import RawAnswers, read_answers

FILE = Path(__file__).resolve().parents[3] / "examples" / "form-export.xlsx"


@pytest.fixture(scope="module")
def answers() -> RawAnswers:
    return read_answers(FILE)


@pytest.fixture(scope="module")
def drafted(answers: RawAnswers) -> Dictionary:
    return draft(answers.counts(), cells=answers.column)


def test_it_analyses_as_it_stands(answers: RawAnswers, drafted: Dictionary) -> None:
    assert check_dictionary(drafted, answers.headers, dict(answers.counts())) == ()


def test_the_ranking_is_no_rating(drafted: Dictionary) -> None:
    assert [column.kind for column in drafted].count("ranking") == 5


def test_importance_and_mastery_of_the_same_items_are_matched(drafted: Dictionary) -> None:
    groups: dict[str, set[str]] = {}
    for column in drafted:
        if column.kind == "rating" and column.competence:
            groups.setdefault(column.group, set()).add(column.competence)
    first, second = groups.values()
    assert first == second


def test_what_only_akims_were_asked_was_not_asked_of_deputies(drafted: Dictionary) -> None:
    importance = next(column for column in drafted if column.kind == "rating" and column.competence)
    assert importance.missing[""] == "not asked"


def test_the_phone_is_left_out(drafted: Dictionary) -> None:
    assert [column.keep for column in drafted if column.kind == "personal"] == [False]
