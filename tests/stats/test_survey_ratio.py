"""Likelihood ratios under a design are R's regTermTest(method = "LRT"), tails of quadratic forms its pFsum."""

from __future__ import annotations

import math

import numpy as np
import pytest
from reference_cases import cases
from survey_designs import columns, survey

from qabilet.stats.distributions import chi_square, fisher
from qabilet.stats.survey.models.likelihood_ratio import ratio_test
from qabilet.stats.survey.models.model_matrix import Factor
from qabilet.stats.survey.models.quadratic_forms import saddlepoint, satterthwaite
from qabilet.stats.survey.rows import ArrayRows
from qabilet.stats.survey.sample_design import SampleDesign, Stage
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import column, indicator

CASES = cases("survey_ratio")


@pytest.mark.parametrize("call", sorted(call for call in CASES if call.startswith("regTermTest")))
def test_likelihood_ratios_equal_regtermtest(call: str) -> None:
    given, want = CASES[call]["given"], CASES[call]["answer"]
    got = ratio_test(survey(given["design"]), column(given["y"]), [column(given["number"]), Factor(given["factor"])],
                     [given["place"]], kind=given["kind"])
    assert [got.ratio, got.df1, got.df2] == pytest.approx([want["ratio"], want["df"], want["ddf"]], rel=1e-7)
    assert got.deltas == pytest.approx(want["deltas"], rel=1e-7)
    assert got.p == pytest.approx(want["p"], rel=1e-5)


def test_tails_equal_pchisqsum_and_pfsum() -> None:
    for one in next(case for call, case in CASES.items() if call.startswith("pchisqsum"))["answer"]["tails"]:
        assert saddlepoint(one["x"], one["a"]) == pytest.approx(one["free"], rel=1e-6)
        assert satterthwaite(one["x"], one["a"]) == pytest.approx(one["free2"], rel=1e-10)
        assert saddlepoint(one["x"], one["a"], 12) == pytest.approx(one["df12"], rel=1e-6)
        assert satterthwaite(one["x"], one["a"], 12) == pytest.approx(one["df12b"], rel=1e-10)


def test_equal_weights_are_a_chi_square_and_an_f() -> None:
    assert satterthwaite(7.0, [2.0] * 3) == pytest.approx(chi_square(3.5, 3)[1])
    assert satterthwaite(7.0, [2.0] * 3, 9) == pytest.approx(fisher(3.5 / 3, 3, 9)[1])
    assert saddlepoint(30.0, [2.0] * 3) == pytest.approx(chi_square(15.0, 3)[1], rel=0.02)
    assert saddlepoint(30.0, [2.0] * 3, 9) == pytest.approx(fisher(5.0, 3, 9)[1], rel=0.03)


def test_what_cannot_be_told_is_nan() -> None:
    assert math.isnan(saddlepoint(1.0, []))
    assert math.isnan(saddlepoint(1.0, [1.0, 0.0]))
    assert math.isnan(saddlepoint(1.0, [1.0], 0))
    nobody = ratio_test(survey("srs"), column("y1"), [column("x")], [0], domain=indicator("sex", (3,)))
    assert math.isnan(nobody.p)
    census = ratio_test(survey("census"), column("y1"), [column("x")], [0])
    assert math.isnan(census.p)
    assert census.ratio > 0


def test_one_cluster_tells_a_ratio_and_no_p() -> None:
    data = columns("strat_clus")
    alone = Survey.of(ArrayRows(data | {"one": np.ones(len(data["row"]))}),
                      SampleDesign((Stage("one"),), "w", "average"))
    found = ratio_test(alone, column("y1"), [column("x")], [0])
    assert found.ratio > 0
    assert math.isnan(found.p)


def test_a_place_without_a_term_is_refused() -> None:
    with pytest.raises(ValueError, match="no term"):
        ratio_test(survey("srs"), column("y1"), [column("x")], [-1])


def test_a_term_that_repeats_another_has_nothing_to_lose() -> None:
    assert math.isnan(ratio_test(survey("srs"), column("y1"), [column("x"), column("x")], [1]).p)
