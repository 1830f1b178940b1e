"""Model matrices: what a regression explains by, made from a batch of rows; numbers as they are, factors as dummies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from qabilet.stats.survey.rows import Batch, Floats
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import Variable, columns_of

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Factor:
    """A column of codes as one dummy (0, 1) for each level but the `reference`. `levels`: the codes that count, any
    other is missing; none given: those that occur among the rows of the model, in rising order (name them where a
    number such as -1 stands for missing). `reference`: the level the others are compared with, None for the first. R:
    factor(column), contr.treatment."""

    column: str
    levels: tuple[float, ...] = ()
    reference: float | None = None

    @property
    def shown(self) -> tuple[float, ...]:
        """The levels that have a dummy."""
        return tuple(level for level in self.levels if level != self.against)

    @property
    def against(self) -> float | None:
        """The level that has none."""
        return self.levels[0] if self.reference is None and self.levels else self.reference


@dataclass(frozen=True, slots=True)
class Crossed:
    """Two terms together: the products of their columns, an interaction beside the terms themselves. R: a:b."""

    first: Variable | Factor
    second: Variable | Factor


Term = Variable | Factor | Crossed


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """The columns a model is made of: `names`, and `term` (p,) the place of the term each belongs to, -1 for the
    intercept. A row bears on the model where it is in the domain, has a weight that is not zero and nothing missing."""

    survey: Survey
    y: Variable
    terms: tuple[Term, ...]
    intercept: bool
    domain: Variable | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (*(("(Intercept)",) if self.intercept else ()), *(name for one in self.terms for name in _names(one)))

    @property
    def term(self) -> tuple[int, ...]:
        return (*((-1,) if self.intercept else ()), *(at for at, one in enumerate(self.terms) for _ in _names(one)))

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is read, the design's own included."""
        named = [name for one in self.terms for name in _columns(one)]
        asked = (self.y,) if self.domain is None else (self.y, self.domain)
        return tuple(dict.fromkeys((*columns_of(asked), *named, *self.survey.columns)))

    def of(self, batch: Batch) -> tuple[Floats, Floats, Floats, Flags]:
        """y (n,), X (n, p), the weights (n,) and who bears on the model (n,); zeros in the rows that do not."""
        y, w = self.y.values(batch), self.survey.weight(batch)
        parts = [values for one in self.terms for values in _values(one, batch)]
        X = np.column_stack([*((np.ones(len(y)),) if self.intercept else ()), *parts]) if parts or self.intercept \
            else np.empty((len(y), 0))
        on = ~np.isnan(y) & ~np.isnan(X).any(axis=1) & (w != 0) & within(self.domain, batch, len(y))
        return np.where(on, y, 0.0), np.where(on[:, None], X, 0.0), np.where(on, w, 0.0), on


def matrix(survey: Survey, y: Variable, terms: Sequence[Term], *, intercept: bool = True,
           domain: Variable | None = None) -> Matrix:
    """The model matrix, its factors with the levels that occur among the rows that bear on it (one pass, if any are to
    be found). Raises ValueError for a factor whose reference is not among its levels."""
    factors = [one for term in terms for one in _parts(term) if isinstance(one, Factor) and not one.levels]
    if factors:
        found = _levels(survey, y, terms, factors, domain)
        terms = tuple(_known(term, found) for term in terms)
    for term in terms:
        for one in _parts(term):
            if isinstance(one, Factor) and one.reference is not None and one.levels \
                    and one.reference not in one.levels:
                raise ValueError(f"{one.column}: the reference {one.reference:g} is none of its levels")
    return Matrix(survey, y, tuple(terms), intercept, domain)


def within(domain: Variable | None, batch: Batch, rows: int) -> Flags:
    """(n,) who is in a domain: where its variable is neither zero nor missing."""
    if domain is None:
        return np.ones(rows, dtype=np.bool_)
    value = domain.values(batch)
    return np.asarray(~np.isnan(value) & (value != 0), dtype=np.bool_)


def _levels(survey: Survey, y: Variable, terms: Sequence[Term], factors: Sequence[Factor],
            domain: Variable | None) -> dict[str, tuple[float, ...]]:
    """The codes of each factor among the rows with everything known."""
    codes = {one.column: set[float]() for one in factors}
    asked = (y,) if domain is None else (y, domain)
    columns = tuple(dict.fromkeys((*columns_of(asked), *(name for one in terms for name in _columns(one)),
                                   *survey.columns)))

    def part(batch: Batch) -> dict[str, list[float]]:
        values = y.values(batch)
        on = ~np.isnan(values) & (survey.weight(batch) != 0) & within(domain, batch, len(values))
        for term in terms:
            for one in _parts(term):
                known = one.values(batch) if isinstance(one, Variable) else _codes(one, batch)
                on &= ~np.isnan(known) if isinstance(one, Variable) or not one.levels else np.isin(known, one.levels)
        return {name: np.unique(np.asarray(batch[name], dtype=np.float64)[on]).tolist() for name in codes}

    for found in survey.rows.map(columns, part):
        for name, values in found.items():
            codes[name].update(values)
    return {name: tuple(sorted(values)) for name, values in codes.items()}


def _known(term: Term, found: dict[str, tuple[float, ...]]) -> Term:
    if isinstance(term, Crossed):
        first, second = (_factor(one, found) for one in (term.first, term.second))
        return Crossed(first, second)
    return _factor(term, found)


def _factor(one: Variable | Factor, found: dict[str, tuple[float, ...]]) -> Variable | Factor:
    return replace(one, levels=found[one.column]) if isinstance(one, Factor) and not one.levels else one


def _parts(term: Term) -> tuple[Variable | Factor, ...]:
    return (term.first, term.second) if isinstance(term, Crossed) else (term,)


def _columns(term: Term) -> tuple[str, ...]:
    return tuple(name for one in _parts(term)
                 for name in ((one.column,) if isinstance(one, Factor) else one.columns))


def _names(term: Term) -> tuple[str, ...]:
    if isinstance(term, Crossed):
        return tuple(f"{one}:{other}" for other in _names(term.second) for one in _names(term.first))
    return (term.name,) if isinstance(term, Variable) else tuple(f"{term.column}={level:g}" for level in term.shown)


def _values(term: Term, batch: Batch) -> list[Floats]:
    """The columns of a term (n,) each, NaN where missing."""
    if isinstance(term, Crossed):
        first, second = _values(term.first, batch), _values(term.second, batch)
        return [one * other for other in second for one in first]
    if isinstance(term, Variable):
        return [term.values(batch)]
    codes = _codes(term, batch)
    known = np.isin(codes, term.levels)
    return [np.where(known, codes == level, np.nan) for level in term.shown]


def _codes(term: Factor, batch: Batch) -> Floats:
    return np.asarray(batch[term.column], dtype=np.float64)
