"""From the design to the weighted sample: who was drawn with what chance, and what the weights are made to hit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qabilet.cycle.analysis.dimension import Dimension
from qabilet.cycle.analysis.drawing import Drawing
from qabilet.cycle.analysis.rules import Rules
from qabilet.cycle.analysis.weight_classes import thin_classes, thin_dimensions, thin_questions
from qabilet.cycle.analysis.weight_steps import FILE, Steps
from qabilet.cycle.analysis.weighting_faults import WEIGHT_007, WEIGHT_008, WEIGHT_010, WEIGHT_013
from qabilet.errors import Caution, refuse
from qabilet.stats import SampleDesign, Stage, Survey
from qabilet.tables import EVERYBODY, Frame, FrameRows, Keys, Made, Wanted, Where, looked_up, reduce

STRATUM, WEIGHT, SIZE, SECOND_SIZE, KEEP = "~stratum", "~weight", "~size", "~size2", "~keep"
FIGURES = (WEIGHT, SIZE, SECOND_SIZE)


@dataclass(frozen=True, slots=True, eq=False)
class Weighted:
    """The survey of an audience; `left_out` answered but their stratum, cluster or weight is not known. By the `thin`
    dimensions no weighted number may be told; but how many people weigh in the levels of the `fixed` ones is the
    register's figure."""

    survey: Survey
    left_out: int
    cautions: tuple[Caution, ...] = ()
    thin: frozenset[str] = frozenset()
    fixed: frozenset[str] = frozenset()
    few: frozenset[str] = frozenset()
    """Columns of the frame that only people answered who could be worked out from their sum."""


def weigh(frame: Frame, drawing: Drawing, dimensions: Mapping[str, Dimension], where: Where = EVERYBODY, *,
          least: int = Rules().cell) -> Weighted | None:
    """The weighted sample of the rows in `where`; None where the strata's moments say it all: no weights, no clusters.

    least: of how many people a group may be told. Cost: a few passes over the columns of the design. Raises
    QabiletError with a WEIGHT code.
    """
    if not drawing.weighted:
        return None
    rows = _rows(frame, drawing, dimensions, where)
    left_out = FrameRows.of(frame, where).count - rows.count
    if not rows.count or (drawing.design.weight and not _weigh_anything(rows)):
        raise refuse(WEIGHT_007, file=FILE)
    steps = Steps(Survey.of(rows, _sample_design(rows, drawing)), dimensions, [])
    if left_out:
        steps.cautions.append(Caution(WEIGHT_010, {"count": left_out}))
    if silent := _silent(drawing, _counts(frame, dimensions, _strata(drawing, dimensions), where)):
        steps.cautions.append(Caution(WEIGHT_013, silent))
    steps.make(drawing.steps, drawing.population)
    if thin := thin_classes(steps.survey, least):
        raise refuse(WEIGHT_008, file=FILE, count=thin, least=least)
    levels = {name: len(one.levels) for name, one in dimensions.items() if name in frame.levels}
    return Weighted(steps.survey, left_out, tuple(steps.cautions), thin_dimensions(steps.survey, least, levels),
                    drawing.fixed, thin_questions(steps.survey, least, _questions(frame)))


def _questions(frame: Frame) -> list[str]:
    """The columns with answers; of numbers the column that says why one is missing."""
    return [name for name, levels in frame.levels.items() if levels]


def _weigh_anything(rows: FrameRows) -> bool:
    return any(rows.map((WEIGHT,), lambda batch: bool(np.any(batch[WEIGHT] > 0))))


def _silent(drawing: Drawing, counts: Mapping[tuple[str, ...], int]) -> dict[str, object]:
    """How many of the known strata nobody answered from; {} where somebody did from each."""
    known = drawing.strata
    silent = sum(not counts.get(stratum) for stratum in known)
    return {"count": silent, "all": len(known)} if silent else {}


def _strata(drawing: Drawing, dimensions: Mapping[str, Dimension]) -> tuple[str, ...]:
    return tuple(cell for cell in drawing.design.cells if cell in dimensions)


def _rows(frame: Frame, drawing: Drawing, dimensions: Mapping[str, Dimension], where: Where) -> FrameRows:
    """The rows with the columns that the design is told by made beside them."""
    design = drawing.design
    strata = _strata(drawing, dimensions)
    units = (*strata, *((design.clusters,) if design.clusters else ()))
    names = drawing.unit_columns(dimensions)
    keys, stratum = _keys(frame, names), _keys(frame, strata)
    made: dict[str, Made] = {STRATUM: stratum.made()} if strata else {}
    known = drawing.figures(_counts(frame, dimensions, names, where))
    if known is not None:
        coded = {keys.at(codes): unit for values, unit in known.items()
                 if (codes := _codes(dimensions, names, values)) is not None}
        made[WEIGHT] = looked_up(keys, {key: unit.weight for key, unit in coded.items()})
        if drawing.units.even:
            made[SIZE] = looked_up(keys, {key: unit.strata_units for key, unit in coded.items()})
        if drawing.units.even and drawing.units.two_stage:
            made[SECOND_SIZE] = looked_up(keys, {key: unit.units or np.inf for key, unit in coded.items()})
    if design.weight:
        made[WEIGHT] = Made((design.weight,), lambda batch: np.asarray(batch[design.weight], dtype=np.float64))
    return FrameRows.of(frame, where, made, _known([made[name] for name in FIGURES if name in made], units))


def _known(figures: Sequence[Made], units: tuple[str, ...]) -> Made | None:
    """Whether a row's weight, stratum and cluster, and the sizes of these, are all known; None where nothing can be
    unknown."""
    columns = tuple(dict.fromkeys((*(name for one in figures for name in one.columns), *units)))
    if not columns:
        return None

    def of(batch: Mapping[str, np.ndarray]) -> np.ndarray:
        kept = np.ones(len(batch[columns[0]]), dtype=np.bool_)
        for name in units:
            kept &= batch[name] >= 0
        for one in figures:
            kept &= one.of(batch) >= 0
        return kept

    return Made(columns, of)


def _sample_design(rows: FrameRows, drawing: Drawing) -> SampleDesign:
    clusters = drawing.design.clusters
    first = Stage(clusters, STRATUM if STRATUM in rows.made else "", SIZE if SIZE in rows.made else "")
    stages = (first, Stage("", "", SECOND_SIZE)) if SECOND_SIZE in rows.made and clusters else (first,)
    return SampleDesign(stages, WEIGHT if WEIGHT in rows.made else "")


def _keys(frame: Frame, names: tuple[str, ...]) -> Keys:
    return Keys(names, tuple(frame.levels[name] for name in names))


def _counts(frame: Frame, dimensions: Mapping[str, Dimension], names: tuple[str, ...],
            where: Where) -> dict[tuple[str, ...], int]:
    """How many answered in each combination of levels that occurs."""
    patterns = reduce(frame, Wanted(patterns={"cells": names}), where).patterns["cells"] if names else {
        (): reduce(frame, Wanted(counts={"all": ()}), where).rows}
    return {tuple(dimensions[name].levels[code] for name, code in zip(names, codes, strict=True)): n
            for codes, n in patterns.items() if all(code >= 0 for code in codes)}


def _codes(dimensions: Mapping[str, Dimension], names: tuple[str, ...],
           values: tuple[str, ...]) -> tuple[int, ...] | None:
    """The codes of values; None where the dictionary does not know one of them: then nobody can have it."""
    try:
        return tuple(dimensions[name].levels.index(value) for name, value in zip(names, values, strict=True))
    except ValueError:
        return None
