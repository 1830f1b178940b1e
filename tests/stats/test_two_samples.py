"""Two groups and pairs in simple samples: equal to R's t.test and wilcox.test, calm at the edges."""

from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_cases import cases

from qabilet.stats.contrasts import kruskal
from qabilet.stats.rank_sums import RankSum, mann_whitney, signed_rank
from qabilet.stats.student_tests import one_mean, two_means

CASES = cases("two_samples")


def parts(call: str) -> tuple[dict[str, Any], Any]:
    return CASES[call]["given"], CASES[call]["answer"]


@pytest.mark.parametrize("call", sorted(call for call in CASES if call.startswith("t.test")))
def test_means_equal_t_test(call: str) -> None:
    data, want = parts(call)
    if len(data["n"]) == 1:
        got = one_mean(data["n"][0], data["mean"][0], data["variance"][0], null=data["mu"], basis="model")
    else:
        got = two_means(data["n"], data["mean"], data["variance"], equal=data.get("var.equal", False),
                        null=data.get("mu", 0.0), basis="model")
    estimate = got.estimate
    assert [got.t, estimate.df, got.p, estimate.low, estimate.high] == pytest.approx(want, rel=1e-9)


@pytest.mark.parametrize("call", sorted(call for call in CASES if "counts" in CASES[call]["given"]))
def test_groups_equal_wilcox_test(call: str) -> None:
    data, want = parts(call)
    got = mann_whitney(data["counts"], basis="model")
    assert [got.statistic, got.p] == pytest.approx([want["w"], want["p"]], rel=1e-10)
    for correct, p in ((False, want["plain"]), (True, want["corrected"])):
        close = mann_whitney(data["counts"], exact=False, correct=correct, basis="model")
        assert close.p == pytest.approx(p, rel=1e-10)


@pytest.mark.parametrize("call", sorted(call for call in CASES if "d" in CASES[call]["given"]))
def test_pairs_equal_wilcox_test(call: str) -> None:
    data, want = parts(call)
    got = signed_rank(data["d"], basis="model")
    assert [got.statistic, got.p] == pytest.approx([want["v"], want["p"]], rel=1e-10)
    for correct, p in ((False, want["plain"]), (True, want["corrected"])):
        assert signed_rank(data["d"], exact=False, correct=correct, basis="model").p == pytest.approx(p, rel=1e-10)


counts = st.lists(st.integers(0, 9), min_size=5, max_size=5)


@given(counts, counts)
@settings(max_examples=60, deadline=None)
def test_exchanging_the_groups_turns_the_effect_over_and_h_is_the_square_of_z(first: list[int],
                                                                              second: list[int]) -> None:
    one, other = (mann_whitney(table, correct=False, exact=False, basis="model")
                  for table in ([first, second], [second, first]))
    assert other.effect.value == pytest.approx(1 - one.effect.value, nan_ok=True)
    assert other.p == pytest.approx(one.p, nan_ok=True, rel=1e-9)
    h = kruskal([first, second], basis="model")
    assert h.p == pytest.approx(one.p, nan_ok=True, rel=1e-7, abs=1e-6)


@given(st.lists(st.integers(-4, 4), max_size=30))
@settings(max_examples=60, deadline=None)
def test_falls_are_rises_turned_over_and_counts_are_repeated_pairs(d: list[int]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        one, other = signed_rank(d, basis="model"), signed_rank([-value for value in d], basis="model")
    assert other.p == pytest.approx(one.p, nan_ok=True, rel=1e-9)
    assert other.effect.value == pytest.approx(1 - one.effect.value, nan_ok=True)
    values, often = np.unique(np.array(d, dtype=float), return_counts=True)
    counted = signed_rank(values, often, basis="model")
    assert [counted.statistic, counted.p] == pytest.approx([one.statistic, one.p], nan_ok=True)


def nothing(found: RankSum) -> bool:
    return math.isnan(found.p)


def test_nobody_one_and_two_people() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert nothing(mann_whitney([[0, 0], [1, 2]], basis="model"))
        assert nothing(mann_whitney([[2, 0], [3, 0]], basis="model"))
        assert nothing(signed_rank([], basis="model"))
        assert nothing(signed_rank([0.0, math.nan], basis="model"))
        assert signed_rank([1.0], basis="model").p == 1.0
        for n in (0, 1):
            assert math.isnan(one_mean(n, 2.0, math.nan, basis="model").p)
        assert one_mean(2, 2.0, 1.0, basis="model").p > 0
        assert math.isnan(two_means([0, 3], [math.nan, 1.0], [math.nan, 1.0], basis="model").p)
        assert math.isnan(two_means([1, 3], [2.0, 1.0], [math.nan, 1.0], basis="model").p)
        assert two_means([1, 3], [2.0, 1.0], [math.nan, 1.0], equal=True, basis="model").p > 0
        assert math.isnan(two_means([3, 3], [2.0, 1.0], [0.0, 0.0], basis="model").p)


def test_a_census_is_not_tested() -> None:
    assert math.isnan(one_mean(20, 2.0, 1.0, basis="none").p)
    assert two_means([9, 9], [2.0, 1.0], [1.0, 1.0], basis="none").estimate.value == 1.0


def test_counting_out_equal_answers_is_refused() -> None:
    with pytest.raises(ValueError, match="equal"):
        mann_whitney([[2, 1], [1, 1]], exact=True, basis="model")
