"""Rows: answers that can be read again and again, a batch at a time; the only way a survey estimate sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Batch = Mapping[str, npt.NDArray[Any]]
T = TypeVar("T")
Score = Callable[[Batch], Floats]
"""A batch to its linearised values (n, r), weights in, zero where a row does not bear on them."""
Seen = Callable[[Batch], npt.NDArray[np.bool_]]
"""A batch to (n, r) or (n, 1): whether a row bears on each value: in the domain, answered, with a weight."""
Keys = Callable[[Batch], Ints]
"""A batch to (n,) whole numbers: the domain of each row, or negative for none."""


class Rows(Protocol):
    """A kernel sees a batch of some 100,000 rows and gives back something small that can be added up.

    Batches come in any order and of any size: what is made of them may depend on neither. On a cluster the kernel goes
    to the partitions and only its results come back.
    """

    @property
    def count(self) -> int:
        """How many rows there are."""
        ...

    def map(self, columns: Sequence[str], kernel: Callable[[Batch], T]) -> Iterator[T]:
        """What the kernel gives for each batch of the named columns."""
        ...


@dataclass(frozen=True, slots=True)
class ArrayRows:
    """Rows that are arrays already, all of one length; read `size` at a time."""

    columns: Batch
    size: int = 65_536

    @property
    def count(self) -> int:
        return len(next(iter(self.columns.values()))) if self.columns else 0

    def map(self, columns: Sequence[str], kernel: Callable[[Batch], T]) -> Iterator[T]:
        for start in range(0, max(self.count, 1), self.size):
            yield kernel({name: np.asarray(self.columns[name])[start:start + self.size] for name in columns})
