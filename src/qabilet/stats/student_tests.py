"""Student's t of one mean, of pairs and of two means in simple samples, from sizes, means and variances."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qabilet.stats.distributions import student, student_quantile
from qabilet.stats.estimate import Basis, Estimate


@dataclass(frozen=True, slots=True)
class MeanTest:
    """Student's `t` with its two-sided `p`, of `estimate` (a mean or a difference, with se, df and interval) against
    `null`. NaN where too few answered, df is not above 0, or the estimate has no error (a census: nothing to test)."""

    t: float
    p: float
    estimate: Estimate
    null: float = 0.0


def one_mean(n: int, mean: float, variance: float, *, null: float = 0.0, level: float = 0.95,
             basis: Basis) -> MeanTest:
    """Is a mean `null`? Pairs: the mean of their differences. df = n - 1; variance over n - 1 (NaN for one respondent).

    Student (1908). R: t.test(x, mu = null), t.test(x, y, paired = TRUE). basis 'none': no test.
    """
    se = math.sqrt(variance / n) if n > 1 and variance >= 0 else math.nan
    return _told(mean if n else math.nan, se, n - 1.0, n, null, level, basis)


def two_means(n: Sequence[int], mean: Sequence[float], variance: Sequence[float], *, equal: bool = False,
              null: float = 0.0, level: float = 0.95, basis: Basis) -> MeanTest:
    """Do two groups differ in their mean? The first less the second; a group of one respondent has no variance.

    Not `equal` spread: Welch (1938), df after Satterthwaite (1946), both groups of two or more. `equal`: pooled, df =
    n1 + n2 - 2. R: t.test(x, y, mu = null, var.equal = equal). NaN where a group has nobody.
    """
    (n1, n2), (first, second) = n, mean
    v1, v2 = (value if size > 1 else math.nan for size, value in zip(n, variance, strict=True))
    gap = first - second if n1 and n2 else math.nan
    if equal:
        df = n1 + n2 - 2.0
        within = sum((size - 1) * value for size, value in zip(n, variance, strict=True) if size > 1)
        se = math.sqrt(within / df * (1 / n1 + 1 / n2)) if df > 0 and n1 and n2 else math.nan
        return _told(gap, se, df, n1 + n2, null, level, basis)
    if math.isnan(v1 + v2):
        return _told(gap, math.nan, math.nan, n1 + n2, null, level, basis)
    a, b = v1 / n1, v2 / n2
    df = (a + b) ** 2 / (a * a / (n1 - 1) + b * b / (n2 - 1)) if a + b > 0 else math.nan
    return _told(gap, math.sqrt(a + b), df, n1 + n2, null, level, basis)


def _told(value: float, se: float, df: float, n: int, null: float, level: float, basis: Basis) -> MeanTest:
    if math.isnan(value) or basis == "none":
        return MeanTest(math.nan, math.nan, Estimate(value, n, level=level, basis=basis), null)
    if math.isnan(se) or not se > 0 or not df > 0:
        known, ends = (0.0, value) if se == 0 else (None, None)
        return MeanTest(math.nan, math.nan, Estimate(value, n, known, ends, ends, level, basis, df), null)
    t, half = (value - null) / se, student_quantile((1 + level) / 2, df) * se
    estimate = Estimate(value, n, se, value - half, value + half, level, basis, df)
    return MeanTest(t, 2 * student(-abs(t), df)[0], estimate, null)
