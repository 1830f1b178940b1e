"""Post-stratification and non-response by cells: weights that add up to what is known of each cell.

Every weight of cell c is multiplied by g_c = N_c / sum of the weights in c; the variance is that of the residuals about
the weighted means of the cells (Holt & Smith 1979; Särndal, Swensson & Wretman 1992, section 7.6; R:
survey::postStratify). For non-response N_c is the weight of everybody drawn in the cell (Little & Rubin 2019, section
3.3), and the answers of a cell are taken for those of its silent ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qabilet.stats.survey.rows import Batch, Floats
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.weights.by_cell import ByCell
from qabilet.stats.survey.weights.cells import Margin, find_cells, placed
from qabilet.stats.survey.weights.weighting_error import Level


@dataclass(frozen=True, slots=True, eq=False)
class PostStrata(ByCell):
    """A step of weighting: `g` (K,) multiplies the weights of each cell. An Adjustment."""

    def weights(self, batch: Batch) -> tuple[Floats, Floats]:
        return self.before_and_after(batch)

    def fitted(self, sums: Floats) -> Floats:
        return np.asarray(sums / self.known.sums[:, None], dtype=np.float64)

    def anew(self, sums: Floats) -> Floats:
        """(m, K) g for other sums of the weights in each cell (m, K); NaN for a cell without weight."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(sums != 0, self.g * self.known.sums / sums, np.nan)


def post_stratify(survey: Survey, margin: Margin, *, partial: bool = False) -> PostStrata:
    """The step that makes the weights of each level of the margin add up to its population.

    Rows in levels left out by `partial` do not exist: a level needs both sample and population. Zero weights stay zero.
    Cost: three passes. Raises WeightingError: 'missing', 'no rows', 'nobody' (unless partial), 'unlisted', 'no
    population'. R: survey::postStratify; a row of weight zero bears on nothing here, where R lets it into the residuals
    of its cell.
    """
    cells = find_cells(survey, margin.columns)
    at, population = placed(cells, margin, partial=partial)
    return PostStrata(survey, cells, population[at] / cells.sums, _read(survey, margin.columns))


def reweigh_respondents(survey: Survey, columns: Sequence[str], *, drawn: Mapping[Level, float] | None = None,
                        counts: Mapping[Level, float] | None = None) -> PostStrata:
    """The step that lets the respondents of each cell stand for everybody drawn in it.

    `survey` holds the respondents alone, with their design weights. `drawn`: the sum of the design weights of everybody
    drawn, by cell; or `counts`: how many were drawn, where all of a cell had one weight. The variance is that of a
    post-stratification to the drawn weights, which are taken as known (R: postStratify(respondents, ~columns, drawn));
    that the drawn are themselves a sample is not added. Raises WeightingError: 'nobody' for a cell without respondents,
    `near` naming the cell to merge it with; 'unlisted', 'no population', 'missing', 'no rows'.
    """
    if (drawn is None) == (counts is None):
        raise ValueError("say either how much weight was drawn in each cell or how many people")
    if drawn is not None:
        return post_stratify(survey, Margin(tuple(columns), drawn))
    assert counts is not None
    cells = find_cells(survey, columns)
    at, people = placed(cells, Margin(cells.columns, counts))
    return PostStrata(survey, cells, people[at] / cells.counts, _read(survey, columns))


def _read(survey: Survey, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*columns, *survey.columns)))
