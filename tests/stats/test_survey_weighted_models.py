"""Models and tests with weights adjusted in a step know that they were: R's svyglm, svychisq, svyttest, svyranktest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from reference_cases import cases
from survey_designs import columns, declared
from weighting_cases import stepped

from qabilet.stats.survey.models.association import rao_scott
from qabilet.stats.survey.models.comparisons import difference_test
from qabilet.stats.survey.models.model_matrix import Factor
from qabilet.stats.survey.models.rank_scores import rank_test
from qabilet.stats.survey.models.regression import regress
from qabilet.stats.survey.models.two_way import cross
from qabilet.stats.survey.rows import ArrayRows
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import Variable, column, indicator

CASES = cases("survey_weighted_models")


def weighed(given: dict[str, Any], batch: int = 37) -> Survey:
    survey = Survey.of(ArrayRows(columns(given["name"]), batch), declared(given["name"]))
    for step in given["steps"]:
        survey = stepped(survey, step)
    return survey


def those(what: str) -> list[str]:
    return sorted(call for call, case in CASES.items() if case["given"]["what"] == what)


def women(given: dict[str, Any]) -> Variable | None:
    return indicator("sex", (1,)) if given["keep"] else None


@pytest.mark.parametrize("call", those("glm"))
def test_regressions_equal_svyglm(call: str) -> None:
    given, want = CASES[call]["given"], CASES[call]["answer"]
    model = regress(weighed(given), column(given["y"]), [column(given["number"]), Factor(given["factor"])],
                    kind=given["kind"], domain=women(given))
    V = np.array(want["V"])
    unit = np.sqrt(np.diag(V))
    assert (model.n, model.df) == (want["n"], want["df"])
    assert np.max(np.abs(model.coefficients - want["b"]) / unit) < 1e-8
    # R's curvature is that of the step before its last
    tight = 1e-8 if given["kind"] == "gaussian" else 1e-7
    assert np.max(np.abs(model.covariance - V) / np.outer(unit, unit)) < tight


@pytest.mark.parametrize("call", those("chisq"))
def test_tables_equal_svychisq(call: str) -> None:
    given, want = CASES[call]["given"], CASES[call]["answer"]
    table = cross(weighed(given), Factor(given["rows"]), Factor(given["columns"]), domain=women(given))
    got = rao_scott(replace(table, df=float(want["nu"])))
    assert [got.statistic, got.df1, got.df2, got.p] == pytest.approx(want["f"], rel=1e-8)


@pytest.mark.parametrize("call", those("student"))
def test_differences_equal_svyttest(call: str) -> None:
    given, want = CASES[call]["given"], CASES[call]["answer"]
    got = difference_test(weighed(given), column(given["y"]), Factor("sex"))
    assert [got.t, got.estimate.df, got.p] == pytest.approx([want["t"], want["df"], want["p"]], rel=1e-8)


@pytest.mark.parametrize("call", those("ranks"))
def test_ranks_equal_svyranktest(call: str) -> None:
    given, want = CASES[call]["given"], CASES[call]["answer"]
    u = Variable("u", ("x", "row"), lambda batch: batch["x"] + batch["row"] / 1e5)
    got = rank_test(weighed(given), u, Factor("sex")).pair
    assert got is not None
    assert [got.t, got.estimate.df, got.p] == pytest.approx([want["t"], want["df"], want["p"]], rel=1e-8)


def test_the_same_bits_however_the_rows_are_split() -> None:
    given = CASES[those("glm")[0]]["given"]
    models = [regress(weighed(given, batch), column("m1"), [column("x"), Factor("sex")], kind="logit")
              for batch in (1, 7, 10_000)]
    for other in models[1:]:
        assert np.array_equal(other.coefficients, models[0].coefficients)
        assert np.array_equal(other.covariance, models[0].covariance)
