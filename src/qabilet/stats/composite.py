"""Composite scores: one score a person from the items of a scale, under a declared rule for missing answers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from qabilet.stats.moments import Floats, Moments

Form = Literal["mean", "sum"]
"""The person's mean of the items answered, or k times it: the sum, made up to all k items where some are missing."""
Rule = Literal["all", "items", "share"]
"""Who gets a score: who answered all items, at least `least` of them, or at least the share `least` of them."""


@dataclass(frozen=True, slots=True)
class Composite:
    """What the score is made of. Points are codes + 1, from 1 to the item's `levels`; items in `reverse` count as
    levels + 1 less the point. Raises ValueError for no items, a reversed item that is none, or `least` out of range
    ("items": 1 to k; "share": above 0 to 1)."""

    items: tuple[str, ...]
    levels: tuple[int, ...]
    form: Form = "mean"
    rule: Rule = "all"
    least: float = 1.0
    reverse: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.items or len(self.levels) != len(self.items):
            raise ValueError(f"{len(self.items)} items with {len(self.levels)} numbers of levels")
        if unknown := [name for name in self.reverse if name not in self.items]:
            raise ValueError(f"{unknown[0]!r} is no item of the score")
        most = {"all": math.inf, "items": float(len(self.items)), "share": 1.0}[self.rule]
        if self.rule != "all" and not (0 < self.least <= most and (self.rule == "share" or self.least >= 1)):
            raise ValueError(f"at least {self.least} cannot be asked of {len(self.items)} items by {self.rule!r}")

    @property
    def needed(self) -> int:
        """The fewest items a person must have answered to get a score."""
        k = len(self.items)
        if self.rule == "all":
            return k
        return max(1, math.ceil(self.least * (k if self.rule == "share" else 1) - 1e-9))

    @property
    def common(self) -> int:
        """The least whole number that makes the mean of any scored person whole."""
        return math.lcm(*range(self.needed, len(self.items) + 1))

    def whole_means(self, codes: npt.ArrayLike) -> Floats:
        """(n,) `common` times the person's mean: whole numbers, so that their sums are exact however rows are split."""
        points, answered = self._points(codes)
        sums, scored = points.sum(axis=1), answered >= self.needed
        return np.where(scored, self.common * sums // np.maximum(answered, 1), math.nan)

    def scores(self, codes: npt.ArrayLike) -> Floats:
        """(n,) scores of (n, k) whole codes, negative where missing; NaN for who answered too few.

        R: psych::scoreItems(keys, x, impute = "none", totals = ), rowMeans(x, na.rm = TRUE); the rule for missing
        answers is ours, psych scores whoever answered anything. Raises ValueError for a code beyond its levels.
        """
        points, answered = self._points(codes)
        return self._score(points.sum(axis=1), answered)

    def tally(self, codes: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> ScoreTally:
        """The same people as a tally, which adds up with those of other rows; `weights` (n,) >= 0 count for them."""
        points, answered = self._points(codes)
        sums, shape = points.sum(axis=1), (len(self.items) + 1, sum(self.levels) + 1)
        place = answered * shape[1] + sums
        counts = np.bincount(place, None if weights is None else np.asarray(weights, np.float64), shape[0] * shape[1])
        return ScoreTally(self, len(sums), counts.reshape(shape).astype(np.float64))

    def moments(self, moments: Moments, name: str = "score") -> Moments:
        """The score's moments from those of the items (points from 1) under the rule "all".

        Exact where the items are missing together or never; where they are not, pairwise sums do not know who answered
        all, and every sum is NaN: use `tally`. Raises ValueError under another rule.
        """
        if self.rule != "all":
            raise ValueError("moments of the items know only who answered all of them")
        k, weight = len(self.items), 1.0 if self.form == "sum" else 1.0 / len(self.items)
        chosen = moments.select(self.items)
        signs = np.array([-weight if item in self.reverse else weight for item in self.items])
        shift = sum(weight * (level + 1) for item, level in zip(self.items, self.levels, strict=True)
                    if item in self.reverse)
        return chosen.linear((name,), signs.reshape(1, k), [shift])

    def _points(self, codes: npt.ArrayLike) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """(n, k) points, 0 where missing, and (n,) how many are not."""
        x = np.asarray(codes).reshape(-1, len(self.items)).astype(np.int64)
        levels = np.array(self.levels, dtype=np.int64)
        if (x >= levels).any():
            raise ValueError("a code beyond the levels of its item")
        turned = np.array([item in self.reverse for item in self.items])
        return np.where(x < 0, 0, np.where(turned, levels - x, x + 1)), (x >= 0).sum(axis=1)

    def _score(self, sums: npt.NDArray[np.int64], answered: npt.NDArray[np.int64]) -> Floats:
        whole = np.where(answered >= self.needed, answered, 0).astype(np.float64)
        times = float(len(self.items)) if self.form == "sum" else 1.0
        return np.asarray(np.divide(times * sums, whole, out=np.full(sums.shape, math.nan), where=whole > 0))


@dataclass(frozen=True, slots=True, eq=False)
class ScoreTally:
    """How many people answered how many items with which sum: `counts` (k + 1, sum of levels + 1), whole and additive.

    Everything about the scores follows from it exactly, however the rows were split; no row is held.
    """

    composite: Composite
    n: int
    counts: Floats

    def __add__(self, other: ScoreTally) -> ScoreTally:
        if self.composite != other.composite:
            raise ValueError("tallies of different scores cannot be added")
        return ScoreTally(self.composite, self.n + other.n, self.counts + other.counts)

    @property
    def scored(self) -> float:
        """How many people (or what sum of weights) have a score."""
        return float(self.counts[self.composite.needed:].sum())

    @property
    def dropped(self) -> float:
        """How many answered something, but too little for the rule."""
        return float(self.counts[1:self.composite.needed].sum())

    @property
    def silent(self) -> float:
        """How many answered none of the items."""
        return float(self.counts[0].sum())

    def distribution(self) -> tuple[Floats, Floats]:
        """The scores that occur, in order, and how many people have each."""
        answered, sums = np.nonzero(self.counts)
        scores = self.composite._score(sums, answered)
        values, where = np.unique(scores[~np.isnan(scores)], return_inverse=True)
        often = self.counts[answered, sums][~np.isnan(scores)]
        return values, np.bincount(where.reshape(-1), often, len(values)).astype(np.float64)

    def moments(self, name: str = "score") -> Moments:
        """The moments of the scores of who has one."""
        values, often = self.distribution()
        total, n = math.fsum((often * values).tolist()), self.scored
        square = math.fsum((often * values * values).tolist())
        return Moments((name,), self.n, np.array([[square]]), np.array([[total]]), np.array([[n]]))


def total_tally(parts: Sequence[ScoreTally]) -> ScoreTally:
    """The sum of at least one part. Raises ValueError for none."""
    if not parts:
        raise ValueError("no tallies to add")
    whole = parts[0]
    for part in parts[1:]:
        whole = whole + part
    return whole
