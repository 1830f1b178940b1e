"""The calibration equations solved: sum d F(x'lambda) x = t by Newton steps down the convex dual.

x are the indicators of the margins' levels, constant within a cell, and then numbers; so all that is needed of the rows
are sums by cell, which are exact: the steps, and the weights, do not depend on how rows are split. The dual
sum d H(x'lambda) - t'lambda, H' = F, has a least value exactly where weights within the bounds meet the totals; where
there are none it falls for ever along some direction, and that direction proves it (Farkas): even the weights within
the bounds that reach furthest along it fall short of t.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from qabilet.stats.survey.rows import Floats
from qabilet.stats.survey.weights.distances import Distance, Linear
from qabilet.stats.survey.weights.weighting_error import WeightingError

Tell = Callable[[Floats], tuple[Floats, Floats, Floats]]
"""u = x'lambda to what is summed, times d: v itself, a times z, b times z z', where z is 1 and then the numbers."""
Gather = Callable[[Floats, Floats, Tell], tuple[Floats, Floats, Floats]]
"""From the part of u that the cell gives (K,), the coefficients of the numbers (m,) and what to tell: exact sums by
cell of d v (K,), d a z (K, 1 + m) and d b z z' (K, 1 + m, 1 + m)."""
_RANK = 1e-11
"""Eigenvalues below this share of the largest are taken for zero: auxiliaries that repeat each other."""
_FAR = 1e6
"""Where g is not bounded, bounds this wide stand in for none when totals are proved out of reach."""
_HALVINGS = 40


class Stand(NamedTuple):
    """The dual at some lambda: its value, (p,) the totals less the sums it gives, (p, p) the sum of d F' x x'."""

    value: float
    missing: Floats
    curvature: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Dual:
    """`indicators` (K, q) of the cells; `totals` (p,) of the auxiliaries in the population, `size` (p,) sums of d |x|:
    the scale of each misfit; `drawn` is the sum of d."""

    gather: Gather
    indicators: Floats
    distance: Distance
    totals: Floats
    size: Floats
    drawn: float

    def at(self, known: Floats) -> Stand:
        def tell(u: Floats) -> tuple[Floats, Floats, Floats]:
            return self.distance.dual(u), self.distance.g(u), self.distance.slope(u)
        value, first, second = self._told(known, tell)
        return Stand(value - float((self.totals * known).sum()), self.totals - first, second)

    def whole(self) -> Floats:
        """(p, p) sum of d x x'."""
        def tell(u: Floats) -> tuple[Floats, Floats, Floats]:
            return np.zeros_like(u), np.zeros_like(u), np.ones_like(u)
        return self._told(np.zeros(len(self.totals)), tell)[2]

    def out_of_reach(self, direction: Floats) -> bool:
        """Whether no weights within the bounds reach the totals along a direction."""
        low, high = max(self.distance.lower, -_FAR), min(self.distance.upper, _FAR)

        def tell(s: Floats) -> tuple[Floats, Floats, Floats]:
            return np.where(s > 0, high, low) * s, np.zeros_like(s), np.abs(s)
        q = self.indicators.shape[1]
        reach, _, absolute = self.gather(along(self.indicators, direction[:q]), direction[q:], tell)
        wanted = float((self.totals * direction).sum())
        scale = max(abs(wanted), float(absolute[:, 0, 0].sum()), float((np.abs(direction) * self.size).sum()))
        return wanted - float(reach.sum()) > 1e-9 * scale

    def misfit(self, missing: Floats) -> float:
        """The largest distance from a total, relative to the total or to the auxiliary's size."""
        return float((np.abs(missing) / np.maximum(np.abs(self.totals), self.size)).max(initial=0.0))

    def _told(self, known: Floats, tell: Tell) -> tuple[float, Floats, Floats]:
        """From sums by cell to sums over the auxiliaries."""
        X, q = self.indicators, self.indicators.shape[1]
        value, first, second = self.gather(along(X, known[:q]), known[q:], tell)
        corner, side = X.T @ (second[:, 0, 0, None] * X), X.T @ second[:, 0, 1:]
        return (float(value.sum()), np.concatenate([X.T @ first[:, 0], first[:, 1:].sum(axis=0)]),
                np.block([[corner, side], [side.T, second[:, 1:, 1:].sum(axis=0)]]))


def on_cells(drawn: Floats) -> Gather:
    """Where there are no numbers: (K,) the weights of the cells say all."""
    def gather(base: Floats, beta: Floats, tell: Tell) -> tuple[Floats, Floats, Floats]:
        v, a, b = tell(base)
        return drawn * v, (drawn * a)[:, None], (drawn * b)[:, None, None]
    return gather


