"""Tests of all pairs of estimates at once: critical values by draws, rejected pairs leaving step by step."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from qabilet.stats.distributions import normal, normal_quantile, student, student_quantile
from qabilet.stats.moments import Flags, Floats

Places = npt.NDArray[np.int64]
Draws = npt.NDArray[np.float32]
_BLOCK = 100_000
"""Cells of a block of differences: they stay in the cache."""


def normal_draws(U: Floats, enough: Flags, draws: int, seed: int) -> Draws:
    """(p, draws) of N(0, U); semi-definite Cholesky, because constant or repeated items make U singular."""
    A = np.where(enough[:, None] & enough[None, :], U, 0.0)
    floor = 1e-13 * max(float(np.max(np.diag(A))), 1e-300)
    L = np.zeros_like(A)
    for j in range(len(A)):
        if A[j, j] > floor:
            L[:, j] = A[:, j] / math.sqrt(A[j, j])
            A = A - np.outer(L[:, j], L[:, j])
    return L.astype(np.float32) @ _standard(len(A), draws, seed)


@lru_cache(maxsize=4)
def _standard(p: int, draws: int, seed: int) -> Draws:
    """Independent standard normals; the many groups of one study share them."""
    return np.random.default_rng(seed).standard_normal((p, draws)).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Tests:
    """t (p, p) of item j less item k; `inverse` 1 / s, 0 where nothing is to be tested; Z (p, draws) of no difference.

    `df` (p,): each t is judged as the normal value with the same tail, on the smaller df of its two items; an item
    without df gives no evidence. None: the normal itself.
    """

    t: Floats
    inverse: Floats
    Z: Draws
    level: float
    df: Floats | None

    def together(self) -> tuple[Flags, float, float]:
        """The pairs rejected when all are tested together, the closest call and the last critical value."""
        return self._descend(self.inverse > 0)

    def alone(self, certain: Flags) -> tuple[Places, Places]:
        """The lowest and highest place of each item for itself: only the pairs with the item are tested together."""
        every, p = self.inverse > 0, len(self.t)
        low, high = np.ones(p, dtype=np.int64), np.full(p, p, dtype=np.int64)
        for j in range(p):
            with_j = np.zeros_like(every)
            with_j[j, :] = with_j[:, j] = True
            mine = self._descend(every & with_j)[0] | certain
            low[j], high[j] = 1 + mine[:, j].sum(), p - mine[j].sum()
        return low, high

    def _descend(self, pairs: Flags) -> tuple[Flags, float, float]:
        """Reject what is above the critical value, draw it again for the pairs left, until nothing is rejected."""
        left, shown = pairs.copy(), np.zeros_like(pairs)
        closest, critical = math.inf, math.nan
        quantile = self._quantiles(pairs)
        while left.any():
            critical = quantile(left)
            limit = self._limit(critical)
            closest = min(closest, self._closest(left, limit, critical))
            new = left & (self.t > limit)
            if not new.any():
                break
            shown |= new
            left &= ~new
        return shown, closest, critical

    def _limit(self, critical: float) -> Floats:
        """The critical value of each pair's own t: the value with the same tail as the normal `critical`."""
        if self.df is None:
            return np.full_like(self.t, critical)
        least = np.minimum.outer(self.df, self.df)  # NaN where either has none
        limit = np.full_like(self.t, math.inf)
        upper = normal(critical)[1]
        for df in sorted(set(least[least > 0].tolist())):  # np.unique would import numpy.ma
            limit[least == df] = -student_quantile(upper, df)
        return limit

    def _closest(self, left: Flags, limit: Floats, critical: float) -> float:
        """How near the nearest test lies to its limit, on the scale of the normal."""
        gaps = np.where(left & np.isfinite(limit), np.abs(self.t - limit), math.inf)
        at = np.unravel_index(int(np.argmin(gaps)), gaps.shape)
        if self.df is None or not math.isfinite(gaps[at]):
            return float(gaps[at])
        tail = student(float(self.t[at]), float(min(self.df[at[0]], self.df[at[1]])))[1]
        return abs(-normal_quantile(tail) - critical)

    def _quantiles(self, pairs: Flags) -> Callable[[Flags], float]:
        """The `level` quantile, over the draws, of the largest studentised difference among the pairs still left.

        The draws go by in blocks that fit the processor's cache, so memory stays bounded at any p. Single precision
        halves the work; its rounding (1e-7) is far below the error of the draws themselves (1e-2).
        """
        js, ks = np.nonzero(np.triu(pairs | pairs.T, 1))
        scale = self.inverse[js, ks].astype(np.float32)[:, None]
        draws = self.Z.shape[1]
        width = max(256, _BLOCK // max(1, len(js)))

        def quantile(left: Flags) -> float:
            over, under = left[js, ks], left[ks, js]
            asked = over | under
            whole = bool((over & under).all())
            first, second, by = js[asked], ks[asked], scale[asked]
            up, down = over[asked], under[asked]
            top = np.full(draws, -math.inf, dtype=np.float32)
            for start in range(0, draws, width):
                block, most = self.Z[:, start:start + width], top[start:start + width]
                D = block[first]
                D -= block[second]
                D *= by
                if whole:
                    np.abs(D, out=D).max(axis=0, out=most)
                    continue
                if up.any():
                    np.maximum(most, D[up].max(axis=0), out=most)
                if down.any():
                    np.maximum(most, -D[down].min(axis=0), out=most)
            at = min(draws, max(1, math.ceil(self.level * draws))) - 1
            return float(np.partition(top, at)[at])

        return quantile
