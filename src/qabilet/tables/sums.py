"""One pass over the frame: counts, joint counts, moments and patterns, all exact and all additive.

`Wanted` lists what is asked for; `reduce` reads each batch of rows once and adds. Sums of integer codes are exact in
float64 below 2^53, so the result has the same bytes however the file is split.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from qabilet.stats import MeanVector, Moments
from qabilet.tables.frame import EVERYBODY, SLOTS, Floats, Frame, Ints, Where

Stratum = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Portion:
    """A 0/1 item: whether a coded column holds one of these levels; missing where the column is."""

    column: str
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A 0/1 item of one's own: `of` judges the rows of a batch that holds `columns`, NaN where one cannot be judged.
    Items of one name are one item, and no column bears it. `most`: the largest value, where it is not 1."""

    name: str
    columns: tuple[str, ...]
    of: Callable[[Mapping[str, npt.NDArray[Any]]], Floats] = field(compare=False)
    most: float = 1.0


Item = str | tuple[str, str] | Portion | Judged
"""A column, the difference of two (first minus second, missing where either is), a portion of one, or judged rows."""
WHOLE = -1
"""The key of everybody among the vectors by level."""


def item_name(item: Item) -> str:
    """What an item is called: its column, 'first-second', or 'column=levels'."""
    if isinstance(item, Judged):
        return item.name
    if isinstance(item, Portion):
        return f"{item.column}={','.join(map(str, item.levels))}"
    return item if isinstance(item, str) else "-".join(item)


def item_columns(item: Item) -> tuple[str, ...]:
    """The columns of the frame an item is made of."""
    if isinstance(item, Judged):
        return item.columns
    if isinstance(item, Portion):
        return (item.column,)
    return (item,) if isinstance(item, str) else item


