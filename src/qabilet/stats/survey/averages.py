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
from dataclasses import dataclass

import numpy as np

from qabilet.stats.estimate import Basis
from qabilet.stats.mean_vector import MeanVector
from qabilet.stats.survey.exact import sums_by
from qabilet.stats.survey.rows import Batch, Floats, Ints, Keys
from qabilet.stats.survey.spread import Spread
from qabilet.stats.survey.survey import Survey, finite
from qabilet.stats.survey.variable import Variable, columns_of, ranges, table

_NOISE = 1e-13
"""A standard error smaller than this beside its mean is the rounding of answers that are all alike."""


@dataclass(frozen=True, slots=True, eq=False)
class Centred:
    """What the means of k variables in D domains rest on: `theta` and `weights` (D, k), the latter the sums of the
    weights of those who answered; `spreads`, one a domain, of m (y - theta): divided by `weights` the influences."""

    theta: Floats
    weights: Floats
    spreads: list[Spread]


def survey_means(survey: Survey, variables: Sequence[Variable], *, domain: Keys | None = None, domains: int = 1,
                 reads: Sequence[str] = (), basis: Basis = "design") -> list[MeanVector]:
    """The means of the variables within each domain 0 .. domains - 1, one MeanVector a domain, named as the variables.

    domain: a batch to (n,) whole numbers, negative for none; `reads`: the columns it needs. Missing values are left out
    variable by variable, V is that of the joint influences. n: rows with an answer and a weight; df: first-stage units
    less first-stage strata among them (R: degf of the subset). A domain of nobody: theta and V NaN, n 0. One
    respondent: V NaN (R: 0), except in a census. basis 'none': V zero, df NaN. Two passes, three without bounds.
    """
    names = tuple(one.name for one in variables)
    if basis == "none":
        low, high = ranges(survey.rows, variables)
        theta, _ = _theta(survey, variables, np.maximum(-low, high), domain, domains, reads)
        return [MeanVector(names, row, _told(np.zeros((len(n),) * 2), n, False), n, np.full(len(n), math.nan), basis)
                for row, n in zip(theta, answered(survey, variables, domain, domains, reads), strict=True)]
    known = centred(survey, variables, domain=domain, domains=domains, reads=reads)
    return [vector(names, theta, weights, spread, basis)
            for theta, weights, spread in zip(known.theta, known.weights, known.spreads, strict=True)]


def survey_means_across(survey: Survey, variables: Sequence[Variable], *, domain: Keys, domains: int,
                        reads: Sequence[str] = (), basis: Basis = "design") -> MeanVector:
    """The means of every domain in one vector, named `variable[domain]`, domain by domain, with the covariance between
    domains that shared units give them: differences of groups are `contrast`s of it.

    R: the covariance of svyratio(~y:domain, ~domain, covmat = TRUE); svyby(covmat = TRUE) of survey 4.1 leaves the
    covariances between domains at zero, which is wrong where units hold members of several. Under `domain_lonely` the
    blocks within a domain follow that rule and those between domains do not.
    """
    each = survey_means(survey, variables, domain=domain, domains=domains, reads=reads, basis=basis)
    names = tuple(f"{one.name}[{d}]" for d in range(domains) for one in variables)
    theta, n, df = (np.concatenate([getattr(one, what) for one in each]) for what in ("theta", "n", "df"))
    V = np.zeros((len(names),) * 2)
    if basis != "none":
        known = centred(survey, variables, domain=domain, domains=domains, reads=reads, across=True)
        V = vector(names, theta, known.weights.ravel(), known.spreads[0], basis).V
    k = len(variables)
    for d, one in enumerate(each):
        V[d * k:(d + 1) * k, d * k:(d + 1) * k] = one.V
    V[np.isnan(np.diag(V)), :] = V[:, np.isnan(np.diag(V))] = math.nan
    return MeanVector(names, theta, V, n, df, basis)


