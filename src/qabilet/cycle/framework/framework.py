"""A framework: a dated, versioned list of competences with its source, scales, position profiles and crosswalk."""

from __future__ import annotations

from dataclasses import dataclass, field

from qabilet.cycle.framework.competence import Competence, Group
from qabilet.cycle.framework.crosswalk import Link
from qabilet.cycle.framework.profile import Profile
from qabilet.cycle.framework.scale import Scale
from qabilet.text import Text


@dataclass(frozen=True, slots=True)
class Framework:
    """`version` counts our editions of it; `dated_on` is the date of the source, as exactly as it is known ('2019',
    '2019-01-17'); `note` says what in it is ours and how far it may be trusted."""

    code: str
    version: str
    dated_on: str
    title: Text
    source: Text
    citation: str = ""
    note: Text = field(default_factory=Text)
    groups: tuple[Group, ...] = ()
    competences: tuple[Competence, ...] = ()
    scales: tuple[Scale, ...] = ()
    profiles: tuple[Profile, ...] = ()
    crosswalk: tuple[Link, ...] = ()

    def competence(self, code: str) -> Competence:
        """The competence with that code. Raises KeyError."""
        return {one.code: one for one in self.competences}[code]

    def group(self, code: str) -> tuple[Competence, ...]:
        """The competences of one group, in order; empty where there is none."""
        return tuple(one for one in self.competences if one.group == code)

    def scale(self, code: str) -> Scale:
        """The scale with that code. Raises KeyError."""
        return {one.code: one for one in self.scales}[code]

    def profile(self, code: str) -> Profile:
        """The position profile with that code. Raises KeyError."""
        return {one.code: one for one in self.profiles}[code]
