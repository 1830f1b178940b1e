"""The weight of each row of the frame, as the analysis makes it: how many of the population they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qabilet.cycle.analysis import Audience, dimensions, weigh
from qabilet.cycle.needs.frozen_design import drawing_of
from qabilet.cycle.needs.plan import StudyPlan
from qabilet.tables import EVERYBODY, Frame, FrameRows, Where

if TYPE_CHECKING:
    from qabilet.cycle.analysis import Weighted


def row_weights(frame: Frame, plan: StudyPlan) -> npt.NDArray[np.float64] | None:
    """(n,) the weights that the analysis uses, NaN where a row has none (observers, an unknown stratum); None where
    nobody is weighted.

    Not for release: with the register they tell of small strata. Raises what `weigh` raises. Cost: the passes of
    weighing and one more.
    """
    known = dimensions(plan.dictionary, plan.lattice)
    weights = np.full(frame.rows, np.nan)
    weighted = False
    for audience in plan.audiences or (Audience(),):
        where = EVERYBODY
        if plan.audience_column and audience.value:
            where = Where(plan.audience_column, known[plan.audience_column].levels.index(audience.value))
        found = weigh(frame, drawing_of(plan, audience), known, where, least=1)
        if found is not None:
            _fill(weights, frame, found)
            weighted = True
    return weights if weighted else None


def _fill(weights: npt.NDArray[np.float64], frame: Frame, found: Weighted) -> None:
    survey, rows = found.survey, found.survey.rows
    if not isinstance(rows, FrameRows):
        raise TypeError("a survey of other rows than the frame's")
    made = {name: rows.made[name] for name in survey.columns if name in rows.made}
    read = dict.fromkeys((*rows.where.columns, *(name for name in survey.columns if name not in made)))
    for one in (*made.values(), *((rows.keep,) if rows.keep is not None else ())):
        read.update(dict.fromkeys(one.columns))
    first = 0
    for batch in frame.batches(list(read) or list(frame.levels)[:1]):
        size = len(next(iter(batch.values())))
        kept = np.zeros(size, dtype=np.bool_)
        kept[rows.where.keep(batch)] = True
        if rows.keep is not None:
            kept &= np.asarray(rows.keep.of(batch)) != 0
        part = {name: array[kept] for name, array in batch.items()}
        part |= {name: one.of(part) for name, one in made.items()}
        if kept.any():
            weights[first:first + size][kept] = survey.weight({name: part[name] for name in part})
        first += size
