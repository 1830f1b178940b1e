"""One common factor behind the items of a scale: loadings and uniquenesses by maximum likelihood or by MINRES."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from qabilet.stats.distributions import chi_square
from qabilet.stats.moments import Floats

Method = Literal["ml", "minres"]
Trouble = Literal["", "two items", "missing", "constant", "singular", "unsettled"]
"""Why there is no solution: fewer than three items, a pair nobody answered, an item that does not vary, a matrix that
is not positive definite (ML only), or an iteration that did not settle (its last point is kept, and told as such)."""

LEAST = 0.005
"""The least uniqueness, as R's psych::fa has it: a Heywood case stops there and is named."""
_TURNS, _SETTLED = 200, 1e-10
_Curve = tuple[float, Floats, Floats]


@dataclass(frozen=True, slots=True)
class OneFactor:
    """`loadings` (k,) and `uniquenesses` (k,) on correlations, the loadings' sum never negative.

    `objective` is what was minimised: ML log det M + tr(R M^-1) - log det R - k with M = l l' + diag(u), MINRES the
    sum of squared residual correlations of the pairs. `chi_square` on `df` with `p` follow ML where df > 0 and n is
    known. `heywood` are the items whose uniqueness stands at `LEAST`, `against` those that load negatively (to be
    reversed, or they lower every score). Where there is no solution all numbers are NaN and `trouble` says why.
    """

    method: Method
    loadings: Floats
    uniquenesses: Floats
    objective: float
    n: float = math.nan
    df: int = 0
    chi_square: float = math.nan
    p: float = math.nan
    converged: bool = True
    trouble: Trouble = ""
    heywood: tuple[int, ...] = ()
    against: tuple[int, ...] = ()


def one_factor(matrix: npt.ArrayLike, *, method: Method = "ml", n: float = math.nan) -> OneFactor:
    """The one-factor model of a (k, k) covariance or correlation matrix; covariances are first made correlations.

    ML minimises sum over m > 1 of (e_m - log e_m - 1), e the eigenvalues of U^-1/2 R U^-1/2, over log-uniquenesses
    (Jöreskog 1967, with the exact second derivatives of Clarke 1970); MINRES minimises the squared
    residual correlations over the loadings, u = 1 - l^2 (Harman & Jones 1966, with the bound of Harman & Fukuda 1966);
    both by Newton's method within LEAST <= u <= 1 that lowers the objective at each turn, so it always ends; from up to
    six starts where the first optimum is not that of a sound scale, for weak scales have several.
    chi-square with Bartlett's factor n - 1 - (2k + 5) / 6 - 2 / 3 on k (k - 3) / 2 df.
    R: psych::fa(r, nfactors = 1, fm = "ml" or "minres", covar = FALSE), loadings to 1e-5 and an objective no worse; at
    the border stats::factanal(lower = 0.005) for ML, whereas psych's MINRES lets a loading pass 1, which ours does not.
    Three items are just identified; with fewer there is no solution. Negative loadings are left as they are.
    """
    S = np.asarray(matrix, dtype=np.float64)
    k = len(S)
    trouble = _trouble(S, method)
    if trouble:
        nothing = np.full(k, math.nan)
        return OneFactor(method, nothing, nothing.copy(), math.nan, n, converged=False, trouble=trouble)
    R = correlations(S)
    high = 0.0 if method == "ml" else math.sqrt(1.0 - LEAST)
    low = math.log(LEAST) if method == "ml" else -high
    curve = _likelihood(R) if method == "ml" else _least_squares(R)
    best: tuple[float, OneFactor] | None = None
    for u in _starts(R):
        value, x, settled = _newton(curve, np.log(u) if method == "ml" else _steepest(R, u), low, high)
        near = best is not None and value <= best[0] + 1e-12 and settled and not best[1].converged
        if best is not None and value >= best[0] - 1e-12 and not near:
            continue
        u = np.exp(x) if method == "ml" else 1.0 - x ** 2
        best = value, _told(R, _loadings(R, u) if method == "ml" else x, u, method, n, settled)
        if settled and min(best[1].loadings) > 0.1 and min(u) > 0.05:
            break  # a sound scale has one optimum; other starts are for weak ones and Heywood cases
    assert best is not None  # there is at least one start
    return best[1]


def correlations(S: Floats) -> Floats:
    """A covariance matrix as correlations, the diagonal exactly 1."""
    sd = np.sqrt(np.diag(S))
    R = np.asarray(S / np.outer(sd, sd))
    np.fill_diagonal(R, 1.0)
    return np.asarray(0.5 * (R + R.T))


def _trouble(S: Floats, method: Method) -> Trouble:
    if len(S) < 3:
        return "two items"
    if np.isnan(np.diag(S)).any() or (np.diag(S) <= 0).any():
        return "constant"
    if np.isnan(S).any():
        return "missing"
    smallest = float(np.linalg.eigvalsh(correlations(S))[0])
    return "singular" if method == "ml" and smallest < 1e-10 else ""


def _loadings(R: Floats, u: Floats) -> Floats:
    """The ML loadings given the uniquenesses (Jöreskog 1967)."""
    root = np.sqrt(u)
    values, vectors = np.linalg.eigh(R / np.outer(root, root))
    return np.asarray(root * vectors[:, -1] * math.sqrt(max(float(values[-1]) - 1.0, 0.0)))


