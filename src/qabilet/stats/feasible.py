"""What released sums leave open: linear programmes over all the numbers of people that would give the same sums."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from highspy import Highs

Floats = NDArray[np.float64]
WHOLE = 1e-6
"""Within this of an integer a solution is read as whole people."""


class Feasible:
    """Unknown numbers x >= 0 and bounds on sums of them: low <= A x <= high.

    `rows`: shape (m, unknowns), the m sums each unknown is counted in (all different; A is 0/1 with m ones a column).
    `low`, `high`: one a sum; `most`: one an unknown (capacities; none without it). The programme is kept between
    questions: each starts from the answer before. Solved with HiGHS (Huangfu, Hall 2018), imported at the first one.
    """

    def __init__(self, rows: NDArray[np.int64], low: Floats, high: Floats, most: Floats | None = None) -> None:
        self.rows, self.low, self.high = rows, low, high
        self.most = np.full(rows.shape[1], np.inf) if most is None else most
        self._solver: Highs | None = None

    def bound(self, low: Floats, high: Floats) -> None:
        """Replace the bounds of the sums."""
        self.low, self.high, self._solver = low, high, None

    @property
    def unknowns(self) -> int:
        return int(self.rows.shape[1])

    def of(self, x: Floats) -> Floats:
        """The sums A x."""
        weights = np.broadcast_to(x, self.rows.shape).ravel()
        return np.bincount(self.rows.ravel(), weights, len(self.low)).astype(np.float64)

    def greatest(self, weights: Floats) -> Floats | None:
        """An x that makes weights . A x as large as it can be; None where nothing is feasible. `weights`: one a sum."""
        if self._solver is None:
            self._solver = _solver(self.rows, self.low, self.high, np.zeros(self.unknowns), self.most)
        costs = -weights[self.rows].sum(axis=0)
        self._solver.changeColsCost(self.unknowns, np.arange(self.unknowns, dtype=np.int32), costs)
        return _solved(self._solver, self.unknowns)

    def cheapest(self, costs: Floats, target: int, low: float, high: float, *, whole: bool = False) -> Floats | None:
        """An x with the sum `target` within low..high that breaks the bounds of other sums at the least cost.

        `costs`: one a sum, for each person by which it is broken; infinite where it must hold. Numbers broken downwards
        stay at 1 or more. `whole` asks for whole people. None where nothing is feasible.
        """
        soft = np.flatnonzero(np.isfinite(costs))
        lows, highs = self.low.copy(), self.high.copy()
        lows[target], highs[target] = low, high
        most = np.concatenate([self.most, np.full(len(soft), np.inf), np.maximum(self.low[soft] - 1, 0)])
        prices = np.concatenate([np.zeros(self.unknowns), costs[soft], costs[soft]])
        solver = _solver(self.rows, lows, highs, prices, most, soft)
        if whole:
            solver.changeColsIntegrality(self.unknowns, np.arange(self.unknowns, dtype=np.int32),
                                         np.ones(self.unknowns, dtype=np.uint8))
            solver.setOptionValue("mip_max_nodes", 200)
        return _solved(solver, self.unknowns)


def is_whole(x: Floats) -> bool:
    return bool(np.all(np.abs(x - np.rint(x)) < WHOLE))


def _solver(rows: NDArray[np.int64], low: Floats, high: Floats, costs: Floats, most: Floats,
            soft: Sequence[int] | NDArray[np.int64] = ()) -> Highs:
    """A HiGHS model of A x (- over + under, for the `soft` sums) within low..high."""
    import highspy

    deep, unknowns = rows.shape
    slack = np.concatenate([np.asarray(soft, dtype=np.int64)] * 2)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = unknowns + len(slack), len(low)
    model.col_cost_, model.col_lower_, model.col_upper_ = costs, np.zeros(len(costs)), most
    model.row_lower_, model.row_upper_ = low, high
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    starts = (np.arange(unknowns + 1) * deep, unknowns * deep + 1 + np.arange(len(slack)))
    model.a_matrix_.start_ = np.concatenate(starts)
    model.a_matrix_.index_ = np.concatenate([rows.T.ravel(), slack])
    model.a_matrix_.value_ = np.concatenate([np.ones(rows.size), np.repeat([-1.0, 1.0], len(slack) // 2)])
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("presolve", "off")  # small programmes, each starting where the last one ended
    if solver.passModel(model) != highspy.HighsStatus.kOk:
        raise ValueError("the sums of an unknown must be different ones")
    return solver


def _solved(solver: Highs, unknowns: int) -> Floats | None:
    import highspy

    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    x = np.asarray(solver.getSolution().col_value, dtype=np.float64)[:unknowns]
    return np.maximum(x, 0.0)
