"""An estimate: a number that knows how many answers it rests on and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Basis = Literal["none", "design", "model"]
"""What an interval rests on: nothing (a census, no interval), the sampling design, or a model (quota, open)."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its n and, where the design bears one, its interval.

    `value` is NaN where nothing can be said (n = 0); `se`, `low` and `high` are None where there is no interval.
    `share`s are 0 to 1. `df` are the degrees of freedom of the t the interval was made with (None: normal or exact).
    """

    value: float
    n: int
    se: float | None = None
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    basis: Basis = "none"
    df: float | None = None
    count: int | None = None
    """k of n, where the estimate is a share."""
