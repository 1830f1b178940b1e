"""Scores: the mean of each person's answers to a scale, under the rule declared for missing ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from qabilet.cycle.analysis.asking import ask, told
from qabilet.cycle.analysis.finding import RawRow, RawSheet
from qabilet.cycle.analysis.scope import Scope, people, raw
from qabilet.stats import Composite, Moments
from qabilet.tables import Judged, Sums, Wanted
from qabilet.text import Text

Codes = Mapping[str, npt.NDArray[np.int64]]
_LEFT_OUT = "left out"


class Scored(Protocol):
    """A scale with its rule: at least so many of its items, or such a share of them; neither: no scores."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> Text: ...
    @property
    def items(self) -> str: ...
    @property
    def least_items(self) -> int | None: ...
    @property
    def least_share(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of the declared scales; items are read the right way about by the dictionary."""

    scope: Scope
    scales: Sequence[Scored]

    def _asked(self) -> list[tuple[Scored, Composite]]:
        found = []
        for scale in self.scales:
            items = [one for one in self.scope.dictionary.group(scale.items) if one.kind == "rating"]
            if items and (scale.least_items is not None or scale.least_share is not None):
                names, levels = tuple(one.code for one in items), tuple(len(one.values) for one in items)
                found.append((scale, Composite(names, levels, rule="share", least=scale.least_share)
                              if scale.least_share is not None else
                              Composite(names, levels, rule="items", least=min(scale.least_items or 1, len(items)))))
        return found

    def wants(self, wanted: Wanted) -> None:
        for scale, composite in self._asked():
            ask(self.scope, wanted, ("score", scale.code), [_score(scale.code, composite)])
            wanted.moments[_LEFT_OUT, scale.code] = ((_left_out(scale.code, composite),), ())

    def sheets(self, sums: Sums) -> list[RawSheet]:
        rows, points = [], set()
        for scale, composite in self._asked():
            answered = Moments.total(list(sums.moments[_LEFT_OUT, scale.code].values()))
            if answered.mm[0, 0]:  # else nobody of the audience was asked
                mean = told(self.scope, sums, ("score", scale.code)).linear(("score",), [[1 / composite.common]])
                score = raw(mean.estimate("score"))
                rows.append(RawRow(scale.code, scale.title, {
                    "n": people(score.n), "mean": score, "left_out": people(int(answered.xm[0, 0]))},
                    facts={"items": len(composite.items), "needed": composite.needed}))
                points |= set(composite.levels)
        if not rows:
            return []
        return [RawSheet(self.scope.key("scores"), "scale-scores", Text(), ("n", "mean", "left_out"), rows,
                         {"points": points.pop()} if len(points) == 1 else {}, audience=self.scope.audience.value)]


def _score(name: str, composite: Composite) -> Judged:
    """The person's mean times the number that makes it whole, so that sums are exact."""
    def of(batch: Codes) -> npt.NDArray[np.float64]:
        return composite.whole_means(np.column_stack([batch[item] for item in composite.items]))
    return Judged(f"score:{name}", composite.items, of, float(composite.common * max(composite.levels)))


def _left_out(name: str, composite: Composite) -> Judged:
    """1 for who answered something and too little, 0 for who has a score."""
    def of(batch: Codes) -> npt.NDArray[np.float64]:
        answered = np.sum([batch[item] >= 0 for item in composite.items], axis=0)
        return np.where(answered > 0, answered < composite.needed, np.nan)
    return Judged(f"left out:{name}", composite.items, of)
