"""Importance against competence: Borich's weighted discrepancy, the Ranked Discrepancy Model, quadrants."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from qabilet.stats.estimate import Basis, Estimate
from qabilet.stats.mean_vector import MeanVector, interval
from qabilet.stats.moments import Floats

Quadrant = Literal["act", "keep", "low", "excess"]
"""Important and weak; important and strong; neither; strong beyond its importance."""


@dataclass(frozen=True, slots=True)
class RankedDiscrepancy:
    """Shares of people who put competence below importance (`negative`), above (`positive`), or even (`ties`).

    `score` is 100 (positive - negative), from -100, everybody short of what the work asks, to 100.
    """

    score: Estimate
    negative: float
    positive: float
    ties: float
    n: int


def borich(means: MeanVector, pairs: Sequence[tuple[str, str]], names: Sequence[str] | None = None) -> MeanVector:
    """Mean weighted discrepancy scores of (importance, competence) pairs of items, with their joint covariance.

    MWDS = (I - C) I in the means (Borich 1980; McKim & Saucier 2011). V by the delta method over all the means, so that
    a score's error counts that importance was estimated too, and scores can be ranked:
    d MWDS / d I = 2 I - C, d MWDS / d C = -I. With both asked of the same people it is
    (I^2 var D + D^2 var I + 2 I D cov(D, I)) / n. A person who answered one of the two scales counts for that one:
    mask both beforehand where only complete pairs are to count. NaN where an item has no answers.
    """
    return _weighted(means, pairs, names, fixed=False)


def borich_fixed(means: MeanVector, pairs: Sequence[tuple[str, str]], names: Sequence[str] | None = None) -> MeanVector:
    """As `borich`, with the error of an importance known beforehand: I^2 var D / n. Too small; for comparison only."""
    return _weighted(means, pairs, names, fixed=True)


def gaps(means: MeanVector, pairs: Sequence[tuple[str, str]], names: Sequence[str] | None = None) -> MeanVector:
    """The plain gaps I - C of (importance, competence) pairs, with their covariance."""
    A = np.zeros((len(pairs), len(means.names)))
    for row, (importance, competence) in enumerate(pairs):
        A[row, means.index(importance)] = 1.0
        A[row, means.index(competence)] = -1.0
    return means.linear(names or [importance for importance, _ in pairs], A)


def ranked_discrepancy(counts: npt.ArrayLike, *, level: float = 0.95, basis: Basis,
                       population: int | None = None) -> RankedDiscrepancy:
    """From (points, points) joint counts, importance in rows, competence in columns, on the same scale.

    RDS = -1 negative + 1 positive + 0 ties, in per cent (Narine & Harder 2021, Advancements in Agricultural Development
    2(3):96-111); the lowest score is the greatest need. Interval: t on the mean of -1, 0, 1, with the finite population
    correction where basis is 'design'. People without both answers are not in the table. n = 0: NaN.
    """
    table = np.asarray(counts, dtype=np.float64)
    below, above, same = (float(part.sum()) for part in (np.tril(table, -1), np.triu(table, 1), np.diag(table)))
    n = int(below + above + same)
    if n == 0:
        empty = Estimate(math.nan, 0, level=level, basis=basis)
        return RankedDiscrepancy(empty, math.nan, math.nan, math.nan, 0)
    mean = (above - below) / n
    fraction = min(1.0, n / population) if population and basis == "design" else 0.0
    variance = (1 - fraction) * ((above + below) / n - mean ** 2) / (n - 1) if n > 1 else math.nan
    score = interval(100 * mean, 1e4 * max(variance, 0.0) if n > 1 else math.nan, n, n - 1, basis, level)
    return RankedDiscrepancy(score, below / n, above / n, same / n, n)


def quadrants(importance: Sequence[float], competence: Sequence[float]) -> list[Quadrant | None]:
    """Each item against the grand means of both scales (Martilla & James 1977); on the line counts as high.

    None for an item where either mean is NaN; such items are not in the grand means.
    """
    I, C = np.asarray(importance, dtype=np.float64), np.asarray(competence, dtype=np.float64)  # noqa: E741
    known = ~(np.isnan(I) | np.isnan(C))
    if not known.any():
        return [None] * len(I)
    heavy, able = I - I[known].mean() >= -1e-12, C - C[known].mean() >= -1e-12
    names: dict[tuple[bool, bool], Quadrant] = {(True, False): "act", (True, True): "keep", (False, False): "low",
                                                (False, True): "excess"}
    return [names[bool(i), bool(c)] if there else None for i, c, there in zip(heavy, able, known, strict=True)]


def _weighted(means: MeanVector, pairs: Sequence[tuple[str, str]], names: Sequence[str] | None,
              *, fixed: bool) -> MeanVector:
    slopes: Floats = np.zeros((len(pairs), len(means.names)))
    scores = np.zeros(len(pairs))
    for row, (importance, competence) in enumerate(pairs):
        i, c = means.index(importance), means.index(competence)
        I, C = float(means.theta[i]), float(means.theta[c])  # noqa: E741
        scores[row] = (I - C) * I
        slopes[row, i], slopes[row, c] = I if fixed else 2 * I - C, -I
    spread = means.linear(names or [importance for importance, _ in pairs], slopes)
    return replace(spread, theta=scores)
