"""Exact sums: the same bits however the rows are split, ordered or shared out between machines.

Floating-point addition is not associative, integer addition is. A pass first finds how large the values of each column
become, then rounds each value once, to a whole multiple of a power of two chosen so that no sum can overflow 63 bits,
and adds whole numbers. With n rows a key the unit is the largest value times n 2^-62: 38 bits below it at ten million
rows a key, below the precision of float64 itself up to 500 rows a key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from qabilet.stats.survey.rows import Batch, Floats, Ints, Rows

Keyed = Callable[[Batch], tuple[Ints | None, Floats]]
"""A batch to (keys (n,), values (n, r)); no keys means one key for all. Values are finite."""
_ROOM = 62
_LIMB = 17
"""Bits of a limb of a product: two limbs over 2^17 rows stay below 2^53, where float64 counts exactly."""
_LIMBS = 3
_BLOCK = 1 << 17


@dataclass(frozen=True, slots=True)
class Quanta:
    """The unit 2^-s of each column; `values` to whole units and back."""

    s: Ints

    @classmethod
    def below(cls, bound: Floats, rows: int) -> Quanta:
        """Units so fine that `rows` values no larger than `bound` (r,) cannot overflow when added."""
        _, high = np.frexp(bound)
        room = _ROOM - max(int(rows), 1).bit_length()
        return cls(np.where(bound > 0, room - high.astype(np.int64), 0))

    def whole(self, values: Floats) -> Ints:
        return np.rint(np.ldexp(values, self.s)).astype(np.int64)

    def back(self, sums: Ints) -> Floats:
        return np.ldexp(sums.astype(np.float64), -self.s)


def largest(rows: Rows, columns: Sequence[str], kernel: Keyed, width: int) -> Floats:
    """(width,) the largest absolute value of each column of what the kernel makes; 0 without rows."""
    bound = np.zeros(width)
    for found in rows.map(columns, lambda batch: np.abs(kernel(batch)[1]).max(axis=0, initial=0.0)):
        np.maximum(bound, found, out=bound)
    return bound


def sums_by(rows: Rows, columns: Sequence[str], kernel: Keyed, keys: int, width: int, *,
            bound: Floats | None = None, most: int | None = None) -> Floats:
    """(keys, width) exact sums of the kernel's values by key; a negative key is left out.

    bound: a known limit of each column's absolute values, which saves the pass that would find it; most: a known limit
    of the rows of one key (else all rows). Raises ValueError for a value beyond the bound.
    """
    limit = largest(rows, columns, kernel, width) if bound is None else np.asarray(bound, dtype=np.float64)
    quanta = Quanta.below(limit, rows.count if most is None else most)
    total = np.zeros((keys, width), dtype=np.int64)

    def part(batch: Batch) -> tuple[Ints, Ints]:
        at, values = kernel(batch)
        if len(values) and np.any(np.abs(values).max(axis=0) > limit):
            raise ValueError("a value beyond the bound it was promised to keep")
        return by_key(at, quanta.whole(values))

    for at, sums in rows.map(columns, part):
        total[at] += sums
    return quanta.back(total)


def grams_by(rows: Rows, columns: Sequence[str], kernel: Keyed, keys: int, width: int, *,
             bound: Floats | None = None) -> Floats:
    """(keys, width, width) exact sums of z z' of the kernel's rows z by key, each value rounded to 2^-51 of its bound.

    Values are cut into three limbs of 17 bits, whose products float64 matrices multiply without rounding.
    """
    limit = largest(rows, columns, kernel, width) if bound is None else np.asarray(bound, dtype=np.float64)
    _, high = np.frexp(limit)
    shift = np.where(limit > 0, _LIMB * _LIMBS - 1 - high.astype(np.int64), 0)
    levels = 2 * _LIMBS - 1
    total = np.zeros((levels, keys, width, width), dtype=np.int64)

    def part(batch: Batch) -> Ints:
        at, values = kernel(batch)
        return _limb_products(at, np.rint(np.ldexp(values, shift)), keys)

    for found in rows.map(columns, part):
        total += found
    whole = sum((np.ldexp(total[level].astype(np.float64), _LIMB * level) for level in range(levels)),
                np.zeros((keys, width, width)))
    return np.asarray(np.ldexp(whole, -(shift[:, None] + shift[None, :])), dtype=np.float64)


def by_key(at: Ints | None, whole: Ints) -> tuple[Ints, Ints]:
    """The keys (n,) that occur, sorted, negative ones left out, and the sums (n, r) of each."""
    if at is None:
        return np.zeros(1, dtype=np.int64), whole.sum(axis=0, keepdims=True)
    order = np.argsort(at, kind="stable")
    order = order[int(np.count_nonzero(at < 0)):]
    if not len(order):
        return np.empty(0, dtype=np.int64), np.empty((0, whole.shape[1]), dtype=np.int64)
    sorted_keys = at[order]
    starts = np.flatnonzero(np.r_[True, sorted_keys[1:] != sorted_keys[:-1]])
    return sorted_keys[starts], np.add.reduceat(whole[order], starts, axis=0)


def _limb_products(at: Ints | None, whole: Floats, keys: int) -> Ints:
    width = whole.shape[1]
    found = np.zeros((2 * _LIMBS - 1, keys, width, width), dtype=np.int64)
    for start in range(0, len(whole), _BLOCK):
        block = whole[start:start + _BLOCK]
        here = None if at is None else at[start:start + _BLOCK]
        limbs = _limbs(block)
        for key in range(keys):
            of = limbs if here is None else [limb[here == key] for limb in limbs]
            for i in range(_LIMBS):
                for j in range(_LIMBS):
                    found[i + j, key] += (of[i].T @ of[j]).astype(np.int64)
    return found


def _limbs(whole: Floats) -> list[Floats]:
    """Whole numbers below 2^50 as limbs of 17 bits with a sign each, lowest first."""
    out = []
    unit = float(1 << _LIMB)
    rest = whole
    for _ in range(_LIMBS - 1):
        above = np.rint(rest / unit)
        out.append(rest - above * unit)
        rest = above
    return [*out, rest]
