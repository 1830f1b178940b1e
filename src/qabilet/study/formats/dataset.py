"""Answers with everything a statistician's file keeps beside them: what every writer of a foreign format is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qabilet.cycle.instrument import Missing
from qabilet.text import Text

if TYPE_CHECKING:
    import numpy as np

VariableKind = Literal["code", "flag", "number", "date", "text"]
"""code: a whole number with a label; flag: 0 or 1, one choice of a question of many; number; date; text."""

MISSING_CODES: dict[Missing, int] = {"not asked": -6, "not relevant": -7, "refused": -8, "cannot judge": -9}
"""What stands in a code, flag or number where an answer is missing for a known reason."""
WITHHELD = -5
"""What stands there where the gate has withheld an answer in a release; it has a `Value` of its own, missing too."""


@dataclass(frozen=True, slots=True)
class Value:
    """One code and its words; `missing` where it is a reason for a missing answer and not an answer."""

    code: int
    label: Text
    missing: Missing | Literal["withheld"] | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """`name` is ASCII, stable, at most 32 characters, begins with a letter and is no reserved word of SPSS, Stata, R or
    SQL. `label` is short, `question` the whole wording. `values` stand in order, reasons for missing answers last.
    `ordered` codes are points of a scale. `set` names the question of many choices that a flag belongs to, `column` the
    code of the dictionary's column it was made from, `group` the
    grid or ranking of an item. `weight` marks the column of weights."""

    name: str
    kind: VariableKind
    label: Text
    question: Text = field(default_factory=Text)
    values: tuple[Value, ...] = ()
    ordered: bool = False
    decimals: int = 0
    set: str = ""
    column: str = ""
    group: str = ""
    competence: str = ""
    weight: bool = False


@dataclass(frozen=True, slots=True)
class Dataset:
    """`columns` stand in the order of `variables`, all of length `rows`: float64 for code, flag and number (NaN where
    nothing is known; MISSING_CODES or WITHHELD where the reason is), datetime64[D] for a date (NaT), object of str for
    text (''). `notes` are what a reader must know: what was recoded, what was left out, that the people are synthetic.
    """

    code: str
    title: Text
    variables: tuple[Variable, ...]
    columns: Sequence[np.ndarray]
    rows: int
    source: Text = field(default_factory=Text)
    notes: tuple[Text, ...] = ()
