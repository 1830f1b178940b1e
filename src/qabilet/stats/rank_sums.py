"""Rank tests of two groups and of pairs in simple samples: Mann and Whitney's, and Wilcoxon's of signed ranks."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qabilet.stats.distributions import normal
from qabilet.stats.estimate import Basis, Estimate
from qabilet.stats.moments import Floats

_EXACT = 50
"""Below so many people, with no two answers equal, probabilities are counted out, as in R."""


@dataclass(frozen=True, slots=True)
class RankSum:
    """`statistic` with its two-sided `p`; `exact`: counted out, else by the normal approximation. `effect`, 0 to 1, is
    the chance that a member of the first group is above one of the second, half of ties added (of pairs: the share of
    the ranks that belong to rises); 0.5: no difference. It has no interval. NaN for nobody."""

    statistic: float
    p: float
    exact: bool
    effect: Estimate


def mann_whitney(counts: npt.ArrayLike, *, correct: bool = True, exact: bool | None = None, basis: Basis) -> RankSum:
    """Do two groups differ in the order of their answers? From (2, values) counts, values in rising order.

    U of the first group, ties in the middle of their places (Mann & Whitney 1947; variance for ties: Lehmann 1975,
    chapter 1). `correct`: half a step toward the middle. `exact`: None decides as R does (both groups below 50, no
    ties). R: wilcox.test(x, y, exact = , correct = ).
    """
    table = np.asarray(counts, dtype=np.float64)
    (n1, n2), often = table.sum(axis=1).tolist(), table.sum(axis=0)
    n, tied = n1 + n2, bool((often > 1).any())
    if n1 < 1 or n2 < 1:
        return RankSum(math.nan, math.nan, False, Estimate(math.nan, int(n), basis=basis))
    places = np.cumsum(often) - (often - 1) / 2
    u = float(table[0] @ places) - n1 * (n1 + 1) / 2
    effect = Estimate(u / (n1 * n2), int(n), basis=basis)
    if _counted(exact, tied, max(n1, n2)):
        return RankSum(u, _both_tails(_rank_sums(int(n1), int(n2)), u), True, effect)
    ties = float(np.sum(often ** 3 - often)) / (n * (n - 1))
    return RankSum(u, _approximate(u - n1 * n2 / 2, n1 * n2 / 12 * (n + 1 - ties), correct), False, effect)


def signed_rank(differences: npt.ArrayLike, counts: npt.ArrayLike | None = None, *, correct: bool = True,
                exact: bool | None = None, basis: Basis) -> RankSum:
    """Do pairs rise or fall? From the differences (m,) and how often each occurs; those of nought are left out.

    V, the sum of the ranks of the rises by size, ties in the middle of their places (Wilcoxon 1945; variance for ties:
    Lehmann 1975, chapter 3). NaN differences are left out. `exact`: None decides as R does (fewer than 50, no ties,
    none nought). R: wilcox.test(x, y, paired = TRUE, exact = , correct = ).
    """
    d = np.asarray(differences, dtype=np.float64)
    often = np.ones(len(d)) if counts is None else np.asarray(counts, dtype=np.float64)
    known = ~np.isnan(d) & (often > 0)
    nought = bool(np.any(known & (d == 0)))
    on = known & (d != 0)
    size, at = np.unique(np.abs(d[on]), return_inverse=True)
    rises, falls = (np.bincount(at, weights=np.where(side, often[on], 0.0), minlength=len(size))
                    for side in (d[on] > 0, d[on] < 0))
    equal = rises + falls
    n = float(equal.sum())
    if n < 1:
        return RankSum(math.nan, math.nan, False, Estimate(math.nan, int(often[known].sum()), basis=basis))
    places = np.cumsum(equal) - (equal - 1) / 2
    v = float(rises @ places)
    effect = Estimate(v / (n * (n + 1) / 2), int(n), basis=basis)
    if _counted(exact, nought or bool((equal > 1).any()), n):
        return RankSum(v, _both_tails(_signed_sums(int(n)), v), True, effect)
    variance = n * (n + 1) * (2 * n + 1) / 24 - float(np.sum(equal ** 3 - equal)) / 48
    return RankSum(v, _approximate(v - n * (n + 1) / 4, variance, correct), False, effect)


def _counted(exact: bool | None, tied: bool, largest: float) -> bool:
    """Whether to count out. Raises ValueError where that is asked for and cannot be done."""
    if exact and tied:
        raise ValueError("answers are equal: probabilities cannot be counted out")
    return not tied and largest < _EXACT if exact is None else exact


def _approximate(above: float, variance: float, correct: bool) -> float:
    if not variance > 0:
        return math.nan
    z = (above - math.copysign(0.5, above) * (correct and above != 0)) / math.sqrt(variance)
    return min(1.0, 2 * min(normal(z)))


def _both_tails(ways: Floats, statistic: float) -> float:
    """Twice the smaller tail, the statistic in it, of a symmetrical distribution of whole numbers from 0."""
    at = round(statistic)
    at = min(at, len(ways) - 1 - at)
    return min(1.0, 2 * float(ways[:at + 1].sum()) / float(ways.sum()))


def _rank_sums(n1: int, n2: int) -> Floats:
    """In how many ways U is 0 .. n1 n2: the coefficients of a Gaussian binomial (Mann & Whitney 1947)."""
    ways = np.zeros(n1 * n2 + 1)
    ways[0] = 1.0
    for k in range(1, n1 + 1):
        # times (1 - q^(n2 + k)), then divided by (1 - q^k)
        ways[n2 + k:] -= ways[:-(n2 + k)].copy() if n2 + k <= n1 * n2 else 0.0
        for start in range(k):
            ways[start::k] = np.cumsum(ways[start::k])
    return ways


def _signed_sums(n: int) -> Floats:
    """In how many ways the ranks 1 .. n with signs give a sum of rises of 0 .. n (n + 1) / 2."""
    ways = np.zeros(n * (n + 1) // 2 + 1)
    ways[0] = 1.0
    for rank in range(1, n + 1):
        ways[rank:] += ways[:-rank].copy()
    return ways
