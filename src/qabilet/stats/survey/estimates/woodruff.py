"""Quantiles under a design, with Woodruff's interval: that of the share at or below, read off the distribution again.

With q the estimate, F(q) the share at or below it, V its variance and t that of the design's degrees of freedom, the
bounds are the quantiles of F(q) -+ t sqrt(V) ('mean') or of the same on the logit scale ('xlogit') (Woodruff 1952;
Francisco & Fuller 1991, section 4). R: survey::svyquantile(interval.type = "mean" and "xlogit", qrule = "math",
"school" and "hf7"), whose defaults are "mean" and "math".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np

from qabilet.stats.distributions import student_quantile
from qabilet.stats.estimate import Basis, Estimate
from qabilet.stats.mean_vector import MeanVector
from qabilet.stats.survey.estimates.averages import survey_means
from qabilet.stats.survey.estimates.heaps import Rule, WeightedValues, weighted_values
from qabilet.stats.survey.rows import Batch, Floats, Keys
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import Variable

Interval = Literal["xlogit", "mean"]


def survey_quantiles(survey: Survey, variable: Variable, shares: Sequence[float], *, rule: Rule = "school",
                     interval: Interval = "xlogit", level: float = 0.95, domain: Keys | None = None, domains: int = 1,
                     reads: Sequence[str] = (), basis: Basis = "design") -> list[dict[float, Estimate]]:
    """The quantiles of a variable at the `shares` (0 < p < 1) within each domain, by their share.

    se is the width of the interval over 2 t, as R has it. A bound that would need values nobody gave is the least or
    the greatest given (R: NaN); with everybody at or below the estimate there is no interval, nor with one respondent,
    without degrees of freedom or with basis 'none'. n = 0: NaN. Passes: one for the values, one for the shares.
    """
    heaps = weighted_values(survey, variable, domain=domain, domains=domains, reads=reads)
    found = np.array([[one.quantile(p, rule) for p in shares] for one in heaps]).reshape(domains, len(shares))
    hits = [_at_most(variable, f"{place}", found[:, place], domain, reads) for place in range(len(shares))]
    below = survey_means(survey, hits, domain=domain, domains=domains, reads=reads, basis=basis)
    return [{p: _estimate(float(found[d, place]), heaps[d], below[d], place, rule, interval, level)
             for place, p in enumerate(shares)} for d in range(domains)]


def _at_most(variable: Variable, name: str, limit: Floats, domain: Keys | None, reads: Sequence[str]) -> Variable:
    """1 where the variable is at most its domain's limit."""
    def values(batch: Batch) -> Floats:
        own = variable.values(batch)
        at = np.zeros(len(own), dtype=np.int64) if domain is None else np.maximum(domain(batch), 0)
        return np.where(np.isnan(own), np.nan, (own <= limit[at]).astype(np.float64))

    return Variable(name, tuple(dict.fromkeys((*variable.columns, *reads))), values, 1.0)


def _estimate(value: float, heaps: WeightedValues, below: MeanVector, place: int, rule: Rule, interval: Interval,
              level: float) -> Estimate:
    n, p = int(below.n[place]), float(below.theta[place])
    variance, df = float(below.V[place, place]), float(below.df[place])
    if below.basis == "none" or n == 0 or not 0 < p < 1 or not variance >= 0 or not df > 0:
        return Estimate(value if n else math.nan, n, level=level, basis=below.basis)
    t = student_quantile(0.5 + level / 2, df)
    if variance == 0:
        low = high = value
    else:
        first, last = _shares(p, variance, t, interval)
        low, high = heaps.quantile(max(first, 0.0), rule), heaps.quantile(min(last, 1.0), rule)
    return Estimate(value, n, (high - low) / (2 * t), low, high, level, below.basis, df)


def _shares(p: float, variance: float, t: float, interval: Interval) -> tuple[float, float]:
    if interval == "mean":
        half = t * math.sqrt(variance)
        return p - half, p + half
    half, middle = t * math.sqrt(variance) / (p * (1 - p)), math.log(p / (1 - p))
    return 1 / (1 + math.exp(half - middle)), 1 / (1 + math.exp(-half - middle))
