"""What was asked of a weighted sample: vectors of means, by one pass for everything that shares a dimension."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from qabilet.stats import Basis, MeanVector, Survey, Variable, find_cells, survey_means
from qabilet.tables.rows import Batch
from qabilet.tables.sums import WHOLE, Item, Judged, Wanted, item_columns, item_name, item_points


def weighted_means(survey: Survey, levels: Mapping[str, int], wanted: Wanted,
                   basis: Basis) -> dict[Hashable, dict[int, MeanVector]]:
    """The means of `wanted.vectors` under the survey: under each key, by level of its dimension or for the WHOLE.

    levels: how many levels each column of the frame has. Cost: two passes for each dimension that is asked for.
    """
    asked: dict[str, dict[Item, None]] = {}
    for items, by in wanted.vectors.values():
        asked.setdefault(by, {}).update(dict.fromkeys(items))
    found = {by: _by(survey, levels, tuple(items), by, basis) for by, items in asked.items()}
    out: dict[Hashable, dict[int, MeanVector]] = {}
    for key, (items, by) in wanted.vectors.items():
        names = [item_name(item) for item in items]
        out[key] = {level: vector.select(names) for level, vector in found[by].items()}
    return out


def weighted_patterns(survey: Survey, wanted: Wanted) -> dict[Hashable, dict[tuple[int, ...], float]]:
    """What the rows of each of `wanted.patterns` weigh together; exact. Three passes a request."""
    found = {}
    for key, names in wanted.patterns.items():
        cells = find_cells(survey, names)
        found[key] = {tuple(int(code) for code in level): float(weight)
                      for level, weight in zip(cells.levels, cells.sums, strict=True)}
    return found


def _by(survey: Survey, levels: Mapping[str, int], items: tuple[Item, ...], by: str,
        basis: Basis) -> dict[int, MeanVector]:
    variables = [_variable(item, levels) for item in items]
    if not by:
        return {WHOLE: survey_means(survey, variables, basis=basis)[0]}
    vectors = survey_means(survey, variables, domain=partial(_codes, column=by), domains=levels[by], reads=(by,),
                           basis=basis)
    return dict(enumerate(vectors))


def _variable(item: Item, levels: Mapping[str, int]) -> Variable:
    """An item as the statistics know it: points from 1, or the difference of two, or a portion."""
    columns = item_columns(item)
    most = float(max(levels[name] for name in columns)) or None
    bound = most if isinstance(item, str | tuple) else item.most if isinstance(item, Judged) else 1.0
    return Variable(item_name(item), columns, lambda batch: item_points(item, batch, levels), bound)


def _codes(batch: Batch, column: str) -> npt.NDArray[Any]:
    return np.asarray(batch[column], dtype=np.int64)
