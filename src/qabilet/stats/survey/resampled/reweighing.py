"""Replicates weighed anew: every step of weighting made again in each replicate, so that its error is in the variance.

R: postStratify, rake or calibrate of a design made by as.svrepdesign. All steps are functions of cells, so the totals
of each unit in each cell are all that is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np

from qabilet.stats.survey.resampled.replicates import Function, Replicated, Replicates, told, unit_counts, unit_sums
from qabilet.stats.survey.resampled.replication import degrees_of, replicate_scales, scattered, unit_factors
from qabilet.stats.survey.rows import Batch, Floats, Ints, Keys, Seen
from qabilet.stats.survey.survey import Survey, Values
from qabilet.stats.survey.weights.cells import Cells, find_cells

_AT_ONCE = 256


@runtime_checkable
class Repeatable(Protocol):
    """A step of weighting that can be made again from the weights in its cells."""

    known: Cells

    def anew(self, sums: Floats) -> Floats:
        """(m, K) g from the weights before it in each cell (m, K)."""
        ...


def replicate_anew(survey: Survey, how: Replicates, columns: Sequence[str], values: Values, width: int,
                   estimate: Function, *, domain: Keys | None = None, domains: int = 1,
                   seen: Seen | None = None) -> list[Replicated]:
    """As `replicate`, with all steps of the survey made again in each replicate; `how` is of the survey without them.

    A replicate in which a cell or level is empty, or bounds cannot be kept, is dropped (`left_out`). df are those of
    the replicates before weighting (R's postStratify and rake take the rank afterwards, which counts cells as units).
    Memory: first-stage units x cells x width. Raises ValueError where rows are the units (name the column that tells
    them apart), for trimming, and for calibration to totals of numbers.
    """
    if survey.layout.levels[0].rows:
        raise ValueError("weighing anew needs the units of the first stage named: say which column tells rows apart")
    steps = [step for step in survey.steps if isinstance(step, Repeatable)]
    if len(steps) < len(survey.steps):
        raise ValueError("a step of the weighting cannot be made again from cells")
    base = Survey(survey.rows, survey.layout)
    cells = find_cells(base, tuple(dict.fromkeys(name for step in steps for name in step.known.columns)))
    places = [_within(cells, step.known) for step in steps]
    read = tuple(dict.fromkeys((*columns, *cells.columns)))
    drawn = unit_sums(base, read, lambda batch: np.ones((_length(batch), 1)), 1, cells.of, len(cells.keys))[:, :, 0]
    weighings = np.concatenate([np.ones((1, len(drawn))), unit_factors(survey, how).T])
    g = _weighed(weighings, drawn, list(zip(steps, places, strict=True)))
    counts = unit_counts(base, columns, domain, domains, seen)
    scales = replicate_scales(survey, how)
    out = []
    for d in range(domains):
        sums = unit_sums(base, read, _of(values, domain, d), width, cells.of, len(cells.keys))
        totals = np.stack([((weighings @ sums[:, :, j]) * g).sum(axis=1) for j in range(width)], axis=1)
        found = told(totals, totals[0], estimate)
        out.append(scattered(how, found[0], found[1:], scales, degrees_of(survey, how, counts[:, d]),
                             int(counts[:, d].sum())))
    return out


def _weighed(weighings: Floats, drawn: Floats, steps: Sequence[tuple[Repeatable, Ints]]) -> Floats:
    """(R + 1, K) what the weights of each cell are multiplied by in each replicate, the sample itself first."""
    g = np.empty((len(weighings), drawn.shape[1]))
    for start in range(0, len(weighings), _AT_ONCE):
        sums = weighings[start:start + _AT_ONCE] @ drawn
        so_far = np.ones_like(sums)
        for step, place in steps:
            of = np.zeros((len(sums), len(step.known.keys)))
            np.add.at(of.T, place, (sums * so_far).T)
            so_far = so_far * step.anew(of)[:, place]
        g[start:start + _AT_ONCE] = so_far
    return g


def _within(cells: Cells, known: Cells) -> Ints:
    """(K,) the cell of a step that each cell across all steps lies in."""
    where = [cells.columns.index(name) for name in known.columns]
    place = {level: at for at, level in enumerate(known.levels)}
    return np.array([place[tuple(level[one] for one in where)] for level in cells.levels], dtype=np.int64)


def _of(values: Values, domain: Keys | None, d: int) -> Values:
    if domain is None:
        return values
    place = domain
    return lambda batch: np.where((place(batch) == d)[:, None], values(batch), 0.0)


def _length(batch: Batch) -> int:
    return len(next(iter(batch.values()))) if batch else 0
