"""The respondents of one audience, counted over the declared lattice: what the gate protects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MISSING = ""
"""The level of those who left a dimension's question unanswered. How many they are is no secret (every n beside a
number tells it); what they answered elsewhere is, as for any group."""

Table = tuple[str, ...]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Counts:
    """The respondents of one audience, cross-classified: `array` has one axis a dimension, of the size of its levels.

    Every respondent is in exactly one cell; who gave no answer to a dimension's question is in its level MISSING.
    """

    dimensions: tuple[str, ...]
    levels: tuple[tuple[str, ...], ...]
    array: NDArray[np.integer]

    def table(self, dimensions: Table) -> Ints:
        """The counts of one table, its axes in the order of the lattice."""
        others = tuple(axis for axis, name in enumerate(self.dimensions) if name not in dimensions)
        return np.asarray(self.array.sum(axis=others), dtype=np.int64)

    def ordered(self, dimensions: Sequence[str]) -> Table:
        """The dimensions in the order of the lattice."""
        return tuple(name for name in self.dimensions if name in dimensions)

    def cell(self, table: Table, place: Sequence[tuple[str, str]]) -> tuple[int, ...]:
        """Where a place stands in the array of its table. Raises ValueError for a level the dimension has not."""
        at = dict(place)
        return tuple(self.levels[self.dimensions.index(name)].index(at[name]) for name in table)

    def known(self, dimension: str) -> Bools:
        """Which levels of a dimension have a size that is told anyway: those who did not answer it."""
        levels = self.levels[self.dimensions.index(dimension)]
        return np.array([level == MISSING for level in levels], dtype=bool)