def _steepest(R: Floats, u: Floats) -> Floats:
    """The principal axis of R - diag(u): where MINRES starts."""
    values, vectors = np.linalg.eigh(R - np.diag(u))
    room = math.sqrt(1.0 - 2 * LEAST)
    return np.asarray(np.clip(vectors[:, -1] * math.sqrt(max(float(values[-1]), 0.01)), -room, room))


def _told(R: Floats, loadings: Floats, u: Floats, method: Method, n: float, converged: bool) -> OneFactor:
    k = len(R)
    loadings = np.asarray(-loadings if loadings.sum() < 0 else loadings)
    objective = discrepancy(R, loadings, u) if method == "ml" else residual_squares(R, loadings)
    df = k * (k - 3) // 2
    chi = p = math.nan
    if method == "ml" and df > 0 and n > k:
        chi = max(0.0, objective * (n - 1 - (2 * k + 5) / 6 - 2 / 3))
        p = chi_square(chi, df)[1]
    return OneFactor(method, loadings, u, objective, n, df, chi, p, converged, "" if converged else "unsettled",
                     tuple(np.flatnonzero(u <= LEAST * (1 + 1e-9)).tolist()),
                     tuple(np.flatnonzero(loadings < 0).tolist()))


def discrepancy(R: Floats, loadings: Floats, uniquenesses: Floats) -> float:
    """The ML discrepancy of R (k, k) from l l' + diag(u): 0 where they are one (Jöreskog 1967)."""
    e = np.linalg.eigvals(np.linalg.solve(np.outer(loadings, loadings) + np.diag(uniquenesses), R)).real
    return float(np.sum(e - np.log(e) - 1.0))


def residual_squares(R: Floats, loadings: Floats) -> float:
    """The sum of squared residual correlations, each pair once: what MINRES makes least."""
    left = R - np.outer(loadings, loadings)
    return float(np.sum(np.tril(left, -1) ** 2))


def _starts(R: Floats) -> Iterator[Floats]:
    """The uniquenesses to start from: one less the squared multiple correlations, then flatter and steeper ones."""
    try:
        smc = 1.0 - 1.0 / np.diag(np.linalg.inv(R))
    except np.linalg.LinAlgError:
        smc = np.full(len(R), math.nan)
    largest = np.max(np.abs(R - np.eye(len(R))), axis=1)
    low, high = 2 * LEAST, 0.99
    yield np.clip(1.0 - np.where((smc > 0) & (smc < 1), smc, largest), low, high)
    yield np.full(len(R), 0.5)
    yield np.clip(1.0 - largest, low, high)
    for j in np.argsort(-largest)[:3]:
        one = np.full(len(R), 0.5)
        one[j] = 0.05
        yield one


def _likelihood(R: Floats) -> Callable[[Floats], _Curve]:
    """Value, gradient and Hessian of the ML discrepancy in x = log u."""
    def at(x: Floats) -> _Curve:
        root = np.exp(-0.5 * x)
        e, W = np.linalg.eigh(R * np.outer(root, root))
        rest, V, w = e[:-1], W[:, :-1], W[:, -1]
        value = float(np.sum(rest - np.log(rest) - 1.0))
        gradient = (V * V) @ (1.0 - rest)
        pull = (1.0 - rest) * (rest + e[-1]) / np.maximum(e[-1] - rest, 1e-12)
        hessian = ((V * rest) @ V.T) * (V @ V.T) + ((V * pull) @ V.T) * np.outer(w, w)
        return value, gradient, hessian
    return at


def _least_squares(R: Floats) -> Callable[[Floats], _Curve]:
    """Value, gradient and Hessian of half the squared residual correlations in the loadings."""
    others = 1.0 - np.eye(len(R))

    def at(x: Floats) -> _Curve:
        left = (R - np.outer(x, x)) * others
        hessian = (2.0 * np.outer(x, x) - R) * others + np.diag(others @ (x * x))
        return 0.25 * float(np.sum(left * left)), -left @ x, hessian
    return at


def _newton(curve: Callable[[Floats], _Curve], x: Floats, low: float, high: float) -> tuple[float, Floats, bool]:
    """The least value of `curve` in the box low <= x <= high: (value, where, whether it settled).

    Newton's steps on the coordinates that are free (Bertsekas 1982), the Hessian's eigenvalues made positive, the step
    halved until the value falls; each turn lowers the value, so it ends.
    """
    value, gradient, hessian = curve(x)
    for _ in range(_TURNS):
        held = ((x <= low) & (gradient > 0)) | ((x >= high) & (gradient < 0))
        free = ~held
        if not free.any() or float(np.max(np.abs(gradient[free]))) < _SETTLED:
            return value, x, True
        values, vectors = np.linalg.eigh(hessian[np.ix_(free, free)])
        bent = np.maximum(np.abs(values), 1e-8 * max(1.0, float(np.max(np.abs(values)))))
        step = np.zeros_like(x)
        step[free] = -vectors @ ((vectors.T @ gradient[free]) / bent)
        size = min(1.0, 4.0 / float(np.max(np.abs(step))))
        for _ in range(50):
            there = np.clip(x + size * step, low, high)
            tried = curve(there)
            if tried[0] <= value + 1e-4 * float(gradient @ (there - x)) or np.array_equal(there, x):
                break
            size *= 0.5
        if tried[0] >= value:  # no lower within what float64 can tell
            return value, x, float(np.max(np.abs(gradient[free]))) < 1e-6
        x, (value, gradient, hessian) = there, tried
    return value, x, False
