"""Why weights could not be made: one error that carries the cells it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Level = tuple[float, ...]
"""The codes of one cell or level, one for each of its columns."""
Reason = Literal["no rows", "missing", "nobody", "unlisted", "no population", "negative", "margins disagree",
                 "not converged", "infeasible", "bounds"]
"""'no rows': no row has a weight; 'missing': an auxiliary is missing; 'nobody': the population has people in a cell and
the sample nobody; 'unlisted': the sample has people in a cell that the population does not list; 'no population': the
population of a cell with respondents is zero, negative or missing; 'negative': a weight to be adjusted is negative;
'margins disagree': the margins add up to different populations; 'not converged': the steps ran out; 'infeasible': no
weights keep the bounds and meet the totals; 'bounds': the bounds contradict themselves."""


class WeightingError(ValueError):
    """`columns` name the margin or auxiliary, `cells` are its levels the reason is about, `near` the level that each
    may be merged with (its nearest one with respondents; None: there is none). `steps` and `misfit` (the largest
    relative distance from a total) where steps ran out."""

    def __init__(self, reason: Reason, columns: Sequence[str] = (), cells: Sequence[Level] = (),
                 near: Sequence[Level | None] = (), *, steps: int = 0, misfit: float = 0.0) -> None:
        self.reason: Reason = reason
        self.columns, self.cells, self.near = tuple(columns), tuple(cells), tuple(near)
        self.steps, self.misfit = steps, misfit
        super().__init__(f"{reason}: {', '.join(self.columns)} {list(self.cells)}".rstrip(" []:"))


def nearest(level: Level, others: Sequence[Level]) -> Level | None:
    """The level to merge a level with: the one that differs in the fewest columns, among these the one whose codes are
    closest, among these the first."""
    def distance(other: Level) -> tuple[int, float, Level]:
        apart = [abs(one - two) for one, two in zip(level, other, strict=True)]
        return sum(gap > 0 for gap in apart), sum(apart), other
    return min(others, key=distance, default=None)
