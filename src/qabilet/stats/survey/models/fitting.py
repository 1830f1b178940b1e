"""Fitting a regression to weighted rows by Newton's steps, from sums that are the same bits however the rows come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from qabilet.stats.survey.exact import grams_by, largest, sums_by
from qabilet.stats.survey.models.family import Family
from qabilet.stats.survey.models.model_matrix import Flags, Matrix
from qabilet.stats.survey.rows import Batch, Floats, Ints

Trouble = Literal["", "nobody", "separation", "no convergence"]
"""Why a model has no coefficients: nobody bears on it; they grow without end, because a part of the rows has only one
answer (Albert & Anderson 1984); Newton's steps did not settle."""

_ALIASED = 1e-10
"""A column of which less than this share of its scatter is its own repeats the columns before it."""
_RIDGE = 1e-8
"""What is added to a curvature that has all but gone in some direction, so that the steps go on."""
_SETTLED, _FLAT, _FAR, _AGAINST, _STEPS = 1e-7, 1e-8, 0.05, 0.01, 100


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """`b` (k,) the coefficients of the columns that `kept` (k,) tells, each less its mean and divided by its farthest
    value; `back` (k, k) makes them coefficients of the columns as they are; `bread` (k, k) is the inverse curvature of
    the sum of w (log likelihood) at b. Deviances are over weights of mean 1."""

    frame: Frame
    kept: Ints
    b: Floats
    back: Floats
    bread: Floats
    deviance: float
    null_deviance: float
    iterations: int
    trouble: Trouble = ""

    def residual(self, kind: Family, batch: Batch) -> tuple[Floats, Floats, Floats, Flags]:
        """y - mean (n,), its standard unit (n,), the kept columns (n, k) and who bears on the model (n,)."""
        y, Z, _, on = self.frame.of(batch)
        eta = linear(Z, self.kept, self.b)
        return (np.where(on, y - kind.mean(eta), 0.0), np.sqrt(kind.variance(eta)),
                np.ascontiguousarray(Z[:, self.kept]), on)

    def farthest(self, kind: Family) -> float | None:
        """A limit of |y - mean|, None where the family has none."""
        if kind.quadratic:
            first = float(self.b[0]) if self.frame.matrix.intercept else 0.0
            rest = float(np.abs(self.b).sum()) - abs(first)
            return (self.frame.spread + abs(self.frame.mean - first) + rest) * (1 + 1e-9)
        return None if kind.steepest is None else 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The matrix with each column less `centre` and divided by `reach`, so that all lie between -1 and 1; `n` rows bear
    on the model with weights of sum `weight`, the largest `heaviest`, some or none `below` nought; y has `mean` and
    lies within `spread` of it."""

    matrix: Matrix
    n: int
    weight: float
    heaviest: float
    below: bool
    centre: Floats
    reach: Floats
    mean: float
    spread: float

    @property
    def width(self) -> int:
        return len(self.centre)

    def of(self, batch: Batch) -> tuple[Floats, Floats, Floats, Flags]:
        """y (n,), the columns (n, p), weights of mean 1 (n,) and who bears on the model (n,)."""
        y, X, w, on = self.matrix.of(batch)
        Z = np.where(on[:, None] & (self.reach > 0), (X - self.centre) / np.where(self.reach > 0, self.reach, 1.0), 0.0)
        return y, Z, w * (self.n / self.weight), on


def frame(matrix: Matrix, kind: Family) -> Frame:
    """What a matrix holds: three passes. Raises ValueError for a y the family cannot have and, but for a quadratic
    deviance, for negative weights (calibration may make some)."""
    names, p, rows = matrix.columns, len(matrix.names), matrix.survey.rows

    def sums(batch: Batch) -> tuple[None, Floats]:
        y, X, w, on = matrix.of(batch)
        return None, np.column_stack((on, w, w * y, X * w[:, None]))

    found = sums_by(rows, names, sums, 1, p + 3)[0]
    n, weight = round(float(found[0])), float(found[1])
    centre, mean = (found[3:] / weight, float(found[2] / weight)) if weight > 0 else (np.zeros(p), np.nan)
    if not matrix.intercept:
        centre = np.zeros(p)
    elif p:
        centre[0] = 0.0

    def far(batch: Batch) -> tuple[None, Floats]:
        y, X, w, on = matrix.of(batch)
        if np.any(w < 0) and not kind.quadratic:
            raise ValueError("a weight is negative")
        if np.any((y[on] < kind.low) | (y[on] > kind.high)):
            raise ValueError(f"{matrix.y.name} has a value that this family cannot have")
        return None, np.column_stack((w, np.minimum(w, 0.0), np.where(on, y - mean, 0.0),
                                      np.where(on[:, None], X - centre, 0.0)))

    limits = largest(rows, names, far, p + 3)
    reach = np.where(limits[3:] > 1e-13 * np.abs(centre), limits[3:], 0.0)
    return Frame(matrix, n, weight, float(limits[0]), bool(limits[1] > 0), centre, reach, mean, float(limits[2]))


def linear(Z: Floats, kept: Ints, b: Floats) -> Floats:
    """Z[:, kept] b, a column at a time: a matrix product may round a row by where it stands in its batch."""
    eta = np.zeros(len(Z))
    for j, value in zip(kept, b, strict=True):
        eta += Z[:, j] * value
    return eta


def fit(matrix: Matrix, kind: Family, *, without: Sequence[int] = ()) -> Fit:
    """Newton's steps with halving from the model of the mean alone (iteratively reweighted least squares; McCullagh &
    Nelder 1989, section 2.5), until a step moves no row's eta by more than 1e-7 (R's glm stops at a relative change of
    the deviance of 1e-8); two steps where the deviance is quadratic. Columns that repeat those before them are left
    out, as by R's pivoting; so are those at the places `without`, though a row that misses one is left out still."""
    held = frame(matrix, kind)
    every = np.arange(held.width)
    none = Fit(held, every, np.full(held.width, np.nan), np.eye(held.width), np.full((held.width,) * 2, np.nan),
               np.nan, np.nan, 0, "nobody")
    if held.n == 0 or held.weight <= 0:
        return none
    start = np.zeros(held.width)
    edge = matrix.intercept and not kind.quadratic and held.mean in (kind.low, kind.high)
    if matrix.intercept and not edge:
        start[0] = kind.link(held.mean)
    curvature = _curvature(held, kind, every, start)
    kept = _independent(curvature)
    kept = kept[~np.isin(kept, without)]
    if edge:
        return _failed(none, kept, "separation", 0)
    return _climb(held, kind, kept, start[kept], curvature[np.ix_(kept, kept)], none)


