"""How sure is a ranking? Confidence sets for the places of items, simultaneous and one at a time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qabilet.stats.distributions import beta_tails
from qabilet.stats.moments import Flags, Floats
from qabilet.stats.step_down import Tests, normal_draws

Places = npt.NDArray[np.int64]


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
    freedom = None if df is None else np.broadcast_to(np.asarray(df, dtype=np.float64), (p,))[chosen]
    tests = Tests(t, inverse, normal_draws(U, enough, draws, seed), level, freedom)
    shown, closest, critical = tests.together()
    told = np.flatnonzero(enough)
    low, high = (_spread(side[told], chosen[told], p) for side in _bounds(shown | certain))
    low_alone, high_alone = ((_spread(side[told], chosen[told], p) for side in tests.alone(certain))
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


def _holm(tails: Floats, pairs: Flags, alpha: float) -> Flags:
    """The pairs rejected by Holm's (1979) step-down of their p values."""
    shown = np.zeros_like(pairs)
    where = np.argwhere(pairs)
    for step, (j, k) in enumerate(sorted(where.tolist(), key=lambda pair: float(tails[pair[0], pair[1]]))):
        if tails[j, k] > alpha / (len(where) - step):
            break
        shown[j, k] = True
    return shown
