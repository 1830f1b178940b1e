"""Tables of two questions under the design: weighted counts and shares with the covariance the sample gives them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from qabilet.stats.estimate import Estimate
from qabilet.stats.survey.models.model_matrix import Factor, within
from qabilet.stats.survey.rows import Batch, Floats, Ints
from qabilet.stats.survey.spread import degrees
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import Variable, columns_of


@dataclass(frozen=True, slots=True, eq=False)
class TwoWay:
    """`totals` (r, c) are weighted counts, `V` (r c, r c) their covariance, row after row; `counts` (r, c) the people.
    `n` people gave both answers and have a weight, in units less strata of `df`."""

    rows: tuple[float, ...]
    columns: tuple[float, ...]
    totals: Floats
    V: Floats
    counts: Ints
    n: int
    df: float

    @property
    def shares(self) -> Floats:
        """(r, c) shares of everybody, NaN for nobody."""
        whole = float(self.totals.sum())
        return self.totals / whole if whole > 0 else np.full(self.totals.shape, math.nan)

    @property
    def covariance(self) -> Floats:
        """(r c, r c) of the shares; R: vcov(svymean(~interaction(rows, columns)))."""
        p, whole = self.shares.ravel(), float(self.totals.sum())
        A = (np.eye(len(p)) - p[:, None]) / (whole if whole > 0 else math.nan)
        return np.asarray(A @ self.V @ A.T, dtype=np.float64)

    def share(self, row: int, column: int) -> Estimate:
        """The share of one cell, by places, with its standard error."""
        at = row * len(self.columns) + column
        return self._told(float(self.shares[row, column]), float(self.covariance[at, at]), self.n, row, column)

    def row_share(self, row: int, column: int) -> Estimate:
        """The share of a column among those of a row, with its standard error; R: svyby(~columns, ~rows, svymean)."""
        c = len(self.columns)
        total = float(self.totals[row].sum())
        if not total > 0:
            return Estimate(math.nan, 0, basis="design", df=self.df)
        p = float(self.totals[row, column]) / total
        u = (np.arange(c) == column) - p
        V = self.V[row * c:(row + 1) * c, row * c:(row + 1) * c]
        return self._told(p, float(u @ V @ u) / total ** 2, int(self.counts[row].sum()), row, column)

    def filled(self) -> TwoWay:
        """The table without rows and columns of nobody."""
        on = [self.totals.sum(axis=1) > 0, self.totals.sum(axis=0) > 0]
        if all(one.all() for one in on):
            return self
        cells = np.flatnonzero(np.outer(*on).ravel())
        at = np.ix_(*(np.flatnonzero(one) for one in on))
        rows, columns = (tuple(np.asarray(codes)[one].tolist())
                         for codes, one in zip((self.rows, self.columns), on, strict=True))
        return replace(self, rows=rows, columns=columns, totals=self.totals[at], V=self.V[np.ix_(cells, cells)],
                       counts=self.counts[at])

    def turned(self) -> TwoWay:
        """Rows as columns."""
        order = np.arange(self.totals.size).reshape(self.totals.shape).T.ravel()
        return replace(self, rows=self.columns, columns=self.rows, totals=self.totals.T,
                       V=self.V[np.ix_(order, order)], counts=self.counts.T)

    def _told(self, value: float, variance: float, n: int, row: int, column: int) -> Estimate:
        return Estimate(value, n, math.sqrt(max(variance, 0.0)), basis="design", df=self.df,
                        count=int(self.counts[row, column]))


def cross(survey: Survey, rows: Factor, columns: Factor | None = None, *, domain: Variable | None = None) -> TwoWay:
    """The table of two columns of codes (of one: a single row), over those who answered both and are in the domain.

    Levels that are not named are those that occur, in rising order; a code beside named levels is missing. R: svytable,
    svytotal(~interaction(rows, columns), na.rm = TRUE) of subset(design, ...). Cost: two passes, one more for levels.
    """
    asked = (rows,) if columns is None else (rows, columns)
    extra = () if domain is None else columns_of((domain,))
    names = tuple(dict.fromkeys((*(one.column for one in asked), *extra, *survey.columns)))
    known = _levels(survey, asked, names, domain)
    shape = tuple(len(one.levels) for one in known)
    cells = math.prod(shape)
    if cells == 0:
        return _nobody(known)

    def cell(batch: Batch) -> Ints:  # the place of each row in the table, -1 for none
        at = np.zeros(len(batch[rows.column]), dtype=np.int64)
        on = within(domain, batch, len(at)) & (survey.weight(batch) != 0)
        for one in known:
            codes, levels = np.asarray(batch[one.column], dtype=np.float64), np.array(sorted(one.levels))
            place = np.minimum(np.searchsorted(levels, codes), len(levels) - 1)
            on &= levels[place] == codes
            at = at * len(levels) + place
        return np.asarray(np.where(on, at, -1), dtype=np.int64)

    def ones(batch: Batch) -> Floats:
        return np.asarray(cell(batch)[:, None] == np.arange(cells), dtype=np.float64)

    totals = survey.totals(names, ones, cells, bound=np.ones(cells))[0]
    spread = survey.spreads(names, ones, cells, seen=lambda batch: ones(batch) > 0, bound=np.ones(cells))[0]
    seen = np.zeros((survey.layout.leaves, cells), dtype=np.int64) if spread.seen is None else spread.seen
    counts = seen.sum(axis=0)
    across = shape if columns is not None else (1, cells)
    return TwoWay(_codes(known[0]) if columns is not None else (0.0,), _codes(known[-1]), totals.reshape(across),
                  spread.covariance(), counts.reshape(across), int(counts.sum()),
                  float(degrees(survey.layout, seen.sum(axis=1))))


def _levels(survey: Survey, asked: tuple[Factor, ...], names: tuple[str, ...],
            domain: Variable | None) -> list[Factor]:
    """The factors with their levels, found among those who bear on the table."""
    if all(one.levels for one in asked):
        return list(asked)

    def part(batch: Batch) -> list[list[float]]:
        values = [np.asarray(batch[one.column], dtype=np.float64) for one in asked]
        on = within(domain, batch, len(values[0])) & (survey.weight(batch) != 0)
        for one, codes in zip(asked, values, strict=True):
            on &= np.isin(codes, one.levels) if one.levels else ~np.isnan(codes)
        return [np.unique(codes[on]).tolist() for codes in values]

    found = list(survey.rows.map(names, part))
    return [one if one.levels else replace(one, levels=tuple(sorted({code for batch in found for code in batch[at]})))
            for at, one in enumerate(asked)]


def _codes(one: Factor) -> tuple[float, ...]:
    return tuple(sorted(one.levels))


def _nobody(known: list[Factor]) -> TwoWay:
    shape = (len(known[0].levels), len(known[1].levels)) if len(known) > 1 else (1, len(known[0].levels))
    cells = math.prod(shape)
    return TwoWay(_codes(known[0]) if len(known) > 1 else (0.0,), _codes(known[-1]), np.zeros(shape),
                  np.zeros((cells, cells)), np.zeros(shape, dtype=np.int64), 0, 0.0)
