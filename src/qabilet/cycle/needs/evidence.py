"""All the evidence of a study: every part of the analysis, for every audience, from one pass over the frame each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from qabilet.cycle.analysis import (
    AgainstRegister,
    Answered,
    Audience,
    Counts,
    Dimension,
    FreeText,
    OpinionGrids,
    Part,
    Profile,
    RawRow,
    RawSheet,
    SampleSize,
    Scalar,
    Scales,
    Scope,
    Scores,
    dimensions,
    told,
)
from qabilet.cycle.instrument import group_names
from qabilet.cycle.needs.faults import NEED_001, NEED_002, NEED_003
from qabilet.cycle.needs.forced import Forced
from qabilet.cycle.needs.frozen_design import drawing_of
from qabilet.cycle.needs.groups import ByGroup
from qabilet.cycle.needs.measure import Measure, measure
from qabilet.cycle.needs.plan import StudyPlan
from qabilet.cycle.needs.question import NeedQuestion
from qabilet.cycle.needs.ranked import Ranked
from qabilet.cycle.needs.remedies import remedies_sheet
from qabilet.cycle.needs.sides import Side, methods_sheet, side, sides_sheet
from qabilet.cycle.needs.two_scale import TwoScale
from qabilet.cycle.sample import Population
from qabilet.errors import Fault
from qabilet.tables import (
    SLOTS,
    Frame,
    Ints,
    Sums,
    Wanted,
    Where,
    reduce,
)
from qabilet.text import Text

if TYPE_CHECKING:
    from qabilet.cycle.analysis import Weighted

Progress = Callable[[int, int, str], None]
IMPORTANCE = Text("маңыздылығы", "важность", "importance")
COMPETENCE = Text("меңгеру деңгейі", "уровень владения", "level of competence")
"""Which half of a question on two scales an item belongs to, where its grid has no title of its own."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Raw sheets, and for each audience the counts of its lattice that the gate protects; `n` people a audience."""

    sheets: Sequence[RawSheet]
    counts: Mapping[str, Counts]
    tables: Mapping[str, tuple[tuple[str, ...], ...]]
    n: Mapping[str, int]


WEIGHTED: Mapping[str, Scalar] = {"weighted": True}


def evidence_of(frame: Frame, plan: StudyPlan, progress: Progress = lambda done, of, what: None) -> Evidence:
    """Everything the study can say, before the gate. Cost: one pass over the frame, and one for each audience."""
    known = dimensions(plan.dictionary, plan.lattice)
    sheets: list[RawSheet] = []
    counts: dict[str, Counts] = {}
    people: dict[str, int] = {}
    tables: dict[str, tuple[tuple[str, ...], ...]] = {}
    spoken: dict[str, list[Side]] = {question.code: [] for question in plan.needs}
    audiences = plan.audiences or (Audience(),)
    names = tuple(name for name in plan.lattice.dimensions if name in known and name in frame.levels)
    axes = (plan.audience_column, *names) if plan.audience_column else names
    joint = reduce(frame, Wanted(counts={"lattice": axes})).counts["lattice"]
    thin: frozenset[str] | None = None
    for index, audience in enumerate(audiences):
        progress(index, len(audiences), audience.value)
        scope = _scope(plan, audience, known)
        asked = _lattice(joint, names, scope)
        weighted = _weighted(frame, scope, plan)
        scope = replace(scope, public=frozenset(asked.dimensions), survey=weighted.survey if weighted else None)
        measures = [one for question in plan.needs if _concerns(question, audience)
                    if (one := measure(question, scope, dict(plan.targets.get(question.profile, {})))) is not None]
        parts = [*_parts(scope, plan, measures, known), *_weights(scope, weighted)]
        wanted = Wanted()
        for part in parts:
            part.wants(wanted)
        sums = reduce(frame, wanted, scope.where)
        if scope.survey is not None:
            from qabilet.tables import weighted_means, weighted_patterns

            sums.vectors = weighted_means(scope.survey, frame.levels, wanted, scope.basis)
            sums.weights = weighted_patterns(scope.survey, wanted)
        mine = [sheet for part in parts for sheet in part.sheets(sums)]
        mine += methods_sheet(scope, mine)
        if weighted is not None:
            few = weighted.few | {item.code for one in measures for item in one.items
                                  if weighted.few.intersection(item.columns)}
            mine, thin = [_marked(one, weighted, few) for one in mine], (thin or frozenset()) | few
        sheets += mine
        counts[audience.value], people[audience.value] = asked, sums.rows
        tables[audience.value] = tuple(table for table in plan.lattice.tables
                                       if all(name in asked.dimensions for name in table))
        for one in measures:
            if _answered(scope, sums, one):
                spoken[one.question.code].append(side(scope, one, sums))
    progress(len(audiences), len(audiences), "")
    for question in plan.needs:
        beside = sides_sheet(question, spoken[question.code])
        sheets += beside if thin is None else [_of_few(replace(one, facts={**one.facts, **WEIGHTED}), thin)
                                               for one in beside]
    sheets += remedies_sheet([sheet for sheet in sheets if _of_self(sheet, audiences)], plan.decisions)
    return Evidence(sheets, counts, tables, people)


def check_plan(plan: StudyPlan, file: str = "study.toml") -> tuple[Fault, ...]:
    """Every question about needs that the dictionary cannot answer."""
    faults = []
    for question in plan.needs:
        facts = {"question": question.code}
        if question.kind == "two-scale":
            if not plan.dictionary.group(question.importance) or not plan.dictionary.group(question.competence):
                faults.append(Fault(NEED_001, facts, file))
                continue
        elif len(plan.dictionary.group(question.items)) < 2:
            faults.append(Fault(NEED_002, facts, file))
            continue
        if question.kind == "gap" and not any(column.competence in plan.targets.get(question.profile, {})
                                              for column in plan.dictionary.group(question.items)):
            faults.append(Fault(NEED_003, facts | {"profile": question.profile}, file))
    return tuple(faults)


