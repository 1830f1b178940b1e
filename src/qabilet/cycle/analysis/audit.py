"""The gate's own attack: from all that is told together, could anybody work out the size of a small group?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qabilet.cycle.analysis.counts import Bools, Counts, Floats, Ints, Table
from qabilet.cycle.analysis.rules import Rules
from qabilet.stats import Feasible, is_whole

WIDTH = 2
"""A protected cell must be able to differ by this many whole people at least: more than one."""
SEED = 5
DRY = 3
"""Random questions that may prove nothing before the cells are asked one by one."""
MOST = 1_000
"""Questions after which an audit gives up, and the table is refused."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """A table as the attacker sees it: its true sizes (NaN where the gate does not know them), the least and the most
    each can be for who knows what is told, by how much each must be able to differ (0: no secret), and which are told
    but could be hidden (`soft`)."""

    table: Table
    size: Floats
    least: Floats
    most: Floats
    need: Floats
    soft: Bools


def of_lattice(counts: Counts, table: Table, hiding: Mapping[Table, Bools], rules: Rules) -> Sizes:
    """A table of the lattice. The attacker knows the told cells and the cells of nobody; that a hidden cell of a told
    table has somebody in it; how many left a dimension's question unanswered; nothing else of a refused table."""
    size = counts.table(table)
    exact, none = size.astype(np.float64), np.zeros(size.shape, dtype=bool)
    if not table:
        return Sizes(table, exact, exact, exact, np.zeros(()), none)
    if table in hiding:
        hidden = hiding[table]
        least, most = np.where(hidden, 1.0, exact), np.where(hidden, np.inf, exact)
    else:
        least, most = np.zeros(size.shape), np.full(size.shape, np.inf)
    if len(table) == 1:
        known = counts.known(table[0])
        least, most = np.where(known, exact, least), np.where(known, exact, most)
    soft = (least == most) & (size > 0) if len(table) > 1 else none
    return Sizes(table, exact, least, most, needed(counts, table, exact, rules), soft)


def needed(counts: Counts, table: Table, size: Floats, rules: Rules) -> Floats:
    """By how much each size must be able to differ: WIDTH for a small group, 0 for others.

    The number of those who did not answer a dimension's question is known: a part of them cannot differ by more.
    """
    everybody = int(counts.array.sum())
    need = np.where((size > 0) & (size < rules.cell), float(WIDTH), 0.0)
    apart, silent = np.zeros(size.shape, dtype=np.int64), np.zeros(size.shape, dtype=bool)
    for axis, name in enumerate(table):
        along = [-1 if place == axis else 1 for place in range(len(table))]
        known, some = counts.known(name), counts.table((name,)) < everybody
        part = size.sum(axis=tuple(other for other in range(len(table)) if other != axis))
        need = np.minimum(need, np.where(known, part, np.inf).reshape(along))
        apart += some.reshape(along)
        silent |= (known & some).reshape(along)
    return np.where(silent & (apart == 1), 0.0, need)


