"""One common factor: equal to psych and factanal, no worse a fit, and said plainly where there is no solution."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_cases import cases

from qabilet.stats import OneFactor, one_factor
from qabilet.stats.factor import (
    LEAST,
    Method,
    _least_squares,
    _likelihood,
    _newton,
    correlations,
    discrepancy,
    residual_squares,
)

CASES = cases("factor")
BORDER = ("four items, one at the border", "four items, two of them at odds")
ML = sorted(call for call in CASES if call.startswith("psych::fa(r, nfactors") and '"ml"' in call)
MINRES = sorted(call for call in CASES if call.startswith("psych::fa(r, nfactors") and '"minres"' in call)
TIGHT = sorted(call for call in CASES if call.startswith("stats::factanal"))


def solved(call: str, method: Method) -> tuple[OneFactor, dict[str, float], np.ndarray, np.ndarray, np.ndarray]:
    """Ours, R's answer, the correlations, R's loadings turned like ours, R's uniquenesses."""
    case = CASES[call]
    r = np.array(case["given"]["r"], dtype=float)
    loadings = np.array(case["answer"]["loadings"])
    return (one_factor(r, method=method, n=case["given"]["n"]), case["answer"], correlations(r),
            -loadings if loadings.sum() < 0 else loadings, np.array(case["answer"]["uniquenesses"]))


def model(loadings: np.ndarray) -> np.ndarray:
    return np.outer(loadings, loadings) + np.diag(1 - loadings ** 2)


