"""Weights made cell by cell: what post-strata and raking have in common as a step of weighting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qabilet.stats.survey.rows import Batch, Floats, Ints
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.weights.cells import Cells


@dataclass(frozen=True, slots=True, eq=False)
class ByCell:
    """The weights of `before` times `g` (K,) of their cell; who lies in no known cell weighs nothing. `columns` are
    those the cells and weights are read from."""

    before: Survey
    known: Cells
    g: Floats
    columns: tuple[str, ...]

    @property
    def cells(self) -> int:
        return len(self.g)

    @property
    def parts(self) -> int:
        return 1

    @property
    def multiples(self) -> Floats | None:
        return self.g

    def cell(self, batch: Batch) -> Ints:
        return self.known.of(batch)

    def basis(self, batch: Batch) -> Floats | None:
        return None

    def before_and_after(self, batch: Batch) -> tuple[Floats, Floats]:
        """(n,) the weights before the step, and (n,) those after it."""
        drawn = self.before.weight(batch)
        at = self.known.of(batch)
        return drawn, np.where(at < 0, 0.0, drawn * self.g[at])
