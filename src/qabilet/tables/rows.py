"""The rows of a frame as the survey statistics read them: streamed, filtered, with columns made on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from qabilet.tables.frame import EVERYBODY, Frame, Where

Batch = Mapping[str, npt.NDArray[Any]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Made:
    """A column that is not in the frame: made of those that are, row by row."""

    columns: tuple[str, ...]
    of: Callable[[Batch], npt.NDArray[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class FrameRows:
    """The rows of `frame` in `where` for which `keep` (a made 0/1 column) is not 0; `made` columns beside the frame's.

    `count` rows are left. Nothing is held but one batch.
    """

    frame: Frame
    count: int
    where: Where = EVERYBODY
    made: Mapping[str, Made] = field(default_factory=dict)
    keep: Made | None = None

    @classmethod
    def of(cls, frame: Frame, where: Where = EVERYBODY, made: Mapping[str, Made] | None = None,
           keep: Made | None = None) -> FrameRows:
        """Count the rows that are left; one pass over the columns that choose them, none where all of them stay."""
        every = cls(frame, frame.rows, where, made or {}, keep)
        if keep is None and not where.column:
            return every
        column = (keep.columns if keep else where.columns)[0]
        count = sum(every.map((column,), lambda batch: len(batch[column])))
        return cls(frame, count, where, made or {}, keep)

    def map(self, columns: Sequence[str], kernel: Callable[[Batch], T]) -> Iterator[T]:
        """What the kernel gives for each batch of the named columns, the frame's or made ones."""
        made = {name: self.made[name] for name in columns if name in self.made}
        read = dict.fromkeys(name for name in columns if name not in made)
        for one in (*made.values(), *((self.keep,) if self.keep else ())):
            read.update(dict.fromkeys(one.columns))
        read.update(dict.fromkeys(self.where.columns or list(self.frame.levels)[:0 if read else 1]))
        for batch in self.frame.batches(list(read)):
            chosen = self._chosen(batch)
            part = {name: array[chosen] for name, array in batch.items()}
            part |= {name: one.of(part) for name, one in made.items()}
            yield kernel({name: part[name] for name in columns})

    def _chosen(self, batch: Batch) -> npt.NDArray[np.bool_] | slice:
        chosen = self.where.keep(batch)
        if self.keep is None:
            return chosen
        kept = np.asarray(self.keep.of(batch) != 0)
        return kept if isinstance(chosen, slice) else kept & chosen
