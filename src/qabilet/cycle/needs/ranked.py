"""The needs of one question, in order, with what is known of each: value, rank, confidence set, distribution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from qabilet.cycle.analysis import (
    Raw,
    RawRow,
    RawSheet,
    Scalar,
    Scope,
    ask,
    ask_shares,
    design_effects,
    distribution,
    point_facts,
    raw,
    told,
    told_shares,
)
from qabilet.cycle.needs.faults import NEED_010, NEED_012, NEED_013, NEED_015, NEED_017
from qabilet.cycle.needs.measure import Measure, NeedItem
from qabilet.errors import Caution
from qabilet.stats import Estimate, MeanVector, RankSets, rank_sets
from qabilet.tables import Sums, Wanted

LEVEL = 0.95
DRAWS = 20_000
CLOSE = 0.01
"""A t statistic nearer than this to the critical value may fall on either side with other draws."""


@dataclass(frozen=True, slots=True)
class Order:
    """The items of a question in the order of need, in one group of people."""

    vector: MeanVector
    sets: RankSets
    cautions: tuple[Caution, ...]

    def cells(self, code: str, unit: str) -> dict[str, Raw]:
        """The measure and the rank of one item, on their way to the gate."""
        place = self.vector.names.index(code)
        estimate = self.vector.estimate(code, LEVEL)
        cells = {unit: raw(estimate)}
        rank, low, high = self.sets.rank[place], self.sets.low[place], self.sets.high[place]
        if rank is not None:
            cells["rank"] = Raw(float(rank), estimate.n, low=_number(low), high=_number(high), level=LEVEL,
                                basis=self.vector.basis)
        return cells


def ordered(measure: Measure, found: MeanVector, seed: int) -> Order:
    """Rank the items of a measure by the means of some people, with simultaneous confidence sets for the ranks.

    Mogstad, Romano, Shaikh and Wilhelm 2024 (stats.rank_sets). Below the question's `least_n` the order is given
    without sets, and a Caution says why. A census has no sets: its order is what it is.
    """
    vector = replace(measure.vector(found), names=measure.codes)
    least = measure.question.least_n
    sets = rank_sets(vector.theta, vector.V, largest_first=measure.largest_first, level=LEVEL, draws=DRAWS, seed=seed,
                     n=vector.n, least_n=least, marginal=False, df=vector.df)
    if vector.basis == "none":
        sets = replace(sets, low=(None,) * len(measure.codes), high=(None,) * len(measure.codes))
    cautions = []
    fewest = int(min(vector.n, default=0))
    if fewest < least:
        cautions.append(Caution(NEED_010, {"n": fewest, "least": least}))
    if sets.closest < CLOSE:
        cautions.append(Caution(NEED_015, {"closest": f"{sets.closest:.4f}"}))
    if sets.certain and vector.basis != "none":
        cautions.append(Caution(NEED_017, {"n": sets.certain}))
    return Order(vector, sets, tuple(cautions))


def _number(bound: int | None) -> float | None:
    return None if bound is None else float(bound)


@dataclass(frozen=True, slots=True)
class Ranked:
    """The main sheet of a question that rates its items or sets them against a profile."""

    scope: Scope
    measure: Measure
    targets: Mapping[str, float]

    @property
    def _code(self) -> str:
        return self.measure.question.code

    def wants(self, wanted: Wanted) -> None:
        ask(self.scope, wanted, ("need", self._code), self.measure.summed)
        for item in self.measure.items:
            for column in item.columns:
                levels = len(self.scope.dictionary.column(column).values)
                ask_shares(self.scope, wanted, ("need", column), column, levels)

    def sheets(self, sums: Sums) -> list[RawSheet]:
        order = ordered(self.measure, told(self.scope, sums, ("need", self._code)), self.scope.seed)
        rows, effects = [], item_effects(self.scope, self.measure)
        for item in self.measure.items:
            column = self.scope.dictionary.column(item.columns[0])
            cells = order.cells(item.code, self.measure.unit)
            cells |= effect_cell(effects, item.code, cells[self.measure.unit].n)
            cells |= distribution(self.scope, column, sums, ("need", item.columns[0]))
            if self.measure.unit == "gap":
                cells |= self._against_target(item, order.vector.estimate(item.code, LEVEL), sums)
            rows.append(RawRow(item.code, item.label, cells, facts={"competence": item.competence}))
        names = list(dict.fromkeys(name for row in rows for name in row.cells))
        kind = "needs-gap" if self.measure.unit == "gap" else "needs-rating"
        return [sheet(self.scope, self.measure, kind, names, rows, order,
                      point_facts([self.scope.dictionary.column(self.measure.items[0].columns[0])]))]

    def _against_target(self, item: NeedItem, gap: Estimate, sums: Sums) -> dict[str, Raw]:
        target = self.targets[item.competence]
        short = range(max(0, int(np.ceil(target)) - 1))
        below = told_shares(self.scope, sums, ("need", item.columns[0]), [tuple(short)])[0]
        level = Raw(None if np.isnan(gap.value) else target - gap.value, gap.n,
                    low=None if gap.high is None else target - gap.high,
                    high=None if gap.low is None else target - gap.low, basis=gap.basis)
        return {"level": level, "target": Raw(target, 0),
                "below": Raw(below.value if below.n else None, below.n, count=below.count)}


def item_effects(scope: Scope, measure: Measure) -> dict[str, float]:
    """The design effect of each item's mean by the item's code; {} without weights."""
    items = {item.columns[0]: item.code for item in measure.items}
    found = design_effects(scope, {name: len(scope.dictionary.column(name).values) for name in items})
    return {items[name]: value for name, value in found.items()}


def effect_cell(effects: Mapping[str, float], item: str, n: int) -> dict[str, Raw]:
    """The design effect of an item beside its mean, to three digits; nothing where there is none to tell."""
    if item not in effects:
        return {}
    value = effects[item]
    return {"design_effect": Raw(None if np.isnan(value) else float(f"{value:.3g}"), n)}


def sheet(scope: Scope, measure: Measure, kind: str, columns: Sequence[str], rows: Sequence[RawRow], order: Order,
          facts: Mapping[str, Scalar]) -> RawSheet:
    """A needs sheet: rows in the order of need, with the facts of the method."""
    question = measure.question
    least, most = (int(min(order.vector.n)), int(max(order.vector.n))) if len(order.vector.n) else (0, 0)
    cautions = list(order.cautions)
    if question.assumed:
        cautions.append(Caution(NEED_012))
    if least < 0.9 * most:
        cautions.append(Caution(NEED_013, {"least": least, "most": most}))
    sign = -1 if measure.largest_first else 1
    by_need = sorted(rows, key=lambda row: (np.inf if (value := row.cells[measure.unit].value) is None
                                            else sign * value))
    closest = order.sets.closest if np.isfinite(order.sets.closest) else None
    method: dict[str, Scalar] = {
        "question": question.code, "kind": question.kind, "largest": question.largest, "unit": measure.unit,
        "assumed": question.assumed, "level": LEVEL, "draws": DRAWS, "seed": scope.seed, "family": len(rows),
        "closest": closest, "least_n": question.least_n}
    return RawSheet(scope.key("needs", question.code), kind, question.title, tuple(columns), by_need,
                    method | dict(facts), tuple(cautions), scope.audience.value)
