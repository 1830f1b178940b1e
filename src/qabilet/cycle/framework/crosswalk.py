"""The crosswalk: which competence of one framework answers to which of another, and how nearly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qabilet.text import Text

Relation = Literal["exact", "close", "broad", "narrow", "related"]
"""exact: the same thing in other words; close: nearly, or in part; broad: the other one is wider and contains it;
narrow: the other one is a part of it; related: connected without being like it. They are those of SKOS."""

RELATIONS: tuple[Relation, ...] = ("exact", "close", "broad", "narrow", "related")


@dataclass(frozen=True, slots=True)
class Link:
    """From `competence` of this framework to `to` of `framework` (which may be this one too), and why. `to` is a code,
    or the address (URI or UUID) of a concept kept elsewhere, as those of ESCO."""

    competence: str
    framework: str
    to: str
    relation: Relation
    reason: Text


def linked(links: Sequence[Link], framework: str, competence: str = "") -> tuple[Link, ...]:
    """The links into `framework`, of one competence or of all, the nearest relation first."""
    chosen = (link for link in links if link.framework == framework and competence in ("", link.competence))
    return tuple(sorted(chosen, key=lambda link: RELATIONS.index(link.relation)))
