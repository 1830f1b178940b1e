"""The draft on the real file: 260 people, 62 columns, published by the SIB Swiss Institute of Bioinformatics."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
from tests.corpus.dirty import by_start

from qabilet.cycle.instrument import Dictionary, check_dictionary, draft
from qabilet.study.formats import RawAnswers, read_answers

ROOT = Path(__file__).resolve().parents[3]
FILE = ROOT.parent / "shared" / "data" / "sib-training-needs" / "sib_tna_supplementary_data1.xlsx"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the folder ../shared with the published file is not here")


@pytest.fixture(scope="module")
def answers() -> RawAnswers:
    return read_answers(FILE)


@pytest.fixture(scope="module")
def drafted(answers: RawAnswers) -> Dictionary:
    return draft(answers.counts(), cells=answers.column)


def test_everybody_and_everything_is_read(answers: RawAnswers) -> None:
    assert (answers.rows, len(answers.headers)) == (260, 62)
    assert [caution.code for caution in answers.losses] == ["LOSS_004"]


def test_the_kind_of_every_column(drafted: Dictionary) -> None:
    kinds = [(kind, len(list(run))) for kind, run in groupby(column.kind for column in drafted)]
    assert kinds == [("id", 1), ("date", 2), ("constant", 1), ("empty", 1), ("one", 4), ("rating", 33), ("text", 1),
                     ("one", 1), ("rating", 18)]
    assert [column.keep for column in drafted][:5] == [False] * 5


def test_five_grids_of_needs_then_barriers_and_formats(drafted: Dictionary) -> None:
    grids = [(role, len(list(run))) for (_, role), run in
             groupby((column.group, column.role) for column in drafted if column.group)]
    assert grids == [("need", 15), ("need", 4), ("need", 7), ("need", 5), ("need", 2), ("opinion", 9), ("opinion", 9)]


def test_points_run_from_the_least_to_the_most(drafted: Dictionary) -> None:
    assert by_start(drafted, "Omics").values == (
        "Not needed", "Slightly needed", "Moderately needed", "Very needed", "Absolutely essential")
    assert by_start(drafted, "Computational").values == (
        "Not needed", "Slightly needed", "Moderately needed", "Highly needed", "Absolutely essential")
    assert by_start(drafted, "Please indicate how much").values == (
        "No barrier", "Small barrier", "Moderate barrier", "Large barrier", "Critical barrier")
    assert by_start(drafted, "Specify which").values == (
        "Strongly dislike", "Dislike", "Neutral", "Like", "Strongly like")


def test_blanks_are_not_relevant_where_the_question_says_so_and_not_asked_outside_switzerland(
        drafted: Dictionary) -> None:
    needs = [column for column in drafted if column.role == "need"]
    assert {column.missing[""] for column in needs} == {"not relevant"}
    assert by_start(drafted, "In which canton").missing == {"": "not asked"}
    assert by_start(drafted, "Please indicate how much").missing == {"": "refused"}


def test_typed_career_stages_are_other_and_countries_stay(drafted: Dictionary) -> None:
    stage = by_start(drafted, "Which career stage")
    assert stage.values[-1] == "Other"
    assert len(stage.values) == 7
    assert stage.merge["Dev Ops"] == "Other"
    assert "Mexico" in by_start(drafted, "In which country").values


def test_spaces_make_no_categories(answers: RawAnswers) -> None:
    assert "Zurich" in answers.column("In which canton do you work?")
    assert not any(cell != cell.strip() or "\xa0" in cell for column in answers.columns for cell in column)


def test_the_draft_analyses_as_it_stands(answers: RawAnswers, drafted: Dictionary) -> None:
    assert check_dictionary(drafted, answers.headers, dict(answers.counts())) == ()
