"""Shares: k of n with the interval that stays inside 0 and 1."""

from __future__ import annotations

import math

from qabilet.stats.distributions import normal_quantile, student_quantile
from qabilet.stats.estimate import Basis, Estimate

_FIXED = 1e-20
"""A smaller variance of a share between 0 and 1 is rounding: the design or the weighting has fixed the share."""


def share(count: int, n: int, *, level: float = 0.95, basis: Basis, population: int | None = None,
          value: float | None = None, variance: float | None = None, df: float | None = None) -> Estimate:
    """The share count / n, 0 to 1, with Wilson's interval (Wilson 1927; R: prop.test(correct = FALSE)).

    population: the register's size; with basis 'design' the effective n is n (N - 1) / (N - n), and a full count has
    no width. value, variance, df: the weighted share and its error under a stratified design, from `means` of the 0/1
    column; the effective n is then p (1 - p) / variance, with t on `df` for z (Korn & Graubard 1998; Dean & Pagano
    2015). Where all or none are counted there is no variance to go by, and n itself is used; where the design or the
    weighting fixes a share between (a stratum, a margin), it has no width.
    n = 0: NaN without interval. basis 'none': no interval.
    """
    if n <= 0:
        return Estimate(math.nan, 0, level=level, basis=basis, count=0)
    p = count / n if value is None else value
    if basis == "none":
        return Estimate(p, n, level=level, basis=basis, count=count)
    effective, z = float(n), normal_quantile(0.5 + level / 2)
    if variance is not None and 0 <= variance < _FIXED and 0 < p < 1:
        return Estimate(p, n, 0.0, p, p, level, basis, df, count)
    if variance is not None and variance > 0 and 0 < p < 1:
        effective = p * (1 - p) / variance
        if df is not None and df > 0:
            z = student_quantile(0.5 + level / 2, df)
    elif variance is None and population is not None and basis == "design":
        if population <= n:
            return Estimate(p, n, 0.0, p, p, level, basis, count=count)
        effective = n * (population - 1) / (population - n)
    low, high = wilson(p, effective, z)
    se = math.sqrt(variance) if variance is not None and variance >= 0 else math.sqrt(p * (1 - p) / effective)
    return Estimate(p, n, se, low, high, level, basis, df if variance is not None else None, count)


def wilson(p: float, n: float, z: float) -> tuple[float, float]:
    """The shares whose score test at |z| does not reject p out of n > 0 (n need not be whole)."""
    square = z * z / n
    middle = (p + square / 2) / (1 + square)
    half = math.sqrt(square * (p * (1 - p) + square / 4)) / (1 + square)
    low = 0.0 if p == 0 else max(0.0, middle - half)
    return low, 1.0 if p == 1 else min(1.0, middle + half)
