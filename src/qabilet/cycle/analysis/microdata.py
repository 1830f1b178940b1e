"""Records of single people made fit for release: what may be shown of each, so that nobody is told apart.

A release shows a few *traits* (region, kind of post: what somebody may know of a person) and the *answers*. Traits are
declared in order, the most needed first; of a record, the last ones are withheld until it is safe.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Numbers = NDArray[np.float64]
WIDEST_TABLE = 4
"""A lattice has tables of so many dimensions at most."""
MOST_BANDS = 8
UNANIMOUS_BELOW = 30
"""In a smaller group an answer that everybody gave is each one's answer; in a larger one it is a finding."""


def shown_traits(traits: Whole, answers: Numbers, *, least: int, remainder: int, known: Whole | None = None) -> Whole:
    """How many of its traits, from the first on, each record may show.

    `traits` (n, q): level codes, a reason for a missing one is a level too. `answers` (n, c): NaN where missing.
    `known` (n,): groups that the rest of the record gives away, withheld traits or not (who was asked what).
    A group of records is safe where it has `least` people or more and, below UNANIMOUS_BELOW, no answer that all of
    those who gave one gave alike. It is seen to that
    1. the records that show the same traits with the same values, and are `known` alike, are a safe group (k-anonymity,
       a withheld trait being a value like any other: Samarati & Sweeney 1998; for unanimous answers as Machanavajjhala
       et al. 2007);
    2. of every combination of up to four traits, the records that do not show it in full are none or a safe group of
       `remainder` or more: for its sums may stand in the report, and these less the shown ones are the others' answers.
    What cannot be had so shows nothing. n = 0 gives an empty result. Deterministic; the order of the records does not
    matter. Cost: a round sorts the records once for each of at most 2^q combinations; a round withholds at least one.
    """
    n, q = traits.shape
    shown = np.full(n, q, dtype=np.int64)
    if n == 0:
        return shown
    apart = np.zeros(n, dtype=np.int64) if known is None else known
    prefixes = [_groups(np.column_stack([apart, traits[:, :depth]])) for depth in range(q + 1)]
    while _classes(prefixes, shown, answers, least) or _pools(prefixes, shown, answers, least) or \
            _remainders(traits, prefixes, shown, answers, remainder):
        pass
    return shown


def kept_records(groups: Whole, answers: Numbers, *, least: int, remainder: int,
                 known: Whole | None = None) -> NDArray[np.bool_]:
    """Which records may be in a release beside a report that breaks its numbers down by these groups.

    `groups` (n, d): level codes; `answers` and `known` as for `shown_traits`. A report tells sums of the answers within
    a level. Of a few hundred records only one set gives all the sums of a few dozen questions, and a whole-number
    programme finds it (measured in tests/attack/test_microdata_attack.py): whatever the release withholds of a
    dimension of the report can be had again. So nothing is withheld: records whose like, in all dimensions and `known`,
    are no safe group are left out; and of every combination of up to four dimensions, and of everybody, those left out
    where others stay are a safe group of `remainder` or more, for the report's sums less the released records are
    theirs. n = 0 gives an empty result; without dimensions `known` alone divides. Deterministic; the order of the
    records does not matter.
    """
    n, d = groups.shape
    kept = np.ones(n, dtype=np.bool_)
    apart = np.zeros(n, dtype=np.int64) if known is None else known
    classes = _groups(np.column_stack([apart, groups]))
    tables = [(), *_tables(d)]
    while _small(classes, kept, answers, least) or _leftover(groups, tables, classes, kept, answers, remainder):
        pass
    return kept


def _small(classes: Whole, kept: NDArray[np.bool_], answers: Numbers, least: int) -> bool:
    """Leave out the records whose like are too few, all at once."""
    rows = np.flatnonzero(kept)
    unsafe = _unsafe(classes[rows], answers[rows], least)
    kept[rows[unsafe]] = False
    return bool(unsafe.any())


def _leftover(groups: Whole, tables: list[tuple[int, ...]], classes: Whole, kept: NDArray[np.bool_], answers: Numbers,
              remainder: int) -> bool:
    """Leave out the smallest class of a cell of which a few people only are left out."""
    for columns in tables:
        cells = _groups(groups[:, columns])
        partly = np.flatnonzero(~kept & np.isin(cells, cells[kept]))
        unsafe = _unsafe(cells[partly], answers[partly], remainder)
        for cell in np.unique(cells[partly[unsafe]]):
            among = np.flatnonzero((cells == cell) & kept)
            sizes = np.bincount(classes[among])
            smallest = np.flatnonzero(sizes == sizes[sizes > 0].min())[0]
            kept[among[classes[among] == smallest]] = False
        if unsafe.any():
            return True
    return False


def _classes(prefixes: list[Whole], shown: Whole, answers: Numbers, least: int) -> bool:
    """Withhold one trait more of the records whose like are too few; from the full ones down, once."""
    changed = False
    for depth in range(len(prefixes) - 1, 0, -1):
        rows = np.flatnonzero(shown == depth)
        unsafe = _unsafe(prefixes[depth][rows], answers[rows], least)
        if unsafe.any():
            shown[rows[unsafe]] = depth - 1
            changed = True
    return changed


