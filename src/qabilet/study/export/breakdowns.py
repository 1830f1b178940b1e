"""The groups a report tells of, record by record: what its numbers and the released records together give away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qabilet.study.folder import Study
from qabilet.study.formats import Dataset

if TYPE_CHECKING:
    import numpy as np

    from qabilet.cycle.analysis import Derived

MISSING = -1
"""A report has one level for whoever left the question blank, whatever the reason."""


def broken_down_by(opened: Study) -> tuple[str, ...]:
    """The columns whose levels the report's tables have: the audience's, and the dimensions that are not derived."""
    derived = {one.code for one in opened.settings.lattice.derived}
    named = (opened.settings.audience_column, *opened.settings.lattice.dimensions)
    return tuple(dict.fromkeys(code for code in named if code and code not in derived))


def report_levels(dataset: Dataset, opened: Study) -> np.ndarray:
    """(rows, dimensions): of each record the level of every dimension of the report, the audience's column first.

    Levels of few people stay apart, though the report does not tell them: which others it hides for them is not known
    here."""
    import numpy as np

    lattice, of = opened.settings.lattice, {one.column: at for at, one in enumerate(dataset.variables)}
    asked = {one.code: one for one in lattice.derived}
    columns = [_coded(dataset.columns[of[code]]) for code in broken_down_by(opened) if code in of]
    derived = [asked[code] for code in lattice.dimensions if code in asked and asked[code].source in of]
    columns += [_derived(one, dataset.columns[of[one.source]], _values(opened, one.source)) for one in derived]
    return np.stack(columns, axis=1) if columns else np.zeros((dataset.rows, 0), dtype=np.int64)


def weight_classes(dataset: Dataset) -> np.ndarray | None:
    """Of each record, which others bear the same weight; None where the data set has no weights."""
    import numpy as np

    found = [column for one, column in zip(dataset.variables, dataset.columns, strict=True) if one.weight]
    if not found:
        return None
    classes: np.ndarray = np.unique(np.round(found[0], 9), return_inverse=True)[1].reshape(dataset.rows)
    return classes


def _values(opened: Study, code: str) -> Sequence[str]:
    found = [one.values for one in opened.dictionary or () if one.code == code]
    return found[0] if found else ()


def _coded(column: np.ndarray) -> np.ndarray:
    import numpy as np

    levels: np.ndarray = np.where(np.isnan(column) | (column < 0), MISSING, np.nan_to_num(column)).astype(np.int64)
    return levels


def _derived(one: Derived, column: np.ndarray, values: Sequence[str]) -> np.ndarray:
    import numpy as np

    if one.breaks:
        band = np.searchsorted(np.array(one.breaks), column, side="right")
        return np.where(np.isnan(column), MISSING, band).astype(np.int64)
    names = list(dict.fromkeys(one.levels.values()))
    level = np.array([MISSING, *(names.index(one.levels[value]) if value in one.levels else MISSING
                                 for value in values)], dtype=np.int64)
    levels: np.ndarray = level[np.clip(_coded(column), 0, len(values))]
    return levels
