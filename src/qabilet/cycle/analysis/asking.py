"""Asking for means and shares in one way, whatever the design: from strata, or weighted from the whole survey.

Without weights the one pass brings moments and counts by stratum; with them the survey brings vectors of weighted means
with their covariance. Either way a part of the analysis asks here and is told a MeanVector or a list of shares.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from qabilet.cycle.analysis.design_shares import portions, strata_beside
from qabilet.cycle.analysis.scope import Scope
from qabilet.stats import Estimate, MeanVector, means, quantile, share
from qabilet.tables import SLOTS, WHOLE, Item, Judged, Portion, Sums, Wanted

_LEVELS = "levels"


def ask(scope: Scope, wanted: Wanted, key: Hashable, items: Sequence[Item], by: str = "") -> None:
    """Ask for the means of items, in the whole audience or `by` the levels of a dimension."""
    if scope.survey is not None:
        wanted.vectors[key] = (tuple(items), by)
    else:
        strata = tuple(name for name in scope.strata if name != by)
        wanted.moments[key] = (tuple(items), (by, *strata) if by else strata)


def told(scope: Scope, sums: Sums, key: Hashable) -> MeanVector:
    """The means that were asked for of everybody."""
    if scope.survey is not None:
        return sums.vectors[key][WHOLE]
    return means(list(sums.moments[key].values()), basis=scope.basis, populations=scope.populations)


def told_by(scope: Scope, sums: Sums, key: Hashable) -> dict[int, MeanVector]:
    """The means that were asked for by a dimension: level -> means; levels in which nobody answered are not there."""
    if scope.survey is not None:
        return {level: vector for level, vector in sorted(sums.vectors[key].items()) if level >= 0 and vector.n.any()}
    levels: dict[int, list[int]] = {}
    found = list(sums.moments[key].items())
    for at, ((level, *_), _) in enumerate(found):
        if level >= 0:
            levels.setdefault(level, []).append(at)
    return {level: means([found[at][1] for at in places], basis=scope.basis, populations=scope.populations)
            for level, places in sorted(levels.items())}


def ask_shares(scope: Scope, wanted: Wanted, key: Hashable, column: str, levels: int) -> None:
    """Ask how the answers to a coded column fall on its `levels`."""
    wanted.counts[key] = (column, *strata_beside(scope, column))
    if scope.survey is not None:
        wanted.vectors[_LEVELS, key] = (tuple(Portion(column, (level,)) for level in range(levels)), "")


def told_shares(scope: Scope, sums: Sums, key: Hashable, sets: Sequence[Sequence[int]]) -> list[Estimate]:
    """The share of those who answered that gave one of the levels in each of `sets`; weighted where the survey is.

    Intervals: see design_shares.portions and stats.share.
    """
    joint = sums.counts[key]
    if scope.survey is None:
        return portions(scope, joint, sets)
    counted = joint.reshape(joint.shape[0], -1).sum(axis=1)[SLOTS:]
    vector = sums.vectors[_LEVELS, key][WHOLE]
    A = np.zeros((len(sets), len(vector.names)))
    for row, levels in enumerate(sets):
        A[row, list(levels)] = 1.0
    found = vector.linear([str(at) for at in range(len(sets))], A)
    n = int(counted.sum())
    return [_weighted(scope, int(counted[list(levels)].sum()), n, found, at) for at, levels in enumerate(sets)]


def ask_judged(scope: Scope, wanted: Wanted, key: Hashable, items: Sequence[Judged]) -> None:
    """Ask for shares of one's own making; without weights the counts say it all and nothing is asked."""
    if scope.survey is not None:
        wanted.vectors[key] = (tuple(items), "")


def told_judged(scope: Scope, sums: Sums, key: Hashable, item: str, count: int, n: int) -> Estimate:
    """The share `count` of `n` who were judged so; weighted where the survey is."""
    if scope.survey is None:
        return share(count, n, basis=scope.basis)
    found = sums.vectors[key][WHOLE]
    return _weighted(scope, count, n, found, found.names.index(item))


def ask_quantiles(scope: Scope, wanted: Wanted, key: Hashable, column: str) -> None:
    """Ask for quantiles of a column of numbers; with weights they have passes of their own."""
    if scope.survey is None:
        wanted.values[key] = (column, strata_beside(scope, column))


def told_quantiles(scope: Scope, sums: Sums, key: Hashable, column: str, at: Sequence[float]) -> list[Estimate]:
    """The quantiles of everybody who answered, weighted where the survey is; [] where nobody did.

    Intervals: Woodruff's on the logit scale (R: svyquantile(interval.type = "xlogit", qrule = "school")).
    """
    if scope.survey is not None:
        from qabilet.stats import Variable, survey_quantiles

        number = Variable(column, (column,), lambda batch: np.asarray(batch[column], dtype=np.float64))
        (found,) = survey_quantiles(scope.survey, number, at, basis=scope.basis)
        return [found[share] for share in at] if found[at[0]].n else []
    by_stratum = [found for found in sums.values[key].values() if found]
    if not by_stratum:
        return []
    values = sorted({value for found in by_stratum for value in found})
    counts = [[found[value] for value in values] for found in by_stratum]
    return [quantile(values, counts, share, basis=scope.basis, populations=scope.populations) for share in at]


def design_effects(scope: Scope, columns: Mapping[str, int]) -> dict[str, float]:
    """How many times as much as in a simple sample of as many the mean of each rated column (name -> points) varies; {}
    without weights, or where the design bears no error. R: svymean(deff = "replace")."""
    if scope.survey is None or scope.basis == "none":
        return {}
    from qabilet.stats import Variable, survey_design_effects

    def points(name: str) -> Callable[[Mapping[str, npt.NDArray[np.int64]]], npt.NDArray[np.float64]]:
        return lambda batch: np.where(batch[name] < 0, np.nan, batch[name] + 1.0)

    asked = [Variable(name, (name,), points(name), float(most)) for name, most in columns.items()]
    return {name: one.replaced for name, one in survey_design_effects(scope.survey, asked)[0].items()}


def _weighted(scope: Scope, count: int, n: int, found: MeanVector, at: int) -> Estimate:
    if not n or not found.n[at]:  # nobody, or nobody with a weight
        return share(0, 0, basis=scope.basis)
    value = min(1.0, max(0.0, float(found.theta[at])))
    if scope.basis != "none" and found.V[at, at] > 0 and not found.df[at] > 0:  # one unit tells no error
        return Estimate(value, n, basis=scope.basis, count=count)
    return share(count, n, basis=scope.basis, value=value, variance=float(found.V[at, at]), df=float(found.df[at]))