class Audit:
    """Tables chained by their dimensions, all they tell as bounds on the full cross-classification of the dimensions.

    `tables` count everybody there; `answers`, if any, those of them who answered one question.
    """

    def __init__(self, counts: Counts, tables: Sequence[Sizes], rules: Rules, answers: Sequence[Sizes] = ()) -> None:
        self.cell, self.asked = rules.cell, 0
        self.tables = [*tables, *answers]
        dims = counts.ordered([name for one in self.tables for name in one.table])
        self.size, low, high, self.need, self.soft = (
            np.concatenate([np.asarray(getattr(one, name)).ravel() for one in self.tables])
            for name in ("size", "least", "most", "need", "soft"))
        rows = _rows(counts, dims, [one.table for one in self.tables])
        if answers:
            rows = np.concatenate([rows, rows], axis=1)
            rows[len(tables):, rows.shape[1] // 2:] = len(self.size) + np.arange(len(answers))[:, None]
            low, high = np.append(low, [-np.inf] * len(answers)), np.append(high, [np.inf] * len(answers))
        self.sums = Feasible(rows[:, np.all(high[rows] > 0, axis=0)], low, high)
        unknown = np.isnan(self.size)
        self.least, self.most = np.where(unknown, np.inf, self.size), np.where(unknown, -np.inf, self.size)

    def update(self, tables: Sequence[Sizes]) -> None:
        """Take account of further hidden cells; what was proved before still holds."""
        low, high = self.sums.low.copy(), self.sums.high.copy()
        start = 0
        for one in tables:
            end = start + one.size.size
            low[start:end], high[start:end] = one.least.ravel(), one.most.ravel()
            self.soft[start:end] = one.soft.ravel()
            start = end
        self.sums.bound(low, high)

    def to_hide(self) -> list[tuple[int, tuple[int, ...]]] | None:
        """The told cells to hide next (which table, which cell); [] where nothing can be worked out, None where hiding
        cannot help."""
        self._cover()
        if self.asked > MOST:
            return None
        for row in self._open():
            if self._ask(int(row)):
                continue
            changed = self._cheapest(int(row))
            return None if changed is None else [self._cell(int(one)) for one in changed]
        return []

    def _open(self) -> Ints:
        return np.flatnonzero((self.most - self.least < self.need) & (self.need > 0))

    def _saw(self, x: Floats | None) -> None:
        """Remember the sums of a feasible cross-classification of whole people."""
        self.asked += 1
        if x is not None and is_whole(x):
            sums = np.rint(self.sums.of(x))[:len(self.size)]
            self.least, self.most = np.fmin(self.least, sums), np.fmax(self.most, sums)

    def _weights(self) -> Floats:
        return np.zeros(len(self.sums.low))

    def _cover(self) -> None:
        """Prove as many cells as possible at once: random questions, every answer bounding all cells."""
        chance, dry = np.random.default_rng(SEED), 0
        left = self._open()
        while len(left) and dry < DRY:
            weights = self._weights()
            # A size nobody told can be driven either way; a told-about small one has more room upwards.
            unknown = np.isnan(self.size[left])
            down = (unknown | (self.size[left] > WIDTH)) & (chance.random(len(left)) < np.where(unknown, 0.5, 0.3))
            weights[left] = chance.uniform(0.2, 1.0, len(left)) * np.where(down, -1.0, 1.0)
            self._saw(self.sums.greatest(weights))
            still = self._open()
            dry = dry + 1 if len(still) == len(left) else 0
            left = still

    def _ask(self, row: int) -> bool:
        """Whether this one cell can differ by as much as it must, or turns out to be nobody or no small group."""
        weights, ends = self._weights(), []
        for sign in (1.0, -1.0):
            weights[row] = sign
            x = self.sums.greatest(weights)
            self._saw(x)
            if self.most[row] - self.least[row] >= self.need[row]:
                return True
            ends.append(float(self.sums.of(x)[row]) if x is not None else np.nan)
        return bool(np.isnan(self.size[row]) and (ends[1] > self.cell - 0.5 or ends[0] < 0.5))

    def _cheapest(self, row: int) -> Ints | None:
        """The told cells to hide so that this one can differ as it must: those that change in the cheapest way."""
        costs = np.append(np.where(self.soft, 1.0 + np.log1p(self.size), np.inf),
                          np.full(len(self.sums.low) - len(self.size), np.inf))
        need = self.need[row]
        for low, high in ((self.least[row] + need, np.inf), (0.0, self.most[row] - need)):
            if high < self.sums.low[row]:
                continue
            for whole in (False, True):
                x = self.sums.cheapest(costs, row, max(low, self.sums.low[row]), high, whole=whole)
                if x is None:
                    break
                if is_whole(x):
                    differs = np.abs(self.sums.of(x)[:len(self.size)] - self.size) > 0.5  # NaN never differs
                    changed = np.flatnonzero(self.soft & differs)
                    if len(changed):
                        return changed
        return None

    def _cell(self, row: int) -> tuple[int, tuple[int, ...]]:
        for at, one in enumerate(self.tables):
            if row < one.size.size:
                return at, tuple(int(place) for place in np.unravel_index(row, one.size.shape))
            row -= one.size.size
        raise IndexError(row)


def _rows(counts: Counts, dims: Table, tables: Sequence[Table]) -> Ints:
    """Which cell of each table every cell of the full cross-classification is counted in, numbered through."""
    shape = counts.table(dims).shape
    places = np.indices(shape).reshape(len(shape), -1)
    rows, start = [], 0
    for table in tables:
        axes = [dims.index(name) for name in table]
        sizes = tuple(shape[axis] for axis in axes)
        rows.append(start + (np.ravel_multi_index(tuple(places[axes]), sizes) if table
                             else np.zeros(places.shape[1], dtype=np.int64)))
        start += int(np.prod(sizes))
    return np.array(rows, dtype=np.int64)