def solve(dual: Dual, tolerance: float, steps: int) -> tuple[Floats, int, float]:
    """lambda (p,), the Newton steps made and the misfit left, at most `tolerance`. Raises WeightingError ('infeasible',
    'not converged')."""
    known = np.zeros(len(dual.totals))
    stand, whole = dual.at(known), dual.whole()
    misfit, made = dual.misfit(stand.missing), 0
    beyond = stand.missing - whole @ (pseudo_inverse(whole) @ stand.missing)
    _reachable(dual, beyond / np.maximum(np.diag(whole), 1e-300), misfit)  # the auxiliaries do not vary along it
    while misfit > tolerance and made < steps:
        made += 1
        step = _direction(dual, stand, whole)
        moved = _walk(dual, known, step, stand)
        if moved is None:
            _reachable(dual, step, misfit)
            break
        before, (known, stand) = known, moved
        misfit = dual.misfit(stand.missing)
        if misfit > tolerance and made >= 4:
            _reachable(dual, known, misfit)
            _reachable(dual, known - before, misfit)
    if misfit > tolerance:
        _reachable_straight(dual, tolerance, steps, misfit)
        raise WeightingError("not converged", steps=made, misfit=misfit)
    # one step more costs little and, Newton steps being what they are, doubles the digits
    further = known + _direction(dual, stand, whole)
    closer = dual.misfit(dual.at(further).missing)
    return (further, made, closer) if closer < misfit else (known, made, misfit)


def along(x: Floats, direction: Floats) -> Floats:
    """(n,) x'lambda, added up in one order whatever the number of rows."""
    total = np.zeros(len(x))
    for place, one in enumerate(direction):
        total = total + x[:, place] * one
    return total


def pseudo_inverse(gram: Floats) -> Floats:
    """(p, p) of a sum of products, auxiliaries that repeat each other allowed."""
    scale = np.sqrt(np.diag(gram))
    scale = np.where(scale > 0, scale, 1.0)
    values, vectors = np.linalg.eigh(gram / np.outer(scale, scale))
    kept = values > _RANK * max(float(values[-1]), 0.0)
    inverse = (vectors[:, kept] / values[kept]) @ vectors[:, kept].T
    return np.asarray(inverse / np.outer(scale, scale), dtype=np.float64)


def _direction(dual: Dual, stand: Stand, whole: Floats) -> Floats:
    """The Newton step; where too many weights rest on their bounds to meet what is missing, one that is damped."""
    curvature, missing = stand.curvature, stand.missing
    step = pseudo_inverse(curvature) @ missing
    scale = np.sqrt(np.maximum(np.diag(whole), 1e-300))
    if np.abs((curvature @ step - missing) / scale).max() > 1e-8 * np.abs(missing / scale).max():
        step = pseudo_inverse(curvature + 1e-3 * whole) @ missing
    length = np.sqrt(max(float(step @ whole @ step), 0.0) / dual.drawn)  # of x'step, squares averaged over d
    if length > dual.distance.stride:
        step = step * (dual.distance.stride / length)
    return np.asarray(step, dtype=np.float64)


def _walk(dual: Dual, known: Floats, step: Floats, stand: Stand) -> tuple[Floats, Stand] | None:
    """The furthest of 1, 1/2, 1/4 ... of a step that brings the dual down, or the totals nearer."""
    fall, apart, length = float((stand.missing * step).sum()), dual.misfit(stand.missing), 1.0
    for _ in range(_HALVINGS):
        there = dual.at(known + length * step)
        lower = there.value <= stand.value - 1e-4 * length * fall
        if np.isfinite(there.value) and (lower or dual.misfit(there.missing) < apart / 2):
            return known + length * step, there
        length /= 2
    return None


def _reachable_straight(dual: Dual, tolerance: float, steps: int, misfit: float) -> None:
    """Whether any weights within the bounds meet the totals, asked of the linear distance, which proves it sooner."""
    if not isinstance(dual.distance, Linear):
        bounds = Linear(max(dual.distance.lower, 0.0), min(dual.distance.upper, _FAR))
        try:
            solve(replace(dual, distance=bounds), tolerance, steps)
        except WeightingError as error:
            raise WeightingError(error.reason, steps=error.steps, misfit=misfit) from None


def _reachable(dual: Dual, direction: Floats, misfit: float) -> None:
    if direction.any() and np.isfinite(direction).all() and dual.out_of_reach(direction):
        raise WeightingError("infeasible", misfit=misfit)
