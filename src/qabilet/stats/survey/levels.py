"""The levels of a sample: the units of each stage, their strata, and how many there are in the population."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qabilet.stats.survey.rows import Floats, Ints
from qabilet.stats.survey.sample_design import Stage


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """The units of one stage. Where `rows` is true each row is a unit and the arrays over units are empty.

    stratum (m,): each unit's stratum; drawn, size (H,): units drawn and in the population (inf: endless);
    parent (H,): the unit of the stage above that each stratum lies in (0 in the first stage).
    """

    rows: bool
    stratum: Ints
    drawn: Floats
    size: Floats
    parent: Ints

    @property
    def fraction(self) -> Floats:
        """(H,) the share of each stratum's units that was drawn."""
        return self.drawn / self.size


def levels_of(stages: Sequence[Stage], table: Ints, counts: Ints, sizes: Floats) -> tuple[Level, ...]:
    """The levels from the sorted keys of the leaves: each stage's strata are prefixes of its units' keys."""
    if not len(table):  # nobody answered: one stratum, of nobody
        none, nothing = np.zeros(1), np.empty(0, dtype=np.int64)
        return (Level(True, nothing, none, np.full(1, np.inf), np.zeros(1, dtype=np.int64)),)
    levels: list[Level] = []
    prefix = 0
    unit_of = np.zeros(len(table), dtype=np.int64)  # the unit of the stage above each leaf lies in
    for place, stage in enumerate(stages):
        prefix += bool(stage.strata)
        stratum_of, strata = _prefix(table, prefix)
        first = _firsts(stratum_of, strata)
        size = sizes[first, place] if stage.size else np.full(strata, np.inf)
        if stage.size:
            same_size(stage.size, sizes[:, place], size[stratum_of])
        if stage.unit:
            prefix += 1
            of, units = _prefix(table, prefix)
            stratum = stratum_of[_firsts(of, units)]
            drawn = np.asarray(np.bincount(stratum, minlength=strata), dtype=np.float64)
        else:
            of, stratum = stratum_of, np.empty(0, dtype=np.int64)
            drawn = np.asarray(np.bincount(stratum_of, weights=counts, minlength=strata), dtype=np.float64)
        size = np.where((size > 0) & (size < 1), drawn / np.where(size > 0, size, 1.0), size)
        if np.any(size < drawn):
            raise ValueError(f"{stage.size} is less than the units drawn")
        levels.append(Level(not stage.unit, stratum, drawn, size, unit_of[first]))
        unit_of = of
    return tuple(levels)


def _prefix(table: Ints, columns: int) -> tuple[Ints, int]:
    """(leaves,) which of the distinct prefixes of the sorted keys each leaf has, and how many there are."""
    if not columns or not len(table):
        return np.zeros(len(table), dtype=np.int64), 1
    new = np.any(table[1:, :columns] != table[:-1, :columns], axis=1)
    of = np.concatenate([[0], np.cumsum(new)]).astype(np.int64)
    return of, int(of[-1]) + 1


def _firsts(of: Ints, groups: int) -> Ints:
    """The first leaf of each group of a sorted grouping."""
    return np.searchsorted(of, np.arange(groups)).astype(np.int64)


def same_size(name: str, values: Floats, known: Floats) -> None:
    """Raises ValueError where a size is not that of its stratum."""
    if np.any(values != known):
        raise ValueError(f"{name} differs within a stratum")
