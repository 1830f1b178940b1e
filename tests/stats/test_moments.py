"""Moments: what is added up is what would have been counted at once, to the bit."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qabilet.stats import Moments

NAMES = ("a", "b", "c", "d")
answers = arrays(np.float64, st.tuples(st.integers(0, 30), st.just(4)),
                 elements=st.one_of(st.integers(0, 10).map(float), st.just(math.nan)))


def same(one: Moments, other: Moments) -> bool:
    return one.names == other.names and one.n == other.n and all(
        np.array_equal(getattr(one, part), getattr(other, part), equal_nan=True) for part in ("xx", "xm", "mm"))


@given(answers, st.integers(0, 30), st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_any_split_and_any_order_gives_the_same_bits(x: np.ndarray, cut: int, shuffler: object) -> None:
    order = list(range(len(x)))
    shuffler.shuffle(order)  # type: ignore[attr-defined]
    y = x[order]
    assert same(Moments.of(NAMES, x), Moments.of(NAMES, y[:cut]) + Moments.of(NAMES, y[cut:]))


@given(answers)
@settings(max_examples=40, deadline=None)
def test_no_rows_change_nothing_and_addition_does_not_care_for_brackets(x: np.ndarray) -> None:
    one, two, three = (Moments.of(NAMES, part) for part in np.array_split(x, 3))
    assert same((one + two) + three, one + (two + three))
    assert same(one + Moments.zero(NAMES), one)
    assert same(Moments.total([one, two, three]), Moments.of(NAMES, x))


@given(answers)
@settings(max_examples=40, deadline=None)
def test_choosing_columns_before_or_after_is_the_same(x: np.ndarray) -> None:
    assert same(Moments.of(NAMES, x).select(("d", "b")), Moments.of(("d", "b"), x[:, [3, 1]]))


@given(answers)
@settings(max_examples=40, deadline=None)
def test_a_reversed_item_is_as_if_it_had_been_reversed_in_the_rows(x: np.ndarray) -> None:
    y = x.copy()
    y[:, 2] = 10 - y[:, 2]
    assert same(Moments.of(NAMES, x).reversed(["c"], 10), Moments.of(NAMES, y))


def test_a_score_of_items_missing_together_is_exact_and_of_others_is_nan() -> None:
    x = np.array([[1, 2, 5, 1], [math.nan, math.nan, 4, 2], [3, 3, math.nan, 3], [2, 5, 1, 1]])
    scores = np.column_stack([x[:, 0] + x[:, 1], x[:, 3], x[:, 0] + x[:, 2]])
    A = [[1, 1, 0, 0], [0, 0, 0, 1], [1, 0, 1, 0]]
    got = Moments.of(NAMES, x).linear(("ab", "d", "ac"), A)
    want = Moments.of(("ab", "d", "ac"), scores)
    assert same(got.select(("ab", "d")), want.select(("ab", "d")))
    assert np.isnan(got.xx[2]).all()


def test_masked_whole_numbers_and_a_mask_of_observed_cells_mean_the_same_as_nan() -> None:
    x = np.array([[1, 9], [2, 3], [9, 1]])
    holes = np.where(x == 9, math.nan, x)
    want = Moments.of("ab", holes)
    assert same(Moments.of("ab", np.ma.masked_equal(x, 9)), want)
    assert same(Moments.of("ab", x, x != 9), want)


def test_pairwise_covariances_are_those_of_the_pairs() -> None:
    rng = np.random.default_rng(3)
    x = rng.integers(1, 6, (40, 3)).astype(float)
    x[rng.random((40, 3)) < 0.2] = math.nan
    got = Moments.of("abc", x).covariance()
    for j in range(3):
        for k in range(3):
            both = ~np.isnan(x[:, j]) & ~np.isnan(x[:, k])
            assert got[j, k] == pytest.approx(np.cov(x[both, j], x[both, k])[0, 1], rel=1e-12)


@pytest.mark.parametrize("rows", [[], [[math.nan] * 4], [[1, 2, math.nan, 3]], [[1, 1, 1, 1]] * 2])
def test_nothing_warns_on_few_or_no_rows(rows: list[list[float]]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        moments = Moments.of(NAMES, np.array(rows, dtype=float).reshape(-1, 4))
        moments.covariance()
        moments.reversed(["a"], 6)
    assert moments.counts().tolist() == [sum(not math.isnan(row[j]) for row in rows) for j in range(4)]


def test_moments_of_other_columns_or_a_wrong_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="different columns"):
        _ = Moments.zero("ab") + Moments.zero("ba")
    with pytest.raises(ValueError, match="names"):
        Moments.of("ab", [[1, 2, 3]])
