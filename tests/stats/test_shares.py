"""Shares: Wilson's interval as R makes it, and sense at the edges."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference_cases import cases

from qabilet.stats import Moments, means, share

CASES = cases("shares")


@pytest.mark.parametrize("call", sorted(CASES))
def test_intervals_equal_prop_test(call: str) -> None:
    level = CASES[call]["given"]["level"]
    for count, n, low, high in CASES[call]["answer"]:
        got = share(count, n, level=level, basis="model")
        assert (got.count, got.n, got.value) == (count, n, count / n)
        assert [got.low, got.high] == pytest.approx([low, high], rel=1e-10, abs=1e-15)


def test_nobody_gives_nan_and_a_census_no_interval() -> None:
    nobody, census = share(0, 0, basis="design"), share(3, 7, basis="none")
    assert math.isnan(nobody.value)
    assert (nobody.low, nobody.high, census.low, census.high, census.se) == (None,) * 5


def test_the_register_narrows_the_interval_and_a_full_count_has_none() -> None:
    wide, narrow = share(30, 100, basis="design"), share(30, 100, basis="design", population=150)
    assert wide.low < narrow.low < 0.3 < narrow.high < wide.high  # type: ignore[operator]
    full = share(30, 100, basis="design", population=100)
    assert full.low == full.high == 0.3


def test_a_model_based_interval_knows_no_finite_population() -> None:
    assert share(30, 100, basis="model", population=150) == share(30, 100, basis="model")


def test_a_stratified_variance_widens_or_narrows_by_its_design_effect() -> None:
    parts = [Moments.of("a", [[1]] * 30 + [[0]] * 10), Moments.of("a", [[1]] * 10 + [[0]] * 30)]
    mean = means(parts, basis="design", populations=[400, 400])
    got = share(40, 80, basis="design", variance=float(mean.V[0, 0]), df=float(mean.df[0]))
    plain = share(40, 80, basis="design")
    assert got.value == mean.theta[0] == 0.5
    assert plain.low < got.low < 0.5 < got.high < plain.high  # type: ignore[operator]


def test_a_weighted_share_is_shown_as_weighted_with_its_own_count() -> None:
    parts = [Moments.of("a", [[1]] * 30 + [[0]] * 10), Moments.of("a", [[1]] * 10 + [[0]] * 30)]
    mean = means(parts, basis="design", populations=[4000, 400])
    got = share(40, 80, basis="design", value=float(mean.theta[0]), variance=float(mean.V[0, 0]), df=float(mean.df[0]))
    assert (got.count, got.n, got.value) == (40, 80, pytest.approx((4000 * 0.75 + 400 * 0.25) / 4400))
    assert got.low < got.value < got.high  # type: ignore[operator]


@given(st.integers(0, 300), st.integers(1, 300), st.sampled_from([0.8, 0.95, 0.999]))
def test_the_interval_holds_the_share_and_turns_with_it(count: int, extra: int, level: float) -> None:
    n = count + extra
    yes, no = share(count, n, level=level, basis="model"), share(n - count, n, level=level, basis="model")
    assert yes.low is not None
    assert no.high is not None
    assert 0 <= yes.low <= yes.value <= yes.high <= 1  # type: ignore[operator]
    assert yes.low == pytest.approx(1 - no.high, abs=1e-12)


def test_a_share_that_strata_or_margins_fix_has_no_width() -> None:
    for variance in (0.0, 3e-33, 1e-24):  # what raking leaves of a fixed share is rounding
        got = share(40, 100, basis="design", value=0.35, variance=variance, df=97.0)
        assert (got.low, got.high, got.se) == (0.35, 0.35, 0.0)
    none = share(0, 100, basis="design", value=0.0, variance=0.0, df=97.0)
    assert none.high == share(0, 100, basis="design").high
