"""What a study permits of the answers of single people: who may release them, and what of each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Microdata:
    """`allow` are the roles that may release records, none by default. `traits` are the columns by which somebody may
    be known, in the order in which they are needed; `keep` further columns by which nobody can be. Ratings and rankings
    are always in; free text, dates and everything else are not."""

    allow: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
