"""Omega: equal to psych, the same from added parts, and its interval holds as often as it says."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_cases import cases

from qabilet.stats import Estimate, Moments, Omega, omega_of_matrix, omega_total
from qabilet.stats.factor import correlations
from qabilet.stats.omega import information, omega_ratio

CASES = cases("factor")
TOTALS = sorted(call for call in CASES if call.startswith("psych::omega"))
OWN = sorted(call for call in CASES if call.startswith("f <- psych::fa"))


def people(seed: int, n: int, loadings: list[float], units: list[float] | None = None) -> np.ndarray:
    rng = np.random.default_rng(seed)
    weights = np.array(loadings)
    rows = rng.normal(size=(n, 1)) * weights + rng.normal(size=(n, len(weights))) * np.sqrt(1 - weights ** 2)
    return np.asarray(rows * np.array(units or [1.0] * len(weights)))


def of(x: np.ndarray, **how: object) -> Omega:
    return omega_total(Moments.of([f"q{j}" for j in range(x.shape[1])], x), basis="model", **how)  # type: ignore[arg-type]


@pytest.mark.parametrize("call", TOTALS)
def test_omega_total_of_one_factor_is_that_of_psych(call: str) -> None:
    case = CASES[call]
    got = omega_of_matrix(correlations(np.array(case["given"]["r"], dtype=float)), n=case["given"]["n"],
                          method="minres" if '"minres"' in call else "ml", total="observed")
    assert got.standardised.value == pytest.approx(case["answer"]["omega"], abs=1e-5)
    assert got.raw.value == pytest.approx(got.standardised.value, rel=1e-12)


@pytest.mark.parametrize("call", OWN)
def test_omega_of_a_sum_of_raw_items_is_that_of_the_loadings_in_their_own_units(call: str) -> None:
    case = CASES[call]
    got = omega_of_matrix(case["given"]["r"], n=case["given"]["n"])
    assert got.raw.value == pytest.approx(case["answer"]["omega"], abs=1e-5)


def test_it_is_the_share_of_the_score_that_the_factor_makes() -> None:
    w, units = np.array([.5, .6, .7, .8]), np.array([1, 2, .5, 1])
    R = np.outer(w, w) + np.diag(1 - w * w)
    got = omega_of_matrix(R * np.outer(units, units), n=100)
    assert got.standardised.value == pytest.approx(2.6 ** 2 / (2.6 ** 2 + np.sum(1 - w * w)), abs=1e-8)
    assert got.raw.value == pytest.approx(omega_ratio(w * units, (1 - w * w) * units ** 2), abs=1e-8)


def test_items_that_measure_alike_have_an_omega_equal_to_alpha() -> None:
    R = np.full((5, 5), 0.4) + 0.6 * np.eye(5)
    assert omega_of_matrix(R, n=50).raw.value == pytest.approx(5 / 4 * (1 - 5 / R.sum()), abs=1e-8)


def test_the_information_is_the_curvature_of_the_expected_likelihood() -> None:
    w, u = np.array([.5, .7, .9]), np.array([.6, .4, .3])
    M = np.outer(w, w) + np.diag(u)

    def loss(point: np.ndarray) -> float:
        other = np.outer(point[:3], point[:3]) + np.diag(point[3:])
        return 0.5 * float(np.log(np.linalg.det(other)) + np.trace(np.linalg.solve(other, M)))

    at, h = np.concatenate([w, u]), 1e-3
    steps = np.eye(6) * h
    bent = [[(loss(at + a + b) - loss(at + a - b) - loss(at - a + b) + loss(at - a - b)) / (4 * h * h) for b in steps]
            for a in steps]
    assert information(w, u) == pytest.approx(np.array(bent), abs=1e-4)


def test_the_error_is_that_of_the_delta_method_done_by_differences() -> None:
    x = people(2, 300, [.5, .6, .7, .8], [1, 3, 1, 1])
    got = of(x)
    w, u = got.factor.loadings, got.factor.uniquenesses
    sd = x.std(axis=0, ddof=1)
    at = np.concatenate([w, u])

    def raw(point: np.ndarray) -> float:
        return omega_ratio(point[:4] * sd, point[4:] * sd * sd)

    def standardised(point: np.ndarray) -> float:
        own = point[:4] / np.sqrt(point[:4] ** 2 + point[4:])
        return omega_ratio(own, 1 - own ** 2)

    for estimate, value in ((got.raw, raw), (got.standardised, standardised)):
        slope = np.array([(value(at + step) - value(at - step)) / 2e-6 for step in np.eye(8) * 1e-6])
        se = math.sqrt(float(slope @ np.linalg.solve(information(w, u), slope)) / 300)
        assert estimate.se == pytest.approx(se, rel=1e-6)
        assert estimate.low is not None
        assert estimate.high is not None
        assert 0 < estimate.low < estimate.value < estimate.high < 1


def held(estimates: list[Estimate], truth: float) -> float:
    told = [one for one in estimates if one.low is not None and one.high is not None]
    return sum(one.low <= truth <= one.high for one in told) / len(told)  # type: ignore[operator]


@pytest.mark.slow
@pytest.mark.parametrize(("n", "cuts"), [(60, None), (200, None), (200, [-1.5, -.5, .5, 1.5]),
                                         (200, [-2, -1.2, -.4, .6]), (800, [-2, -1.2, -.4, .6])])
def test_the_interval_holds_the_truth_near_95_times_of_100(n: int, cuts: list[float] | None) -> None:
    loadings, units = [.5, .6, .7, .8, .65, .55], None if cuts else [1, 2, 1, .5, 1, 1]

    def drawn(seed: int, rows: int) -> np.ndarray:
        x = people(seed, rows, loadings, units)
        return x if cuts is None else np.digitize(x, cuts) + 1.0

    truth = of(drawn(0, 1_000_000)) if cuts else omega_of_matrix(np.cov(people(0, 4_000_000, loadings, units).T), n=9)
    got = [of(drawn(seed, n)) for seed in range(1, 1501)]
    assert 0.925 <= held([one.raw for one in got], truth.raw.value) <= 0.97
    assert 0.925 <= held([one.standardised for one in got], truth.standardised.value) <= 0.97


def test_items_that_load_negatively_are_named_not_turned() -> None:
    x = people(4, 200, [.7, .6, -.8, .5])
    wrong = of(x)
    assert wrong.against == ("q2",)
    moments = Moments.of([f"q{j}" for j in range(4)], x).reversed(["q2"], 0)
    right = omega_total(moments, basis="model")
    assert right.against == ()
    assert right.raw.value > wrong.raw.value


def test_an_item_without_variance_is_named_and_left_out() -> None:
    x = np.column_stack([people(5, 100, [.6, .7, .8]), np.full(100, 3.0)])
    got = of(x)
    assert got.constant == ("q3",)
    assert got.names == ("q0", "q1", "q2")
    assert got.raw.value == pytest.approx(of(x[:, :3]).raw.value, rel=1e-12)


@pytest.mark.parametrize("x", [np.empty((0, 4)), np.full((5, 4), math.nan), np.ones((1, 4)), np.ones((5, 4)),
                               np.array([[1.0, 2, 3, 4], [2, 2, 1, 3]]), np.arange(10.0).reshape(5, 2)])
def test_nothing_to_say_is_nan_without_a_warning(x: np.ndarray) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        got = of(x)
    assert math.isnan(got.raw.value)
    assert math.isnan(got.standardised.value)
    assert got.raw.low is None
    assert got.factor.trouble


def test_no_interval_for_a_census_a_border_case_or_minres() -> None:
    x = people(6, 100, [.6, .7, .8, .5])
    moments = Moments.of("abcd", x)
    assert omega_total(moments, basis="none").raw.low is None
    assert omega_total(moments, basis="model", method="minres").raw.low is None
    steep = np.array([[1, .9, .85, .3], [.9, 1, .7, .2], [.85, .7, 1, .25], [.3, .2, .25, 1]])
    got = omega_of_matrix(steep, n=100, basis="model")
    assert (got.factor.heywood, got.raw.low) == ((0,), None)


@given(st.integers(0, 10_000), st.integers(1, 119))
@settings(max_examples=20, deadline=None)
def test_added_from_parts_it_is_the_same_to_the_bit(seed: int, cut: int) -> None:
    x = np.clip(np.round(3 + people(seed, 120, [.6, .7, .8, .5])), 1, 5)
    parts = Moments.of("abcd", x[:cut]) + Moments.of("abcd", x[cut:])
    one, other = of(x), omega_total(parts, basis="model")
    assert (one.raw, one.standardised) == (other.raw, other.standardised)


@given(st.integers(0, 10_000), st.floats(0.01, 100))
@settings(max_examples=20, deadline=None)
def test_the_unit_of_an_item_changes_the_raw_omega_alone(seed: int, unit: float) -> None:
    x = people(seed, 120, [.6, .7, .8, .5])
    assert of(x * np.array([unit, 1, 1, 1])).standardised.value == pytest.approx(of(x).standardised.value, rel=1e-8)


def test_weighted_sums_take_the_number_of_people_from_the_caller() -> None:
    x = people(8, 100, [.6, .7, .8, .5])
    got = of(x, n=40)
    assert got.raw.n == 40
    assert got.raw.se == pytest.approx(of(x).raw.se * math.sqrt(100 / 40), rel=1e-12)  # type: ignore[operator]
