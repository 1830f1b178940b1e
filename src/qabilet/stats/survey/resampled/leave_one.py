"""The jackknife: every first-stage unit left out in turn, from the units' totals alone.

T_(u) = T - t_h + n_h / (n_h - 1) (t_h - t_u), s_h = (1 - f_h) (n_h - 1) / n_h (Wolter 2007, section 4.5; R:
survey::jk1weights, jknweights). Where each row is a unit the replicates are made row by row as they stream past.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qabilet.stats.survey.exact import grams_by, sums_by
from qabilet.stats.survey.resampled.replicates import Function, Replicates, Scatter, told
from qabilet.stats.survey.rows import Batch, Floats, Ints, Keys
from qabilet.stats.survey.survey import Survey, Values

_WHOLE = 1e-7


def jackknife(survey: Survey, *, mse: bool = False) -> Replicates:
    """JK1 for a design without strata, JKn for one with; the finite population correction of the first stage.

    A stratum that is a census of itself gives no replicates. A stratum of one unit: under 'adjust' the whole stratum is
    left out once and the others made up for it, s = (H - 1) / H; under 'average' the other replicates count for it;
    under 'remove' and 'certainty' it gives none; under 'fail' ValueError. A sample of one unit tells nothing: NaN. R:
    as.svrepdesign(type = "JK1" | "JKn"), options(survey.lonely.psu = ).
    """
    level, design = survey.layout.levels[0], survey.layout.design
    n = level.drawn
    strata = len(n)
    with np.errstate(divide="ignore", invalid="ignore"):
        left = np.where(np.isinf(level.size), 1.0, (level.size - n) / level.size)
        within = n / (n - 1)
        scales = left * (n - 1) / n
    aside, scale = np.ones(strata), 1.0
    stratified = bool(design.stages[0].strata)
    whole, alone = left < _WHOLE, (n <= 1) & (left >= _WHOLE)
    if stratified and alone.any():
        if design.lonely == "fail":
            raise ValueError("a stratum has only one sampled unit")
        with np.errstate(divide="ignore"):
            lift = float(np.divide(strata, strata - 1.0))
        aside[alone], within[alone] = lift, 0.0
        scales[alone] = 1 / lift if design.lonely == "adjust" else 0.0
        if design.lonely == "average":
            scale = float(n.sum() / n[(n > 1) & ~whole].sum()) if np.any((n > 1) & ~whole) else float("nan")
    elif alone.any():
        scales[alone] = within[alone] = np.nan
    scales[whole], within[whole] = 0.0, 1.0
    return Replicates("JKn" if stratified else "JK1", scale, scales, mse, aside, within)


def left_out_units(how: Replicates, units: Floats, stratum: Ints, estimate: Function) -> tuple[Floats, Floats, Floats]:
    """theta (q,), theta of each replicate (m, q) and its scale (m,), from the units' totals (U, width)."""
    assert how.aside is not None
    assert how.within is not None
    total, strata = units.sum(axis=0), np.zeros((len(how.scales), units.shape[1]))
    np.add.at(strata, stratum, units)
    giving = how.scales[stratum] != 0
    at = stratum[giving]
    left = _totals(how, total, strata, at, units[giving])
    return told(total[None, :], total, estimate)[0], told(left, total, estimate), how.scales[at]


def left_out_rows(survey: Survey, how: Replicates, columns: Sequence[str], values: Values, width: int,
                  estimate: Function, strata: Floats, domain: Keys | None, d: int) -> tuple[Floats, Scatter, int]:
    """theta (q,), the scatter of the replicates about it and how many could not tell, where each row is a unit of its
    stratum: `strata` (H, width) their totals in domain d. Cost: four passes."""
    total = strata.sum(axis=0)
    theta = told(total[None, :], total, estimate)[0]
    read, q = tuple(dict.fromkeys((*columns, *survey.columns))), len(theta)

    def deltas(batch: Batch) -> tuple[Floats, Floats, Floats]:
        at = survey.layout.leaf(batch)
        z = values(batch) * survey.weight(batch)[:, None]
        if domain is not None:
            z = np.where((domain(batch) == d)[:, None], z, 0.0)
        found = told(_totals(how, total, strata, at, z), total, estimate) - theta
        gives = how.scales[at] != 0
        tells = gives & ~np.isnan(found).any(axis=1)
        return np.where(tells[:, None], found, 0.0), np.where(tells, how.scales[at], 0.0), (gives & ~tells) + 0.0

    def sums(batch: Batch) -> tuple[None, Floats]:
        delta, scale, lost = deltas(batch)
        return None, np.column_stack([scale != 0, scale, lost, delta, delta * scale[:, None]])

    def squares(batch: Batch) -> tuple[None, Floats]:
        delta, scale, _ = deltas(batch)
        return None, delta * np.sqrt(scale)[:, None]

    if np.isnan(how.scales).any():
        return theta, Scatter(0, np.zeros(q), 0.0, np.zeros(q), np.zeros((q, q))), 0
    one = sums_by(survey.rows, read, sums, 1, 3 + 2 * q)[0]
    square = grams_by(survey.rows, read, squares, 1, q)[0]
    return theta, Scatter(round(one[0]), one[3:3 + q], float(one[1]), one[3 + q:], square), round(one[2])


def rank(how: Replicates, drawn: Floats, present: Floats) -> int:
    """The rank of the replicate weights of the units present, from (H,) how many were drawn and how many of these have
    anybody: what leaving one out spans within a stratum is all of it, less the stratum's own level where all units are
    present, and the level of the whole (R: qr(weights(design, "analysis"))$rank)."""
    gives = (how.scales != 0) & (present > 0)
    full = gives & (present == drawn) & (drawn > 1)
    spanned = int((present[full] - 1).sum() + present[gives & ~full].sum())
    silent = bool(np.any((how.scales == 0) & (present > 0)))
    return spanned + int(bool(full.any()) or silent)


def _totals(how: Replicates, total: Floats, strata: Floats, at: Ints, units: Floats) -> Floats:
    assert how.aside is not None
    assert how.within is not None
    own = strata[at]
    return how.aside[at, None] * (total - own) + how.within[at, None] * (own - units)
