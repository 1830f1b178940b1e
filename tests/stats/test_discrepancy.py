"""Importance against competence: Borich, ranked discrepancy, quadrants, by hand and against the rows."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qabilet.stats import Moments, borich, borich_fixed, gaps, means, quadrants, rank_sets, ranked_discrepancy

PAIRS = (("i1", "c1"), ("i2", "c2"))
NAMES = ("i1", "i2", "c1", "c2")


def answers(seed: int, people: int = 60) -> np.ndarray:
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(people, 1))
    return np.clip(np.round(3.4 + common + rng.normal(size=(people, 4)) + [0.6, 0.2, -0.5, 0]), 1, 5)


def test_scores_are_the_means_of_the_persons_weighted_discrepancies() -> None:
    x = answers(1)
    got = borich(means([Moments.of(NAMES, x)], basis="model"), PAIRS, ("one", "two"))
    for j, name in enumerate(("one", "two")):
        I, C = x[:, j], x[:, 2 + j]  # noqa: E741
        assert got.estimate(name).value == pytest.approx(((I - C) * I.mean()).mean(), rel=1e-12)


def test_the_delta_error_is_the_published_formula_and_the_fixed_one_is_smaller_here() -> None:
    x = answers(2)
    vector = means([Moments.of(NAMES, x)], basis="model")
    delta, fixed = borich(vector, PAIRS), borich_fixed(vector, PAIRS)
    for j in range(2):
        I, D, n = x[:, j], x[:, j] - x[:, 2 + j], len(x)  # noqa: E741
        cov = np.cov(D, I)
        want = (I.mean() ** 2 * cov[0, 0] + D.mean() ** 2 * cov[1, 1] + 2 * I.mean() * D.mean() * cov[0, 1]) / n
        assert delta.V[j, j] == pytest.approx(want, rel=1e-10)
        assert fixed.V[j, j] == pytest.approx(I.mean() ** 2 * cov[0, 0] / n, rel=1e-10)


def test_the_delta_error_is_that_of_many_samples() -> None:
    scores, errors = [], []
    for seed in range(400):
        got = borich(means([Moments.of(NAMES, answers(seed, 80))], basis="model"), PAIRS)
        scores.append(got.theta)
        errors.append(np.sqrt(np.diag(got.V)))
    np.testing.assert_allclose(np.mean(errors, axis=0), np.std(scores, axis=0), rtol=0.12)


def test_gaps_and_scores_can_be_ranked() -> None:
    vector = means([Moments.of(NAMES, answers(3))], basis="model")
    gap, score = gaps(vector, PAIRS), borich(vector, PAIRS)
    assert gap.theta[0] == pytest.approx(vector.theta[0] - vector.theta[2])
    assert gap.names == ("i1", "i2")
    assert rank_sets(score.theta, score.V, seed=1).rank == (1, 2)


def test_ranked_discrepancy_counts_who_falls_short() -> None:
    table = np.zeros((5, 5))
    table[4, 2], table[3, 3], table[1, 4], table[2, 1] = 30, 10, 5, 15
    got = ranked_discrepancy(table, basis="model")
    assert (got.negative, got.ties, got.positive, got.n) == (45 / 60, 10 / 60, 5 / 60, 60)
    assert got.score.value == pytest.approx(100 * (5 - 45) / 60)
    signs = np.repeat([-1.0, 0.0, 1.0], [45, 10, 5])
    assert got.score.se == pytest.approx(100 * signs.std(ddof=1) / math.sqrt(60), rel=1e-12)


@given(arrays(np.int64, (4, 4), elements=st.integers(0, 20)))
@settings(max_examples=50, deadline=None)
def test_exchanging_the_scales_turns_the_score_over(table: np.ndarray) -> None:
    one, other = ranked_discrepancy(table, basis="model"), ranked_discrepancy(table.T, basis="model")
    assert one.score.value == pytest.approx(-other.score.value, nan_ok=True)
    if one.n:
        assert one.negative + one.positive + one.ties == pytest.approx(1)
        assert -100 <= one.score.value <= 100


def test_quadrants_lie_about_the_grand_means_and_leave_the_unknown_out() -> None:
    assert quadrants([5, 5, 2, 2, math.nan], [2, 4, 2, 4, 3]) == ["act", "keep", "low", "excess", None]
    assert quadrants([3, 3], [4, 4]) == ["keep", "keep"]
    assert quadrants([math.nan], [1]) == [None]


@pytest.mark.parametrize("rows", [[], [[5.0, 4.0, 3.0, math.nan]], [[4.0, 4.0, 4.0, 4.0]] * 3])
def test_few_or_equal_answers_give_nan_or_no_width_and_no_warning(rows: list[list[float]]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        got = borich(means([Moments.of(NAMES, np.array(rows).reshape(-1, 4))], basis="model"), PAIRS)
        got.estimates()
        nobody = ranked_discrepancy(np.zeros((5, 5)), basis="model")
        one = ranked_discrepancy(np.eye(5)[:, ::-1] * np.eye(5)[0], basis="model")
    assert math.isnan(got.theta[1]) == (len(rows) < 2)
    assert math.isnan(nobody.score.value)
    assert (one.n, one.score.low) == (1, None)
