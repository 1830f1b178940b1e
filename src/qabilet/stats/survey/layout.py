"""The layout of a sample: which units were drawn in which strata, found in one pass, and where each row belongs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qabilet.stats.survey.codes import ROOM, Codes, codes_of
from qabilet.stats.survey.levels import Level, levels_of, same_size
from qabilet.stats.survey.rows import Batch, Floats, Ints, Rows
from qabilet.stats.survey.sample_design import SampleDesign


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """`levels` from the first stage to the last that bears variance; `leaves` count the keys by which sums are taken:
    the strata of the last stage where its units are rows, else its units. `codes` are the codes of each key column;
    `keys` (leaves,) the combinations of their places that occur, sorted; `table` the leaf of each combination, where it
    is not too long, or where `nested` that of each code of the last key column, which tells the others. `sampled` rows
    have a weight that is not zero; `heaviest` is the largest weight, `most` the most rows in one leaf."""

    design: SampleDesign
    levels: tuple[Level, ...]
    codes: tuple[Codes, ...]
    keys: Ints
    table: npt.NDArray[np.int32] | None
    rows: int
    sampled: int
    heaviest: float
    most: int
    nested: bool = False

    @property
    def leaves(self) -> int:
        return len(self.keys)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns a kernel needs to place a row and weigh it."""
        named = (*_key_columns(self.design), self.design.weight)
        return tuple(dict.fromkeys(name for name in named if name))

    def leaf(self, batch: Batch) -> Ints:
        """(n,) the leaf of each row."""
        if len(self.keys) == 1:
            return np.zeros(_length(batch), dtype=np.int64)
        used = _key_columns(self.design)
        found = self.codes[-1].places(batch[used[-1]]) if self.nested else _keys(batch, used, self.codes)
        if self.table is None:
            return np.searchsorted(self.keys, found).astype(np.int64)
        return self.table[found].astype(np.int64)

    def weight(self, batch: Batch) -> Floats:
        """(n,) the design's weights, ones where it names none."""
        if not self.design.weight:
            return np.ones(_length(batch))
        return np.asarray(batch[self.design.weight], dtype=np.float64)

    def first_units(self) -> Ints:
        """(leaves,) the first-stage unit of each leaf; where rows are these units, its stratum."""
        if len(self.levels) == 1:
            return np.arange(self.leaves)
        below = self.levels[1]
        return below.parent if below.rows else below.parent[below.stratum]

    def first_strata(self) -> Ints:
        """(leaves,) the first-stage stratum of each leaf."""
        if self.levels[0].rows:
            return np.arange(self.leaves)
        return self.levels[0].stratum[self.first_units()]


def lay_out(rows: Rows, design: SampleDesign) -> Layout:
    """Find the units and strata of a sample. Cost: two passes over the design's columns.

    A second stage counts only where the sizes of the first are known: with replacement the first stage holds all the
    variance (R: survey::svydesign without fpc). Raises ValueError for a size that differs within a stratum or is less
    than the units drawn from it, and for a missing or negative weight.
    """
    stages = design.stages if design.stages[0].size else design.stages[:1]
    if not design.columns:
        one = np.array([rows.count], dtype=np.int64)
        return Layout(design, levels_of(stages, np.empty((1, 0), dtype=np.int64), one, np.empty((1, 0))), (),
                      np.zeros(1, dtype=np.int64), None, rows.count, rows.count, 1.0, rows.count)
    codes = codes_of(rows, _key_columns(design))
    space = math.prod(max(len(one), 1) for one in codes)
    nested = space > ROOM
    length = len(codes[-1]) if nested else space
    ticked = _ticked(rows, design, codes, length, nested) if length <= ROOM else None
    found = ticked or _sorted(rows, design, codes)
    keys, counts, held = found.keys, found.counts, found.sizes
    table = None
    if ticked is not None:
        table = np.zeros(length, dtype=np.int32)
        table[keys % length] = np.arange(len(keys), dtype=np.int32)
    return Layout(design, levels_of(stages, _places(keys, codes), counts, held), codes, keys, table, rows.count,
                  found.sampled, found.heaviest, int(counts.max(initial=0)),
                  nested and ticked is not None)


@dataclass(slots=True, eq=False)
class _Found:
    """The keys that occur, sorted; the rows and the sizes (by stage) of each; and what the weights are like."""

    keys: Ints
    counts: Ints
    sizes: Floats
    sampled: int = 0
    heaviest: float = 0.0


