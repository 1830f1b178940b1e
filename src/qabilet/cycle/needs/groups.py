"""The needs of groups: by region, office, seniority, newcomers; and how much the groups differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qabilet.cycle.analysis import Dimension, Raw, RawRow, RawSheet, Scope, ask, raw, text_facts, told_by
from qabilet.cycle.needs.measure import Measure
from qabilet.cycle.needs.ranked import LEVEL, ordered
from qabilet.stats import Contrast, MeanVector, Moments, holm, welch
from qabilet.tables import Sums, Wanted

if TYPE_CHECKING:
    from qabilet.stats import Survey


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
        return [self._by_level(levels), *self._contrast(self._tests(sums, levels))]

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

    def _tests(self, sums: Sums, levels: Mapping[int, MeanVector]) -> list[Contrast]:
        """One test an item of whether the levels differ; only levels the gate may ever show."""
        if self.measure.unit == "mwds":
            return []
        least = self.scope.rules.cell
        if self.scope.survey is not None:
            return [self._weighted(self.scope.survey, place, [level for level, found in levels.items()
                                                              if found.n[place] >= least])
                    for place in range(len(self.measure.items))]
        strata: dict[int, list[Moments]] = {}
        for (level, *_), moments in sums.moments[self._key].items():
            if level >= 0:
                strata.setdefault(level, []).append(moments)
        merged = [Moments.total(parts) for parts in strata.values()]
        tests = []
        for index in range(len(self.measure.items)):
            groups = [_moments_of(moments, index) for moments in merged]
            shown = [group for group in groups if group[0] >= least]
            n, mean, variance = ([group[part] for group in shown] for part in range(3))
            tests.append(welch([int(size) for size in n], mean, variance, level=LEVEL, basis=self.scope.basis))
        return tests

    def _weighted(self, survey: Survey, place: int, levels: list[int]) -> Contrast:
        """Wald's F under the design; places and gaps are the answers turned round or shifted, which changes no F."""
        from qabilet.stats import Factor, Variable, compare_groups

        column = self.measure.codes[place]

        def points(batch: Mapping[str, npt.NDArray[np.int64]]) -> npt.NDArray[np.float64]:
            return np.where(batch[column] < 0, np.nan, batch[column] + 1.0)

        asked = Variable(column, (column,), points, float(len(self.scope.dictionary.column(column).values)))
        found = compare_groups(survey, asked, Factor(self.dimension.code, tuple(map(float, levels))), level=LEVEL)
        if self.scope.basis == "none":
            return replace(found, effect=replace(found.effect, low=None, high=None, basis="none"))
        return replace(found, effect=replace(found.effect, basis=self.scope.basis))

    def _contrast(self, tests: list[Contrast]) -> list[RawSheet]:
        """Welch's F by item (Wald's under the design where the sample is weighted), Holm's adjustment over the items,
        and eta squared."""
        if not tests:
            return []
        adjusted = holm([test.p for test in tests])
        rows = []
        for item, test, p in zip(self.measure.items, tests, adjusted, strict=True):
            if test.effect.n:
                rows.append(RawRow(item.code, item.label, {"effect": raw(test.effect),
                                                           "p": Raw(None if isnan(p) else p, test.effect.n)}))
        return [self._sheet("contrast", "needs-contrast", ("effect", "p"), rows,
                            {"test": "wald" if self.scope.survey else "welch"})] if rows else []

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
