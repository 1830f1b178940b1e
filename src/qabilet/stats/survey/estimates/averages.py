"""Averages: means of many variables in many domains, with the covariance their design gives them.

    from qabilet.stats.survey.variable import column, groups, indicator
    every = survey_means(survey, [column("y1"), indicator("y1", (4, 5), "agree")])[0]           # one MeanVector
    by_g = survey_means(survey, [column("y1", bound=5)], domain=groups("g", (1, 2, 3)), domains=3, reads=("g",))
    across = survey_means_across(survey, [column("y1")], domain=groups("g", (1, 2, 3)), domains=3, reads=("g",))
    across.contrast("y1[0]", "y1[2]")                                                           # domain 0 less domain 2

theta = sum w y / sum w over those who answered; linearised, m (y - theta) / sum w m (Woodruff 1971; Särndal, Swensson &
Wretman 1992, sections 5.5 and 5.8). R: survey::svymean(na.rm = TRUE) of each variable, svyby, svycontrast.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from qabilet.stats.estimate import Basis
from qabilet.stats.mean_vector import MeanVector
from qabilet.stats.survey.linear_estimates import Influence, residual, sharpened, told, told_across
from qabilet.stats.survey.rows import Keys
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.tallies import Tally, tally
from qabilet.stats.survey.variable import Variable


def survey_means(survey: Survey, variables: Sequence[Variable], *, domain: Keys | None = None, domains: int = 1,
                 reads: Sequence[str] = (), basis: Basis = "design") -> list[MeanVector]:
    """The means of the variables within each domain 0 .. domains - 1, one MeanVector a domain, named as the variables.

    domain: a batch to (n,) whole numbers, negative for none; `reads`: the columns it needs. Missing values are left out
    variable by variable, V is that of the joint influences. n: rows with an answer and a weight; df: first-stage units
    less first-stage strata among them (R: degf of the subset). A domain of nobody: theta and V NaN, n 0. One
    respondent: V NaN (R: 0), except in a census. basis 'none': V zero. One pass, two without bounds.
    """
    found, each = _found(survey, variables, domain, domains, reads, basis)
    names = tuple(one.name for one in variables)
    return [told(names, found, d, theta, influence, basis, alone=True) for d, (theta, influence) in enumerate(each)]


def survey_means_across(survey: Survey, variables: Sequence[Variable], *, domain: Keys, domains: int,
                        reads: Sequence[str] = (), basis: Basis = "design") -> MeanVector:
    """The means of every domain in one vector, named `variable[domain]`, domain by domain, with the covariance between
    domains that shared units give them: differences of groups are `contrast`s of it.

    R: the covariance of svyratio(~y:domain, ~domain, covmat = TRUE); svyby(covmat = TRUE) of survey 4.1 leaves the
    covariances between domains at zero, which is wrong where units hold members of several. Under `domain_lonely` the
    blocks within a domain follow that rule and those between domains do not.
    """
    found, each = _found(survey, variables, domain, domains, reads, basis)
    return told_across(tuple(one.name for one in variables), found, each, basis, alone=True)


def _found(survey: Survey, variables: Sequence[Variable], domain: Keys | None, domains: int, reads: Sequence[str],
           basis: Basis) -> tuple[Tally, Sequence[Influence]]:
    found = tally(survey, variables, domain=domain, domains=domains, reads=reads)
    each = [_means(found, d) for d in range(domains)]
    if basis == "none":
        return found, each
    theta = np.stack([one for one, _ in each])
    residuals = [residual(one, None, theta[:, j], domain, reads) for j, one in enumerate(variables)]
    found, known, _ = sharpened(survey, found, each, residuals, found.totals[:, len(variables):], domain, reads)
    return found, known


def _means(found: Tally, d: int) -> Influence:
    """(k,) the means of a domain, and (k, 2k) what makes their influences of Y and W."""
    k = len(found.pilot)
    total, weights = found.totals[d, :k], found.totals[d, k:]
    with np.errstate(invalid="ignore", divide="ignore"):
        beside = total / weights
        inverse = np.where(weights != 0, 1.0 / weights, 0.0)
    return (np.where(weights != 0, found.pilot + beside, math.nan),
            np.hstack([np.diag(inverse), np.diag(-inverse * np.nan_to_num(beside))]))
