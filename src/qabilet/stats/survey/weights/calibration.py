"""Calibration: the weights nearest the old ones that add up to known totals of the population.

Deville & Särndal (1992, equations 2.3 to 2.5); R: survey::calibrate(calfun = "linear" | "raking" | "logit", bounds = ).
The linear distance without bounds is the generalised regression estimator. Margins are auxiliaries of zeros and ones,
so g is constant within the cells across them and is solved on the cells; totals of numbers are solved on the rows,
streamed. The variance is that of the residuals of the regression on the auxiliaries under the weights before (3.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qabilet.stats.survey.exact import sums_by
from qabilet.stats.survey.rows import Batch, Floats, Ints
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.weights.cells import Cells, Margin, find_cells, placed
from qabilet.stats.survey.weights.distances import Distance, DistanceName, distance_of
from qabilet.stats.survey.weights.dual import Dual, Gather, Tell, along, on_cells, pseudo_inverse, solve
from qabilet.stats.survey.weights.weighting_error import WeightingError

TOLERANCE, STEPS = 1e-10, 100


@dataclass(frozen=True, slots=True)
class Total:
    """The known total of a column's numbers over the population."""

    column: str
    population: float


@dataclass(frozen=True, slots=True, eq=False)
class Calibrated:
    """A step of weighting: g = F(x'solution) with x the indicators of the margins' levels, `indicators` (K, q) by cell,
    and then `numbers`. `made` Newton steps left a misfit relative to the totals; `gram` (p, p) is the sum of d x x'
    and `totals` (p,) what was to be met. An Adjustment."""

    before: Survey
    known: Cells
    indicators: Floats
    numbers: tuple[str, ...]
    distance: Distance
    solution: Floats
    gram: Floats
    columns: tuple[str, ...]
    made: int
    misfit: float
    totals: Floats

    @property
    def cells(self) -> int:
        return len(self.indicators)

    @property
    def parts(self) -> int:
        return 1 + len(self.numbers)

    @property
    def multiples(self) -> Floats | None:
        return None if self.numbers else self.distance.g(along(self.indicators, self.solution))

    def cell(self, batch: Batch) -> Ints:
        return self.known.of(batch)

    def weights(self, batch: Batch) -> tuple[Floats, Floats]:
        drawn, at, q = self.before.weight(batch), self.known.of(batch), self.indicators.shape[1]
        u = along(self.indicators, self.solution[:q])[at]
        if self.numbers:
            u = u + along(_numbers(batch, self.numbers, drawn), self.solution[q:])
        return drawn, np.where((drawn != 0) & (at >= 0), drawn * self.distance.g(u), 0.0)

    def basis(self, batch: Batch) -> Floats | None:
        if not self.numbers:
            return None
        found = _numbers(batch, self.numbers, self.before.weight(batch))
        return np.column_stack([np.ones(len(found)), found])

    def fitted(self, sums: Floats) -> Floats:
        each = sums.reshape(len(sums), self.parts, -1)
        q, width = self.indicators.shape[1], each.shape[2]
        held = np.concatenate([self.indicators.T @ each[:, 0], each[:, 1:].sum(axis=0)])
        slopes = pseudo_inverse(self.gram) @ held
        out = np.empty_like(each)
        out[:, 0], out[:, 1:] = self.indicators @ slopes[:q], slopes[q:]
        return np.asarray(out.reshape(len(sums), self.parts * width), dtype=np.float64)

    def anew(self, sums: Floats) -> Floats:
        """(m, K) g for other sums of the weights in each cell (m, K); NaN where no g meets the totals. Raises
        ValueError where g depends on numbers too."""
        if self.numbers:
            raise ValueError("weights calibrated to totals of numbers cannot be made again from cells")
        g = np.full_like(sums, np.nan)
        for place, drawn in enumerate(sums):
            dual = Dual(on_cells(drawn), self.indicators, self.distance, self.totals, drawn @ self.indicators,
                        float(drawn.sum()))
            try:
                solution, _, _ = solve(dual, TOLERANCE, STEPS)
            except WeightingError:
                continue
            g[place] = self.distance.g(along(self.indicators, solution))
        return g


