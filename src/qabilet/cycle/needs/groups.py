"""The needs of groups: by region, office, seniority, newcomers; and how much the groups differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from qabilet.cycle.analysis import Dimension, Raw, RawRow, RawSheet, Scope, ask, raw, text_facts, told_by
from qabilet.cycle.needs.measure import Measure
from qabilet.cycle.needs.ranked import LEVEL, ordered
from qabilet.stats import MeanVector, Moments, holm, welch
from qabilet.tables import Sums, Wanted


@dataclass(frozen=True, slots=True)
class ByGroup:
    """One question, one dimension: the measure and the rank of each item at each level, and the contrast of levels."""

    scope: Scope
    measure: Measure
    dimension: Dimension

    @property
    def _key(self) -> tuple[str, str, str]:
        return ("by", self.measure.question.code, self.dimension.code)

    def wants(self, wanted: Wanted) -> None:
        ask(self.scope, wanted, self._key, self.measure.summed, self.dimension.code)

    def sheets(self, sums: Sums) -> list[RawSheet]:
        levels = told_by(self.scope, sums, self._key)
        if len(levels) < 2:
            return []
        return [self._by_level(levels), *self._contrast(sums)]

    def _by_level(self, levels: dict[int, MeanVector]) -> RawSheet:
        rows = []
        for level, found in sorted(levels.items()):
            name, label = self.dimension.levels[level], self.dimension.names[level]
            order = ordered(self.measure, found, self.scope.seed)
            place = ((self.dimension.code, name),) if self.dimension.code in self.scope.public else ()
            rows += [RawRow(f"{item.code}|{name}", item.label, order.cells(item.code, self.measure.unit), place,
                            {"item": item.code, "level": name, **text_facts("level_label", label)})
                     for item in self.measure.items]
        return self._sheet("by", "needs-groups", (self.measure.unit, "rank"), rows, {"unit": self.measure.unit})

    def _contrast(self, sums: Sums) -> list[RawSheet]:
        """Welch's F by item, Holm's adjustment over the items, and eta squared; only levels the gate may ever show."""
        if self.measure.unit == "mwds" or self.scope.survey is not None:
            return []
        levels: dict[int, list[Moments]] = {}
        for (level, *_), moments in sums.moments[self._key].items():
            if level >= 0:
                levels.setdefault(level, []).append(moments)
        merged = [Moments.total(strata) for strata in levels.values()]
        tests = []
        for index in range(len(self.measure.items)):
            groups = [_moments_of(moments, index) for moments in merged]
            shown = [group for group in groups if group[0] >= self.scope.rules.cell]
            n, mean, variance = ([group[part] for group in shown] for part in range(3))
            tests.append(welch([int(size) for size in n], mean, variance, level=LEVEL, basis=self.scope.basis))
        adjusted = holm([test.p for test in tests])
        rows = []
        for item, test, p in zip(self.measure.items, tests, adjusted, strict=True):
            if test.effect.n:
                rows.append(RawRow(item.code, item.label, {"effect": raw(test.effect),
                                                           "p": Raw(None if isnan(p) else p, test.effect.n)}))
        return [self._sheet("contrast", "needs-contrast", ("effect", "p"), rows, {"test": "welch"})] if rows else []

    def _sheet(self, part: str, kind: str, columns: Sequence[str], rows: list[RawRow],
               facts: dict[str, str]) -> RawSheet:
        dim = {"dim": self.dimension.code, "question": self.measure.question.code,
               **text_facts("dim_label", self.dimension.label)}
        return RawSheet(self.scope.key("needs", self.measure.question.code, part, self.dimension.code), kind,
                        self.measure.question.title, tuple(columns), rows, dim | facts | {"level": LEVEL},
                        audience=self.scope.audience.value)


def _moments_of(moments: Moments, index: int) -> tuple[int, float, float]:
    """n, mean and variance of one item."""
    n = int(moments.mm[index, index])
    if n < 2:
        return n, float("nan"), float("nan")
    mean = float(moments.xm[index, index] / n)
    return n, mean, float((moments.xx[index, index] - n * mean * mean) / (n - 1))
