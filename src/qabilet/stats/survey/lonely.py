"""Lonely units: what each stratum's scatter counts for, and what is done where a stratum holds one unit alone.

(1 - f_h) n_h / (n_h - 1) for a stratum of n_h units, times the first stage's fraction in a second stage; the rules for
n_h = 1 are R's options(survey.lonely.psu, survey.adjust.domain.lonely), checked against survey:::onestrat and onestage.
"""

from __future__ import annotations

import numpy as np

from qabilet.stats.survey.layout import Layout
from qabilet.stats.survey.rows import Floats, Ints
from qabilet.stats.survey.sample_design import Lonely

_WHOLE = 1e-7
"""A stratum of which less than this is left undrawn is a census of itself, as in R."""


def asks_presence(layout: Layout) -> bool:
    """Whether the lonely rule of a design depends on where the domain has members."""
    return layout.design.domain_lonely or layout.design.lonely == "average"


def factors(layout: Layout, depth: int, lonely: Lonely, present: Ints | None = None) -> tuple[Floats, Floats]:
    """(H,) what the scatter within each stratum of a level is multiplied by, and 1 where it is about the stratum's
    mean, 0 where about zero (a lonely unit under 'adjust'). `present` (H,): units with somebody of the domain; strata
    without any are not averaged over. Raises ValueError under 'fail' for a lonely unit."""
    level = layout.levels[depth]
    with np.errstate(divide="ignore", invalid="ignore"):
        left = np.where(np.isinf(level.size), 1.0, (level.size - level.drawn) / level.size)
        factor = left * np.where(level.drawn > 1, level.drawn / (level.drawn - 1), 1.0)
    whole = left < _WHOLE
    factor[whole] = 0.0
    centre = np.ones(len(factor))
    alone = (level.drawn <= 1) & ~whole
    nobody = np.zeros_like(alone) if present is None else present == 0
    sparse = np.zeros_like(alone)
    if present is not None and layout.design.domain_lonely:
        sparse = (present == 1) & (level.drawn > 1) & ~whole
    if lonely == "fail" and alone.any():
        raise ValueError("a stratum has only one sampled unit")
    if lonely == "adjust":
        centre[alone | sparse] = 0.0
    elif lonely == "average":
        factor[alone | sparse | nobody] = 0.0
        families = int(level.parent.max(initial=0)) + 1
        all_strata = np.bincount(level.parent, weights=~nobody, minlength=families)
        known = all_strata - np.bincount(level.parent, weights=(alone | sparse) & ~nobody, minlength=families)
        with np.errstate(divide="ignore", invalid="ignore"):
            factor = factor * np.where(all_strata > 0, all_strata / known, 0.0)[level.parent]
    else:
        factor[alone] = 0.0
    if depth:
        above = layout.levels[0]
        factor = factor * above.fraction[above.stratum[level.parent]]
    return factor, centre


def row_factors(layout: Layout, present: Ints | None = None) -> Floats:
    """(leaves,) what z z' of each row is multiplied by before it is summed, where the last stage draws rows."""
    return factors(layout, len(layout.levels) - 1, layout.design.lonely, present)[0]
