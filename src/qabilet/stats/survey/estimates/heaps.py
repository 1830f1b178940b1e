"""Weighted values: how much weight lies on each value of a variable, exactly, whatever the values are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from qabilet.stats.survey.exact import Quanta, largest
from qabilet.stats.survey.rows import Batch, Floats, Ints, Keys
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import Variable

Rule = Literal["math", "school", "hf7"]
"""What the p quantile is: the first value with at least p at or below it ('math', type 1 of Hyndman & Fan 1996); the
middle between it and the next where it has exactly p ('school', type 2); or interpolated so that the least value is the
quantile 0 and the greatest 1 ('hf7'). R: svyquantile(qrule = )."""
_EXACT = 1e-12
_MERGE = 1 << 21
Heaps = tuple[Ints, Floats, Ints, Ints]
"""Domains, values, weights in whole units, rows: of each value of each domain, sorted by both."""


@dataclass(frozen=True, slots=True, eq=False)
class WeightedValues:
    """`values` (v,) rising, `below` (v,) the weight at or below each, in units of which no matter; `each` (v,) the
    mean weight of the rows that have it."""

    values: Floats
    below: Floats
    each: Floats

    def quantile(self, p: float, rule: Rule) -> float:
        """The p quantile, 0 <= p <= 1; a p met within 1e-12 of all the weight is met exactly. NaN without values.

        'hf7' gives rows of one value their mean weight; R's answer depends on the order of such rows where their
        weights differ. R's 'math' and 'school' of survey 4.1 give the second row where p is less than the first's
        weight (here it is the first), and find a p met exactly only where floating-point numbers happen to agree.
        """
        if not len(self.values):
            return float("nan")
        if rule == "hf7":
            return self._interpolated(p)
        goal, room = p * self.below[-1], _EXACT * self.below[-1]
        first = int(np.searchsorted(self.below, goal - room))
        if first >= len(self.values) - 1:
            return float(self.values[-1])
        if abs(self.below[first] - goal) > room or rule == "math":
            return float(self.values[first])
        return float(self.values[first] / 2 + self.values[first + 1] / 2)

    def _interpolated(self, p: float) -> float:
        whole = self.below[-1] - self.each[-1]
        if whole <= 0:
            return float(self.values[0])
        first = np.concatenate([[0.0], self.below[:-1]])  # where the first and the last row of each value stand
        last = self.below - self.each
        places = np.minimum(np.column_stack([first, np.maximum(last, first)]).ravel() / whole, 1.0)
        return float(np.interp(p, places, np.repeat(self.values, 2)))


def weighted_values(survey: Survey, variable: Variable, *, domain: Keys | None = None, domains: int = 1,
                    reads: Sequence[str] = ()) -> list[WeightedValues]:
    """The weights of the values within each domain, those of weight 0 and missing ones left out. One pass; memory as
    there are distinct values."""
    layout = survey.layout
    columns = tuple(dict.fromkeys((*variable.columns, *reads, *survey.columns)))
    heaviest = np.array([layout.heaviest]) if not survey.steps else largest(
        survey.rows, columns, lambda batch: (None, survey.weight(batch)[:, None]), 1)
    quanta = Quanta.below(heaviest, layout.rows)

    def part(batch: Batch) -> Heaps:
        values, weight = variable.values(batch), survey.weight(batch)
        at = np.zeros(len(values), dtype=np.int64) if domain is None else domain(batch)
        here = ~np.isnan(values) & (weight != 0) & (at >= 0)
        # 0 and -0 are one value: adding 0 makes them one
        return _heaped(at[here], values[here] + 0.0, quanta.whole_column(weight[here], 0),
                       np.ones(int(np.count_nonzero(here)), dtype=np.int64))

    held: list[Heaps] = []
    for found in survey.rows.map(columns, part):
        held.append(found)
        if sum(len(one[0]) for one in held[1:]) > max(_MERGE, len(held[0][0])):
            held = [_joined(held)]
    at, values, weight, rows = _joined(held)
    edges = np.searchsorted(at, np.arange(domains + 1))
    return [_cumulated(values[a:b], weight[a:b], rows[a:b]) for a, b in pairwise(edges)]


def _heaped(at: Ints, values: Floats, weight: Ints, rows: Ints) -> Heaps:
    """Rows of one value of one domain put together."""
    order = np.argsort(values)  # of equal values any order will do
    small = at.astype(np.int16) if at.max(initial=0) < 1 << 15 else at  # which numpy sorts by its digits
    order = order[np.argsort(small[order], kind="stable")]
    at, values, weight, rows = at[order], values[order], weight[order], rows[order]
    new = np.ones(len(at), dtype=np.bool_)
    new[1:] = (at[1:] != at[:-1]) | (values[1:] != values[:-1])
    starts = np.flatnonzero(new)
    if not len(starts):
        return at, values, weight, rows
    return at[starts], values[starts], np.add.reduceat(weight, starts), np.add.reduceat(rows, starts)


def _joined(held: Sequence[Heaps]) -> Heaps:
    if len(held) == 1:
        return held[0]
    at, values, weight, rows = (np.concatenate(part) for part in zip(*held, strict=True))
    return _heaped(at, values, weight, rows)


def _cumulated(values: Floats, weight: Ints, rows: Ints) -> WeightedValues:
    return WeightedValues(values, np.cumsum(weight).astype(np.float64), weight.astype(np.float64) / rows)
