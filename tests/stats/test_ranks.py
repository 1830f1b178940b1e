"""Rank sets: equal to the published method's own program, wider with less knowledge, calm at the edges."""

from __future__ import annotations

import json
import math
import time
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_cases import REFERENCE

from qabilet.stats import RankSets, multinomial_rank_sets, rank_sets

FACTS = json.loads((REFERENCE / "rank_sets.json").read_text(encoding="utf-8"))
MEANS = FACTS["means"]


@pytest.fixture(scope="module")
def sets() -> RankSets:
    return rank_sets(MEANS["theta"], MEANS["V"], seed=1)


@pytest.mark.parametrize("seed", [1, 2, 3, 20231])
def test_simultaneous_sets_equal_csranks_whatever_the_seed(seed: int) -> None:
    got, want = rank_sets(MEANS["theta"], MEANS["V"], seed=seed), MEANS["simultaneous_stepdown"]
    assert list(got.rank) == want["rank"]
    assert list(got.low) == want["L"]
    assert list(got.high) == want["U"]


def test_marginal_sets_equal_csranks_but_for_the_one_bound_next_to_its_critical_value(sets: RankSets) -> None:
    low = [j for j in range(12) if sets.marginal_low[j] != MEANS["marginal"]["L"][j]]
    assert list(sets.marginal_high) == MEANS["marginal"]["U"]
    assert low == [6]
    assert abs(sets.marginal_low[6] - MEANS["marginal"]["L"][6]) == 1  # type: ignore[operator]


def test_multinomial_sets_equal_csranks() -> None:
    got, want = multinomial_rank_sets(FACTS["multinomial"]["x"]), FACTS["multinomial"]
    assert (list(got.rank), list(got.low), list(got.high)) == (want["rank"], want["L"], want["U"])


def test_marginal_sets_are_never_wider_than_simultaneous_ones(sets: RankSets) -> None:
    for low, inner_low, rank, inner_high, high in zip(sets.low, sets.marginal_low, sets.rank, sets.marginal_high,
                                                      sets.high, strict=True):
        assert low <= inner_low <= rank <= inner_high <= high  # type: ignore[operator]


def test_the_same_seed_gives_the_same_sets() -> None:
    assert rank_sets(MEANS["theta"], MEANS["V"], seed=5) == rank_sets(MEANS["theta"], MEANS["V"], seed=5)


def test_smallest_first_is_the_mirror() -> None:
    up = rank_sets(MEANS["theta"], MEANS["V"], seed=4, largest_first=False)
    down = rank_sets([-t for t in MEANS["theta"]], MEANS["V"], seed=4)
    assert up == down


def test_one_item_is_first_and_two_far_apart_are_in_order() -> None:
    one = rank_sets([3.0], [[0.1]], seed=1)
    assert (one.rank, one.low, one.high) == ((1,), (1,), (1,))
    two = rank_sets([1.0, 5.0], np.eye(2) * 0.01, seed=1)
    assert (two.low, two.high, two.marginal_low) == ((2, 1), (2, 1), (2, 1))


def test_two_items_use_the_normal_quantile() -> None:
    assert rank_sets([0.0, 0.0], np.eye(2), seed=1, draws=400_000).critical == pytest.approx(1.96, abs=0.01)


def test_ties_share_a_place_and_both_places() -> None:
    got = rank_sets([2.0, 2.0, 1.0], np.eye(3) * 1e-6, seed=1)
    assert (got.rank, got.low, got.high) == ((1, 1, 3), (1, 1, 3), (2, 2, 3))


def test_differences_without_variance_are_decided_or_tied_and_counted() -> None:
    got = rank_sets([5.0, 4.0, 4.0, 3.9], np.diag([0, 0, 0, 0.5]), seed=1)
    assert (got.low[0], got.high[1], got.low[1]) == (1, 4, 2)
    assert got.certain == 2
    census = rank_sets([3.0, 1.0, 2.0], np.zeros((3, 3)), seed=1)
    assert census.rank == census.low == census.high == (1, 3, 2)


def test_a_repeated_item_makes_v_singular_and_no_trouble() -> None:
    V = np.array([[1.0, 1.0, 0.2], [1.0, 1.0, 0.2], [0.2, 0.2, 1.0]]) * 0.01
    got = rank_sets([1.0, 1.0, 0.0], V, seed=1)
    assert (got.low, got.high) == ((1, 1, 3), (2, 2, 3))


def test_an_item_on_too_few_answers_gets_no_set_and_widens_the_others() -> None:
    theta, V = [5.0, 3.0, 1.0], np.eye(3) * 1e-4
    got = rank_sets(theta, V, seed=1, n=[40, 40, 3], least_n=10)
    assert got.rank == (1, 2, 3)
    assert (got.low, got.high) == ((1, 2, None), (2, 3, None))


