"""Estimates by replication: any function of totals, in domains, with the variance its replicates show."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qabilet.stats.survey.resampled.leave_one import left_out_rows, left_out_units, rank
from qabilet.stats.survey.resampled.replicates import (
    Function,
    Replicated,
    Replicates,
    Scatter,
    told,
    unit_counts,
    unit_sums,
)
from qabilet.stats.survey.rows import Batch, Floats, Ints, Keys, Seen
from qabilet.stats.survey.survey import Survey, Values

_RANK = 1e-5
"""Singular values below this share of the largest are zero, as in R's degf."""


def replicate(survey: Survey, how: Replicates, columns: Sequence[str], values: Values, width: int, estimate: Function,
              *, domain: Keys | None = None, domains: int = 1, seen: Seen | None = None) -> list[Replicated]:
    """One Replicated a domain: estimate(totals) of the weighted totals of `values`, zero where a row does not bear.

    seen: rows that bear on it, for n and df. The weights of the survey's last step are taken as they are (R:
    as.svrepdesign of an adjusted design); `replicate_anew` makes the steps again in every replicate. Cost: four passes,
    where rows are the units four more a domain.
    """
    units = unit_sums(survey, columns, values, width, domain, domains)
    counts = unit_counts(survey, columns, domain, domains, seen)
    out = []
    for d in range(domains):
        df, n = degrees_of(survey, how, counts[:, d]), int(counts[:, d].sum())
        if how.factors is None and survey.layout.levels[0].rows:
            theta, scatter, lost = left_out_rows(survey, how, columns, values, width, estimate, units[:, d], domain, d)
            told_any = bool((how.scales != 0).any())  # a census of every stratum has no replicates, and no error
            covariance = scatter.covariance(how.scale, how.mse) if told_any else np.zeros((len(theta),) * 2)
            out.append(Replicated(theta, covariance, df, n, lost))
        else:
            out.append(told_by(survey, how, units[:, d], estimate, df, n))
    return out


def replicate_means(survey: Survey, how: Replicates, names: Sequence[str], *, domain: Keys | None = None,
                    domains: int = 1, reads: Sequence[str] = ()) -> list[list[Replicated]]:
    """For each domain the mean of each column over those who answered it, one Replicated (of one value) each. R:
    svymean(na.rm = TRUE), svyby."""
    def one(name: str) -> list[Replicated]:
        def values(batch: Batch) -> Floats:
            column = np.asarray(batch[name], dtype=np.float64)
            known = ~np.isnan(column)
            return np.column_stack([np.where(known, column, 0.0), known])
        return replicate(survey, how, (name, *reads), values, 2, lambda t: t[:, :1] / t[:, 1:],
                         domain=domain, domains=domains, seen=lambda batch: ~np.isnan(batch[name])[:, None])

    return [list(each) for each in zip(*(one(name) for name in names), strict=True)]


def told_by(survey: Survey, how: Replicates, units: Floats, estimate: Function, df: int, n: int) -> Replicated:
    """From the totals of the units (U, width)."""
    if how.factors is None:
        theta, thetas, scales = left_out_units(how, units, survey.layout.levels[0].stratum, estimate)
    else:
        total = units.sum(axis=0)
        theta, thetas, scales = told(total[None, :], total, estimate)[0], told(how.factors.T @ units, total,
                                                                               estimate), how.scales
    return scattered(how, theta, thetas, scales, df, n)


def scattered(how: Replicates, theta: Floats, thetas: Floats, scales: Floats, df: int, n: int) -> Replicated:
    """From the replicates' estimates (m, q): those that cannot tell are dropped, as R drops them."""
    tells = ~np.isnan(thetas).any(axis=1)
    scatter = Scatter.of(thetas[tells] - theta, scales[tells])
    covariance = scatter.covariance(how.scale, how.mse) if len(thetas) else np.zeros((len(theta),) * 2)
    return Replicated(theta, covariance, df, n, int((~tells).sum()))


def degrees_of(survey: Survey, how: Replicates, counts: Ints) -> int:
    """The rank of the replicate weights of the rows counted in each unit, less one."""
    level = survey.layout.levels[0]
    if how.factors is not None:
        held = how.factors[counts > 0]
        squares = held @ held.T if len(held) < held.shape[1] else held.T @ held
        values = np.linalg.eigvalsh(squares) if held.size else np.zeros(1)  # squares of the singular values
        return max(int((values > _RANK * _RANK * values[-1]).sum()) - 1, 0)
    if level.rows:
        present = counts.astype(np.float64)
    else:
        present = np.bincount(level.stratum, weights=counts > 0, minlength=len(level.drawn)).astype(np.float64)
    return max(rank(how, level.drawn, present) - 1, 0)


def unit_factors(survey: Survey, how: Replicates) -> Floats:
    """(U, R) what each unit's weights are multiplied by in each replicate. Memory: for a jackknife U^2."""
    if how.factors is not None:
        return how.factors
    assert how.aside is not None
    assert how.within is not None
    stratum = survey.layout.levels[0].stratum
    out = np.flatnonzero(how.scales[stratum] != 0)
    same = stratum[:, None] == stratum[out]
    inside = how.within[stratum[out]] * (np.arange(len(stratum))[:, None] != out)
    return np.where(same, inside, how.aside[stratum[out]])


def replicate_scales(survey: Survey, how: Replicates) -> Floats:
    """(R,) what each replicate counts for."""
    if how.factors is not None:
        return how.scales
    scales = how.scales[survey.layout.levels[0].stratum]
    return np.asarray(scales[scales != 0], dtype=np.float64)
