"""Reliability of a scale: equal to psych, the same from added parts, calm at the edges."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from reference_cases import cases

from qabilet.stats import Moments, Reliability, reliability

CASES = cases("scale")


def of(x: np.ndarray) -> Reliability:
    return reliability(Moments.of([f"q{j}" for j in range(x.shape[1])], x), basis="model")


@pytest.mark.parametrize("call", sorted(CASES))
def test_equal_to_psych(call: str) -> None:
    got, want = of(np.array(CASES[call]["given"]["x"], dtype=float)), CASES[call]["answer"]
    assert [got.alpha.value, got.alpha.low, got.alpha.high] == pytest.approx(
        [want["raw"], want["low"], want["high"]], rel=1e-10)
    assert [got.standardised, got.mean_r] == pytest.approx([want["std"], want["mean_r"]], rel=1e-10)
    assert got.item_rest == pytest.approx(want["item_rest"], rel=1e-10)
    if want["if_dropped"]:
        assert got.if_dropped == pytest.approx(want["if_dropped"], rel=1e-10)


def test_a_reversed_item_lowers_alpha_until_it_is_turned() -> None:
    x = np.array(CASES["psych::alpha(x), alpha.ci(alpha, n, k), complete"]["given"]["x"], dtype=float)
    turned = x.copy()
    turned[:, 0] = 6 - turned[:, 0]
    moments = Moments.of("abcde", turned)
    wrong, right = reliability(moments, basis="model"), reliability(moments.reversed("a", 6), basis="model")
    assert wrong.item_rest[0] < 0 < right.item_rest[0]
    assert right.alpha.value == pytest.approx(of(x).alpha.value, rel=1e-10)


def test_scaling_the_items_alike_changes_nothing() -> None:
    x = np.random.default_rng(4).normal(size=(30, 4)) + np.random.default_rng(5).normal(size=(30, 1))
    assert of(3 * x + 7).alpha.value == pytest.approx(of(x).alpha.value, rel=1e-9)


def test_a_constant_item_is_named_and_left_out() -> None:
    x = np.array([[1, 3, 2], [2, 3, 3], [5, 3, 4], [4, 3, 4]], dtype=float)
    got = of(x)
    assert got.constant == ("q1",)
    assert got.alpha.value == pytest.approx(of(x[:, [0, 2]]).alpha.value)
    assert math.isnan(got.item_rest[1])


@pytest.mark.parametrize("x", [np.empty((0, 3)), np.full((5, 3), math.nan), np.ones((1, 3)), np.ones((5, 3)),
                               np.arange(5.0).reshape(5, 1),
                               np.array([[1, math.nan], [2, math.nan], [math.nan, 3], [math.nan, 4]])])
def test_nothing_to_say_is_nan_without_a_warning(x: np.ndarray) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        got = of(x)
    assert math.isnan(got.alpha.value)
    assert got.alpha.low is None


def test_a_census_has_an_alpha_and_no_interval() -> None:
    moments = Moments.of("ab", [[1, 2], [2, 2], [4, 5]])
    assert reliability(moments, basis="none").alpha.low is None
