"""Codes: the values that a column of strata or units holds, and the place of each, by table where they are numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qabilet.stats.survey.rows import Batch, Floats, Ints, Rows

ROOM = 1 << 23
"""The longest table kept in place of a search: 32 MB of places."""
_SPREAD = 64
"""A table is worth while where at least one in so many of its places is used (or it is short)."""


@dataclass(frozen=True, slots=True, eq=False)
class Codes:
    """`known` codes, sorted; `table`: the place of the code `least` + i, where they are whole numbers close enough."""

    known: Floats
    least: float
    table: npt.NDArray[np.int32] | None

    @classmethod
    def of(cls, known: Floats) -> Codes:
        """Raises nothing: codes too far apart for a table are searched."""
        if not len(known) or not _whole(known) or not _close(known[0], known[-1], len(known)):
            return cls(known, 0.0, None)
        table = np.zeros(int(known[-1] - known[0]) + 1, dtype=np.int32)
        table[(known - known[0]).astype(np.int64)] = np.arange(len(known), dtype=np.int32)
        return cls(known, float(known[0]), table)

    def __len__(self) -> int:
        return len(self.known)

    def places(self, column: npt.NDArray[np.generic]) -> Ints:
        """(n,) the place of each of the column's codes, all of them known."""
        found = np.asarray(column, dtype=np.float64)
        if self.table is None:
            return np.searchsorted(self.known, found).astype(np.int64)
        return self.table[(found - self.least).astype(np.int64)].astype(np.int64)


def codes_of(rows: Rows, columns: Sequence[str]) -> tuple[Codes, ...]:
    """The codes that occur in each column. One pass. Raises ValueError for a missing one."""
    if not columns:
        return ()
    seen = list(rows.map(tuple(dict.fromkeys(columns)), lambda batch: _occurring(batch, columns)))
    found = []
    for place, name in enumerate(columns):
        known = np.unique(np.concatenate([one[place] for one in seen]))
        if np.isnan(known).any():
            raise ValueError(f"{name} is missing in some rows")
        found.append(Codes.of(known))
    return tuple(found)


def _occurring(batch: Batch, columns: Sequence[str]) -> list[Floats]:
    return [_distinct(np.asarray(batch[name], dtype=np.float64)) for name in columns]


def _distinct(column: Floats) -> Floats:
    """The values that occur; whole numbers that lie close are ticked off, others sorted."""
    if not len(column) or not _whole(column):
        return np.unique(column)
    low, high = column.min(), column.max()
    if not _close(low, high, len(column)):
        return np.unique(column)
    there = np.zeros(int(high - low) + 1, dtype=np.bool_)
    there[(column - low).astype(np.int64)] = True
    return np.asarray(np.flatnonzero(there) + low, dtype=np.float64)


def _whole(values: Floats) -> bool:
    with np.errstate(invalid="ignore"):
        return bool(np.all(np.rint(values) == values)) and bool(np.all(np.abs(values) < 2.0**52))


def _close(low: float, high: float, many: int) -> bool:
    return bool(high - low < min(max(_SPREAD * many, 1 << 16), ROOM))
