"""Do the items of a scale measure one thing? Cronbach's alpha and what each item does to it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

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


def reliability(moments: Moments, *, level: float = 0.95, basis: Basis) -> Reliability:
    """Alpha of the columns of `moments`, from their pairwise covariances C of k items.

    alpha = k / (k - 1) (1 - tr C / sum C) (Cronbach 1951, equation 2); standardised on correlations; interval
    1 - (1 - alpha) F with F quantiles on n - 1 and (n - 1)(k - 1) df (Feldt, Woodruff & Salih 1987; n is
    the least number of people behind any pair); item-rest r corrected for overlap. R: psych::alpha, psych::alpha.ci,
    use = "pairwise"; a person's missing items are left out pair by pair, nothing is filled in.
    Reverse the items first (`Moments.reversed`). Fewer than two varying items, or a pair nobody answered: NaN.
    """
    C = moments.covariance()
    varying = [j for j, variance in enumerate(np.diag(C)) if variance > 0]
    constant = tuple(name for j, name in enumerate(moments.names) if C[j, j] == 0)
    C = C[np.ix_(varying, varying)]
    k = len(varying)
    n = int(np.min(moments.mm[np.ix_(varying, varying)])) if k else int(np.min(np.diag(moments.mm), initial=0))
    if k < 2 or np.isnan(C).any():
        nothing = (math.nan,) * len(moments.names)
        return Reliability(Estimate(math.nan, n, level=level, basis=basis), math.nan, math.nan, moments.names, nothing,
                           nothing, constant)
    R = C / np.sqrt(np.outer(np.diag(C), np.diag(C)))
    whole = alpha(C)
    dropped, rest = np.full(len(moments.names), math.nan), np.full(len(moments.names), math.nan)
    for at, j in enumerate(varying):
        others = [i for i in range(k) if i != at]
        left = C[np.ix_(others, others)]
        dropped[j] = alpha(left) if k > 2 else math.nan
        room = C[at, at] * float(left.sum())
        rest[j] = float(C[at, others].sum()) / math.sqrt(room) if room > 0 else math.nan
    return Reliability(_feldt(whole, n, k, level, basis), alpha(R), (float(R.sum()) - k) / (k * (k - 1)), moments.names,
                       tuple(dropped.tolist()), tuple(rest.tolist()), constant)


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
