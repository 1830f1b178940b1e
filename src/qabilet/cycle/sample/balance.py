"""The balance: the sample beside the register by every known column, and how surprising the difference would be.

Since the register is known, the spread of the sample's shares over all draws of the same design is known too: nothing
is estimated. First stage: Hajek's (1964) variance for high entropy designs, exact for simple and stratified draws,
V = N / (N - 1) sum pi (1 - pi) (e / pi - B)^2 with B = sum (1 - pi) e / sum pi (1 - pi), e = indicator - share; a
systematic draw in a telling order varies less. Second stage: sum of M^2 (1/m - 1/M) S^2 / pi. Shares are weighted
(Hajek's ratio), so that a design that takes more of some is not called a poor draw.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qabilet.cycle.sample.faults import SAMPLE_107
from qabilet.cycle.sample.frame import Frame, Key
from qabilet.cycle.sample.plan import DrawPlan
from qabilet.cycle.sample.quota import Quota
from qabilet.cycle.sample.selection import Sample
from qabilet.errors import Caution

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

SURPRISING = 0.01


@dataclass(frozen=True, slots=True)
class Level:
    """One level: people in the register and in the sample; shares 0 to 1, the sample's also weighted.

    `difference`: weighted share less the register's; `z`: in standard deviations of the design, NaN where the design
    holds it fixed.
    """

    level: str
    register: int
    register_share: float
    drawn: int
    drawn_share: float
    weighted_share: float
    z: float = math.nan

    @property
    def difference(self) -> float:
        return self.weighted_share - self.register_share


@dataclass(frozen=True, slots=True)
class Balance:
    """One column. `p`: chance of a sample at least as far from the register, by chi-square with `df`; NaN: no test."""

    column: str
    levels: tuple[Level, ...]
    chi_square: float = math.nan
    df: int = 0
    p: float = math.nan


def balance_of(frame: Frame, plan: DrawPlan, sample: Sample, columns: Sequence[str]) -> list[Balance]:
    """The balance of the people drawn (without reserves) by each column."""
    import numpy as np

    main = sample.main
    places = np.array([one.place for one in main], dtype=np.int64)
    weights = np.array([one.weight for one in main], dtype=np.float64)
    return [_column(frame, plan, sample, name, places, weights) for name in columns]


def doubts(found: Sequence[Balance]) -> list[Caution]:
    """A caution for each column in which the draw is a rare one: to be seen, not to be drawn again."""
    return [Caution(SAMPLE_107, {"column": one.column, "p": f"{one.p:.4f}"}) for one in found if one.p < SURPRISING]


def quota_balance(frame: Frame, quotas: Sequence[Quota]) -> list[Balance]:
    """The targets by each column of the quotas; chance had no part in them."""
    import numpy as np

    found = []
    for name in dict.fromkeys(name for one in quotas for name in one.columns):
        factor = frame.columns[name]
        columns = next(one.columns for one in quotas if name in one.columns)
        register = np.bincount(factor.codes, minlength=len(factor.levels)).tolist()
        targets = dict.fromkeys(factor.levels, 0)
        for one in quotas:
            if one.columns == columns:
                targets[one.levels[columns.index(name)]] += one.target
        n = sum(targets.values()) or 1
        found.append(Balance(name, tuple(
            Level(level, there, there / len(frame), targets[level], targets[level] / n, targets[level] / n)
            for level, there in zip(factor.levels, register, strict=True))))
    return found


def _column(frame: Frame, plan: DrawPlan, sample: Sample, name: str, places: npt.NDArray[np.int64],
            weights: Floats) -> Balance:
    import numpy as np

    factor = frame.columns[name]
    size = len(factor.levels)
    register = np.bincount(factor.codes, minlength=size)
    drawn = np.bincount(factor.codes[places], minlength=size)
    share = register / len(frame)
    weighted = np.bincount(factor.codes[places], weights=weights, minlength=size) / weights.sum()
    V = _variance(frame, plan, sample, name, share) / len(frame) ** 2
    gap, spread = weighted - share, np.sqrt(np.maximum(np.diag(V), 0.0))
    # What the design holds fixed has a variance of rounding errors, far below that of a simple draw of as many.
    rounding = 1e-9 * float((share * (1 - share)).max()) / len(places)
    varies = spread**2 > rounding
    z = np.where(varies, gap / np.where(varies, spread, 1.0), math.nan)
    levels = tuple(Level(*one) for one in zip(factor.levels, register.tolist(), share.tolist(), drawn.tolist(),
                                              (drawn / len(places)).tolist(), weighted.tolist(), z.tolist(),
                                              strict=True))
    return Balance(name, levels, *_tested(gap, V, rounding))


def _tested(gap: Floats, V: Floats, rounding: float) -> tuple[float, int, float]:
    """Chi-square of the gaps, its degrees of freedom, p; NaN where nothing varies by more than `rounding`."""
    import numpy as np

    from qabilet.stats import noncentral_chi_square

    values, vectors = np.linalg.eigh(V)
    kept = values > max(rounding, 1e-9 * float(values[-1]))
    if not kept.any():
        return math.nan, 0, math.nan
    chi_square = float(((vectors.T @ gap)[kept] ** 2 / values[kept]).sum())
    df = int(kept.sum())
    return chi_square, df, noncentral_chi_square(chi_square, df, 0.0)[1]


def _variance(frame: Frame, plan: DrawPlan, sample: Sample, name: str, share: Floats) -> Floats:
    """The covariance of the totals of e = indicator - share over all draws (levels, levels)."""
    import numpy as np

    factor = frame.columns[name]
    V = np.zeros((len(share), len(share)))
    for key, places in frame.groups(plan.strata if plan.kind in ("stratified", "cluster") else ()).items():
        chances = sample.chances.get(key, 0.0)
        if sample.clustered:
            V += _of_clusters(frame, plan, places, np.asarray(chances, dtype=np.float64), factor.codes, share)
            continue
        pi = np.broadcast_to(np.asarray(chances, dtype=np.float64), len(places))
        if isinstance(chances, float) and chances <= 0:
            continue
        V += _hajek_of_people(pi, factor.codes[places], share)
    return V


def _hajek_of_people(pi: Floats, codes: npt.NDArray[np.int64], share: Floats) -> Floats:
    """Hajek's covariance where every unit is one person: sums by level in place of a matrix of people by levels."""
    import numpy as np

    chance = pi * (1 - pi)
    if chance.sum() <= 1e-12 * len(pi):
        return np.zeros((len(share), len(share)))
    varying = int((chance > 0).sum())
    pi = np.where(pi > 0, pi, 1.0)
    K = np.bincount(codes, weights=chance / pi**2, minlength=len(share))
    D = np.bincount(codes, weights=chance / pi, minlength=len(share))
    B = (D - share * D.sum()) / chance.sum()
    S = np.diag(K) - np.outer(share, K) - np.outer(K, share) + np.outer(share, share) * K.sum()
    return np.asarray((S - chance.sum() * np.outer(B, B)) * varying / max(varying - 1, 1), dtype=np.float64)