def centred(survey: Survey, variables: Sequence[Variable], *, domain: Keys | None = None, domains: int = 1,
            reads: Sequence[str] = (), across: bool = False) -> Centred:
    """Means and the spreads of what is left of the variables beside them; `across`: one spread of domains x variables.
    """
    low, high = ranges(survey.rows, variables)
    theta, weights = _theta(survey, variables, np.maximum(-low, high), domain, domains, reads)
    centre = np.where(weights != 0, theta, 0.0)
    bound = np.maximum(np.abs(high - centre), np.abs(low - centre))
    columns = tuple(dict.fromkeys((*columns_of(variables), *reads)))
    k = len(variables)

    def residual(batch: Batch) -> Floats:
        at = np.zeros(len(survey.weight(batch)), dtype=np.int64) if domain is None else domain(batch)
        return np.asarray(finite(table(variables, batch) - centre[np.maximum(at, 0)]))

    def seen(batch: Batch) -> np.ndarray:
        return np.asarray(~np.isnan(table(variables, batch)) & (survey.weight(batch) != 0)[:, None])

    if not across:
        return Centred(theta, weights, survey.spreads(columns, residual, k, domain=domain, domains=domains, seen=seen,
                                                      bound=bound.max(axis=0)))

    def wide(batch: Batch) -> Floats:
        assert domain is not None
        out, at, found = np.zeros((len(survey.weight(batch)), domains, k)), domain(batch), residual(batch)
        inside = np.flatnonzero(at >= 0)
        out[inside, at[inside]] = found[inside]
        return out.reshape(len(out), domains * k)

    return Centred(theta, weights, survey.spreads(columns, wide, domains * k, bound=bound.ravel()))


def vector(names: tuple[str, ...], theta: Floats, weights: Floats, spread: Spread, basis: Basis) -> MeanVector:
    """A domain's means from their spread; see survey_means."""
    n = np.array([spread.n(j) for j in range(len(names))], dtype=np.int64)
    df = np.array([spread.degrees(j) for j in range(len(names))], dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        V = spread.covariance(np.diag(np.where(weights != 0, 1.0 / weights, 0.0)))
        alike = np.sqrt(np.diag(V)) <= _NOISE * np.abs(theta)
    V[alike, :] = V[:, alike] = 0.0
    return MeanVector(names, theta, _told(V, n, not _census(spread)), n, df, basis)


def answered(survey: Survey, variables: Sequence[Variable], domain: Keys | None, domains: int,
             reads: Sequence[str]) -> Ints:
    """(domains, k) rows with an answer and a weight. One pass."""
    columns = tuple(dict.fromkeys((*columns_of(variables), *reads, *survey.columns)))

    def kernel(batch: Batch) -> tuple[Ints | None, Floats]:
        there = ~np.isnan(table(variables, batch)) & (survey.weight(batch) != 0)[:, None]
        return None if domain is None else domain(batch), there.astype(np.float64)

    found = sums_by(survey.rows, columns, kernel, domains, len(variables), bound=np.ones(len(variables)))
    return found.astype(np.int64)


def _theta(survey: Survey, variables: Sequence[Variable], bound: Floats, domain: Keys | None, domains: int,
           reads: Sequence[str]) -> tuple[Floats, Floats]:
    """(domains, k) means, and the weights they rest on."""
    k = len(variables)

    def values(batch: Batch) -> Floats:
        found = table(variables, batch)
        return np.hstack([finite(found), ~np.isnan(found)])

    columns = tuple(dict.fromkeys((*columns_of(variables), *reads)))
    sums = survey.totals(columns, values, 2 * k, domain=domain, domains=domains,
                         bound=np.concatenate([bound, np.ones(k)]))
    with np.errstate(invalid="ignore", divide="ignore"):
        return sums[:, :k] / sums[:, k:], sums[:, k:]


def _told(V: Floats, n: Ints, sampled: bool) -> Floats:
    """NaN where nobody, or in a sample one alone, has told anything."""
    unknown = n < 1 + sampled
    V[unknown, :] = V[:, unknown] = math.nan
    return V


def _census(spread: Spread) -> bool:
    """Whether every stage was drawn whole, so that even one respondent leaves nothing open."""
    return all(bool(np.all(level.fraction >= 1.0)) for level in spread.layout.levels)
