"""The eighteen reference designs as surveys: the data R saw, declared our way."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from reference_cases import cases

from qabilet.stats.survey.rows import ArrayRows
from qabilet.stats.survey.sample_design import SampleDesign, Stage
from qabilet.stats.survey.survey import Survey


@cache
def stored() -> dict[str, dict[str, Any]]:
    """name of the design -> what make_survey_designs.R kept of it, with R's answers."""
    return {case["given"]["name"]: case | case["given"] for case in cases("survey_designs").values()}


def columns(name: str) -> dict[str, np.ndarray]:
    """The data of a design, float64, NaN where missing."""
    return {column: np.array([np.nan if one is None else one for one in values], dtype=np.float64)
            for column, values in stored()[name]["data"].items()}


def declared(name: str) -> SampleDesign:
    how = stored()[name]["declared"]
    return SampleDesign(tuple(Stage(**stage) for stage in how["stages"]), how["weight"], how["lonely"])


def survey(name: str, *, batch: int = 37, **more: np.ndarray) -> Survey:
    """A design's survey, its rows read `batch` at a time; `more` columns beside the stored ones."""
    return Survey.of(ArrayRows(columns(name) | more, batch), declared(name))
