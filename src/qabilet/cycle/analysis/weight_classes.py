"""People of one weight: whether weighted numbers could be taken apart into the answers of a few of them.

Weights are fractions of no common unit. Who knows them (a register and the sizes of the groups tell them) reads a
weighted share as a sum of unknown whole numbers, one for each weight, times known figures: where there are few such
sums, one of them alone fits, and it tells how many of the three people of the heaviest weight said yes. A group of
the least size that may be told is no secret; a smaller one is safe only where far more sums fit than the told digits
tell apart, and only where it does not outweigh all others: whose weight is more than half decides the sum alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from qabilet.stats import Survey

SAFE = 14.0
"""Decimal digits of possible sums that keep a small class hidden: a share with its two bounds tells nine (three each),
the number who said so some three more, and a hundred sums are to fit what was told."""
SAFE_OF_GROUP = 9.0
"""The same for a group: a number with its bounds tells three digits each, and of each other the bounds tell most."""
DIGITS = 30
"""Binary digits to which weights are alike: what differs only by how it was worked out is one weight."""
Group = tuple[str, int]
_EVERYBODY: Group = ("", 0)


@dataclass(slots=True)
class _Classes:
    """The people of one group by their weight; no more is held of them than tells whether they are safe."""

    least: int
    safe: float
    total: float = 0.0
    people: Counter[float] = field(default_factory=Counter)
    many: bool = False

    def add(self, weights: Iterable[float], often: Iterable[int]) -> None:
        found = {weight: n for weight, n in zip(weights, often, strict=True) if weight > 0}
        self.total += sum(weight * n for weight, n in found.items())
        self.people.update(found)
        self.many = self.many or sum(math.log10(n + 1) for n in self.people.values()) >= self.safe
        if self.many:  # only a class of more than half is still asked for: no more than these can weigh as much
            heaviest = sorted(self.people, reverse=True)[:2 * self.least]
            self.people = Counter({weight: self.people[weight] for weight in heaviest})

    def thin(self) -> int:
        """How many classes are small and could be worked out."""
        return sum(n < self.least and (not self.many or weight * n > self.total / 2)
                   for weight, n in self.people.items())


def thin_classes(survey: Survey, least: int) -> int:
    """How many weights are borne by fewer than `least` people, where these could be worked out; 0 where they are safe.

    Cost: one pass over the columns of the weights.
    """
    return _classes(survey, least, {})[_EVERYBODY].thin()


def thin_dimensions(survey: Survey, least: int, levels: Mapping[str, int]) -> frozenset[str]:
    """The dimensions (name -> how many levels) in a level of which few people of one weight could be worked out: in one
    group there are far fewer weights than in the whole sample. Cost: one pass."""
    return frozenset(name for (name, _), one in _classes(survey, least, levels).items() if name and one.thin())


def thin_questions(survey: Survey, least: int, columns: Iterable[str]) -> frozenset[str]:
    """The columns that only such people answered (a question asked of few, say). Cost: one pass."""
    return frozenset(name for (name, _), one in _classes(survey, least, dict.fromkeys(columns, 1), True).items()
                     if name and one.thin())


def _classes(survey: Survey, least: int, levels: Mapping[str, int],
             answered: bool = False) -> dict[Group, _Classes]:
    """Everybody's classes, and those of every level in which somebody is; `answered`: of all levels as one."""
    found = {_EVERYBODY: _Classes(least, SAFE)}

    def of(batch: Mapping[str, npt.NDArray[np.float64]]) -> dict[Group, tuple[list[float], list[int]]]:
        weights, place, often = np.unique(_alike(survey.weight(batch)), return_inverse=True, return_counts=True)
        told = {_EVERYBODY: (weights.tolist(), often.tolist())}
        for name, count in levels.items():
            codes = batch[name]
            level = np.where(codes >= 0, 0, -1) if answered else np.asarray(codes, dtype=np.int64)
            there = level >= 0
            keys, n = np.unique(level[there] * len(weights) + place[there], return_counts=True)
            borders = np.flatnonzero(np.diff(keys // len(weights))) + 1
            for some, few in zip(np.split(keys, borders), np.split(n, borders), strict=True):
                if some.size and (at := int(some[0]) // len(weights)) < count:
                    told[name, at] = (weights[some % len(weights)].tolist(), few.tolist())
        return told

    for part in survey.rows.map(tuple(dict.fromkeys((*survey.columns, *levels))), of):
        for group, (weights, often) in part.items():
            found.setdefault(group, _Classes(least, SAFE_OF_GROUP)).add(weights, often)
    return found


def _alike(weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    part, power = np.frexp(weights)
    alike: npt.NDArray[np.float64] = np.ldexp(np.round(np.ldexp(part, DIGITS)), power - DIGITS)
    return alike
