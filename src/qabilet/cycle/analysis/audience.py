"""Who speaks in a study, and the dimensions its tables may be broken down by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qabilet.text import Text


@dataclass(frozen=True, slots=True)
class Audience:
    """A group of respondents analysed on its own: `self` speaks of itself, an `observer` of the audience `of`.

    `value` is its value in the audience column; '' with one audience and no such column.
    """

    value: str = ""
    role: Literal["self", "observer"] = "self"
    of: str = ""
    label: Text = field(default_factory=Text)
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """A dimension made from another column: by `levels` (value -> level) or, for a number, by `breaks`."""

    code: str
    source: str
    label: Text = field(default_factory=Text)
    levels: Mapping[str, str] = field(default_factory=dict)
    breaks: tuple[float, ...] = ()
    labels: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lattice:
    """The declared dimensions (dictionary or derived codes), and the tables beyond the one-way ones to release."""

    dimensions: tuple[str, ...] = ()
    tables: tuple[tuple[str, ...], ...] = ()
    derived: tuple[Derived, ...] = ()

    @property
    def kin(self) -> dict[str, str]:
        """The derived dimensions and the columns they are made from, by name: the column. Who shares it is kin."""
        return {name: one.source for one in self.derived for name in (one.source, one.code)}
