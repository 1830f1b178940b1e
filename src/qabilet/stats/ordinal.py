"""Ordinal alpha and omega: the reliability a scale's graded answers would have, were they not cut into a few points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qabilet.stats.estimate import Basis, Estimate
from qabilet.stats.factor import OneFactor
from qabilet.stats.omega import omega_of_matrix
from qabilet.stats.pair_tables import PairTables
from qabilet.stats.polychoric import Polychoric, Thresholds, polychorics
from qabilet.stats.scale import Reliability, reliability_of_matrix


@dataclass(frozen=True, slots=True, eq=False)
class Ordinal:
    """`alpha` and `omega` of the polychoric correlations; `items` their if-dropped and item-rest, `factor` by MINRES.

    `constant` names items of which one category alone was used, left out.
    """

    alpha: Estimate
    omega: Estimate
    items: Reliability
    factor: OneFactor
    polychoric: Polychoric
    constant: tuple[str, ...] = ()


def ordinal_reliability(tables: PairTables, *, thresholds: Thresholds = "pooled", correct: float = 0.0, basis: Basis,
                        n: int | None = None) -> Ordinal:
    """Alpha and omega total on the (smoothed) polychoric matrix of k items.

    Zumbo, Gadermann & Zeisser 2007 (alpha of the polychoric correlations); omega from one factor by MINRES,
    which needs no positive definite matrix. They tell of the unobserved continuous answers, not of the sum of the
    points (that is Green & Yang 2009): an upper side of what the score does. No interval: none is established.
    R: p <- psych::polychoric(x); psych::alpha(p$rho); psych::fa(p$rho, nfactors = 1). n is the least number of people
    behind any pair unless given (sums of weights: pass it). NaN for fewer than two items (omega: three) with two
    categories in use, or a pair nobody answered.
    """
    used = [name for name, margin in zip(tables.names, tables.margins, strict=True) if np.count_nonzero(margin) > 1]
    nobody = [name for name, margin in zip(tables.names, tables.margins, strict=True) if not margin.any()]
    kept = tables if len(used) == len(tables.names) else tables.select(used)
    found = polychorics(kept, thresholds=thresholds, correct=correct)
    people = (kept.least() if n is None else n) if used else 0
    items = reliability_of_matrix(found.matrix, kept.names, n=people)
    omega = omega_of_matrix(found.matrix, n=people, method="minres")
    constant = tuple(name for name in tables.names if name not in used and name not in nobody)
    return Ordinal(Estimate(items.alpha.value, people, basis=basis), Estimate(omega.raw.value, people, basis=basis),
                   items, omega.factor, found, constant)