def _ticked(rows: Rows, design: SampleDesign, codes: Sequence[Codes], length: int, nested: bool) -> _Found | None:
    """By tables of the given length: over all combinations of codes or, `nested`, over the codes of the last key
    column; None where one of these occurs with different others (units not numbered through)."""
    used, sizes = _key_columns(design), _sizes(design)
    counts, held = np.zeros(length, dtype=np.int32), np.full((len(sizes), length), np.nan)
    whole = np.full(length if nested else 0, -1, dtype=np.int64)
    sampled, heaviest = 0, 0.0

    def part(batch: Batch) -> tuple[Ints, list[Floats], int, float]:
        weight = _weights(batch, design)
        return (_keys(batch, used, codes), [np.asarray(batch[name], dtype=np.float64) for name in sizes],
                int(np.count_nonzero(weight)), float(weight.max(initial=0.0)))

    for keys, columns, weighty, most in rows.map(design.columns, part):
        at = keys
        if nested:
            at = keys % length
            fresh = whole[at] < 0
            whole[at[fresh]] = keys[fresh]
            if np.any(whole[at] != keys):
                return None
        np.add.at(counts, at, np.int32(1))
        for name, column, known in zip(sizes, columns, held, strict=True):
            new = np.isnan(known[at])
            known[at[new]] = column[new]
            same_size(name, column, known[at])
        sampled, heaviest = sampled + weighty, max(heaviest, most)
    there = np.argsort(whole) if nested else np.flatnonzero(counts)
    counted = counts[there].astype(np.int64)
    return _Found(whole[there] if nested else there, counted, held[:, there].T, sampled, heaviest)


def _sorted(rows: Rows, design: SampleDesign, codes: Sequence[Codes]) -> _Found:
    """By sorting, where a table would be too long."""
    used, sizes = _key_columns(design), _sizes(design)

    def part(batch: Batch) -> tuple[Ints, Ints, Floats, int, float]:
        at = _keys(batch, used, codes)
        keys, first, back, counts = np.unique(at, return_index=True, return_inverse=True, return_counts=True)
        held = np.empty((len(keys), len(sizes)))
        for place, name in enumerate(sizes):
            column = np.asarray(batch[name], dtype=np.float64)
            held[:, place] = column[first]
            same_size(name, column, held[back, place])
        weight = _weights(batch, design)
        return keys, counts.astype(np.int64), held, int(np.count_nonzero(weight)), float(weight.max(initial=0.0))

    found = list(rows.map(design.columns, part))
    keys, first, back = np.unique(np.concatenate([one[0] for one in found]), return_index=True, return_inverse=True)
    counts = np.bincount(back, weights=np.concatenate([one[1] for one in found]), minlength=len(keys)).astype(np.int64)
    held = np.concatenate([one[2] for one in found])
    for place, name in enumerate(sizes):
        same_size(name, held[:, place], held[first, place][back])
    return _Found(keys, counts, held[first], sum(one[3] for one in found), max((one[4] for one in found), default=0.0))


def _weights(batch: Batch, design: SampleDesign) -> Floats:
    weight = np.asarray(batch[design.weight], dtype=np.float64) if design.weight else np.ones(_length(batch))
    if np.any(~((weight >= 0) & (weight < np.inf))):
        raise ValueError("a weight is missing, negative or without end")
    return weight


def _sizes(design: SampleDesign) -> list[str]:
    stages = design.stages if design.stages[0].size else design.stages[:1]
    return [stage.size for stage in stages if stage.size]


def _key_columns(design: SampleDesign) -> tuple[str, ...]:
    """The columns whose combinations are the leaves, outermost first; the same column may serve twice."""
    stages = design.stages if design.stages[0].size else design.stages[:1]
    return tuple(name for stage in stages for name in (stage.strata, stage.unit) if name)


def _keys(batch: Batch, columns: Sequence[str], codes: Sequence[Codes]) -> Ints:
    """(n,) one sortable whole number a row: the places of its codes, outermost first."""
    keys = np.zeros(_length(batch), dtype=np.int64)
    for name, known in zip(columns, codes, strict=True):
        keys = keys * max(len(known), 1) + known.places(batch[name])
    return keys


def _places(keys: Ints, codes: Sequence[Codes]) -> Ints:
    """(leaves, columns) the keys taken apart again."""
    table = np.empty((len(keys), len(codes)), dtype=np.int64)
    rest = keys
    for place in reversed(range(len(codes))):
        rest, table[:, place] = np.divmod(rest, max(len(codes[place]), 1))
    return table


def _length(batch: Batch) -> int:
    return len(next(iter(batch.values()))) if batch else 0
