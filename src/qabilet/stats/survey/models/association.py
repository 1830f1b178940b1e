"""Do two questions go together? Tests of tables that know the design, and Cramér's V with an interval.

X2 is Pearson's, of the weighted shares at the number of people who answered. Under a design it is not chi-square but a
sum of chi-squares of one degree, each times a generalised design effect; these effects are the eigenvalues of
(C' D^-1 C / n)^-1 (C' D^-1 V D^-1 C), C the contrasts of an interaction, D the shares on the diagonal, V their
covariance under the design (Rao & Scott 1981, 1984). First order: X2 / their mean, chi-square. Second order: X2 / their
sum, F with d0 and d0 df degrees of freedom, d0 = (their sum)^2 / sum of their squares (Thomas & Rao 1987).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from qabilet.stats.contrasts import BEYOND
from qabilet.stats.distributions import chi_square, fisher
from qabilet.stats.estimate import Estimate
from qabilet.stats.noncentral import bounds, noncentral_fisher
from qabilet.stats.survey.models.regression import Wald, quadratic
from qabilet.stats.survey.models.two_way import TwoWay
from qabilet.stats.survey.rows import Floats

_SINGULAR = 1e-12


@dataclass(frozen=True, slots=True)
class Association:
    """A test of a table: `statistic` with `df1` and `df2` (None: a chi-square), from `x2` at n people. `deltas` are the
    generalised design effects, largest first. All NaN where fewer than two rows or columns have anybody, or so many
    cells are empty that the effects cannot be told (R stops there); x2 alone where the design tells no variance."""

    statistic: float
    df1: float
    df2: float | None
    p: float
    x2: float
    deltas: tuple[float, ...]

    @property
    def delta(self) -> float:
        """The mean design effect of the table, what the first order divides by."""
        return sum(self.deltas) / len(self.deltas) if self.deltas else math.nan

    @property
    def unevenness(self) -> float:
        """The squared coefficient of variation of the design effects, what the second order adds."""
        if not self.deltas or not self.delta > 0:
            return math.nan
        return sum(one * one for one in self.deltas) / len(self.deltas) / self.delta ** 2 - 1


def rao_scott(table: TwoWay, *, order: Literal[1, 2] = 2) -> Association:
    """Rao and Scott's test that rows and columns are independent. R: svychisq(statistic = "Chisq") is order 1,
    statistic = "F" order 2; 1e-8. Differences: R counts people and units who did not answer in n and df (X2 is then
    larger in the same measure; p of the first order is the same)."""
    x2, deltas = _effects(table.filled())
    if not deltas:
        return Association(math.nan, math.nan, None if order == 1 else math.nan, math.nan, x2, ())
    whole, squares = sum(deltas), sum(one * one for one in deltas)
    if not whole > 0:
        return Association(math.nan, float(len(deltas)), None if order == 1 else math.nan, math.nan, x2, deltas)
    if order == 1:
        statistic = x2 * len(deltas) / whole
        return Association(statistic, float(len(deltas)), None, chi_square(statistic, len(deltas))[1], x2, deltas)
    d0 = whole * whole / squares
    f = x2 / whole
    return Association(f, d0, d0 * table.df, fisher(f, d0, d0 * table.df)[1], x2, deltas)


def wald_independence(table: TwoWay, *, adjusted: bool = True) -> Wald:
    """Wald's F that each cell is what its margins make of it; `adjusted` for the few units a design has (Koch, Freeman
    & Freeman 1975; Fellegi 1980). R: svychisq(statistic = "adjWald"), statistic = "Wald". NaN where the units are fewer
    than the contrasts. Prefer rao_scott in sparse tables."""
    full = table.filled()
    r, c = full.totals.shape
    k = (r - 1) * (c - 1)
    df2 = table.df - k + 1 if adjusted else table.df
    if min(r, c) < 2:
        return Wald(math.nan, float(k), df2, math.nan)
    whole, rows, columns = float(full.totals.sum()), full.totals.sum(axis=1), full.totals.sum(axis=0)
    gap = (full.totals - np.outer(rows, columns) / whole).ravel()
    i, j = (one.ravel() for one in np.indices((r, c)))
    slope = (np.eye(r * c) - (i[:, None] == i) * (columns[j] / whole)[:, None]
             - (j[:, None] == j) * (rows[i] / whole)[:, None] + (rows[i] * columns[j] / whole ** 2)[:, None])
    use = np.flatnonzero((i > 0) & (j > 0))
    V = slope @ full.V @ slope.T
    f = quadratic(gap[use], V[np.ix_(use, use)]) / k
    if adjusted:
        f = f * df2 / table.df if table.df > 0 else math.nan
    return Wald(f, float(k), df2, fisher(f, k, df2)[1])


def cramers_v(table: TwoWay, *, level: float = 0.95) -> Estimate:
    """Cramér's V of the weighted shares, 0 to 1, with an interval for the design.

    Ends: sqrt((ncp + d0) delta / (n (min(r, c) - 1))), delta the sum of the design effects / d0, at the ends of the
    noncentral F interval of the second-order statistic, widened to hold V (Smithson 2003, pp. 39-41, for a simple
    sample with endless df; Rao & Scott 1984). Equal to `independence` there. No interval without variance (a census).
    """
    full, found = table.filled(), rao_scott(table)
    least = min(full.totals.shape) - 1
    if math.isnan(found.x2) or least < 1:
        return Estimate(math.nan, table.n, basis="design", level=level)
    v = min(1.0, math.sqrt(found.x2 / (table.n * least)))
    if math.isnan(found.p) or found.df2 is None or not found.statistic * found.df1 < BEYOND:
        return Estimate(v, table.n, None, None, None, level, "design", table.df)
    f, df1, df2 = found.statistic, found.df1, found.df2
    ends = bounds(lambda ncp: noncentral_fisher(f, df1, df2, ncp), level, 2 * f * df1 + 10)
    scale = sum(found.deltas) / df1 / (table.n * least)
    low, high = (min(1.0, math.sqrt((end + df1) * scale)) if end else 0.0 for end in ends)
    return Estimate(v, table.n, None, min(low, v), max(high, v), level, "design", table.df)


def goodness(table: TwoWay, p: Sequence[float]) -> Association:
    """Do the shares of a table of one row differ from those given? First moment and second by Satterthwaite (Rao &
    Scott 1981). `p`: one for each column, of any sum. R: svygofchisq, whose statistic is that of the
    weighted counts (times the sum of the weights over n). Raises ValueError for shares that are not all above 0."""
    goal = np.asarray(p, dtype=np.float64)
    totals = table.totals.ravel()
    if goal.shape != totals.shape or not (goal > 0).all():
        raise ValueError("one share above 0 is needed for each column")
    goal, whole = goal / goal.sum(), float(totals.sum())
    if table.n == 0 or len(totals) < 2:
        return Association(math.nan, math.nan, None, math.nan, math.nan, ())
    expected = whole * goal
    x2 = float(np.sum((totals - expected) ** 2 / expected))
    slope = (np.eye(len(goal)) - goal[:, None]) / np.sqrt(expected)[:, None] \
        - ((totals - expected) * goal / expected ** 1.5)[:, None] / 2
    spread = slope @ table.V @ slope.T
    if np.isnan(spread).any():  # a lonely unit of which nothing can be told
        return Association(math.nan, math.nan, None, math.nan, x2 * table.n / whole, ())
    effects = np.linalg.eigvalsh(spread)[::-1]
    first, second = float(effects.sum()), float(np.sum(effects ** 2))
    sample = table.n / whole
    deltas = tuple((effects * sample).tolist())
    if not first > 0:
        return Association(math.nan, math.nan, None, math.nan, x2 * sample, deltas)
    statistic, df = x2 * first / second, first * first / second
    return Association(statistic, df, None, chi_square(statistic, df)[1], x2 * sample, deltas)


def _effects(table: TwoWay) -> tuple[float, tuple[float, ...]]:
    """Pearson's X2 and the generalised design effects."""
    r, c = table.totals.shape
    if min(r, c) < 2:
        return math.nan, ()
    p = table.shares
    expected = np.outer(p.sum(axis=1), p.sum(axis=0))
    x2 = table.n * float(np.sum((p - expected) ** 2 / expected))
    C = np.kron(*(np.eye(size)[:, 1:] - 1 / size for size in (r, c)))
    flat = p.ravel()
    weighed = np.divide(C, flat[:, None], out=np.zeros_like(C), where=flat[:, None] > 0)
    simple = (C * (flat > 0)[:, None]).T @ weighed / table.n
    if not _invertible(simple) or np.isnan(table.covariance).any():
        return x2, ()
    half = np.linalg.inv(np.linalg.cholesky(simple))
    found = np.linalg.eigvalsh(half @ (weighed.T @ table.covariance @ weighed) @ half.T)[::-1]
    return x2, tuple(np.maximum(found, 0.0).tolist())


def _invertible(A: Floats) -> bool:
    unit = np.sqrt(np.maximum(np.diag(A), 0.0))
    return bool(np.all(unit > 0)) and float(np.linalg.eigvalsh(A / np.outer(unit, unit))[0]) > _SINGULAR
