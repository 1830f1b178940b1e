"""Scales: whether the items of a scale hold together (Cronbach's alpha with Feldt's interval)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from qabilet.cycle.analysis.finding import Raw, RawRow, RawSheet
from qabilet.cycle.analysis.scope import Scope, raw
from qabilet.stats import Moments, reliability
from qabilet.tables import Sums, Wanted
from qabilet.text import Text


@dataclass(frozen=True, slots=True)
class Scales:
    """The declared scales: (code, title, dictionary group)."""

    scope: Scope
    scales: Sequence[tuple[str, Text, str]]

    def _asked(self) -> list[tuple[str, Text, tuple[str, ...]]]:
        found = [(code, title, tuple(column.code for column in self.scope.dictionary.group(group)
                                     if column.kind == "rating")) for code, title, group in self.scales]
        return [one for one in found if len(one[2]) > 1]

    def wants(self, wanted: Wanted) -> None:
        for code, _, items in self._asked():
            wanted.moments["scale", code] = (items, ())

    def sheets(self, sums: Sums) -> list[RawSheet]:
        rows = []
        for code, title, items in self._asked():
            found = list(sums.moments["scale", code].values())
            if found:
                found_for = reliability(Moments.total(found), basis=self.scope.basis)
                standardised = None if isnan(found_for.standardised) else found_for.standardised
                cells = {"alpha": raw(found_for.alpha), "standardised": Raw(standardised, found_for.alpha.n)}
                rows.append(RawRow(code, title, cells, facts={"items": len(items)}))
        if not rows:
            return []
        return [RawSheet(self.scope.key("scales"), "scale", Text(), ("alpha", "standardised"), rows,
                         audience=self.scope.audience.value)]
