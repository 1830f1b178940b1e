"""How far new weights lie from old ones: the distances a calibration may make least, each as the g it gives.

Deville & Särndal (1992, cases 1, 2, 6 and 7 of table 1); R: survey::cal.linear, cal.raking, cal.logit. With
u = x'lambda the ratio of new to old weight is g = F(u); `dual` is the integral of F, whose least sum less t'lambda is
the solution.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from qabilet.stats.survey.rows import Floats
from qabilet.stats.survey.weights.weighting_error import WeightingError

_ENDLESS = 60.0
"""Where nothing bounds it, g stays within exp(-60) and exp(60): a step too far shall not overflow."""
DistanceName = Literal["linear", "raking", "logit"]


class Distance(Protocol):
    """`lower` and `upper` bound g; they may be infinite. `stride`: the longest step of u that may lead anywhere."""

    lower: float
    upper: float

    @property
    def stride(self) -> float:
        ...

    def g(self, u: Floats) -> Floats:
        """F(u)."""
        ...

    def slope(self, u: Floats) -> Floats:
        """F'(u), 0 where a bound holds."""
        ...

    def dual(self, u: Floats) -> Floats:
        """The integral of F from 0 to u."""
        ...

    def cost(self, g: Floats) -> Floats:
        """The distance itself, G(g): what a weight pays for each unit of it."""
        ...


@dataclass(slots=True)
class Linear:
    """G(g) = (g - 1)^2 / 2: the generalised regression estimator; with bounds, linear truncated."""

    lower: float = -np.inf
    upper: float = np.inf

    @property
    def stride(self) -> float:
        return np.inf

    def g(self, u: Floats) -> Floats:
        return np.clip(1 + u, self.lower, self.upper)

    def slope(self, u: Floats) -> Floats:
        return ((1 + u > self.lower) & (1 + u < self.upper)).astype(np.float64)

    def dual(self, u: Floats) -> Floats:
        inner = np.clip(u, self.lower - 1, self.upper - 1)
        return np.asarray(inner + inner * inner / 2 + (u - inner) * (1 + inner), dtype=np.float64)

    def cost(self, g: Floats) -> Floats:
        return (g - 1) ** 2 / 2


@dataclass(slots=True)
class Raking:
    """G(g) = g log g - g + 1: multiplicative, g stays above zero; with bounds, cut at them."""

    lower: float = -np.inf
    upper: float = np.inf

    @property
    def stride(self) -> float:
        return _ENDLESS

    def _ends(self) -> tuple[float, float]:
        low = np.log(self.lower) if self.lower > 0 else -_ENDLESS
        return max(float(low), -_ENDLESS), min(float(np.log(self.upper)), _ENDLESS)

    def g(self, u: Floats) -> Floats:
        return np.exp(np.clip(u, *self._ends()))

    def slope(self, u: Floats) -> Floats:
        low, high = self._ends()
        return np.where((u > low) & (u < high), self.g(u), 0.0)

    def dual(self, u: Floats) -> Floats:
        inner = np.clip(u, *self._ends())
        return np.asarray(np.expm1(inner) + (u - inner) * np.exp(inner), dtype=np.float64)

    def cost(self, g: Floats) -> Floats:
        return np.where(g > 0, g * np.log(np.where(g > 0, g, 1.0)) - g + 1, np.where(g == 0, 1.0, np.inf))


@dataclass(slots=True)
class Logit:
    """G(g) = ((g - L) log((g - L) / (1 - L)) + (U - g) log((U - g) / (U - 1))) / A, A = (U - L) / ((1 - L) (U - 1)):
    g stays strictly between the bounds L < 1 < U."""

    lower: float
    upper: float

    @property
    def stride(self) -> float:
        return _ENDLESS / self._a

    def _share(self, u: Floats) -> Floats:
        return 1 / (1 + np.exp(np.clip(-self._slant(u), -700, 700)))

    def _slant(self, u: Floats) -> Floats:
        return np.asarray(self._a * u + np.log((1 - self.lower) / (self.upper - 1)), dtype=np.float64)

    @property
    def _a(self) -> float:
        return (self.upper - self.lower) / ((1 - self.lower) * (self.upper - 1))

    def g(self, u: Floats) -> Floats:
        return np.asarray(self.lower + (self.upper - self.lower) * self._share(u), dtype=np.float64)

    def slope(self, u: Floats) -> Floats:
        p = self._share(u)
        return np.asarray(self._a * (self.upper - self.lower) * p * (1 - p), dtype=np.float64)

    def dual(self, u: Floats) -> Floats:
        risen = np.logaddexp(0, self._slant(u)) - np.logaddexp(0, self._slant(np.zeros(1)))
        return np.asarray(self.lower * u + (self.upper - self.lower) / self._a * risen, dtype=np.float64)

    def cost(self, g: Floats) -> Floats:
        def part(gap: Floats, whole: float) -> Floats:
            return np.where(gap > 0, gap * np.log(np.where(gap > 0, gap, 1.0) / whole), 0.0)
        inside = (part(g - self.lower, 1 - self.lower) + part(self.upper - g, self.upper - 1)) / self._a
        return np.where((g >= self.lower) & (g <= self.upper), inside, np.inf)


def distance_of(name: DistanceName, lower: float, upper: float) -> Distance:
    """The distance of that name. Raises WeightingError ('bounds') where no g can lie between the bounds: lower is not
    below upper, upper is not positive under 'raking', or under 'logit' the bounds are infinite or not about 1."""
    fits = lower < upper and (name != "raking" or upper > 0)
    if name == "logit":
        fits = fits and -np.inf < lower < 1 < upper < np.inf
    if not fits:
        raise WeightingError("bounds", cells=((lower, upper),))
    known: dict[DistanceName, type[Linear] | type[Raking] | type[Logit]] = {
        "linear": Linear, "raking": Raking, "logit": Logit}
    return known[name](lower, upper)
