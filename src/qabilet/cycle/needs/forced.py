"""Needs put in a forced order: mean places, first places, pairs, Plackett-Luce worths, Kendall's W; never ratings."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qabilet.cycle.analysis import Raw, RawRow, RawSheet, Scope, ask, ask_judged, raw, told, told_judged
from qabilet.cycle.needs.faults import NEED_014, NEED_016
from qabilet.cycle.needs.measure import Measure
from qabilet.cycle.needs.ranked import LEVEL, Order, effect_cell, item_effects, ordered, sheet
from qabilet.errors import Caution
from qabilet.stats import concordance, pairwise, plackett_luce
from qabilet.tables import Judged, Sums, Wanted
from qabilet.text import Text

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Forced:
    """The sheets of a forced ranking: the needs in order, and who is put above whom."""

    scope: Scope
    measure: Measure

    @property
    def _code(self) -> str:
        return self.measure.question.code

    def wants(self, wanted: Wanted) -> None:
        ask(self.scope, wanted, ("need", self._code), self.measure.summed)
        wanted.patterns["need", self._code] = self.measure.codes
        ask_judged(self.scope, wanted, ("first", self._code), [self._first(item.code) for item in self.measure.items])
        ask_judged(self.scope, wanted, ("above", self._code), [
            self._above(one, other) for one in self.measure.codes for other in self.measure.codes if one != other])

    def sheets(self, sums: Sums) -> list[RawSheet]:
        order = ordered(self.measure, told(self.scope, sums, ("need", self._code)), self.scope.seed)
        places, counts = self._places(sums.patterns["need", self._code])
        whole = _whole(places)
        complete, often = places[whole], counts[whole]
        agreement = concordance(complete, often)
        worths = plackett_luce(complete, self._weights(sums)[whole] if self.scope.survey else often)
        asked = int(counts[(places > 0).any(axis=1)].sum())
        valid = int(often.sum())
        cautions = [Caution(NEED_014, {"n": asked - valid})] if asked > valid else []
        cautions += [] if worths.connected else [Caution(NEED_016)]
        rows, effects = [], item_effects(self.scope, self.measure)
        for index, item in enumerate(self.measure.items):
            named = int(often[complete[:, index] == 1].sum())
            cells = order.cells(item.code, "mean_place")
            cells |= effect_cell(effects, item.code, cells["mean_place"].n)
            cells["first"] = raw(told_judged(self.scope, sums, ("first", self._code), f"{item.code}:first", named,
                                             valid))
            cells["worth"] = _worth(worths.worth[index], worths.se[index], valid,
                                    "none" if self.scope.survey else self.scope.basis)
            rows.append(RawRow(item.code, item.label, cells, facts={"competence": item.competence}))
        tested = {"friedman_chi2": agreement.chi2, "friedman_df": agreement.df, "friedman_p": agreement.p,
                  "kendall_w": agreement.w}
        if self.scope.survey:  # the test takes people for independent and alike, which weights and clusters deny
            tested = dict.fromkeys(tested, math.nan) | {"kendall_w": agreement.w}
        # Without one complete ranking nothing was tested, and NaN is no JSON.
        facts = {name: None if np.isnan(number) else number for name, number in tested.items()} | {"rankings": valid}
        main = sheet(self.scope, self.measure, "needs-ranking", ("mean_place", "first", "worth", "rank",
                                                               *(("design_effect",) if effects else ())), rows,
                     Order(order.vector, order.sets, (*order.cautions, *cautions)), facts)
        return [main, self._pairs(sums, places, counts, [row.code for row in main.rows])]

    def _places(self, patterns: Counter[tuple[int, ...]]) -> tuple[Places, npt.NDArray[np.int64]]:
        """Places (1 = the greatest need, 0 = not placed) of every pattern of answers, and how often it occurs."""
        codes = np.array(list(patterns), dtype=np.int64).reshape(len(patterns), len(self.measure.items))
        places = self._of(codes)
        return places, np.array(list(patterns.values()), dtype=np.int64)

    def _weights(self, sums: Sums) -> npt.NDArray[np.float64]:
        """What the people of each pattern weigh together, in the order of the patterns."""
        known = sums.weights["need", self._code]
        return np.array([known.get(pattern, 0.0) for pattern in sums.patterns["need", self._code]])

    def _of(self, codes: npt.NDArray[np.int64]) -> Places:
        """Places from codes: 1 is the greatest need, 0 not placed."""
        best = len(self.measure.items) if self.measure.question.largest == "high" else 1
        turn = -1 if self.measure.question.largest == "high" else 1
        return np.where(codes < 0, 0, 1 + turn * (codes + 1 - best))

    def _first(self, item: str) -> Judged:
        """Whether a complete ranking puts the item first."""
        codes, place = self.measure.codes, self.measure.codes.index(item)

        def of(batch: Mapping[str, npt.NDArray[np.int64]]) -> npt.NDArray[np.float64]:
            places = self._of(np.column_stack([batch[code].astype(np.int64) for code in codes]))
            return np.where(_whole(places), places[:, place] == 1, np.nan)
        # A name of its own: the item's mean place is asked for in the same pass.
        return Judged(f"{item}:first", codes, of)

    def _above(self, one: str, other: str) -> Judged:
        """Whether one item is put above another, where both are placed apart."""
        def of(batch: Mapping[str, npt.NDArray[np.int64]]) -> npt.NDArray[np.float64]:
            first, second = self._of(batch[one].astype(np.int64)), self._of(batch[other].astype(np.int64))
            return np.where((first > 0) & (second > 0), first < second, np.nan)
        return Judged(f"{one}<{other}", (one, other), of)

    def _pairs(self, sums: Sums, places: Places, counts: npt.NDArray[np.int64], codes: list[str]) -> RawSheet:
        _, above, compared = pairwise(np.where(places == 0, np.nan, places), counts)
        where = {code: index for index, code in enumerate(self.measure.codes)}
        labels: dict[str, Text] = {item.code: item.label for item in self.measure.items}
        rows = [RawRow(code, labels[code],
                       {other: self._pair(sums, code, other, int(above[where[code], where[other]]),
                                          int(compared[where[code], where[other]]))
                        for other in codes if other != code})
                for code in codes]
        return RawSheet(self.scope.key("needs", self._code, "pairs"), "needs-pairs", self.measure.question.title,
                        tuple(codes), rows, {"question": self._code}, audience=self.scope.audience.value)

    def _pair(self, sums: Sums, one: str, other: str, above: int, n: int) -> Raw:
        if not n:
            return Raw(None, 0)
        return raw(told_judged(self.scope, sums, ("above", self._code), f"{one}<{other}", above, n))


def _whole(places: Places) -> npt.NDArray[np.bool_]:
    """Which patterns are complete rankings without ties."""
    whole: npt.NDArray[np.bool_] = (np.sort(places, axis=1) == np.arange(1, places.shape[1] + 1)).all(axis=1)
    return whole


def _worth(worth: float, se: float, n: int, basis: str) -> Raw:
    if np.isnan(worth):
        return Raw(None, n)
    if np.isnan(se) or basis == "none":
        return Raw(float(worth), n)
    half = 1.959963984540054 * se
    return Raw(float(worth), n, low=max(0.0, float(worth - half)), high=min(1.0, float(worth + half)), level=LEVEL,
               basis="model")
