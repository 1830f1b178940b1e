"""Raking: weights that add up to several margins at once, when the table across them is not known.

Iterative proportional fitting (Deming & Stephan 1940; Deville, Särndal & Sautory 1993; R: survey::rake), solved on the
cells across the margins, whose weights are summed once and exactly. The variance is that of the residuals left by
sweeping the means of each margin's levels out ten times, as R does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qabilet.stats.survey.rows import Batch, Floats, Ints
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.weights.by_cell import ByCell
from qabilet.stats.survey.weights.cells import Margin, find_cells, placed
from qabilet.stats.survey.weights.distances import Raking
from qabilet.stats.survey.weights.dual import Dual, along, on_cells, solve
from qabilet.stats.survey.weights.weighting_error import WeightingError

TOLERANCE, SWEEPS = 1e-12, 10_000
PATIENCE = 200
"""Sweeps made before Newton's steps are tried: sweeping slows down where some cells all but vanish."""
_AGREE = 1e-6
"""Margins whose totals differ relatively by more than this contradict each other."""
_ROUNDS = 10
"""How often R sweeps the margins out of the residuals."""


@dataclass(frozen=True, slots=True, eq=False)
class Raked(ByCell):
    """A step of weighting: `g` (K,) multiplies the weights of each cell across the margins; `swept` (M, K) is g after
    each margin of the last sweep, `levels` (M, K) the level of each margin the cell lies in and `populations` what
    each level adds up to. `sweeps` were made and left a relative distance of `misfit` from the margins. An
    Adjustment."""

    swept: Floats
    levels: Ints
    populations: tuple[Floats, ...]
    sweeps: int
    misfit: float

    def weights(self, batch: Batch) -> tuple[Floats, Floats]:
        """The fit is made with weights of one, as R makes it."""
        final = self.before_and_after(batch)[1]
        return np.ones(len(final)), final

    def fitted(self, sums: Floats) -> Floats:
        # everything in units of the weight before raking: x - d h, h constant within a cell
        left = sums * self.g[:, None]
        counts = self.known.counts.astype(np.float64)
        taken = np.zeros_like(left)
        for _ in range(_ROUNDS):
            for g, at in zip(self.swept, self.levels, strict=True):
                size = int(at.max()) + 1
                each = np.zeros((size, left.shape[1]))
                np.add.at(each, at, (left - counts[:, None] * taken) / g[:, None])
                means = each / np.bincount(at, weights=counts, minlength=size)[:, None]
                taken = taken + g[:, None] * means[at]
        return np.asarray(taken / self.g[:, None], dtype=np.float64)

    def anew(self, sums: Floats) -> Floats:
        """(m, K) g for other sums of the weights in each cell (m, K); NaN where no g meets the margins."""
        g, left = np.ones_like(sums), np.arange(len(sums))
        done = np.full_like(sums, np.nan)
        margins = [(np.eye(len(population))[at], population) for at, population in zip(
            self.levels, self.populations, strict=True)]
        for _ in range(PATIENCE):
            with np.errstate(divide="ignore", invalid="ignore"):
                for level, population in margins:
                    g = g * ((population / ((sums[left] * g) @ level)) @ level.T)
                apart = np.max([np.abs(((sums[left] * g) @ level) / population - 1).max(axis=1)
                                for level, population in margins], axis=0)
            met = apart <= TOLERANCE
            done[left[met]] = g[met]
            going = ~met & np.isfinite(apart)
            left, g = left[going], g[going]
        wanted = list(zip(self.levels, self.populations, strict=True))
        for place, slow in zip(left, g, strict=True):
            found, _, _, misfit = _proportional(sums[place], wanted, TOLERANCE, PATIENCE,
                                                _newton(sums[place], wanted, slow))
            if misfit <= TOLERANCE:
                done[place] = found
        return done


def rake(survey: Survey, margins: Sequence[Margin], *, tolerance: float = TOLERANCE, sweeps: int = SWEEPS,
         agree: float = _AGREE) -> Raked:
    """The step that makes the weights add up to each margin, to a relative `tolerance` of every level's population.

    Where margins differ in their totals by less than a relative `agree` they are scaled to the total of the last. Zero
    weights stay zero. Where sweeps are slow Newton's steps help them on. Cost: three passes whatever the number of
    sweeps. R: rake(control = list(maxit = sweeps, epsilon = tolerance)), which by default stops once the table moves by
    less than one person; here the margins themselves are asked. Raises WeightingError: what find_cells and placed
    raise; 'margins disagree'; 'not converged' with its steps and misfit: the table has holes that cannot be filled.
    """
    if not margins:
        raise ValueError("there is no margin to rake to")
    columns = tuple(dict.fromkeys(name for margin in margins for name in margin.columns))
    cells = find_cells(survey, columns)
    found = [placed(cells, margin) for margin in margins]
    total = float(found[-1][1].sum())
    apart = [margin for margin, (_, population) in zip(margins, found, strict=True)
             if abs(population.sum() - total) > agree * total]
    if apart:
        raise WeightingError("margins disagree", (*apart[0].columns, *margins[-1].columns))
    wanted = [(at, population * (total / population.sum())) for at, population in found]
    g, swept, made, misfit = _proportional(cells.sums, wanted, tolerance, min(sweeps, PATIENCE))
    if misfit > tolerance and sweeps > PATIENCE:
        g = _newton(cells.sums, wanted, g)
        g, swept, more, misfit = _proportional(cells.sums, wanted, tolerance, sweeps - PATIENCE, g)
        made += more
    if misfit > tolerance:
        raise WeightingError("not converged", columns, steps=made, misfit=misfit)
    return Raked(survey, cells, g, tuple(dict.fromkeys((*columns, *survey.columns))), swept,
                 np.array([at for at, _ in wanted]), tuple(one for _, one in wanted), made, misfit)


def _newton(drawn: Floats, margins: Sequence[tuple[Ints, Floats]], g: Floats) -> Floats:
    """g by the raking distance, whose solution is that of the sweeps; what it was where there is none."""
    levels = np.column_stack([np.eye(len(population))[at] for at, population in margins])
    totals = np.concatenate([population for _, population in margins])
    dual = Dual(on_cells(drawn), levels, Raking(), totals, drawn @ levels, float(drawn.sum()))
    try:
        return dual.distance.g(along(levels, solve(dual, TOLERANCE, 100)[0]))
    except WeightingError:
        return g


def _proportional(drawn: Floats, margins: Sequence[tuple[Ints, Floats]], tolerance: float, sweeps: int,
                  start: Floats | None = None) -> tuple[Floats, Floats, int, float]:
    """g, g after each margin of the last sweep, sweeps made, the largest relative distance from a margin."""
    g, misfit, made = np.ones(len(drawn)) if start is None else start, np.inf, 0
    swept = np.empty((len(margins), len(drawn)))
    while misfit > tolerance and made < sweeps:
        made += 1
        for place, (at, population) in enumerate(margins):
            g = g * (population / np.bincount(at, weights=drawn * g, minlength=len(population)))[at]
            swept[place] = g
        misfit = max(float(np.abs(np.bincount(at, weights=drawn * g, minlength=len(population)) / population - 1).max())
                     for at, population in margins)
    return g, swept, made, misfit
