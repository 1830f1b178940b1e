"""The calibration equations solved: sum d F(x'lambda) x = t by Newton steps down the convex dual, rows streamed.

Every sum over rows is exact, so the steps, and the weights, do not depend on how rows are split. The dual
sum d H(x'lambda) - t'lambda, H' = F, has a least value exactly where weights within the bounds meet the totals; where
there are none it falls for ever along some direction, and that direction proves it (Farkas): even the weights within
the bounds that reach furthest along it fall short of t.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from qabilet.stats.survey.distances import Distance
from qabilet.stats.survey.exact import grams_by, sums_by
from qabilet.stats.survey.rows import Batch, Floats, Rows
from qabilet.stats.survey.weighting_error import WeightingError

Auxiliaries = Callable[[Batch], tuple[Floats, Floats]]
"""A batch to (n,) the weights before and (n, p) the auxiliaries x; every value finite."""
_RANK = 1e-11
"""Eigenvalues below this share of the largest are taken for zero: auxiliaries that repeat each other."""
_FAR = 1e6
"""Where g is not bounded, bounds this wide stand in for none when totals are proved out of reach."""
_HALVINGS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Dual:
    """`totals` (p,) the auxiliaries' population totals, `size` (p,) sums of d |x|: the scale of each misfit."""

    rows: Rows
    columns: tuple[str, ...]
    auxiliaries: Auxiliaries
    distance: Distance
    totals: Floats
    size: Floats

    def at(self, known: Floats) -> tuple[float, Floats]:
        """The dual's value, and (p,) totals less the sums that lambda gives."""
        def kernel(batch: Batch) -> tuple[None, Floats]:
            d, x = self.auxiliaries(batch)
            u = along(x, known)
            return None, np.column_stack([d * self.distance.dual(u), x * (d * self.distance.g(u))[:, None]])
        sums = sums_by(self.rows, self.columns, kernel, 1, len(known) + 1)[0]
        return float(sums[0] - (self.totals * known).sum()), self.totals - sums[1:]

    def curvature(self, known: Floats, *, whole: bool = False) -> Floats:
        """(p, p) sum of d F'(u) x x'; `whole`: with F' of one."""
        def kernel(batch: Batch) -> tuple[None, Floats]:
            d, x = self.auxiliaries(batch)
            return None, x * np.sqrt(d if whole else d * self.distance.slope(along(x, known)))[:, None]
        gram: Floats = grams_by(self.rows, self.columns, kernel, 1, len(known))[0]
        return gram

    def out_of_reach(self, direction: Floats) -> bool:
        """Whether no weights within the bounds reach the totals along a direction."""
        low, high = max(self.distance.lower, -_FAR), min(self.distance.upper, _FAR)

        def kernel(batch: Batch) -> tuple[None, Floats]:
            d, x = self.auxiliaries(batch)
            s = along(x, direction)
            return None, np.column_stack([d * np.where(s > 0, high, low) * s, d * np.abs(s)])
        reach, width = sums_by(self.rows, self.columns, kernel, 1, 2)[0]
        wanted = float((self.totals * direction).sum())
        scale = max(abs(wanted), float(width), float((np.abs(direction) * self.size).sum()))
        return wanted - float(reach) > 1e-9 * scale

    def misfit(self, missing: Floats) -> float:
        """The largest distance from a total, relative to the total or to the auxiliary's size."""
        return float((np.abs(missing) / np.maximum(np.abs(self.totals), self.size)).max(initial=0.0))


def solve(dual: Dual, tolerance: float, steps: int) -> tuple[Floats, int, float]:
    """lambda (p,), the Newton steps made and the misfit left, at most `tolerance`. Raises WeightingError ('infeasible',
    'not converged')."""
    known = np.zeros(len(dual.totals))
    value, missing = dual.at(known)
    whole = dual.curvature(known, whole=True)
    misfit, made = dual.misfit(missing), 0
    _reachable(dual, missing - whole @ (_inverse(whole) @ missing), misfit)
    while misfit > tolerance and made < steps:
        made += 1
        step = _direction(dual.curvature(known), whole, missing)
        moved = _walk(dual, known, step, value, missing)
        if moved is None:
            break
        before, (known, value, missing) = known, moved
        misfit = dual.misfit(missing)
        if misfit > tolerance and made >= 4:
            _reachable(dual, known, misfit)
            _reachable(dual, known - before, misfit)
    if misfit > tolerance:
        raise WeightingError("not converged", steps=made, misfit=misfit)
    # one step more costs little and, Newton steps being what they are, doubles the digits
    step = _direction(dual.curvature(known), whole, missing)
    value, closer = dual.at(known + step)
    if dual.misfit(closer) < misfit:
        return known + step, made, dual.misfit(closer)
    return known, made, misfit


def along(x: Floats, direction: Floats) -> Floats:
    """(n,) x'lambda, added up in one order whatever the number of rows."""
    total = np.zeros(len(x))
    for place, one in enumerate(direction):
        total = total + x[:, place] * one
    return total


def pseudo_inverse(gram: Floats) -> Floats:
    """(p, p) of a sum of products, auxiliaries that repeat each other allowed."""
    return _inverse(gram)


def _inverse(gram: Floats) -> Floats:
    scale = np.sqrt(np.diag(gram))
    scale = np.where(scale > 0, scale, 1.0)
    values, vectors = np.linalg.eigh(gram / np.outer(scale, scale))
    kept = values > _RANK * max(float(values[-1]), 0.0)
    inverse = (vectors[:, kept] / values[kept]) @ vectors[:, kept].T
    return np.asarray(inverse / np.outer(scale, scale), dtype=np.float64)


def _direction(curvature: Floats, whole: Floats, missing: Floats) -> Floats:
    """The Newton step; where too many weights rest on their bounds to meet what is missing, one that is damped."""
    step = _inverse(curvature) @ missing
    scale = np.sqrt(np.maximum(np.diag(whole), 1e-300))
    if np.abs((curvature @ step - missing) / scale).max() > 1e-8 * np.abs(missing / scale).max():
        step = _inverse(curvature + 1e-3 * whole) @ missing
    return np.asarray(step, dtype=np.float64)


def _walk(dual: Dual, known: Floats, step: Floats, value: float,
          missing: Floats) -> tuple[Floats, float, Floats] | None:
    """The furthest of 1, 1/2, 1/4 ... of a step that brings the dual down, or the totals nearer."""
    fall, apart, length = float((missing * step).sum()), dual.misfit(missing), 1.0
    for _ in range(_HALVINGS):
        there, left = dual.at(known + length * step)
        if np.isfinite(there) and (there <= value - 1e-4 * length * fall or dual.misfit(left) < apart / 2):
            return known + length * step, there, left
        length /= 2
    return None


def _reachable(dual: Dual, direction: Floats, misfit: float) -> None:
    if direction.any() and np.isfinite(direction).all() and dual.out_of_reach(direction):
        raise WeightingError("infeasible", misfit=misfit)
