"""What sums leave open, against answers that can be seen by eye and against another interface of a solver."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog

from qabilet.stats import Feasible, is_whole


def table(rows: list[float], columns: list[float]) -> Feasible:
    """The cells of a table whose margins are known; sums 0 .. are its cells, then its rows, then its columns."""
    high, wide = len(rows), len(columns)
    cells = np.arange(high * wide)
    of = np.array([cells, high * wide + cells // wide, high * wide + high + cells % wide])
    low = np.array([0.0] * (high * wide) + rows + columns)
    return Feasible(of, low, np.where(np.arange(len(low)) < high * wide, np.inf, low))


def most(sums: Feasible, row: int, sign: float = 1.0) -> float:
    weights = np.zeros(len(sums.low))
    weights[row] = sign
    x = sums.greatest(weights)
    assert x is not None
    return float(sums.of(x)[row])


def test_a_cell_lies_between_the_bounds_of_frechet() -> None:
    sums = table([30, 10], [35, 5])
    assert (most(sums, 0, -1), most(sums, 0)) == (25, 30)
    assert (most(sums, 3, -1), most(sums, 3)) == (0, 5)


def test_bounds_agree_with_another_solver() -> None:
    chance = np.random.default_rng(2)
    for _ in range(20):
        truth = chance.poisson(3, (3, 4))
        sums = table([float(one) for one in truth.sum(axis=1)], [float(one) for one in truth.sum(axis=0)])
        margins = np.array([np.eye(3)[:, [at // 4 for at in range(12)]], ], dtype=float)[0]
        columns = np.eye(4)[:, [at % 4 for at in range(12)]]
        cost = chance.normal(size=12)
        other = linprog(-cost, A_eq=np.vstack([margins, columns]), b_eq=sums.low[12:], method="highs")
        mine = sums.greatest(np.append(cost, np.zeros(7)))
        assert mine is not None
        assert cost @ mine == pytest.approx(-other.fun)


def test_no_answer_where_the_sums_contradict_each_other() -> None:
    assert table([30, 10], [35, 6]).greatest(np.zeros(8)) is None


def test_the_cheapest_change_is_a_rectangle() -> None:
    """A cell with two more people takes them from its row and its column, and gives them back at the cheap corner."""
    truth = np.array([[1.0, 9, 30], [9, 8, 30], [30, 30, 30]])
    sums = table(list(truth.sum(axis=1)), list(truth.sum(axis=0)))
    sums.bound(np.append(truth.ravel(), sums.low[9:]), np.append(truth.ravel(), sums.high[9:]))
    costs = np.append(np.log1p(truth.ravel()), np.full(6, np.inf))
    x = sums.cheapest(costs, 0, 3, np.inf)
    assert x is not None
    assert (x.reshape(3, 3) - truth).tolist() == [[2, -2, 0], [-2, 2, 0], [0, 0, 0]]


def test_the_same_sum_twice_is_refused() -> None:
    doubled = Feasible(np.array([[0, 0], [0, 0]]), np.array([1.0]), np.array([1.0]))
    with pytest.raises(ValueError, match="different"):
        doubled.greatest(np.zeros(1))


def test_whole_means_whole_people() -> None:
    assert is_whole(np.array([1.0, 2.0000000001]))
    assert not is_whole(np.array([1.5]))
