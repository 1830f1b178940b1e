"""The gate's own attack: from all that is told together, could anybody work out the size of a small group?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from qabilet.cycle.analysis.counts import Bools, Counts, Floats, Ints, Table
from qabilet.cycle.analysis.rules import Rules
from qabilet.stats import Feasible, is_whole

WIDTH = 2
"""A protected cell must be able to differ by this many whole people at least: more than one."""
SEED = 5
DRY = 3
"""Random questions that may prove nothing before the cells are asked one by one."""


def unsafe_lines(size: Ints, hidden: Bools, rules: Rules) -> Iterator[tuple[object, ...]]:
    """The lines of a table with somebody hidden, but too few cells or people hidden to cover each other."""
    need = max(rules.cell, rules.remainder)
    for axis in range(size.ndim):
        cells, people = hidden.sum(axis=axis), np.where(hidden, size, 0).sum(axis=axis)
        for at in np.argwhere((cells > 0) & ((cells < 2) | (people < need))):
            line = tuple(int(place) for place in at)
            yield (*line[:axis], slice(None), *line[axis:])


class Audit:
    """Tables chained by their dimensions: all they tell, as bounds on the full cross-classification of the dimensions.

    What an attacker knows: the told cells and the cells of nobody; that a hidden cell of a told table has somebody in
    it; how many left a dimension's question unanswered; how many answered in all. Nothing of a refused table.
    """

    def __init__(self, counts: Counts, tables: Sequence[Table], hiding: Mapping[Table, Bools],
                 rules: Rules) -> None:
        self.counts, self.rules = counts, rules
        dims = counts.ordered([name for table in tables for name in table])
        self.tables: list[Table] = [(), *((name,) for name in dims), *tables]
        self.size = np.concatenate([counts.table(table).ravel() for table in self.tables]).astype(np.float64)
        self.least, self.most = self.size.copy(), self.size.copy()
        self.protected = np.concatenate([self._small(table).ravel() for table in self.tables])
        rows = self._rows(dims)
        low, high = self._bounds(hiding)
        self.sums = Feasible(rows[:, np.all(high[rows] > 0, axis=0)], low, high)

    def update(self, hiding: Mapping[Table, Bools]) -> None:
        """Take account of further hidden cells; what was proved before still holds."""
        self.sums.bound(*self._bounds(hiding))

    def _rows(self, dims: Table) -> Ints:
        """Which sums each cell of the full cross-classification is counted in: one row a table."""
        shape = self.counts.table(dims).shape
        places = np.indices(shape).reshape(len(shape), -1)
        rows, start = [], 0
        for table in self.tables:
            axes = [dims.index(name) for name in table]
            sizes = tuple(shape[axis] for axis in axes)
            rows.append(start + (np.ravel_multi_index(tuple(places[axes]), sizes) if table
                                 else np.zeros(places.shape[1], dtype=np.int64)))
            start += int(np.prod(sizes))
        return np.array(rows, dtype=np.int64)

    def _small(self, table: Table) -> Bools:
        size = self.counts.table(table)
        few = (size > 0) & (size < self.rules.cell)
        if len(table) == 1:
            few &= ~self.counts.known(table[0])
        return few if table else np.zeros(1, dtype=bool)

    def _bounds(self, hiding: Mapping[Table, Bools]) -> tuple[Floats, Floats]:
        told = [_told(self.counts, table, hiding) for table in self.tables]
        wide = np.concatenate([np.full(least.size, len(table) > 1)
                               for table, (least, _) in zip(self.tables, told, strict=True)])
        low = np.concatenate([least.ravel() for least, _ in told])
        high = np.concatenate([most.ravel() for _, most in told])
        self.soft = wide & (low == high) & (self.size > 0)
        return low, high

    def to_hide(self) -> list[tuple[Table, tuple[int, ...]]] | None:
        """The told cells to hide next, [] where nothing can be worked out, None where hiding cannot help."""
        self._cover()
        for row in self._open():
            if self._ask(int(row)):
                continue
            changed = self._cheapest(int(row))
            return None if changed is None else [self._cell(int(one)) for one in changed]
        return []

    def _open(self) -> Ints:
        return np.flatnonzero(self.protected & (self.most - self.least < WIDTH - 0.5))

    def _saw(self, x: Floats | None) -> bool:
        """Remember the sums of a feasible cross-classification of whole people."""
        if x is None or not is_whole(x):
            return False
        sums = np.rint(self.sums.of(x))
        self.least, self.most = np.minimum(self.least, sums), np.maximum(self.most, sums)
        return True

    def _cover(self) -> None:
        """Prove as many cells as possible at once: random questions, every answer bounding all cells."""
        chance, dry = np.random.default_rng(SEED), 0
        left = self._open()
        while len(left) and dry < DRY:
            weights = np.zeros(len(self.size))
            weights[left] = chance.uniform(0.2, 1.0, len(left)) * np.where(
                (self.size[left] > WIDTH) & (chance.random(len(left)) < 0.3), -1.0, 1.0)
            self._saw(self.sums.greatest(weights))
            still = self._open()
            dry = dry + 1 if len(still) == len(left) else 0
            left = still

    def _ask(self, row: int) -> bool:
        """Whether this one cell can differ by WIDTH people."""
        weights = np.zeros(len(self.size))
        for sign in (1.0, -1.0):
            weights[row] = sign
            self._saw(self.sums.greatest(weights))
            if self.most[row] - self.least[row] >= WIDTH:
                return True
        return False

    def _cheapest(self, row: int) -> Ints | None:
        """The told cells to hide so that this one can differ by WIDTH: those that change in the cheapest way."""
        costs = np.where(self.soft, 1.0 + np.log1p(self.size), np.inf)
        true = self.size[row]
        for low, high in ((true + WIDTH, np.inf), (0.0, true - WIDTH)):
            if high < self.sums.low[row]:
                continue
            for whole in (False, True):
                x = self.sums.cheapest(costs, row, max(low, self.sums.low[row]), high, whole=whole)
                if x is None:
                    break
                if is_whole(x) or whole:
                    changed = np.flatnonzero(self.soft & (np.abs(self.sums.of(x) - self.size) > 0.5))
                    if len(changed):
                        return changed
        return None

    def _cell(self, row: int) -> tuple[Table, tuple[int, ...]]:
        for table in self.tables:
            shape = self.counts.table(table).shape
            cells = int(np.prod(shape))
            if row < cells:
                return table, tuple(int(place) for place in np.unravel_index(row, shape))
            row -= cells
        raise IndexError(row)


def _told(counts: Counts, table: Table, hiding: Mapping[Table, Bools],
          ) -> tuple[Floats, Floats]:
    """The least and the most people each cell of a table can have for those who see what is told."""
    size = counts.table(table)
    exact = size.astype(np.float64)
    if not table:
        return exact, exact
    if table in hiding:
        hidden = hiding[table]
        least, most = np.where(hidden, 1.0, exact), np.where(hidden, np.inf, exact)
    else:
        least, most = np.zeros(size.shape), np.full(size.shape, np.inf)
    if len(table) == 1:
        known = counts.known(table[0])
        least, most = np.where(known, exact, least), np.where(known, exact, most)
    return least, most
