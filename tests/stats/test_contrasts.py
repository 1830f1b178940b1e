"""Groups compared: equal to R, effect sizes with intervals that hold them, calm at the edges."""

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

from qabilet.stats import anova, hedges_g, holm, independence, kruskal, welch

CASES = cases("contrasts")


def those(start: str) -> list[str]:
    return sorted(call for call in CASES if call.startswith(start))


def parts(call: str) -> tuple[dict[str, Any], Any]:
    return CASES[call]["given"], CASES[call]["answer"]


@pytest.mark.parametrize("call", those("oneway.test"))
def test_groups_equal_oneway_test_and_kruskal_test(call: str) -> None:
    data, want = parts(call)
    groups = (data["n"], data["mean"], data["variance"])
    equal, unequal = anova(*groups, basis="model"), welch(*groups, basis="model")
    assert [equal.statistic, equal.df2, equal.p] == pytest.approx([want["f"], want["df2"], want["p"]], rel=1e-10)
    assert [unequal.statistic, unequal.df2, unequal.p] == pytest.approx(want["welch"], rel=1e-10)
    ranks = kruskal(data["counts"], basis="model")
    assert [ranks.statistic, ranks.p] == pytest.approx(want["kruskal"], rel=1e-10)


@pytest.mark.parametrize("call", those("oneway.test"))
def test_eta_squared_and_its_interval_equal_the_inverted_noncentral_f(call: str) -> None:
    data, want = parts(call)
    effect = anova(data["n"], data["mean"], data["variance"], basis="model").effect
    assert effect.value == pytest.approx(want["eta2"], rel=1e-10)
    assert [effect.low, effect.high] == pytest.approx([want["low"], want["high"]], abs=1e-7)


@pytest.mark.parametrize("call", those("pt(ncp"))
def test_hedges_g_and_its_interval_equal_the_inverted_noncentral_t(call: str) -> None:
    data, want = parts(call)
    got = hedges_g(data["n"], data["mean"], data["variance"], basis="model")
    assert [got.value, got.low, got.high] == pytest.approx(want, rel=1e-8)


@pytest.mark.parametrize("call", those("chisq.test"))
def test_tables_equal_chisq_test_with_smithsons_interval(call: str) -> None:
    data, want = parts(call)
    got = independence(data["counts"], basis="model")
    assert [got.statistic, got.df1, got.p] == pytest.approx([want["chi2"], want["df"], want["p"]], rel=1e-10)
    assert [got.effect.value, got.effect.low, got.effect.high] == pytest.approx(
        [want["v"], min(want["low"], want["v"]), max(want["high"], want["v"])], abs=1e-8)
    assert got.corrected <= got.effect.value


def test_holm_equals_p_adjust_and_leaves_the_unknown_out() -> None:
    data, want = parts("p.adjust(p, 'holm')")
    assert holm(data["p"]) == pytest.approx(want)
    known = holm([math.nan, *data["p"]])
    assert math.isnan(known[0])
    assert known[1:] == pytest.approx(want)
    assert holm([]) == []


sample = arrays(np.int64, (3, 5), elements=st.integers(0, 12))


def summary(counts: np.ndarray) -> tuple[list[int], list[float], list[float]]:
    people = [np.repeat(np.arange(1.0, 6.0), row) for row in counts]
    return ([len(x) for x in people], [float(x.mean()) if len(x) else math.nan for x in people],
            [float(x.var(ddof=1)) if len(x) > 1 else math.nan for x in people])


@given(sample)
@settings(max_examples=80, deadline=None)
def test_any_groups_give_numbers_or_nan_intervals_that_hold_them_and_no_warning(counts: np.ndarray) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        n, mean, variance = summary(counts)
        found = [test(n, mean, variance, basis="model") for test in (anova, welch)]
        found += [independence(counts, basis="model"), kruskal(counts, basis="model")]
        g = hedges_g(n[:2], mean[:2], variance[:2], basis="model")
    for effect in [*(contrast.effect for contrast in found), g]:
        if effect.low is not None and effect.high is not None:
            assert effect.low <= effect.value <= effect.high
    for contrast in found:
        assert math.isnan(contrast.p) or 0 <= contrast.p <= 1


@given(sample)
@settings(max_examples=30, deadline=None)
def test_the_order_of_groups_changes_no_test(counts: np.ndarray) -> None:
    for one, other in ((anova(*summary(counts), basis="model"), anova(*summary(counts[::-1]), basis="model")),
                       (kruskal(counts, basis="model"), kruskal(counts[::-1], basis="model")),
                       (independence(counts, basis="model"), independence(counts[::-1], basis="model"))):
        assert other.statistic == pytest.approx(one.statistic, rel=1e-9, abs=1e-9, nan_ok=True)
        assert other.p == pytest.approx(one.p, rel=1e-7, abs=1e-12, nan_ok=True)


def test_a_census_has_effects_and_no_intervals() -> None:
    groups = ([5, 6], [2.0, 3.0], [1.0, 1.2])
    assert anova(*groups, basis="none").effect.low is None
    assert hedges_g(*groups, basis="none").high is None
    assert independence([[3, 4], [5, 1]], basis="none").effect.low is None


def test_groups_that_agree_but_for_rounding_have_no_interval() -> None:
    got = anova([5, 6], [2.0, 3.0], [1e-31, 1e-31], basis="model")
    assert got.effect.value == 1.0
    assert got.effect.low is None


def test_exchanging_two_groups_turns_g_over() -> None:
    one = hedges_g([5, 9], [2.0, 3.0], [1.0, 1.2], basis="model")
    other = hedges_g([9, 5], [3.0, 2.0], [1.2, 1.0], basis="model")
    assert (one.value, one.low) == (pytest.approx(-other.value), pytest.approx(-other.high))  # type: ignore[operator]


def test_large_groups_are_no_trouble() -> None:
    got = anova([400_000, 500_000], [3.0, 3.1], [1.0, 1.0], basis="model")
    assert got.effect.low < got.effect.value < got.effect.high  # type: ignore[operator]
    g = hedges_g([400_000, 500_000], [3.0, 3.1], [1.0, 1.0], basis="model")
    assert [g.value, g.low, g.high] == pytest.approx([-0.1, -0.1 - 0.00416, -0.1 + 0.00416], abs=1e-5)
