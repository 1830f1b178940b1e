"""The single pass of a tally: whole-number sums by domain and unit, and products by domain where rows are units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from qabilet.stats.survey.exact import LEVELS, Quanta, limb_products, limb_shift, limbs_back
from qabilet.stats.survey.layout import Layout
from qabilet.stats.survey.lonely import row_factors
from qabilet.stats.survey.rows import Batch, Floats, Ints, Keys, Rows
from qabilet.stats.survey.small_products import combined
from qabilet.stats.survey.spread import Spread
from qabilet.stats.survey.variable import Variable, columns_of

Whole = npt.NDArray[Any]
"""Whole numbers of 64 bits or 32."""
Part = tuple[int, Ints | None, Ints]
"""What a batch adds to one column: its number, the keys, and what is added to each; or no keys and a sum for each."""


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Columns 0 .. k - 1 hold Y, k holds W of everybody, k + 1 .. 2k hold W of those who did not answer variable 0 ..
    k - 1; `counts` the rows likewise, from W on. A column nobody adds to is not kept. Keys: domain x leaves + leaf."""

    layout: Layout
    k: int
    domains: int
    quanta: Quanta
    columns: dict[int, Ints] = field(default_factory=dict)
    counts: dict[int, npt.NDArray[np.int32]] = field(default_factory=dict)
    products: Floats | None = None

    def totals(self, pilot: Floats) -> tuple[Floats, Floats]:
        """(domains, 2k) the sums of Y and of W over each domain, and (domains, k) of Y + pilot W; each rounded once."""
        sums, amounts = np.zeros((self.domains, 2 * self.k)), np.zeros((self.domains, self.k))
        bits = [int(one) for one in self.quanta.s]
        for d in range(self.domains):
            everybody = self._total(self.k, d)
            for j in range(self.k):
                own, weight = self._total(j, d), everybody - self._total(self.k + 1 + j, d)
                sums[d, j], sums[d, self.k + j] = _rounded(own, bits[j]), _rounded(weight, bits[self.k])
                amounts[d, j] = _rounded(*_sum(own, bits[j], weight, bits[self.k], float(pilot[j])))
        return sums, amounts

    def spread(self, d: int) -> Spread:
        """The spread of Y and W in one domain."""
        k, leaves = self.k, np.zeros((2 * self.k, self.layout.leaves))
        seen: Whole = np.zeros((k, self.layout.leaves), dtype=np.int32)
        everybody, rows = self._within(self.columns, k, d), self._within(self.counts, k, d)
        for j in range(k):
            own, missing = self._within(self.columns, j, d), self._within(self.columns, k + 1 + j, d)
            if own is not None:
                leaves[j] = self.quanta.back_column(own, j)
            if everybody is not None:
                leaves[k + j] = self.quanta.back_column(everybody if missing is None else everybody - missing, k)
            unseen = self._within(self.counts, k + 1 + j, d)
            if rows is not None:
                seen[j] = rows if unseen is None else rows - unseen
        return Spread(self.layout, leaves.T, None if self.products is None else self._rows(d), seen.T)

    def joint(self, influences: Sequence[Floats]) -> Spread:
        """The spread of combinations of Y and W, `influences` (r, 2k) for each domain, side by side."""
        width = len(influences[0])
        leaves = np.empty((self.layout.leaves, width * self.domains))
        rows = None if self.products is None else np.zeros((width * self.domains,) * 2)
        for d, A in enumerate(influences):
            one, here = self.spread(d), slice(d * width, (d + 1) * width)
            leaves[:, here] = combined(one.leaves, A)
            if rows is not None and one.rows is not None:  # no row is in two domains
                rows[here, here] = A @ one.rows @ A.T
        return Spread(self.layout, leaves, rows)

    def add(self, parts: Sequence[Part], counts: Sequence[Part]) -> None:
        """What a batch found."""
        keys = self.domains * self.layout.leaves
        for held, found, kind in ((self.columns, parts, np.int64), (self.counts, counts, np.int32)):
            for j, at, whole in found:
                if j not in held:
                    held[j] = np.zeros(keys, dtype=kind)
                if at is None:
                    held[j] += whole.astype(kind, copy=False)
                else:
                    np.add.at(held[j], at, whole.astype(kind, copy=False))

    def _within(self, held: Mapping[int, Whole], j: int, d: int) -> Whole | None:
        return None if j not in held else held[j][d * self.layout.leaves:(d + 1) * self.layout.leaves]

    def _total(self, j: int, d: int) -> int:
        """The whole sum over a domain, which may be longer than 63 bits."""
        found = self._within(self.columns, j, d)
        return 0 if found is None else (int((found >> 32).sum()) << 32) + int((found & 0xFFFFFFFF).sum())

    def _rows(self, d: int) -> Floats:
        assert self.products is not None
        turn = np.zeros((2 * self.k, 2 * self.k + 1))
        for j in range(self.k):
            turn[j, j] = turn[self.k + j, self.k] = 1.0
            turn[self.k + j, self.k + 1 + j] = -1.0
        return np.asarray(turn @ self.products[d] @ turn.T, dtype=np.float64)


