"""Quantiles from value counts: equal to svyquantile, and sensible when few or equal."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_cases import cases

from qabilet.stats import quantile

CASES = cases("quantiles")


@pytest.mark.parametrize("call", sorted(CASES))
def test_quantiles_and_bounds_equal_svyquantile(call: str) -> None:
    data = CASES[call]["given"]
    for q, value, low, high in CASES[call]["answer"]:
        got = quantile(data["values"], data["counts"], q, basis="design", populations=data.get("populations"),
                       rule=data["rule"])
        assert (got.value, got.low, got.high) == (value, low, high), q


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_the_median_is_the_one_people_compute_and_lies_in_its_interval(answers: list[int]) -> None:
    values, counts = np.unique(answers, return_counts=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        got = quantile(values, counts, 0.5, basis="model")
    assert got.value == float(np.median(answers))
    if got.low is not None and got.high is not None:
        assert got.low <= got.value <= got.high


def test_neither_order_nor_unused_values_matter() -> None:
    one = quantile([3, 1, 2, 9], [4, 2, 5, 0], 0.25, basis="model")
    assert one == quantile([1, 2, 3], [2, 5, 4], 0.25, basis="model")


def test_nobody_one_equal_answers_and_a_census() -> None:
    assert math.isnan(quantile([], [], 0.5, basis="model").value)
    assert math.isnan(quantile([1, 2], [0, 0], 0.5, basis="model").value)
    for counts, basis in (([1], "model"), ([7], "model"), ([7], "none")):
        got = quantile([4], counts, 0.5, basis=basis)  # type: ignore[arg-type]
        assert (got.value, got.low, got.n) == (4, None, counts[0])
    assert quantile([1, 2, 3], [5, 5, 5], 0.5, basis="none").high is None
