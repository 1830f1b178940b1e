"""Plackett and Luce: finds known worths, stands at the top of its own likelihood, does not diverge."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qabilet.stats import plackett_luce


def drawn(worth: np.ndarray, people: int, seed: int, ranked: int | None = None) -> np.ndarray:
    """Places of people who order by worth / exponential noise, as the model says; only the first `ranked` are kept."""
    rng = np.random.default_rng(seed)
    order = np.argsort(rng.exponential(size=(people, len(worth))) / worth, axis=1)
    places = np.argsort(order, axis=1) + 1
    return np.where(places <= (ranked or len(worth)), places, 0)


def log_likelihood(places: np.ndarray, beta: np.ndarray, *, behind: bool = True) -> float:
    """Person by person and place by place, as the formula is written."""
    total = 0.0
    for row in places:
        left = [j for j in range(len(beta)) if behind or row[j] > 0]
        for j in sorted((j for j in range(len(beta)) if row[j] > 0), key=lambda j: row[j]):
            total += beta[j] - math.log(sum(math.exp(beta[i]) for i in left))
            left.remove(j)
    return total


TRUTH = np.array([0.4, 0.25, 0.2, 0.1, 0.05])


def test_known_worths_are_found_within_their_errors() -> None:
    got = plackett_luce(drawn(TRUTH, 4000, 1))
    assert got.connected
    assert got.worth.sum() == pytest.approx(1)
    assert np.all(np.abs(got.worth - TRUTH) < 4 * got.se)
    assert np.all(got.se < 0.01)


@pytest.mark.parametrize(("ranked", "unranked"), [(5, "behind"), (3, "behind"), (1, "behind"), (3, "absent")])
def test_it_stands_at_the_top_of_its_own_likelihood(ranked: int, unranked: str) -> None:
    places = drawn(TRUTH, 150, 7, ranked)
    got = plackett_luce(places, unranked=unranked)  # type: ignore[arg-type]
    behind = unranked == "behind"
    assert got.log_likelihood == pytest.approx(log_likelihood(places, got.log_worth, behind=behind), rel=1e-12)
    step = 1e-4
    for j in range(5):
        move = np.eye(5)[j] * step
        up, down = (log_likelihood(places, got.log_worth + s * move, behind=behind) for s in (1, -1))
        assert max(up, down) < got.log_likelihood
        assert abs(up - down) / (2 * step) < 1e-5


def test_errors_are_those_of_the_numeric_hessian() -> None:
    places, step = drawn(TRUTH, 120, 3, 3), 1e-3
    got = plackett_luce(places)
    H = np.empty((5, 5))
    E = np.eye(5) * step
    for j in range(5):
        for k in range(5):
            H[j, k] = sum(s * t * log_likelihood(places, got.log_worth + s * E[j] + t * E[k])
                          for s in (1, -1) for t in (1, -1)) / (4 * step * step)
    V = np.linalg.pinv(-H, rcond=1e-6)
    np.testing.assert_allclose(got.V, V, atol=1e-5)
    J = np.diag(got.worth) - np.outer(got.worth, got.worth)
    np.testing.assert_allclose(got.se, np.sqrt(np.diag(J @ V @ J)), rtol=1e-4)


def test_two_items_are_a_share_with_its_error() -> None:
    got = plackett_luce([[1, 2], [2, 1]], [30, 10])
    np.testing.assert_allclose(got.worth, [0.75, 0.25], rtol=1e-12)
    np.testing.assert_allclose(got.se, math.sqrt(0.75 * 0.25 / 40), rtol=1e-10)
    assert got.log_likelihood == pytest.approx(30 * math.log(0.75) + 10 * math.log(0.25))


def test_naming_only_the_first_is_the_multinomial() -> None:
    got = plackett_luce(np.eye(4, dtype=int), [5, 9, 2, 4])
    np.testing.assert_allclose(got.worth, np.array([5, 9, 2, 4]) / 20, rtol=1e-10)


@given(st.integers(0, 1000), st.permutations(range(5)))
@settings(max_examples=25, deadline=None)
def test_patterns_with_counts_and_another_order_of_items_say_the_same(seed: int, order: list[int]) -> None:
    places = drawn(TRUTH, 60, seed, 4)
    seen, often = np.unique(places, axis=0, return_counts=True)
    one, other = plackett_luce(places), plackett_luce(seen[:, order], often)
    assert one.connected == other.connected
    np.testing.assert_allclose(other.worth, one.worth[order], rtol=1e-8)
    assert other.n == one.n == 60


def test_gaps_in_the_places_change_nothing() -> None:
    places = drawn(TRUTH, 50, 2, 3)
    np.testing.assert_array_equal(plackett_luce(places * 7).worth, plackett_luce(places).worth)


def test_a_place_given_twice_leaves_the_row_out_and_counts_it() -> None:
    got = plackett_luce([[1, 2, 3], [3, 2, 1], [1, 1, 2], [0, 0, 0]], [4, 4, 3, 2])
    assert (got.n, got.left_out) == (8, 5)


@pytest.mark.parametrize("places", [
    [[1, 2, 3], [1, 3, 2]],  # the first item is never put below another
    [[1, 2, 0, 0], [2, 1, 0, 0], [0, 0, 1, 2], [0, 0, 2, 1]],  # two islands, where unranked items are absent
    [[1, 2, 3]], np.zeros((3, 3)), np.empty((0, 3)), [[1], [1]]])
def test_without_fords_condition_there_are_no_worths_and_it_says_so(places: object) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        got = plackett_luce(places, unranked="absent")  # type: ignore[arg-type]
    assert not got.connected
    assert np.isnan(got.worth).all()
    assert got.iterations == 0


def test_very_unequal_worths_still_converge() -> None:
    got = plackett_luce([[1, 2, 3], [2, 1, 3], [1, 3, 2], [3, 2, 1]], [10_000_000, 5, 7, 1])
    assert got.connected
    assert got.iterations < 60
    assert np.isfinite(got.se).all()
    assert got.worth.sum() == pytest.approx(1)
