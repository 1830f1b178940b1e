"""Design effects: how much more an estimate varies than one of a simple random sample of as many, and what n that is.

deff = V / V_srs, V_srs = S^2 / n (1 - n / N) without replacement, S^2 / n with; S^2 = n / (n - 1) sum w (y - ybar)^2 /
sum w, N = sum w (Kish 1965, section 8.2; R: svymean(deff = TRUE) and deff = "replace"). For a total both have N^2.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from qabilet.stats.survey.estimates.amounts import survey_totals
from qabilet.stats.survey.estimates.averages import survey_means
from qabilet.stats.survey.estimates.dispersion import domain_means, product
from qabilet.stats.survey.rows import Keys
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.tallies import tally
from qabilet.stats.survey.variable import Variable


@dataclass(frozen=True, slots=True)
class DesignEffect:
    """`value` against drawing without replacement (NaN where the weights add up to no more than n), `replaced` against
    drawing with; `effective`: n / replaced, the simple sample as good as this one. NaN where nothing varies."""

    value: float
    replaced: float
    effective: float


def survey_design_effects(survey: Survey, variables: Sequence[Variable], *, of: Literal["mean", "total"] = "mean",
                          domain: Keys | None = None, domains: int = 1,
                          reads: Sequence[str] = ()) -> list[dict[str, DesignEffect]]:
    """The design effect of each variable's mean (or share) or total within each domain, by its name."""
    estimate = survey_means if of == "mean" else survey_totals
    found = estimate(survey, variables, domain=domain, domains=domains, reads=reads)
    mean = domain_means(survey, variables, domain, domains, reads)
    squares = [product(one, one, mean[:, j], mean[:, j], domain, reads) for j, one in enumerate(variables)]
    about = tally(survey, squares, domain=domain, domains=domains, reads=reads)
    k = len(variables)
    out = []
    for d, told in enumerate(found):
        each = {}
        for j, name in enumerate(told.names):
            N, n = float(about.totals[d, k + j]), int(told.n[j])
            S2 = float(about.amounts[d, j]) / N * n / (n - 1) if N > 0 and n > 1 else math.nan
            each[name] = _effect(float(told.V[j, j]), S2 * (N * N if of == "total" else 1.0), n, N)
        out.append(each)
    return out


def _effect(variance: float, square: float, n: int, N: float) -> DesignEffect:
    if not square > 0 or not np.isfinite(variance):
        return DesignEffect(math.nan, math.nan, math.nan)
    replaced = variance / (square / n)
    value = replaced * N / (N - n) if n < N else math.nan
    return DesignEffect(value, replaced, n / replaced if replaced > 0 else math.inf)
