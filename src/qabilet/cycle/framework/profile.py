"""The position profile: how far a holder of a post should master each competence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from qabilet.text import Text

Standing = Literal["draft", "adopted"]
"""draft: proposed, by us or by a study, and meant to be changed; adopted: decided by somebody entitled to."""

STANDINGS: tuple[Standing, ...] = ("draft", "adopted")


@dataclass(frozen=True, slots=True)
class Profile:
    """`targets` are levels on the scale `scale`, by competence code; `offices` the kinds of post it is for. What has no
    target is not required of the post: it has no gap, which is not a gap of nought."""

    code: str
    name: Text
    scale: str
    targets: Mapping[str, float]
    offices: tuple[str, ...] = ()
    standing: Standing = "draft"

    def target(self, competence: str) -> float | None:
        return self.targets.get(competence)
