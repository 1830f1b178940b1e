"""Tails of weighted sums of chi-squares, what likelihood ratios and Pearson's X2 become under a design."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from qabilet.stats.distributions import chi_square, fisher, normal

_EDGE = 1e-5
"""How near the saddlepoint may come to where the cumulants end, as in R."""
_FLAT = 1e-4
"""A saddlepoint nearer to nought than this cannot be used: the statistic is at its mean."""


def satterthwaite(x: float, weights: Sequence[float], df2: float = math.inf) -> float:
    """P(sum of weights times chi-squares of one degree > x), two moments matched (Satterthwaite 1946); a finite df2:
    the same over a chi-square / df2. R: pchisqsum, pFsum(method = "satterthwaite"). NaN without weights."""
    first, second = sum(weights), sum(one * one for one in weights)
    if not first > 0 or math.isnan(x):
        return math.nan
    df1 = first * first / second
    return chi_square(x * first / second, df1)[1] if math.isinf(df2) else fisher(x / first, df1, df2)[1]


def saddlepoint(x: float, weights: Sequence[float], df2: float = math.inf) -> float:
    """The same tail by Kuonen's saddlepoint (1999, Biometrika 86(4), 929-935), which keeps its relative accuracy far
    out; weights all above 0. At the mean of the sum, where it is not defined, Satterthwaite's. R: pchisqsum, pFsum
    (method = "saddlepoint"), 1e-6; where df2 is not whole R cuts it, here it is not. NaN for df2 not above 0."""
    if not weights or not min(weights) > 0 or math.isnan(x) or not df2 > 0:
        return math.nan
    if x <= 0:
        return 1.0
    if math.isinf(df2):
        return _tail(x, np.array(weights), np.ones(len(weights)), satterthwaite(x, weights))
    scale = np.array([*weights, -x / df2])
    return _tail(0.0, scale, np.array([*([1.0] * len(weights)), df2]), satterthwaite(x, weights, df2))


def _tail(x: float, scale: np.ndarray[tuple[int], np.dtype[np.float64]],
          often: np.ndarray[tuple[int], np.dtype[np.float64]], otherwise: float) -> float:
    """P(sum of `scale` times chi-squares of `often` degrees > x)."""
    most = float(scale.max())
    scale, x = scale / most, x / most

    def slope(z: float) -> float:
        return float(np.sum(often * scale / (1 - 2 * z * scale))) - x

    high = float(np.min(1 / (2 * scale[scale > 0]))) * (1 - _EDGE)
    below = scale[scale < 0]
    low = float(np.max(1 / (2 * below))) * (1 - _EDGE) if len(below) else \
        (-0.01 if x > float(often @ scale) else -float(often.sum()) / (2 * x))
    if not slope(low) < 0 < slope(high):
        return otherwise
    z = _root(slope, low, high)
    if abs(z) < _FLAT:
        return otherwise
    cumulant = -float(often @ np.log1p(-2 * z * scale)) / 2
    w = math.copysign(math.sqrt(max(2 * (z * x - cumulant), 0.0)), z)
    v = z * math.sqrt(2 * float(np.sum(often * scale ** 2 / (1 - 2 * z * scale) ** 2)))
    return normal(w + math.log(v / w) / w)[1]


def _root(rising: Callable[[float], float], low: float, high: float) -> float:
    for _ in range(200):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2
