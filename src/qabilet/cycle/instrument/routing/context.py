"""What an expression is worked out against: the answers, the lists of choices, the day, the seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qabilet.cycle.instrument.routing.chance import drawn
from qabilet.text import Lang

Row = Mapping[str, str]


@dataclass(slots=True)
class Context:
    """`values` are the answers by name: a text, '' where there is none, or all answers to a question asked repeatedly.
    `own` is the answer the expression stands at, `item` the choice a filter is asked about, by column.
    `every` are the answers of a repeated question whatever the place (indexed-repeat). `lists` are the lists of
    choices, each choice by column (name, label and more); `chosen` the list of each question with choices.
    `positions` are the numbers of the repeats around, from 1, the outermost first. `today` is 'yyyy-mm-dd', `now`
    'yyyy-mm-ddThh:mm:ss.mmm+hh:mm'. `seed` and `at` fix what random() draws: the same respondent, the same place in
    the form, the same number.
    """

    values: Mapping[str, str | list[str]] = field(default_factory=dict)
    own: str = ""
    item: Row = field(default_factory=dict)
    every: Mapping[str, list[str]] = field(default_factory=dict)
    lists: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    positions: Sequence[int] = ()
    today: str = ""
    now: str = ""
    seed: str = ""
    at: str = ""
    version: str = ""
    lang: Lang = "ru"
    draws: int = 0

    def draw(self) -> float:
        """The next number of this evaluation, 0 to 1."""
        self.draws += 1
        return drawn(f"{self.seed}/{self.at}/{self.draws}")