def _of_clusters(frame: Frame, plan: DrawPlan, places: npt.NDArray[np.int64], pi: Floats,
                 codes: npt.NDArray[np.int64], share: Floats) -> Floats:
    import numpy as np

    clusters: list[tuple[Key, npt.NDArray[np.int64]]] = list(frame.parted((plan.cluster,), places).items())
    counts = np.array([np.bincount(codes[one], minlength=len(share)) for _, one in clusters], dtype=np.float64)
    M = counts.sum(axis=1)
    totals = counts - np.outer(M, share)
    chance = pi * (1 - pi)
    varying = int((chance > 1e-12).sum())
    V = np.zeros((len(share), len(share)))
    if varying > 1:
        scaled = totals / pi[:, None]
        B = (chance[:, None] * scaled).sum(axis=0) / chance.sum()
        V += (scaled - B).T @ (chance[:, None] * (scaled - B)) * varying / (varying - 1)
    if plan.per_cluster is not None:
        m = np.minimum(plan.per_cluster, M)
        factor = np.where(m < M, M**2 * (1 / m - 1 / M) / pi / np.maximum(M - 1, 1), 0.0)
        # Within a cluster of counts c: S^2 = (diag(c) - c c' / M) / (M - 1).
        V += np.diag((factor[:, None] * counts).sum(axis=0)) - (factor / M * counts.T) @ counts
    return V
