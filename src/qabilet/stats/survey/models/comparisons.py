"""Groups compared under the design: Student's t, analysis of variance, effect sizes with the error the sample bears."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from qabilet.stats.contrasts import BEYOND, Contrast, unbiasing
from qabilet.stats.distributions import student, student_quantile
from qabilet.stats.estimate import Estimate
from qabilet.stats.noncentral import bounds, noncentral_fisher
from qabilet.stats.student_tests import MeanTest
from qabilet.stats.survey.models.model_matrix import Factor, Matrix, matrix
from qabilet.stats.survey.models.regression import Model, regress
from qabilet.stats.survey.rows import Batch, Floats
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import Variable

_NOISE = 1e-26
"""A variance smaller than this beside a square is the rounding of answers that are all alike."""


def mean_test(survey: Survey, y: Variable, *, null: float = 0.0, domain: Variable | None = None,
              level: float = 0.95) -> MeanTest:
    """Is a mean `null`? Pairs: the mean of their `difference`. R: svyttest(y ~ 0) with na.rm = TRUE; 1e-8.

    Difference: df are units less strata of those who answered, as of the interval of the same mean; R takes one less,
    and counts those who did not answer.
    """
    return coefficient_test(regress(survey, y, [], domain=domain), 0, null, level)


def difference_test(survey: Survey, y: Variable, by: Factor, *, domain: Variable | None = None,
                    level: float = 0.95) -> MeanTest:
    """Do two groups differ in their mean? The second level less the first, others left out; units of both groups are
    together in their clusters. df: units less strata less 1. R: svyttest(y ~ group); 1e-8. Raises ValueError for a
    factor of other than two levels, NaN where one has nobody."""
    model = regress(survey, y, [_two(survey, y, by, domain)], domain=domain)
    return coefficient_test(model, 1, 0.0, level)


def compare_groups(survey: Survey, y: Variable, by: Factor, *, domain: Variable | None = None,
                   level: float = 0.95) -> Contrast:
    """Do groups differ in their means? Wald's F, df2 = units less strata less (groups - 1); R: regTermTest of svyglm.

    Effect: eta squared of the weighted answers, 0 to 1; interval: m / (m + N) at the ends m of the noncentral F
    interval, N the size of a simple sample in which this eta squared would give this F (Steiger 2004 for such a one);
    widened to hold it. NaN with fewer than two groups or fewer units than groups.
    """
    model = regress(survey, y, [by], domain=domain)
    wald = model.test(0)
    scatter = model.null_deviance > _NOISE * model.n * float(np.nanmax(np.abs(model.coefficients), initial=0.0)) ** 2
    share = min(max(1 - model.deviance / model.null_deviance, 0.0), 1.0) if scatter else math.nan
    effect = Estimate(share, model.n, level=level, basis="design", df=model.df)
    ncp = wald.statistic * wald.df1
    if math.isfinite(wald.p) and 0 < share < 1 and 0 < ncp < BEYOND:
        size = ncp * (1 - share) / share
        ends = bounds(lambda m: noncentral_fisher(wald.statistic, wald.df1, wald.df2, m), level, 2 * ncp + 10)
        low, high = (end / (end + size) for end in ends)
        effect = replace(effect, low=min(low, share), high=max(high, share))
    groups = sum(not math.isnan(b) for b in model.coefficients.tolist())
    return Contrast(wald.statistic, wald.df1, wald.df2, wald.p, effect, groups)


def hedges_g_of(survey: Survey, y: Variable, by: Factor, *, domain: Variable | None = None,
                level: float = 0.95) -> Estimate:
    """The second group's mean less the first's in pooled standard deviations, freed of its small-sample bias.

    g = J (M2 - M1) / s, s^2 = n / (n - 2) of the weighted mean square about the two means, J of n - 2 degrees (Hedges
    1981, equation 6e). Its variance is that of the linearised g under the design, the deviation estimated too (Binder
    1983), not the large-sample formula of simple samples; interval by t with units less strata less 1. R: svycontrast
    of svytotal of the powers of y in each group; 1e-8. Raises ValueError for a factor of other than two levels; NaN
    where nothing varies or a group has nobody.
    """
    X = matrix(survey, y, [_two(survey, y, by, domain)], domain=domain)
    if len(X.names) < 2:
        return Estimate(math.nan, 0, level=level, basis="design")
    sums = survey.totals(X.columns, lambda batch: _sides(X, batch, (1.0, 1.0)), 4)[0]
    sizes, whole = sums[:2], float(sums[:2].sum())
    if not (sizes > 0).all():
        return Estimate(math.nan, 0, level=level, basis="design")
    low, high = (sums[2:] / sizes).tolist()

    def squares(batch: Batch) -> Floats:
        values, X_, _, on = X.of(batch)
        return np.where(on, (values - np.where(X_[:, 1] > 0, high, low)) ** 2, 0.0)

    variance = float(survey.totals(X.columns, lambda batch: squares(batch)[:, None], 1)[0, 0]) / whole

    def influence(batch: Batch) -> Floats:
        on = X.of(batch)[3]
        each = _sides(X, batch, (1 / sizes[0], 1 / sizes[1]))
        difference = each[:, 3] - high * each[:, 1] - each[:, 2] + low * each[:, 0]
        return np.column_stack((difference, np.where(on, squares(batch) - variance, 0.0) / whole))

    spread = survey.spreads(X.columns, influence, 2, seen=lambda batch: X.of(batch)[3][:, None])[0]
    n, df = spread.n(), spread.degrees() - 1.0
    if n < 3 or not variance > _NOISE * max(abs(low), abs(high)) ** 2:
        return Estimate(math.nan, n, level=level, basis="design", df=df)
    shrink, sd = unbiasing(n - 2.0), math.sqrt(variance * n / (n - 2))
    g = shrink * (high - low) / sd
    slope = np.array([shrink / sd, -g / (2 * variance)])
    se = math.sqrt(max(float(slope @ spread.covariance() @ slope), 0.0))
    half = student_quantile((1 + level) / 2, df) * se
    return Estimate(g, n, se, g - half, g + half, level, "design", df)


def _sides(X: Matrix, batch: Batch, unit: Sequence[float]) -> Floats:
    """(n, 4): who is in the first and who in the second group, and the answers of both, each times the group's unit."""
    values, columns, _, on = X.of(batch)
    second = np.where(columns[:, 1] > 0, unit[1], 0.0)
    first = np.where(on & (columns[:, 1] == 0), unit[0], 0.0)
    return np.column_stack((first, second, values * first, values * second))


def _two(survey: Survey, y: Variable, by: Factor, domain: Variable | None) -> Factor:
    """The factor with its levels; refused where they are more than two, or fewer although they were named."""
    known = next(one for one in matrix(survey, y, [by], domain=domain).terms if isinstance(one, Factor))
    if len(known.levels) > 2 or (by.levels and len(by.levels) < 2):
        raise ValueError(f"{by.column} has {len(known.levels)} levels, not two")
    return known


def coefficient_test(model: Model, place: int, null: float, level: float) -> MeanTest:
    """Student's t of the coefficient at a place of a model; NaN where the model has none there."""
    if place >= len(model.names):
        return MeanTest(math.nan, math.nan, Estimate(math.nan, model.n, level=level, basis="design", df=model.df), null)
    estimate = model.estimate(model.names[place], level=level)
    if math.isnan(estimate.value) or not estimate.se:
        return MeanTest(math.nan, math.nan, estimate, null)
    t = (estimate.value - null) / estimate.se
    return MeanTest(t, 2 * student(-abs(t), model.df)[0], estimate, null)
