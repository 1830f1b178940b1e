"""The plan of a draw, as a person writes it: which design, how many, by which rule and method, from which seed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qabilet.cycle.sample.allocation import NEEDS, Rule, Stratum, allocate, floors, spend
from qabilet.cycle.sample.drawing import Method
from qabilet.cycle.sample.faults import SAMPLE_002, SAMPLE_003, SAMPLE_004, SAMPLE_007
from qabilet.cycle.sample.frame import Key
from qabilet.errors import refuse

PlanKind = Literal["census", "simple", "stratified", "cluster", "quota"]
PLAN_KINDS: tuple[PlanKind, ...] = ("census", "simple", "stratified", "cluster", "quota")
FIGURES = ("sd", "cost", "mean", "importance")


@dataclass(frozen=True, slots=True)
class DrawPlan:
    """What is to be drawn. All column names are codes of the frame.

    n: people drawn; of a cluster design `clusters` and, in two stages, `per_cluster` people in each. `method`: how the
    first stage is drawn; `size`: the column of sizes for pps and sampford (clusters: their people, where it is '').
    `sort`: the implicit strata of a systematic draw. `reserves`: reserves for each person drawn (0.5: half as many).
    `fixed`: people by stratum, in place of a rule. `keep`: columns written beside each unit drawn, for weights by cells
    of response. `figures`: sd, cost, mean, importance by stratum. `margins`: what the quotas hold, () the joint cells
    of `strata`.
    """

    kind: PlanKind
    seed: int = 0
    n: int | None = None
    strata: tuple[str, ...] = ()
    cluster: str = ""
    clusters: int | None = None
    per_cluster: int | None = None
    method: Method = "simple"
    size: str = ""
    sort: tuple[str, ...] = ()
    reserves: float = 0.0
    keep: tuple[str, ...] = ()
    fixed: Mapping[Key, int] = field(default_factory=dict)
    rule: Rule = "proportional"
    least: int = 2
    power: float = 0.5
    budget: float | None = None
    figures: Mapping[Key, Mapping[str, float]] = field(default_factory=dict)
    margins: tuple[tuple[str, ...], ...] = ()
    balance: tuple[str, ...] = ()

    @property
    def stages(self) -> int:
        return 2 if self.kind == "cluster" and self.per_cluster is not None else 1

    @property
    def first(self) -> int | None:
        """How many units of the first stage: people, or clusters."""
        if self.kind != "cluster":
            return self.n
        if self.clusters is not None or self.per_cluster is None or self.n is None:
            return self.clusters
        return -(-self.n // self.per_cluster)


def allocated(plan: DrawPlan, there: Mapping[Key, int], people: Mapping[Key, int]) -> dict[Key, int]:
    """How many units of the first stage come from each stratum. there: how many it has; people: people in it.

    Raises SAMPLE_002, 003, 004 or 007 where the plan does not fit the register.
    """
    strata = [_stratum(plan, key, there[key], people[key]) for key in there]
    least = plan.least if plan.kind in ("stratified", "cluster") else 1
    needed = sum(floors(strata, least))
    if plan.budget is not None:
        try:
            return dict(zip(there, spend(strata, plan.budget, least=least), strict=True))
        except ValueError:
            cost = math.fsum(low * one.cost for low, one in zip(floors(strata, least), strata, strict=True))
            raise refuse(SAMPLE_007, budget=f"{plan.budget:g}", least=least, needed=f"{cost:g}") from None
    if plan.fixed:
        each = plan.per_cluster or 1
        return {key: min(max(-(-plan.fixed.get(key, 0) // each), low), there[key])
                for key, low in zip(there, floors(strata, least), strict=True)}
    n, total = plan.first or 0, sum(there.values())
    if n > total:
        raise refuse(SAMPLE_002, n=n, population=total)
    if n < needed:
        raise refuse(SAMPLE_003, n=n, strata=len(strata), least=least, needed=needed)
    return dict(zip(there, allocate(strata, n, plan.rule, least=least, power=plan.power), strict=True))


def _stratum(plan: DrawPlan, key: Key, there: int, people: int) -> Stratum:
    """The stratum with its figures, checked for the rule."""
    figures = {name: plan.figures.get(key, {}).get(name, math.nan) for name in FIGURES}
    rule: Rule = "cost" if plan.budget is not None else plan.rule
    for name in NEEDS[rule]:
        value = figures[name]
        if math.isnan(value) or math.isinf(value) or (value <= 0 if name != "sd" else value < 0):
            raise refuse(SAMPLE_004, rule=rule, figure=name, stratum=" \u00b7 ".join(key) or "\u2014",
                         value="\u2014" if math.isnan(value) else f"{value:g}")
    return Stratum(people, figures["sd"], figures["cost"], figures["mean"], figures["importance"], there)
