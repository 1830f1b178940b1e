"""Polychoric correlations: equal to psych iterated to the end, calm where categories or answers are lacking."""

from __future__ import annotations

import math
import warnings
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_cases import cases
from scipy import integrate, special

from qabilet.stats import (
    PairTables,
    Polychoric,
    both_below,
    ordinal_reliability,
    polychorics,
    reliability_of_matrix,
    smooth_correlations,
)
from qabilet.stats.bivariate import normal_below
from qabilet.stats.polychoric import BORDER, _filled, _loss

CASES = cases("polychoric")
NORMAL = next(call for call in CASES if call.startswith("mnormt"))
POLY = sorted(call for call in CASES if call != NORMAL)
FEW = "tight psych::polychoric(x): few people"


def tables(x: np.ndarray, weights: Any = None) -> PairTables:
    """Pair tables of points from 1."""
    most = int(np.nanmax(x, initial=1))
    k = x.shape[1]
    return PairTables.of([f"q{j}" for j in range(k)], x - 1, [most] * k, weights)


def given_to(call: str) -> PairTables:
    case = CASES[call]["given"]
    return tables(np.array(case["x"], dtype=float), case["weights"])


def how(call: str) -> dict[str, Any]:
    """What psych's call is called here: it corrects empty cells unless global; items of unlike points are never so."""
    pairwise = "global = FALSE" in call or "items of 5" in call
    corrects = (pairwise or "tetrachoric" in call) and "correct = 0" not in call
    return {"thresholds": "pairwise" if pairwise else "pooled", "correct": 0.5 if corrects else 0.0}


def graded(seed: int, n: int, k: int = 4, points: int = 5) -> np.ndarray:
    rng = np.random.default_rng(seed)
    rows = 0.7 * rng.normal(size=(n, 1)) + 0.7 * rng.normal(size=(n, k))
    return np.digitize(rows, np.linspace(-1.2, 1.2, points - 1)) + 1.0


def test_quadrant_probabilities_are_those_of_mnormt() -> None:
    case = CASES[NORMAL]
    got = both_below(case["given"]["a"], case["given"]["b"], case["given"]["rho"])
    assert np.max(np.abs(got - np.array(case["answer"]["p"]))) < 1e-15


@pytest.mark.parametrize("rho", [0.0, 0.2, -0.6, 0.9, -0.924, 0.926, -0.95, 0.99, 0.9999, -0.9999, 0.999999])
def test_quadrant_probabilities_are_right_to_the_fourteenth_digit(rho: float) -> None:
    rng, width = np.random.default_rng(1), math.sqrt((1 - rho) * (1 + rho))
    for a, b in [*rng.normal(size=(15, 2)) * 1.6, (0.5, 0.501), (-0.5, 0.499), (-2, -2)]:
        cuts = sorted({-12.0, float(a), *(c for by in (-8, -3, -1, 0, 1, 3, 8) if rho
                                          for c in [float(b) / rho + by * width] if -12 < c < a)})
        want = sum(integrate.quad(beside, low, high, args=(b, rho, width), epsabs=1e-15, epsrel=1e-13)[0]
                   for low, high in pairwise(cuts))
        assert float(both_below(a, b, rho)) == pytest.approx(want, abs=3e-15)


def beside(x: float, b: float, rho: float, width: float) -> float:
    """The density of X at x and Y below b."""
    return math.exp(-x * x / 2) / math.sqrt(2 * math.pi) * float(special.ndtr((b - rho * x) / width))


def test_quadrants_at_the_ends_of_the_line() -> None:
    ends = both_below([math.inf, -math.inf, 1, 1, 1, 1, math.nan], [1, 1, math.inf, 0.5, -0.5, -1.5, 0],
                      [.3, .3, .3, 1, -1, -1, .1])
    one, half = float(normal_below(1)), float(normal_below(0.5))
    assert ends[:-1] == pytest.approx([one, 0, one, half, one - half, 0], abs=1e-15)
    assert math.isnan(ends[-1])


