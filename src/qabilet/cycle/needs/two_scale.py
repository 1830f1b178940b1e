"""Needs from two scales, importance and competence: Borich, the Ranked Discrepancy Model, and the quadrant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qabilet.cycle.analysis import Raw, RawRow, RawSheet, Scope, ask, ask_judged, raw, told, told_judged
from qabilet.cycle.needs.measure import Measure, NeedItem
from qabilet.cycle.needs.ranked import LEVEL, ordered, sheet
from qabilet.stats import Estimate, ranked_discrepancy
from qabilet.tables import SLOTS, WHOLE, Ints, Judged, Sums, Wanted


@dataclass(frozen=True, slots=True)
class TwoScale:
    """The sheet of a two-scale question; ranked by Borich's mean weighted discrepancy."""

    scope: Scope
    measure: Measure

    def wants(self, wanted: Wanted) -> None:
        code = self.measure.question.code
        levels = tuple(item.columns[1] for item in self.measure.items)
        ask(self.scope, wanted, ("need", code), self.measure.summed)
        ask(self.scope, wanted, ("need", code, "competence"), levels)
        for item in self.measure.items:
            wanted.counts["need", code, item.code] = item.columns
        ask_judged(self.scope, wanted, ("discrepancy", code), [
            _judged(item, part) for item in self.measure.items for part in PARTS])

    def sheets(self, sums: Sums) -> list[RawSheet]:
        code = self.measure.question.code
        both = told(self.scope, sums, ("need", code))
        order = ordered(self.measure, both, self.scope.seed)
        level = told(self.scope, sums, ("need", code, "competence"))
        size = len(self.measure.items)
        important, able = float(np.nanmean(both.theta[size:])), float(np.nanmean(level.theta))
        rows = []
        for index, item in enumerate(self.measure.items):
            joint = sums.counts["need", code, item.code][SLOTS:, SLOTS:]
            cells = {"importance": raw(both.estimate(both.names[size + index], LEVEL)),
                     "competence": raw(level.estimate(item.columns[1], LEVEL)),
                     "gap": raw(both.estimate(both.names[index], LEVEL)),
                     **order.cells(item.code, "mwds"), **self._discrepancy(sums, item, joint)}
            quadrant = _quadrant(both.theta[size + index] >= important, level.theta[index] >= able)
            rows.append(RawRow(item.code, item.label, cells,
                               facts={"competence": item.competence, "quadrant": quadrant}))
        names = ("importance", "competence", "gap", "mwds", "rds", "negative", "positive", "ties", "rank")
        return [sheet(self.scope, self.measure, "needs-two-scale", names, rows, order,
                      {"grand_importance": important, "grand_competence": able,
                       "points": len(self.scope.dictionary.column(self.measure.items[0].columns[0]).values)})]

    def _discrepancy(self, sums: Sums, item: NeedItem, joint: Ints) -> dict[str, Raw]:
        """Narine and Harder's ranked discrepancy score and its parts, from the joint counts importance x competence."""
        counts = {"negative": int(np.tril(joint, -1).sum()), "positive": int(np.triu(joint, 1).sum()),
                  "ties": int(np.trace(joint))}
        total = sum(counts.values())
        key = ("discrepancy", self.measure.question.code)
        parts = {name: raw(told_judged(self.scope, sums, key, f"{item.code}:{name}", count, total))
                 for name, count in counts.items()}
        return {"rds": raw(self._score(sums, item, joint)), **parts}

    def _score(self, sums: Sums, item: NeedItem, joint: Ints) -> Estimate:
        """Per cent above less per cent below, -100 to 100; with weights by the t of the design."""
        if self.scope.survey is None:
            return ranked_discrepancy(joint, level=LEVEL, basis=self.scope.basis).score
        found = sums.vectors["discrepancy", self.measure.question.code][WHOLE]
        pair = found.select([f"{item.code}:positive", f"{item.code}:negative"])
        return pair.linear(("rds",), [[100.0, -100.0]]).estimate("rds", LEVEL)


PARTS: Mapping[str, int] = {"negative": -1, "positive": 1, "ties": 0}
"""The parts of the ranked discrepancy, by the sign of competence less importance."""


def _judged(item: NeedItem, part: str) -> Judged:
    """Whether the item's competence lies below, above or on its importance, where both are told."""
    importance, competence = item.columns

    def of(batch: Mapping[str, npt.NDArray[np.int64]]) -> npt.NDArray[np.float64]:
        wanted, held = batch[importance], batch[competence]
        return np.where((wanted < 0) | (held < 0), np.nan, np.sign(held - wanted) == PARTS[part])
    return Judged(f"{item.code}:{part}", item.columns, of)


def _quadrant(important: bool, able: bool) -> str:
    """act: important and not able; keep: both; low: neither; excess: able and not important."""
    return ("keep" if able else "act") if important else ("excess" if able else "low")
