"""A plan worked out: how many people it asks for, as a whole or in each stratum, and what each stratum will tell."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path

from qabilet.cycle.sample import (
    Conditions,
    DrawPlan,
    Key,
    Quota,
    Size,
    allocated,
    mean_size,
    quotas,
    rank_size,
    share_size,
)
from qabilet.errors import Caution, QabiletError, refuse
from qabilet.study.sampling.faults import DRAW_001
from qabilet.study.sampling.plan_toml import PLAN_FILE, Aim, PlanFile, read_plan
from qabilet.study.sampling.population import Population, read_population


@dataclass(frozen=True, slots=True)
class StratumSize:
    """People of the stratum, its first-stage units, how many of these are drawn; `margin`: of a share of a half (0 to
    1) when as many answer as expected, NaN where it cannot be told."""

    stratum: Key
    people: int
    units: int
    drawn: int
    margin: float = math.nan


@dataclass(frozen=True, slots=True)
class Sized:
    """What a plan comes to: the size it asks for, its strata or its quotas."""

    plan: DrawPlan
    population: int
    size: Size | None
    strata: tuple[StratumSize, ...] = ()
    quotas: tuple[Quota, ...] = ()
    cautions: tuple[Caution, ...] = ()


def open_plan(root: Path) -> PlanFile:
    """Raises DRAW_001 where there is none, and every fault in it at once."""
    if not (root / PLAN_FILE).is_file():
        raise refuse(DRAW_001, path=PLAN_FILE)
    given, faults = read_plan((root / PLAN_FILE).read_bytes())
    if faults:
        raise QabiletError(*faults)
    return given


def planned(root: Path) -> tuple[Population, Size | None]:
    """The population and the plan with its n, where the plan asks for a size. Raises QabiletError."""
    given = open_plan(root)
    return with_size(read_population(root, given), given.aim)


def with_size(population: Population, aim: Aim | None) -> tuple[Population, Size | None]:
    """The plan with as many people as must be invited for its aim: in all, or in each stratum."""
    frame, plan = population.frame, population.plan
    if aim is None:
        return population, None
    if not aim.each:
        size = aimed(aim, len(frame))
        return replace(population, plan=replace(plan, n=size.invitations)), size
    each = {key: aimed(aim, len(places)) for key, places in frame.groups(plan.strata).items()}
    fixed = {key: one.invitations for key, one in each.items()}
    first = next(iter(each.values()))
    cautions = {one.code: one for size in each.values() for one in size.cautions}
    whole = replace(first, n=sum(one.n for one in each.values()), invitations=sum(fixed.values()),
                    strata=len(each), cautions=tuple(cautions.values()))
    return replace(population, plan=replace(plan, fixed=fixed, n=sum(fixed.values()))), whole


def aimed(aim: Aim, population: int) -> Size:
    """The size of a plan, for so many people."""
    numbers, conditions = aim.numbers, replace(aim.conditions, population=population)
    if aim.name == "share":
        return share_size(numbers["share"], numbers["margin"], conditions)
    if aim.name == "mean":
        return mean_size(numbers["mean"], numbers["margin"], conditions)
    return rank_size(numbers["ranks"], numbers["sd"], int(numbers["items"]), conditions,
                     correlation=numbers.get("correlation", 0.0))


def sized(root: Path) -> Sized:
    """The plan worked out, and nothing drawn. Raises QabiletError."""
    given = open_plan(root)
    population, size = with_size(read_population(root, given), given.aim)
    frame, plan = population.frame, population.plan
    doubted = (*population.cautions, *(size.cautions if size else ()))
    if plan.kind == "quota":
        return Sized(plan, len(frame), size, (), tuple(quotas(frame, plan)), doubted)
    groups = frame.groups(plan.strata)
    people = {key: len(places) for key, places in groups.items()}
    there = {key: len(frame.parted((plan.cluster,), places)) for key, places in groups.items()} \
        if plan.kind == "cluster" else people
    taken = people if plan.kind == "census" else allocated(plan, there, people)
    conditions = given.aim.conditions if given.aim is not None else Conditions()
    strata = tuple(StratumSize(key, people[key], there[key], taken[key], _margin(plan, people[key], taken[key],
                                                                                conditions)) for key in groups)
    return Sized(plan, len(frame), size, strata, (), doubted)


def _margin(plan: DrawPlan, people: int, taken: int, conditions: Conditions) -> float:
    """Clusters without a design effect tell nothing about their margin, and one answer nothing about anything."""
    if plan.kind == "cluster" and (plan.per_cluster is None or conditions.effect <= 1):
        return math.nan
    drawn = taken if plan.per_cluster is None else min(taken * plan.per_cluster, people)
    answers = math.floor(drawn * conditions.response + 1e-9)
    if answers < 1:
        return math.nan
    return share_size(0.5, None, replace(conditions, population=people), answers).margin
