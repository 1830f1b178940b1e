"""Normal, t, chi-square, F and beta: probabilities and quantiles in plain Python, fast to import.

Incomplete beta and gamma integrals by continued fraction and series, their factors by Loader's saddle-point form (2000,
"Fast and accurate computation of binomial probabilities"), which keeps twelve digits at ten million degrees of
freedom. Probabilities come as (lower, upper), so that a tail is never one minus its complement.
Checked against R's pnorm, pt, pchisq, pf, pbeta (1e-12 relative) and their q functions (1e-10 relative).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from qabilet.stats.roots import solve

Tails = tuple[float, float]
"""The probability at or below, and the probability above."""

_TINY = 1e-300
_EPS = 1e-17
_HALF_LOG_2PI = 0.5 * math.log(2.0 * math.pi)
_STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400)


def normal(z: float) -> Tails:
    """Standard normal tails; R: pnorm."""
    return 0.5 * math.erfc(-z / math.sqrt(2.0)), 0.5 * math.erfc(z / math.sqrt(2.0))


def student(t: float, df: float) -> Tails:
    """Student's t tails, df > 0 (infinite: normal); R: pt. NaN in, NaN out."""
    if math.isnan(t) or math.isnan(df) or df <= 0:
        return math.nan, math.nan
    if math.isinf(df):
        return normal(t)
    if math.isinf(t):
        return (1.0, 0.0) if t > 0 else (0.0, 1.0)
    ratio = t / math.sqrt(df)
    square = ratio * ratio
    x = 1.0 / (1.0 + square)
    y = square / (1.0 + square) if square < 1e300 else 1.0
    outside, inside = beta_tails(df / 2, 0.5, x, y)
    small, large = 0.5 * outside, 0.5 + 0.5 * inside
    return (large, small) if t > 0 else (small, large)


def chi_square(x: float, df: float) -> Tails:
    """Chi-square tails, df > 0; R: pchisq."""
    if math.isnan(x) or math.isnan(df) or df <= 0:
        return math.nan, math.nan
    return gamma_tails(df / 2, x / 2)


def fisher(f: float, df1: float, df2: float) -> Tails:
    """F tails, df1 > 0, df2 > 0 (infinite: chi-square / df1); R: pf."""
    if math.isnan(f) or not (df1 > 0 and df2 > 0):
        return math.nan, math.nan
    if f <= 0:
        return 0.0, 1.0
    if math.isinf(f):
        return 1.0, 0.0
    if math.isinf(df2):
        return chi_square(f * df1, df1)
    top = df1 * f
    return beta_tails(df1 / 2, df2 / 2, top / (top + df2), df2 / (top + df2))


def beta(x: float, a: float, b: float) -> Tails:
    """Beta tails, a > 0, b > 0, x in [0, 1]; R: pbeta."""
    return beta_tails(a, b, x, 1.0 - x)


def beta_tails(a: float, b: float, x: float, y: float) -> Tails:
    """I_x(a, b) and its complement, with y = 1 - x given by the caller, who may know it better."""
    if math.isnan(x) or not (a > 0 and b > 0):
        return math.nan, math.nan
    if x <= 0:
        return 0.0, 1.0
    if y <= 0:
        return 1.0, 0.0
    factor = a * b / (a + b) * math.exp(log_binomial(a, b, x, y))
    if x <= (a + 1) / (a + b + 2):
        lower = min(1.0, factor / _beta_fraction(a, b, x, y))
        return lower, 1.0 - lower
    upper = min(1.0, factor / _beta_fraction(b, a, y, x))
    return 1.0 - upper, upper


def gamma_tails(a: float, x: float) -> Tails:
    """P(a, x) and Q(a, x), the regularised incomplete gamma integrals; R: pgamma."""
    if x <= 0:
        return 0.0, 1.0
    if math.isinf(x):
        return 1.0, 0.0
    factor = math.exp(log_poisson(a, x))
    if x < a + 1:
        term = total = 1.0
        step = a
        while term > total * _EPS:
            step += 1
            term *= x / step
            total += term
        lower = min(1.0, factor * total)
        return lower, 1.0 - lower
    upper = min(1.0, factor * a * _gamma_fraction(a, x))
    return 1.0 - upper, upper


@lru_cache(maxsize=4096)
def normal_quantile(p: float) -> float:
    """The z with probability p below it; R: qnorm. Minus and plus infinity at 0 and 1, NaN outside."""
    if not 0 <= p <= 1:
        return math.nan
    if p in (0.0, 1.0):
        return math.inf if p else -math.inf
    if p == 0.5:
        return 0.0
    tail = min(p, 1 - p)
    r = math.sqrt(-2.0 * math.log(tail))
    z = r - (2.515517 + r * (0.802853 + r * 0.010328)) / (1 + r * (1.432788 + r * (0.189269 + r * 0.001308)))
    for _ in range(4):  # Halley on the small tail, from Abramowitz & Stegun 26.2.23
        density = math.exp(-0.5 * z * z - _HALF_LOG_2PI)
        step = (normal(z)[1] - tail) / density
        z += step / (1.0 - 0.5 * step * z)
    return z if p > 0.5 else -z


@lru_cache(maxsize=4096)
def student_quantile(p: float, df: float) -> float:
    """The t with probability p below it, df > 0; R: qt."""
    if math.isnan(df) or df <= 0 or not 0 <= p <= 1:
        return math.nan
    z = normal_quantile(p)
    if math.isinf(df) or z == 0 or math.isinf(z):
        return z
    tail = min(p, 1 - p)
    size = abs(z)
    guess = size * math.exp((size * size + 1) / (4 * df)) if (size * size + 1) / df < 2 else tail ** (-1 / df)
    t = _student_by_newton(tail, df, guess) or solve(lambda t: student(t, df)[::-1], tail, guess)
    return t if z > 0 else -t


