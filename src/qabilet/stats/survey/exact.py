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
import numpy.typing as npt

from qabilet.stats.survey.rows import Batch, Floats, Ints, Rows
from qabilet.stats.survey.small_products import crossed

Keyed = Callable[[Batch], tuple[Ints | None, Floats]]
"""A batch to (keys (n,), values (n, r)); no keys means one key for all. Values are finite."""
_ROOM = 62
_POWERS = 1000
_LIMB = 17
"""Bits of a limb of a product: two limbs over 2^17 rows stay below 2^53, where float64 counts exactly."""
_LIMBS = 3
LEVELS = 2 * _LIMBS - 1
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
        return np.rint(_shifted(values, self.s)).astype(np.int64)

    def whole_column(self, values: Floats, j: int) -> Ints:
        """(n,) of one column."""
        return np.rint(_shifted(values, self.s[j:j + 1])).astype(np.int64)

    def back(self, sums: Ints) -> Floats:
        return _shifted(sums.astype(np.float64), -self.s)

    def back_column(self, sums: npt.NDArray[np.integer], j: int) -> Floats:
        """(n,) of one column."""
        return _shifted(sums.astype(np.float64), -self.s[j:j + 1])


def _shifted(values: Floats, bits: Ints) -> Floats:
    """values times 2^bits; a product does it twenty times faster than ldexp, while the power itself is a number."""
    if np.all(np.abs(bits) <= _POWERS):
        return np.asarray(values * np.ldexp(1.0, bits), dtype=np.float64)
    return np.ldexp(values, bits)


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
    total = np.zeros((width, keys), dtype=np.int64)

    def part(batch: Batch) -> tuple[Ints | None, Ints]:
        at, values = kernel(batch)
        if len(values) and np.any(np.abs(values).max(axis=0) > limit):
            raise ValueError("a value beyond the bound it was promised to keep")
        return gathered(at, quanta.whole(values), keys)

    for at, sums in rows.map(columns, part):
        add_to(total, at, sums)
    return quanta.back(total.T)


def gathered(at: Ints | None, whole: Ints, keys: int) -> tuple[Ints | None, Ints]:
    """Rows of whole numbers (n, r) by key, ready for add_to: where there are fewer keys than rows the sums (keys, r)
    under no keys, else the rows themselves."""
    if at is None and keys == 1:
        return None, whole.sum(axis=0, keepdims=True)
    if at is None:
        raise ValueError("many keys but none told")
    inside = at >= 0
    if not inside.all():
        at, whole = at[inside], whole[inside]
    if keys > len(at):
        return at, whole
    sums = np.zeros((whole.shape[1], keys), dtype=np.int64)
    add_to(sums, at, whole)
    return None, sums.T


def add_to(total: Ints, at: Ints | None, whole: Ints) -> None:
    """Add what `gathered` gave to the sums (r, keys)."""
    if at is None:
        total += whole.T
        return
    for column, sums in zip(whole.T, total, strict=True):
        np.add.at(sums, at, column)


def grams_by(rows: Rows, columns: Sequence[str], kernel: Keyed, keys: int, width: int, *,
             bound: Floats | None = None) -> Floats:
    """(keys, width, width) exact sums of z z' of the kernel's rows z by key, each value rounded to 2^-51 of its bound.

    Values are cut into three limbs of 17 bits, whose products float64 matrices multiply without rounding.
    """
    limit = largest(rows, columns, kernel, width) if bound is None else np.asarray(bound, dtype=np.float64)
    shift = limb_shift(limit)
    total = np.zeros((LEVELS, keys, width, width), dtype=np.int64)

    def part(batch: Batch) -> Ints:
        at, values = kernel(batch)
        return limb_products(at, np.rint(_shifted(values, shift)), keys)

    for found in rows.map(columns, part):
        total += found
    return limbs_back(total, shift)


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


def limb_shift(bound: Floats) -> Ints:
    """(r,) the powers of two that turn values below the bound into whole numbers of three limbs."""
    _, high = np.frexp(bound)
    return np.where(bound > 0, _LIMB * _LIMBS - 1 - high.astype(np.int64), 0)


def limb_products(at: Ints | None, whole: Floats, keys: int) -> Ints:
    """(levels, keys, r, r) sums of products of limbs by key (negative: in none), of whole numbers (n, r)."""
    width = whole.shape[1]
    found = np.zeros((LEVELS, keys, width, width), dtype=np.int64)
    for start in range(0, len(whole), _BLOCK):
        block = whole[start:start + _BLOCK]
        edges = np.array([0, len(block)])
        if at is not None:
            here = at[start:start + _BLOCK]
            small = here.astype(np.int16) if keys < 1 << 15 else here  # which numpy sorts by its digits
            order = np.argsort(small, kind="stable")
            block, edges = block[order], np.searchsorted(small[order], np.arange(keys + 1))
        limbs = np.hstack(_limbs(block))
        for key in range(keys):
            of = limbs[edges[key]:edges[key + 1]]
            products = crossed(of, of).astype(np.int64).reshape(_LIMBS, width, _LIMBS, width)
            for i in range(_LIMBS):
                for j in range(_LIMBS):
                    found[i + j, key] += products[i, :, j]
    return found


def limbs_back(total: Ints, shift: Ints) -> Floats:
    """(keys, r, r) the sums of products whose limbs were added up."""
    whole = sum((np.ldexp(total[level].astype(np.float64), _LIMB * level) for level in range(LEVELS)),
                np.zeros(total.shape[1:]))
    return np.asarray(np.ldexp(whole, -(shift[:, None] + shift[None, :])), dtype=np.float64)


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
