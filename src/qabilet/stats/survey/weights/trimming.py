"""Trimming: weights cut at bounds, what was cut off shared out equally among the others.

A bias taken on for a smaller variance (Potter 1990; R: survey::trimWeights). Nothing of it enters a variance: estimates
after it keep the residuals of the steps before.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qabilet.stats.survey.exact import sums_by
from qabilet.stats.survey.rows import Batch, Floats, Ints
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.weights.weighting_error import WeightingError

ROUNDS = 1000
_DUST = 1e-15
"""An excess below this share of all weight is rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class Trimmed:
    """A step of weighting: weights outside [lower, upper] are set to the bound, and in each round every other weight
    has `added` of that round added to it. `share` of the weights were cut. An Adjustment that explains nothing."""

    before: Survey
    lower: float
    upper: float
    added: tuple[float, ...]
    share: float
    columns: tuple[str, ...]
    cells: int = 1
    parts: int = 0

    def cell(self, batch: Batch) -> Ints:
        return np.zeros(len(self.before.weight(batch)), dtype=np.int64)

    def weights(self, batch: Batch) -> tuple[Floats, Floats]:
        drawn = self.before.weight(batch)
        final = drawn
        for more in self.added:
            final = np.where(_outside(final, self.lower, self.upper), np.clip(final, self.lower, self.upper),
                             np.where(drawn != 0, final + more, 0.0))
        return drawn, final

    def basis(self, batch: Batch) -> Floats | None:
        return None

    def fitted(self, sums: Floats) -> Floats:
        return np.zeros_like(sums)


def trim(survey: Survey, *, lower: float = -np.inf, upper: float = np.inf, strict: bool = False) -> Trimmed:
    """The step that cuts weights at bounds and keeps their sum. What is shared out may push others past a bound;
    `strict` cuts again until it no longer does.

    Zero weights stay zero (R gives them their share of the excess). Cost: one pass a round. Raises WeightingError:
    'no rows'; 'bounds' for lower above upper; 'infeasible' where all weights at their bounds cannot make the sum, or
    nobody is left to share the excess among; 'not converged'.
    """
    if not lower <= upper:
        raise WeightingError("bounds", cells=((lower, upper),))
    columns = survey.columns
    step = Trimmed(survey, lower, upper, (), 0.0, columns)
    total, rows, excess, cut = _excess(step)
    if not rows:
        raise WeightingError("no rows")
    reach = 1e-12 * abs(total)
    if cut and strict and not (lower == -np.inf or rows * lower <= total + reach):
        raise WeightingError("infeasible", cells=((lower, upper),))
    if cut and strict and not (upper == np.inf or rows * upper >= total - reach):
        raise WeightingError("infeasible", cells=((lower, upper),))
    share = cut / rows
    while cut and (abs(excess) > _DUST * abs(total) or not step.added):
        if cut == rows:
            raise WeightingError("infeasible", cells=((lower, upper),))
        if len(step.added) == ROUNDS:
            raise WeightingError("not converged", steps=ROUNDS, misfit=abs(excess / total))
        step = Trimmed(survey, lower, upper, (*step.added, excess / (rows - cut)), share, columns)
        if not strict:
            break
        _, _, excess, cut = _excess(step)
    if strict and step.added:  # what rounding left outside is cut and not shared out
        return Trimmed(survey, lower, upper, (*step.added, 0.0), share, columns)
    return step


def _excess(step: Trimmed) -> tuple[float, int, float, int]:
    """The sum of the weights, how many there are, what lies outside the bounds, and how many do."""
    def kernel(batch: Batch) -> tuple[None, Floats]:
        weight = step.weights(batch)[1]
        outside = _outside(weight, step.lower, step.upper)
        over = np.where(outside, weight - np.clip(weight, step.lower, step.upper), 0.0)
        return None, np.column_stack([weight, weight != 0, over, outside])

    total, rows, over, cut = sums_by(step.before.rows, step.columns, kernel, 1, 4)[0]
    return float(total), round(rows), float(over), round(cut)


def _outside(weight: Floats, lower: float, upper: float) -> Floats:
    return np.asarray((weight != 0) & ((weight < lower) | (weight > upper)), dtype=np.bool_)
