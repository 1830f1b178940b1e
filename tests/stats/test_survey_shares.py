"""Shares under a design: R's intervals, the plain ones of a simple sample, and none of width nothing but by right."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from survey_designs import columns, stored, survey
from survey_oracle import by_g, far_from, named, shuffled, starting

from qabilet.stats.estimate import Estimate
from qabilet.stats.shares import share
from qabilet.stats.survey.estimates.share_intervals import Method, Told, share_interval, survey_shares
from qabilet.stats.survey.rows import ArrayRows
from qabilet.stats.survey.sample_design import SampleDesign, Stage
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import column, indicator

FILE = "survey_quantiles"
METHODS: dict[str, Method] = {"logit": "logit", "xlogit": "logit", "beta": "beta", "mean": "mean"}


def of_case(case: dict[str, Any], method: Method) -> Estimate:
    one = survey(case["given"]["design"])
    if "y3" in case["call"]:
        return survey_shares(one, [indicator("y3", (4, 5), "share")], method=method)[0]["share"]
    if "g == 1" in case["call"]:
        return survey_shares(one, [column("z", 1)], method=method, **by_g((1.0,)))[0]["z"]
    return survey_shares(one, [column("z", 1)], method=method)[0]["z"]


@pytest.mark.parametrize("case", starting(FILE, "svyciprop"), ids=named)
def test_shares_and_their_intervals_equal_svyciprop(case: dict[str, Any]) -> None:
    for want in case["answer"]:
        got = of_case(case, METHODS[want["method"]])
        assert got.low is not None
        assert got.high is not None
        iterated = want["method"] == "logit"  # R fits a model there, to about 1e-9
        assert not far_from(got.value, want["share"], beside=1e2 if iterated and want["share"] is not None else 0)
        if case["given"]["design"] == "census":
            assert (got.low, got.high, got.se) == (got.value, got.value, 0)
        elif not want["se"]:  # where R gives no width
            assert width(got) > 0.1
        elif want["method"] != "beta" or case["given"]["design"] != "zero_weights":  # R counts its weightless rows as n
            assert got.low == pytest.approx(want["low"], rel=1e-5 if iterated else 1e-8)
            assert got.high == pytest.approx(want["high"], rel=1e-5 if iterated else 1e-8)
            assert not far_from(got.se, want["se"])


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
@pytest.mark.parametrize("name", ["srs", "srs_fpc"])
def test_a_simple_random_sample_has_wilsons_interval(name: str, level: float) -> None:
    data = columns(name)
    population = None if name == "srs" else int(data["n1"][0])
    for levels in ((4, 5), (1,), (9,), (1, 2, 3, 4, 5)):
        count = int(np.isin(data["y1"], levels).sum())
        got = survey_shares(survey(name), [indicator("y1", levels, "share")], level=level)[0]["share"]
        want = share(count, len(data["y1"]), level=level, basis="design", population=population)
        assert (got.count, got.n) == (want.count, want.n)
        assert [got.value, got.low, got.high] == pytest.approx([want.value, want.low, want.high], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("name", sorted(stored()))
def test_nobody_or_everybody_is_a_share_with_a_width_unless_all_were_asked(name: str) -> None:
    for method in METHODS.values():
        got = survey_shares(survey(name), [indicator("y1", (9,), "none"), indicator("y1", range(1, 6), "all")],
                            method=method)[0]
        none, everybody = got["none"], got["all"]
        assert none.high is not None
        assert everybody.low is not None
        assert (none.value, none.low, everybody.value, everybody.high) == (0, 0, 1, 1)
        if name == "census":
            assert (none.high, everybody.low) == (0, 1)
        else:
            assert none.high > 0.5 / none.n
            assert everybody.low == pytest.approx(1 - none.high, rel=1e-9)


@pytest.mark.parametrize("name", sorted(stored()))
def test_wilsons_interval_holds_the_share_and_stays_inside(name: str) -> None:
    for d, each in enumerate(survey_shares(survey(name), [column("z", 1), indicator("y3", (1,))], **by_g())):
        for one in each.values():
            if one.low is not None and one.high is not None:
                assert 0 <= one.low <= one.value <= one.high <= 1, d


@pytest.mark.parametrize("name", ["strat_uneven", "two_stage", "zero_weights"])
def test_neither_the_order_nor_the_size_of_batches_changes_a_bit(name: str) -> None:
    shares = [column("z", 1), indicator("y3", (9,)), indicator("y4", (4,))]
    whole = survey_shares(survey(name, batch=10_000), shares, **by_g())
    for size in (1, 7, 37):
        assert repr(survey_shares(shuffled(name, size, size), shares, **by_g())) == repr(whole)


def test_clusters_that_agree_inside_make_the_interval_wider_and_few_clusters_more_so() -> None:
    rng = np.random.default_rng(8)
    unit = np.repeat(np.arange(12.0), 20)
    data = {"u": unit, "agree": (rng.random(12) < 0.5)[unit.astype(int)].astype(float)}
    simple = survey_shares(Survey.of(ArrayRows(data), SampleDesign()), [column("agree", 1)])[0]["agree"]
    clustered = survey_shares(Survey.of(ArrayRows(data), SampleDesign((Stage("u"),))), [column("agree", 1)])[0]["agree"]
    assert clustered.value == simple.value
    assert width(clustered) > 3 * width(simple)
    told = Told(0.5, 0.01, 240, 11, 240.0, 240.0)
    fewer = Told(0.5, 0.01, 240, 2, 240.0, 240.0)
    assert width(share_interval(fewer)) > width(share_interval(told))


def test_unequal_weights_leave_fewer_effective_respondents_where_nobody_said_yes() -> None:
    even = {"y": np.zeros(50), "w": np.ones(50)}
    uneven = {"y": np.zeros(50), "w": np.r_[np.full(5, 40.0), np.ones(45)]}
    got = [survey_shares(Survey.of(ArrayRows(data), SampleDesign(weight="w")), [column("y", 1)])[0]["y"]
           for data in (even, uneven)]
    assert width(got[1]) > 2 * width(got[0])


def test_one_or_nobody_has_no_interval() -> None:
    one = Survey.of(ArrayRows({"y": np.array([1.0, np.nan])}), SampleDesign())
    got = survey_shares(one, [column("y", 1)])[0]["y"]
    assert (got.value, got.n, got.count, got.low) == (1, 1, 1, None)
    nobody = Survey.of(ArrayRows({"y": np.array([np.nan, np.nan])}), SampleDesign())
    got = survey_shares(nobody, [column("y", 1)])[0]["y"]
    assert (got.n, got.count, got.low) == (0, 0, None)
    assert math.isnan(got.value)


def test_units_that_all_say_the_same_share_are_not_taken_for_certainty() -> None:
    data = {"u": np.repeat(np.arange(5.0), 4), "y": np.tile([0.0, 1.0, 1.0, 0.0], 5)}
    got = survey_shares(Survey.of(ArrayRows(data), SampleDesign((Stage("u"),))), [column("y", 1)])[0]["y"]
    assert got.se == 0
    assert width(got) > 0.3


def test_a_share_that_negative_weights_lead_beyond_one_still_ends_at_one() -> None:
    for value in (1.07, -0.02, 1 - 1e-15):
        got = share_interval(Told(value, 1e-4, 40, 39, 40.0, 35.0))
        assert got.low is not None
        assert got.high is not None
        assert 0 <= got.low < got.high <= 1


def test_answers_other_than_yes_and_no_are_refused() -> None:
    with pytest.raises(ValueError, match="zeros and ones"):
        survey_shares(survey("srs"), [column("y1")])


def test_a_census_by_declaration_has_no_interval() -> None:
    got = survey_shares(survey("strat"), [column("z", 1)], basis="none")[0]["z"]
    assert got.low is None
    assert got.count == int(columns("strat")["z"].sum())


@settings(max_examples=80, deadline=None)
@given(st.floats(0.001, 0.999), st.integers(30, 500), st.integers(1, 60), st.floats(0.3, 20),
       st.sampled_from(["wilson", "logit", "beta"]))
def test_every_interval_holds_its_share_and_narrows_with_more_respondents(p: float, n: int, df: int, deff: float,
                                                                        method: Method) -> None:
    wide, narrow = (share_interval(Told(p, deff * p * (1 - p) / m, m, df, m, m), method=method) for m in (n, 4 * n))
    for one in (wide, narrow):
        assert one.low is not None
        assert one.high is not None
        assert 0 <= one.low <= p * (1 + 1e-12)
        assert p * (1 - 1e-12) <= one.high <= 1
    assert width(narrow) <= width(wide) * 1.01


def width(one: Estimate) -> float:
    assert one.low is not None
    assert one.high is not None
    return one.high - one.low
