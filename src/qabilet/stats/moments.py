"""Moments: all that means, variances and correlations need of the answers, and that can be added up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Pairwise sums over `n` rows of k columns with missing values; m is 1 where observed, else 0.

    xx[j, k] = sum m_j m_k x_j x_k; xm[j, k] = sum m_j m_k x_j; mm[j, k] = sum m_j m_k: three (k, k) float64 arrays,
    exact for whole numbers below 2^53, so that `+` gives the same bits however the rows were split.
    """

    names: tuple[str, ...]
    n: int
    xx: Floats
    xm: Floats
    mm: Floats

    @classmethod
    def of(cls, names: Sequence[str], x: npt.ArrayLike, observed: npt.ArrayLike | None = None) -> Moments:
        """From an (n, k) array; missing is NaN, a masked cell, or False in `observed` of the same shape.

        Raises ValueError where the array has not as many columns as there are names.
        """
        table, mask = _observed(x, observed)
        if table.ndim != 2 or table.shape[1] != len(names):
            raise ValueError(f"{len(names)} names for an array of shape {table.shape}")
        m = mask.astype(np.float64)
        seen = np.where(mask, table, 0.0)
        return cls(tuple(names), len(table), seen.T @ seen, seen.T @ m, m.T @ m)

    @classmethod
    def zero(cls, names: Sequence[str]) -> Moments:
        """No rows: the neutral element of `+`."""
        k = len(names)
        return cls(tuple(names), 0, np.zeros((k, k)), np.zeros((k, k)), np.zeros((k, k)))

    @classmethod
    def total(cls, parts: Iterable[Moments]) -> Moments:
        """The sum of at least one part. Raises ValueError for none: nobody would know the names."""
        found = list(parts)
        if not found:
            raise ValueError("no moments to add")
        whole = found[0]
        for part in found[1:]:
            whole = whole + part
        return whole

    def __add__(self, other: Moments) -> Moments:
        if self.names != other.names:
            raise ValueError("moments of different columns cannot be added")
        return Moments(self.names, self.n + other.n, self.xx + other.xx, self.xm + other.xm, self.mm + other.mm)

    def index(self, names: Sequence[str]) -> list[int]:
        """Where the named columns stand. Raises ValueError for a name not there."""
        return [self.names.index(name) for name in names]

    def select(self, names: Sequence[str]) -> Moments:
        """The same rows, only these columns, in this order."""
        at = np.ix_(self.index(names), self.index(names))
        return Moments(tuple(names), self.n, self.xx[at], self.xm[at], self.mm[at])

    def reversed(self, names: Sequence[str], turn: float) -> Moments:
        """The named columns replaced by `turn` - x: for a scale from 1 to 5, `turn` is 6."""
        turned = set(self.index(names))
        flips = np.diag([-1.0 if j in turned else 1.0 for j in range(len(self.names))])
        return self.linear(self.names, flips, [turn if j in turned else 0.0 for j in range(len(self.names))])

    def linear(self, names: Sequence[str], weights: npt.ArrayLike, shift: npt.ArrayLike | None = None) -> Moments:
        """The moments of y = `weights` x + `shift`: weights (r, k), shift (r,), names the r new columns.

        A y made of several columns is observed where all of them are. Pairwise sums know that only where these columns
        are missing together (or never); where they are not, the moments of that y are NaN.
        """
        A = np.asarray(weights, dtype=np.float64).reshape(len(names), len(self.names))
        a = np.zeros(len(names)) if shift is None else np.asarray(shift, dtype=np.float64)
        first = np.array([int(np.argmax(row != 0)) for row in A], dtype=np.intp)
        mm = self.mm[np.ix_(first, first)]
        sums = A @ self.xm[:, first]
        xm = sums + a[:, None] * mm
        xx = A @ self.xx @ A.T + a[None, :] * sums + a[:, None] * sums.T + np.outer(a, a) * mm
        unknown = np.array([not self._together(np.flatnonzero(row)) for row in A], dtype=np.bool_)
        either = unknown[:, None] | unknown[None, :]
        return Moments(tuple(names), self.n, *(np.where(either, np.nan, part) for part in (xx, xm, mm)))

    def covariance(self) -> Floats:
        """Pairwise covariances over n - 1, NaN below two pairs; R: cov(x, use = "pairwise.complete.obs")."""
        with np.errstate(invalid="ignore", divide="ignore"):
            pairs = (self.xx - self.xm * self.xm.T / self.mm) / (self.mm - 1.0)
        pairs[np.isfinite(self.mm) & (self.mm < 2)] = np.nan
        return pairs

    def counts(self) -> npt.NDArray[np.int64]:
        """(k,) how many rows each column is observed in."""
        return np.nan_to_num(np.diag(self.mm)).astype(np.int64)

    def _together(self, columns: npt.NDArray[np.intp]) -> bool:
        """Whether these columns are observed in exactly the same rows."""
        block = self.mm[np.ix_(columns, columns)]
        return bool(block.size == 0 or np.all(block == block[0, 0]))


def _observed(x: npt.ArrayLike, observed: npt.ArrayLike | None) -> tuple[Floats, Flags]:
    # asked of the object: naming numpy.ma here would import it, 30 ms of every command
    hidden = getattr(x, "mask", False)
    table = np.asarray(getattr(x, "data", x) if hasattr(x, "filled") else x, dtype=np.float64)
    mask = ~np.isnan(table) & ~np.asarray(hidden, dtype=np.bool_)
    if observed is not None:
        mask = mask & np.asarray(observed, dtype=np.bool_)
    return table, mask
