"""Totals, ratios and choices under a design: R's numbers, and parts that add up to the whole."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from survey_designs import columns, declared, stored, survey
from survey_oracle import LEVELS, bits, by_g, far_from, matrices_are_close, named, shuffled, starting

from qabilet.stats.survey.estimates.amounts import (
    survey_ratios,
    survey_ratios_across,
    survey_totals,
    survey_totals_across,
)
from qabilet.stats.survey.estimates.choices import survey_choices
from qabilet.stats.survey.estimates.design_effects import survey_design_effects
from qabilet.stats.survey.rows import ArrayRows, Batch, Ints
from qabilet.stats.survey.sample_design import SampleDesign
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import column

FILE = "survey_totals"
CHOICES = [column("m1", 1), column("m2", 1), column("z", 1)]


@pytest.mark.parametrize("case", starting(FILE, "svytotal(~each"), ids=named)
def test_totals_and_their_design_effects_equal_svytotal(case: dict[str, Any]) -> None:
    one = survey(case["given"]["design"])
    variables = [column(want["name"]) for want in case["answer"]]
    got, effects = survey_totals(one, variables)[0], survey_design_effects(one, variables, of="total")[0]
    for j, want in enumerate(case["answer"]):
        assert not far_from(float(got.theta[j]), want["theta"])
        assert not far_from(float(np.sqrt(got.V[j, j])), want["se"], beside=1e-6 * want["theta"])
        assert int(got.df[j]) == want["df"]
        if case["given"]["design"] != "tiny":  # of four people with y1 alike R divides rounding by rounding
            assert not far_from(effects[want["name"]].value, want["deff"])
            assert not far_from(effects[want["name"]].replaced, want["replaced"], beside=1e-9)


@pytest.mark.parametrize("case", starting(FILE, "svytotal(~I"), ids=named)
def test_totals_of_domains_together_equal_svytotal_of_their_parts(case: dict[str, Any]) -> None:
    want = case["answer"]
    got = survey_totals_across(survey(case["given"]["design"]), [column("y1")], **by_g(want["levels"]))
    np.testing.assert_allclose(got.theta, want["theta"], rtol=1e-8)
    assert matrices_are_close(got.V, want["V"])


@pytest.mark.parametrize("case", starting(FILE, "svyratio(~numerator"), ids=named)
def test_ratios_equal_svyratio_of_the_rows_that_have_both(case: dict[str, Any]) -> None:
    pairs = [(column(want["pair"][0]), column(want["pair"][1])) for want in case["answer"]]
    got = survey_ratios(survey(case["given"]["design"]), pairs)[0]
    for j, want in enumerate(case["answer"]):
        assert not far_from(float(got.theta[j]), want["theta"])
        assert not far_from(float(np.sqrt(got.V[j, j])), want["se"], beside=1e-6 * want["theta"])
        assert int(got.df[j]) == want["df"]


@pytest.mark.parametrize("case", starting(FILE, "svyby(~y1, denominator"), ids=named)
def test_ratios_in_domains_equal_svyby(case: dict[str, Any]) -> None:
    pair = [(column("y1"), column("x"))]
    got = survey_ratios(survey(case["given"]["design"]), pair, **by_g())
    across = survey_ratios_across(survey(case["given"]["design"]), pair, **by_g())
    for want in case["answer"]:
        d = LEVELS.index(want["g"])
        assert not far_from(float(got[d].theta[0]), want["theta"])
        if want["n"] > 1:
            assert not far_from(float(np.sqrt(got[d].V[0, 0])), want["se"], beside=1e-9)
        assert np.array_equal(across.V[d, d], got[d].V[0, 0], equal_nan=True)


@pytest.mark.parametrize("case", starting(FILE, "svyratio(~m1"), ids=named)
def test_shares_of_answers_equal_svyratio_and_add_up_to_one(case: dict[str, Any]) -> None:
    one = survey(case["given"]["design"])
    got = survey_choices(one, CHOICES, of="answers")[0]
    np.testing.assert_allclose(got.theta, case["answer"]["theta"], rtol=1e-8)
    assert matrices_are_close(got.V, case["answer"]["V"])
    assert got.theta.sum() == pytest.approx(1, abs=1e-14)
    assert np.abs(got.V.sum(axis=0)).max() <= 1e-14
    of_respondents = survey_choices(one, CHOICES, of="respondents")[0]
    assert of_respondents.theta / of_respondents.theta.sum() == pytest.approx(got.theta, rel=1e-12)


@pytest.mark.parametrize("name", sorted(stored()))
def test_neither_the_order_nor_the_size_of_batches_changes_a_bit(name: str) -> None:
    pairs = [(column("y3"), column("y4")), (column("income"), column("x"))]
    whole = survey_ratios_across(survey(name, batch=10_000), pairs, **by_g())
    for size in (1, 7, 37):
        other = survey_ratios_across(shuffled(name, size, size), pairs, **by_g())
        assert bits(other.theta, other.V, other.n, other.df) == bits(whole.theta, whole.V, whole.n, whole.df)


@pytest.mark.parametrize("name", sorted(stored()))
def test_a_domain_and_its_complement_add_up_to_the_whole(name: str) -> None:
    one = survey(name)
    variables = [column("y3"), column("income"), column("x")]

    def half(batch: Batch) -> Ints:
        return np.where(np.asarray(batch["sex"]) == 1, 0, 1).astype(np.int64)

    part = survey_totals_across(one, variables, domain=half, domains=2, reads=("sex",))
    whole = survey_totals(one, variables)[0]
    sums, together = part.theta[:3] + part.theta[3:], part.linear(whole.names, np.hstack([np.eye(3), np.eye(3)]))
    assert np.abs(sums - whole.theta).max() <= 2 * np.spacing(np.abs(whole.theta)).max()
    assert pytest.approx(whole.V, rel=1e-10, abs=1e-12 * np.abs(whole.V).max()) == together.V


def test_parts_add_up_exactly_where_numbers_can_hold_them() -> None:
    data = columns("strat_clus")
    data["w"] = np.rint(data["w"] * 64) / 64
    one = Survey.of(ArrayRows(data, 7), declared("strat_clus"))
    parts = survey_totals(one, [column("income")], **by_g())
    assert sum(part.theta[0] for part in parts) == survey_totals(one, [column("income")])[0].theta[0]
    exact = sum(Fraction(w) * Fraction(y) for w, y in zip(data["w"].tolist(), data["income"].tolist(), strict=True))
    assert Fraction(float(survey_totals(one, [column("income")])[0].theta[0])) == exact


def test_a_ratio_of_proportional_amounts_has_no_error_and_a_nearly_proportional_one_keeps_its_digits() -> None:
    rng = np.random.default_rng(6)
    x = np.round(rng.lognormal(3, 1, 800), 2)
    off = np.round(rng.normal(0, 1, 800), 3)
    data = {"x": x, "y": x * 0.5, "off": off, "near": x * 2 + off * 2.0**-20, "w": rng.integers(1, 9, 800) / 4,
            "h": np.arange(800.0) // 100}
    one = Survey.of(ArrayRows(data, 64), SampleDesign(weight="w"))
    got = survey_ratios(one, [(column("y"), column("x")), (column("near"), column("x")), (column("off"), column("x"))])
    assert got[0].V[0, 0] == 0
    assert np.sqrt(got[0].V[1, 1]) * 2.0**20 == pytest.approx(np.sqrt(got[0].V[2, 2]), rel=1e-6)


def test_a_ratio_to_nothing_is_unknown() -> None:
    one = Survey.of(ArrayRows({"y": np.arange(4.0), "none": np.zeros(4)}), SampleDesign())
    got = survey_ratios(one, [(column("y"), column("none"))])[0]
    assert np.isnan(got.theta[0])
    assert np.isnan(got.V[0, 0])


def test_a_total_of_nobody_is_unknown_and_of_one_has_an_error() -> None:
    one = Survey.of(ArrayRows({"y": np.array([2.0, 3.0, 4.0]), "g": np.array([1.0, 2.0, 2.0])}), SampleDesign())
    got = survey_totals(one, [column("y")], **by_g((1.0, 2.0, 3.0)))
    assert (got[0].theta[0], got[2].n[0]) == (2.0, 0)
    assert got[0].V[0, 0] == pytest.approx(3 * 2 * 2 / 3)  # n s^2 of 2, 0, 0
    assert np.isnan(got[2].theta[0])


def test_who_skipped_an_option_counts_nowhere_and_who_named_none_among_the_respondents() -> None:
    data = {"a": np.array([1, 0, 0, 1.0, np.nan]), "b": np.array([1, 1, 0, np.nan, 1.0])}
    one = Survey.of(ArrayRows(data), SampleDesign())
    respondents = survey_choices(one, [column("a"), column("b")], of="respondents")[0]
    answers = survey_choices(one, [column("a"), column("b")], of="answers")[0]
    assert respondents.theta.tolist() == pytest.approx([1 / 3, 2 / 3])
    assert respondents.n.tolist() == [3, 3]
    assert answers.theta.tolist() == pytest.approx([1 / 3, 2 / 3])


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["strat_uneven", "clus_fpc", "two_stage_groups", "lonely_average"]), st.floats(1e-6, 1e6))
def test_scaling_an_amount_scales_its_total_and_error(name: str, times: float) -> None:
    data = columns(name)
    data["scaled"] = data["x"] * times
    got = survey_totals(Survey.of(ArrayRows(data, 37), declared(name)), [column("x"), column("scaled")])[0]
    assert got.theta[1] == pytest.approx(got.theta[0] * times, rel=1e-12)
    assert np.sqrt(got.V[1, 1]) == pytest.approx(np.sqrt(got.V[0, 0]) * times, rel=1e-9)