def _climb(held: Frame, kind: Family, kept: Ints, b: Floats, curvature: Floats, none: Fit) -> Fit:
    slope, deviance = _slope(held, kind, kept, b)
    null, step = deviance, np.zeros(len(kept))
    for turn in range(1, _STEPS + 1):
        bread = _inverse(curvature, 0.0 if kind.quadratic else _RIDGE)
        if bread is None:
            return _failed(none, kept, "separation" if _endless(held, kind, kept, step, b) else "no convergence", turn)
        step = bread @ slope
        b, slope, deviance = _walk(held, kind, kept, b, step, deviance, float(slope @ step))
        if not kind.quadratic:
            curvature = _curvature(held, kind, kept, b)
        moved, gain = float(np.abs(step).sum()), float(step @ curvature @ step)
        if (turn == 2 if kind.quadratic else moved <= _SETTLED):
            return _done(held, kept, b, curvature, deviance, null, turn, none)
        if moved > _FAR and gain < max(_FLAT, 1e-15 * deviance) and _endless(held, kind, kept, step, b):
            return _failed(none, kept, "separation", turn)
    return _failed(none, kept, "no convergence", _STEPS)


def _endless(held: Frame, kind: Family, kept: Ints, *steps: Floats) -> bool:
    """Whether one of these steps could be taken for ever: it moves rows, and none but toward the answer it has (Albert
    & Anderson 1984; Correia, Guimarães & Zylkin 2019 for counts)."""
    if kind.quadratic or not len(kept):
        return False

    def ways(batch: Batch) -> Floats:
        y, Z, _, on = held.of(batch)
        out = np.zeros((2, len(steps)))
        for at, step in enumerate(steps):
            eta = np.where(on, linear(Z, kept, step), 0.0)
            wrong = np.where(y <= kind.low, eta, np.where(y >= kind.high, -eta, np.abs(eta)))
            out[:, at] = np.abs(eta).max(initial=0.0), wrong.max(initial=0.0)
        return out

    farthest, against = np.max(list(held.matrix.survey.rows.map(held.matrix.columns, ways)), axis=0)
    return bool(np.any((farthest > _FAR) & (against <= _AGAINST * farthest)))


