"""What an official should know and be able to do: competences, in named groups."""

from __future__ import annotations

from dataclasses import dataclass, field

from qabilet.text import Lang, Text


@dataclass(frozen=True, slots=True)
class Group:
    """Competences that belong together: a pillar, the areas of one question, a list of course topics."""

    code: str
    name: Text
    about: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Competence:
    """`ours` are the languages in which the name is our own wording or translation, not the source's; `source` says
    where in the framework's source it stands ('figure 3', 'principle 5')."""

    code: str
    group: str
    name: Text
    about: Text = field(default_factory=Text)
    ours: tuple[Lang, ...] = ()
    source: str = ""
