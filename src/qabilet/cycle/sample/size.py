"""How many people: for a share, a mean, a separation of ranks; and what a given number of people tells.

Design effect and finite population enter all of them in one way: the variance of an estimate from n people is deff
(1/n - 1/N) S^2, so n = m / (1 + m / N) with m = deff times the n of an endless population (Cochran 1977, section 4.6;
for a share, where S^2 = N p (1 - p) / (N - 1), n = m / (1 + (m - 1) / N), section 4.4). Then n never exceeds N.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from qabilet.cycle.sample.faults import SAMPLE_001, SAMPLE_002, SAMPLE_010, SAMPLE_101, SAMPLE_102
from qabilet.errors import Caution, refuse
from qabilet.stats import normal_quantile

Aim = Literal["share", "mean", "difference", "difference-mean", "ranks"]
_AT_MOST = "\u2264"
_TINY, _HUGE = 1e-12, 1e12
"""Nobody asks about numbers beyond these, and squares of them need not be numbers."""
_WHOLE = 1e-9
"""So far above a whole number is rounding, not a person: 1067.0000000001 people are 1067."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What holds whatever is estimated. `icc` and `cluster_size` give the design effect where they are given."""

    level: float = 0.95
    population: int | None = None
    deff: float = 1.0
    response: float = 1.0
    icc: float | None = None
    cluster_size: float | None = None
    power: float = 0.8

    @property
    def effect(self) -> float:
        """The design effect: as given, or 1 + (m - 1) rho for clusters of m people (Kish 1965, section 5.4)."""
        if self.icc is None or self.cluster_size is None:
            return self.deff
        return 1 + (self.cluster_size - 1) * self.icc

    def check(self) -> None:
        """Raises SAMPLE_001 for a value out of its range."""
        within("level", self.level, 0, 1, 0.95)
        within("power", self.power, 0, 1, 0.8)
        within("response", self.response, 0, 1, 0.6, top=True)
        if self.icc is not None:
            within("icc", self.icc, 0, 1, 0.05, bottom=True, top=True)
        if self.cluster_size is not None:
            within("cluster-size", self.cluster_size, 1, math.inf, 20, bottom=True)
        within("deff", self.deff, 1, math.inf, 1.5, bottom=True)
        if self.population is not None:
            within("population", self.population, 1, math.inf, 2345, bottom=True)


@dataclass(frozen=True, slots=True)
class Size:
    """`n` people must answer, `invitations` are to be sent. `groups`: n by group, for a difference;
    `strata`: so many strata have their own size, and n is their sum.

    `margin`: half the width of the interval (share: 0 to 1); of a difference and of ranks what is told with `power`.
    `facts` are what the words need: the inputs, `endless` (m above) and `exact`, n before it is rounded up to whole
    people (of a difference: in its first group).
    """

    aim: Aim
    n: int
    invitations: int
    margin: float = math.nan
    power: float = math.nan
    groups: tuple[int, ...] = ()
    asked: Literal["n", "margin", "power"] = "n"
    facts: dict[str, float] = field(default_factory=dict)
    conditions: Conditions = field(default_factory=Conditions)
    cautions: tuple[Caution, ...] = ()
    strata: int = 0


def within(name: str, value: float, low: float, high: float, example: float, *, bottom: bool = False,
           top: bool = False) -> None:
    """Raises SAMPLE_001 for a value outside low..high (the ends belong to it with `bottom`, `top`)."""
    above = value >= low if bottom else value > low
    below = (value <= high if top else value < high) and not math.isinf(value)
    signs = f"{low:g} {_AT_MOST if bottom else '<'} {name}"
    span = signs if math.isinf(high) else f"{signs} {_AT_MOST if top else '<'} {high:g}"
    if (0 < value < _TINY and not bottom) or _HUGE < value < math.inf:
        above, span = False, f"{_TINY:g} {_AT_MOST} {name} {_AT_MOST} {_HUGE:g}"
    if not (above and below):
        raise refuse(SAMPLE_001, name=name, value=f"{value:g}", range=span, example=f"{example:g}")


def ceiling(value: float) -> int:
    return math.ceil(value - _WHOLE * max(value, 1.0))


def share_size(share: float, margin: float | None, conditions: Conditions, n: int | None = None) -> Size:
    """For a share within +/- margin (0 to 1): m = deff z^2 p (1 - p) / d^2, n = m / (1 + (m - 1) / N).

    Cochran 1977, section 4.4; with `n` the margin it gives: z sqrt(deff p q / n (N - n) / (N - 1)).
    """
    conditions.check()
    within("share", share, 0, 1, 0.5)
    z, N = normal_quantile(0.5 + conditions.level / 2), conditions.population
    spread = conditions.effect * share * (1 - share)
    if margin is None:
        people = people_given(n, N, 1)
        left = 1.0 if N is None else (N - people) / (N - 1) if N > 1 else 0.0
        return _told("share", people, conditions, "margin", z * math.sqrt(spread / people * left), share=share)
    within("margin", margin, 0, 1, 0.03)
    endless = z * z * spread / margin**2
    exact = endless if N is None else endless / (1 + (endless - 1) / N)
    return _told("share", max(ceiling(exact), 1), conditions, "n", margin, share=share, endless=endless, exact=exact)


