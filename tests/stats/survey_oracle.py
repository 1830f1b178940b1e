"""What the survey tests share: stored cases of a file by design, and how far an answer may lie from R's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from reference_cases import cases
from survey_designs import columns, declared, survey

from qabilet.stats.survey.rows import ArrayRows
from qabilet.stats.survey.sample_design import Lonely
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import Variable, column, groups

CLOSE = 1e-8
LEVELS = (1.0, 2.0, 3.0, 4.0, 5.0)


def starting(name: str, *starts: str) -> list[Any]:
    """The stored cases whose call starts with one of these."""
    return [case for call, case in cases(name).items() if call.startswith(starts)]


def named(case: dict[str, Any]) -> str:
    """How a test of a case is called."""
    return f"{case['given']['design']}: {case['call'].split('svydesign')[0]}{case['given'].get('lonely', '')}"


def far_from(got: float | None, want: float | None, *, beside: float = 0.0) -> bool:
    """Whether a number is further from R's than 1e-8 of it, or of `beside` where that is larger; R's NaN is None."""
    if want is None:
        return not (got is None or math.isnan(got))
    return got is None or not abs(got - want) <= CLOSE * max(abs(want), beside)


def matrices_are_close(got: np.ndarray, want: Sequence[Sequence[float]]) -> bool:
    """Whether every covariance is within 1e-8 of the two standard deviations that it stands between."""
    wanted = np.array(want, dtype=float)
    scale = np.sqrt(np.outer(np.diag(wanted), np.diag(wanted)))
    return bool(np.all(np.abs(got - wanted) <= CLOSE * scale + 1e-25))


def lonely_survey(name: str, lonely: Lonely, *, batch: int = 37) -> Survey:
    """A stored design under another rule, with lonely units sought in domains too."""
    return Survey.of(ArrayRows(columns(name), batch), replace(declared(name), lonely=lonely, domain_lonely=True))


def by_g(levels: Sequence[float] = LEVELS) -> dict[str, Any]:
    """The arguments that ask for an estimate in the five groups of the column g."""
    return {"domain": groups("g", levels), "domains": len(levels), "reads": ("g",)}


def shuffled(name: str, batch: int, seed: int, **more: np.ndarray) -> Survey:
    """A stored design with its rows in another order and read by another number at a time."""
    data = columns(name) | more
    order = np.random.default_rng(seed).permutation(len(data["row"]))
    return Survey.of(ArrayRows({one: values[order] for one, values in data.items()}, batch), declared(name))


def bits(*arrays: np.ndarray) -> list[bytes]:
    """What must stay the same to the last bit."""
    return [np.ascontiguousarray(one).tobytes() for one in arrays]


__all__ = ["CLOSE", "LEVELS", "Variable", "bits", "by_g", "column", "far_from", "lonely_survey", "matrices_are_close",
           "named", "shuffled", "starting", "survey"]
