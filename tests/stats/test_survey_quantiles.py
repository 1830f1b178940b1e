"""Quantiles under a design equal svyquantile, but where R has no answer or a doubtful one; and keep every bit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from survey_designs import columns, declared, stored, survey
from survey_oracle import by_g, far_from, named, shuffled, starting

from qabilet.stats.estimate import Estimate
from qabilet.stats.quantiles import quantile
from qabilet.stats.survey.estimates.heaps import WeightedValues, weighted_values
from qabilet.stats.survey.estimates.woodruff import survey_quantiles
from qabilet.stats.survey.rows import ArrayRows
from qabilet.stats.survey.sample_design import SampleDesign
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import column

FILE = "survey_quantiles"
SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)


def least_share(design: str, of: str, g: float | None = None) -> float:
    """The share of the weight that the least value's first row has: below it R's rules name the second row."""
    data = columns(design)
    here = ~np.isnan(data[of]) & (data["w"] > 0) & ((data["g"] == g) | (g is None))
    first = np.argsort(data[of][here], kind="stable")[0]
    return float(data["w"][here][first] / data["w"][here].sum())


def agrees(got: dict[float, Estimate], want: dict[str, Any], design: str, heaps: WeightedValues, rule: Any,
           least: float) -> int:
    """How many intervals were compared; see the four differences that heaps.py and woodruff.py tell of."""
    compared = 0
    for place, p in enumerate(SHARES):
        one, low, high = got[p], want["low"][place], want["high"][place]
        if rule != "hf7" and p < least:
            assert one.value == heaps.values[0]
            continue
        if far_from(one.value, want["value"][place]):  # met exactly, which R's floating-point numbers missed
            assert heaps.quantile(p + 1e-9, rule) == want["value"][place]
            continue
        if one.low is None or one.high is None:  # nobody above: R has NaN or no width
            assert one.value == heaps.values[-1] or want["df"] == 0
            assert low is None or high is None or low == high
        elif design == "census":
            assert (one.low, one.high, one.se) == (one.value, one.value, 0)
        else:
            assert one.low == heaps.values[0] or not far_from(one.low, low)
            assert not far_from(one.high, float(heaps.values[-1]) if high is None else high)
            assert one.low == heaps.values[0] or high is None or not far_from(one.se, want["se"][place], beside=1e-9)
            compared += one.low != heaps.values[0]
    return compared


@pytest.mark.parametrize("case", starting(FILE, "svyquantile"), ids=named)
def test_quantiles_and_their_intervals_equal_svyquantile(case: dict[str, Any]) -> None:
    design, rule, of = (case["given"][what] for what in ("design", "rule", "of"))
    one = survey(design)
    heaps, compared = weighted_values(one, column(of))[0], 0
    for want in case["answer"]:
        got = survey_quantiles(one, column(of), SHARES, rule=rule, interval=want["interval"])[0]
        compared += agrees(got, want, design, heaps, rule, least_share(design, of))
    assert compared >= 4 or design in ("tiny", "census")


@pytest.mark.parametrize("case", starting(FILE, "svyby"), ids=named)
def test_quantiles_in_domains_equal_svyby(case: dict[str, Any]) -> None:
    design, levels = case["given"]["design"], [want["g"] for want in case["answer"]]
    one = survey(design)
    heaps = weighted_values(one, column("x"), **by_g(levels))
    for d, of_domain in enumerate(case["answer"]):
        for want in of_domain["answer"]:
            got = survey_quantiles(one, column("x"), SHARES, rule="math", interval=want["interval"], **by_g(levels))[d]
            agrees(got, want, design, heaps[d], "math", least_share(design, "x", levels[d]))


@pytest.mark.parametrize("name", sorted(stored()))
@pytest.mark.parametrize("rule", ["math", "school", "hf7"])
def test_neither_the_order_nor_the_size_of_batches_changes_a_bit(name: str, rule: Any) -> None:
    whole = survey_quantiles(survey(name, batch=10_000), column("y3"), SHARES, rule=rule, **by_g())
    for size in (1, 7, 37):
        got = survey_quantiles(shuffled(name, size, size), column("y3"), SHARES, rule=rule, **by_g())
        assert repr(got) == repr(whole)


def test_a_simple_random_sample_has_the_quantiles_of_counted_values() -> None:
    data = columns("srs")["y1"]
    values, counts = np.unique(data, return_counts=True)
    got = survey_quantiles(survey("srs"), column("y1"), SHARES)[0]
    for p in SHARES:
        want = quantile(values, counts, p, basis="design")
        assert (got[p].value, got[p].low, got[p].high, got[p].n) == (want.value, want.low, want.high, want.n)


def test_a_million_different_values_are_told_apart() -> None:
    values = np.random.default_rng(7).permutation(1_000_000).astype(float)
    got = survey_quantiles(Survey.of(ArrayRows({"y": values}), SampleDesign()), column("y"), (0.5, 0.25))[0]
    assert (got[0.5].value, got[0.25].value) == (499_999.5, 249_999.5)
    assert got[0.5].low == pytest.approx(499_999.5 - 1.96 * 500, rel=1e-3)


def test_rows_of_one_value_and_signs_of_zero_are_one() -> None:
    one = Survey.of(ArrayRows({"y": np.array([0.0, -0.0, 1.0, np.nan]), "w": np.array([1.0, 2, 3, 4])}, 2),
                    SampleDesign(weight="w"))
    heaps = weighted_values(one, column("y"))[0]
    assert heaps.values.tolist() == [0, 1]
    assert (heaps.below / heaps.below[-1]).tolist() == [0.5, 1]
    assert survey_quantiles(one, column("y"), (0.5,), rule="math")[0][0.5].value == 0
    assert survey_quantiles(one, column("y"), (0.5,), rule="school")[0][0.5].value == 0.5


def test_little_or_nothing_known_has_no_interval() -> None:
    data = {"y": np.array([1.0, 4.0, 4.0, np.nan]), "g": np.array([1.0, 2.0, 2.0, 3.0])}
    one = Survey.of(ArrayRows(data), SampleDesign())
    alone, alike, nobody, _, _ = (each[0.5] for each in survey_quantiles(one, column("y"), (0.5,), **by_g()))
    assert (alone.value, alone.n, alone.low) == (1, 1, None)
    assert (alike.value, alike.n, alike.low) == (4, 2, None)
    assert nobody.n == 0
    assert np.isnan(nobody.value)


def test_a_bound_beyond_what_was_given_is_the_last_given() -> None:
    one = Survey.of(ArrayRows({"y": np.arange(5.0)}), SampleDesign())
    got = survey_quantiles(one, column("y"), (0.5,), interval="mean", rule="math")[0][0.5]
    assert (got.low, got.value, got.high) == (0, 2, 4)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["strat_uneven", "clus", "two_stage", "zero_weights"]), st.integers(-20, 20),
       st.floats(0.01, 100), st.sampled_from(["math", "school", "hf7"]))
def test_scaling_weights_changes_no_quantile_and_scaling_values_scales_it(name: str, power: int, times: float,
                                                                         rule: Any) -> None:
    data = columns(name)
    was = survey_quantiles(survey(name), column("income"), SHARES, rule=rule)[0]
    heavier = Survey.of(ArrayRows(data | {"w": data["w"] * 2.0**power}, 37), declared(name))
    assert repr(survey_quantiles(heavier, column("income"), SHARES, rule=rule)[0]) == repr(was)
    larger = Survey.of(ArrayRows(data | {"income": data["income"] * times}, 37), declared(name))
    for p, got in survey_quantiles(larger, column("income"), SHARES, rule=rule)[0].items():
        assert got.value == pytest.approx(was[p].value * times, rel=1e-12)
        assert got.se == pytest.approx(None if was[p].se is None else was[p].se * times, rel=1e-9)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(1, 4)), min_size=1, max_size=12), st.floats(0, 1))
def test_the_rules_are_what_their_names_say(rows: list[tuple[int, int]], p: float) -> None:
    """Against the definition: the first value with at least p of the weight; numpy's linear rule for equal weights."""
    values, weights = np.array(rows, dtype=float).T
    one = weighted_values(Survey.of(ArrayRows({"y": values, "w": weights}, 3), SampleDesign(weight="w")),
                          column("y"))[0]
    below = np.array([weights[values <= v].sum() for v in np.unique(values)])
    first = np.unique(values)[np.argmax(below >= p * weights.sum() * (1 - 1e-12))]
    assert one.quantile(p, "math") == first
    assert one.quantile(p, "school") >= first
    equal = weighted_values(Survey.of(ArrayRows({"y": values}, 3), SampleDesign()), column("y"))[0]
    assert equal.quantile(p, "hf7") == pytest.approx(np.quantile(values, p), rel=1e-9, abs=1e-9)
