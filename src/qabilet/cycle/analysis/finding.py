"""A finding: a number that has passed the gate, and a sheet: the table of findings that report, files and API show.

Only `disclosure` makes a Finding; what it has withheld is not in it. A raw number is a `Raw`, a raw table a `RawSheet`:
they stay inside `analysis` and `needs`, and the gate turns them into a `Sheet`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from qabilet.errors import Caution
from qabilet.stats import Basis
from qabilet.text import Text

View = Literal["release", "work"]
Withheld = Literal["small", "remainder", "complementary", "text", "unanimous"]
"""Why the gate keeps a number back: a group too small; the group left out too small; so that no other hidden
number can be worked out; free text below its own threshold; everybody in the group answered the same."""
Scalar = str | int | float | bool | None
Place = tuple[tuple[str, str], ...]
"""The cell of the declared lattice a number describes: ((dimension, level), ...); () is everybody."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A number before the gate. `n` is the number of respondents it describes, `count` the k of 'k of n' for a share.

    `kind` 'count' is a number of people; 'value' is a mean, share, index or rank of the people in `n`.
    """

    value: float | None
    n: int
    kind: Literal["count", "value"] = "value"
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    basis: Basis = "none"
    count: int | None = None
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class RawRow:
    """One line of a raw table: what it is about, which cell of the lattice it describes, its numbers by column."""

    code: str
    label: Text
    cells: Mapping[str, Raw]
    place: Place = ()
    facts: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A raw table. `key` is unique in the study ('needs/knowledge/region'); `kind` tells the report how to show it.

    `facts` are about the whole sheet (method, scale, design) and tell nothing about any group of people.
    """

    key: str
    kind: str
    title: Text
    columns: Sequence[str]
    rows: Sequence[RawRow]
    facts: Mapping[str, Scalar] = field(default_factory=dict)
    cautions: tuple[Caution, ...] = ()
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A number that may be told, or the reason why it may not (`withheld`; then every number in it is None)."""

    value: float | None = None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    basis: Basis = "none"
    count: int | None = None
    cautions: tuple[Caution, ...] = ()
    withheld: Withheld | None = None


@dataclass(frozen=True, slots=True)
class Row:
    code: str
    label: Text
    cells: Mapping[str, Finding]
    facts: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A released table: all its numbers are Findings of one `view`, under one `design` label."""

    key: str
    kind: str
    title: Text
    columns: Sequence[str]
    rows: Sequence[Row]
    view: View
    design: str
    facts: Mapping[str, Scalar] = field(default_factory=dict)
    cautions: tuple[Caution, ...] = ()
    audience: str = ""

    def row(self, code: str) -> Row:
        """The row with that code. Raises KeyError."""
        return next(row for row in self.rows if row.code == code)
