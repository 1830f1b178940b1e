"""The design of a sample: how people came to be in it, and so what its numbers can bear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DesignKind = Literal["census", "simple", "stratified", "cluster", "quota", "open"]
"""census: everybody asked; simple: drawn at random; stratified, cluster: drawn at random within strata or by groups;
quota: filled to a composition, not drawn; open: whoever came."""

DESIGNS: tuple[DesignKind, ...] = ("census", "simple", "stratified", "cluster", "quota", "open")


@dataclass(frozen=True, slots=True)
class Design:
    """`cells` are the dictionary codes whose combinations are the strata or quota cells; `population` is the size of
    the register, where it is known; `register` the register's file inside the study. `clusters` is the code of the
    bodies or places that were drawn first; `units` the file of what was drawn (`qabilet draw` writes it); `weight` the
    code of a column of weights that came with the answers."""

    kind: DesignKind = "open"
    cells: tuple[str, ...] = ()
    population: int | None = None
    register: str = ""
    clusters: str = ""
    units: str = ""
    weight: str = ""

    @property
    def drawn(self) -> bool:
        """Whether chance, known to us, chose the people: only then may a margin of error be told."""
        return self.kind in ("simple", "stratified", "cluster")
