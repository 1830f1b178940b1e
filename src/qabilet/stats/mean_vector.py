"""Means of many items at once, with the covariance that intervals, differences and ranks are made from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from qabilet.stats.distributions import student_quantile
from qabilet.stats.estimate import Basis, Estimate
from qabilet.stats.moments import Floats, Moments

_LEVEL = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class MeanVector:
    """Estimates `theta` (k,) and their covariance `V` (k, k); n and df are (k,), one an item.

    Where nobody answered an item its theta is NaN and its rows of V are NaN; where a variance cannot be had (one
    respondent) V is NaN. With basis 'none' (a census) V is zero. `collapsed` counts strata of one respondent that were
    joined to another for the variance, `empty` the strata in which there was nobody at all.
    """

    names: tuple[str, ...]
    theta: Floats
    V: Floats
    n: npt.NDArray[np.int64]
    df: Floats
    basis: Basis
    collapsed: int = 0
    empty: int = 0

    def index(self, name: str) -> int:
        """Where an item stands. Raises ValueError for a name not there."""
        return self.names.index(name)

    def estimate(self, name: str, level: float = _LEVEL) -> Estimate:
        """One item, with its t interval where the basis bears one; R: confint(svymean(...), df = degf(...))."""
        j = self.index(name)
        return interval(float(self.theta[j]), float(self.V[j, j]), int(self.n[j]), float(self.df[j]), self.basis, level)

    def estimates(self, level: float = _LEVEL) -> dict[str, Estimate]:
        """Every item by its name."""
        return {name: self.estimate(name, level) for name in self.names}

    def contrast(self, first: str, second: str, level: float = _LEVEL) -> Estimate:
        """First less second, by their covariance; n and df are the smaller of the two. R: svycontrast."""
        weights = np.zeros((1, len(self.names)))
        weights[0, self.index(first)] += 1.0
        weights[0, self.index(second)] -= 1.0
        return self.linear(("contrast",), weights).estimate("contrast", level)

    def linear(self, names: Sequence[str], weights: npt.ArrayLike, shift: npt.ArrayLike | None = None) -> MeanVector:
        """The estimates A theta + a with covariance A V A'; n and df are the least among the items each one uses."""
        A = np.asarray(weights, dtype=np.float64).reshape(len(names), len(self.names))
        used = A != 0
        if np.isfinite(self.theta).all() and np.isfinite(self.V).all():
            theta, V = A @ self.theta, A @ self.V @ A.T
        else:  # an item without answers spoils only the combinations that use it
            theta = np.array([row[on] @ self.theta[on] for row, on in zip(A, used, strict=True)], dtype=np.float64)
            V = np.array([[A[r, on] @ self.V[np.ix_(on, other)] @ A[s, other] for s, other in enumerate(used)]
                          for r, on in enumerate(used)], dtype=np.float64).reshape(len(names), len(names))
        if shift is not None:
            theta = theta + np.asarray(shift, dtype=np.float64)
        n = np.array([self.n[on].min() if on.any() else 0 for on in used], dtype=np.int64)
        df = np.array([self.df[on].min() if on.any() else math.nan for on in used], dtype=np.float64)
        return replace(self, names=tuple(names), theta=theta, V=V, n=n, df=df)

    def select(self, names: Sequence[str]) -> MeanVector:
        """Only these items, in this order."""
        at = [self.index(name) for name in names]
        return replace(self, names=tuple(names), theta=self.theta[at], V=self.V[np.ix_(at, at)], n=self.n[at],
                       df=self.df[at])