def sum_up(rows: Rows, layout: Layout, variables: Sequence[Variable], pilot: Floats, reach: Floats,
           domain: Keys | None, domains: int, reads: Sequence[str]) -> Sums:
    """Read the rows once. `reach` (k,): the largest |y - pilot|. Raises ValueError for a value beyond it."""
    k = len(variables)
    heaviest = layout.heaviest * (1 + 1e-15)
    with np.errstate(over="ignore"):
        limit = np.concatenate([reach, np.ones(k + 1)]) * heaviest
    if not np.isfinite(limit).all():
        raise ValueError("values too large to be weighed")
    factor = np.sqrt(row_factors(layout)) if layout.levels[-1].rows else None
    products = None
    if factor is not None:
        limit_of_products = limit * (float(factor.max(initial=0.0)) * (1 + 1e-15))
        shift = limb_shift(limit_of_products)
        products = np.zeros((LEVELS, domains, 2 * k + 1, 2 * k + 1), dtype=np.int64)
    sums = Sums(layout, k, domains, Quanta.below(limit, layout.most))
    keys = domains * layout.leaves

    def part(batch: Batch) -> tuple[list[Part], list[Part], tuple[Ints, Ints] | None]:
        weight, leaf = layout.weight(batch), layout.leaf(batch)
        at = np.zeros(len(leaf), dtype=np.int64) if domain is None else domain(batch).astype(np.int64, copy=False)
        if at.max(initial=-1) >= domains:
            raise ValueError("a domain beyond those that were promised")
        here = (weight != 0) & (at >= 0)
        whole_batch = bool(here.all())
        if not whole_batch:
            weight, leaf, at = weight[here], leaf[here], at[here]
        key = at * layout.leaves + leaf
        columns: list[tuple[int, Ints | None, Floats]] = [(k, None, weight)]
        for j, one in enumerate(variables):
            found = one.values(batch) if whole_batch else one.values(batch)[here]
            value = (found - pilot[j]) * weight
            missing = np.isnan(value)
            if missing.any():
                absent = np.flatnonzero(missing)
                value[absent] = 0.0
                columns.append((k + 1 + j, absent, weight[absent]))
            columns.append((j, None, value))
        parts, counts = [], []
        for j, where, values in columns:
            if len(values) and max(-float(values.min()), float(values.max())) > limit[j]:
                raise ValueError("a value beyond the bound it was promised to keep")
            found_at = key if where is None else key[where]
            parts.append(_part(j, found_at, sums.quanta.whole_column(values, j), keys))
            if j >= k:
                counts.append(_part(j, found_at, np.ones(len(found_at), dtype=np.int64), keys))
        return parts, counts, None if factor is None else _products(columns, at, factor[leaf], shift, domains)

    names = tuple(dict.fromkeys((*columns_of(variables), *reads, *layout.columns)))
    for parts, counts, found in rows.map(names, part):
        sums.add(parts, counts)
        if found is not None and products is not None:
            which, cross = found
            products[:, :, which[:, None], which] += cross
    if products is None:
        return sums
    return Sums(layout, k, domains, sums.quanta, sums.columns, sums.counts, limbs_back(products, shift))


def _rounded(total: int, bits: int) -> float:
    """total / 2^bits, which Python's division rounds once, whatever their size."""
    return total / (1 << bits) if bits >= 0 else float(total << -bits)


def _sum(own: int, bits: int, weight: int, weight_bits: int, times: float) -> tuple[int, int]:
    """own / 2^bits + times weight / 2^weight_bits, as a whole number and its bits."""
    top, below = times.as_integer_ratio()  # below is a power of two
    weight_bits += below.bit_length() - 1
    most = max(bits, weight_bits)
    return (own << (most - bits)) + (top * weight << (most - weight_bits)), most


def _part(j: int, at: Ints, whole: Ints, keys: int) -> Part:
    if keys > len(at):
        return j, at, whole
    total = np.zeros(keys, dtype=np.int64)
    np.add.at(total, at, whole)
    return j, None, total


def _products(columns: Sequence[tuple[int, Ints | None, Floats]], at: Ints, factor: Floats, shift: Ints,
              domains: int) -> tuple[Ints, Ints]:
    """Which columns, and the sums of their products by domain in limbs."""
    which = np.array([j for j, _, _ in columns], dtype=np.int64)
    z = np.zeros((len(at), len(columns)))
    for place, (_, where, values) in enumerate(columns):
        z[slice(None) if where is None else where, place] = values
    z *= factor[:, None]
    return which, limb_products(at if domains > 1 else None, np.rint(np.ldexp(z, shift[which])), domains)
