"""Means under a design: R's numbers, the same bits however rows lie, and sober answers where little is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from survey_designs import columns, declared, stored, survey
from survey_oracle import LEVELS, bits, by_g, far_from, lonely_survey, matrices_are_close, named, shuffled, starting

from qabilet.stats.mean_vector import MeanVector, means
from qabilet.stats.moments import Moments
from qabilet.stats.survey.estimates.averages import survey_means, survey_means_across
from qabilet.stats.survey.estimates.design_effects import survey_design_effects
from qabilet.stats.survey.rows import ArrayRows
from qabilet.stats.survey.sample_design import SampleDesign, Stage
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import Variable, column, difference, groups, indicator

FILE = "survey_means"
DESIGNS = sorted(stored())


def agrees(got: MeanVector, j: int, want: dict[str, Any]) -> None:
    assert not far_from(float(got.theta[j]), want["theta"])
    assert (int(got.n[j]), int(got.df[j])) == (want["n"], want["df"])
    if want["n"] > 1:
        assert not far_from(float(np.sqrt(got.V[j, j])), want["se"], beside=1e-6 * abs(want["theta"]))


@pytest.mark.parametrize("case", starting(FILE, "svymean(~each"), ids=named)
def test_means_errors_intervals_and_design_effects_equal_svymean(case: dict[str, Any]) -> None:
    one = survey(case["given"]["design"])
    variables = [column(want["name"]) for want in case["answer"]]
    got, effects = survey_means(one, variables)[0], survey_design_effects(one, variables)[0]
    for j, want in enumerate(case["answer"]):
        agrees(got, j, want)
        estimate = got.estimate(want["name"])
        if estimate.se:
            assert not far_from(estimate.low, want["low"])
            assert not far_from(estimate.high, want["high"])
        assert not far_from(effects[want["name"]].value, want["deff"])
        assert not far_from(effects[want["name"]].replaced, want["replaced"], beside=1e-9)


@pytest.mark.parametrize("case", starting(FILE, "svymean(~y1 + y2"), ids=named)
def test_covariances_and_differences_equal_svymean_and_svycontrast(case: dict[str, Any]) -> None:
    got = survey_means(survey(case["given"]["design"]), [column(name) for name in ("y1", "y2", "x", "income")])[0]
    assert matrices_are_close(got.V, case["answer"]["V"])
    apart, (value, se) = got.contrast("y1", "y2"), case["answer"]["contrast"]
    assert not far_from(apart.value, value, beside=1)
    assert not far_from(apart.se or 0.0, se, beside=1e-6)


@pytest.mark.parametrize("case", starting(FILE, "svyby(~y1", "svyby(~y3"), ids=named)
def test_domains_equal_svyby(case: dict[str, Any]) -> None:
    name = case["call"][7:9]
    got = survey_means(survey(case["given"]["design"]), [column(name)], **by_g())
    effects = survey_design_effects(survey(case["given"]["design"]), [column(name)], **by_g())
    told = {want["g"]: want for want in case["answer"]}
    for g, one, effect in zip(LEVELS, got, effects, strict=True):
        if g in told:
            agrees(one, 0, told[g])
            if told[g]["n"] > 1:
                assert not far_from(effect[name].value, told[g]["deff"], beside=1e-9)
        else:
            assert one.n[0] == 0


@pytest.mark.parametrize("case", starting(FILE, "svyratio("), ids=named)
def test_domains_together_have_the_covariance_of_their_ratios(case: dict[str, Any]) -> None:
    levels, want = case["answer"]["levels"], case["answer"]
    got = survey_means_across(survey(case["given"]["design"]), [column("y1")], **by_g(levels))
    np.testing.assert_allclose(got.theta, want["theta"], rtol=1e-8)
    known = got.n > 1
    assert matrices_are_close(got.V[np.ix_(known, known)], np.array(want["V"])[np.ix_(known, known)])
    if known[[0, -1]].all() and len(levels) > 1:
        apart = got.linear(("apart",), [[1.0, *[0.0] * (len(levels) - 2), -1.0]])
        assert not far_from(float(np.sqrt(apart.V[0, 0])), want["apart"], beside=1e-9)


@pytest.mark.parametrize("case", starting(FILE, "options("), ids=named)
def test_lonely_units_of_domains_are_treated_as_r_treats_them(case: dict[str, Any]) -> None:
    got = survey_means(lonely_survey(case["given"]["design"], case["given"]["lonely"]), [column("y1")], **by_g())
    for want in case["answer"]:
        one = got[LEVELS.index(want["g"])]
        if want["n"] > 1:
            assert not far_from(float(np.sqrt(one.V[0, 0])), want["se"], beside=1e-9)


@pytest.mark.parametrize("name", DESIGNS)
def test_neither_the_order_nor_the_size_of_batches_changes_a_bit(name: str) -> None:
    variables = [column("y3"), column("income"), indicator("y1", (4, 5)), difference(column("y2"), column("y4"))]
    whole = survey_means_across(survey(name, batch=10_000), variables, **by_g())
    for size in (1, 7, 37):
        other = survey_means_across(shuffled(name, size, size), variables, **by_g())
        assert bits(other.theta, other.V, other.n, other.df) == bits(whole.theta, whole.V, whole.n, whole.df)


def test_lonely_domains_too_keep_every_bit() -> None:
    for name in ("strat", "strat_two_stage", "strat_clus"):
        one, other = lonely_survey(name, "adjust", batch=10_000), lonely_survey(name, "adjust", batch=7)
        assert bits(*(part.V for part in survey_means(one, [column("y3")], **by_g()))) == bits(
            *(part.V for part in survey_means(other, [column("y3")], **by_g())))


def test_a_simple_random_sample_is_what_the_means_of_moments_say() -> None:
    data = columns("srs")
    got = survey_means(survey("srs"), [column("y1"), column("y3")])[0]
    want = means([Moments.of(("y1", "y3"), np.column_stack([data["y1"], data["y3"]]))], basis="design")
    np.testing.assert_allclose(got.theta, want.theta, rtol=1e-14)
    np.testing.assert_allclose(got.V, want.V, rtol=1e-12)
    assert got.n.tolist() == want.n.tolist()
    assert got.df.tolist() == want.df.tolist()


@pytest.mark.parametrize("name", ["census", "srs_fpc"])
def test_who_asks_everybody_has_no_error(name: str) -> None:
    data = columns(name) | {"n1": np.full(len(columns(name)["row"]), float(len(columns(name)["row"])))}
    got = survey_means_across(Survey.of(ArrayRows(data, 7), declared(name)), [column("y1"), column("y3")], **by_g())
    assert np.all(got.V[np.ix_(got.n > 0, got.n > 0)] == 0.0)


def test_a_domain_of_nobody_is_unknown_and_the_others_do_not_notice() -> None:
    got = survey_means_across(survey("strat_clus"), [column("y1")], **by_g((1.0, 9.0, 2.0)))
    alone = survey_means_across(survey("strat_clus"), [column("y1")], **by_g((1.0, 2.0)))
    assert got.n.tolist()[1] == 0
    assert np.isnan(got.theta[1])
    assert np.isnan(got.V[1]).all()
    assert np.array_equal(got.V[np.ix_([0, 2], [0, 2])], alone.V)


def test_one_respondent_tells_a_mean_but_not_how_sure_it_is() -> None:
    one = Survey.of(ArrayRows({"y": np.array([3.0, np.nan, np.nan])}), SampleDesign())
    got = survey_means(one, [column("y")])[0]
    assert (got.theta[0], got.n[0], got.df[0]) == (3.0, 1, 0)
    assert np.isnan(got.V[0, 0])
    assert got.estimate("y").se is None


def test_nobody_at_all_and_nobody_with_a_weight_are_unknown() -> None:
    empty = Survey.of(ArrayRows({"y": np.empty(0), "w": np.empty(0)}), SampleDesign(weight="w"))
    weightless = Survey.of(ArrayRows({"y": np.ones(4), "w": np.zeros(4)}), SampleDesign(weight="w"))
    missing = Survey.of(ArrayRows({"y": np.full(4, np.nan), "w": np.ones(4)}), SampleDesign(weight="w"))
    for one in (empty, weightless, missing):
        got = survey_means(one, [column("y")])[0]
        assert got.n[0] == 0
        assert np.isnan(got.theta[0])
        assert np.isnan(got.V[0, 0])


@pytest.mark.parametrize("bound", [None, 5.0])
def test_answers_all_alike_leave_no_error_at_all(bound: float | None) -> None:
    rng = np.random.default_rng(4)
    for value in (3.0, 0.1, 4.7):
        data = {"y": np.full(500, value), "w": rng.uniform(0.3, 9, 500), "u": rng.integers(0, 40, 500).astype(float)}
        for design in (SampleDesign(weight="w"), SampleDesign((Stage("u"),), "w")):
            got = survey_means(Survey.of(ArrayRows(data, 64), design), [column("y", bound)])[0]
            assert got.V[0, 0] == 0.0
            assert got.theta[0] == pytest.approx(value, rel=1e-15)


def test_few_people_of_a_domain_who_answered_alike_are_sure_not_unknown() -> None:
    rng = np.random.default_rng(0)
    people = {"y": rng.integers(1, 6, 200) * 1.0, "w": rng.uniform(0.5, 5, 200), "h": rng.integers(0, 2, 200) * 1.0,
              "g": rng.integers(0, 200, 200) * 1.0}
    drawn = Survey.of(ArrayRows(people), SampleDesign((Stage("", "h"),), "w", "remove"))
    found = survey_means(drawn, [column("y")], domain=groups("g", [float(g) for g in range(200)]), domains=200,
                         reads=("g",))
    assert all(not one.V[0, 0] < 0 for one in found)


def test_a_large_level_does_not_eat_a_small_variation() -> None:
    rng = np.random.default_rng(5)
    small, w = np.round(rng.normal(0, 1, 4000), 3), rng.integers(1, 9, 4000).astype(float)
    for design in (SampleDesign(weight="w"), SampleDesign((Stage("u"),), "w")):
        data = {"small": small, "large": small + 2.0**30, "w": w, "u": np.arange(4000.0) // 20}
        bounded = Variable("bounded", ("large",), lambda batch: batch["large"], 2.0**30 + 10)
        got = survey_means(Survey.of(ArrayRows(data), design), [column("small"), column("large"), bounded])[0]
        assert np.sqrt(np.diag(got.V))[1:] == pytest.approx(np.sqrt(got.V[0, 0]), rel=1e-6)


@pytest.mark.parametrize("size", [1e-120, 1e-9, 1e9, 1e100])
def test_values_of_any_size_scale_the_mean_and_its_error(size: float) -> None:
    data = columns("strat_two_stage")
    data["scaled"] = data["x"] * size
    got = survey_means(Survey.of(ArrayRows(data, 7), declared("strat_two_stage")), [column("x"), column("scaled")])[0]
    assert got.theta[1] / size == pytest.approx(got.theta[0], rel=1e-12)
    assert np.sqrt(got.V[1, 1]) / size == pytest.approx(np.sqrt(got.V[0, 0]), rel=1e-10)


def test_a_value_beyond_its_promised_bound_or_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match="bound"):
        survey_means(survey("srs"), [column("y1", 3.0)])
    endless = Survey.of(ArrayRows({"y": np.array([1.0, np.inf])}), SampleDesign())
    with pytest.raises(ValueError, match="finite"):
        survey_means(endless, [column("y")])


def test_a_domain_beyond_the_promised_is_refused_and_small_codes_serve() -> None:
    with pytest.raises(ValueError, match="domain"):
        survey_means(survey("strat"), [column("y1")], domain=lambda batch: batch["g"].astype(np.int64), domains=3,
                     reads=("g",))
    small = survey_means(survey("strat"), [column("y1")], domain=lambda batch: (batch["g"] - 1).astype(np.int8),
                         domains=5, reads=("g",))
    assert [one.theta[0] for one in small] == [one.theta[0] for one in survey_means(survey("strat"), [column("y1")],
                                                                                   **by_g())]


@pytest.mark.parametrize("name", ["clus", "strat_clus", "lonely_adjust", "clus_fpc"])
def test_two_rows_of_half_the_weight_in_a_unit_are_one_row(name: str) -> None:
    data = columns(name)
    twice = {one: np.repeat(values, 2) for one, values in data.items()}
    twice["w"] = twice["w"] / 2
    was, got = (survey_means(Survey.of(ArrayRows(each, 37), declared(name)), [column("y3")], **by_g())
                for each in (data, twice))
    for one, other in zip(was, got, strict=True):
        np.testing.assert_allclose(other.theta, one.theta, rtol=1e-14)
        assert other.df[0] == one.df[0]
        assert other.n[0] == 2 * one.n[0]
        if one.n[0] > 1:
            np.testing.assert_allclose(other.V, one.V, rtol=1e-11)


def test_a_census_by_declaration_has_no_error_but_still_counts() -> None:
    got = survey_means(survey("strat"), [column("y1"), column("y3")], basis="none")[0]
    assert np.all(got.V == 0)
    assert got.estimate("y3").se is None
    assert got.n.tolist() == [75, 69]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["strat", "strat_clus", "two_stage", "lonely_adjust", "zero_weights"]),
       st.floats(1e-3, 1e3), st.integers(-20, 20))
def test_scaling_all_weights_changes_no_mean_and_without_finite_populations_no_error(name: str, times: float,
                                                                                  power: int) -> None:
    data = columns(name)
    was = survey_means(Survey.of(ArrayRows(data, 37), declared(name)), [column("y3")], **by_g())
    for scale, exactly in ((times, False), (2.0**power, True)):
        got = survey_means(Survey.of(ArrayRows(data | {"w": data["w"] * scale}, 37), declared(name)), [column("y3")],
                           **by_g())
        for one, other in zip(was, got, strict=True):
            if exactly:
                assert bits(one.theta, one.V) == bits(other.theta, other.V)
            np.testing.assert_allclose(other.theta, one.theta, rtol=1e-13)
            np.testing.assert_allclose(other.V, one.V, rtol=1e-10)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([1.0, 2, 3, 4, 5, float("nan")]), st.sampled_from([0.0, 0.5, 1.0, 2.25]),
                          st.integers(0, 3), st.integers(0, 2), st.integers(-1, 2)), min_size=0, max_size=40),
       st.integers(1, 9), st.randoms(use_true_random=False))
def test_any_small_sample_however_split_says_the_same_and_never_fails(rows: list[tuple[float, ...]], size: int,
                                                                      random: Any) -> None:
    def told(order: list[tuple[float, ...]], batch: int, unit: str) -> list[bytes]:
        table = np.array(order, dtype=float).reshape(-1, 5)
        data = dict(zip(("y", "w", "u", "h", "d"), table.T, strict=True))
        one = Survey.of(ArrayRows(data, batch), SampleDesign((Stage(unit, "h"),), "w"))
        got = survey_means(one, [column("y"), column("u")], domain=groups("d", (0, 1, 2)), domains=3, reads=("d",))
        return bits(*(part for each in got for part in (each.theta, each.V, each.n, each.df)))

    mixed = list(rows)
    random.shuffle(mixed)
    for unit in ("", "u"):
        assert told(rows, 100, unit) == told(mixed, size, unit)
