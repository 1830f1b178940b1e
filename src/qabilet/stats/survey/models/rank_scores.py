"""Rank tests under the design: do groups differ in the order of their answers, whatever the answers' distances?

Each answer is scored by the weighted share of answers below it, half of those equal to it added, and the scores are
compared like means (Lumley & Scott 2013, Biometrika 100(4), 831-842). R: survey::svyranktest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from qabilet.stats.student_tests import MeanTest
from qabilet.stats.survey.exact import sums_by
from qabilet.stats.survey.models.comparisons import coefficient_test
from qabilet.stats.survey.models.model_matrix import Factor, Matrix, matrix
from qabilet.stats.survey.models.normal_scores import normal_scores
from qabilet.stats.survey.models.regression import Wald, regress
from qabilet.stats.survey.rows import Batch, Floats, Ints
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import Variable

RankScore = Literal["wilcoxon", "vanderWaerden", "median"]
"""Of a share below r: r itself (Wilcoxon's test of two groups, Kruskal and Wallis's of more), the normal quantile of r,
or whether r is above one half (Mood's median test)."""

_HALF = 1e-12
"""A share below that is nearer to one half is one half: sums of weights may round either way."""


@dataclass(frozen=True, slots=True)
class RankTest:
    """`wald`: F of all groups; `pair`: of two groups, Student's t of the second's mean score less the first's, else
    None. By Wilcoxon's scores that difference is P(second > first) + P(equal) / 2 - 1 / 2."""

    wald: Wald
    pair: MeanTest | None
    n: int


def rank_test(survey: Survey, y: Variable, by: Factor, *, score: RankScore = "wilcoxon",
              domain: Variable | None = None, level: float = 0.95) -> RankTest:
    """Do the groups of a factor differ in the order of y? Two groups or more; df are those of the same means.

    R: svyranktest(test = "wilcoxon" (two groups), "KruskalWallis", "vanderWaerden", "median"), 1e-8 where no answers
    are equal or equal answers weigh the same. Difference: where equal answers have unequal weights R's rank depends on
    the order of the rows (the mean over them of cumsum(w) - w / 2); here all of them stand in the middle of their
    weight. NaN with fewer than two groups. Cost: memory for each different answer, three passes, and a regression.
    """
    X = matrix(survey, y, [by], domain=domain)
    known = X.terms[0]
    values, middles = _middles(X)
    scores = _scored(middles, score)

    def kernel(batch: Batch) -> Floats:
        given = y.values(batch)
        at = np.minimum(np.searchsorted(values, given), max(len(values) - 1, 0))
        if not len(values):
            return np.full(len(given), np.nan)
        return np.where(values[at] == given, scores[at], np.nan)

    scored = Variable(f"{score} score of {y.name}", y.columns, kernel)
    model = regress(survey, scored, [known], domain=domain)
    groups = sum(1 for one in model.term if one == 0) + 1
    pair = coefficient_test(model, 1, 0.0, level) if groups == 2 else None
    return RankTest(model.test(0), pair, model.n)


def _middles(X: Matrix) -> tuple[Floats, Floats]:
    """The different answers in rising order, and the share of all weight below the middle of each one's."""
    def different(batch: Batch) -> Floats:
        given, _, _, on = X.of(batch)
        return np.unique(given[on])

    rows = X.survey.rows
    values = np.unique(np.concatenate([np.empty(0), *rows.map(X.columns, different)]))

    def weighed(batch: Batch) -> tuple[Ints, Floats]:
        given, _, w, on = X.of(batch)
        return np.where(on, np.searchsorted(values, given), -1).astype(np.int64), w[:, None]

    weights = sums_by(rows, X.columns, weighed, len(values), 1)[:, 0]
    below = np.cumsum(weights)
    return values, (below - weights / 2) / (below[-1] if len(below) else 1.0)


def _scored(shares: Floats, score: RankScore) -> Floats:
    if score == "wilcoxon":
        return shares
    if score == "vanderWaerden":
        return normal_scores(shares)
    if score == "median":
        return np.asarray(shares > 0.5 + _HALF, dtype=np.float64)
    raise ValueError(f"no rank score is called {score}")
