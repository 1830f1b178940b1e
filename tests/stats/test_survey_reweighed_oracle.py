"""Replicates in which the weights are made again, each for itself, have R's errors."""

from __future__ import annotations

import numpy as np
import pytest
from reference_cases import cases
from survey_designs import columns
from test_survey_replicates_oracle import agrees, both, groups, made
from weighting_cases import stepped

from qabilet.stats.survey.resampled.leave_one import jackknife
from qabilet.stats.survey.resampled.replicates import Replicated, Replicates
from qabilet.stats.survey.resampled.reweighing import replicate_anew
from qabilet.stats.survey.rows import Batch
from qabilet.stats.survey.sample_design import SampleDesign, Stage
from qabilet.stats.survey.survey import Survey

CASES = cases("survey_reweighed")


def reweighed(call: str) -> tuple[Survey, Replicates]:
    case = CASES[call]
    survey, how = made(case)
    if survey.layout.levels[0].rows:
        first = survey.layout.design.stages[0]
        design = SampleDesign((Stage("row", first.strata, first.size),), survey.layout.design.weight)
        survey = Survey.of(survey.rows, design)
        how = jackknife(survey, mse=case["given"]["mse"])
    for step in case["given"]["steps"]:
        survey = stepped(survey, step)
    return survey, how


@pytest.mark.parametrize("call", sorted(CASES))
def test_reweighed_replicates_are_r_s(call: str) -> None:
    survey, how = reweighed(call)
    answer, data = CASES[call]["answer"], columns(CASES[call]["given"]["name"])
    # R rakes all replicates until the sample has converged, not each until it has itself
    close = 1e-6 if " |> rake(" in call else 1e-8

    def means(*names: str) -> list[Replicated]:
        def one(name: str) -> Replicated:
            def values(batch: Batch) -> np.ndarray:
                known = ~np.isnan(batch[name])
                return np.column_stack([np.where(known, batch[name], 0.0), known])
            return replicate_anew(survey, how, (name,), values, 2, lambda t: t[:, :1] / t[:, 1:])[0]
        return [one(name) for name in names]

    agrees(both(means("y1", "income")), answer["mean"], "mean", close)
    agrees(both(means("y3")), answer["missing"], "missing", close)
    agrees(both(replicate_anew(survey, how, ("count", "z"), lambda b: np.column_stack([b["count"], b["z"]]), 2,
                               lambda t: t)), answer["total"], "total", close)
    agrees(both(replicate_anew(survey, how, ("income", "x"), lambda b: np.column_stack([b["income"], b["x"]]), 2,
                               lambda t: t[:, :1] / t[:, 1:])), answer["ratio"], "ratio", close)
    codes = sorted(set(data["m1"]))
    found = replicate_anew(survey, how, ("y1", "m1"), lambda b: np.column_stack([b["y1"], np.ones(len(b["y1"]))]), 2,
                           lambda t: t[:, :1] / t[:, 1:], domain=groups("m1", codes), domains=len(codes))
    agrees(both(found), answer["by"], "by", close)
