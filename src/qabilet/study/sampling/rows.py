"""The draw as rows of its tables: who was drawn, the design for the analysis, the quotas, the balance."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from qabilet.cycle.sample import Balance, DrawPlan, Frame, Quota, Sample
from qabilet.study.sampling.plan_toml import HEAD


def _columns(plan: DrawPlan) -> tuple[str, ...]:
    """The codes of strata and clusters, and what else is to stand beside the units, each once."""
    return tuple(dict.fromkeys((*plan.strata, *filter(None, [plan.cluster]), *plan.keep)))


def drawn_rows(frame: Frame, plan: DrawPlan, sample: Sample) -> Iterator[list[str]]:
    """One row a unit, by cell, role and code: the order of the draw tells nothing that `order` does not."""
    codes = [name for name in _columns(plan) if name != "cluster"]
    yield [*HEAD, *codes]
    ranked = sorted(sample.people, key=lambda one: (one.cell, one.role, one.order, one.place))
    for one in ranked:
        cell = sample.cells[one.cell]
        yield [frame.units[one.place], "|".join(cell.stratum), cell.cluster, one.role,
               str(one.order) if one.order else "", decimal(one.probability), decimal(one.weight), "",
               *(frame.columns[name].at(one.place) for name in codes)]


def unit_rows(plan: DrawPlan, sample: Sample) -> Iterator[list[str]]:
    """The design for the analysis: a row for each stratum, or for each cluster drawn."""
    head = ["strata_units", "strata_drawn"]
    if sample.clustered:
        yield [*plan.strata, plan.cluster, *head, "units", "drawn", "probability", "weight"]
    else:
        yield [*plan.strata, *head, "probability", "weight"]
    for cell in sample.cells:
        of_stratum = [str(cell.strata_units), str(cell.strata_drawn)]
        numbers = [decimal(cell.probability), decimal(cell.weight)]
        if sample.clustered:
            yield [*cell.stratum, cell.cluster, *of_stratum, str(cell.units), str(cell.drawn), *numbers]
        else:
            yield [*cell.stratum, *of_stratum, *numbers]


def decimal(value: float) -> str:
    """Twelve digits, so that what is equal but for rounding reads equal; nothing for no number."""
    return "" if math.isnan(value) else f"{value:.12g}"


def quota_rows(found: Sequence[Quota]) -> list[list[str]]:
    """The sheet for the interviewers: the target of each cell, and room for how many were reached."""
    names = list(dict.fromkeys(name for one in found for name in one.columns))
    rows = [[*names, "register", "target", "reached"]]
    rows += [[*(dict(zip(one.columns, one.levels, strict=True)).get(name, "") for name in names), str(one.register),
              str(one.target), ""] for one in found]
    return rows


def balance_rows(found: Sequence[Balance]) -> Iterator[list[str]]:
    yield ["column", "level", "register", "register_share", "drawn", "drawn_share", "weighted_share",
           "difference_points", "standardised_difference", "chi_square", "df", "p"]
    for one in found:
        for level in one.levels:
            yield [one.column, level.level, str(level.register), f"{level.register_share:.6f}", str(level.drawn),
                   f"{level.drawn_share:.6f}", f"{level.weighted_share:.6f}",
                   f"{round(100 * level.difference, 4) + 0.0:.4f}",
                   *("" if math.isnan(value) else f"{value:.4f}" for value in (level.z, one.chi_square)),
                   str(one.df), "" if math.isnan(one.p) else f"{one.p:.6f}"]
