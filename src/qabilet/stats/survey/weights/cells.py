"""Cells: the combinations of codes that occur in a sample, with the exact weight in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qabilet.stats.survey.codes import Codes
from qabilet.stats.survey.exact import by_key, sums_by
from qabilet.stats.survey.rows import Batch, Floats, Ints
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.weights.weighting_error import Level, Reason, WeightingError, nearest

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """K cells of `columns`, sorted by their codes: `levels` their codes, `counts` (K,) the rows with a weight, `sums`
    (K,) their exact weights. Rows without a weight lie in no cell unless their codes happen to be known."""

    columns: tuple[str, ...]
    codes: tuple[Codes, ...]
    keys: Ints
    counts: Ints
    sums: Floats

    @property
    def levels(self) -> list[Level]:
        places = _apart(self.keys, self.codes)
        return [tuple(float(code.known[at]) for code, at in zip(self.codes, row, strict=True)) for row in places]

    def of(self, batch: Batch) -> Ints:
        """(n,) the cell of each row, -1 where it has none."""
        rows = len(next(iter(batch.values()))) if batch else 0
        key, inside = _keys(batch, self.columns, self.codes, rows)
        where = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
        return np.where(inside & (self.keys[where] == key), where, -1)


@dataclass(frozen=True, slots=True)
class Margin:
    """Known counts of the population by the codes of some columns; no columns: the whole population, under ()."""

    columns: tuple[str, ...]
    population: Mapping[Level, float]

    @classmethod
    def of(cls, column: str, population: Mapping[float, float]) -> Margin:
        """A margin of one column."""
        return cls((column,), {(float(code),): count for code, count in population.items()})

    @property
    def total(self) -> float:
        return float(sum(self.population[level] for level in sorted(self.population)))


def find_cells(survey: Survey, columns: Sequence[str]) -> Cells:
    """The cells of the rows with a weight. Cost: three passes over the columns. Raises WeightingError for a missing
    code ('missing') and where no row has a weight ('no rows')."""
    named = tuple(dict.fromkeys(columns))
    read = tuple(dict.fromkeys((*named, *survey.columns)))
    if not read and survey.rows.count:  # nobody is told apart: everybody weighs one
        everybody = np.array([survey.rows.count], dtype=np.int64)
        return Cells((), (), np.zeros(1, dtype=np.int64), everybody, everybody.astype(np.float64))
    codes = _codes(survey, named, read)

    def found(batch: Batch) -> tuple[Ints, Ints, float]:
        weight = survey.weight(batch)
        if not (weight != 0).any():  # perhaps no code is known at all
            return np.empty(0, dtype=np.int64), np.empty((0, 1), dtype=np.int64), 0.0
        keys = np.where(weight != 0, _keys(batch, named, codes, len(weight))[0], -1)
        return *by_key(keys, np.ones((len(keys), 1), dtype=np.int64)), float(np.abs(weight).max(initial=0.0))

    parts = list(survey.rows.map(read, found))
    keys, back = np.unique(np.concatenate([one[0] for one in parts]), return_inverse=True)
    if not len(keys):
        raise WeightingError("no rows", named)
    counts = np.zeros(len(keys), dtype=np.int64)
    np.add.at(counts, back, np.concatenate([one[1][:, 0] for one in parts]))
    empty = Cells(named, codes, keys, counts, np.zeros(len(keys)))

    def weighed(batch: Batch) -> tuple[Ints, Floats]:
        weight = survey.weight(batch)
        return np.where(weight != 0, empty.of(batch) if named else 0, -1), weight[:, None]

    heaviest = np.array([max(one[2] for one in parts)])
    sums = sums_by(survey.rows, read, weighed, len(keys), 1, bound=heaviest, most=int(counts.max()))[:, 0]
    return Cells(named, codes, keys, counts, sums)


def placed(cells: Cells, margin: Margin, *, partial: bool = False) -> tuple[Ints, Floats]:
    """(K,) the level of the margin each cell lies in, and (L,) the population of each level in the order of its codes,
    levels with neither population nor sample left out.

    partial: leave out levels without sample instead of refusing them (R: postStratify(partial = TRUE)). Raises
    WeightingError: 'nobody', 'unlisted', 'no population'; 'negative' where the weights of a cell are not positive.
    """
    if (cells.sums <= 0).any():
        raise WeightingError("negative", cells.columns)
    where = [cells.columns.index(name) for name in margin.columns]
    known = {tuple(float(code) for code in level): float(count) for level, count in margin.population.items()}
    own = [tuple(level[place] for place in where) for level in cells.levels]
    sampled = sorted(set(own))
    bad = [level for level in sampled if level in known and not 0 < known[level] < float("inf")]
    unlisted = [level for level in sampled if level not in known]
    nobody = sorted(level for level, count in known.items() if count != 0 and level not in set(sampled))
    tried: tuple[tuple[Reason, list[Level]], ...] = (
        ("no population", bad), ("unlisted", unlisted), ("nobody", [] if partial else nobody))
    for reason, levels in tried:
        if levels:
            near = [nearest(level, [one for one in sampled if one not in levels]) for level in levels]
            raise WeightingError(reason, margin.columns, levels, near)
    place = {level: at for at, level in enumerate(sampled)}
    return np.array([place[level] for level in own], dtype=np.int64), np.array([known[level] for level in sampled])


def _codes(survey: Survey, columns: tuple[str, ...], read: tuple[str, ...]) -> tuple[Codes, ...]:
    def seen(batch: Batch) -> list[Floats]:
        weight = survey.weight(batch)
        return [np.unique(np.asarray(batch[name], dtype=np.float64)[weight != 0]) for name in columns]

    if not columns:
        return ()
    parts = list(survey.rows.map(read, seen))
    codes = tuple(Codes.of(np.unique(np.concatenate([one[place] for one in parts]))) for place in range(len(columns)))
    for name, one in zip(columns, codes, strict=True):
        if np.isnan(one.known).any():
            raise WeightingError("missing", (name,))
    return codes


def _keys(batch: Batch, columns: Sequence[str], codes: Sequence[Codes], rows: int) -> tuple[Ints, Bools]:
    """(n,) one sortable whole number a row, the places of its codes, and (n,) whether all its codes are known."""
    keys, inside = np.zeros(rows, dtype=np.int64), np.ones(rows, dtype=np.bool_)
    for name, code in zip(columns, codes, strict=True):
        column = np.asarray(batch[name], dtype=np.float64)
        place = _place(column, code)
        inside &= code.known[place] == column
        keys = keys * len(code) + place
    return keys, inside


def _place(column: Floats, code: Codes) -> Ints:
    """(n,) the place of each code that is known, any place for one that is not."""
    if code.table is None:
        return np.minimum(np.searchsorted(code.known, column), len(code) - 1).astype(np.int64)
    with np.errstate(invalid="ignore"):
        shift = column - code.least
        within = (shift >= 0) & (shift < len(code.table))
    return code.table[np.where(within, shift, 0.0).astype(np.int64)].astype(np.int64)


def _apart(keys: Ints, codes: Sequence[Codes]) -> Ints:
    """(K, columns) the keys taken apart into the places of their codes."""
    table = np.empty((len(keys), len(codes)), dtype=np.int64)
    rest = keys
    for place in reversed(range(len(codes))):
        rest, table[:, place] = np.divmod(rest, len(codes[place]))
    return table
