"""A question about needs: which items were asked of whom, and how, for the ranking that follows depends on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from qabilet.text import Text

NeedKind = Literal["rating", "ranking", "two-scale", "gap"]
"""rating: each item on one scale; ranking: the items forced into an order; two-scale: importance and competence of each
item; gap: competence of each item against the target level of a position profile."""

NEED_KINDS: tuple[NeedKind, ...] = ("rating", "ranking", "two-scale", "gap")
Remedy = Literal["undecided", "training", "rule", "tool", "staffing"]
REMEDIES: tuple[Remedy, ...] = ("undecided", "training", "rule", "tool", "staffing")


@dataclass(frozen=True, slots=True)
class NeedQuestion:
    """`items` (rating, ranking, gap) or `importance` and `competence` (two-scale) name groups of the dictionary, whose
    columns are matched by their `competence`. `largest` says which end is the greatest need: 'high' points (5 = most
    needed), or 'low' (place 1 = most needed). `family` is the declared family of the rank sets: all items, by default.
    `profile` names the position profile of a gap. `assumed`: the kind is our assumption, and the report must say so.
    """

    code: str
    kind: NeedKind
    items: str = ""
    importance: str = ""
    competence: str = ""
    largest: Literal["high", "low"] = "high"
    profile: str = ""
    least_n: int = 10
    assumed: bool = False
    title: Text = field(default_factory=Text)
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScaleQuestion:
    """A scale whose reliability is told: the items of a dictionary group.

    Whoever answered at least `least_share` of the items (1: all of them), or `least_items` of them, gets a score, the
    mean of the items answered; where neither is declared there are no scores.
    """

    code: str
    items: str
    title: Text = field(default_factory=Text)
    least_items: int | None = None
    least_share: float | None = None
