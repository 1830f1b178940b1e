"""A survey: the rows, how they were drawn, and what was done to their weights; what every estimate is asked of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from qabilet.stats.survey.adjustment import Adjustment
from qabilet.stats.survey.exact import sums_by
from qabilet.stats.survey.layout import Layout, lay_out
from qabilet.stats.survey.rows import Batch, Floats, Ints, Keys, Rows, Seen
from qabilet.stats.survey.sample_design import SampleDesign
from qabilet.stats.survey.spread import Spread, spreads

Values = Callable[[Batch], Floats]
"""A batch to (n, r) values without weights; zero where a row does not bear on them."""


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """Everything an estimate needs, and nothing in memory but the layout. `steps` are the adjustments of the weights in
    the order they were made; the weights of the last are the weights of the survey."""

    rows: Rows
    layout: Layout
    steps: tuple[Adjustment, ...] = ()

    @classmethod
    def of(cls, rows: Rows, design: SampleDesign) -> Survey:
        """Lay the rows out. Raises what lay_out raises."""
        return cls(rows, lay_out(rows, design))

    def after(self, step: Adjustment) -> Survey:
        """The same survey with its weights adjusted once more."""
        return replace(self, steps=(*self.steps, step))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that place a row and weigh it."""
        return tuple(dict.fromkeys((*self.layout.columns, *(name for step in self.steps for name in step.columns))))

    def weight(self, batch: Batch) -> Floats:
        """(n,) the weights after the last step."""
        return self.steps[-1].weights(batch)[1] if self.steps else self.layout.weight(batch)

    def totals(self, columns: Sequence[str], values: Values, width: int, *, domain: Keys | None = None,
               domains: int = 1, bound: Floats | None = None) -> Floats:
        """(domains, width) exact weighted sums of the values over each domain (negative: in none); `bound` as for
        `spreads`. One pass, two without a bound."""

        def weighed(batch: Batch) -> tuple[Ints | None, Floats]:
            return None if domain is None else domain(batch), values(batch) * self.weight(batch)[:, None]

        return sums_by(self.rows, self._with(columns), weighed, domains, width, bound=self._heaviest(bound))

    def spreads(self, columns: Sequence[str], values: Values, width: int, *, domain: Keys | None = None,
                domains: int = 1, seen: Seen | None = None, bound: Floats | None = None) -> list[Spread]:
        """The spread of the weighted sums of linearised `values`, one Spread a domain; `bound` (width,) of the absolute
        values without their weights, where it is known."""
        return spreads(self.rows, self.layout, self._with(columns),
                       lambda batch: values(batch) * self.weight(batch)[:, None], width, domain=domain,
                       domains=domains, seen=seen, bound=self._heaviest(bound), adjust=self.steps)

    def _heaviest(self, bound: Floats | None) -> Floats | None:
        """The bound of weighted values, where the design's weights are the survey's."""
        return None if bound is None or self.steps else bound * self.layout.heaviest * (1 + 1e-15)

    def _with(self, columns: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*columns, *self.columns)))


def finite(column: Floats) -> Floats:
    """The column with zeros for its missing values, so that it can be added up."""
    return np.where(np.isnan(column), 0.0, column)
