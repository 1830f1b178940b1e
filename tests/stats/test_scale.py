"""Reliability of a scale: equal to psych, the same from added parts, calm at the edges."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_cases import cases

from qabilet.stats import Moments, Reliability, reliability, reliability_of_matrix, weighted_moments

CASES = cases("scale")


def of(x: np.ndarray) -> Reliability:
    return reliability(Moments.of(whole_names(x), x), basis="model")


def as_called(call: str) -> Reliability:
    """Ours for the call: with what it reversed, the weights or the level it names."""
    given = CASES[call]["given"]
    x = np.array(given["x"], dtype=float)
    names = "abcdefghijkl"[:x.shape[1]]
    if "weights" in given:
        return reliability(weighted_moments(names, x, given["weights"]), basis="model", n=len(x))
    moments = Moments.of(names, x)
    if "keys" in call:
        moments = moments.reversed(["b"], 6)
    return reliability(moments, basis="model", level=0.9 if "p.val = .1" in call else 0.95)


@pytest.mark.parametrize("call", sorted(CASES))
def test_equal_to_psych(call: str) -> None:
    got, want = as_called(call), CASES[call]["answer"]
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


def test_items_that_run_against_the_others_are_named() -> None:
    x = np.random.default_rng(6).normal(size=(60, 1)) * [1, 1, -1, 1] + np.random.default_rng(7).normal(size=(60, 4))
    assert of(x).against == ("q2",)


def test_a_covariance_matrix_serves_as_well_as_the_answers() -> None:
    x = np.random.default_rng(8).normal(size=(60, 4)) + np.random.default_rng(9).normal(size=(60, 1))
    got = reliability_of_matrix(np.cov(x, rowvar=False), "abcd", n=60, basis="model")
    assert got.alpha.value == pytest.approx(of(x).alpha.value, rel=1e-12)
    assert got.alpha.low == pytest.approx(of(x).alpha.low, rel=1e-9)


def test_whole_weights_are_people_met_several_times() -> None:
    rng = np.random.default_rng(10)
    x, weights = rng.integers(1, 6, (30, 3)).astype(float), rng.integers(0, 4, 30)
    x[rng.random((30, 3)) < 0.1] = math.nan
    many = reliability(Moments.of("abc", np.repeat(x, weights, axis=0)), basis="model")
    got = reliability(weighted_moments("abc", x, weights), basis="model")
    assert got.alpha.value == pytest.approx(many.alpha.value, rel=1e-12)
    assert got.item_rest == pytest.approx(many.item_rest, rel=1e-12)


def test_weights_alike_change_nothing_and_zero_weights_leave_nobody() -> None:
    x = np.random.default_rng(11).normal(size=(40, 3)) + np.random.default_rng(12).normal(size=(40, 1))
    assert reliability(weighted_moments("abc", x, np.full(40, 2.5)), basis="model", n=40).alpha.value == pytest.approx(
        of(x).alpha.value, rel=1e-12)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert math.isnan(reliability(weighted_moments("abc", x, np.zeros(40)), basis="model").alpha.value)


@given(st.integers(0, 10_000), st.integers(0, 60), st.permutations(range(4)))
@settings(max_examples=40, deadline=None)
def test_parts_add_up_and_the_order_of_items_does_not_matter(seed: int, cut: int, order: list[int]) -> None:
    rng = np.random.default_rng(seed)
    x = rng.integers(1, 6, (60, 4)).astype(float)
    x[rng.random((60, 4)) < 0.1] = math.nan
    whole, parts = of(x), reliability(Moments.of(whole_names(x), x[:cut]) + Moments.of(whole_names(x), x[cut:]),
                                      basis="model")
    assert (whole.alpha, whole.item_rest, whole.if_dropped) == (parts.alpha, parts.item_rest, parts.if_dropped)
    moved = of(x[:, order])
    assert moved.alpha.value == pytest.approx(whole.alpha.value, rel=1e-9, abs=1e-12)
    assert moved.item_rest == pytest.approx([whole.item_rest[j] for j in order], rel=1e-9, abs=1e-12)


@given(st.integers(0, 10_000), st.floats(0.01, 100))
@settings(max_examples=30, deadline=None)
def test_the_unit_of_an_item_leaves_the_standardised_alpha_alone(seed: int, unit: float) -> None:
    x = np.random.default_rng(seed).normal(size=(40, 4))
    scaled = of(x * np.array([unit, 1, 1, 1]))
    assert scaled.standardised == pytest.approx(of(x).standardised, rel=1e-7, abs=1e-9)
    assert scaled.mean_r == pytest.approx(of(x).mean_r, rel=1e-7, abs=1e-9)


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_reversed_twice_is_not_reversed(seed: int) -> None:
    x = np.random.default_rng(seed).integers(1, 6, (40, 4)).astype(float)
    moments = Moments.of("abcd", x)
    again = moments.reversed("bd", 6).reversed("bd", 6)
    assert reliability(again, basis="model") == reliability(moments, basis="model")


def whole_names(x: np.ndarray) -> list[str]:
    return [f"q{j}" for j in range(x.shape[1])]
