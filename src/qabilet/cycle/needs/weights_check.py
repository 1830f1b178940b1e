"""Whether the declared weights can be made of the answers there are, before anything is analysed."""

from __future__ import annotations

from qabilet.cycle.analysis import Audience, dimensions
from qabilet.cycle.needs.frozen_design import drawing_of
from qabilet.cycle.needs.plan import StudyPlan
from qabilet.errors import Fault, QabiletError
from qabilet.tables import EVERYBODY, Frame, Where


def is_weighted(plan: StudyPlan) -> bool:
    """Whether any audience of the study is weighted."""
    return any(drawing_of(plan, audience).weighted for audience in plan.audiences or (Audience(),))


def check_weights(frame: Frame, plan: StudyPlan) -> tuple[Fault, ...]:
    """Why the weights of an audience cannot be made; () where all can. Cost: the passes that weighing takes."""
    from qabilet.cycle.analysis import weigh

    known = dimensions(plan.dictionary, plan.lattice)
    found: list[Fault] = []
    for audience in plan.audiences or (Audience(),):
        where = EVERYBODY
        if plan.audience_column and audience.value:
            where = Where(plan.audience_column, known[plan.audience_column].levels.index(audience.value))
        try:
            weigh(frame, drawing_of(plan, audience), known, where, least=plan.rules.cell)
        except QabiletError as error:
            found += error.faults
    return tuple(found)
