"""Families of regressions: how the spread of an answer goes with its mean, each with the link that belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from qabilet.stats.survey.rows import Floats

Kind = Literal["gaussian", "logit", "poisson"]


@dataclass(frozen=True, slots=True)
class Family:
    """A canonical link, so that the score of a row is x (y - mean) and its curvature x x' variance (McCullagh & Nelder
    1989, section 2.5). `mean`, `variance` of eta; `deviance` of y and eta, a row; `link` of a mean; `steepest`: the
    largest variance there is, None for any; `low`, `high`: what y may be. R: the family of svyglm, named in `r`."""

    r: str
    mean: Callable[[Floats], Floats]
    variance: Callable[[Floats], Floats]
    deviance: Callable[[Floats, Floats], Floats]
    link: Callable[[float], float]
    steepest: float | None
    low: float
    high: float

    @property
    def quadratic(self) -> bool:
        """Whether one step reaches the least deviance."""
        return self.r == "gaussian()"


def family(kind: Kind) -> Family:
    """Raises ValueError for a kind it does not know."""
    if kind not in _FAMILIES:
        raise ValueError(f"no family is called {kind}")
    return _FAMILIES[kind]


def _expit(eta: Floats) -> Floats:
    small = np.exp(-np.abs(eta))
    return np.where(eta >= 0, 1.0, small) / (1.0 + small)


def _bernoulli(eta: Floats) -> Floats:
    small = np.exp(-np.abs(eta))
    return small / (1.0 + small) ** 2


def _softplus(eta: Floats) -> Floats:
    return np.maximum(eta, 0.0) + np.log1p(np.exp(-np.abs(eta)))


def _bernoulli_deviance(y: Floats, eta: Floats) -> Floats:
    """-2 log likelihood less that of a perfect fit; the latter is zero for answers of 0 and 1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        own = np.where((y > 0) & (y < 1), y * np.log(y) + (1 - y) * np.log1p(-y), 0.0)
    return np.asarray(2 * (own - y * eta + _softplus(eta)), dtype=np.float64)


def _poisson_deviance(y: Floats, eta: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        own = np.where(y > 0, y * (np.log(y) - eta), 0.0)
        return np.asarray(2 * (own - y + np.exp(eta)), dtype=np.float64)


def _exp(eta: Floats) -> Floats:
    with np.errstate(over="ignore"):
        return np.asarray(np.exp(eta), dtype=np.float64)


_FAMILIES = {
    "gaussian": Family("gaussian()", lambda eta: eta, np.ones_like, lambda y, eta: (y - eta) ** 2, lambda mean: mean,
                       1.0, -np.inf, np.inf),
    "logit": Family("quasibinomial()", _expit, _bernoulli, _bernoulli_deviance,
                    lambda mean: float(np.log(mean) - np.log1p(-mean)), 0.25, 0.0, 1.0),
    "poisson": Family("quasipoisson()", _exp, _exp, _poisson_deviance, lambda mean: float(np.log(mean)), None, 0.0,
                      np.inf),
}
