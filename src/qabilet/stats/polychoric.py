"""Polychoric correlations: how two graded questions would correlate, were the answers not cut into a few points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from qabilet.stats.bivariate import both_below, density, normal_below
from qabilet.stats.distributions import normal_quantile
from qabilet.stats.factor import correlations
from qabilet.stats.moments import Floats
from qabilet.stats.pair_tables import PairTables

Thresholds = Literal["pooled", "pairwise"]
"""Where the thresholds come from: all answers to an item (R: global = TRUE), or each pair's own table (FALSE)."""

BORDER = 0.9999
"""A correlation beyond it is at the border: the likelihood goes on rising, or hardly falls, towards 1."""
_WIDEST, _TURNS, _SETTLED = 9.5, 80, 1e-10  # of z = atanh rho: 1 - rho is 1e-8 at the widest


@dataclass(frozen=True, slots=True, eq=False)
class Polychoric:
    """`matrix` (k, k) of correlations, NaN where those who answered both items used one category alone of either.

    `raw` is the matrix before smoothing (`smoothed` says whether there was any). `objective` (pairs,): minus the log-
    likelihood of each pair's table as shares. `border` and `corrected`: the pairs at +-1 and those with a zero cell
    filled. `converged` (pairs,). `thresholds` (k, c - 1) of all answers: infinite beyond the outer categories used.
    """

    names: tuple[str, ...]
    matrix: Floats
    raw: Floats
    objective: Floats
    converged: npt.NDArray[np.bool_]
    thresholds: Floats
    smoothed: bool = False
    border: tuple[tuple[str, str], ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()


def polychorics(given: PairTables, *, thresholds: Thresholds = "pooled", correct: float = 0.0,
                smooth: bool = True) -> Polychoric:
    """Two-step polychoric correlations of all pairs at once; of items with two categories, tetrachoric ones.

    Thresholds are normal quantiles of the cumulated margins; then rho maximises sum n log P(rho) (Olsson 1979, the
    two-step method) by Newton's method in atanh rho within a bracket, |rho| <= 1 - 1e-8.
    `correct` fills the empty cells of a pair's table with that many answers. Unused categories change nothing.
    R: psych::polychoric(x) is ("pooled", correct 0: psych corrects only with global = FALSE);
    psych::polychoric(x, global = FALSE) is ("pairwise", 0.5), where its table is not scaled back to 1 and, as there,
    its thresholds are those of the filled table; psych::tetrachoric(x) is ("pooled", 0.5). Equal to 1e-7 when psych's
    optimize() is given tol = 1e-12; by itself psych stops at 1e-4. psych leaves out cells whose probability it
    computes as zero or less, ours keep 1e-300. `smooth` as in psych::cor.smooth, not done where a value is missing.
    """
    tables, filled = _filled(given, thresholds, correct)
    cuts = np.array([_cuts(margin) for margin in given.margins]).reshape(len(given.names), -1 if given.names else 0)
    pairs = given.pairs()
    if thresholds == "pooled":
        a, b = cuts[[i for i, _ in pairs]], cuts[[j for _, j in pairs]]
    else:
        a, b = (np.array([_cuts(table.sum(axis=axis), 1.0) for table in tables]).reshape(len(pairs), cuts.shape[1])
                for axis in (1, 0))
    known = ((given.tables.any(axis=2).sum(axis=1) > 1) & (given.tables.any(axis=1).sum(axis=1) > 1)
             & np.isfinite(a).any(axis=1) & np.isfinite(b).any(axis=1))
    rho, objective, converged = (np.full(len(pairs), np.nan), np.full(len(pairs), np.nan), known.copy())
    if known.any():
        rho[known], objective[known], converged[known] = _most_likely(tables[known], a[known], b[known])
    raw = np.eye(len(given.names))
    for (i, j), value in zip(pairs, rho, strict=True):
        raw[i, j] = raw[j, i] = value
    matrix, smoothed = smooth_correlations(raw) if smooth else (raw, False)

    def named(chosen: npt.NDArray[np.bool_]) -> tuple[tuple[str, str], ...]:
        return tuple((given.names[i], given.names[j]) for (i, j), yes in zip(pairs, chosen, strict=True) if yes)

    return Polychoric(given.names, matrix, raw, objective, converged, cuts, smoothed, named(np.abs(rho) > BORDER),
                      named(filled))


def smooth_correlations(R: Floats, *, least: float = 1e-12) -> tuple[Floats, bool]:
    """A correlation matrix made positive definite where it is not, and whether it was changed; R: psych::cor.smooth.

    Eigenvalues below `least` become 100 times it, the others keep their share of k, the diagonal is 1 again. A matrix
    with a missing value is left as it is.
    """
    if not len(R) or np.isnan(R).any():
        return R, False
    values, vectors = np.linalg.eigh(R)
    if values[0] >= np.finfo(np.float64).eps:
        return R, False
    values = np.where(values < least, 100 * least, values)
    values *= len(R) / values.sum()
    return correlations((vectors * values) @ vectors.T), True


def _filled(given: PairTables, thresholds: Thresholds, correct: float) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """The tables as shares, their empty cells filled where both categories occur, and which pairs that concerned."""
    totals = given.tables.sum(axis=(1, 2))
    shares = given.tables / np.where(totals > 0, totals, 1.0)[:, None, None]
    if correct <= 0:
        return shares, np.zeros(len(shares), dtype=np.bool_)
    if thresholds == "pairwise":
        used = (shares.sum(axis=2) > 0)[:, :, None] & (shares.sum(axis=1) > 0)[:, None, :]
    else:
        occurs, pairs = given.margins > 0, given.pairs()
        used = occurs[[i for i, _ in pairs]][:, :, None] & occurs[[j for _, j in pairs]][:, None, :]
    empty = used & (shares == 0) & (totals > 0)[:, None, None]
    return np.where(empty, correct / np.where(totals > 0, totals, 1.0)[:, None, None], shares), empty.any(axis=(1, 2))


def _cuts(margin: Floats, total: float | None = None) -> list[float]:
    """The c - 1 thresholds of a margin; infinite beyond the categories used, NaN for no answers."""
    whole = float(margin.sum()) if total is None else total
    if not margin.sum() > 0:
        return [np.nan] * (len(margin) - 1)
    below, last = np.cumsum(margin) / whole, int(np.flatnonzero(margin)[-1])
    return [normal_quantile(float(min(share, 1.0))) if at < last else np.inf for at, share in enumerate(below[:-1])]


def _most_likely(tables: Floats, a: Floats, b: Floats) -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
    """rho, minus the log-likelihood, whether settled; tables (P, c, c), thresholds (P, c - 1)."""
    z = np.arctanh(np.clip(_by_scores(tables), -0.95, 0.95))
    low, high = np.full(len(z), -_WIDEST), np.full(len(z), _WIDEST)
    settled = np.zeros(len(z), dtype=np.bool_)
    for turn in range(_TURNS):
        todo = np.flatnonzero(~settled)
        if not len(todo):
            break
        here = z[todo]
        slope, bend = _slopes(tables[todo], a[todo], b[todo], here)
        low[todo], high[todo] = np.where(slope > 0, here, low[todo]), np.where(slope < 0, here, high[todo])
        step = np.where(bend > 0, np.clip(slope / np.where(bend > 0, bend, 1.0), -1.0, 1.0), np.sign(slope))
        there = here + step
        inside = (there > low[todo]) & (there < high[todo])
        there = np.where(inside | (np.abs(step) < _SETTLED), there, 0.5 * (low[todo] + high[todo]))
        settled[todo] = np.abs(there - here) < _SETTLED
        if turn % 10 == 9:  # perhaps it rises all the way to the border, ever more slowly
            far = np.sign(slope) * _WIDEST
            no_worse = _loss(tables[todo], a[todo], b[todo], far) <= _loss(tables[todo], a[todo], b[todo], here)
            there, settled[todo] = np.where(no_worse, far, there), settled[todo] | no_worse
        z[todo] = there
    return np.tanh(z), _loss(tables, a, b, z), settled


def _loss(tables: Floats, a: Floats, b: Floats, z: Floats) -> Floats:
    """Minus the log-likelihood (P,) at z = atanh rho; empty cells say nothing."""
    P = np.maximum(_cells(a, b, np.tanh(z))[0], 1e-300)
    return np.asarray(-np.sum(np.where(tables > 0, tables * np.log(P), 0.0), axis=(1, 2)))


def _slopes(tables: Floats, a: Floats, b: Floats, z: Floats) -> tuple[Floats, Floats]:
    """The slope of the log-likelihood in z = atanh rho, and minus its curvature, the expected one where it bends up."""
    rho = np.tanh(z)
    P, first, second = _cells(a, b, rho, slopes=True)
    P, answered = np.maximum(P, 1e-100), tables > 0
    ratio = np.where(answered, first / P, 0.0)
    slope = np.sum(tables * ratio, axis=(1, 2))
    seen = np.sum(tables * (ratio * ratio - np.where(answered, second / P, 0.0)), axis=(1, 2))
    room = 1.0 - rho * rho
    bend = seen * room * room + 2.0 * rho * room * slope
    expected = np.sum(np.where(P > 1e-14, first * first / P, 0.0), axis=(1, 2)) * room * room
    return slope * room, np.where(bend > 1e-3 * expected, bend, expected)


def _cells(a: Floats, b: Floats, rho: Floats, *, slopes: bool = False) -> tuple[Floats, ...]:
    """The probabilities (P, c, c) of the cells between the thresholds; with their two derivatives in rho, if asked."""
    c = a.shape[1] + 1
    A, B, r = a[:, :, None], b[:, None, :], rho[:, None, None]
    below = np.zeros((3 if slopes else 1, len(rho), c + 1, c + 1))
    below[0, :, 1:c, 1:c] = both_below(A, B, r)
    below[0, :, 1:c, c], below[0, :, c, 1:c], below[0, :, c, c] = normal_below(a), normal_below(b), 1.0
    if slopes:
        finite = np.isfinite(A) & np.isfinite(B)
        x, y, room = np.where(finite, A, 0.0), np.where(finite, B, 0.0), 1.0 - r * r
        first = np.where(finite, density(x, y, r), 0.0)
        below[1, :, 1:c, 1:c] = first
        below[2, :, 1:c, 1:c] = first * (r / room + (x * y * (1 + r * r) - r * (x * x + y * y)) / (room * room))
    return tuple(np.diff(np.diff(below, axis=2), axis=3))


def _by_scores(tables: Floats) -> Floats:
    """Pearson's r of the category numbers: where the search begins."""
    at = np.arange(tables.shape[1], dtype=np.float64)
    total = np.maximum(tables.sum(axis=(1, 2)), 1e-300)
    down, across = tables.sum(axis=2), tables.sum(axis=1)
    means = [side @ at / total for side in (down, across)]
    spread = [np.maximum(side @ (at * at) / total - mean * mean, 1e-12)
              for side, mean in zip((down, across), means, strict=True)]
    joint = np.einsum("pij,i,j->p", tables, at, at) / total - means[0] * means[1]
    return np.asarray(joint / np.sqrt(spread[0] * spread[1]))
