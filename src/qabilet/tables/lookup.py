"""A figure for each combination of codes, spread over the rows that have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qabilet.tables.frame import SLOTS, Floats, Ints
from qabilet.tables.rows import Batch, Made


@dataclass(frozen=True, slots=True, eq=False)
class Keys:
    """Combinations of coded columns as one whole number; missing answers are codes of their own."""

    columns: tuple[str, ...]
    levels: tuple[int, ...]

    def of(self, batch: Batch) -> Ints:
        """(n,) the key of each row; with no columns all rows share one."""
        rows = len(next(iter(batch.values())))
        key = np.zeros(rows, dtype=np.int64)
        for name, size in zip(self.columns, self.levels, strict=True):
            key = key * (size + SLOTS) + (batch[name].astype(np.int64) + SLOTS)
        return key

    def at(self, codes: Sequence[int]) -> int:
        """The key of one combination of codes."""
        key = 0
        for code, size in zip(codes, self.levels, strict=True):
            key = key * (size + SLOTS) + code + SLOTS
        return key

    def made(self) -> Made:
        return Made(self.columns, self.of)


def looked_up(keys: Keys, figures: Mapping[int, float]) -> Made:
    """A made column: the figure of each row's key, NaN where it has none."""
    known = np.array(sorted(figures), dtype=np.int64)
    values: Floats = np.array([figures[int(key)] for key in known], dtype=np.float64)

    def of(batch: Batch) -> npt.NDArray[np.float64]:
        if not len(known):
            return np.full(len(next(iter(batch.values()))), np.nan)
        key = keys.of(batch)
        at = np.minimum(np.searchsorted(known, key), len(known) - 1)
        return np.where(known[at] == key, values[at], np.nan)

    return Made(keys.columns, of)
