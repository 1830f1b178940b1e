"""What the design knows of strata, clusters and cells, by the codes of the frame: for whoever weights the frame again.

It lies in the study's folder beside the frame and is no release: with the weights, the register's counts would tell how
few answered in a small stratum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from qabilet.cycle.analysis import Audience, Dimension, Drawing, dimensions
from qabilet.cycle.sample import Design, Population

if TYPE_CHECKING:
    from qabilet.cycle.needs.plan import StudyPlan

HEAD = ("audience", "table", "codes", "weight", "size", "size2", "count")
"""audience: its code in the audience column, '' without one; table: units (what was drawn), strata (of the register),
response (who was asked), post, margin.1, margin.2 ... (the register by the columns of the step)."""
Line = tuple[str, ...]


def drawing_of(plan: StudyPlan, audience: Audience) -> Drawing:
    """How the people of an audience came by their places: the design is that of those who speak of themselves."""
    if audience.role != "self":
        return Drawing(Design("open"))
    size = audience.population if audience.population is not None else plan.design.population
    return Drawing(plan.design, plan.units, plan.weighting, plan.populations.get(audience.value, Population()), size)


def design_table(plan: StudyPlan) -> tuple[Line, ...]:
    """HEAD and a line for each unit or cell of every weighted audience; () where everybody counts the same."""
    drawings = {audience: drawing for audience in plan.audiences or (Audience(),)
                if (drawing := drawing_of(plan, audience)).weighted}
    if not drawings:
        return ()
    known = dimensions(plan.dictionary, plan.lattice)
    lines: list[Line] = []
    for audience, drawing in drawings.items():
        levels = known[plan.audience_column].levels if plan.audience_column and audience.value else ()
        code = str(levels.index(audience.value)) if levels else ""
        lines += [(code, *line) for line in _lines(drawing, known)]
    return (HEAD, *lines)


def _lines(drawing: Drawing, known: Mapping[str, Dimension]) -> Iterator[Line]:
    units, steps = drawing.units, drawing.steps
    for values, unit in units.units.items():
        if (codes := _codes(known, drawing.unit_columns(known), values)) is not None:
            size = repr(unit.strata_units) if units.even else ""
            second = repr(unit.units if unit.units is not None else float("inf"))
            yield "units", codes, repr(unit.weight), size, second if units.even and units.two_stage else "", ""
    register, cells = drawing.population, drawing.design.cells
    if not units.units and cells and all(cell in register.dimensions for cell in cells):
        yield from _counted("strata", cells, register, known)
    if steps.response:
        yield from _counted("response", steps.response, steps.invited, known)
    if steps.post:
        yield from _counted("post", steps.post, register, known)
    for place, columns in enumerate(steps.margins, start=1):
        yield from _counted(f"margin.{place}", columns, register, known)


def _counted(table: str, columns: Sequence[str], counts: Population, known: Mapping[str, Dimension]) -> Iterator[Line]:
    for values, count in counts.by(columns).items():
        if (codes := _codes(known, columns, values)) is not None:
            yield table, codes, "", "", "", str(count)


def _codes(known: Mapping[str, Dimension], columns: Sequence[str], values: Sequence[str]) -> str | None:
    """The codes of values, apart by blanks; None where the dictionary does not know one: then nobody has it."""
    if len(columns) != len(values) or any(value not in known[name].levels
                                          for name, value in zip(columns, values, strict=True)):
        return None
    return " ".join(str(known[name].levels.index(value)) for name, value in zip(columns, values, strict=True))