@pytest.mark.parametrize("call", [call for call in POLY if call.startswith("tight") and call != FEW])
def test_equal_to_psych_iterated_to_the_end(call: str) -> None:
    got, want = polychorics(given_to(call), **how(call)), CASES[call]["answer"]
    assert got.converged.all()
    assert np.max(np.abs(got.raw - np.array(want["rho"]))) < 1e-7
    assert np.max(np.abs(got.matrix - np.array(want["smooth"]))) < 1e-7


@pytest.mark.parametrize("call", [call for call in POLY if not call.startswith("tight")])
def test_equal_to_psych_as_it_comes_within_what_it_iterates_to(call: str) -> None:
    got = polychorics(given_to(call), **how(call))
    assert np.max(np.abs(got.raw - np.array(CASES[call]["answer"]["rho"]))) < 1e-4


@pytest.mark.parametrize("call", POLY)
def test_no_pair_is_less_likely_than_at_the_correlation_of_psych(call: str) -> None:
    given, want = given_to(call), np.array(CASES[call]["answer"]["rho"], dtype=float)
    got = polychorics(given, **how(call))
    shares, _ = _filled(given, how(call)["thresholds"], how(call)["correct"])
    for at, (i, j) in enumerate(given.pairs()):
        if how(call)["thresholds"] == "pooled":
            theirs = _loss(shares[[at]], got.thresholds[[i]], got.thresholds[[j]], np.arctanh(want[[i], [j]]))
            assert got.objective[at] <= theirs[0] + 1e-12


@pytest.mark.parametrize("call", [call for call in POLY if "tetrachoric" not in call and "items of 5" not in call])
def test_thresholds_are_those_of_psych(call: str) -> None:
    want = np.array(CASES[call]["answer"]["tau"], dtype=float)
    if CASES[call]["given"]["weights"] is None:  # psych takes these from the answers without their weights
        got = polychorics(given_to(call)).thresholds
        assert np.where(np.isfinite(got), got, math.nan) == pytest.approx(want.reshape(len(want), -1), abs=1e-12,
                                                                          nan_ok=True)


@pytest.mark.parametrize("call", [call for call in POLY if call.startswith("tight") and call != FEW])
def test_ordinal_alpha_is_that_of_psych_on_the_polychoric_matrix(call: str) -> None:
    want = CASES[call]["answer"]
    got = ordinal_reliability(given_to(call), **how(call), basis="model")
    assert got.alpha.value == pytest.approx(want["alpha"], abs=1e-6)
    assert got.items.if_dropped == pytest.approx(want["if_dropped"], abs=1e-6)
    assert got.items.item_rest == pytest.approx(want["item_rest"], abs=1e-6)
    assert got.alpha.low is None
    assert got.omega.value >= got.alpha.value - 0.02 or got.factor.against


def test_graded_answers_give_back_the_correlation_behind_them() -> None:
    rng = np.random.default_rng(3)
    rows = rng.multivariate_normal([0, 0], [[1, .6], [.6, 1]], size=200_000)
    got = polychorics(tables(np.digitize(rows, [-1, 0, .5, 1.5]) + 1.0))
    assert got.raw[0, 1] == pytest.approx(0.6, abs=0.006)


def test_two_halves_have_the_closed_form_of_sheppard() -> None:
    given = tables(np.repeat([[1, 1], [1, 2], [2, 1], [2, 2]], [40, 10, 10, 40], axis=0).astype(float))
    assert polychorics(given).raw[0, 1] == pytest.approx(math.sin(math.pi / 2 * 0.6), abs=1e-10)


def test_an_empty_cell_of_four_drives_the_correlation_to_the_border_unless_corrected() -> None:
    given = tables(np.repeat([[1, 1], [1, 2], [2, 2]], [30, 10, 20], axis=0).astype(float))
    bare, corrected = polychorics(given), polychorics(given, correct=0.5)
    assert bare.border == (("q0", "q1"),)
    assert BORDER < bare.raw[0, 1] < 1
    assert bare.converged.all()
    assert (corrected.border, corrected.corrected) == ((), (("q0", "q1"),))
    assert 0.8 < corrected.raw[0, 1] < 0.99
    opposed = polychorics(given.reversed(["q1"]))
    assert opposed.raw[0, 1] == pytest.approx(-bare.raw[0, 1], abs=1e-6)


