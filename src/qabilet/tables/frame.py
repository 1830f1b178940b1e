"""The frame: every answer as a small integer, on disk, streamed in batches.

A coded column holds 0 .. levels-1 for valid answers and a negative reason for a missing one; a number column holds
float64 with NaN, and beside it `<name>?` holds 0 or the reason. Nothing here is a word: words stay in the dictionary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

NOT_ASKED, NOT_RELEVANT, REFUSED, CANNOT_JUDGE = -1, -2, -3, -4
REASONS = (NOT_ASKED, NOT_RELEVANT, REFUSED, CANNOT_JUDGE)
UNKNOWN = -5
"""A value the dictionary does not know: a fault, never a number."""
SLOTS = 5
"""Missing reasons and UNKNOWN: a counted axis has this many slots before level 0."""

BATCH_ROWS = 122_880

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Frame:
    """`path` is a Parquet file; `levels` the number of levels of each coded column, 0 for a number column.

    `held` is the one batch of a small frame that was just made, so that it need not be read again.
    """

    path: Path
    rows: int
    levels: Mapping[str, int]
    held: Mapping[str, npt.NDArray[Any]] | None = None

    def batches(self, columns: Sequence[str]) -> Iterator[dict[str, npt.NDArray[Any]]]:
        """The named columns as NumPy arrays, some 100,000 rows at a time: int16 codes, float64 numbers."""
        if self.held is not None:
            yield {name: self.held[name] for name in columns}
            return
        from pyarrow import parquet

        with parquet.ParquetFile(self.path, pre_buffer=False) as file:
            threads = self.rows > BATCH_ROWS  # starting them costs more than a small file
            for batch in file.iter_batches(batch_size=BATCH_ROWS, columns=list(columns), use_threads=threads):
                yield {name: batch.column(index).to_numpy(zero_copy_only=False)
                       for index, name in enumerate(batch.schema.names)}


@dataclass(frozen=True, slots=True)
class Where:
    """The rows in which the coded column `column` holds the level `level`; no column means all rows."""

    column: str = ""
    level: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.column,) if self.column else ()

    def keep(self, batch: Mapping[str, npt.NDArray[Any]]) -> npt.NDArray[np.bool_] | slice:
        return batch[self.column] == self.level if self.column else slice(None)


EVERYBODY = Where()
