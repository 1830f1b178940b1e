"""Needs put in a forced order: mean places, first places, pairs, Plackett-Luce worths, Kendall's W; never ratings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qabilet.cycle.analysis import Raw, RawRow, RawSheet, Scope, ask, raw, told
from qabilet.cycle.needs.faults import NEED_014, NEED_016
from qabilet.cycle.needs.measure import Measure
from qabilet.cycle.needs.ranked import LEVEL, Order, ordered, sheet
from qabilet.errors import Caution
from qabilet.stats import concordance, pairwise, plackett_luce, share
from qabilet.tables import Sums, Wanted
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

    def sheets(self, sums: Sums) -> list[RawSheet]:
        order = ordered(self.measure, told(self.scope, sums, ("need", self._code)), self.scope.seed)
        places, counts = self._places(sums.patterns["need", self._code])
        whole = _whole(places)
        complete, often = places[whole], counts[whole]
        agreement = concordance(complete, often)
        worths = plackett_luce(complete, often)
        asked = int(counts[(places > 0).any(axis=1)].sum())
        valid = int(often.sum())
        cautions = [Caution(NEED_014, {"n": asked - valid})] if asked > valid else []
        cautions += [] if worths.connected else [Caution(NEED_016)]
        rows = []
        for index, item in enumerate(self.measure.items):
            named = int(often[complete[:, index] == 1].sum())
            cells = order.cells(item.code, "mean_place")
            cells["first"] = raw(share(named, valid, basis=self.scope.basis))
            cells["worth"] = _worth(worths.worth[index], worths.se[index], valid, self.scope.basis)
            rows.append(RawRow(item.code, item.label, cells, facts={"competence": item.competence}))
        tested = {"friedman_chi2": agreement.chi2, "friedman_df": agreement.df, "friedman_p": agreement.p,
                  "kendall_w": agreement.w}
        # Without one complete ranking nothing was tested, and NaN is no JSON.
        facts = {name: None if np.isnan(number) else number for name, number in tested.items()} | {"rankings": valid}
        main = sheet(self.scope, self.measure, "needs-ranking", ("mean_place", "first", "worth", "rank"), rows,
                     Order(order.vector, order.sets, (*order.cautions, *cautions)), facts)
        return [main, self._pairs(places, counts, [row.code for row in main.rows])]

    def _places(self, patterns: Counter[tuple[int, ...]]) -> tuple[Places, npt.NDArray[np.int64]]:
        """Places (1 = the greatest need, 0 = not placed) of every pattern of answers, and how often it occurs."""
        codes = np.array(list(patterns), dtype=np.int64).reshape(len(patterns), len(self.measure.items))
        best = len(self.measure.items) if self.measure.question.largest == "high" else 1
        turn = -1 if self.measure.question.largest == "high" else 1
        places = np.where(codes < 0, 0, 1 + turn * (codes + 1 - best))
        return places, np.array(list(patterns.values()), dtype=np.int64)

    def _pairs(self, places: Places, counts: npt.NDArray[np.int64], codes: list[str]) -> RawSheet:
        _, above, compared = pairwise(np.where(places == 0, np.nan, places), counts)
        where = {code: index for index, code in enumerate(self.measure.codes)}
        labels: dict[str, Text] = {item.code: item.label for item in self.measure.items}
        rows = [RawRow(code, labels[code],
                       {other: self._pair(int(above[where[code], where[other]]),
                                          int(compared[where[code], where[other]]))
                        for other in codes if other != code})
                for code in codes]
        return RawSheet(self.scope.key("needs", self._code, "pairs"), "needs-pairs", self.measure.question.title,
                        tuple(codes), rows, {"question": self._code}, audience=self.scope.audience.value)

    def _pair(self, above: int, n: int) -> Raw:
        return raw(share(above, n, basis=self.scope.basis, level=LEVEL)) if n else Raw(None, 0)


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
