"""Needs from two scales, importance and competence: Borich, the Ranked Discrepancy Model, and the quadrant."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qabilet.cycle.analysis import Raw, RawRow, RawSheet, Scope, ask, raw, told
from qabilet.cycle.needs.measure import Measure
from qabilet.cycle.needs.ranked import LEVEL, ordered, sheet
from qabilet.stats import ranked_discrepancy, share
from qabilet.tables import SLOTS, Ints, Sums, Wanted


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
                     **order.cells(item.code, "mwds"), **self._discrepancy(joint)}
            quadrant = _quadrant(both.theta[size + index] >= important, level.theta[index] >= able)
            rows.append(RawRow(item.code, item.label, cells,
                               facts={"competence": item.competence, "quadrant": quadrant}))
        names = ("importance", "competence", "gap", "mwds", "rds", "negative", "positive", "ties", "rank")
        return [sheet(self.scope, self.measure, "needs-two-scale", names, rows, order,
                      {"grand_importance": important, "grand_competence": able,
                       "points": len(self.scope.dictionary.column(self.measure.items[0].columns[0]).values)})]

    def _discrepancy(self, joint: Ints) -> dict[str, Raw]:
        """Narine and Harder's ranked discrepancy score and its parts, from the joint counts importance x competence."""
        parts = {"negative": int(np.tril(joint, -1).sum()), "positive": int(np.triu(joint, 1).sum()),
                 "ties": int(np.trace(joint))}
        total = sum(parts.values())
        found = ranked_discrepancy(joint, level=LEVEL, basis=self.scope.basis)
        return {"rds": raw(found.score),
                **{name: raw(share(count, total, basis=self.scope.basis)) for name, count in parts.items()}}


def _quadrant(important: bool, able: bool) -> str:
    """act: important and not able; keep: both; low: neither; excess: able and not important."""
    return ("keep" if able else "act") if important else ("excess" if able else "low")
