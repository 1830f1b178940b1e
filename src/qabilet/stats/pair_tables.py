"""Pair tables: how often each pair of items was answered how, all that polychoric correlations need, and additive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from qabilet.stats.moments import Floats


@dataclass(frozen=True, slots=True, eq=False)
class PairTables:
    """Joint counts of every two of k items over `n` rows, and each item's own counts.

    `tables` (pairs, c, c): pair (i, j), i < j, in the order of itertools.combinations, i's categories down, j's across,
    c the most categories any item has (`levels` (k,) says how many each has; beyond them there are zeros). `margins`
    (k, c): all answers to each item, also of those who left the other unanswered. Sums of weights may stand for counts.
    """

    names: tuple[str, ...]
    levels: tuple[int, ...]
    n: int
    tables: Floats
    margins: Floats

    @classmethod
    def of(cls, names: Sequence[str], codes: npt.ArrayLike, levels: Sequence[int],
           weights: npt.ArrayLike | None = None) -> PairTables:
        """From an (n, k) array of codes 0 to levels - 1; negative codes and NaN are missing; `weights` (n,) >= 0.

        Raises ValueError for a code beyond its item's levels or a wrong shape.
        """
        x = np.asarray(codes, dtype=np.float64)
        if x.ndim != 2 or x.shape[1] != len(names) or len(levels) != len(names):
            raise ValueError(f"{len(names)} names and {len(levels)} levels for an array of shape {x.shape}")
        at = np.where(np.isnan(x), -1, x).astype(np.int64)
        if (at >= np.asarray(levels, dtype=np.int64)).any():
            raise ValueError("a code beyond the levels of its item")
        w = np.ones(len(x)) if weights is None else np.asarray(weights, dtype=np.float64)
        c = max(levels, default=0)
        chosen = (at[:, :, None] == np.arange(c)).astype(np.float64)
        weighted = chosen * w[:, None, None]
        tables = [chosen[:, i].T @ weighted[:, j] for i, j in combinations(range(len(names)), 2)]
        return cls(tuple(names), tuple(levels), len(x), np.array(tables).reshape(-1, c, c), weighted.sum(axis=0))

    @classmethod
    def from_joint(cls, names: Sequence[str], joint: Mapping[tuple[int, int], npt.ArrayLike], *,
                   skip: int) -> PairTables:
        """From joint counts of two items with `skip` slots of missing answers before the levels on each axis.

        `joint` has every (i, j), i < j, of at least two items.
        """
        whole = {pair: np.asarray(table, dtype=np.float64) for pair, table in joint.items()}
        k = len(names)
        levels = tuple(whole[min(i, j), max(i, j)].shape[int(i > j)] - skip for i, j in _beside(k))
        c = max(levels)
        tables, margins = np.zeros((k * (k - 1) // 2, c, c)), np.zeros((k, c))
        for at, (i, j) in enumerate(combinations(range(k), 2)):
            tables[at, :levels[i], :levels[j]] = whole[i, j][skip:, skip:]
        for i, j in _beside(k):
            pair = whole[min(i, j), max(i, j)]
            margins[i, :levels[i]] = pair.sum(axis=int(i < j))[skip:]
        return cls(tuple(names), levels, int(whole[0, 1].sum()), tables, margins)

    def __add__(self, other: PairTables) -> PairTables:
        if (self.names, self.levels) != (other.names, other.levels):
            raise ValueError("tables of different items cannot be added")
        return PairTables(self.names, self.levels, self.n + other.n, self.tables + other.tables,
                          self.margins + other.margins)

    def reversed(self, names: Sequence[str]) -> PairTables:
        """The named items with their categories the other way about. Raises ValueError for a name not there."""
        turned = {self.names.index(name) for name in names}
        tables, margins = self.tables.copy(), self.margins.copy()
        for at, (i, j) in enumerate(self.pairs()):
            if i in turned:
                tables[at, :self.levels[i]] = tables[at, :self.levels[i]][::-1].copy()
            if j in turned:
                tables[at, :, :self.levels[j]] = tables[at, :, :self.levels[j]][:, ::-1].copy()
        for i in turned:
            margins[i, :self.levels[i]] = margins[i, :self.levels[i]][::-1].copy()
        return PairTables(self.names, self.levels, self.n, tables, margins)

    def select(self, names: Sequence[str]) -> PairTables:
        """The same rows, only these items, in this order. Raises ValueError for a name not there."""
        at = [self.names.index(name) for name in names]
        places = {pair: place for place, pair in enumerate(self.pairs())}
        tables = [self.tables[places[i, j]] if i < j else self.tables[places[j, i]].T for i, j in combinations(at, 2)]
        c = self.margins.shape[1]
        return PairTables(tuple(names), tuple(self.levels[i] for i in at), self.n, np.array(tables).reshape(-1, c, c),
                          self.margins[at])

    def pairs(self) -> list[tuple[int, int]]:
        """The places of the two items of each table."""
        return list(combinations(range(len(self.names)), 2))

    def least(self) -> int:
        """The least number of people (or sum of weights, rounded down) behind any pair; 0 without pairs."""
        return int(np.min(self.tables.sum(axis=(1, 2)), initial=np.inf)) if len(self.tables) else 0


def _beside(k: int) -> Iterator[tuple[int, int]]:
    """Each item and one other: a table in which all answers to the item stand."""
    yield from ((i, 1 if i == 0 else 0) for i in range(k))
