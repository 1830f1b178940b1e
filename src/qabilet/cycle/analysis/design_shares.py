"""Shares of answers under the study's design: Wilson's interval, narrowed or widened by what the strata explain."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qabilet.cycle.analysis.scope import Scope
from qabilet.stats import Estimate, Moments, means, share
from qabilet.tables import SLOTS, Ints


def strata_beside(scope: Scope, column: str) -> tuple[str, ...]:
    """The design's strata by which `column` is to be counted; a stratum is not counted by itself."""
    return tuple(name for name in scope.strata if name != column)


def portions(scope: Scope, joint: Ints, sets: Sequence[Sequence[int]]) -> list[Estimate]:
    """The share of those who answered that gave one of the levels in each of `sets`.

    joint: counts (SLOTS + levels, one axis a stratum dimension). With strata the variance is that of the 0/1 answer
    within them (stats.means), as if random within cells; without, Wilson's on n. Nobody answered: NaN.
    """
    cells = joint.reshape(joint.shape[0], -1)
    answered = cells[SLOTS:].sum(axis=0)
    hits = np.array([cells[[SLOTS + level for level in levels]].sum(axis=0) for levels in sets])
    n, counts = int(answered.sum()), hits.sum(axis=1).tolist()
    if cells.shape[1] == 1 or scope.basis == "none" or n == 0:
        population = scope.population if scope.design.kind == "simple" else None
        return [share(count, n, basis=scope.basis, population=population) for count in counts]
    names = tuple(str(at) for at in range(len(sets)))
    rows = cells.sum(axis=0)
    ones, square = hits.astype(np.float64), (len(sets), len(sets))
    parts = [Moments(names, int(rows[at]), np.diag(ones[:, at]), np.broadcast_to(ones[:, at, None], square),
                     np.full(square, float(answered[at]))) for at in np.flatnonzero(rows)]
    found = means(parts, basis=scope.basis)
    return [share(count, n, basis=scope.basis, value=count / n, variance=float(found.V[at, at]),
                  df=float(found.df[at])) for at, count in enumerate(counts)]
