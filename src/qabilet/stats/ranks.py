"""How sure is a ranking? Confidence sets for the places of items, simultaneous and one at a time."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from qabilet.stats.distributions import beta_tails, normal_quantile, student
from qabilet.stats.moments import Flags, Floats

Places = npt.NDArray[np.int64]
_BLOCK = 100_000
"""Cells of a block of draws: with the differences beside them they stay in the cache."""


@dataclass(frozen=True, slots=True)
class RankSets:
    """Places 1..p (ties share the better one) and the sets they are known to lie in, None where nothing is told.

    low..high: simultaneous, all sets hold together at `level`; marginal_low..high: each for itself. `closest` is the
    least distance of a test from its critical value (below about 0.02 another seed may move a bound by one), `critical`
    the last critical value. `certain` counts the ordered pairs decided although their difference has no variance.
    """

    rank: tuple[int | None, ...]
    low: tuple[int | None, ...]
    high: tuple[int | None, ...]
    marginal_low: tuple[int | None, ...]
    marginal_high: tuple[int | None, ...]
    closest: float
    critical: float
    level: float = 0.95
    draws: int = 0
    certain: int = 0


def rank_sets(theta: npt.ArrayLike, V: npt.ArrayLike, *, largest_first: bool = True, level: float = 0.95,
              draws: int = 20_000, seed: int, family: Sequence[int] | None = None,
              n: Sequence[int] | npt.NDArray[np.int64] | None = None, least_n: int = 0,
              marginal: bool = True, df: float | npt.ArrayLike | None = None) -> RankSets:
    """Rank sets of p estimates `theta` with covariance `V` (p, p), by studentised step-down tests of all pairs.

    t_jk = (theta_j - theta_k) / s_jk, s_jk^2 = V_jj + V_kk - 2 V_jk; the critical value is the `level` quantile of
    max (Z_j - Z_k) / s_jk over the pairs not yet rejected, Z ~ N(0, V) (Mogstad, Romano, Shaikh & Wilhelm 2024, Review
    of Economic Studies 91(1), section 3; Romano & Wolf 2005). Marginal sets use the pairs with the item alone.
    R: csranks(simul = , stepdown = TRUE), within the Monte-Carlo error told by `closest`.

    family: the items ranked among one another (default all); the others, and items with theta NaN, get None.
    n, least_n: an item on fewer than `least_n` answers keeps its place but is told apart from nobody and gets no set.
    marginal: without them (their sets None) the work is less than half.
    df: degrees of freedom of V, one for all or one an item (`MeanVector.df`). With it a t is read as the normal value
    that has the same tail (exact for two items): few people's variances are themselves guesses, and by the normal
    alone sets of ten people hold in 56 to 78 samples of 100 in place of 95. Without it: the normal, as csranks.
    V NaN (no variance): no sets. Zero variance of a difference: equal is a tie, unequal is decided.
    """
    theta_all = np.asarray(theta, dtype=np.float64)
    p = len(theta_all)
    chosen = np.array([j for j in (range(p) if family is None else family) if not np.isnan(theta_all[j])], np.intp)
    x = theta_all[chosen] if largest_first else -theta_all[chosen]
    U = np.asarray(V, dtype=np.float64).reshape(p, p)[np.ix_(chosen, chosen)]
    enough = ~np.isnan(np.diag(U))
    if n is not None:
        enough &= np.asarray(n)[chosen] >= least_n
    rank = _spread(1 + _beats(x).sum(axis=0), chosen, p)
    none = (None,) * p
    if not enough.any():
        return RankSets(rank, none, none, none, none, math.nan, math.nan, level, draws)
    t, inverse, certain = _studentised(x, U, enough)
    if df is not None:
        t = _as_normal(t, np.broadcast_to(np.asarray(df, dtype=np.float64), (p,))[chosen], inverse > 0)
    Z = _draws(U, enough, draws, seed)
    shown, closest, critical = _together(t, inverse, certain, Z, level)
    told = np.flatnonzero(enough)
    low, high = (_spread(side[told], chosen[told], p) for side in _bounds(shown))
    low_alone, high_alone = ((_spread(side[told], chosen[told], p) for side in _alone(t, inverse, certain, Z, level))
                             if marginal else (none, none))
    return RankSets(rank, low, high, low_alone, high_alone, closest, critical, level, draws, int(certain.sum()))


def multinomial_rank_sets(counts: npt.ArrayLike, *, level: float = 0.95, largest_first: bool = True) -> RankSets:
    """Rank sets of categories by how often each was chosen, one choice a person; exact at any n.

    Tests P(X >= x_j | x_j + x_k, 1/2) for all pairs, Holm over all of them (simultaneous) or over those of the item
    (marginal): Bazylik, Mogstad, Romano, Shaikh & Wilhelm 2021. R: csranks_multinom(multcorr = "Holm"). `closest` and
    `critical`: NaN.
    """
    x = np.asarray(counts, dtype=np.float64)
    p = len(x)
    tails = np.array([[beta_tails(x[j], x[k] + 1, 0.5, 0.5)[0] if x[j] > 0 and j != k else 1.0 for k in range(p)]
                      for j in range(p)]).reshape(p, p)
    if not largest_first:
        tails = np.array([[beta_tails(x[k], x[j] + 1, 0.5, 0.5)[0] if x[k] > 0 and j != k else 1.0 for k in range(p)]
                          for j in range(p)]).reshape(p, p)
    pairs = ~np.eye(p, dtype=np.bool_)
    shown = _holm(tails, pairs, 1 - level)
    low, high = _bounds(shown)
    lows, highs = [], []
    for j in range(p):
        with_j = np.zeros((p, p), dtype=np.bool_)
        with_j[j, :] = with_j[:, j] = True
        mine = _holm(tails, pairs & with_j, 1 - level)
        one_low, one_high = _bounds(mine)
        lows.append(int(one_low[j]))
        highs.append(int(one_high[j]))
    rank = 1 + _beats(x if largest_first else -x).sum(axis=0)
    return RankSets(tuple(rank.tolist()), tuple(low.tolist()), tuple(high.tolist()), tuple(lows), tuple(highs),
                    math.nan, math.nan, level)


def _beats(x: Floats) -> Flags:
    """[k, j]: x_k above x_j by more than rounding."""
    room = 1e-12 * np.maximum(np.abs(x[:, None]), np.abs(x[None, :]))
    return x[:, None] - x[None, :] > room


def _spread(places: Places, where: npt.NDArray[np.intp], p: int) -> tuple[int | None, ...]:
    full: list[int | None] = [None] * p
    for j, place in zip(where.tolist(), places.tolist(), strict=True):
        full[j] = int(place)
    return tuple(full)


def _bounds(shown: Flags) -> tuple[Places, Places]:
    """shown[j, k]: j is shown to stand above k."""
    return 1 + shown.sum(axis=0), len(shown) - shown.sum(axis=1)


def _studentised(x: Floats, U: Floats, enough: Flags) -> tuple[Floats, Floats, Flags]:
    """t (p, p), 1 / s (0 where there is nothing to test), and the pairs decided without variance."""
    pairs = enough[:, None] & enough[None, :] & ~np.eye(len(x), dtype=np.bool_)
    spread = np.diag(U)[:, None] + np.diag(U)[None, :]
    square = np.where(pairs, spread - 2 * U, 0.0)
    varies = pairs & (square > 1e-12 * np.where(pairs, spread, 1.0))
    inverse = np.where(varies, 1 / np.sqrt(np.where(varies, square, 1.0)), 0.0)
    certain = pairs & ~varies & _beats(x)
    return (x[:, None] - x[None, :]) * inverse, inverse, certain


def _as_normal(t: Floats, df: Floats, pairs: Flags) -> Floats:
    """Each t as the normal value with the same tail, on the smaller df of its two items; no df, no evidence."""
    z = np.zeros_like(t)
    for j, k in np.argwhere(pairs & (t > 0)).tolist():
        tail = student(float(t[j, k]), float(min(df[j], df[k])))[1]
        z[j, k] = -normal_quantile(tail) if tail == tail else 0.0
        z[k, j] = -z[j, k]
    return z


def _draws(U: Floats, enough: Flags, draws: int, seed: int) -> Floats:
    """(p, draws) of N(0, U); semi-definite Cholesky, because constant or repeated items make U singular."""
    A = np.where(enough[:, None] & enough[None, :], U, 0.0)
    floor = 1e-13 * max(float(np.max(np.diag(A))), 1e-300)
    L = np.zeros_like(A)
    for j in range(len(A)):
        if A[j, j] > floor:
            L[:, j] = A[:, j] / math.sqrt(A[j, j])
            A = A - np.outer(L[:, j], L[:, j])
    return L @ _standard(len(A), draws, seed)


@lru_cache(maxsize=2)
def _standard(p: int, draws: int, seed: int) -> Floats:
    """Independent standard normals; the many groups of one study share them."""
    return np.random.default_rng(seed).standard_normal((p, draws))


def _together(t: Floats, inverse: Floats, certain: Flags, Z: Floats, level: float) -> tuple[Flags, float, float]:
    """The pairs rejected together, the closest call and the last critical value."""
    p = len(t)
    after = np.triu(np.ones((p, p), dtype=np.bool_), 1)  # a pair is drawn once, for both of its directions

    def quantile(left: Flags) -> float:
        return _critical(Z, inverse, [(j, left[j] & after[j], left[:, j] & after[j]) for j in range(p)], level)

    shown, closest, critical = _descend(t, inverse > 0, quantile)
    return shown | certain, closest, critical


def _alone(t: Floats, inverse: Floats, certain: Flags, Z: Floats, level: float) -> tuple[Places, Places]:
    """The lowest and highest place of each item for itself: only the pairs with the item are tested together."""
    every, p = inverse > 0, len(t)
    low, high = np.ones(p, dtype=np.int64), np.full(p, p, dtype=np.int64)
    for j in range(p):
        with_j = np.zeros_like(every)
        with_j[j, :] = with_j[:, j] = True

        def quantile(left: Flags, j: int = j) -> float:
            return _critical(Z, inverse, [(j, left[j], left[:, j])], level)

        mine = _descend(t, every & with_j, quantile)[0] | certain
        low[j], high[j] = 1 + mine[:, j].sum(), p - mine[j].sum()
    return low, high


def _descend(t: Floats, pairs: Flags, quantile: Callable[[Flags], float]) -> tuple[Flags, float, float]:
    """Reject what is above the critical value, draw it again for the pairs left, until nothing more is rejected."""
    left, shown = pairs.copy(), np.zeros_like(pairs)
    closest, critical = math.inf, math.nan
    while left.any():
        critical = quantile(left)
        closest = min(closest, float(np.min(np.abs(t[left] - critical))))
        new = left & (t > critical)
        if not new.any():
            break
        shown |= new
        left &= ~new
    return shown, closest, critical


def _critical(Z: Floats, inverse: Floats, rows: Sequence[tuple[int, Flags, Flags]], level: float) -> float:
    """The `level` quantile, over the draws, of the largest studentised difference among the given pairs.

    rows: (j, over, under): item j less item k where over[k], k less j where under[k]. The draws go by in blocks that
    fit the processor's cache, so memory stays bounded at any p.
    """
    wanted = [(j, np.flatnonzero(over | under), over, under) for j, over, under in rows if (over | under).any()]
    top = np.full(Z.shape[1], -math.inf)
    width = max(256, _BLOCK // len(Z))
    for start in range(0, len(top), width):
        block, most = Z[:, start:start + width], top[start:start + width]
        for j, ks, over, under in wanted:
            D = block[j] - block[ks]
            D *= inverse[j, ks][:, None]
            if over[ks].all() and under[ks].all():
                np.maximum(most, np.abs(D, out=D).max(axis=0), out=most)
                continue
            if over[ks].any():
                np.maximum(most, D[over[ks]].max(axis=0), out=most)
            if under[ks].any():
                np.maximum(most, -D[under[ks]].min(axis=0), out=most)
    at = min(len(top), max(1, math.ceil(level * len(top)))) - 1
    return float(np.partition(top, at)[at])


def _holm(tails: Floats, pairs: Flags, alpha: float) -> Flags:
    """The pairs rejected by Holm's (1979) step-down of their p values."""
    shown = np.zeros_like(pairs)
    where = np.argwhere(pairs)
    for step, (j, k) in enumerate(sorted(where.tolist(), key=lambda pair: float(tails[pair[0], pair[1]]))):
        if tails[j, k] > alpha / (len(where) - step):
            break
        shown[j, k] = True
    return shown
