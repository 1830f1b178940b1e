"""Noncentral chi-square, F and t: what effect sizes get their intervals from.

Each is a Poisson mixture of central ones; neighbouring terms differ by one power, so a whole run of them costs little
more than its ends, summed in the direction in which nothing cancels. Checked against R's pchisq, pf, pt with ncp, and
against SciPy in tests.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from qabilet.stats.distributions import Tails, beta_tails, gamma_tails, log_binomial, log_poisson, normal
from qabilet.stats.moments import Floats


def noncentral_chi_square(x: float, df: float, ncp: float) -> Tails:
    """Tails of the noncentral chi-square, df > 0, ncp >= 0; R: pchisq(ncp = )."""
    if not x > 0:
        return 0.0, 1.0
    first, weights = _poisson_run(ncp / 2)
    shapes = df / 2 + first + np.arange(len(weights))
    start = float(shapes[0])
    # x^a e^-x / Gamma(a + 1), what gamma_tails(a) loses on the way to gamma_tails(a + 1)
    climb = np.concatenate(([0.0], np.cumsum(np.log(x / 2 / shapes[1:-1]))))
    steps = np.exp(log_poisson(start, x / 2) + climb)
    return _mix(weights, steps, gamma_tails(start, x / 2), gamma_tails(float(shapes[-1]), x / 2))


def noncentral_fisher(f: float, df1: float, df2: float, ncp: float) -> Tails:
    """Tails of the noncentral F, df > 0, ncp >= 0; R: pf(ncp = )."""
    if not f > 0:
        return 0.0, 1.0
    x, y = df1 * f / (df1 * f + df2), df2 / (df1 * f + df2)
    return _beta_mix(*_poisson_run(ncp / 2), df1 / 2, df2 / 2, x, y)


def noncentral_student(t: float, df: float, ncp: float) -> Tails:
    """Tails of the noncentral t, df > 0, any ncp; R: pt(ncp = ). Lenth 1989, algorithm AS 243."""
    if t < 0:
        lower, upper = noncentral_student(-t, df, -ncp)
        return upper, lower
    below = normal(-ncp)[0]
    if t == 0:
        return below, 1 - below
    half = ncp * ncp / 2
    x, y = t * t / (t * t + df), df / (t * t + df)
    first, even = _poisson_run(half)
    steps = first + np.arange(len(even))
    start = math.lgamma(first + 1) - math.lgamma(first + 1.5)
    ratio = np.exp(start + np.concatenate(([0.0], np.cumsum(np.log((steps[:-1] + 1) / (steps[:-1] + 1.5))))))
    odd = ncp / math.sqrt(2) * even * ratio
    inside = 0.5 * (_beta_mix(first, even, 0.5, df / 2, x, y)[0] + _beta_mix(first, odd, 1.0, df / 2, x, y)[0])
    lower = min(1.0, below + inside)
    return lower, 1 - lower


def bounds(tails: Callable[[float], Tails], level: float, most: float) -> tuple[float, float]:
    """The noncentralities from 0 at which the observed value is at the upper and at the lower (1 - level) / 2 point.

    tails(ncp) are the tails of the observed value; `most` is a first guess of the larger end. Bisection to 1e-10.
    """
    alpha = (1 - level) / 2
    return (_where(lambda ncp: _log_ratio(tails(ncp)[1], alpha), most),
            _where(lambda ncp: -_log_ratio(tails(ncp)[0], alpha), most))


def _log_ratio(tail: float, alpha: float) -> float:
    """Tails are nearer to straight lines by their logarithm, so the root is found in fewer steps."""
    return math.log(max(tail, 1e-300) / alpha)


def crossing(rising: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function crosses 0 between low and high (which are widened until it does)."""
    width = max(1.0, high - low)
    while rising(low) > 0:
        low, width = low - width, 2 * width
    while rising(high) < 0:
        high, width = high + width, 2 * width
    return _bisect(rising, low, high)


def _where(rising: Callable[[float], float], most: float) -> float:
    if rising(0.0) >= 0:
        return 0.0
    high = max(1.0, most)
    while rising(high) < 0:
        high *= 2
    return _bisect(rising, 0.0, high)


def _bisect(rising: Callable[[float], float], low: float, high: float) -> float:
    """Regula falsi with halving (Illinois), safe because the sign change is kept."""
    below, above = rising(low), rising(high)
    side = 0
    for turn in range(200):
        if high - low <= 1e-10 * max(1.0, abs(high)) or below == 0:
            break
        at = low - below * (high - low) / (above - below) if above > below else 0.5 * (low + high)
        if turn % 8 == 7 or not low < at < high:
            at = 0.5 * (low + high)
        value = rising(at)
        if value < 0:
            low, below, above, side = at, value, above / 2 if side < 0 else above, -1
        elif value > 0:
            high, above, below, side = at, value, below / 2 if side > 0 else below, 1
        else:
            return at
    return low if below == 0 else 0.5 * (low + high)


def _poisson_run(mean: float) -> tuple[int, Floats]:
    """The first index and the probabilities of Poisson(mean) over all indices that matter (beyond 1e-18)."""
    if mean == 0:
        return 0, np.array([1.0, 0.0])
    reach = 9.5 * math.sqrt(mean) + 30
    first, last = max(0, math.floor(mean - reach)), math.ceil(mean + reach)
    steps = np.arange(first, last + 1, dtype=np.float64)
    middle = max(1, round(mean))
    logs = np.concatenate(([0.0], np.cumsum(math.log(mean) - np.log(steps[1:]))))
    at = middle - first
    return first, np.exp(logs - logs[at] + log_poisson(float(middle), mean))


def _beta_mix(first: int, weights: Floats, a: float, b: float, x: float, y: float) -> Tails:
    """sum of weights times the tails of beta(a + i, b) at x."""
    shapes = a + first + np.arange(len(weights))
    # x^a y^b / (a B(a, b)), what beta_tails(a) loses on the way to beta_tails(a + 1)
    climb = np.cumsum(np.log((shapes[:-2] + b) * x / (shapes[:-2] + 1))) if len(shapes) > 2 else np.empty(0)
    start = float(shapes[0])
    base = math.log(b / (start + b)) + log_binomial(start, b, x, y)
    steps = np.exp(base + np.concatenate(([0.0], climb)))
    return _mix(weights, steps, beta_tails(start, b, x, y), beta_tails(float(shapes[-1]), b, x, y))


def _mix(weights: Floats, steps: Floats, first: Tails, last: Tails) -> Tails:
    """Lower tails fall and upper tails rise along the run by `steps`: add each from the end where it is smallest."""
    lower = last[0] + np.concatenate((np.cumsum(steps[::-1])[::-1], [0.0]))
    upper = first[1] + np.concatenate(([0.0], np.cumsum(steps)))
    return float(weights @ lower), float(weights @ upper)
