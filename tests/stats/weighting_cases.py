"""The stored cases of weighting as surveys: each step of the R call made our way."""

from __future__ import annotations

from typing import Any

import numpy as np
from reference_cases import cases
from survey_designs import columns, declared

from qabilet.stats.survey.rows import ArrayRows
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.weights.calibration import Total, calibrate
from qabilet.stats.survey.weights.cells import Margin
from qabilet.stats.survey.weights.post_strata import post_stratify, reweigh_respondents
from qabilet.stats.survey.weights.raking import rake
from qabilet.stats.survey.weights.trimming import trim

CASES = cases("survey_weights")


def margin(given: dict[str, Any]) -> Margin:
    levels = [tuple(map(float, level)) if isinstance(level, list) else (float(level),) for level in given["levels"]]
    return Margin(tuple(given["columns"]), dict(zip(levels, given["population"], strict=True)))


def stepped(survey: Survey, given: dict[str, Any]) -> Survey:
    """The survey after one step as it was stored."""
    margins = [margin(one) for one in given.get("margins", [])]
    lower = -np.inf if given.get("lower") is None else given["lower"]
    upper = np.inf if given.get("upper") is None else given["upper"]
    match given["kind"]:
        case "response":
            step = reweigh_respondents(survey, margins[0].columns, drawn=margins[0].population)
            return survey.after(step)
        case "post":
            return survey.after(post_stratify(survey, margins[0]))
        case "rake":
            return survey.after(rake(survey, margins, tolerance=1e-13))
        case "calibrate":
            totals = [Total(name, total) for name, total in dict(given["totals"] or {}).items()]
            return survey.after(calibrate(survey, margins, totals, distance=given["distance"], lower=lower,
                                          upper=upper))
    return survey.after(trim(survey, lower=lower, upper=upper, strict=given["strict"]))


def weighed(case: dict[str, Any], batch: int = 37) -> Survey:
    """The survey after all steps of a case."""
    name, data = case["given"]["name"], columns(case["given"]["name"])
    if "respondents" in case["given"]:
        answered = ~np.isnan(data[case["given"]["respondents"]])
        data = {column: values[answered] for column, values in data.items()}
    survey = Survey.of(ArrayRows(data, batch), declared(name))
    for step in case["given"]["steps"]:
        survey = stepped(survey, step)
    return survey
