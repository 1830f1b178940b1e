"""Shares under a design: 0/1 variables with intervals that stay inside 0 and 1.

With p the share, V its variance, df the design's degrees of freedom, n the respondents, N the sum of their weights, t_a
the t quantile of the level on a degrees of freedom and z the normal one:

- 'wilson' (Wilson 1927, with the effective sample of Korn & Graubard 1998): Wilson's interval of p out of n* at z,
  n* = p (1 - p) / V . n / (n - 1) . (t_{n-1} / t_df)^2, and where the population is finite . (N - 1) / N. Under simple
  random sampling n* is n (finite: n (N - 1) / (N - n)), which is `stats.share` and R's prop.test(correct = FALSE).
- 'logit': log(p / (1 - p)) -+ t_df sqrt(V) / (p (1 - p)), turned back. R: svyciprop(method = "logit" and "xlogit").
- 'beta' (Korn & Graubard 1998, section 2): Clopper & Pearson's interval of p n* out of n*, n* = p (1 - p) / V .
  (t_{n-1} / t_df)^2. R: svyciprop(method = "beta"), whose n counts rows of weight zero too.
- 'mean': p -+ t_df sqrt(V), which may leave 0 to 1. R: svyciprop(method = "mean").

A share of 0 or 1, or one that V says is sure though not everybody was asked, has no width of 0: n* is then Kish's
(sum w)^2 / sum w^2 . (t_{n-1} / t_df)^2, finite: . (N - 1) / (N - n), and the interval Wilson's (under 'beta' Clopper &
Pearson's). R gives none there (NaN, or a width of 0). Where all N were asked the interval is the share itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from qabilet.stats.distributions import beta_quantile, normal_quantile, student_quantile
from qabilet.stats.estimate import Basis, Estimate
from qabilet.stats.shares import wilson
from qabilet.stats.survey.estimates.averages import survey_means
from qabilet.stats.survey.exact import sums_by
from qabilet.stats.survey.linear_estimates import is_census
from qabilet.stats.survey.rows import Batch, Floats, Ints, Keys
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.tallies import tally
from qabilet.stats.survey.variable import Variable, columns_of, table

Method = Literal["wilson", "logit", "beta", "mean"]
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Told:
    """What an interval of a share goes by: the share, its variance, respondents, degrees of freedom; `weight`: the sum
    of their weights; `kish`: their effective number by the weights alone; `finite`: of a known population, and `whole`:
    every one of it asked."""

    share: float
    variance: float
    n: int
    df: float
    weight: float
    kish: float
    finite: bool = False
    whole: bool = False


def survey_shares(survey: Survey, shares: Sequence[Variable], *, method: Method = "wilson", level: float = 0.95,
                  domain: Keys | None = None, domains: int = 1, reads: Sequence[str] = (),
                  basis: Basis = "design") -> list[dict[str, Estimate]]:
    """The share of ones of each 0/1 variable within each domain, by its name; `count` is how many rows said one.

    Missing values are left out. n = 0: NaN. No interval without degrees of freedom, nor with basis 'none'. Raises
    ValueError for values other than 0 and 1. Passes: those of survey_means, one for the counts, one for Kish's n where
    some share is 0 or 1.
    """
    found = survey_means(survey, shares, domain=domain, domains=domains, reads=reads, basis=basis)
    counts = _counts(survey, shares, domain, domains, reads)
    about = [(d, j) for d, one in enumerate(found) for j in range(len(shares)) if not one.V[j, j] > 0 and one.n[j]]
    weight, kish = np.full((2, domains, len(shares)), math.nan)
    finite = math.isfinite(float(survey.layout.levels[0].size.max(initial=0.0)))
    if basis != "none" and (about or finite):
        weight, kish = _weights(survey, shares, domain, domains, reads)
    out = []
    for d, one in enumerate(found):
        each = {}
        for j, name in enumerate(one.names):
            told = Told(float(one.theta[j]), float(one.V[j, j]), int(one.n[j]), float(one.df[j]), float(weight[d, j]),
                        float(kish[d, j]), finite, is_census(survey.layout))
            each[name] = share_interval(told, int(counts[d, j]), method=method, level=level, basis=basis)
        out.append(each)
    return out


def share_interval(told: Told, count: int | None = None, *, method: Method = "wilson", level: float = 0.95,
                   basis: Basis = "design") -> Estimate:
    """One share with its interval; see the head of this module."""
    if told.n == 0:
        return Estimate(math.nan, 0, level=level, basis=basis, count=count)
    if abs(told.share - 1) < _ROUNDING:
        told = replace(told, share=1.0)
    if basis == "none":
        return Estimate(told.share, told.n, level=level, basis=basis, count=count)
    if told.whole or (told.finite and told.weight <= told.n * (1 + 1e-9) and told.variance == 0):
        return Estimate(told.share, told.n, 0.0, told.share, told.share, level, basis, told.df, count)
    if not told.df > 0 or math.isnan(told.variance):
        return Estimate(told.share, told.n, level=level, basis=basis, count=count)
    low, high = _bounds(told, method, level)
    return Estimate(told.share, told.n, math.sqrt(told.variance), low, high, level, basis, told.df, count)


def _bounds(told: Told, method: Method, level: float) -> tuple[float, float]:
    upper, p = 0.5 + level / 2, told.share
    t = student_quantile(upper, told.df)
    fewer = (student_quantile(upper, told.n - 1) / t) ** 2 if told.n > 1 else 0.0
    if not (told.variance > 0 and 0 < p < 1):
        p = min(max(p, 0.0), 1.0)  # negative weights of a calibration can lead beyond
        n = told.kish * fewer
        if told.finite and told.weight > told.n:
            n *= (told.weight - 1) / (told.weight - told.n)
        return _clopper(p, n, level) if method == "beta" else wilson(p, n, normal_quantile(upper))
    if method == "mean":
        half = t * math.sqrt(told.variance)
        return p - half, p + half
    if method == "logit":
        half = t * math.sqrt(told.variance) / (p * (1 - p))
        middle = math.log(p / (1 - p))
        return 1 / (1 + math.exp(half - middle)), 1 / (1 + math.exp(-half - middle))
    n = p * (1 - p) / told.variance * fewer
    if method == "beta":
        return _clopper(p, n, level)
    n *= told.n / (told.n - 1)
    if told.finite and told.weight > told.n:
        n *= (told.weight - 1) / told.weight
    return wilson(p, n, normal_quantile(upper))


def _clopper(p: float, n: float, level: float) -> tuple[float, float]:
    tail = (1 - level) / 2
    low = 0.0 if p <= 0 else beta_quantile(tail, n * p, n * (1 - p) + 1)
    return low, 1.0 if p >= 1 else beta_quantile(1 - tail, n * p + 1, n * (1 - p))


def _counts(survey: Survey, shares: Sequence[Variable], domain: Keys | None, domains: int,
            reads: Sequence[str]) -> Ints:
    """(domains, k) rows with a weight that said one."""
    columns = tuple(dict.fromkeys((*columns_of(shares), *reads, *survey.columns)))

    def kernel(batch: Batch) -> tuple[Ints | None, Floats]:
        found = table(shares, batch)
        if np.any((found != 0) & (found != 1) & ~np.isnan(found)):
            raise ValueError("a share is of zeros and ones")
        said = (found == 1) & (survey.weight(batch) != 0)[:, None]
        return None if domain is None else domain(batch), said.astype(np.float64)

    found = sums_by(survey.rows, columns, kernel, domains, len(shares), bound=np.ones(len(shares)))
    return found.astype(np.int64)


def _weights(survey: Survey, shares: Sequence[Variable], domain: Keys | None, domains: int,
             reads: Sequence[str]) -> tuple[Floats, Floats]:
    """(domains, k) the sums of the weights of those who answered, and Kish's effective numbers."""
    def weighed(one: Variable) -> Variable:
        return Variable(one.name, tuple(dict.fromkeys((*one.columns, *survey.columns))),
                        lambda batch: np.where(np.isnan(one.values(batch)), np.nan, survey.weight(batch)))

    found, k = tally(survey, [weighed(one) for one in shares], domain=domain, domains=domains, reads=reads), len(shares)
    weight = found.totals[:, k:]
    with np.errstate(divide="ignore", invalid="ignore"):
        return weight, weight * weight / found.amounts
