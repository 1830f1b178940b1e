"""From a tally to a MeanVector: the covariance of estimates whose influences are combinations of its sums."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from qabilet.stats.estimate import Basis
from qabilet.stats.mean_vector import MeanVector
from qabilet.stats.survey.layout import Layout
from qabilet.stats.survey.lonely import asks_presence
from qabilet.stats.survey.rows import Batch, Floats, Ints, Keys
from qabilet.stats.survey.spread import Spread
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.tallies import Tally, tally
from qabilet.stats.survey.variable import Variable

Influence = tuple[Floats, Floats]
"""The estimates (r,) of a domain, and what makes their influences (r, 2k) of its sums of Y and W."""
_NOISE = 1e-13
"""A standard error smaller than this beside its estimate is the rounding of answers that are all alike."""


def told(names: tuple[str, ...], found: Tally, d: int, theta: Floats, influence: Floats, basis: Basis, *, alone: bool,
         uses: Ints | None = None) -> MeanVector:
    """The estimates theta (r,) of a domain, whose influences are `influence` (r, 2k) times the tally's sums.

    uses (r,): the variable whose n and df are those of the estimate (None: each its own). alone: whether one respondent
    tells nothing of the variance (a mean), or something (a total).
    """
    spread = found.spread(d)
    whose = np.arange(len(names)) if uses is None else uses
    n, df = _counts(spread, whose)
    V = np.zeros((len(names),) * 2) if basis == "none" else without_noise(_covariance(spread, influence, whose), theta)
    unknown = np.isnan(theta) | (n < 1 + (alone and basis != "none" and not is_census(found.layout)))
    V[unknown, :] = V[:, unknown] = math.nan
    return MeanVector(names, theta, V, n, df, basis)


def told_across(names: tuple[str, ...], found: Tally, each: Sequence[Influence], basis: Basis, *,
                alone: bool, uses: Ints | None = None) -> MeanVector:
    """The estimates of all domains in one vector, named `name[domain]`; each: theta and influence of a domain."""
    parts = [told(names, found, d, theta, influence, basis, alone=alone, uses=uses)
             for d, (theta, influence) in enumerate(each)]
    r, D = len(names), len(parts)
    V = np.zeros((r * D, r * D)) if basis == "none" else found.joint([influence for _, influence in each]).covariance()
    for d, part in enumerate(parts):
        V[d * r:(d + 1) * r, d * r:(d + 1) * r] = part.V
    known, unknown = np.diag(V) == 0.0, np.isnan(np.diag(V))
    V[known, :] = V[:, known] = 0.0
    V[unknown, :] = V[:, unknown] = math.nan
    theta, n, df = (np.concatenate([getattr(part, what) for part in parts]) for what in ("theta", "n", "df"))
    return MeanVector(tuple(f"{name}[{d}]" for d in range(D) for name in names), theta, V, n, df, basis)


def sharpened(survey: Survey, found: Tally, each: Sequence[Influence], residuals: Sequence[Variable],
              divisors: Floats, domain: Keys | None, reads: Sequence[str], *,
              uses: Ints | None = None) -> tuple[Tally, Sequence[Influence], Ints | None]:
    """The tally, the influences and `uses` to take the variances from: the same, or where some variance would be the
    small difference of large products, those of a second tally of `residuals` (r,), the y - theta x themselves, which
    `divisors` (domains, r) make into influences. Alike answers to a variable of known bound need no second look."""
    weak = False
    for d, (_, influence) in enumerate(each if found.layout.levels[-1].rows else ()):
        spread = found.spread(d)
        blurred = spread.blurred(influence)
        known = np.array([one.bound is not None for one in residuals], dtype=np.bool_)
        if blurred.any():
            weak = weak or bool(np.any(blurred & ~(known & (np.diag(spread.covariance(influence)) == 0.0))))
    if not weak:
        return found, each, uses
    second = tally(survey, residuals, domain=domain, domains=len(each), reads=reads)
    with np.errstate(divide="ignore", invalid="ignore"):
        inverse = np.where(np.nan_to_num(divisors) != 0, 1.0 / divisors, 0.0)
    return second, [(theta, np.hstack([np.diag(row), np.diag(row * second.pilot)]))
                    for (theta, _), row in zip(each, inverse, strict=True)], None


def residual(y: Variable, x: Variable | None, theta: Floats, domain: Keys | None, reads: Sequence[str]) -> Variable:
    """y - theta x with theta (domains,) of the row's domain; no x: one."""
    def values(batch: Batch) -> Floats:
        own = y.values(batch)
        at = np.zeros(len(own), dtype=np.int64) if domain is None else np.maximum(domain(batch), 0)
        times = np.nan_to_num(theta)[at]
        return np.asarray(own - (times if x is None else times * x.values(batch)))

    largest = float(np.abs(np.nan_to_num(theta)).max(initial=0.0))
    reach = 1.0 if x is None else x.bound
    bound = None if y.bound is None or reach is None else (y.bound + largest * reach) * (1 + 1e-15)
    columns = (*y.columns, *(() if x is None else x.columns), *reads)
    return Variable(y.name, tuple(dict.fromkeys(columns)), values, bound)


def without_noise(V: Floats, theta: Floats) -> Floats:
    """V with zeros for estimates of which only rounding varies."""
    with np.errstate(invalid="ignore"):
        alike = np.sqrt(np.abs(np.diag(V))) <= _NOISE * np.abs(theta)
        alike |= (np.diag(V) < 0) & (np.diag(V) >= -_NOISE * theta * theta)  # a difference of equals, rounded
    V[alike, :] = V[:, alike] = 0.0
    return V


def is_census(layout: Layout) -> bool:
    """Whether every stage was drawn whole, so that even one respondent leaves nothing open."""
    return all(bool(np.all(level.fraction >= 1.0)) for level in layout.levels)


def _covariance(spread: Spread, influence: Floats, whose: Ints) -> Floats:
    """By the presence of each estimate's own variable where the lonely rule asks, between estimates of any."""
    V = spread.covariance(influence)
    if spread.seen is None or not asks_presence(spread.layout):
        return V
    alike: dict[bytes, list[int]] = {}
    for place, j in enumerate(whose):
        alike.setdefault((spread.seen[:, j] > 0).tobytes(), []).append(place)
    for places in alike.values() if len(alike) > 1 else ():
        V[np.ix_(places, places)] = spread.covariance(influence[places], by=int(whose[places[0]]))
    return V


def _counts(spread: Spread, uses: Ints) -> tuple[Ints, Floats]:
    """(r,) n and df; variables seen in the same rows of each unit are counted once."""
    known: dict[bytes, tuple[int, int]] = {}
    n, df = np.zeros(len(uses), dtype=np.int64), np.zeros(len(uses))
    for place, j in enumerate(uses):
        key = b"" if spread.seen is None else spread.seen[:, j].tobytes()
        if key not in known:
            known[key] = spread.n(int(j)), spread.degrees(int(j))
        n[place], df[place] = known[key]
    return n, df