def test_an_unused_category_changes_nothing() -> None:
    x = graded(4, 200)
    apart = np.where(x >= 3, x + 1, x) + 1  # points 2, 3, 5, 6, 7 of 8
    wide = PairTables.of([f"q{j}" for j in range(4)], apart - 1, [8] * 4)
    assert polychorics(wide).raw == pytest.approx(polychorics(tables(x)).raw, abs=1e-12)
    assert polychorics(wide, thresholds="pairwise", correct=0.5).raw == pytest.approx(
        polychorics(tables(x), thresholds="pairwise", correct=0.5).raw, abs=1e-12)


@pytest.mark.parametrize("x", [np.empty((0, 3)), np.full((6, 3), math.nan), np.ones((6, 3)), np.array([[1.0, 2, 1]]),
                               np.array([[1, math.nan, 2], [2, math.nan, 1], [math.nan, 1, 1], [math.nan, 2, 2]])])
def test_what_cannot_be_told_is_nan_without_a_warning(x: np.ndarray) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for correct in (0.0, 0.5):
            got = polychorics(tables(x), correct=correct)
            assert math.isnan(got.matrix[0, 1])
            assert not got.smoothed
            assert np.diag(got.matrix).tolist() == [1, 1, 1]
        told = ordinal_reliability(tables(x), basis="model")
    assert math.isnan(told.alpha.value)
    assert math.isnan(told.omega.value)


def test_an_item_that_everybody_answered_alike_is_named_and_left_out() -> None:
    x = np.column_stack([graded(5, 150), np.full(150, 3.0)])
    got = ordinal_reliability(tables(x), basis="model")
    assert got.constant == ("q4",)
    assert got.alpha.value == pytest.approx(ordinal_reliability(tables(x[:, :4]), basis="model").alpha.value, rel=1e-12)


def test_a_matrix_that_is_none_is_smoothed_and_says_so() -> None:
    R = np.array([[1, .9, -.9], [.9, 1, .9], [-.9, .9, 1]])
    smooth, changed = smooth_correlations(R)
    assert changed
    assert np.linalg.eigvalsh(smooth)[0] > 0
    assert np.diag(smooth).tolist() == [1, 1, 1]
    again, changed = smooth_correlations(smooth)
    assert not changed
    assert again is smooth
    got: Polychoric = polychorics(given_to(FEW))
    assert got.smoothed
    assert np.linalg.eigvalsh(got.matrix)[0] > 0


def test_ordinal_omega_is_alpha_where_all_items_go_together_alike() -> None:
    R = np.full((4, 4), 0.5) + 0.5 * np.eye(4)
    rows = np.random.default_rng(6).multivariate_normal(np.zeros(4), R, size=100_000)
    got = ordinal_reliability(tables(np.digitize(rows, [-1, 0, 1]) + 1.0), basis="none")
    assert got.alpha.value == pytest.approx(0.8, abs=0.005)
    assert got.omega.value == pytest.approx(got.alpha.value, abs=0.002)


@given(st.integers(0, 10_000), st.integers(0, 80))
@settings(max_examples=25, deadline=None)
def test_added_from_parts_the_tables_are_the_same(seed: int, cut: int) -> None:
    x = graded(seed, 80)
    x[np.random.default_rng(seed).random(x.shape) < 0.1] = math.nan
    names, levels = [f"q{j}" for j in range(4)], [5] * 4
    whole = PairTables.of(names, x - 1, levels)
    parts = PairTables.of(names, x[:cut] - 1, levels) + PairTables.of(names, x[cut:] - 1, levels)
    assert np.array_equal(whole.tables, parts.tables)
    assert np.array_equal(whole.margins, parts.margins)
    assert np.array_equal(polychorics(whole).matrix, polychorics(parts).matrix)


@given(st.integers(0, 10_000), st.permutations(range(4)))
@settings(max_examples=20, deadline=None)
def test_items_in_another_order_are_the_same_items(seed: int, order: list[int]) -> None:
    x = graded(seed, 100)
    one, other = polychorics(tables(x)), polychorics(tables(x).select([f"q{j}" for j in order]))
    assert other.raw == pytest.approx(one.raw[np.ix_(order, order)], abs=1e-9)


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_reversing_an_item_turns_its_correlations_and_twice_is_not_at_all(seed: int) -> None:
    given = tables(graded(seed, 100))
    turned = given.reversed(["q1", "q3"])
    sign = np.diag([1.0, -1, 1, -1])
    assert polychorics(turned).raw == pytest.approx(sign @ polychorics(given).raw @ sign, abs=1e-9)
    assert np.array_equal(turned.reversed(["q1", "q3"]).tables, given.tables)