def _pools(prefixes: list[Whole], shown: Whole, answers: Numbers, least: int) -> bool:
    """Records that show nothing must be a safe group themselves: else the smallest class like them joins them."""
    rows = np.flatnonzero(shown == 0)
    unsafe = _unsafe(prefixes[0][rows], answers[rows], least)
    changed = False
    for pool in np.unique(prefixes[0][rows[unsafe]]):
        others = np.flatnonzero((prefixes[0] == pool) & (shown > 0))
        if others.size:
            _withhold_smallest(prefixes, shown, others, 0)
            changed = True
    return changed


def _remainders(traits: Whole, prefixes: list[Whole], shown: Whole, answers: Numbers, remainder: int) -> bool:
    """Withhold more where a combination of traits is shown of all its people but a few."""
    for columns in _tables(traits.shape[1]):
        depth = columns[-1] + 1
        cells = _groups(traits[:, columns])
        hidden = shown < depth
        partly = np.flatnonzero(hidden)
        if not partly.size:
            continue
        partly = partly[np.isin(cells[partly], cells[~hidden])]
        unsafe = _unsafe(cells[partly], answers[partly], remainder)
        for cell in np.unique(cells[partly[unsafe]]):
            _withhold_smallest(prefixes, shown, np.flatnonzero((cells == cell) & ~hidden), depth - 1)
        if unsafe.any():
            return True
    return False


def _tables(q: int) -> Iterator[tuple[int, ...]]:
    for size in range(1, min(q, WIDEST_TABLE) + 1):
        yield from combinations(range(q), size)


def _withhold_smallest(prefixes: list[Whole], shown: Whole, among: Whole, depth: int) -> None:
    """The smallest class of records among these shows no more than `depth` traits from now on."""
    classes = _groups(np.stack([shown[among], *(np.where(shown[among] >= at, prefix[among], -1)
                                                for at, prefix in enumerate(prefixes))], axis=1))
    sizes = np.bincount(classes)
    found = among[classes == sizes.argmin()]
    shown[found] = np.minimum(shown[found], depth)


def _unsafe(groups: Whole, answers: Numbers, least: int) -> NDArray[np.bool_]:
    """Of each record, whether its group is too small, or small and of one mind."""
    if not groups.size:
        return np.zeros(0, dtype=np.bool_)
    _, inverse, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    bad = sizes < least
    small = np.flatnonzero((sizes < UNANIMOUS_BELOW) & ~bad)
    if small.size and answers.shape[1]:
        rows = np.flatnonzero(np.isin(inverse, small))
        rows = rows[np.argsort(inverse[rows], kind="stable")]
        starts = np.flatnonzero(np.diff(inverse[rows], prepend=-1))
        lowest = np.minimum.reduceat(np.where(np.isnan(answers[rows]), np.inf, answers[rows]), starts)
        highest = np.maximum.reduceat(np.where(np.isnan(answers[rows]), -np.inf, answers[rows]), starts)
        bad[inverse[rows[starts]]] |= (lowest == highest).any(axis=1)
    return bad[inverse]


def _groups(columns: Whole) -> Whole:
    """A number for each distinct row, in the order of the rows' values."""
    found = np.zeros(len(columns), dtype=np.int64)
    for column in columns.T:
        _, codes = np.unique(column, return_inverse=True)
        _, found = np.unique(found * (codes.max(initial=0) + 1) + codes, return_inverse=True)
    return found


def bands(values: Numbers, least: int) -> tuple[float, ...]:
    """The inner edges, round numbers, that cut numbers into bands of `least` people or more; () for one band.

    The narrowest width of 1, 2, 5, 10, 20, ... (or of their tenths, hundredths, ...) that gives at most MOST_BANDS; a
    band too small is joined to its smaller neighbour. A value on an edge belongs to the band above. NaN is left out.
    """
    known = values[np.isfinite(values)]
    if known.size < 2 * least or known.min() == known.max():
        return ()
    low, high = float(known.min()), float(known.max())
    begin = math.floor(math.log10((high - low) / MOST_BANDS))
    width = next(step for power in range(begin, begin + 3) for scale in (1, 2, 5)
                 if math.floor(high / (step := scale * 10.0**power)) - math.floor(low / step) < MOST_BANDS)
    first, last = math.floor(low / width), math.floor(high / width)
    inner = [round(at * width, 9) for at in range(first + 1, last + 1)]
    counts = np.bincount(np.searchsorted(inner, known, side="right"), minlength=len(inner) + 1).tolist()
    return _joined(counts, inner, least)


def _joined(counts: list[int], inner: list[float], least: int) -> tuple[float, ...]:
    while inner and min(counts) < least:
        at = counts.index(min(counts))
        join = at if at == 0 or (at < len(counts) - 1 and counts[at + 1] < counts[at - 1]) else at - 1
        counts[join: join + 2] = [counts[join] + counts[join + 1]]
        del inner[join]
    return tuple(inner)
