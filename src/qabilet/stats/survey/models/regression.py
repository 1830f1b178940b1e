"""Regression under the design: what an answer goes with, each coefficient with the error the sample bears.

    model = regress(survey, column("y1"), [column("x"), Factor("g")])                         # gaussian
    model = regress(survey, column("m1"), [Factor("sex"), column("age")], kind="logit")
    model.estimate("x"), model.test(1), model.p
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qabilet.stats.distributions import fisher, student, student_quantile
from qabilet.stats.estimate import Estimate
from qabilet.stats.survey.exact import sums_by
from qabilet.stats.survey.models.family import Family, Kind, family
from qabilet.stats.survey.models.fitting import Fit, Trouble, fit
from qabilet.stats.survey.models.model_matrix import Matrix, Term, matrix
from qabilet.stats.survey.rows import Batch, Floats
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import Variable

_SINGULAR, _PERFECT = 1e-10, 1e-26


@dataclass(frozen=True, slots=True)
class Wald:
    """F = b' V^-1 b / df1 of `df1` coefficients that are all nought; NaN where the sample has not the units to tell."""

    statistic: float
    df1: float
    df2: float
    p: float


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A fitted regression. `coefficients` (p,) and `covariance` (p, p) are NaN for a column that repeats those before
    it (`collinear` names them) and, where `trouble` says why, for all. `term` (p,): the place of each column's term, -1
    for the intercept. `df`: units less strata + 1 less coefficients. `dispersion`: the variance of the Pearson
    residuals. Deviances are over weights of mean 1 among the n rows of the model."""

    kind: Kind
    names: tuple[str, ...]
    term: tuple[int, ...]
    coefficients: Floats
    covariance: Floats
    df: float
    n: int
    deviance: float
    null_deviance: float
    dispersion: float
    iterations: int
    collinear: tuple[str, ...] = ()
    trouble: Trouble = ""

    @property
    def se(self) -> Floats:
        """(p,) standard errors."""
        return np.sqrt(np.maximum(np.diag(self.covariance), 0.0))

    @property
    def t(self) -> Floats:
        """(p,) coefficients over their standard errors; R: summary.svyglm."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(self.coefficients / self.se, dtype=np.float64)

    @property
    def p(self) -> Floats:
        """(p,) two-sided, of Student's t with `df`; NaN where df is not above 0. R: summary.svyglm."""
        return np.array([2 * student(-abs(t), self.df)[0] for t in self.t.tolist()], dtype=np.float64)

    def estimate(self, name: str, *, level: float = 0.95, df: float | None = None) -> Estimate:
        """One coefficient with its interval, b -/+ t se with the model's df or another. R: confint.svyglm(ddf = df);
        where df is 1 R's interval is endless, because it takes the normal quantile of a probability rounded to 1."""
        at, degrees = self.names.index(name), self.df if df is None else df
        value, se = float(self.coefficients[at]), float(self.se[at])
        if math.isnan(value):
            return Estimate(value, self.n, level=level, basis="design", df=degrees)
        half = student_quantile((1 + level) / 2, degrees) * se
        return Estimate(value, self.n, se, value - half, value + half, level, "design", degrees)

    def test(self, *terms: int) -> Wald:
        """Wald's F that no coefficient of the terms (by their places) differs from nought; R: regTermTest."""
        return self.wald([at for at, term in enumerate(self.term) if term in terms])

    def wald(self, places: Sequence[int]) -> Wald:
        """Wald's F of the coefficients at these places, those of repeated columns left out."""
        at = [place for place in places if not math.isnan(self.coefficients[place])]
        if not at:
            return Wald(math.nan, 0.0, self.df, math.nan)
        f = quadratic(self.coefficients[at], self.covariance[np.ix_(at, at)]) / len(at)
        return Wald(f, float(len(at)), self.df, fisher(f, len(at), self.df)[1])


