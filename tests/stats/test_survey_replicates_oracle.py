"""Replicate estimates and their errors are R's: jackknives, and bootstraps given R's own draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from reference_cases import cases
from survey_designs import columns, declared

from qabilet.stats.survey.resampled.leave_one import jackknife
from qabilet.stats.survey.resampled.replicate_quantiles import quantiles_by_replicates
from qabilet.stats.survey.resampled.replicates import Replicated, Replicates
from qabilet.stats.survey.resampled.replication import replicate, replicate_means
from qabilet.stats.survey.resampled.resampling import given_replicates
from qabilet.stats.survey.rows import ArrayRows, Batch, Keys
from qabilet.stats.survey.sample_design import SampleDesign, Stage
from qabilet.stats.survey.survey import Survey

CASES = cases("survey_replicates")


def made(case: dict[str, Any], batch: int = 37) -> tuple[Survey, Replicates]:
    given = case["given"]
    design: SampleDesign = declared(given["name"])
    if "factors" in given:
        first = design.stages[0]
        design = replace(design, stages=(Stage(first.unit or "row", first.strata, first.size), *design.stages[1:]))
    survey = Survey.of(ArrayRows(columns(given["name"]), batch), design)
    if "factors" not in given:
        return survey, jackknife(survey, mse=given["mse"])
    return survey, given_replicates(np.array(given["factors"]), given["scale"], mse=given["mse"])


def groups(name: str, codes: Sequence[float]) -> Keys:
    def key(batch: Batch) -> np.ndarray:
        at = np.searchsorted(codes, batch[name])
        return np.where(np.asarray(codes)[np.minimum(at, len(codes) - 1)] == batch[name], at, -1)
    return key


def both(found: Sequence[Replicated]) -> np.ndarray:
    return np.array([np.concatenate([one.theta for one in found]), np.concatenate([one.se for one in found])])


def agrees(got: np.ndarray, want: dict[str, Any], what: str, close: float = 1e-8) -> None:
    np.testing.assert_allclose(got[0], want["theta"], rtol=1e-10, err_msg=what)
    np.testing.assert_allclose(got[1], want["se"], rtol=close, atol=float(1e-12 * np.abs(got[0]).max()), err_msg=what)


@pytest.mark.parametrize("call", sorted(CASES))
def test_replicate_estimates_are_r_s(call: str) -> None:
    survey, how = made(CASES[call])
    answer, data = CASES[call]["answer"], columns(CASES[call]["given"]["name"])
    codes = {name: sorted(set(data[name][data["w"] > 0])) for name in ("sex", "g", "m1")}
    two = replicate(survey, how, ("y1", "income"), lambda b: np.column_stack(
        [b["y1"], b["income"], np.ones(len(b["y1"]))]), 3, lambda t: t[:, :2] / t[:, 2:])[0]
    agrees(both([two]), answer["mean"], "mean")
    np.testing.assert_allclose(two.covariance, answer["V"], rtol=1e-7, atol=float(1e-9 * np.abs(answer["V"]).max()))
    agrees(both(replicate_means(survey, how, ["y3"])[0]), answer["missing"], "missing")
    agrees(both(replicate(survey, how, ("count", "z"), lambda b: np.column_stack([b["count"], b["z"]]), 2,
                          lambda t: t)), answer["total"], "total")
    agrees(both(replicate(survey, how, ("income", "x"), lambda b: np.column_stack([b["income"], b["x"]]), 2,
                          lambda t: t[:, :1] / t[:, 1:])), answer["ratio"], "ratio")
    for name, what in (("sex", "by"), ("g", "small")):
        found = replicate_means(survey, how, ["y1"], domain=groups(name, codes[name]), domains=len(codes[name]),
                                reads=(name,))
        agrees(both([one[0] for one in found]), answer[what], what)
    agrees(both(replicate(survey, how, ("income", "m1"), lambda b: b["income"][:, None], 1, lambda t: t,
                          domain=groups("m1", codes["m1"]), domains=len(codes["m1"]))), answer["by_total"], "by total")


@pytest.mark.parametrize("call", sorted(CASES))
def test_degrees_of_freedom_of_replicates_are_r_s(call: str) -> None:
    survey, how = made(CASES[call])
    answer, data = CASES[call]["answer"], columns(CASES[call]["given"]["name"])
    sexes = sorted(set(data["sex"]))
    assert replicate_means(survey, how, ["y1"])[0][0].df == answer["degf"]
    assert replicate_means(survey, how, ["y3"])[0][0].df == answer["degf_y3"]
    found = replicate_means(survey, how, ["y1"], domain=groups("sex", sexes), domains=len(sexes), reads=("sex",))
    assert [one[0].df for one in found] == answer["degf_sex"]


@pytest.mark.parametrize("call", [call for call in sorted(CASES) if "factors" in CASES[call]["given"]
                                  or "psu" in call or "pid" in call])
def test_quantiles_of_replicates_are_r_s(call: str) -> None:
    survey, how = made(CASES[call])
    found = quantiles_by_replicates(survey, how, "income", (0.2513, 0.4871, 0.8067))[0]
    agrees(both([found]), CASES[call]["answer"]["quantiles"], "quantiles")
