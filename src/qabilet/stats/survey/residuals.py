"""Residuals after steps of weighting, for all domains at once: sums over leaves from sums over cells.

A domain's residual is not zero outside the domain: there it is what the steps explain, a multiple of the weight that
depends on the cell alone. So the sums of the values by domain and the sums of the weights by leaf and cell say
everything, and no domain needs a pass of its own. Where rows are units their products are asked for too: those within
the domain are made row by row, those outside come from the sums of the squared weights by cell and domain.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Protocol, runtime_checkable

import numpy as np

from qabilet.stats.survey.adjustment import Adjustment
from qabilet.stats.survey.exact import grams_by, sums_by
from qabilet.stats.survey.layout import Layout
from qabilet.stats.survey.lonely import asks_presence, row_factors
from qabilet.stats.survey.rows import Batch, Floats, Ints, Keys, Rows, Score

ROOM = 10_000_000
"""The most numbers kept of one step: leaves x cells x parts."""


@runtime_checkable
class Multiplying(Protocol):
    """A step whose every weight is the one before it times a number of its cell."""

    @property
    def multiples(self) -> Floats | None:
        """(cells,) these numbers; None where they depend on more than the cell."""
        ...


def additive(layout: Layout, steps: Sequence[Adjustment], domains: int) -> bool:
    """Whether sums by leaf, cell and domain say all of the residuals, and their tables fit."""
    sizes = [step.cells * step.parts for step in steps]
    if max(sizes, default=0) * max(layout.leaves, *sizes, 1) > ROOM:
        return False
    if not layout.levels[-1].rows:
        return True
    last = max((place for place, step in enumerate(steps) if step.parts), default=-1)
    plain = all(isinstance(step, Multiplying) and step.multiples is not None for step in steps[:last + 1])
    settled = not asks_presence(layout) and bool(np.isfinite(row_factors(layout)).all())
    return plain and settled and prod(step.cells for step in _making(steps)) * (domains + 1) <= ROOM


def residual_sums(rows: Rows, layout: Layout, columns: Sequence[str], score: Score, width: int, domain: Keys,
                  domains: int, steps: Sequence[Adjustment]) -> tuple[Floats, Floats | None]:
    """(leaves, domains, width) sums of what the steps leave of each domain's scores, and (domains, width, width) of
    factor times their products where rows are units. Passes: two, and four a step, and two more for each pair of steps;
    for the products four more."""
    read = tuple(dict.fromkeys((*columns, *layout.columns, *(name for step in steps for name in step.columns))))
    making = _making(steps)
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
    products = None
    if layout.levels[-1].rows:
        shaped = [fit[:, 0].reshape(-1, domains, width) for fit in fits]
        products = _products(rows, layout, read, score, domain, making, shaped)
    return left.reshape(layout.leaves, domains, width), products


def _products(rows: Rows, layout: Layout, read: Sequence[str], score: Score, domain: Keys,
              steps: Sequence[Adjustment], fits: Sequence[Floats]) -> Floats:
    """From the steps' fits (cells, domains, width)."""
    factor, (_, domains, width) = np.sqrt(row_factors(layout)), fits[0].shape
    sizes = tuple(step.cells for step in steps)

    def within(batch: Batch) -> tuple[Ints, Floats]:
        at, left = domain(batch), score(batch)
        for step, fit in zip(steps, fits, strict=True):
            left = left - step.weights(batch)[1][:, None] * fit[step.cell(batch), np.maximum(at, 0)]
        return at, np.where((at < 0)[:, None], 0.0, left * factor[layout.leaf(batch)][:, None])

    def squares(batch: Batch) -> tuple[Ints, Floats]:
        places = [step.cell(batch) for step in steps]
        where = np.zeros(len(places[0]), dtype=np.int64)
        for place, size in zip(places, sizes, strict=True):
            where = where * size + np.maximum(place, 0)
        kept = np.min(places, axis=0) >= 0
        weight = layout.weight(batch) * factor[layout.leaf(batch)]
        return np.where(kept, where * (domains + 1) + np.maximum(domain(batch), -1) + 1, -1), (weight * weight)[:, None]

    found = sums_by(rows, read, squares, prod(sizes) * (domains + 1), 1).reshape(-1, domains + 1)
    outside = found.sum(axis=1, keepdims=True) - found[:, 1:]
    some = np.flatnonzero(found.sum(axis=1) > 0)
    own = np.unravel_index(some, sizes)
    taken, so_far = np.zeros((len(some), domains, width)), np.ones(len(some))
    for step, fit, place in zip(steps, fits, own, strict=True):
        assert isinstance(step, Multiplying)
        assert step.multiples is not None
        so_far = so_far * step.multiples[place]
        taken = taken + so_far[:, None, None] * fit[place]
    total = grams_by(rows, read, within, domains, width)
    for d in range(domains):
        total[d] += (taken[:, d] * outside[some, d, None]).T @ taken[:, d]
    return total


def _making(steps: Sequence[Adjustment]) -> list[Adjustment]:
    """The steps that explain anything."""
    return [step for step in steps if step.parts]


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
