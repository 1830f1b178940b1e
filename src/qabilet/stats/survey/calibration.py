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

from qabilet.stats.survey.cells import Cells, Margin, find_cells, placed
from qabilet.stats.survey.distances import Distance, DistanceName, distance_of
from qabilet.stats.survey.dual import Auxiliaries, Dual, along, pseudo_inverse, solve
from qabilet.stats.survey.exact import sums_by
from qabilet.stats.survey.rows import ArrayRows, Batch, Floats, Ints
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.weighting_error import WeightingError

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
        return 1 if self.numbers else len(self.indicators)

    @property
    def parts(self) -> int:
        return len(self.solution) if self.numbers else 1

    def cell(self, batch: Batch) -> Ints:
        at = self.known.of(batch)
        return np.minimum(at, 0) if self.numbers else at

    def weights(self, batch: Batch) -> tuple[Floats, Floats]:
        drawn = self.before.weight(batch)
        if self.numbers:
            g = self.distance.g(along(self._x(batch), self.solution))
        else:
            g = self.distance.g(along(self.indicators, self.solution))[self.known.of(batch)]
        return drawn, np.where((drawn != 0) & (self.known.of(batch) >= 0), drawn * g, 0.0)

    def basis(self, batch: Batch) -> Floats | None:
        return self._x(batch) if self.numbers else None

    def fitted(self, sums: Floats) -> Floats:
        if self.numbers:
            each = sums.reshape(len(self.solution), -1)
            return np.asarray((pseudo_inverse(self.gram) @ each).reshape(1, -1), dtype=np.float64)
        return np.asarray(self.indicators @ (pseudo_inverse(self.gram) @ (self.indicators.T @ sums)), dtype=np.float64)

    def anew(self, sums: Floats) -> Floats:
        """(m, K) g for other sums of the weights in each cell (m, K); NaN where no g meets the totals. Raises
        ValueError where g depends on numbers too."""
        if self.numbers:
            raise ValueError("weights calibrated to totals of numbers cannot be made again from cells")
        g = np.full_like(sums, np.nan)
        for place, drawn in enumerate(sums):
            rows, read, auxiliaries = _of_cells(drawn, self.indicators)
            size = drawn @ self.indicators
            try:
                dual = Dual(rows, read, auxiliaries, self.distance, self.totals, size)
                solution, _, _ = solve(dual, TOLERANCE, STEPS)
            except WeightingError:
                continue
            g[place] = self.distance.g(along(self.indicators, solution))
        return g

    def _x(self, batch: Batch) -> Floats:
        x = _design(self.known, self.indicators, self.numbers, batch)
        return np.where(np.isfinite(x), x, 0.0)  # only rows without a weight may miss one


def calibrate(survey: Survey, margins: Sequence[Margin] = (), totals: Sequence[Total] = (), *,
              distance: DistanceName = "linear", lower: float = -np.inf, upper: float = np.inf,
              tolerance: float = TOLERANCE, steps: int = STEPS) -> Calibrated:
    """The step that makes the weights meet the margins and totals, changing them as little as the distance allows and
    by no factor outside [lower, upper].

    The whole population is Margin((), {(): N}): R's intercept. Margins that repeat each other are allowed. `tolerance`:
    of each total, relative to it or, where that is larger, to sum d |x|. Cost: margins alone, three passes; with totals
    of numbers some five passes a Newton step. R rescales weights that add up to a twentieth of the population or less
    before it applies bounds; here bounds always mean the weights given. Raises WeightingError: what find_cells and
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
    if numbers:
        rows, read, auxiliaries = survey.rows, columns, _of_rows(survey, cells, indicators, numbers)
    else:
        rows, read, auxiliaries = _of_cells(cells.sums, indicators)
    size = sums_by(rows, read, lambda batch: (None, _absolute(*auxiliaries(batch))), 1, len(wanted))[0]
    dual = Dual(rows, read, auxiliaries, measure, wanted, size)
    try:
        solution, made, misfit = solve(dual, tolerance, steps)
    except WeightingError as error:
        raise WeightingError(error.reason, (*named, *numbers), steps=error.steps, misfit=error.misfit) from None
    gram = dual.curvature(solution, whole=True)
    return Calibrated(survey, cells, indicators, numbers, measure, solution, gram, columns, made, misfit,
                      wanted)


def _of_cells(drawn: Floats, indicators: Floats) -> tuple[ArrayRows, tuple[str, ...], Auxiliaries]:
    def auxiliaries(batch: Batch) -> tuple[Floats, Floats]:
        at = batch["cell"]
        return drawn[at], indicators[at]
    return ArrayRows({"cell": np.arange(len(drawn))}), ("cell",), auxiliaries


def _of_rows(survey: Survey, cells: Cells, indicators: Floats, numbers: Sequence[str]) -> Auxiliaries:
    def auxiliaries(batch: Batch) -> tuple[Floats, Floats]:
        d, x = survey.weight(batch), _design(cells, indicators, numbers, batch)
        x = np.where((d != 0)[:, None], x, 0.0)
        if not np.isfinite(x).all():
            own = x[:, indicators.shape[1]:]
            raise WeightingError("missing", [name for place, name in enumerate(numbers)
                                             if not np.isfinite(own[:, place]).all()])
        if (d < 0).any():
            raise WeightingError("negative", numbers)
        return d, x
    return auxiliaries


def _design(cells: Cells, indicators: Floats, numbers: Sequence[str], batch: Batch) -> Floats:
    at = cells.of(batch)
    known = np.where((at >= 0)[:, None], indicators[at], 0.0)
    return np.column_stack([known, *(np.asarray(batch[name], dtype=np.float64) for name in numbers)])


def _absolute(d: Floats, x: Floats) -> Floats:
    return np.asarray(np.abs(x) * d[:, None], dtype=np.float64)