def test_unanswered_items_and_those_outside_the_family_are_not_ranked() -> None:
    V = np.eye(4) * 1e-4
    V[1] = V[:, 1] = math.nan
    got = rank_sets([5.0, math.nan, 4.0, 9.0], V, seed=1, family=[0, 1, 2])
    assert (got.rank, got.low, got.high) == ((1, None, 2, None), (1, None, 2, None), (1, None, 2, None))


def test_without_variances_there_are_places_and_no_sets() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        got = rank_sets([2.0, 1.0], np.full((2, 2), math.nan), seed=1)
        empty = rank_sets([], np.empty((0, 0)), seed=1)
        rank_sets([math.nan], [[math.nan]], seed=1)
    assert (got.rank, got.low) == ((1, 2), (None, None))
    assert empty.rank == ()


@given(st.integers(2, 9), st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_scaling_shifting_and_reordering_change_no_set(p: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(50, p)) + np.linspace(0, 1, p)
    theta, V = x.mean(axis=0), np.atleast_2d(np.cov(x.T)) / 50
    got = rank_sets(theta, V, seed=1, draws=4000)
    scaled = rank_sets(4 * theta + 100, 16 * V, seed=1, draws=4000)
    assert (scaled.low, scaled.high, scaled.marginal_low) == (got.low, got.high, got.marginal_low)
    order = rng.permutation(p)
    turned = rank_sets(theta[order], V[np.ix_(order, order)], seed=1, draws=4000)
    if min(got.closest, turned.closest) > 0.2:
        assert turned.low == tuple(got.low[j] for j in order)
        assert turned.high == tuple(got.high[j] for j in order)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=7))
@settings(max_examples=50, deadline=None)
def test_multinomial_sets_hold_the_place_and_turn_over(counts: list[int]) -> None:
    got, up = multinomial_rank_sets(counts), multinomial_rank_sets(counts, largest_first=False)
    for j in range(len(counts)):
        assert got.low[j] <= got.marginal_low[j] <= got.rank[j] <= got.marginal_high[j] <= got.high[j]  # type: ignore[operator]
        assert up.low[j] == len(counts) + 1 - got.high[j]  # type: ignore[operator]


def test_sets_cover_the_true_places_together_about_as_often_as_they_say() -> None:
    rng = np.random.default_rng(8)
    truth = np.array([0.0, 0.0, 0.1, 0.3, 0.6])
    places = [1 + int((truth > t).sum()) for t in truth]
    last = [int((truth >= t).sum()) for t in truth]
    held = 0
    for _ in range(300):
        x = rng.normal(size=(80, 5)) + truth
        got = rank_sets(x.mean(axis=0), np.cov(x.T) / 80, seed=1, draws=2000)
        held += all(low <= first and end <= high  # type: ignore[operator]
                    for low, high, first, end in zip(got.low, got.high, places, last, strict=True))
    assert held / 300 > 0.92


def test_with_few_people_the_degrees_of_freedom_keep_the_promise_that_the_normal_breaks() -> None:
    rng = np.random.default_rng(9)
    held = {"normal": 0, "t": 0}
    for _ in range(300):
        x = np.clip(np.round(3.6 + 0.7 * rng.normal(size=(10, 1)) + rng.normal(size=(10, 5))), 1, 5)
        for name, df in (("normal", None), ("t", 9)):
            got = rank_sets(x.mean(axis=0), np.cov(x.T) / 10, seed=1, draws=2000, marginal=False, df=df)
            held[name] += got.low == (1,) * 5 and got.high == (5,) * 5  # all five are truly equal
    assert held["normal"] / 300 < 0.85
    assert held["t"] / 300 > 0.89


def test_two_items_with_df_are_the_paired_t_test() -> None:
    for t, decided in ((2.2, False), (2.3, True)):  # qt(.975, 9) is 2.262
        got = rank_sets([t, 0.0], np.eye(2) / 2, seed=1, draws=200_000, df=9)
        assert (got.high == (1, 2)) == decided


def test_an_item_without_degrees_of_freedom_is_told_apart_from_nobody() -> None:
    got = rank_sets([9.0, 5.0, 1.0], np.eye(3) * 1e-6, seed=1, df=[20, 20, 0])
    assert (got.low, got.high) == ((1, 2, 1), (2, 3, 3))
    assert rank_sets([9.0, 5.0, 1.0], np.eye(3) * 1e-6, seed=1, df=math.inf).high == (1, 2, 3)


def test_thirty_three_items_take_well_under_a_second() -> None:
    rng = np.random.default_rng(2)
    x = rng.normal(size=(200, 33)) + np.linspace(0, 1, 33)
    started = time.perf_counter()
    rank_sets(x.mean(axis=0), np.cov(x.T) / 200, seed=1)
    assert time.perf_counter() - started < 1.5
