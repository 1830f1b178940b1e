"""Allocation: how many of the people to be drawn come from each stratum.

Every rule aims at n_h in proportion to a_h and differs in a_h alone:

    proportional   N_h                          (Cochran 1977, section 5.5)
    equal          1
    neyman         N_h S_h                      (Neyman 1934; Cochran eq. 5.26)
    power          X_h^q S_h / |mean_h|         (Bankier 1988; X_h the importance, by default N_h)
    cost           N_h S_h / sqrt(c_h)          (Cochran eq. 5.23)

The whole numbers are those that make the sum of a_h^2 / n_h least among all that add up to n, stay within N_h and keep
the minimum: for Neyman exactly the variance of the mean. They are found by priority, stratum by stratum (Wright 2012,
"The equivalence of Neyman optimum allocation for sampling and equal proportions for apportioning the U.S. House of
Representatives"), so nothing is lost in rounding and no stratum is asked for more people than it has.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Rule = Literal["proportional", "equal", "neyman", "power", "cost"]
RULES: tuple[Rule, ...] = ("proportional", "equal", "neyman", "power", "cost")


@dataclass(frozen=True, slots=True)
class Stratum:
    """What a rule may ask: people (or clusters) to draw from, and where it needs them sd, cost, mean, importance.

    `capacity` is how many can be drawn, where that is not `size`: clusters are drawn, people are counted.
    """

    size: int
    sd: float = math.nan
    cost: float = math.nan
    mean: float = math.nan
    importance: float = math.nan
    capacity: int | None = None

    @property
    def most(self) -> int:
        return self.size if self.capacity is None else self.capacity


NEEDS: dict[Rule, tuple[str, ...]] = {"proportional": (), "equal": (), "neyman": ("sd",), "power": ("sd", "mean"),
                                      "cost": ("sd", "cost")}
"""The columns each rule cannot do without."""


def shares(strata: Sequence[Stratum], rule: Rule, power: float = 0.5) -> list[float]:
    """a_h of each stratum, to which the allocation is proportional before its bounds. power: Bankier's q, 0 to 1."""
    if rule == "proportional":
        return [float(one.size) for one in strata]
    if rule == "equal":
        return [1.0] * len(strata)
    if rule == "neyman":
        return [one.size * one.sd for one in strata]
    if rule == "cost":
        return [one.size * one.sd / math.sqrt(one.cost) for one in strata]
    weights = [one.size if math.isnan(one.importance) else one.importance for one in strata]
    return [weight**power * one.sd / abs(one.mean) for one, weight in zip(strata, weights, strict=True)]


def floors(strata: Sequence[Stratum], least: int = 2) -> list[int]:
    """The fewest of each stratum: `least` (two are needed for a variance), or all where there are fewer."""
    return [min(least, one.most) for one in strata]


def allocate(strata: Sequence[Stratum], n: int, rule: Rule = "proportional", *, least: int = 2,
             power: float = 0.5) -> list[int]:
    """n_h by stratum: they add up to `n`, each between its minimum and what the stratum has.

    Raises ValueError where n is below the sum of the minima or above what there is. Ties go to the larger stratum, then
    to the one named first.
    """
    low, high = floors(strata, least), [one.most for one in strata]
    if not sum(low) <= n <= sum(high):
        raise ValueError(f"n is {n}, and must be {sum(low)} to {sum(high)}")
    weights = shares(strata, rule, power)
    # Only proportions count; what is 1e-100 of the largest is nothing, and its square must not be.
    largest = max(weights, default=0.0) or 1.0
    weights = [weight / largest if weight > 1e-100 * largest else 0.0 for weight in weights]
    found = _most_below(weights, low, high, n)
    queue = [_priority(strata, weights, found, place) for place in range(len(strata)) if found[place] < high[place]]
    heapq.heapify(queue)
    for _ in range(n - sum(found)):
        place = heapq.heappop(queue)[-1]
        found[place] += 1
        if found[place] < high[place]:
            heapq.heappush(queue, _priority(strata, weights, found, place))
    return found


def spend(strata: Sequence[Stratum], budget: float, *, least: int = 2) -> list[int]:
    """n_h that a budget buys: the minimum everywhere, then always where a tenge lowers the variance of the mean most.

    Near Cochran's eq. 5.24 and within one unit of it. Raises ValueError where the budget does not buy the minimum.
    """
    found, high = floors(strata, least), [one.most for one in strata]
    left = budget - math.fsum(n * one.cost for n, one in zip(found, strata, strict=True))
    if left < 0:
        raise ValueError("the budget does not buy the minimum")
    weights = shares(strata, "cost")
    queue = [_priority(strata, weights, found, place) for place in range(len(strata)) if found[place] < high[place]]
    heapq.heapify(queue)
    while queue:
        place = heapq.heappop(queue)[-1]
        if strata[place].cost <= left:
            left -= strata[place].cost
            found[place] += 1
            if found[place] < high[place]:
                heapq.heappush(queue, _priority(strata, weights, found, place))
    return found


def _priority(strata: Sequence[Stratum], weights: Sequence[float], found: Sequence[int],
              place: int) -> tuple[float, float, int]:
    """What one more would lower the sum by, negative because the queue gives the least; then the size."""
    n, size = found[place], strata[place].size
    gain = weights[place] ** 2 / (n * (n + 1)) if n else math.inf if weights[place] else 0.0
    return -gain, -(size**2 / (n * (n + 1)) if n else math.inf), place


def _most_below(weights: Sequence[float], low: Sequence[int], high: Sequence[int], n: int) -> list[int]:
    """A start from which only few steps are left: all whose priority is above the least threshold that fits."""
    def at(threshold: float) -> list[int]:
        # n (n - 1) <= a^2 / threshold: every unit up to n was worth at least the threshold.
        return [min(max(math.floor((1 + math.sqrt(1 + 4 * (weight / threshold) * (weight / threshold))) / 2 - 1e-9),
                        least), most) for weight, least, most in zip(weights, low, high, strict=True)]

    if not any(weights) or sum(low) == n:
        return list(low)
    under, over = min(weight for weight in weights if weight) * 1e-18, max(weights) * 2
    for _ in range(200):
        middle = math.sqrt(under * over)
        if sum(at(middle)) <= n:
            over = middle
        else:
            under = middle
    start = at(over)
    return start if sum(start) <= n else list(low)
