"""Dispersion: variances, standard deviations, covariances and correlations in the population, under the design.

S_ab = n / (n - 1) sum w (a - abar)(b - bbar) / sum w, linearised as the mean it is: what is known of abar and bbar adds
nothing in first order (R: survey::svyvar). The standard deviation and the correlation follow by the delta method.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from qabilet.stats.estimate import Basis
from qabilet.stats.mean_vector import MeanVector
from qabilet.stats.survey.estimates.averages import survey_means
from qabilet.stats.survey.rows import Batch, Floats, Keys
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.tallies import tally
from qabilet.stats.survey.variable import Variable, together


def survey_variances(survey: Survey, variables: Sequence[Variable], *, domain: Keys | None = None, domains: int = 1,
                     reads: Sequence[str] = (), basis: Basis = "design") -> list[MeanVector]:
    """The variance of each variable within each domain, of those who answered it; NaN for fewer than two.

    R: svyvar(~y, subset(design, !is.na(y))); with na.rm = TRUE R's n counts those who did not answer too.
    """
    return _moments(survey, variables, [(j, j) for j in range(len(variables))], domain, domains, reads, basis)


def survey_deviations(survey: Survey, variables: Sequence[Variable], *, domain: Keys | None = None, domains: int = 1,
                      reads: Sequence[str] = (), basis: Basis = "design") -> list[MeanVector]:
    """The standard deviation of each variable. R: svycontrast(svyvar(...), quote(sqrt(V1)))."""
    out = []
    for found in survey_variances(survey, variables, domain=domain, domains=domains, reads=reads, basis=basis):
        with np.errstate(invalid="ignore", divide="ignore"):
            slope = np.where(found.theta > 0, 0.5 / np.sqrt(found.theta), 0.0)
            out.append(replace(found, theta=np.sqrt(found.theta), V=found.V * np.outer(slope, slope)))
    return out


def survey_covariances(survey: Survey, variables: Sequence[Variable], *, domain: Keys | None = None, domains: int = 1,
                       reads: Sequence[str] = (), basis: Basis = "design") -> list[MeanVector]:
    """The covariances of the rows that have all the variables, named `a,b`, a no later than b, row by row.
    R: svyvar(~a + b + ..., subset(design, complete.cases(...)))."""
    k = len(variables)
    return _moments(survey, together(variables), [(i, j) for i in range(k) for j in range(i, k)], domain, domains,
                    reads, basis)


def survey_correlations(survey: Survey, variables: Sequence[Variable], *, domain: Keys | None = None,
                        domains: int = 1, reads: Sequence[str] = (), basis: Basis = "design") -> list[MeanVector]:
    """The correlations of the rows that have all the variables, named `a,b`, a before b; NaN where one does not vary.
    R: svycontrast(svyvar(~a + b, ...), quote(...)) of each."""
    found = survey_covariances(survey, variables, domain=domain, domains=domains, reads=reads, basis=basis)
    return [_correlated(one, [each.name for each in variables]) for one in found]


def _moments(survey: Survey, variables: Sequence[Variable], pairs: Sequence[tuple[int, int]], domain: Keys | None,
             domains: int, reads: Sequence[str], basis: Basis) -> list[MeanVector]:
    """The means of the products of deviations from each domain's own means, times n / (n - 1)."""
    mean = domain_means(survey, variables, domain, domains, reads)
    products = [product(variables[i], variables[j], mean[:, i], mean[:, j], domain, reads) for i, j in pairs]
    out = []
    for found in survey_means(survey, products, domain=domain, domains=domains, reads=reads, basis=basis):
        with np.errstate(divide="ignore", invalid="ignore"):
            more = np.where(found.n > 1, found.n / (found.n - 1.0), math.nan)
        V = found.V * np.outer(more, more)
        out.append(replace(found, theta=found.theta * more, V=V))
    return out


def domain_means(survey: Survey, variables: Sequence[Variable], domain: Keys | None, domains: int,
                 reads: Sequence[str]) -> Floats:
    """(domains, k) the means alone, 0 where nobody answered."""
    found, k = tally(survey, variables, domain=domain, domains=domains, reads=reads), len(variables)
    weights = found.totals[:, k:]
    return np.divide(found.amounts, weights, out=np.zeros_like(weights), where=weights != 0)


def product(first: Variable, second: Variable, mean: Floats, other: Floats, domain: Keys | None,
            reads: Sequence[str]) -> Variable:
    """(first - mean of the row's domain) (second - other of the row's domain), named `first,second`."""
    def values(batch: Batch) -> Floats:
        a, b = first.values(batch), second.values(batch)
        at = np.zeros(len(a), dtype=np.int64) if domain is None else np.maximum(domain(batch), 0)
        return np.asarray((a - mean[at]) * (b - other[at]))

    reach = [None if one.bound is None else one.bound + float(np.abs(about).max(initial=0.0))
             for one, about in ((first, mean), (second, other))]
    bound = None if reach[0] is None or reach[1] is None else reach[0] * reach[1] * (1 + 1e-12)
    name = first.name if first is second else f"{first.name},{second.name}"
    return Variable(name, tuple(dict.fromkeys((*first.columns, *second.columns, *reads))), values, bound)


def _correlated(found: MeanVector, names: Sequence[str]) -> MeanVector:
    k = len(names)
    at = {pair: place for place, pair in enumerate((i, j) for i in range(k) for j in range(i, k))}
    pairs = [(i, j) for i in range(k) for j in range(i + 1, k)]
    theta, slopes = np.full(len(pairs), math.nan), np.zeros((len(pairs), len(found.names)))
    for place, (i, j) in enumerate(pairs):
        own, other, both = (float(found.theta[at[pair]]) for pair in ((i, i), (j, j), (i, j)))
        if own > 0 and other > 0:
            theta[place] = both / math.sqrt(own * other)
            slopes[place, at[i, j]] = 1 / math.sqrt(own * other)
            slopes[place, at[i, i]] = -theta[place] / (2 * own)
            slopes[place, at[j, j]] = -theta[place] / (2 * other)
    V = slopes @ found.V @ slopes.T
    V[np.isnan(theta), :] = V[:, np.isnan(theta)] = math.nan
    first = [at[pair] for pair in pairs]
    return MeanVector(tuple(f"{names[i]},{names[j]}" for i, j in pairs), theta, V, found.n[first], found.df[first],
                      found.basis)