def sample(seed: int, loadings: list[float], n: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    weights = np.array(loadings)
    rows = rng.normal(size=(n, 1)) * weights + rng.normal(size=(n, len(weights))) * np.sqrt(1 - weights ** 2)
    return np.asarray(np.corrcoef(rows, rowvar=False))


@pytest.mark.parametrize("call", [call for call in ML if not call.endswith(BORDER)])
def test_maximum_likelihood_is_that_of_psych_and_fits_no_worse(call: str) -> None:
    got, want, R, loadings, unique = solved(call, "ml")
    assert got.converged
    assert got.loadings == pytest.approx(loadings, abs=1e-5)
    assert got.uniquenesses == pytest.approx(unique, abs=1e-5)
    assert got.objective <= discrepancy(R, loadings, unique) + 1e-12
    assert got.objective == pytest.approx(want["objective"], abs=1e-8)
    if want["df"] > 0:
        assert got.df == want["df"]
        assert got.chi_square == pytest.approx(want["chi_square"], abs=1e-5)
        assert got.p == pytest.approx(want["p"], rel=1e-5)


@pytest.mark.parametrize("call", TIGHT)
def test_maximum_likelihood_is_that_of_factanal_iterated_to_the_end_border_cases_too(call: str) -> None:
    got, want, _, loadings, unique = solved(call, "ml")
    assert got.loadings == pytest.approx(loadings, abs=1e-7)
    assert got.uniquenesses == pytest.approx(unique, abs=1e-7)
    assert got.objective <= want["objective"] + 1e-12
    assert got.chi_square == pytest.approx(want["chi_square"], abs=1e-9)


@pytest.mark.parametrize("call", [call for call in MINRES if not call.endswith(BORDER)])
def test_minres_is_that_of_psych_and_fits_no_worse(call: str) -> None:
    got, _, R, loadings, unique = solved(call, "minres")
    assert got.converged
    assert got.loadings == pytest.approx(loadings, abs=1e-5)
    assert got.uniquenesses == pytest.approx(unique, abs=1e-5)
    assert got.objective <= residual_squares(R, loadings) + 1e-12


@pytest.mark.parametrize("call", [call for call in MINRES if call.endswith(BORDER)])
def test_where_the_minres_of_psych_lets_a_loading_pass_one_ours_stops_at_the_bound(call: str) -> None:
    got, _, _, loadings, _ = solved(call, "minres")
    assert np.max(loadings) > 1
    assert np.max(np.abs(got.loadings)) == pytest.approx(math.sqrt(1 - LEAST), abs=1e-12)
    assert got.heywood == (int(np.argmax(loadings)),)
    assert got.converged


@pytest.mark.parametrize("method", ["ml", "minres"])
@pytest.mark.parametrize("loadings", [[.5, .6, .7], [.9, .3, .4, .5], [.7, -.6, .5, -.4, .8], [.4] * 12])
def test_a_matrix_made_by_one_factor_gives_that_factor_back(method: Method, loadings: list[float]) -> None:
    got = one_factor(model(np.array(loadings)), method=method)
    assert got.loadings == pytest.approx(loadings, abs=1e-7)
    assert got.objective == pytest.approx(0, abs=1e-13)
    assert got.against == tuple(j for j, one in enumerate(loadings) if one < 0)


@pytest.mark.parametrize("method", ["ml", "minres"])
def test_three_items_are_just_identified_and_have_no_test_of_fit(method: Method) -> None:
    R = model(np.array([.6, .7, .8]))
    got = one_factor(R, method=method, n=100)
    assert got.loadings[0] ** 2 == pytest.approx(R[0, 1] * R[0, 2] / R[1, 2], abs=1e-8)
    assert (got.df, math.isnan(got.chi_square)) == (0, True)


def singular() -> np.ndarray:
    R = np.eye(4) * 0.5 + 0.5
    R[:, 3] = R[3, :] = R[:, 2]
    R[3, 3] = R[2, 3] = R[3, 2] = 1
    return R


@pytest.mark.parametrize(("matrix", "why"), [
    (np.empty((0, 0)), "two items"), (np.eye(1), "two items"), (np.array([[1, .5], [.5, 1]]), "two items"),
    (np.diag([1.0, 0.0, 2.0]), "constant"), (np.array([[1, .2, .3], [.2, 1, math.nan], [.3, math.nan, 1]]), "missing"),
    (singular(), "singular"), (np.array([[1, .9, -.9], [.9, 1, .9], [-.9, .9, 1]]), "singular")])
def test_no_solution_is_nan_with_the_reason_and_without_a_warning(matrix: np.ndarray, why: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        got = one_factor(matrix, method="ml", n=50)
    assert (got.trouble, got.converged) == (why, False)
    assert np.isnan(got.loadings).all()
    assert math.isnan(got.objective)


def test_minres_needs_no_inverse() -> None:
    got = one_factor(singular(), method="minres")
    assert got.converged
    assert np.isfinite(got.loadings).all()


@given(st.integers(0, 10_000), st.integers(3, 8), st.integers(12, 200), st.sampled_from(["ml", "minres"]))
@settings(max_examples=60, deadline=None)
def test_it_settles_within_the_bounds_on_whatever_people_answered(seed: int, k: int, n: int, method: Method) -> None:
    rng = np.random.default_rng(seed)
    got = one_factor(sample(seed, rng.uniform(-0.3, 0.95, k).tolist(), n), method=method, n=n)
    assert got.converged
    assert np.all(got.uniquenesses >= LEAST * (1 - 1e-9))
    assert np.all(got.uniquenesses <= 1 + 1e-12)
    assert got.loadings.sum() >= 0


@given(st.integers(0, 10_000), st.integers(3, 7), st.integers(12, 120), st.sampled_from(["ml", "minres"]))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_no_start_at_random_ends_in_a_better_fit(seed: int, k: int, n: int, method: Method) -> None:
    rng = np.random.default_rng(seed)
    R = sample(seed, rng.uniform(-0.3, 0.95, k).tolist(), n)
    got, high = one_factor(R, method=method), math.sqrt(1 - LEAST)
    for _ in range(5):
        if method == "ml":
            start, low, top, curve = np.log(rng.uniform(0.02, 0.98, k)), math.log(LEAST), 0.0, _likelihood(R)
        else:
            start, low, top, curve = rng.uniform(-0.95, 0.95, k), -high, high, _least_squares(R)
        value = _newton(curve, start, low, top)[0]
        assert got.objective <= (value if method == "ml" else 2 * value) + 1e-8


@given(st.integers(0, 10_000), st.sampled_from(["ml", "minres"]), st.permutations(range(5)))
@settings(max_examples=30, deadline=None)
def test_items_in_another_order_are_the_same_items(seed: int, method: Method, order: list[int]) -> None:
    R = sample(seed, [.5, .6, .7, .4, .8], 300)
    one, other = one_factor(R, method=method), one_factor(R[np.ix_(order, order)], method=method)
    assert other.loadings == pytest.approx(one.loadings[list(order)], abs=1e-7)


@given(st.integers(0, 10_000), st.sampled_from(["ml", "minres"]),
       st.lists(st.floats(0.01, 100), min_size=5, max_size=5))
@settings(max_examples=30, deadline=None)
def test_units_do_not_matter(seed: int, method: Method, units: list[float]) -> None:
    R = sample(seed, [.5, .6, .7, .4, .8], 300)
    one, other = one_factor(R, method=method), one_factor(R * np.outer(units, units), method=method)
    assert other.loadings == pytest.approx(one.loadings, abs=1e-8)


@pytest.mark.parametrize("method", ["ml", "minres"])
def test_turning_an_item_about_turns_its_loading(method: Method) -> None:
    R = sample(3, [.5, .6, .7, .4, .8], 300)
    turn = np.diag([1.0, 1, -1, 1, 1])
    got = one_factor(turn @ R @ turn, method=method)
    assert got.against == (2,)
    assert got.loadings @ turn == pytest.approx(one_factor(R, method=method).loadings, abs=1e-8)
