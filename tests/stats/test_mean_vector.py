"""Means with missing answers, by design: equal to R's survey package, and calm at the edges."""

from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from reference_cases import cases

from qabilet.stats import Basis, MeanVector, Moments, means

ITEMS = ("a", "b", "c")
CASES = cases("means")


def fitted(case: dict[str, Any]) -> MeanVector:
    x = np.array(case["given"]["x"], dtype=float)
    strata = np.array(case["given"]["strata"]) if "strata = " in case["call"] else np.ones(len(x))
    parts = [Moments.of(ITEMS, x[strata == s]) for s in np.unique(strata)]
    populations = case["given"].get("populations")
    basis: Basis = "design" if populations or "~1)" in case["call"] else "model"
    return means(parts, basis=basis, populations=populations)


@pytest.mark.parametrize("call", sorted(CASES))
def test_means_errors_df_and_intervals_equal_survey(call: str) -> None:
    got, answer = fitted(CASES[call]), CASES[call]["answer"]
    for want in answer["items"]:
        estimate = got.estimate(want["name"])
        for name, value in (("theta", estimate.value), ("se", estimate.se), ("df", estimate.df),
                            ("low", estimate.low), ("high", estimate.high)):
            assert value == pytest.approx(want[name], rel=1e-10), name


@pytest.mark.parametrize("call", sorted(call for call in CASES if CASES[call]["answer"]["V"]))
def test_covariances_and_differences_of_complete_items_equal_survey(call: str) -> None:
    got, answer = fitted(CASES[call]), CASES[call]["answer"]
    np.testing.assert_allclose(got.V, answer["V"], rtol=1e-10, atol=1e-16)
    difference = got.contrast("a", "b")
    assert [difference.value, difference.se] == pytest.approx(answer["contrast"], rel=1e-10)


def test_two_strata_of_one_respondent_are_joined_and_counted() -> None:
    call = next(call for call in CASES if "lone" in call)
    assert fitted(CASES[call]).collapsed == 2


def test_a_last_lone_respondent_joins_the_smallest_other_stratum() -> None:
    parts = [Moments.of("a", [[1], [2], [3]]), Moments.of("a", [[4], [5]]), Moments.of("a", [[3]])]
    joined = [parts[0], parts[1] + parts[2]]
    got, want = means(parts, basis="model"), means(joined, basis="model")
    assert got.collapsed == 1
    np.testing.assert_allclose(got.V, want.V, rtol=1e-14)
    assert got.df == want.df


@pytest.mark.parametrize("rows", [[], [[math.nan, 2.0]], [[1.0, 2.0]], [[1.0, 2.0], [1.0, math.nan]], [[3.0, 3.0]] * 9])
def test_few_or_equal_answers_give_nan_or_no_interval_and_no_warning(rows: list[list[float]]) -> None:
    x = np.array(rows, dtype=float).reshape(-1, 2)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        got = means([Moments.of(("a", "b"), x)], basis="design", populations=[50])
        for j, name in enumerate(("a", "b")):
            estimate, seen = got.estimate(name), int(np.sum(~np.isnan(x[:, j])))
            assert estimate.n == seen
            assert math.isnan(estimate.value) == (seen == 0)
            assert (estimate.low is None) == (seen < 2)
        got.contrast("a", "b")


def test_a_census_has_no_error_and_a_full_sample_no_width() -> None:
    part = Moments.of(("a", "b"), [[1, 2], [3, 5], [4, 4]])
    census = means([part], basis="none").estimate("a")
    assert (census.se, census.low, census.high) == (None, None, None)
    everybody = means([part], basis="design", populations=[3]).estimate("a")
    assert everybody.low == everybody.high == everybody.value


def test_an_item_all_answer_alike_has_no_variance_left_from_rounding() -> None:
    x = np.column_stack([np.full(977, 4.3), np.arange(977) % 5])
    V = means([Moments.of("ab", x)], basis="model").V
    assert V[0, 0] == 0 == V[0, 1]
    assert V[1, 1] > 0
    strata = [Moments.of("ab", x[:300]), Moments.of("ab", x[300:])]
    weighted = means(strata, basis="design", populations=[90_001, 1777]).V
    assert weighted[0, 0] == 0 < weighted[1, 1]


def test_an_empty_stratum_is_counted_and_a_stratum_without_answers_costs_no_df() -> None:
    parts = [Moments.of("a", [[1], [2], [5]]), Moments.zero("a"), Moments.of("a", [[math.nan], [math.nan]])]
    got = means(parts, basis="model")
    assert (got.empty, got.df[0]) == (1, 2)


def test_a_linear_combination_leaves_unused_items_out_even_where_they_are_nan() -> None:
    got = means([Moments.of("abc", [[1, 2, math.nan], [3, 1, math.nan]])], basis="model")
    gap = got.linear(["gap"], [[1, -1, 0]], [0.5])
    assert gap.theta[0] == pytest.approx(2 - 1.5 + 0.5)
    assert gap.V[0, 0] == pytest.approx(got.V[0, 0] + got.V[1, 1] - 2 * got.V[0, 1])


@given(arrays(np.float64, (12, 3), elements=st.one_of(st.integers(1, 5).map(float), st.just(math.nan))),
       st.permutations(range(12)), st.integers(1, 11))
@settings(max_examples=60, deadline=None)
def test_neither_order_nor_split_of_the_data_changes_a_bit(x: np.ndarray, order: list[int], cut: int) -> None:
    whole = means([Moments.of(ITEMS, x)], basis="model")
    shuffled = x[order]
    parts = means([Moments.of(ITEMS, shuffled[:cut]) + Moments.of(ITEMS, shuffled[cut:])], basis="model")
    np.testing.assert_array_equal(whole.theta, parts.theta)
    np.testing.assert_array_equal(whole.V, parts.V)


def test_another_item_changes_nothing_about_the_others() -> None:
    x = np.array(CASES["svydesign(~1) missing"]["given"]["x"], dtype=float)
    with_c, without = (means([Moments.of(ITEMS[:k], x[:, :k])], basis="model") for k in (3, 2))
    np.testing.assert_array_equal(with_c.theta[:2], without.theta)
    np.testing.assert_array_equal(with_c.V[:2, :2], without.V)


@given(arrays(np.float64, (10, 2), elements=st.integers(1, 7).map(float)), st.sampled_from([2.0, 0.5, -1.0, 3.0]))
@settings(max_examples=40, deadline=None)
def test_scaling_the_answers_scales_the_estimates(x: np.ndarray, factor: float) -> None:
    once, scaled = (means([Moments.of("ab", x * by)], basis="model") for by in (1.0, factor))
    np.testing.assert_allclose(scaled.theta, factor * once.theta, rtol=1e-12)
    np.testing.assert_allclose(scaled.V, factor ** 2 * once.V, rtol=1e-9, atol=1e-13)