def test_whole_weights_are_people_met_several_times() -> None:
    x, weights = graded(7, 60), np.random.default_rng(7).integers(0, 4, 60)
    many, weighted = tables(np.repeat(x, weights, axis=0)), tables(x, weights)
    assert np.array_equal(many.tables, weighted.tables)
    assert polychorics(weighted).matrix == pytest.approx(polychorics(many).matrix, abs=1e-12)


def test_tables_from_joint_counts_are_those_of_the_rows() -> None:
    x = graded(8, 90, k=3)
    x[:20, 0], x[10:30, 2] = math.nan, math.nan
    codes = np.where(np.isnan(x), -2, x - 1).astype(int)
    joint = {}
    for i, j in ((0, 1), (0, 2), (1, 2)):
        table = np.zeros((3 + 5, 3 + 5), dtype=np.int64)
        np.add.at(table, (codes[:, i] + 3, codes[:, j] + 3), 1)
        joint[i, j] = table
    got, want = PairTables.from_joint(["q0", "q1", "q2"], joint, skip=3), tables(x)
    assert np.array_equal(got.tables, want.tables)
    assert np.array_equal(got.margins, want.margins)
    assert (got.levels, got.n, got.least()) == (want.levels, 90, want.least())


def test_items_of_unlike_length_stand_side_by_side() -> None:
    x = graded(9, 200, k=3)
    x[:, 2] = np.minimum(x[:, 2], 3)
    got = polychorics(PairTables.of(["a", "b", "c"], x - 1, [5, 5, 3]))
    assert got.raw == pytest.approx(polychorics(tables(x)).raw, abs=1e-12)


def test_codes_beyond_the_levels_and_other_items_are_refused() -> None:
    with pytest.raises(ValueError, match="beyond"):
        PairTables.of("ab", [[0, 5]], [5, 5])
    with pytest.raises(ValueError, match="names"):
        PairTables.of("ab", [[0, 1, 2]], [5, 5])
    with pytest.raises(ValueError, match="different"):
        _ = PairTables.of("ab", [[0, 1]], [5, 5]) + PairTables.of("ba", [[0, 1]], [5, 5])


def test_the_alpha_is_that_of_the_matrix() -> None:
    given = tables(graded(10, 150))
    matrix = polychorics(given).matrix
    assert ordinal_reliability(given, basis="none").alpha.value == reliability_of_matrix(
        matrix, given.names, n=150).alpha.value


def test_two_items_of_which_one_varies_only_where_the_other_is_missing_have_no_correlation() -> None:
    x = np.array([[2, 1], [2, 2], [2, 3], [1, math.nan], [3, math.nan]], dtype=float)
    for thresholds in ("pooled", "pairwise"):
        got = polychorics(tables(x), thresholds=thresholds, correct=0.5)  # type: ignore[arg-type]
        assert math.isnan(got.raw[0, 1])


@given(st.integers(0, 100_000), st.integers(2, 40), st.integers(2, 6))
@settings(max_examples=60, deadline=None)
def test_nowhere_between_minus_one_and_one_is_any_pair_likelier(seed: int, n: int, points: int) -> None:
    x = graded(seed, n, 3, points)
    x[np.random.default_rng(seed).random(x.shape) < 0.1] = math.nan
    given = PairTables.of("abc", x - 1, [points] * 3)
    got = polychorics(given)
    shares, _ = _filled(given, "pooled", 0.0)
    for at, (i, j) in enumerate(given.pairs()):
        if not math.isnan(got.objective[at]):
            assert got.converged[at]
            grid = np.linspace(-6, 6, 61)
            losses = _loss(shares[[at] * 61], got.thresholds[[i] * 61], got.thresholds[[j] * 61], grid)
            assert got.objective[at] <= losses.min() + 1e-9
