"""Tallies: in one pass, the weighted sums that means, totals and ratios of many variables in many domains rest on.

Of each variable two sums are kept by unit and domain: Y, of w m (y - pilot), and W, of w m; m is 1 where the variable
is answered. Every estimate linear in them has its spread from them, so that no second pass is made with the estimate in
hand. The pilot (the middle of the values where no bound is known, else 0) keeps a large level from eating the digits of
a small variation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from qabilet.stats.survey.layout import Layout
from qabilet.stats.survey.lonely import asks_presence
from qabilet.stats.survey.rows import Batch, Floats, Keys
from qabilet.stats.survey.single_pass import sum_up
from qabilet.stats.survey.spread import Spread
from qabilet.stats.survey.survey import Survey, finite
from qabilet.stats.survey.variable import Variable, columns_of, ranges, table


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """`pilot` (k,); `totals` (domains, 2k) the sums of Y, then of W; `amounts` (domains, k) those of w m y; `spread(d)`
    how the 2k sums of a domain spread, with n and degrees of freedom of each of the k variables; `joint(influences)`
    how combinations (r, 2k) of the sums of each domain do, side by side."""

    layout: Layout
    pilot: Floats
    totals: Floats
    amounts: Floats
    spread: Callable[[int], Spread]
    joint: Callable[[Sequence[Floats]], Spread]


def tally(survey: Survey, variables: Sequence[Variable], *, domain: Keys | None = None, domains: int = 1,
          reads: Sequence[str] = ()) -> Tally:
    """Add the variables up. One pass where all bounds are known, else two; more with steps of weighting.

    Memory: leaves x domains x (k + 1 + the variables with missing values) whole numbers. Raises ValueError for values
    beyond a promised bound or not finite.
    """
    low, high = ranges(survey.rows, variables)
    known = np.array([one.bound is not None for one in variables], dtype=np.bool_)
    pilot = np.where(known, 0.0, _middle(low, high))
    reach = np.maximum(np.abs(high - pilot), np.abs(low - pilot))
    if not survey.steps and not (asks_presence(survey.layout) and survey.layout.levels[-1].rows):
        sums = sum_up(survey.rows, survey.layout, variables, pilot, reach, domain, domains, reads)
        return Tally(survey.layout, pilot, *sums.totals(pilot), sums.spread, sums.joint)
    k = len(variables)
    columns = tuple(dict.fromkeys((*columns_of(variables), *reads)))

    def values(batch: Batch) -> Floats:
        found = table(variables, batch)
        return np.hstack([finite(found - pilot), ~np.isnan(found)])

    def seen(batch: Batch) -> np.ndarray:
        return np.asarray(~np.isnan(table(variables, batch)) & (survey.weight(batch) != 0)[:, None])

    def joint(influences: Sequence[Floats]) -> Spread:
        combined, width = np.stack(influences), len(influences[0])

        def wide(batch: Batch) -> Floats:
            found = values(batch)
            out = np.zeros((len(found), domains, width))
            at = np.zeros(len(found), dtype=np.int64) if domain is None else domain(batch)
            for d in range(domains):
                here = np.flatnonzero(at == d)
                out[here, d] = found[here] @ combined[d].T
            return out.reshape(len(found), domains * width)

        return survey.spreads(columns, wide, domains * width)[0]

    bound = np.concatenate([reach, np.ones(k)])
    each = survey.spreads(columns, values, 2 * k, domain=domain, domains=domains, seen=seen, bound=bound)
    totals = survey.totals(columns, values, 2 * k, domain=domain, domains=domains, bound=bound)
    return Tally(survey.layout, pilot, totals, totals[:, :k] + pilot * totals[:, k:], each.__getitem__, joint)


def _middle(low: Floats, high: Floats) -> Floats:
    """(k,) the middle of each range, rounded so that taking it away from whole numbers leaves whole numbers."""
    middle = low / 2 + high / 2
    _, size = np.frexp(high / 2 - low / 2)
    step = np.ldexp(1.0, size - 8)
    rounded = np.rint(middle / np.where(step > 0, step, 1.0)) * step
    return np.where(high > low, np.clip(rounded, low, high), low)