def regress(survey: Survey, y: Variable, terms: Sequence[Term], *, kind: Kind = "gaussian", intercept: bool = True,
            domain: Variable | None = None) -> Model:
    """Weighted maximum likelihood with the covariance A^-1 V(sum of w x (y - mean)) A^-1 of the design (Binder 1983).

    A row with anything missing is left out, and so is one outside the `domain` (where that variable is zero or missing;
    R: subset(design, ...)); their units stay in the design. `kind`: 'gaussian' of any y, 'logit' of y from 0 to 1,
    'poisson' (logarithm) of y from 0. R: svyglm(family = gaussian(), quasibinomial(), quasipoisson()), 1e-8 where R is
    told epsilon = 1e-14. Differences: a coefficient without end is not told as a large number but as `trouble`;
    R's deviance is over weights of mean 1 among all rows of the design, missing ones too; R's dispersion counts each
    weight twice; R refuses negative weights, which a gaussian model may have. Raises ValueError for a y the family
    cannot have, for negative weights of other families and for a reference level that is none.
    Cost: five passes for a gaussian, some four for each step of the others.
    """
    X = matrix(survey, y, terms, intercept=intercept, domain=domain)
    return model_of(X, kind, fit(X, family(kind)))


def model_of(X: Matrix, kind: Kind, found: Fit) -> Model:
    """A fit told in the columns as they are, with the covariance of the design."""
    way = family(kind)
    p, n = len(X.names), found.frame.n
    collinear = tuple(name for at, name in enumerate(X.names) if at not in found.kept)
    if found.trouble:
        return Model(kind, X.names, X.term, np.full(p, math.nan), np.full((p, p), math.nan), math.nan, n, math.nan,
                     math.nan, math.nan, found.iterations, collinear if n else (), found.trouble)
    V, df = _covariance(found, way)
    b, whole = np.full(p, math.nan), np.full((p, p), math.nan)
    b[found.kept] = found.back @ found.b
    whole[np.ix_(found.kept, found.kept)] = V
    return Model(kind, X.names, X.term, b, whole, df, n, found.deviance, found.null_deviance, _dispersion(found, way),
                 found.iterations, collinear)


def quadratic(b: Floats, V: Floats) -> float:
    """b' V^-1 b; NaN where V has an inverse in name only: fewer units than coefficients."""
    unit = np.sqrt(np.maximum(np.diag(V), 0.0))
    if not np.isfinite(V).all() or np.any(unit <= 0):
        return math.nan
    scaled = V / np.outer(unit, unit)
    if float(np.linalg.eigvalsh(scaled)[0]) < _SINGULAR:
        return math.nan
    z = b / unit
    return float(z @ np.linalg.solve(scaled, z))


def _covariance(found: Fit, kind: Family) -> tuple[Floats, float]:
    """(k, k) of the coefficients, and the degrees of freedom."""
    X = found.frame.matrix

    def influence(batch: Batch) -> Floats:
        residual, _, Z, _ = found.residual(kind, batch)
        return Z * residual[:, None]

    k, most = len(found.kept), found.farthest(kind)
    spread = X.survey.spreads(X.columns, influence, k, seen=lambda batch: X.of(batch)[3][:, None],
                              bound=None if most is None else np.full(k, most))[0]
    V = spread.covariance(found.back @ found.bread)
    held = found.frame
    if kind.quadratic and found.deviance <= _PERFECT * held.n * (abs(held.mean) + held.spread) ** 2:
        V = np.zeros_like(V)  # what is left of a perfect fit is rounding
    return V, spread.degrees() + 1.0 - k


def _dispersion(found: Fit, kind: Family) -> float:
    """The variance of the Pearson residuals, n / (n - 1) of their weighted mean square about their mean; R: svyvar."""
    held = found.frame
    if held.n < 2:
        return math.nan
    if kind.quadratic and held.matrix.intercept:  # the residuals add up to nought
        return found.deviance / (held.n - 1)

    def kernel(batch: Batch) -> tuple[None, Floats]:
        residual, unit, _, on = found.residual(kind, batch)
        pearson = np.divide(residual, unit, out=np.zeros_like(residual), where=on & (unit > 0))
        return None, held.of(batch)[2][:, None] * np.column_stack((pearson, pearson * pearson))

    first, second = (sums_by(held.matrix.survey.rows, held.matrix.columns, kernel, 1, 2)[0] / held.n).tolist()
    return max(float(second) - float(first) ** 2, 0.0) * held.n / (held.n - 1)
