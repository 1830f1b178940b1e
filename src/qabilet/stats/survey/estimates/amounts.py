"""Amounts: totals and ratios of totals, in domains, with the covariance their design gives them.

T = sum w y, linearised w y; R = sum w y / sum w x, linearised w (y - R x) / sum w x (Woodruff 1971; Särndal, Swensson &
Wretman 1992, sections 5.5 and 5.6). R: survey::svytotal(na.rm = TRUE), svyratio(na.rm = TRUE, covmat = TRUE).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from qabilet.stats.estimate import Basis
from qabilet.stats.mean_vector import MeanVector
from qabilet.stats.survey.linear_estimates import Influence, residual, sharpened, told, told_across
from qabilet.stats.survey.rows import Ints, Keys
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.tallies import Tally, tally
from qabilet.stats.survey.variable import Variable, together

Pair = tuple[Variable, Variable]
"""The numerator and the denominator of a ratio."""


def survey_totals(survey: Survey, variables: Sequence[Variable], *, domain: Keys | None = None, domains: int = 1,
                  reads: Sequence[str] = (), basis: Basis = "design") -> list[MeanVector]:
    """The totals of the variables within each domain, as survey_means gives means; missing values count for nothing.

    The sums of a domain and of its complement are those of both: they are added as whole numbers and rounded once. A
    domain of nobody: NaN with n = 0 (R: 0).
    """
    found = tally(survey, variables, domain=domain, domains=domains, reads=reads)
    names = tuple(one.name for one in variables)
    return [told(names, found, d, *_totals(found, d), basis, alone=False) for d in range(domains)]


def survey_totals_across(survey: Survey, variables: Sequence[Variable], *, domain: Keys, domains: int,
                         reads: Sequence[str] = (), basis: Basis = "design") -> MeanVector:
    """The totals of every domain in one vector, named and joined as survey_means_across does."""
    found = tally(survey, variables, domain=domain, domains=domains, reads=reads)
    names = tuple(one.name for one in variables)
    return told_across(names, found, [_totals(found, d) for d in range(domains)], basis, alone=False)


def survey_ratios(survey: Survey, pairs: Sequence[Pair], *, domain: Keys | None = None, domains: int = 1,
                  reads: Sequence[str] = (), basis: Basis = "design") -> list[MeanVector]:
    """Ratios of totals, named `y / x`, within each domain; of the rows that have both. NaN where the denominator is 0.
    """
    found, each, uses = _both(survey, pairs, domain, domains, reads, basis)
    return [told(_names(pairs), found, d, theta, influence, basis, alone=True, uses=uses)
            for d, (theta, influence) in enumerate(each)]


def survey_ratios_across(survey: Survey, pairs: Sequence[Pair], *, domain: Keys, domains: int,
                         reads: Sequence[str] = (), basis: Basis = "design") -> MeanVector:
    """The ratios of every domain in one vector, named and joined as survey_means_across does."""
    found, each, uses = _both(survey, pairs, domain, domains, reads, basis)
    return told_across(_names(pairs), found, each, basis, alone=True, uses=uses)


def _names(pairs: Sequence[Pair]) -> tuple[str, ...]:
    return tuple(f"{y.name} / {x.name}" for y, x in pairs)


def _both(survey: Survey, pairs: Sequence[Pair], domain: Keys | None, domains: int, reads: Sequence[str],
          basis: Basis) -> tuple[Tally, Sequence[Influence], Ints | None]:
    """A tally, the ratios with their influences in its terms, and which of its variables tells n and df."""
    variables = [one for pair in pairs for one in together(pair)]
    found = tally(survey, variables, domain=domain, domains=domains, reads=reads)
    each, uses = [_ratios(found, d) for d in range(domains)], np.arange(0, len(variables), 2, dtype=np.int64)
    if basis == "none":
        return found, each, uses
    theta, divisors = np.stack([one for one, _ in each]), np.stack([_totals(found, d)[0][1::2] for d in range(domains)])
    residuals = [residual(variables[2 * j], variables[2 * j + 1], theta[:, j], domain, reads)
                 for j in range(len(pairs))]
    return sharpened(survey, found, each, residuals, divisors, domain, reads, uses=uses)


def _totals(found: Tally, d: int) -> Influence:
    """(k,) the totals of a domain, and (k, 2k) what makes their influences of Y and W."""
    k = len(found.pilot)
    theta = np.where(found.totals[d, k:] != 0, found.amounts[d], math.nan)
    return theta, np.hstack([np.eye(k), np.diag(found.pilot)])


def _ratios(found: Tally, d: int) -> Influence:
    totals, influences = _totals(found, d)
    y, x = totals[0::2], totals[1::2]
    with np.errstate(invalid="ignore", divide="ignore"):
        theta = np.where(x != 0, y / x, math.nan)
        inverse = np.where((x != 0) & ~np.isnan(x), 1.0 / x, 0.0)
    return theta, inverse[:, None] * (influences[0::2] - np.nan_to_num(theta)[:, None] * influences[1::2])
