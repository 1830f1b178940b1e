"""A question's own missing answers: who answered it is a smaller group than who was there, and is protected as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qabilet.cycle.analysis.rules import Rules


@dataclass(frozen=True, slots=True)
class Answered:
    """How many of each level of a dimension answered a question. One entry a level that has people.

    `there` is how many are in the level, `secret` whether that is hidden in the lattice, `untold` whether the table has
    no row for it (then its number is what is missing to everybody's).
    """

    n: NDArray[np.int64]
    there: NDArray[np.int64]
    secret: NDArray[np.bool_]
    untold: NDArray[np.bool_]


def hide_answers(answered: Answered, rules: Rules, also: Sequence[int] = ()) -> NDArray[np.bool_]:
    """The levels whose numbers may not be told: the hidden ones of the lattice, the levels in `also`, those with 1 to
    rules.cell - 1 answers, and enough others, the smallest first.

    Hidden must be at least two levels of rules.cell and rules.remainder answers together, and each small one could have
    at least three sizes, given everybody's n, the told n, and the told sizes of the levels: an n is at most its level.
    """
    hidden = answered.secret | answered.untold | ((answered.n > 0) & (answered.n < rules.cell))
    hidden[list(also)] = True
    while not _safe(answered, hidden, rules):
        candidates = np.flatnonzero((answered.n > 0) & ~hidden)
        if not len(candidates):
            return hidden
        hidden[candidates[np.argmin(answered.n[candidates])]] = True
    return hidden


def _safe(answered: Answered, hidden: NDArray[np.bool_], rules: Rules) -> bool:
    some = hidden & (answered.n > 0)
    people = int(answered.n[some].sum())
    if not people:
        return True
    if int(some.sum()) < 2 or people < max(rules.cell, rules.remainder):
        return False
    low, high = _bounds(answered, hidden, people)
    small = some & (answered.n < rules.cell)
    return bool(np.all((high - low)[small] >= 2))


def _bounds(answered: Answered, hidden: NDArray[np.bool_], people: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The least and most answers each hidden level can have: levels of a known size hold at most that many, and, where
    they are hidden for their few answers, at least one; levels of a secret size hold together at most their sum."""
    secret, open_ = hidden & answered.secret, hidden & ~answered.secret
    least = (open_ & (answered.n > 0) & ~answered.untold).astype(np.int64)
    together = int(answered.there[secret].sum())
    room = int(answered.there[open_].sum())
    low = np.where(secret, people - room - max(together - 1, 0), people - (room - answered.there) - together)
    most = np.where(secret, together - max(int(secret.sum()) - 1, 0), answered.there)
    return np.maximum(low, least), np.minimum(most, people - (int(least.sum()) - least))
