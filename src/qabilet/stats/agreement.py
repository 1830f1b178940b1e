"""Do people put the needs in the same order? Friedman's test, Kendall's W, mean places, pairwise shares."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qabilet.stats.distributions import chi_square
from qabilet.stats.moments import Floats


@dataclass(frozen=True, slots=True)
class Concordance:
    """Friedman's chi-square with df and p, Kendall's W (0 to 1), over `n` people who placed every item."""

    chi2: float
    df: int
    p: float
    w: float
    n: int
    mean_places: tuple[float, ...]


def midranks(values: npt.ArrayLike, *, largest_first: bool = False) -> Floats:
    """Row by row, the places 1..k of an (m, k) array, tied values sharing their mean place; NaN stays NaN."""
    table = np.asarray(values, dtype=np.float64)
    signed = -table if largest_first else table
    known = ~np.isnan(signed)
    places = np.full(table.shape, np.nan)
    for j in range(table.shape[1]):  # a column at a time, so that memory stays that of the table
        before = np.sum(signed < signed[:, [j]], axis=1)
        level = np.sum(signed == signed[:, [j]], axis=1)
        places[:, j] = np.where(known[:, j], before + (level + 1) / 2, np.nan)
    return places


def concordance(values: npt.ArrayLike, counts: npt.ArrayLike | None = None, *,
                largest_first: bool = False) -> Concordance:
    """Friedman's test and W with ties, from (m, k) patterns of places or ratings and how often each occurs.

    Rows with a missing value (NaN) are left out; rows are people who answered independently, so no clustered sample.
    S = sum_j (R_j - n(k+1)/2)^2; W = 12 S / (n^2 (k^3 - k) - n sum_i T_i), T_i = sum (t^3 - t); chi2 = n (k - 1) W
    (Kendall & Babington Smith 1939; Friedman 1937). R: friedman.test. NaN for n = 0, k < 2, or everything tied.
    """
    table = np.asarray(values, dtype=np.float64)
    often = np.ones(len(table)) if counts is None else np.asarray(counts, dtype=np.float64)
    if table.ndim != 2 or len(often) != len(table):
        raise ValueError(f"{len(often)} counts for an array of shape {table.shape}")
    whole = ~np.isnan(table).any(axis=1) & (often > 0)
    table, often, k = table[whole], often[whole], table.shape[1]
    n = int(often.sum())
    if n == 0 or k < 2:
        return Concordance(math.nan, max(k - 1, 0), math.nan, math.nan, n, (math.nan,) * k)
    places = midranks(table, largest_first=largest_first)
    sums = often @ places
    scatter = float(np.sum((sums - n * (k + 1) / 2) ** 2))
    # the sum of T over a row: each tied group of t adds t^3 - t, each of its t members t^2 - 1
    ties = sum((np.sum(table == table[:, [j]], axis=1) ** 2 - 1.0 for j in range(k)), np.zeros(len(table)))
    room = n * n * (k ** 3 - k) - n * float(often @ ties)
    w = 12 * scatter / room if room > 0 else math.nan
    chi2 = n * (k - 1) * w
    return Concordance(chi2, k - 1, chi_square(chi2, k - 1)[1], w, n, tuple((sums / n).tolist()))


def pairwise(values: npt.ArrayLike, counts: npt.ArrayLike | None = None, *,
             largest_first: bool = False) -> tuple[Floats, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Who puts the row above the column: (share, above, n), each (k, k); a tie counts for neither and is in n.

    values: (m, k) patterns of places (1 is first) or, with `largest_first`, ratings; NaN is missing, and a pair counts
    the people who placed both. The diagonal, and a pair nobody placed, have share NaN.
    """
    table = np.asarray(values, dtype=np.float64)
    often = np.ones(len(table)) if counts is None else np.asarray(counts, dtype=np.float64)
    signed = -table if largest_first else table
    known = ~np.isnan(signed)
    above = np.array([often @ (signed[:, [j]] < signed) for j in range(table.shape[1])]).reshape(table.shape[1], -1)
    both = (known * often[:, None]).T @ known.astype(np.float64)
    np.fill_diagonal(both, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = above / both
    return shares, above.astype(np.int64), both.astype(np.int64)
