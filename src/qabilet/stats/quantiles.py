"""Medians and other quantiles from how often each value occurs, with Woodruff's interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from qabilet.stats.distributions import student_quantile
from qabilet.stats.estimate import Basis, Estimate
from qabilet.stats.mean_vector import means
from qabilet.stats.moments import Floats, Moments

Rule = Literal["school", "math"]
"""What stands between two values when exactly the share q lies at or below the first: their middle, or the first."""


def quantile(values: npt.ArrayLike, counts: npt.ArrayLike, q: float, *, level: float = 0.95, basis: Basis,
             populations: Sequence[int] | None = None, rule: Rule = "school") -> Estimate:
    """The q quantile (0 < q < 1) of values (v,) that occur counts (v,) times, or (strata, v) times.

    Missing values are left out by the caller, strata and populations are those of `means`. Interval: the logit interval
    of the share at or below the estimate, by the t of the design, read off the distribution again (Woodruff 1952;
    Francisco & Fuller 1991). R: svyquantile(interval.type = "xlogit", qrule = rule), whose default rule is "math".
    A bound that would need values nobody gave is the largest (smallest) given; with everybody at or below the estimate
    there is no interval. n = 0: NaN.
    """
    x = np.asarray(values, dtype=np.float64)
    often = np.atleast_2d(np.asarray(counts, dtype=np.float64))
    order = np.argsort(x, kind="stable")
    x, often = x[order], often[:, order]
    sizes = often.sum(axis=1)
    n = int(sizes.sum())
    if n == 0:
        return Estimate(math.nan, 0, level=level, basis=basis)
    weights = np.ones(len(often))
    if populations is not None and basis == "design":
        weights = np.array([max(1.0, N / size) if size else 0.0 for N, size in zip(populations, sizes, strict=True)])
    heaps = weights @ often
    x, often, heaps = x[heaps > 0], often[:, heaps > 0], heaps[heaps > 0]
    below = np.cumsum(heaps)
    value = _at(x, below, q, rule)
    low, high, df = _woodruff(x, often, below, value, level, basis, populations, rule)
    return Estimate(value, n, None, low, high, level, basis, df)


def _at(x: Floats, below: Floats, q: float, rule: Rule) -> float:
    """The first value with more than q at or below it; the rule where q is met exactly."""
    goal, room = q * below[-1], 1e-12 * below[-1]
    first = int(np.searchsorted(below, goal - room))
    if first >= len(x) - 1:
        return float(x[-1])
    if abs(below[first] - goal) > room or rule == "math":
        return float(x[first])
    return float((x[first] + x[first + 1]) / 2)


def _woodruff(x: Floats, often: Floats, below: Floats, value: float, level: float, basis: Basis,
              populations: Sequence[int] | None, rule: Rule) -> tuple[float | None, float | None, float | None]:
    """The bounds and the df of the t behind them."""
    hits = [float(row[x <= value].sum()) for row in often]
    parts = [Moments(("at",), int(row.sum()), *(np.array([[part]]) for part in (hit, hit, float(row.sum()))))
             for row, hit in zip(often, hits, strict=True)]
    share = means(parts, basis=basis, populations=populations)
    p, variance, df = float(share.theta[0]), float(share.V[0, 0]), float(share.df[0])
    if basis == "none" or not 0 < p < 1 or not variance >= 0 or not df > 0:
        return None, None, None
    half = student_quantile(0.5 + level / 2, df) * math.sqrt(variance) / (p * (1 - p))
    middle = math.log(p / (1 - p))
    return (_at(x, below, 1 / (1 + math.exp(half - middle)), rule),
            _at(x, below, 1 / (1 + math.exp(-half - middle)), rule), df)
