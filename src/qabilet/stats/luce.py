"""Plackett and Luce's model of rankings: how much each item is worth, from the orders people put them in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from qabilet.stats.moments import Flags, Floats

_TURNS = 100


@dataclass(frozen=True, slots=True, eq=False)
class Worths:
    """`worth` (k,), above 0 and adding to 1: the chance of being put first among all; `se` (k,) by the delta method.

    `log_worth` is centred at 0 with covariance `V` (k, k), for differences and rank sets. `n` people; `left_out` people
    whose row has no order in it or a place given twice. `connected` is Ford's condition; where it fails, some items
    were never put below the others (or above), no finite worths exist, and all of them are NaN.
    """

    worth: Floats
    se: Floats
    log_worth: Floats
    V: Floats
    log_likelihood: float
    iterations: int
    connected: bool
    n: int
    left_out: int


def plackett_luce(places: npt.ArrayLike, counts: npt.ArrayLike | None = None, *,
                  unranked: Literal["behind", "absent"] = "behind") -> Worths:
    """Worths by maximum likelihood from (m, k) patterns of places (1 first, 0 unranked) and how often each occurs.

    P(order) = product over places of worth / (sum of the worths not yet placed) (Plackett 1975; Luce 1959). An unranked
    item stands 'behind' all ranked ones, their own order unknown, or is 'absent', as if it had not been on the list.
    Gaps in the places do not matter. Four turns of Hunter's MM (2004, Annals of Statistics 32(1), equation 30), then
    Newton's method on the log worths, in which the likelihood is concave (ibid., section 3), until the largest step is
    below 1e-12 or promises nothing more; se from the observed information. Ford (1957): connected when no split of the
    items leaves one side never beaten by the other.
    """
    table = np.asarray(places)
    table = np.where(np.isnan(table.astype(np.float64)), 0, table).astype(np.int64)
    often = np.ones(len(table)) if counts is None else np.asarray(counts, dtype=np.float64)
    k = table.shape[1]
    stages, usable = _stages(table, often, unranked)
    n, left_out = int(often[usable].sum()), int(often[~usable].sum())
    if k < 2 or not _connected(stages, k):
        nothing, square = np.full(k, math.nan), np.full((k, k), math.nan)
        return Worths(nothing, nothing, nothing, square, math.nan, 0, False, n, left_out)
    beta = _mm(stages, k)
    value, gradient, information = _likelihood(stages, beta)
    turns = 0
    while turns < _TURNS:
        turns += 1
        gradient_before, step = gradient, _inverse(information) @ gradient
        size = 1.0
        fresh = _likelihood(stages, beta + step)
        while fresh[0] < value - 1e-9 * abs(value) and size > 1e-6:
            size /= 2
            fresh = _likelihood(stages, beta + size * step)
        beta = beta + size * step
        value, gradient, information = fresh
        if size * float(np.max(np.abs(step))) < 1e-12 or float(gradient_before @ step) < 1e-15 * abs(value):
            break
    beta = beta - beta.mean()
    V = _inverse(information)
    worth = np.exp(beta - beta.max())
    worth /= worth.sum()
    J = np.diag(worth) - np.outer(worth, worth)
    se = np.sqrt(np.maximum(np.diag(J @ V @ J), 0))
    return Worths(worth, se, beta, V, value, turns, True, n, left_out)


Stages = list[tuple[Floats, npt.NDArray[np.intp], Flags]]
"""At each place: how many people, which item they chose, (people, k) which items they chose from."""


def _stages(table: npt.NDArray[np.int64], often: Floats, unranked: str) -> tuple[Stages, Flags]:
    ranked = table > 0
    order = np.argsort(np.where(ranked, table, np.iinfo(np.int64).max), axis=1, kind="stable")
    placed = np.take_along_axis(table, order, axis=1)
    twice = ((placed[:, 1:] == placed[:, :-1]) & (placed[:, 1:] > 0)).any(axis=1)
    depth = ranked.sum(axis=1)
    least = 1 if unranked == "behind" and table.shape[1] > 1 else 2
    usable = ~twice & (depth >= least) & (often > 0)
    left = np.ones(table.shape, dtype=np.bool_) if unranked == "behind" else ranked.copy()
    stages: Stages = []
    for place in range(table.shape[1] - 1):
        on = usable & (depth > place) & (left.sum(axis=1) > 1)
        if on.any():
            stages.append((often[on], order[on, place], left[on]))
        rows = np.flatnonzero(depth > place)
        left[rows, order[rows, place]] = False
    return stages, usable


def _connected(stages: Stages, k: int) -> bool:
    """Ford's condition: along 'was put above', every item reaches every other."""
    reach = np.eye(k, dtype=np.bool_)
    for _, chosen, left in stages:
        for item in sorted(set(chosen.tolist())):
            reach[item] |= left[chosen == item].any(axis=0)
    for through in range(k):
        reach |= reach[:, [through]] & reach[[through], :]
    return bool(stages) and bool(reach.all())


def _mm(stages: Stages, k: int) -> Floats:
    wins = np.zeros(k)
    for often, chosen, _ in stages:
        np.add.at(wins, chosen, often)
    worth = np.full(k, 1 / k)
    for _ in range(4):
        load = sum((left.T @ (often / (left @ worth)) for often, _, left in stages), np.zeros(k))
        worth = np.maximum(wins, 0.1) / load  # an item that wins only by default still needs a start above 0
        worth /= worth.sum()
    start: Floats = np.log(worth)
    return start


def _likelihood(stages: Stages, beta: Floats) -> tuple[float, Floats, Floats]:
    """The log likelihood of the log worths, its gradient, and its negative Hessian."""
    k = len(beta)
    value, gradient, information = 0.0, np.zeros(k), np.zeros((k, k))
    weights = np.exp(beta - beta.max())
    for often, chosen, left in stages:
        P = left * weights
        room = P.sum(axis=1)
        P /= room[:, None]
        value += float(often @ (beta[chosen] - beta.max() - np.log(room)))
        np.add.at(gradient, chosen, often)
        load = often @ P
        gradient -= load
        information += np.diag(load) - P.T @ (often[:, None] * P)
    return value, gradient, information


def _inverse(information: Floats) -> Floats:
    """The inverse on the log worths that add to 0, the only ones the model can tell apart."""
    k = len(information)
    flat = np.full((k, k), 1 / k)
    scale = float(np.trace(information)) / k
    inverse = np.asarray(np.linalg.inv(information / scale + flat) - flat, dtype=np.float64)
    return inverse / scale