def mean_size(sd: float, margin: float | None, conditions: Conditions, n: int | None = None) -> Size:
    """For a mean within +/- margin, in the units of `sd`: m = deff (z S / d)^2, n = m / (1 + m / N).

    Cochran 1977, section 4.6; with `n` the margin it gives: z S sqrt(deff (1/n - 1/N)).
    """
    conditions.check()
    within("mean", sd, 0, math.inf, 1.1)
    z, N = normal_quantile(0.5 + conditions.level / 2), conditions.population
    if margin is None:
        people = people_given(n, N, 2)
        left = 1 / people - (1 / N if N is not None else 0)
        return _told("mean", people, conditions, "margin", z * sd * math.sqrt(conditions.effect * left), sd=sd)
    within("margin", margin, 0, math.inf, 0.1)
    endless = conditions.effect * (z * sd / margin) ** 2
    exact = endless if N is None else endless / (1 + endless / N)
    return _told("mean", max(ceiling(exact), 2), conditions, "n", margin, sd=sd, endless=endless, exact=exact)


def rank_size(gap: float | None, sd: float, items: int, conditions: Conditions, *, correlation: float = 0.0,
              n: int | None = None) -> Size:
    """For telling two neighbouring needs apart that lie `gap` apart, among `items` rated by the same people.

    m = deff (c + z_power)^2 2 S^2 (1 - r) / gap^2, with c the critical value of simultaneous rank sets: the `level`
    quantile of the largest studentised difference of all pairs, that is of the range of K normals divided by sqrt 2
    (Tukey's studentised range with endless degrees of freedom; R: qtukey(level, K, Inf) / sqrt(2)). Equal standard
    deviations and correlations are assumed; step-down sets (Mogstad et al. 2024) tell a little more. With `n` alone the
    gap that is told with `power`; with `n` and `gap` the power.
    """
    conditions.check()
    within("sd", sd, 0, math.inf, 1.1)
    within("items", items, 2, 1000, 12, bottom=True, top=True)
    within("correlation", correlation, -1 / (items - 1), 1, 0.4, bottom=True)
    N, critical = conditions.population, range_quantile(conditions.level, items) / math.sqrt(2)
    width = (critical + normal_quantile(conditions.power)) * sd * math.sqrt(2 * (1 - correlation) * conditions.effect)
    known = {"sd": sd, "items": items, "correlation": correlation, "critical": critical}
    if n is not None:
        people = people_given(n, N, 2)
        left = math.sqrt(1 / people - (1 / N if N is not None else 0))
        if gap is None:
            return _told("ranks", people, conditions, "margin", width * left, **known)
        error = sd * math.sqrt(2 * (1 - correlation) * conditions.effect) * left
        told = _told("ranks", people, conditions, "power", gap, **known)
        return replace(told, power=below(gap / error - critical) if error else 1.0)
    gap = 0.0 if gap is None else gap
    within("gap", gap, 0, math.inf, 0.3)
    endless = (width / gap) ** 2
    exact = endless if N is None else endless / (1 + endless / N)
    return _told("ranks", max(ceiling(exact), 2), conditions, "n", gap, endless=endless, exact=exact, **known)


@lru_cache(maxsize=64)
def range_quantile(level: float, items: int) -> float:
    """The `level` quantile of the range of `items` independent standard normals; R: qtukey(level, items, Inf).

    P(range <= w) = K integral of phi(z) (Phi(z) - Phi(z - w))^(K-1) dz (Hartley 1942); the trapezoid rule on a smooth
    integrand that dies at both ends is exact to twelve digits.
    """
    step = 0.05
    grid = [place * step for place in range(-180, 361)]
    height = [math.exp(-z * z / 2) / math.sqrt(2 * math.pi) * step for z in grid]
    masses = [below(z) for z in grid]

    def inside(width: float) -> float:
        return items * math.fsum(tall * (mass - below(z - width)) ** (items - 1)
                                 for z, tall, mass in zip(grid, height, masses, strict=True))

    low, high = 0.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if inside(middle) < level else (low, middle)
    return (low + high) / 2


def below(z: float) -> float:
    """The standard normal probability below z."""
    return 0.5 * math.erfc(-z / math.sqrt(2))


def people_given(n: int | None, population: int | None, least: int) -> int:
    """n, where it is enough and there are so many. Raises SAMPLE_002, SAMPLE_010."""
    if n is None or n < least:
        raise refuse(SAMPLE_010, n=n or 0, least=least)
    if population is not None and n > population:
        raise refuse(SAMPLE_002, n=n, population=population)
    return n


def _told(aim: Aim, n: int, conditions: Conditions, asked: Literal["n", "margin", "power"], margin: float,
          **facts: float) -> Size:
    n = n if conditions.population is None else min(n, conditions.population)
    invitations = ceiling(n / conditions.response)
    cautions = []
    if "share" in facts and (rarer := n * min(facts["share"], 1 - facts["share"])) < 10:
        cautions.append(Caution(SAMPLE_101, {"expected": f"{rarer:.1f}"}))
    if conditions.population is not None and invitations > conditions.population:
        cautions.append(Caution(SAMPLE_102, {"population": conditions.population, "n": n,
                                             "expected": math.floor(conditions.population * conditions.response)}))
        invitations = conditions.population
    power = conditions.power if aim == "ranks" else math.nan
    return Size(aim, n, invitations, margin, power, (), asked, facts, conditions, tuple(cautions))