@dataclass(slots=True)
class Wanted:
    """What one pass is to bring home; each request has a key of the caller's.

    counts: columns -> joint counts, one axis a column, each axis SLOTS missing slots and then the levels.
    values: (a number column, strata) -> how often each value occurs in each stratum, NaN left out.
    moments: (items, strata) -> pairwise moments of the items' points (code + 1) in each stratum; an item may be a
        pair of columns, and is then their difference.
    patterns: items -> how often each row of codes occurs (missing < 0).
    vectors: (items, a dimension or '') -> weighted means at each level (WHOLE without a dimension); not in this pass,
        see `weighted_means`.
    """

    counts: dict[Hashable, tuple[str, ...]] = field(default_factory=dict)
    values: dict[Hashable, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    moments: dict[Hashable, tuple[tuple[Item, ...], tuple[str, ...]]] = field(default_factory=dict)
    patterns: dict[Hashable, tuple[str, ...]] = field(default_factory=dict)
    vectors: dict[Hashable, tuple[tuple[Item, ...], str]] = field(default_factory=dict)

    def columns(self) -> list[str]:
        names: dict[str, None] = {}
        for columns in (*self.counts.values(), *self.patterns.values()):
            names.update(dict.fromkeys(columns))
        for items, strata in self.moments.values():
            for item in items:
                names.update(dict.fromkeys(item_columns(item)))
            names.update(dict.fromkeys(strata))
        for column, strata in self.values.values():
            names.update(dict.fromkeys((column, *strata)))
        return list(names)


@dataclass(slots=True)
class Sums:
    """What one pass brought home, under the caller's keys; `+` adds another part of the same data."""

    rows: int = 0
    counts: dict[Hashable, Ints] = field(default_factory=dict)
    values: dict[Hashable, dict[Stratum, Counter[float]]] = field(default_factory=dict)
    moments: dict[Hashable, dict[Stratum, Moments]] = field(default_factory=dict)
    patterns: dict[Hashable, Counter[tuple[int, ...]]] = field(default_factory=dict)
    vectors: dict[Hashable, dict[int, MeanVector]] = field(default_factory=dict)
    weights: dict[Hashable, dict[tuple[int, ...], float]] = field(default_factory=dict)
    """What the rows of each pattern weigh together, where the sample is weighted."""

    def __add__(self, other: Sums) -> Sums:
        merged = Sums(self.rows + other.rows, dict(self.counts), dict(self.values), dict(self.moments),
                      dict(self.patterns))
        for key, array in other.counts.items():
            merged.counts[key] = merged.counts[key] + array if key in merged.counts else array
        for key, found in other.values.items():
            known = merged.values.get(key, {})
            merged.values[key] = {stratum: known.get(stratum, Counter()) + found.get(stratum, Counter())
                                  for stratum in {**known, **found}}
        for key, seen in other.patterns.items():
            merged.patterns[key] = merged.patterns.get(key, Counter()) + seen
        for key, strata in other.moments.items():
            mine = dict(merged.moments.get(key, {}))
            for stratum, moments in strata.items():
                mine[stratum] = mine[stratum] + moments if stratum in mine else moments
            merged.moments[key] = mine
        return merged


def reduce(frame: Frame, wanted: Wanted, where: Where = EVERYBODY) -> Sums:
    """Everything in `wanted` for the rows of `where`, in one streaming pass over the columns it names."""
    names = wanted.columns() or list(frame.levels)[:1]
    names += [column for column in where.columns if column not in names]
    total: Sums | None = None
    for batch in frame.batches(names):
        kept = where.keep(batch)
        part = {name: array[kept] for name, array in batch.items()}
        if total is None or len(next(iter(part.values()))):
            found = _of_batch(part, frame.levels, wanted)
            total = found if total is None or not total.rows else total + found
    nobody = {name: np.empty(0, dtype=np.int16 if frame.levels[name] else np.float64) for name in names}
    return _of_batch(nobody, frame.levels, wanted) if total is None else total


def _of_batch(batch: Mapping[str, npt.NDArray[Any]], levels: Mapping[str, int], wanted: Wanted) -> Sums:
    rows = len(next(iter(batch.values()))) if batch else 0
    sums = Sums(rows)
    for key, columns in wanted.counts.items():
        sums.counts[key] = _joint([batch[name] for name in columns], [levels[name] for name in columns], rows)
    for key, (name, strata) in wanted.values.items():
        sums.values[key] = {stratum: _tally(batch[name][where]) for stratum, where in _strata(batch, strata, rows)}
    for key, columns in wanted.patterns.items():
        seen, often = np.unique(np.column_stack([batch[name] for name in columns]), axis=0, return_counts=True)
        sums.patterns[key] = Counter({tuple(row): count for row, count in zip(seen.tolist(), often.tolist(),
                                                                              strict=True)})
    points: dict[tuple[Item, ...], Floats] = {}
    for key, (items, strata) in wanted.moments.items():
        if items not in points:
            points[items] = np.column_stack([item_points(item, batch, levels) for item in items])
        sums.moments[key] = _by_stratum(tuple(map(item_name, items)), points[items], batch, strata)
    return sums


def _joint(columns: list[npt.NDArray[Any]], levels: list[int], rows: int) -> Ints:
    shape = tuple(SLOTS + level for level in levels)
    if not columns:
        return np.array(rows, dtype=np.int64)
    place = np.ravel_multi_index([column.astype(np.int64) + SLOTS for column in columns], shape)
    return np.bincount(place, minlength=int(np.prod(shape))).reshape(shape)


def item_points(item: Item, batch: Mapping[str, npt.NDArray[Any]], levels: Mapping[str, int]) -> Floats:
    """(n,) scale points from 1, NaN where missing; number columns as they are; portions and judgements as 0 and 1."""
    if isinstance(item, Judged):
        return item.of(batch)
    if isinstance(item, Portion):
        column = batch[item.column]
        return np.where(column < 0, np.nan, np.isin(column, item.levels))
    if not isinstance(item, str):
        return item_points(item[0], batch, levels) - item_points(item[1], batch, levels)
    column = batch[item]
    return np.where(column < 0, np.nan, column + 1.0) if levels[item] else column.astype(np.float64)


def _by_stratum(items: tuple[str, ...], points: Floats, batch: Mapping[str, npt.NDArray[Any]],
                strata: tuple[str, ...]) -> dict[Stratum, Moments]:
    return {stratum: Moments.of(items, points[where]) for stratum, where in _strata(batch, strata, len(points))}


def _strata(batch: Mapping[str, npt.NDArray[Any]], strata: tuple[str, ...],
            rows: int) -> Iterator[tuple[Stratum, npt.NDArray[np.bool_] | slice]]:
    """Each combination of codes that occurs, and its rows; nobody at all stands in one stratum of nobody."""
    if not strata or not rows:
        yield (-1,) * len(strata), slice(None)
        return
    cells, where = np.unique(np.column_stack([batch[name] for name in strata]), axis=0, return_inverse=True)
    for index, cell in enumerate(cells.tolist()):
        yield tuple(cell), where.reshape(-1) == index


def _tally(column: npt.NDArray[Any]) -> Counter[float]:
    found, often = np.unique(column[~np.isnan(column)], return_counts=True)
    return Counter(dict(zip(found.tolist(), often.tolist(), strict=True)))