def calibrate(survey: Survey, margins: Sequence[Margin] = (), totals: Sequence[Total] = (), *,
              distance: DistanceName = "linear", lower: float = -np.inf, upper: float = np.inf,
              tolerance: float = TOLERANCE, steps: int = STEPS) -> Calibrated:
    """The step that makes the weights meet the margins and totals, changing them as little as the distance allows and
    by no factor outside [lower, upper].

    The whole population is Margin((), {(): N}): R's intercept. Margins that repeat each other are allowed. `tolerance`:
    of each total, relative to it or, where that is larger, to sum d |x|. Cost: margins alone, three passes; with totals
    of numbers two passes a Newton step and six more. R rescales weights that add up to a twentieth of the population or
    less before it applies bounds; here bounds always mean the weights given. Raises WeightingError: what find_cells and
    placed raise; 'missing' for a number; 'bounds'; 'infeasible'; 'not converged'.
    """
    if not margins and not totals:
        raise ValueError("there is nothing to calibrate to")
    measure = distance_of(distance, lower, upper)
    named = tuple(dict.fromkeys(name for margin in margins for name in margin.columns))
    numbers = tuple(dict.fromkeys(total.column for total in totals))
    cells = find_cells(survey, named)
    if (cells.sums < 0).any():
        raise WeightingError("negative", named)
    found = [placed(cells, margin) for margin in margins]
    indicators = np.column_stack([np.empty((len(cells.keys), 0)),
                                  *(np.eye(len(population))[at] for at, population in found)])
    wanted = np.concatenate([*(population for _, population in found),
                             np.array([total.population for total in totals], dtype=np.float64)])
    columns = tuple(dict.fromkeys((*named, *numbers, *survey.columns)))
    gather = _on_rows(survey, cells, numbers, columns) if numbers else on_cells(cells.sums)
    size = np.concatenate([cells.sums @ indicators, _sizes(survey, numbers, columns)])
    dual = Dual(gather, indicators, measure, wanted, size, float(cells.sums.sum()))
    try:
        solution, made, misfit = solve(dual, tolerance, steps)
    except WeightingError as error:
        raise WeightingError(error.reason, (*named, *numbers), steps=error.steps, misfit=error.misfit) from None
    return Calibrated(survey, cells, indicators, numbers, measure, solution, dual.whole(), columns, made, misfit,
                      wanted)


def _on_rows(survey: Survey, cells: Cells, numbers: Sequence[str], columns: Sequence[str]) -> Gather:
    """The sums by cell that numbers need: three kinds of columns, side by side in one pass."""
    m = len(numbers)
    pairs = [(i, j) for i in range(1 + m) for j in range(i, 1 + m)]
    most = int(cells.counts.max())

    def gather(base: Floats, beta: Floats, tell: Tell) -> tuple[Floats, Floats, Floats]:
        def kernel(batch: Batch) -> tuple[Ints, Floats]:
            d = survey.weight(batch)
            at, x = cells.of(batch), _numbers(batch, numbers, d)
            z = [np.ones(len(d)), *x.T]
            v, a, b = tell(base[at] + along(x, beta))
            held = [d * v, *(d * a * one for one in z), *(d * b * (z[i] * z[j]) for i, j in pairs)]
            return np.where(d != 0, at, -1), np.where(d != 0, held, 0.0).T

        sums = sums_by(survey.rows, columns, kernel, len(base), 2 + m + len(pairs), most=most)
        second = np.empty((len(base), 1 + m, 1 + m))
        for place, (i, j) in enumerate(pairs):
            second[:, i, j] = second[:, j, i] = sums[:, 2 + m + place]
        return sums[:, 0], sums[:, 1:2 + m], second
    return gather


def _sizes(survey: Survey, numbers: Sequence[str], columns: Sequence[str]) -> Floats:
    """(m,) the sums of d |x|. Raises WeightingError for a missing number and for a negative weight."""
    def kernel(batch: Batch) -> tuple[None, Floats]:
        d = survey.weight(batch)
        if (d < 0).any():
            raise WeightingError("negative", numbers)
        for name in numbers:
            if not np.isfinite(np.asarray(batch[name], dtype=np.float64)[d != 0]).all():
                raise WeightingError("missing", (name,))
        return None, np.abs(_numbers(batch, numbers, d)) * d[:, None]
    return sums_by(survey.rows, columns, kernel, 1, len(numbers))[0] if numbers else np.empty(0)


def _numbers(batch: Batch, numbers: Sequence[str], weight: Floats) -> Floats:
    """(n, m), zero in rows without a weight: these may miss one."""
    found = [np.where(weight != 0, np.asarray(batch[name], dtype=np.float64), 0.0) for name in numbers]
    return np.array(found, dtype=np.float64).reshape(len(numbers), len(weight)).T
