"""What the weights are like after each step, and what they cost: the sheet beside a weighted sample."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

from qabilet.cycle.analysis.finding import Raw, RawRow, RawSheet, Scalar
from qabilet.cycle.analysis.scope import Scope
from qabilet.cycle.analysis.weighting import Weighted
from qabilet.cycle.analysis.weighting_faults import WEIGHT_012
from qabilet.errors import Caution
from qabilet.stats import WeightStep, describe_weights
from qabilet.tables import Sums, Wanted
from qabilet.text import Text

COLUMNS = ("n", "total", "least", "p25", "median", "p75", "greatest", "cv", "deff", "effective")
COSTLY = 2.0
"""From this design effect of weights alone on, a reader should know."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One sheet: a row a step. The least and the greatest weight are single people's: the gate keeps them back, for
    with the register's counts they tell how few answered in the smallest cell."""

    scope: Scope
    weighted: Weighted

    def wants(self, wanted: Wanted) -> None:
        """Nothing of the common pass: weights have passes of their own."""

    def sheets(self, sums: Sums) -> list[RawSheet]:
        steps = describe_weights(self.weighted.survey)
        cautions = list(self.weighted.cautions)
        last = steps[-1]
        if last.n and last.design_effect >= COSTLY:
            cautions.append(Caution(WEIGHT_012, {"effective": f"{_rounded(last.effective, 2):.0f}", "n": last.n}))
        rows = [RawRow(f"{place}-{step.kind}", Text(), _cells(step), facts=_facts(step))
                for place, step in enumerate(steps, start=1)]
        return [RawSheet(self.scope.key("weights"), "weights", Text(), COLUMNS, rows, {"n": last.n}, tuple(cautions),
                         self.scope.audience.value)]


def _cells(step: WeightStep) -> dict[str, Raw]:
    quarter = step.n // 4
    behind = {"n": step.n, "total": step.n, "least": 1, "p25": quarter, "median": quarter, "p75": quarter,
              "greatest": 1, "cv": step.n, "deff": step.n, "effective": step.n}
    values = {"n": float(step.n), "total": _rounded(step.total, 4), "least": step.least,
              "p25": _rounded(step.lower_quartile, 2), "median": _rounded(step.median, 2),
              "p75": _rounded(step.upper_quartile, 2), "greatest": step.greatest, "cv": _rounded(step.cv, 2),
              "deff": _rounded(step.design_effect, 2), "effective": _rounded(step.effective, 2)}
    return {name: Raw(None if isnan(values[name]) else values[name], behind[name]) for name in COLUMNS}


def _rounded(value: float, digits: int) -> float:
    """To so many significant digits: with the register, exact figures of the weights tell how many answered in cells
    that are kept back."""
    return float(f"{value:.{digits}g}")


def _facts(step: WeightStep) -> dict[str, Scalar]:
    return {"step": step.kind, "trimmed": step.trimmed, "steps": step.steps, "misfit": step.misfit}