def _scope(plan: StudyPlan, audience: Audience, known: Mapping[str, Dimension]) -> Scope:
    where = Where()
    if plan.audience_column and audience.value:
        where = Where(plan.audience_column, known[plan.audience_column].levels.index(audience.value))
    return Scope(audience, where, plan.dictionary, known, plan.design, plan.rules, plan.seed)


def _weighted(frame: Frame, scope: Scope, plan: StudyPlan) -> Weighted | None:
    """The weighted sample of an audience; what it takes is read only where it is needed."""
    drawing = drawing_of(plan, scope.audience)
    if not drawing.weighted:
        return None
    from qabilet.cycle.analysis import weigh

    return weigh(frame, drawing, scope.dimensions, scope.where, least=scope.rules.cell)


def _marked(sheet: RawSheet, weighted: Weighted, few: frozenset[str]) -> RawSheet:
    """A sheet of weighted numbers, for the gate; marked as well where it is by a dimension that tells too much."""
    if sheet.kind in ("needs-groups", "needs-contrast"):
        thin = sheet.facts.get("dim") in weighted.thin
    else:
        thin = sheet.facts.get("dims" if sheet.kind == "register" else "question") in weighted.thin - weighted.fixed
    return _of_few(replace(sheet, facts={**sheet.facts, **WEIGHTED, **({"thin": True} if thin else {})}), few)


def _of_few(sheet: RawSheet, few: frozenset[str]) -> RawSheet:
    """Its rows marked that are about a question of `few`."""
    question = str(sheet.facts.get("question", ""))

    def asked(row: RawRow, place: int) -> bool:
        names = {row.code, str(row.facts.get("item", "")), question, f"{question}?", f"{question}.{place}"}
        return bool(names & few)

    rows = [replace(row, facts={**row.facts, "thin": True}) if asked(row, place) else row
            for place, row in enumerate(sheet.rows, start=1)]
    return replace(sheet, rows=rows)


def _weights(scope: Scope, weighted: Weighted | None) -> tuple[Part, ...]:
    if weighted is None:
        return ()
    from qabilet.cycle.analysis import Weights

    return (Weights(scope, weighted),)


def _lattice(joint: Ints, names: tuple[str, ...], scope: Scope) -> Counts:
    """The cross-classification the gate protects; those who gave no answer are a level, unanswered dimensions go.

    `joint` has the audience column as its first axis, where the study has one.
    """
    array = joint
    if joint.ndim > len(names):
        array = joint[SLOTS + scope.where.level] if scope.where.column else joint.sum(axis=0)
    for axis in range(len(names)):
        # The reasons for missing answers are one level here: a table shows 'no answer', not why.
        missing, valid = np.split(array, [SLOTS], axis=axis)
        array = np.concatenate([valid, missing.sum(axis=axis, keepdims=True)], axis=axis)
    levels = [(*scope.dimensions[name].levels, "") for name in names]
    kept = [axis for axis in range(len(names))
            if array.sum() and array.sum(axis=tuple(other for other in range(len(names)) if other != axis))[:-1].sum()]
    dropped = tuple(axis for axis in range(len(names)) if axis not in kept)
    return Counts(tuple(names[axis] for axis in kept), tuple(levels[axis] for axis in kept), array.sum(axis=dropped))


def _parts(scope: Scope, plan: StudyPlan, measures: Sequence[Measure],
           known: Mapping[str, Dimension]) -> Iterator[Part]:
    population = plan.populations.get(scope.audience.value, Population())
    taken = frozenset(name for question in plan.needs
                      for groups in (question.items, question.importance, question.competence)
                      for name in group_names(groups))
    yield SampleSize(scope, population)
    yield AgainstRegister(scope, population, plan.lattice.tables)
    yield Profile(scope)
    titles = {scale.items: scale.title for scale in plan.scales if any(scale.title)}
    needs = {name: question.title for question in plan.needs for name in group_names(question.items)
             if any(question.title)}
    halves = {name: half for question in plan.needs
              for groups, half in ((question.importance, IMPORTANCE), (question.competence, COMPETENCE))
              for name in group_names(groups)}
    yield Answered(scope, {**halves, **needs, **titles})
    yield OpinionGrids(scope, taken, titles)
    yield Scales(scope, [(scale.code, scale.title, scale.items) for scale in plan.scales])
    yield Scores(scope, plan.scales)
    for one in measures:
        if one.unit == "mean_place":
            yield Forced(scope, one)
        elif one.unit == "mwds":
            yield TwoScale(scope, one)
        else:
            yield Ranked(scope, one, plan.targets.get(one.question.profile, {}))
        for name in plan.lattice.dimensions:
            if name in known and name in scope.public:
                yield ByGroup(scope, one, known[name])
    yield FreeText(scope)


def _concerns(question: NeedQuestion, audience: Audience) -> bool:
    return not question.audiences or audience.value in question.audiences


def _answered(scope: Scope, sums: Sums, one: Measure) -> bool:
    return bool(told(scope, sums, ("need", one.question.code)).n.any())


def _of_self(sheet: RawSheet, audiences: Sequence[Audience]) -> bool:
    return any(audience.value == sheet.audience and audience.role == "self" for audience in audiences)


