"""The bivariate normal distribution: probabilities of quadrants to the last digits, many at a time."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from qabilet.stats.moments import Floats

_STEEP = 0.925
_COMPLEMENT = np.frompyfunc(math.erfc, 1, 1)
_HALVES = (  # the ten positive nodes and weights of the Gauss-Legendre rule of order 20 (Abramowitz & Stegun 25.4)
    (0.07652652113349733, 0.15275338713072585), (0.22778585114164507, 0.14917298647260374),
    (0.37370608871541955, 0.14209610931838205), (0.51086700195082710, 0.13168863844917663),
    (0.63605368072651503, 0.11819453196151842), (0.74633190646015079, 0.10193011981724044),
    (0.83911697182221882, 0.08327674157670475), (0.91223442825132590, 0.06267204833410907),
    (0.96397192727791379, 0.04060142980038694), (0.99312859918509492, 0.01761400713915212))
_NODES = np.array([sign * node for node, _ in _HALVES for sign in (-1.0, 1.0)])
_WEIGHTS = np.array([weight for _, weight in _HALVES for _ in (0, 1)])


def normal_below(x: npt.ArrayLike) -> Floats:
    """P(Z <= x) of a standard normal Z, element by element; R: pnorm."""
    return np.asarray(0.5 * np.asarray(_COMPLEMENT(-np.asarray(x, dtype=np.float64) / math.sqrt(2.0)), np.float64))


def density(a: Floats, b: Floats, rho: Floats) -> Floats:
    """The density of the standard bivariate normal at finite (a, b), |rho| < 1; R: mnormt::dmnorm."""
    room = (1.0 - rho) * (1.0 + rho)
    square = (a - rho * b) ** 2 / room + b * b
    return np.asarray(np.exp(-0.5 * square) / (2 * math.pi * np.sqrt(room)))


def both_below(a: npt.ArrayLike, b: npt.ArrayLike, rho: npt.ArrayLike) -> Floats:
    """P(X <= a, Y <= b) of standard normals with correlation `rho`, -1 <= rho <= 1, arrays of one shape or spread out.

    Drezner & Wesolowsky 1990 with the changes of Genz 2004 (Statistics and Computing 14, algorithm BVND): Gauss-
    Legendre of order 20 over the angle, and a series taken off first where |rho| >= 0.925. Within 1e-15 of the truth.
    a or b infinite: the other's probability or 0. NaN in, NaN out. R: mnormt::sadmvn, mvtnorm::pmvnorm (TVPACK).
    """
    A, B, R = np.broadcast_arrays(*(np.asarray(one, dtype=np.float64) for one in (a, b, rho)))
    h, k, r = (np.where(np.isfinite(one), one, 0.0).ravel() for one in (A, B, R))
    found = np.empty(h.shape)
    flat = np.abs(r) < _STEEP
    found[flat] = _by_angle(h[flat], k[flat], r[flat])
    if not flat.all():
        found[~flat] = _by_series(-h[~flat], -k[~flat], np.clip(r[~flat], -1.0, 1.0))
    found = np.clip(found, 0.0, 1.0).reshape(A.shape) + 0.0
    if np.isfinite(A).all() and np.isfinite(B).all() and np.isfinite(R).all():
        return np.asarray(found)
    found = np.where(np.isposinf(A), normal_below(B), np.where(np.isposinf(B), normal_below(A), found))
    found = np.where(np.isneginf(A) | np.isneginf(B), 0.0, found)
    return np.asarray(np.where(np.isnan(A) | np.isnan(B) | np.isnan(R), math.nan, found))


def _by_angle(a: Floats, b: Floats, r: Floats) -> Floats:
    """|r| < 0.925: the integral over the angle from no correlation to r (Genz 2004)."""
    angle = np.arcsin(r)[:, None]
    sine = np.sin(angle * (0.5 * (1.0 + _NODES)))
    half = (0.5 * (a * a + b * b))[:, None]
    rise = np.exp((sine * (a * b)[:, None] - half) / ((1.0 - sine) * (1.0 + sine)))
    return np.asarray(normal_below(a) * normal_below(b) + (rise @ _WEIGHTS) * angle[:, 0] / (4 * math.pi))


def _by_series(h: Floats, k: Floats, r: Floats) -> Floats:
    """|r| >= 0.925: P(X > h, Y > k) around perfect correlation (Genz 2004)."""
    k = np.where(r < 0, -k, k)
    hk, gap = h * k, (h - k) ** 2
    room = (1.0 - r) * (1.0 + r)
    width = np.sqrt(room)
    c, d = (4.0 - hk) / 8.0, (12.0 - hk) / 16.0
    with np.errstate(over="ignore", under="ignore", divide="ignore", invalid="ignore"):
        near = np.exp(-0.5 * (gap / room + hk))
        lead = width * near * (1 - c * (gap - room) * (1 - d * gap / 5) / 3 + c * d * room * room / 5)
        apart = np.sqrt(gap)
        tail = (np.exp(-0.5 * hk) * math.sqrt(2 * math.pi) * normal_below(-apart / width) * apart
                * (1 - c * gap * (1 - d * gap / 5) / 3))
        x = (0.5 * width[:, None] * (1.0 + _NODES)) ** 2
        root = np.sqrt(1.0 - x)
        rise = np.exp(-0.5 * (gap[:, None] / x + hk[:, None]))
        bend = (np.exp(-hk[:, None] * (1 - root) / (2 * (1 + root))) / root
                - (1 + c[:, None] * x * (1 + d[:, None] * x)))
        rest = 0.5 * width * (np.where(rise > 0, rise * bend, 0.0) @ _WEIGHTS)
        lost = np.where(hk > -100, tail, 0.0)
        series = -(np.where(near > 0, lead, 0.0) - lost + rest) / (2 * math.pi)
    series = np.where(width > 0, series, 0.0)  # at rho of 1 or -1 nothing is lost
    same = series + normal_below(-np.maximum(h, k))
    between = np.where(h < 0, normal_below(k) - normal_below(h), normal_below(-h) - normal_below(-k))
    return np.asarray(np.where(r > 0, same, np.where(h >= k, -series, between - series)))
