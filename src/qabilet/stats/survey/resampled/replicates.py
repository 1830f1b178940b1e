"""Replicate weights: how estimates vary when the first-stage units are weighed anew, again and again.

The variance is scale * sum_r s_r (theta_r - c)(theta_r - c)', c the replicates' own mean or, under `mse`, the estimate
(Wolter 2007, chapters 3 to 5; R: survey::as.svrepdesign, svrVar). Estimates are functions of totals, and totals of
replicates come from the totals of units: no row is ever weighed twice. The second stage adds nothing, as in R.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from qabilet.stats.distributions import student_quantile
from qabilet.stats.survey.exact import by_key, sums_by
from qabilet.stats.survey.layout import Layout
from qabilet.stats.survey.rows import Batch, Floats, Ints, Keys, Seen
from qabilet.stats.survey.survey import Survey, Values

ReplicateKind = Literal["JK1", "JKn", "bootstrap", "rao-wu", "given"]
Function = Callable[[Floats], Floats]
"""(m, width) totals to (m, q) estimates, row by row; NaN where one cannot be told."""
_NOTHING = 1e-12
"""A total of a replicate below this share of the whole is what rounding left of nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Replicates:
    """Every unit u of stratum h left out in turn, `factors` None: the totals are
    aside_h (T - t_h) + within_h (t_h - t_u), each (H,), with `scales` (H,) and none where `scales` is zero. Else
    `factors` (U, R) is what the weights of each first-stage unit are multiplied by, units in the layout's order, and
    `scales` (R,)."""

    kind: ReplicateKind
    scale: float
    scales: Floats
    mse: bool = False
    aside: Floats | None = None
    within: Floats | None = None
    factors: Floats | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Replicated:
    """`theta` (q,) with its `covariance` (q, q); `df`, the rank of the replicate weights of the n rows less one (R:
    degf); `left_out` replicates could not tell (nobody of the domain was left), and were dropped as R drops them."""

    theta: Floats
    covariance: Floats
    df: int
    n: int
    left_out: int

    @property
    def se(self) -> Floats:
        return np.sqrt(np.diag(self.covariance))

    def interval(self, level: float = 0.95) -> tuple[Floats, Floats]:
        """(q,) the bounds, by t of df; NaN without degrees of freedom. R: confint(df = degf(design))."""
        half = student_quantile(0.5 + level / 2, self.df) * self.se if self.df > 0 else np.full_like(self.theta, np.nan)
        return self.theta - half, self.theta + half


@dataclass(frozen=True, slots=True, eq=False)
class Scatter:
    """Sums over m replicates of delta = theta_r - theta: of delta, s, s delta and s delta delta'."""

    m: int
    delta: Floats
    s: float
    s_delta: Floats
    s_square: Floats

    @classmethod
    def of(cls, deltas: Floats, scales: Floats) -> Scatter:
        scaled = deltas * scales[:, None]
        return cls(len(deltas), deltas.sum(axis=0), float(scales.sum()), scaled.sum(axis=0), scaled.T @ deltas)

    def covariance(self, scale: float, mse: bool) -> Floats:
        """(q, q); NaN where no replicate could tell."""
        if not self.m:
            return np.full_like(self.s_square, np.nan)
        c = np.zeros_like(self.delta) if mse else self.delta / self.m
        cross = np.outer(self.s_delta, c)
        return np.asarray(scale * (self.s_square - cross - cross.T + self.s * np.outer(c, c)), dtype=np.float64)


def unit_sums(survey: Survey, columns: Sequence[str], values: Values, width: int, domain: Keys | None,
              domains: int) -> Floats:
    """(U, domains, width) exact weighted sums of the values over each first-stage unit (each stratum, where rows are
    the units) and domain."""
    def keyed(batch: Batch) -> tuple[Ints, Floats]:
        leaf = survey.layout.leaf(batch)
        at = np.zeros(len(leaf), dtype=np.int64) if domain is None else domain(batch)
        return np.where(at < 0, -1, leaf * domains + at), values(batch) * survey.weight(batch)[:, None]

    read = tuple(dict.fromkeys((*columns, *survey.columns)))
    leaves = sums_by(survey.rows, read, keyed, survey.layout.leaves * domains, width, most=survey.layout.most)
    units = units_of(survey.layout, leaves.reshape(survey.layout.leaves, domains * width))
    return units.reshape(len(units), domains, width)


def unit_counts(survey: Survey, columns: Sequence[str], domain: Keys | None, domains: int, seen: Seen | None) -> Ints:
    """(U, domains) the rows with a weight, in the domain and seen, of each first-stage unit (or stratum of rows)."""
    total = np.zeros((survey.layout.leaves, domains))
    flat = total.reshape(-1)

    def part(batch: Batch) -> tuple[Ints, Ints]:
        leaf = survey.layout.leaf(batch)
        at = np.zeros(len(leaf), dtype=np.int64) if domain is None else domain(batch)
        kept = (at >= 0) & (survey.weight(batch) != 0)
        if seen is not None:
            kept &= seen(batch)[:, 0]
        return by_key(np.where(kept, leaf * domains + at, -1), np.ones((len(leaf), 1), dtype=np.int64))

    for keys, found in survey.rows.map(tuple(dict.fromkeys((*columns, *survey.columns))), part):
        flat[keys] += found[:, 0]
    return units_of(survey.layout, total).astype(np.int64)


def units_of(layout: Layout, sums: Floats) -> Floats:
    """(U, r) the leaves' sums added up to the first-stage units; where rows are these, the leaves are their strata."""
    if len(layout.levels) == 1:
        return sums
    total = np.zeros((len(layout.levels[0].stratum), sums.shape[1]))
    np.add.at(total, layout.first_units(), sums)
    return total


def told(totals: Floats, whole: Floats, estimate: Function) -> Floats:
    """(m, q) the estimates of the replicates' totals (m, width), where `whole` (width,) are those of the sample."""
    left = np.where(np.abs(totals) <= _NOTHING * np.abs(whole), 0.0, totals)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(estimate(left), dtype=np.float64)
