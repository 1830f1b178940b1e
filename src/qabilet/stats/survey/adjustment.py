"""What an adjustment of the weights takes out of a variance: residuals within post-strata, margins or a regression.

x - psw * fitted(cell), with x the weighted linearised values, psw the weights after the step, and fitted the values
that the step's own variables explain, estimated from sums over its cells (Deville & Särndal 1992, equation 3.4; R:
survey::svyrecvar with postStrata).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from qabilet.stats.survey.exact import Keyed, largest, sums_by
from qabilet.stats.survey.rows import Batch, Floats, Ints, Rows, Score


class Adjustment(Protocol):
    """One step of weighting, as the variance sees it."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that `cell` and `weights` read."""
        ...

    @property
    def cells(self) -> int:
        """How many cells the step tells apart."""
        ...

    def cell(self, batch: Batch) -> Ints:
        """(n,) the cell of each row."""
        ...

    def weights(self, batch: Batch) -> tuple[Floats, Floats]:
        """(n,) the weights the fit is made with, and (n,) those after the step."""
        ...

    @property
    def parts(self) -> int:
        """How many values p of a row the step explains by: 1 where its cell says all, 0 where it explains nothing."""
        ...

    def basis(self, batch: Batch) -> Floats | None:
        """(n, p) these values; None for a one."""
        ...

    def fitted(self, sums: Floats) -> Floats:
        """(cells, p r) from the sums over each cell of basis times fit weight times x / psw (basis by basis), the
        coefficients of the basis in what is taken away there."""
        ...


def adjusted(rows: Rows, columns: Sequence[str], score: Score, width: int,
             steps: Sequence[Adjustment]) -> tuple[tuple[str, ...], Score, Floats]:
    """The columns and the scores after every step in turn, and a bound of their absolute values."""
    names, current = tuple(columns), score
    for step in steps:
        names = tuple(dict.fromkeys((*names, *step.columns)))
        if not step.parts:
            continue
        current = _after(step, current, step.fitted(
            sums_by(rows, names, _explained(step, current), step.cells, step.parts * width)))
    bound = largest(rows, names, lambda batch: (None, current(batch)), width)
    return names, current, bound


def _explained(step: Adjustment, score: Score) -> Keyed:
    def kernel(batch: Batch) -> tuple[Ints, Floats]:
        fit, final = step.weights(batch)
        ratio = np.divide(fit, final, out=np.zeros_like(final), where=final != 0)
        values, basis = score(batch) * ratio[:, None], step.basis(batch)
        if basis is not None:
            values = (basis[:, :, None] * values[:, None, :]).reshape(len(values), -1)
        return step.cell(batch), values
    return kernel


def _after(step: Adjustment, score: Score, fitted: Floats) -> Score:
    def residual(batch: Batch) -> Floats:
        basis, at, final = step.basis(batch), step.cell(batch), step.weights(batch)[1][:, None]
        if basis is None:
            return score(batch) - final * fitted[at]
        each = fitted.reshape(len(fitted), step.parts, -1)
        taken = np.zeros((len(at), each.shape[2]))
        for part in range(step.parts):  # in one order whatever the number of rows
            taken = taken + basis[:, part, None] * each[at, part]
        return score(batch) - final * taken
    return residual
