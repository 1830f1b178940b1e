"""Residuals after steps of weighting, for all domains at once: sums over leaves from sums over cells.

A domain's residual is not zero outside the domain: there it is what the steps explain, a multiple of the weight that
depends on the cell alone. So the sums of the values by domain and the sums of the weights by leaf and cell say
everything, and no domain needs a pass of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qabilet.stats.survey.adjustment import Adjustment
from qabilet.stats.survey.exact import sums_by
from qabilet.stats.survey.layout import Layout
from qabilet.stats.survey.rows import Batch, Floats, Ints, Keys, Rows, Score

ROOM = 10_000_000
"""The most numbers kept of one step: leaves x cells x parts."""


def additive(layout: Layout, steps: Sequence[Adjustment]) -> bool:
    """Whether sums over leaves are all that is needed, and the tables they come from fit."""
    sizes = [step.cells * step.parts for step in steps]
    return not layout.levels[-1].rows and max(sizes, default=0) * max(layout.leaves, *sizes, 1) <= ROOM


def residual_sums(rows: Rows, layout: Layout, columns: Sequence[str], score: Score, width: int, domain: Keys,
                  domains: int, steps: Sequence[Adjustment]) -> Floats:
    """(leaves, domains, width) sums of what the steps leave of each domain's scores. Passes: two, and four a step, and
    two more for each pair of steps."""
    read = tuple(dict.fromkeys((*columns, *layout.columns, *(name for step in steps for name in step.columns))))
    making = [step for step in steps if step.parts]
    wide = domains * width

    def by(place: Keys, keys: int, times: Score | None, parts: int) -> Floats:
        """(keys, parts, wide) sums of the scores, times something, by place and domain."""
        def kernel(batch: Batch) -> tuple[Ints, Floats]:
            at, where, values = domain(batch), place(batch), score(batch)
            if times is not None:
                values = (times(batch)[:, :, None] * values[:, None, :]).reshape(len(values), -1)
            return np.where((at < 0) | (where < 0), -1, where * domains + at), values
        found = sums_by(rows, read, kernel, keys * domains, parts * width).reshape(keys, domains, parts, width)
        return np.moveaxis(found, 1, 2).reshape(keys, parts, wide)

    def across(place: Keys, keys: int, times: Score | None, parts: int, step: Adjustment) -> Floats:
        """(keys, parts, cells, parts) sums of what a fit of one takes away, by place and the step's cell."""
        def kernel(batch: Batch) -> tuple[Ints, Floats]:
            where, at = place(batch), step.cell(batch)
            taken = _basis(step, batch) * step.weights(batch)[1][:, None]
            if times is not None:
                taken = (times(batch)[:, :, None] * taken[:, None, :]).reshape(len(taken), -1)
            return np.where((where < 0) | (at < 0), -1, where * step.cells + at), taken
        found = sums_by(rows, read, kernel, keys * step.cells, parts * step.parts)
        return np.moveaxis(found.reshape(keys, step.cells, parts, step.parts), 1, 2)

    left = by(layout.leaf, layout.leaves, None, 1)[:, 0]
    fits: list[Floats] = []
    for step in making:
        held = by(step.cell, step.cells, _fitting(step), step.parts)
        for before, fit in zip(making, fits, strict=False):
            held = held - _applied(across(step.cell, step.cells, _fitting(step), step.parts, before), fit)
        fits.append(step.fitted(held.reshape(step.cells, -1)).reshape(step.cells, step.parts, wide))
        left = left - _applied(across(layout.leaf, layout.leaves, None, 1, step), fits[-1])[:, 0]
    return left.reshape(layout.leaves, domains, width)


def _applied(table: Floats, fit: Floats) -> Floats:
    """(keys, parts, wide) from (keys, parts, cells, parts) and (cells, parts, wide)."""
    keys, parts = table.shape[:2]
    flat = table.reshape(keys * parts, -1) @ fit.reshape(-1, fit.shape[2])
    return np.asarray(flat.reshape(keys, parts, -1), dtype=np.float64)


def _fitting(step: Adjustment) -> Score:
    """A batch to (n, parts): the basis times the weight of the fit over the weight after the step."""
    def times(batch: Batch) -> Floats:
        fit, final = step.weights(batch)
        ratio = np.divide(fit, final, out=np.zeros_like(final), where=final != 0)
        return np.asarray(_basis(step, batch) * ratio[:, None], dtype=np.float64)
    return times


def _basis(step: Adjustment, batch: Batch) -> Floats:
    found = step.basis(batch)
    return np.ones((len(step.cell(batch)), 1)) if found is None else found
