"""Quantiles by replication: from the weight each value has in each first-stage unit.

R: svyquantile(interval.type = "quantile") of a replicate design, qrule "math" or "school". A jackknife's variance of a
quantile does not settle as samples grow (Efron 1979, section 3; Shao & Tu 1995, chapter 1); a bootstrap's does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from qabilet.stats.survey.resampled.replicates import Replicated, Replicates, unit_counts, unit_sums
from qabilet.stats.survey.resampled.replication import degrees_of, replicate_scales, scattered, unit_factors
from qabilet.stats.survey.rows import Batch, Floats, Ints, Keys
from qabilet.stats.survey.survey import Survey

_ROUNDING = 1e-12


def quantiles_by_replicates(survey: Survey, how: Replicates, column: str, shares: Sequence[float], *,
                            rule: Literal["math", "school"] = "math", domain: Keys | None = None, domains: int = 1,
                            reads: Sequence[str] = ()) -> list[Replicated]:
    """For each domain the quantiles (0 < share < 1) of a column, theta (len(shares),), missing values left out.

    rule: where exactly the share lies at or below a value, that value ('math') or its middle with the next one
    ('school'); exactly: to 1e-12 of all weight (R asks whether two sums rounded in the order of the rows are equal).
    NaN for a domain of nobody. Memory: first-stage units x domains x distinct values. Raises ValueError where rows are
    the units: name the column that tells them apart.
    """
    if survey.layout.levels[0].rows:
        raise ValueError("quantiles of replicates need the units of the first stage named: say which column tells rows")
    read = tuple(dict.fromkeys((column, *reads, *survey.columns)))
    known = [np.unique(batch) for batch in survey.rows.map(read, lambda batch: _answers(survey, batch, column))]
    x = np.unique(np.concatenate(known)) if known else np.empty(0)
    width = max(len(x), 1)

    def place(batch: Batch) -> Ints:
        values = np.asarray(batch[column], dtype=np.float64)
        at = np.zeros(len(values), dtype=np.int64) if domain is None else domain(batch)
        kept = (at >= 0) & ~np.isnan(values) & (survey.weight(batch) != 0)
        return np.where(kept, at * width + np.searchsorted(x, values), -1)

    heaps = unit_sums(survey, read, lambda batch: np.ones((len(batch[column]), 1)), 1, place, domains * width)
    counts = unit_counts(survey, read, place, domains * width, None).reshape(-1, domains, width).sum(axis=2)
    factors, scales = unit_factors(survey, how), replicate_scales(survey, how)
    out = []
    for d in range(domains):
        units = heaps[:, d * width:(d + 1) * width, 0]
        theta = _quantiles(x, units.sum(axis=0)[None, :], shares, rule)[0]
        thetas = _quantiles(x, factors.T @ units, shares, rule)
        df = degrees_of(survey, how, counts[:, d])
        out.append(scattered(how, theta, thetas, scales, df, int(counts[:, d].sum())))
    return out


def _answers(survey: Survey, batch: Batch, column: str) -> Floats:
    values = np.asarray(batch[column], dtype=np.float64)
    return np.asarray(values[~np.isnan(values) & (survey.weight(batch) != 0)], dtype=np.float64)


def _quantiles(x: Floats, heaps: Floats, shares: Sequence[float], rule: str) -> Floats:
    """(m, q) from the weights (m, v) of the values x (v,)."""
    below = np.cumsum(heaps, axis=1)
    out = np.full((len(heaps), len(shares)), np.nan)
    some = np.flatnonzero(below[:, -1] > 0)
    if not len(x) or not len(some):
        return out
    below = below[some]
    room = _ROUNDING * below[:, -1]
    for place, share in enumerate(shares):
        goal = share * below[:, -1]
        first = np.minimum((below < (goal - room)[:, None]).sum(axis=1), len(x) - 1)
        after = np.minimum((below <= (goal + room)[:, None]).sum(axis=1), len(x) - 1)
        out[some, place] = x[first] if rule == "math" else (x[first] + x[np.maximum(after, first)]) / 2
    return out
