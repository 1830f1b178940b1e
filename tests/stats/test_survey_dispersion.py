"""Variances, standard deviations and correlations under a design equal svyvar and what follows from it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from survey_designs import columns, stored, survey
from survey_oracle import LEVELS, bits, by_g, far_from, matrices_are_close, named, shuffled, starting

from qabilet.stats.survey.estimates.dispersion import (
    survey_correlations,
    survey_covariances,
    survey_deviations,
    survey_variances,
)
from qabilet.stats.survey.rows import ArrayRows
from qabilet.stats.survey.sample_design import SampleDesign
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import column

FILE = "survey_totals"
PAIR = [column("y1"), column("x")]


@pytest.mark.parametrize("case", starting(FILE, "svyvar("), ids=named)
def test_variances_deviations_and_correlations_equal_svyvar(case: dict[str, Any]) -> None:
    one, want = survey(case["given"]["design"]), case["answer"]
    covariances = survey_covariances(one, PAIR)[0]
    assert covariances.names == ("y1", "y1,x", "x")
    np.testing.assert_allclose(covariances.theta, want["theta"], rtol=1e-8)
    assert matrices_are_close(covariances.V, want["V"])
    assert survey_variances(one, PAIR)[0].theta == pytest.approx(covariances.theta[[0, 2]], rel=1e-14)
    deviation, correlation = survey_deviations(one, PAIR)[0], survey_correlations(one, PAIR)[0]
    assert not far_from(float(deviation.theta[1]), want["sd"])
    assert not far_from(float(np.sqrt(deviation.V[1, 1])), want["sd_se"], beside=1e-9)
    assert correlation.names == ("y1,x",)
    assert not far_from(float(correlation.theta[0]), want["r"])
    assert not far_from(float(np.sqrt(correlation.V[0, 0])), want["r_se"], beside=1e-9)


@pytest.mark.parametrize("case", starting(FILE, "svyby(~y3"), ids=named)
def test_variances_in_domains_equal_svyby(case: dict[str, Any]) -> None:
    got = survey_variances(survey(case["given"]["design"]), [column("y3")], **by_g())
    for want in case["answer"]:
        one = got[LEVELS.index(want["g"])]
        assert int(one.n[0]) == want["n"]
        assert not far_from(float(one.theta[0]), want["theta"])
        if want["n"] > 1:
            assert not far_from(float(np.sqrt(one.V[0, 0])), want["se"], beside=1e-9)
        else:
            assert np.isnan(one.theta[0])


@pytest.mark.parametrize("name", ["strat_uneven", "two_stage", "lonely_average"])
def test_neither_the_order_nor_the_size_of_batches_changes_a_bit(name: str) -> None:
    whole = survey_covariances(survey(name, batch=10_000), [column("y3"), column("income")], **by_g())
    for size in (1, 7):
        other = survey_covariances(shuffled(name, size, size), [column("y3"), column("income")], **by_g())
        assert bits(*(part.V for part in whole)) == bits(*(part.V for part in other))


def test_answers_all_alike_have_no_variance_and_no_correlation() -> None:
    one = Survey.of(ArrayRows({"y": np.full(9, 4.2), "x": np.arange(9.0)}, 2), SampleDesign())
    assert survey_variances(one, [column("y")])[0].theta[0] == 0
    assert survey_deviations(one, [column("y")])[0].V[0, 0] == 0
    assert np.isnan(survey_correlations(one, [column("y"), column("x")])[0].theta[0])


@pytest.mark.parametrize("name", sorted(stored()))
def test_the_correlation_of_a_variable_with_itself_is_one_for_sure(name: str) -> None:
    twice = Survey.of(ArrayRows(columns(name), 37), survey(name).layout.design)
    got = survey_correlations(twice, [column("x"), column("x")])[0]
    assert got.theta[0] == pytest.approx(1, abs=1e-12)
    assert got.V[0, 0] == pytest.approx(0, abs=1e-12)