def means(strata: Sequence[Moments], *, basis: Basis, populations: Sequence[int] | None = None) -> MeanVector:
    """Available-case means over all rows of `strata`, linearised, from the stratum moments alone.

    theta_j = sum w m x / sum w m; z_ij = w m_ij (x_ij - theta_j) / sum w m_j;
    V = sum_h (1 - f_h) n_h / (n_h - 1) sum_i (z_hi - zbar_h)(z_hi - zbar_h)' (Woodruff 1971; Särndal, Swensson &
    Wretman 1992, section 5.5). n_h counts every row of the stratum, also those that did not answer the item, as
    survey::svymean(na.rm = TRUE) on a svydesign does. One stratum is a simple random sample.

    populations: the register's size of each stratum, used with basis 'design' alone: w_h = N_h / n_h, f_h = n_h / N_h
    (at most 1). Without it, and with basis 'model' (as if random within cells), w = 1 and f = 0.
    Strata of one row are joined to one another, a last lone one to the smallest other stratum; with nothing to be
    joined to, V is NaN. df of an item: its answers less the strata that hold any, as R's degf() of that domain.
    Raises ValueError for no strata, for differing names, or as many populations as there are not strata.
    """
    sizes = _populations(strata, basis, populations)
    kept = [h for h, stratum in enumerate(strata) if stratum.n > 0]
    parts = [strata[h] for h in kept]
    register = [sizes[h] for h in kept]
    weight = [1.0 if size is None else max(1.0, size / part.n) for size, part in zip(register, parts, strict=True)]
    if len(set(weight)) == 1:
        weight = [1.0] * len(weight)  # equal weights cancel; exactly so only if they are one
    k = len(strata[0].names)
    answered = sum((w * np.diag(part.mm) for w, part in zip(weight, parts, strict=True)), np.zeros(k))
    sums = sum((w * np.diag(part.xm) for w, part in zip(weight, parts, strict=True)), np.zeros(k))
    with np.errstate(invalid="ignore", divide="ignore"):
        theta = sums / answered
    groups, collapsed = _collapse(parts)
    V = np.zeros((k, k))
    if basis != "none":
        for group in groups:
            V = V + _scatter([(parts[h], weight[h], register[h]) for h in group], theta, answered)
    V[answered == 0, :] = V[:, answered == 0] = np.nan
    seen = np.array([np.diag(part.mm) for part in parts], dtype=np.float64).reshape(len(parts), k)
    strata_seen = np.array([seen[group].sum(axis=0) > 0 for group in groups], dtype=np.float64).reshape(-1, k)
    n = np.nan_to_num(seen.sum(axis=0))
    return MeanVector(strata[0].names, theta, V, n.astype(np.int64), n - strata_seen.sum(axis=0), basis, collapsed,
                      len(strata) - len(kept))


def interval(value: float, variance: float, n: int, df: float, basis: Basis, level: float = _LEVEL) -> Estimate:
    """The t interval around a value; none for a census, without a variance, or without degrees of freedom."""
    if basis == "none" or n == 0 or not variance >= 0 or not df > 0:
        return Estimate(value if n else math.nan, n, level=level, basis=basis)
    se = math.sqrt(variance)
    half = student_quantile(0.5 + level / 2, df) * se
    return Estimate(value, n, se, value - half, value + half, level, basis, df)


def _populations(strata: Sequence[Moments], basis: Basis, populations: Sequence[int] | None) -> list[int | None]:
    if not strata:
        raise ValueError("means need at least one stratum")
    if any(stratum.names != strata[0].names for stratum in strata):
        raise ValueError("strata of different columns")
    if populations is None or basis != "design":
        return [None] * len(strata)
    if len(populations) != len(strata):
        raise ValueError(f"{len(populations)} populations for {len(strata)} strata")
    return list(populations)


def _collapse(parts: Sequence[Moments]) -> tuple[list[list[int]], int]:
    """Strata grouped for the variance, so that none has one row alone, and how many were moved."""
    lone = [h for h, part in enumerate(parts) if part.n == 1]
    groups = [[h] for h, part in enumerate(parts) if part.n > 1]
    if len(lone) > 1 or (lone and not groups):
        groups.append(lone)
    elif lone:
        min(groups, key=lambda group: parts[group[0]].n).extend(lone)
    return groups, len(lone)


def _scatter(group: Sequence[tuple[Moments, float, int | None]], theta: Floats, answered: Floats) -> Floats:
    """(1 - f) n / (n - 1) times the scatter of the linearised values of the strata in a group, about their mean."""
    n = sum(part.n for part, _, _ in group)
    if n < 2:
        return np.full((len(theta), len(theta)), np.nan)
    safe = np.where(answered > 0, answered, 1.0)
    centre = np.where(answered > 0, theta, 0.0)
    squares, total = np.zeros((len(theta), len(theta))), np.zeros(len(theta))
    for part, w, _ in group:
        cross = part.xx - centre[:, None] * part.xm.T - part.xm * centre[None, :] + np.outer(centre, centre) * part.mm
        squares += w * w * cross
        total += w * (np.diag(part.xm) - centre * np.diag(part.mm))
    scale = np.outer(safe, safe)
    spread = (squares - np.outer(total, total) / n) / scale
    # what remains of an item everybody answered alike is rounding, and would pass for knowledge
    noise = 1e-13 * np.abs(np.outer(centre, centre)) * sum(w * w * part.n for part, w, _ in group) / scale
    spread = np.where(np.abs(spread) <= noise, 0.0, spread)
    registered = [size for _, _, size in group]
    fraction = 0.0 if None in registered else min(1.0, n / max(1, sum(size or 0 for size in registered)))
    return (1.0 - fraction) * n / (n - 1) * spread