def _walk(held: Frame, kind: Family, kept: Ints, b: Floats, step: Floats, deviance: float,
          promised: float) -> tuple[Floats, Floats, float]:
    """One step, halved until the deviance falls by a third of what was promised (Armijo 1966)."""
    share = 1.0
    for _ in range(40):
        slope, reached = _slope(held, kind, kept, b + share * step)
        if reached <= deviance * (1 + 1e-12) + 1e-12 - share * promised / 3:
            break
        share /= 2
    return b + share * step, slope, reached


def _slope(held: Frame, kind: Family, kept: Ints, b: Floats) -> tuple[Floats, float]:
    """(k,) the sum of w x (y - mean), and the deviance."""
    k = len(kept)

    def kernel(batch: Batch) -> tuple[None, Floats]:
        y, Z, w, on = held.of(batch)
        eta = linear(Z, kept, b)
        score = np.where(on, w * (y - kind.mean(eta)), 0.0)
        return None, np.column_stack((Z[:, kept] * score[:, None], np.where(on, w * kind.deviance(y, eta), 0.0)))

    heaviest, far = held.heaviest * held.n / held.weight, float(np.abs(b).sum())
    bound: Floats | None = None
    if kind.quadratic:
        most = held.spread + abs(held.mean) + far
        bound = heaviest * np.array([*([most] * k), most * most])
    elif kind.steepest is not None:
        bound = heaviest * np.array([*([1.0] * k), 2 * (far + 2.0)])
    names, rows = held.matrix.columns, held.matrix.survey.rows
    if bound is None:
        bound = largest(rows, names, kernel, k + 1)
        if not np.isfinite(bound).all():
            return np.full(k, np.nan), np.inf
    found = sums_by(rows, names, kernel, 1, k + 1, bound=bound * (1 + 1e-9))[0]
    return np.asarray(found[:k], dtype=np.float64), float(found[k])


def _curvature(held: Frame, kind: Family, kept: Ints, b: Floats) -> Floats:
    """(k, k) the sum of w variance x x'; rows of weights below nought by themselves, to be taken away."""
    def kernel(batch: Batch) -> tuple[Ints | None, Floats]:
        _, Z, w, on = held.of(batch)
        root = np.where(on, np.sqrt(np.abs(w) * kind.variance(linear(Z, kept, b))), 0.0)
        return (w < 0).astype(np.int64) if held.below else None, Z[:, kept] * root[:, None]

    bound = None
    if kind.steepest is not None:
        most = np.sqrt(held.heaviest * held.n / held.weight * kind.steepest) * (1 + 1e-9)
        bound = np.full(len(kept), float(most))
    found = grams_by(held.matrix.survey.rows, held.matrix.columns, kernel, 1 + held.below, len(kept), bound=bound)
    return np.asarray(found[0] - found[1] if held.below else found[0], dtype=np.float64)


def _independent(H: Floats) -> Ints:
    """The columns that do not repeat those before them: Cholesky's pivots, in order."""
    kept: list[int] = []
    left = H.copy()
    for j in range(len(H)):
        if left[j, j] > _ALIASED * H[j, j] and H[j, j] > 0:
            kept.append(j)
            left = left - np.outer(left[:, j], left[j]) / left[j, j]
    return np.array(kept, dtype=np.int64)


def _inverse(H: Floats, ridge: float = 0.0) -> Floats | None:
    """The inverse of a positive definite matrix, None where it is not one, unless a `ridge` makes it one."""
    unit = np.sqrt(np.diag(H))
    if not np.isfinite(H).all() or np.any(unit <= 0):
        return None
    scaled = H / np.outer(unit, unit)
    if len(_independent(scaled)) < len(H):
        scaled = scaled + ridge * np.eye(len(H))
        if not ridge:
            return None
    return np.asarray(np.linalg.inv(scaled) / np.outer(unit, unit), dtype=np.float64)


def _done(held: Frame, kept: Ints, b: Floats, curvature: Floats, deviance: float, null: float, turn: int,
          none: Fit) -> Fit:
    bread = _inverse(curvature)
    if bread is None:
        return _failed(none, kept, "separation", turn)
    back = np.diag(1 / held.reach[kept])
    if held.matrix.intercept:
        back[0] -= np.where(np.arange(len(kept)) > 0, held.centre[kept] / held.reach[kept], 0.0)
    return Fit(held, kept, b, back, bread * (held.n / held.weight), deviance, null, turn)


def _failed(none: Fit, kept: Ints, trouble: Trouble, turn: int) -> Fit:
    k = len(kept)
    return Fit(none.frame, kept, np.full(k, np.nan), np.eye(k), np.full((k, k), np.nan), np.nan, np.nan, turn, trouble)
