"""Do the items of a scale go together? Cronbach's alpha and what each item does to it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qabilet.stats.distributions import fisher_quantile
from qabilet.stats.estimate import Basis, Estimate
from qabilet.stats.moments import Floats, Moments


@dataclass(frozen=True, slots=True)
class Reliability:
    """`alpha` with Feldt's interval, `standardised`, `mean_r` the mean correlation; one entry an item in the others.

    `constant` names items without variance, left out of everything (their entries are NaN): nothing varies with them.
    """

    alpha: Estimate
    standardised: float
    mean_r: float
    names: tuple[str, ...]
    if_dropped: tuple[float, ...]
    item_rest: tuple[float, ...]
    constant: tuple[str, ...] = ()

    @property
    def against(self) -> tuple[str, ...]:
        """The items that run against the sum of the others: to be reversed, or they do not belong to the scale."""
        return tuple(name for name, r in zip(self.names, self.item_rest, strict=True) if r < 0)


def reliability(moments: Moments, *, level: float = 0.95, basis: Basis, n: int | None = None) -> Reliability:
    """Alpha of the columns of `moments`, from their pairwise covariances; all else as in `reliability_of_matrix`.

    n is the least number of people behind any pair of items that vary, unless given (sums of weights: pass the
    number of people, or the effective one). A person's missing items are left out pair by pair, nothing is filled in.
    R: psych::alpha(x), psych::alpha.ci, use = "pairwise". Reverse the items first (`Moments.reversed`); psych::alpha
    with keys does the same.
    """
    C = moments.covariance()
    varying = [j for j, variance in enumerate(np.diag(C)) if variance > 0]
    least = (int(np.min(moments.mm[np.ix_(varying, varying)])) if varying
             else int(np.min(np.diag(moments.mm), initial=0)))
    return reliability_of_matrix(C, moments.names, n=least if n is None else n, level=level, basis=basis)


def reliability_of_matrix(matrix: npt.ArrayLike, names: Sequence[str], *, n: int, level: float = 0.95,
                          basis: Basis = "none") -> Reliability:
    """Alpha of a (k, k) covariance or correlation matrix of n people.

    alpha = k / (k - 1) (1 - tr C / sum C) (Cronbach 1951, equation 2); standardised on correlations; interval
    1 - (1 - alpha) F with F quantiles on n - 1 and (n - 1)(k - 1) df (Feldt, Woodruff & Salih 1987); item-rest r
    corrected for overlap. R: psych::alpha(C), psych::alpha.ci. Fewer than two varying items, or a pair nobody answered:
    NaN. Two items: alpha if one is dropped is NaN (psych gives a number for one item left, which has no alpha).
    """
    C = np.asarray(matrix, dtype=np.float64)
    names = tuple(names)
    varying = [j for j, variance in enumerate(np.diag(C)) if variance > 0]
    constant = tuple(name for j, name in enumerate(names) if C[j, j] == 0)
    C = C[np.ix_(varying, varying)]
    k = len(varying)
    if k < 2 or np.isnan(C).any():
        nothing = (math.nan,) * len(names)
        return Reliability(Estimate(math.nan, n, level=level, basis=basis), math.nan, math.nan, names, nothing, nothing,
                           constant)
    R = C / np.sqrt(np.outer(np.diag(C), np.diag(C)))
    dropped, rest = np.full(len(names), math.nan), np.full(len(names), math.nan)
    for at, j in enumerate(varying):
        others = [i for i in range(k) if i != at]
        left = C[np.ix_(others, others)]
        dropped[j] = alpha(left) if k > 2 else math.nan
        room = C[at, at] * float(left.sum())
        rest[j] = float(C[at, others].sum()) / math.sqrt(room) if room > 0 else math.nan
    return Reliability(_feldt(alpha(C), n, k, level, basis), alpha(R), (float(R.sum()) - k) / (k * (k - 1)), names,
                       tuple(dropped.tolist()), tuple(rest.tolist()), constant)


def weighted_moments(names: Sequence[str], x: npt.ArrayLike, weights: npt.ArrayLike) -> Moments:
    """Moments of an (n, k) array, NaN missing, in which each person counts by their weight (n,) >= 0.

    Covariances over the sum of weights less one; alpha and omega do not depend on that divisor where nothing is
    missing. Weights that are not whole add up the same from any parts only to rounding. Pass n to `reliability`.
    R: psych::alpha(cov.wt(x, weights / sum(weights))$cov), complete answers; psych::alpha itself takes no weights.
    """
    table, w = np.asarray(x, dtype=np.float64).reshape(-1, len(names)), np.asarray(weights, dtype=np.float64)
    m = (~np.isnan(table)).astype(np.float64)
    seen = np.where(m > 0, table, 0.0)
    heavy = seen * w[:, None]
    return Moments(tuple(names), len(table), heavy.T @ seen, heavy.T @ m, (m * w[:, None]).T @ m)


def alpha(C: Floats) -> float:
    """Cronbach's alpha of a (k, k) covariance matrix; NaN where the sum of the items does not vary."""
    k, total = len(C), float(C.sum())
    return k / (k - 1) * (1 - float(np.trace(C)) / total) if k > 1 and total > 0 else math.nan


def _feldt(value: float, n: int, k: int, level: float, basis: Basis) -> Estimate:
    if basis == "none" or n < 2 or math.isnan(value):
        return Estimate(value, n, level=level, basis=basis)
    few, many = n - 1.0, (n - 1.0) * (k - 1)
    low, high = (1 - (1 - value) * fisher_quantile(p, few, many) for p in (0.5 + level / 2, 0.5 - level / 2))
    return Estimate(value, n, None, low, high, level, basis)
