"""The dictionary of answers: what each column of the answers asks, how it was measured, what its values mean.

It is drafted from the data (`draft`), corrected by a person in Excel, and read again at every analysis.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from qabilet.text import Text

Kind = Literal["one", "many", "rating", "ranking", "number", "date", "text", "personal", "id", "constant", "empty"]
"""one: one choice; many: many choices in one cell; rating: a point of an ordered scale; ranking: a place in a forced
ranking of the items of one group (no two alike); number; date; text: free words; personal: names, phones, e-mails,
IIN (left out); id: a row number or key; constant: one value for everybody; empty: no value at all."""

KINDS: tuple[Kind, ...] = ("one", "many", "rating", "ranking", "number", "date", "text", "personal", "id",
                           "constant", "empty")

Missing = Literal["not asked", "not relevant", "refused", "cannot judge"]
"""Why an answer is missing. A blank is declared before anything is computed."""

MISSING: tuple[Missing, ...] = ("not asked", "not relevant", "refused", "cannot judge")

Confidence = Literal["sure", "likely", "guess"]
BLANK = ""
"""The key of the blank cell in `Column.missing`."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the answers file, as the analysis reads it.

    `values` are the valid values in order: scale points from lowest to highest for a rating (codes 1..k), options for
    one and many. `merge` maps other spellings found in the data to one of `values`. `missing` maps values (BLANK for an
    empty cell) to why they are missing. `group` ties the items of one grid or one ranking together.
    """

    header: str
    code: str
    kind: Kind
    question: str = ""
    item: str = ""
    group: str = ""
    role: str = ""
    values: tuple[str, ...] = ()
    labels: Mapping[str, Text] = field(default_factory=dict)
    reverse: bool = False
    missing: Mapping[str, Missing] = field(default_factory=dict)
    merge: Mapping[str, str] = field(default_factory=dict)
    separator: str = ""
    competence: str = ""
    keep: bool = True
    label: Text = field(default_factory=Text)
    confidence: Confidence = "guess"
    reason: str = ""
    edited: bool = False

    def name(self) -> Text:
        """What the report calls this column: its label, else its item, question or header."""
        fallback = self.item or self.question or self.header
        return Text(*(words or fallback for words in self.label))

    def value_name(self, value: str) -> Text:
        return self.labels.get(value) or Text.same(value)

    def with_(self, **changes: Any) -> Column:
        return replace(self, **changes)


def group_names(groups: str) -> tuple[str, ...]:
    """The groups in 'law, money': a question may take its items from several grids with the same scale."""
    return tuple(name for one in groups.split(",") if (name := one.strip()))


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The columns in the order of the answers file."""

    columns: Sequence[Column]

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def column(self, code: str) -> Column:
        """The column with that code. Raises KeyError."""
        for column in self.columns:
            if column.code == code:
                return column
        raise KeyError(code)

    def group(self, group: str) -> tuple[Column, ...]:
        """The items of one grid or ranking, or of several ('law, money'), in order; empty where there is none."""
        names = group_names(group)
        return tuple(column for column in self.columns if column.group in names and column.keep)

    def kept(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.keep)
