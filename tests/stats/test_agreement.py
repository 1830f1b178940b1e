"""Friedman, Kendall's W and pairwise shares: equal to R, the same from patterns as from rows."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from reference_cases import cases

from qabilet.stats import concordance, midranks, pairwise

CASES = cases("concordance")
ratings = arrays(np.float64, st.tuples(st.integers(1, 25), st.just(4)), elements=st.integers(1, 5).map(float))


@pytest.mark.parametrize("call", sorted(CASES))
def test_equal_to_friedman_test(call: str) -> None:
    x, want = np.array(CASES[call]["given"]["x"]), CASES[call]["answer"]
    got = concordance(x)
    assert [got.chi2, got.df, got.p] == pytest.approx([want["chi2"], want["df"], want["p"]], rel=1e-10)
    assert got.mean_places == pytest.approx(want["mean_places"], rel=1e-12)
    assert got.w == pytest.approx(got.chi2 / (len(x) * got.df), rel=1e-12)


@given(ratings)
@settings(max_examples=50, deadline=None)
def test_patterns_with_counts_say_what_the_rows_say(x: np.ndarray) -> None:
    seen, often = np.unique(x, axis=0, return_counts=True)
    rows, patterns = concordance(x), concordance(seen, often)
    for name in ("chi2", "p", "w", "n"):
        assert getattr(rows, name) == pytest.approx(getattr(patterns, name), rel=1e-10, nan_ok=True, abs=1e-12)
    np.testing.assert_array_equal(pairwise(x)[1], pairwise(seen, often)[1])


@given(ratings)
@settings(max_examples=50, deadline=None)
def test_turning_the_scale_over_changes_no_test(x: np.ndarray) -> None:
    assert concordance(x).chi2 == pytest.approx(concordance(-x).chi2, nan_ok=True, abs=1e-12)
    assert concordance(6 - x).mean_places == pytest.approx(concordance(x, largest_first=True).mean_places)


def test_perfect_agreement_is_one_and_perfect_opposition_nothing() -> None:
    assert concordance([[1, 2, 3]] * 5).w == pytest.approx(1)
    assert concordance([[1, 2, 3], [3, 2, 1]]).w == pytest.approx(0)


def test_tied_values_share_their_place_and_missing_stay_missing() -> None:
    np.testing.assert_array_equal(midranks([[10, 5, 5, math.nan]], largest_first=True), [[1, 2.5, 2.5, math.nan]])


def test_pairs_count_those_who_placed_both_and_a_tie_for_neither() -> None:
    shares, above, n = pairwise([[1, 2, math.nan], [2, 1, 3], [1, 1, 2]], [4, 1, 5])
    assert n[0, 1] == n[1, 0] == 10
    assert (above[0, 1], above[1, 0]) == (4, 1)
    assert (shares[0, 2], n[0, 2]) == (1, 6)
    assert math.isnan(shares[1, 1])


@pytest.mark.parametrize("x", [np.empty((0, 3)), np.full((4, 3), 2.0), np.full((4, 3), math.nan), np.ones((3, 1)),
                               np.array([[1.0, 2.0]]), np.array([[math.nan, 1.0, 2.0]])])
def test_nothing_to_say_is_nan_without_a_warning(x: np.ndarray) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        got = concordance(x)
        pairwise(x)
    assert math.isnan(got.w) == (got.n == 0 or x.shape[1] < 2 or len(np.unique(x)) == 1)


def test_rows_counted_zero_times_are_not_there() -> None:
    assert concordance([[1, 2], [2, 1]], [3, 0]) == concordance([[1, 2]], [3])