def _student_by_newton(tail: float, df: float, t: float) -> float | None:
    """The t with `tail` above it by Newton's steps on the log of the tail; None where they do not settle."""
    if not 1 <= df < 1e6 or tail < 1e-12:
        return None
    scale = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - 0.5 * math.log(df * math.pi)
    for _ in range(8):
        upper = student(t, df)[1]
        step = upper * math.log(upper / tail) / math.exp(scale - (df + 1) / 2 * math.log1p(t * t / df))
        t += step
        if not t > 0:
            return None
        if abs(step) <= 2e-15 * t:
            return t
    return None


@lru_cache(maxsize=1024)
def chi_square_quantile(p: float, df: float) -> float:
    """The value with probability p below it, df > 0; R: qchisq."""
    if math.isnan(df) or df <= 0 or not 0 <= p <= 1:
        return math.nan
    cube = 1 - 2 / (9 * df) + normal_quantile(p) * math.sqrt(2 / (9 * df))  # Wilson & Hilferty 1931
    return _quantile(lambda x: chi_square(x, df), p, max(df * cube ** 3, 1e-3 * df) if math.isfinite(cube) else df)


@lru_cache(maxsize=1024)
def fisher_quantile(p: float, df1: float, df2: float) -> float:
    """The value with probability p below it; R: qf."""
    if not (df1 > 0 and df2 > 0 and 0 <= p <= 1):
        return math.nan
    return _quantile(lambda f: fisher(f, df1, df2), p, 1.0)


@lru_cache(maxsize=1024)
def beta_quantile(p: float, a: float, b: float) -> float:
    """The value in [0, 1] with probability p below it; R: qbeta."""
    if not (a > 0 and b > 0 and 0 <= p <= 1):
        return math.nan
    odds = fisher_quantile(p, 2 * a, 2 * b) * a / b
    return odds / (1 + odds) if math.isfinite(odds) else 1.0


def _quantile(tails: Callable[[float], Tails], p: float, guess: float) -> float:
    if p in (0.0, 1.0):
        return math.inf if p else 0.0
    if p <= 0.5:
        return solve(tails, p, guess)
    return solve(lambda x: tails(x)[::-1], 1 - p, guess)


def _stirling_error(n: float) -> float:
    """log n! less Stirling's formula, for real n > 0."""
    if n < 16:
        return math.lgamma(n + 1) - (n + 0.5) * math.log(n) + n - _HALF_LOG_2PI
    inverse, square, total = 1 / n, 1 / (n * n), 0.0
    for weight in reversed(_STIRLING):
        total = total * square + weight
    return total * inverse


def _deviance(x: float, mean: float) -> float:
    """x log(x / mean) + mean - x without cancellation."""
    if abs(x - mean) < 0.1 * (x + mean):
        v = (x - mean) / (x + mean)
        total, term, odd = (x - mean) * v, 2 * x * v, 1
        while True:
            term *= v * v
            odd += 2
            new = total + term / odd
            if new == total:
                return total
            total = new
    return x * math.log(x / mean) + mean - x


def log_binomial(a: float, b: float, x: float, y: float) -> float:
    """The logarithm of Gamma(n + 1) / (Gamma(a + 1) Gamma(b + 1)) x^a y^b with n = a + b."""
    n = a + b
    return (_stirling_error(n) - _stirling_error(a) - _stirling_error(b) - _deviance(a, n * x) - _deviance(b, n * y)
            + 0.5 * math.log(n / a / b) - _HALF_LOG_2PI)


def log_poisson(a: float, x: float) -> float:
    """The logarithm of x^a e^-x / Gamma(a + 1), a > 0."""
    return -_stirling_error(a) - _deviance(a, x) - 0.5 * math.log(a) - _HALF_LOG_2PI


def _beta_fraction(a: float, b: float, x: float, y: float) -> float:
    """x^a y^b / (B(a, b) I_x(a, b)) for x below the mean: DiDonato & Morris 1992 (BFRAC), by Lentz's method.

    Their form keeps (a + b) y - b whole, where the textbook fraction loses eight digits at ten million.
    """
    lead = (a + b) * y - b if a > b else a - (a + b) * x
    n = 0
    f = c = a / (a + 1) * (lead + 1) or _TINY
    d = 0.0
    while True:
        n += 1
        even = a + 2 * n - 1
        weight = (a + n - 1) / even * ((a + b + n - 1) / even) * n * (b - n) * x * x
        place = n + n * (b - n) * x / even + (a + n) / (even + 2) * (lead + 1 + n * (1 + y))
        d = 1 / (place + weight * d or _TINY)
        c = place + weight / c or _TINY
        f *= c * d
        if abs(c * d - 1) < 3e-16 or n > 100_000:
            return f


def _gamma_fraction(a: float, x: float) -> float:
    """Q(a, x) Gamma(a) / (x^a e^-x), by Lentz's method (DLMF 8.9.2)."""
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    h = d
    i = 0
    while True:
        i += 1
        weight = -i * (i - a)
        b += 2
        d = weight * d + b
        d = 1 / (d if abs(d) > _TINY else _TINY)
        c = b + weight / c
        c = c if abs(c) > _TINY else _TINY
        h *= c * d
        if abs(c * d - 1) < 3e-16 or i > 100_000:
            return h
