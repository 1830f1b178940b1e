"""Do groups differ, and by how much? Tests with an effect size and its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qabilet.stats.distributions import chi_square, fisher
from qabilet.stats.estimate import Basis, Estimate
from qabilet.stats.moments import Floats
from qabilet.stats.noncentral import bounds, crossing, noncentral_chi_square, noncentral_fisher, noncentral_student

BEYOND = 1e8
"""A noncentrality this large belongs to groups whose members all but agree: rounding, no interval."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """A test of `groups` groups with its p value, and how large the difference is (`effect`).

    `df2` is None for a chi-square. Everything is NaN where fewer than two groups can be compared.
    """

    statistic: float
    df1: float
    df2: float | None
    p: float
    effect: Estimate
    groups: int
    corrected: float = math.nan
    """The effect less its bias, for comparing tables of different shape (Cramér's V only)."""


def anova(n: Sequence[int], mean: Sequence[float], variance: Sequence[float], *, level: float = 0.95,
          basis: Basis) -> Contrast:
    """One-way analysis of variance of groups with equal spread; effect: eta squared = SSB / (SSB + SSW), 0 to 1.

    Interval: ncp / (ncp + N) at the ends of the noncentral F interval (Steiger 2004), widened to
    hold the estimate where its upward bias puts it outside. Empty groups are left out; variance over n - 1 (NaN for
    one respondent). R: oneway.test(var.equal = TRUE), pf(ncp = ).
    """
    size, centre, spread = _groups(n, mean, variance)
    groups, total = len(size), int(size.sum())
    if groups < 2 or total <= groups:
        return _nothing(groups, total, level, basis)
    between = float(size @ (centre - size @ centre / total) ** 2)
    within = float((size - 1) @ np.where(size > 1, spread, 0.0))
    df1, df2 = groups - 1.0, float(total - groups)
    share = between / (between + within) if between + within > 0 else math.nan
    f = between / df1 / (within / df2) if within > 0 else (math.inf if between > 0 else math.nan)
    low = high = None
    if basis != "none" and f * df1 < BEYOND:
        ends = bounds(lambda ncp: noncentral_fisher(f, df1, df2, ncp), level, 2 * f * df1 + 10)
        low, high = (end / (end + total) for end in ends)
        low, high = min(low, share), max(high, share)
    return Contrast(f, df1, df2, fisher(f, df1, df2)[1], Estimate(share, total, None, low, high, level, basis), groups)


def welch(n: Sequence[int], mean: Sequence[float], variance: Sequence[float], *, level: float = 0.95,
          basis: Basis) -> Contrast:
    """Welch's F of groups whose spread may differ (Welch 1951); effect: eta squared, as in `anova`.

    Groups of one respondent have no variance and are left out. A group in which everybody agrees makes the weights
    infinite: NaN. R: oneway.test(var.equal = FALSE).
    """
    size, centre, spread = _groups(n, mean, variance)
    size, centre, spread = (part[size > 1] for part in (size, centre, spread))
    effect = anova(size.astype(int).tolist(), centre.tolist(), spread.tolist(), level=level, basis=basis)
    groups = len(size)
    if groups < 2 or not (spread > 0).all():
        return Contrast(math.nan, effect.df1, math.nan, math.nan, effect.effect, groups)
    weight = size / spread
    whole = float(weight.sum())
    middle = float(weight @ centre) / whole
    loss = float(np.sum((1 - weight / whole) ** 2 / (size - 1))) / (groups ** 2 - 1)
    f = float(weight @ (centre - middle) ** 2) / (groups - 1) / (1 + 2 * (groups - 2) * loss)
    df1, df2 = groups - 1.0, 1 / (3 * loss)
    return Contrast(f, df1, df2, fisher(f, df1, df2)[1], effect.effect, groups)


def hedges_g(n: Sequence[int], mean: Sequence[float], variance: Sequence[float], *, level: float = 0.95,
             basis: Basis) -> Estimate:
    """The difference of two groups in pooled standard deviations, first less second, freed of its small-sample bias.

    g = J d with J = gamma(m / 2) / (sqrt(m / 2) gamma((m - 1) / 2)), m = n1 + n2 - 2 (Hedges 1981, equation 6e);
    interval: J times the ends of the noncentral t interval (Steiger & Fouladi 1997; exact for normal answers), not the
    large-sample one. Checked against R's pt(ncp = ). NaN where nothing varies or a group is empty.
    """
    size, centre, spread = (np.asarray(part, dtype=np.float64) for part in (n, mean, variance))
    m, total = float(size.sum()) - 2, int(size.sum())
    pooled = float((size - 1) @ np.where(size > 1, spread, 0.0)) / m if m > 0 and (size > 0).all() else math.nan
    if not pooled > 0:
        return Estimate(math.nan, total, level=level, basis=basis)
    shrink = unbiasing(m)
    root = math.sqrt(1 / size[0] + 1 / size[1])
    d = float(centre[0] - centre[1]) / math.sqrt(pooled)
    if basis == "none" or math.isnan(shrink):
        return Estimate(shrink * d, total, level=level, basis=basis)
    t, alpha = d / root, (1 - level) / 2
    low = crossing(lambda ncp: noncentral_student(t, m, ncp)[1] - alpha, t - 4, t)
    high = crossing(lambda ncp: alpha - noncentral_student(t, m, ncp)[0], t, t + 4)
    return Estimate(shrink * d, total, None, shrink * low * root, shrink * high * root, level, basis, m)


def kruskal(counts: npt.ArrayLike, *, basis: Basis) -> Contrast:
    """Kruskal and Wallis's test (1952) from (groups, values) counts, values in rising order, corrected for ties.

    Effect: epsilon squared = H / (N - 1), 0 to 1, without interval. R: kruskal.test.
    """
    table = np.asarray(counts, dtype=np.float64)
    table = table[table.sum(axis=1) > 0]
    groups, often = len(table), table.sum(axis=0) if len(table) else np.zeros(0)
    n = float(often.sum())
    ties = 1 - float(np.sum(often ** 3 - often)) / (n ** 3 - n) if n > 1 else 0.0
    if groups < 2 or ties <= 0:
        return _nothing(groups, int(n), 0.95, basis)
    places = np.cumsum(often) - (often - 1) / 2
    sums, sizes = table @ places, table.sum(axis=1)
    h = (12 / (n * (n + 1)) * float(np.sum(sums ** 2 / sizes)) - 3 * (n + 1)) / ties
    h = max(h, 0.0)
    effect = Estimate(h / (n - 1), int(n), basis=basis)
    return Contrast(h, groups - 1.0, None, chi_square(h, groups - 1)[1], effect, groups)


def independence(counts: npt.ArrayLike, *, level: float = 0.95, basis: Basis) -> Contrast:
    """Pearson's chi-square of a (groups, options) table; effect: Cramér's V, 0 to 1.

    Interval: sqrt((ncp + df) / (N (min(r, c) - 1))) at the ends of the noncentral chi-square interval (Smithson 2003,
    pp. 39-41). V is biased upward in small or wide tables: `corrected` is Bergsma's (2013). Empty rows and
    columns are left out. No continuity correction. R: chisq.test(correct = FALSE), pchisq(ncp = ).
    """
    table = np.asarray(counts, dtype=np.float64)
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    n, groups = float(table.sum()), len(table)
    if groups < 2 or table.shape[1] < 2:
        return _nothing(groups, int(n), level, basis)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / n
    chi2 = float(np.sum((table - expected) ** 2 / expected))
    rows, columns = table.shape
    df, least = float((rows - 1) * (columns - 1)), min(rows, columns) - 1
    v = min(1.0, math.sqrt(chi2 / (n * least)))
    low = high = None
    if basis != "none":
        ends = bounds(lambda ncp: noncentral_chi_square(chi2, df, ncp), level, 2 * chi2 + 10)
        low, high = (min(1.0, math.sqrt((end + df) / (n * least))) if end else 0.0 for end in ends)
        low, high = min(low, v), max(high, v)
    return Contrast(chi2, df, None, chi_square(chi2, df)[1], Estimate(v, int(n), None, low, high, level, basis), groups,
                    _bergsma(chi2, n, rows, columns))


def holm(p: Sequence[float]) -> list[float]:
    """Holm's (1979) adjusted p values in the order given; NaN stays NaN and is not counted. R: p.adjust."""
    known = sorted((value, at) for at, value in enumerate(p) if not math.isnan(value))
    adjusted, highest = [math.nan] * len(p), 0.0
    for step, (value, at) in enumerate(known):
        highest = max(highest, min(1.0, (len(known) - step) * value))
        adjusted[at] = highest
    return adjusted


def _groups(n: Sequence[int], mean: Sequence[float], variance: Sequence[float]) -> tuple[Floats, Floats, Floats]:
    size = np.asarray(n, dtype=np.float64)
    on = size > 0
    return size[on], np.asarray(mean, dtype=np.float64)[on], np.asarray(variance, dtype=np.float64)[on]


def _nothing(groups: int, n: int, level: float, basis: Basis) -> Contrast:
    return Contrast(math.nan, max(groups - 1.0, 0.0), None, math.nan, Estimate(math.nan, n, level=level, basis=basis),
                    groups)


def unbiasing(m: float) -> float:
    """Hedges's J of m degrees of freedom (1981, equation 6e); by its expansion where gamma functions lose digits."""
    if m > 2000:
        return 1 - 3 / (4 * m - 1) - 1 / (32 * m * m)
    return math.exp(math.lgamma(m / 2) - math.lgamma((m - 1) / 2)) / math.sqrt(m / 2) if m > 1 else math.nan


def _bergsma(chi2: float, n: float, rows: int, columns: int) -> float:
    if n <= 1:
        return math.nan
    phi = max(0.0, chi2 / n - (rows - 1) * (columns - 1) / (n - 1))
    r, c = (size - (size - 1) ** 2 / (n - 1) for size in (rows, columns))
    return math.sqrt(phi / (min(r, c) - 1)) if min(r, c) > 1 else math.nan
