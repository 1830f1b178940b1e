"""How sums over a sample spread from sample to sample: covariance by strata, clusters, two stages, and what is finite.

V = sum_h (1 - f_h) n_h / (n_h - 1) sum_i (z_hi - zbar_h)(z_hi - zbar_h)' over the units i of the first stage, and to
it, where the first stage is finite, sum_h f_h times the same within each of its units over the second stage (Cochran
1977, equation 11.24; Särndal, Swensson & Wretman 1992, result 4.3.1; R: survey::svyrecvar). z are linearised values,
weights in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qabilet.stats.survey.adjustment import Adjustment, adjusted
from qabilet.stats.survey.exact import add_to, gathered, grams_by, largest, sums_by
from qabilet.stats.survey.layout import Layout
from qabilet.stats.survey.levels import Level
from qabilet.stats.survey.lonely import asks_presence, factors, row_factors
from qabilet.stats.survey.residuals import additive, residual_sums
from qabilet.stats.survey.rows import Batch, Floats, Ints, Keys, Rows, Score, Seen
from qabilet.stats.survey.small_products import combined, crossed

_BLOCK = 8192
_SHARP = 1e-7
"""A variance less than this beside the products it is made from has lost half its digits."""


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Sums of linearised values: `leaves` (L, r) by leaf; `rows` (r, r) sum of factor z z' where rows are units, else
    None; `seen` (L, r) or (L, 1) how many rows of each leaf bear on them (in the domain, answered, with a weight)."""

    layout: Layout
    leaves: Floats
    rows: Floats | None
    seen: Ints | None = None

    def covariance(self, weights: npt.ArrayLike | None = None, *, by: int | None = None) -> Floats:
        """(r, r) of the sums, or (q, q) of `weights` (q, r) times the sums. NaN where no stratum can tell.

        by: which column of `seen` tells where the domain has members, where the lonely rule asks (None: any column).
        """
        A = None if weights is None else np.asarray(weights, dtype=np.float64)
        sums = self.leaves if A is None else combined(self.leaves, A)
        rows = self.rows if A is None or self.rows is None else A @ self.rows @ A.T
        lonely, total = self.layout.design.lonely, np.zeros((sums.shape[1],) * 2)
        for depth, level in enumerate(self.layout.levels):
            factor, centre = factors(self.layout, depth, lonely, self._present(depth, by))
            if level.rows:
                total = total + _between_rows(sums, rows, level, factor, centre)
            else:
                total = total + _between(_units(self.layout, depth, sums), level, factor, centre)
        return np.asarray(total, dtype=np.float64)

    def blurred(self, weights: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """(q,) whether a variance of `weights` (q, r) times the sums is the small difference of large products, so that
        it should be taken of the differences themselves; never where units are not rows."""
        A = np.abs(np.asarray(weights, dtype=np.float64))
        if self.rows is None:
            return np.zeros(len(A), dtype=np.bool_)
        size = np.einsum("ij,jk,ik->i", A, np.abs(self.rows), A)
        return np.asarray(np.diag(self.covariance(weights)) < _SHARP * size)

    def degrees(self, value: int = 0) -> int:
        """First-stage units less first-stage strata, of those with somebody seen in a value; R: survey::degf."""
        if self.seen is None:
            return degrees(self.layout)
        return degrees(self.layout, self.seen[:, min(value, self.seen.shape[1] - 1)])

    def n(self, value: int = 0) -> int:
        """How many rows bear on a value."""
        return self.layout.sampled if self.seen is None else int(self.seen[:, min(value, self.seen.shape[1] - 1)].sum())

    def _present(self, depth: int, by: int | None) -> Ints | None:
        """(H,) how many units of each stratum have somebody of the domain, where the lonely rule asks for it."""
        if self.seen is None or not asks_presence(self.layout):
            return None
        level, seen = self.layout.levels[depth], _most(self.seen) if by is None else self.seen[:, by]
        if level.rows:
            return seen
        held = _units(self.layout, depth, (seen > 0).astype(np.float64)[:, None])[:, 0] > 0
        return np.bincount(level.stratum, weights=held, minlength=len(level.drawn)).astype(np.int64)


def spread(rows: Rows, layout: Layout, columns: Sequence[str], score: Score, width: int, *, seen: Seen | None = None,
           bound: Floats | None = None, adjust: Sequence[Adjustment] = ()) -> Spread:
    """The spread of the sums of `width` linearised values. Cost: one pass, one more where no `bound` of their absolute
    values is known, and one for each adjustment of the weights."""
    return spreads(rows, layout, columns, score, width, seen=seen, bound=bound, adjust=adjust)[0]


def spreads(rows: Rows, layout: Layout, columns: Sequence[str], score: Score, width: int, *,
            domain: Keys | None = None, domains: int = 1, seen: Seen | None = None, bound: Floats | None = None,
            adjust: Sequence[Adjustment] = ()) -> list[Spread]:
    """One Spread for each domain 0 .. domains - 1 that `domain` puts the rows into (negative: into none).

    Memory grows as leaves x domains x width. With adjustments every row bears on every domain; where tables of
    their cells would not do, each domain takes passes of its own.
    """
    if not any(step.parts for step in adjust):
        adjust = ()  # trimmed at most: the score has the weights, and nothing explains it
    if adjust and domain is not None and additive(layout, adjust, domains):
        every = tuple(dict.fromkeys((*columns, *layout.columns)))
        sums, products = residual_sums(rows, layout, columns, score, width, domain, domains, adjust)
        present = _present_in(rows, layout, every, seen, domain, domains)
        return [Spread(layout, sums[:, d], None if products is None else products[d],
                       None if present is None else present[:, d]) for d in range(domains)]
    if adjust and domain is not None:
        place: Keys = domain
        return [spread(rows, layout, columns, _within(score, place, d), width, seen=_seen_within(seen, place, d),
                       bound=bound, adjust=adjust) for d in range(domains)]
    if adjust:
        columns, score, bound = adjusted(rows, columns, score, width, adjust)
    every = tuple(dict.fromkeys((*columns, *layout.columns)))
    most, key = layout.most, _placed(layout, domain, domains)
    limit = largest(rows, every, lambda batch: (None, score(batch)), width) if bound is None else bound
    sums = sums_by(rows, every, lambda batch: (key(batch), score(batch)), layout.leaves * domains, width, bound=limit,
                   most=most).reshape(layout.leaves, domains, width)
    present = _present_in(rows, layout, every, seen, domain, domains)
    products = _products(rows, layout, every, score, width, domain, domains, limit, present)
    return [Spread(layout, sums[:, d], None if products is None else products[d],
                   None if present is None else present[:, d]) for d in range(domains)]


def _products(rows: Rows, layout: Layout, columns: Sequence[str], score: Score, width: int, domain: Keys | None,
              domains: int, bound: Floats, present: Ints | None) -> Floats | None:
    """(domains, width, width) sums of factor z z' where rows are units."""
    if not layout.levels[-1].rows:
        return None
    lonely = asks_presence(layout) and present is not None
    known = [_most(present[:, d]) for d in range(domains)] if lonely and present is not None else [None]
    factor = np.sqrt(np.column_stack([row_factors(layout, one) for one in known]))
    untold = ~np.isfinite(factor)
    factor[untold] = 0.0

    def scaled(batch: Batch) -> tuple[Ints | None, Floats]:
        at = None if domain is None else domain(batch)
        column = np.zeros(1, dtype=np.int64) if at is None or not lonely else np.maximum(at, 0)
        return at, score(batch) * factor[layout.leaf(batch), column][:, None]

    found = grams_by(rows, columns, scaled, domains, width, bound=bound * float(factor.max(initial=0.0)) * (1 + 1e-15))
    found[untold.any(axis=0) & np.ones(domains, dtype=np.bool_)] = np.nan
    return found


def _most(present: Ints) -> Ints:
    """(leaves,) the rows seen in each leaf, by whichever column sees most."""
    return present.max(axis=1) if present.ndim > 1 else present


def _placed(layout: Layout, domain: Keys | None, domains: int) -> Keys:
    """A batch to the leaf and domain of each row as one number."""
    def key(batch: Batch) -> Ints:
        leaf = layout.leaf(batch)
        if domain is None:
            return leaf
        at = domain(batch)
        return np.where(at < 0, -1, leaf * domains + at)
    return key


def _present_in(rows: Rows, layout: Layout, columns: Sequence[str], seen: Seen | None, domain: Keys | None,
                domains: int) -> Ints | None:
    """(leaves, domains, r) the rows seen."""
    if seen is None:
        return None
    counts = _counts(rows, columns, _placed(layout, domain, domains), seen, layout.leaves * domains)
    return counts.reshape(layout.leaves, domains, counts.shape[1])


def _counts(rows: Rows, columns: Sequence[str], key: Keys, seen: Seen, keys: int) -> Ints:
    """(keys, r) the rows seen."""
    total: Ints | None = None
    for at, found in rows.map(columns, lambda batch: gathered(key(batch), seen(batch).astype(np.int64), keys)):
        if total is None:
            total = np.zeros((found.shape[1], keys), dtype=np.int64)
        add_to(total, at, found)
    return np.zeros((keys, 1), dtype=np.int64) if total is None else total.T


def _within(score: Score, domain: Keys, at: int) -> Score:
    return lambda batch: np.where((domain(batch) == at)[:, None], score(batch), 0.0)


def _seen_within(seen: Seen | None, domain: Keys, at: int) -> Seen | None:
    return None if seen is None else lambda batch: seen(batch) & (domain(batch) == at)[:, None]


def degrees(layout: Layout, seen: Ints | None = None) -> int:
    """First-stage units less first-stage strata among the leaves with somebody seen (None: everybody with a weight)."""
    if layout.levels[0].rows:
        if seen is None:
            return layout.sampled - layout.leaves
        return int(seen.sum()) - int(np.count_nonzero(seen))
    held = np.ones(layout.leaves, dtype=np.bool_) if seen is None else seen > 0
    return _distinct(layout.first_units()[held]) - _distinct(layout.first_strata()[held])


def _distinct(ordered: Ints) -> int:
    """How many numbers there are in an ordered run of them."""
    return int(np.count_nonzero(ordered[1:] != ordered[:-1])) + min(len(ordered), 1)


def _units(layout: Layout, depth: int, sums: Floats) -> Floats:
    """The leaves' sums added up to the units of a level."""
    level = layout.levels[depth]
    if depth == len(layout.levels) - 1:
        return sums
    total = np.zeros((len(level.stratum), sums.shape[1]))
    np.add.at(total, layout.first_units(), sums)
    return total


def _between(units: Floats, level: Level, factor: Floats, centre: Floats) -> Floats:
    starts = np.searchsorted(level.stratum, np.arange(len(level.drawn)))  # units are sorted by stratum
    mean = np.add.reduceat(units, starts, axis=0) * (centre / level.drawn)[:, None]
    found = np.zeros((units.shape[1],) * 2)
    for start in range(0, len(units), _BLOCK):  # copies of a block, not of all units
        stratum = level.stratum[start:start + _BLOCK]
        about = units[start:start + _BLOCK] - mean[stratum]
        found += crossed(about * factor[stratum, None], about)
    return found


def _between_rows(sums: Floats, rows: Floats | None, level: Level, factor: Floats, centre: Floats) -> Floats:
    if rows is None:
        raise ValueError("where rows are units their products are needed")
    found = rows - (sums * (factor * centre / np.maximum(level.drawn, 1))[:, None]).T @ sums
    # what is left of a difference of equals is rounding, not variance
    noise = np.abs(np.diag(found)) <= 1e-13 * np.abs(np.diag(rows))
    found[noise, :] = found[:, noise] = 0.0
    return np.asarray(found, dtype=np.float64)
