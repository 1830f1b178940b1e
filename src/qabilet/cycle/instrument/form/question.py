"""A question, a section of questions, and the lists its answers are chosen from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from qabilet.cycle.instrument.dictionary import Missing
from qabilet.text import Text

QuestionKind = Literal["one", "many", "rank", "integer", "decimal", "range", "text", "date", "time", "datetime",
                       "note", "calculate", "acknowledge", "hidden", "meta", "foreign"]
"""one, many: choices; rank: all choices put in order; range: a number between two ends by steps; note: read only;
calculate: worked out, never shown; hidden: a value handed over; meta: start, end, today and the like, which we do not
collect; foreign: a type we keep and cannot ask (a place, a picture, a signature)."""

CHOSEN: tuple[QuestionKind, ...] = ("one", "many", "rank")
ASKED: tuple[QuestionKind, ...] = (*CHOSEN, "integer", "decimal", "range", "text", "date", "time", "datetime",
                                   "acknowledge")
"""What a respondent answers; the other kinds are shown, worked out, handed over or not ours."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`cells` are the row's other cells as they stand, by their heading: filters, pictures, languages not ours."""

    code: str
    label: Text = field(default_factory=Text)
    row: int = 0
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChoiceList:
    code: str
    choices: tuple[Choice, ...]

    def choice(self, code: str) -> Choice:
        """The choice with that code. Raises KeyError."""
        for one in self.choices:
            if one.code == code:
                return one
        raise KeyError(code)


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the form.

    Expressions (`relevance` to `default`) stand as they were written; `required` is 'yes', '' or an expression. `type`
    is the type as written ('select_one degree or_other'). `missing` says of which choices or numbers of the answer mean
    that there is none. `perspectives` are the raters it is for (self, head, peer, report); () means everybody.
    `row` is its line in the sheet (1 is the first), 0 where it was not read from one. `cells` are the row's other cells
    as they stand, by their heading: what we do not read is not lost.
    """

    code: str
    kind: QuestionKind
    type: str = ""
    label: Text = field(default_factory=Text)
    hint: Text = field(default_factory=Text)
    guidance: Text = field(default_factory=Text)
    choices: str = ""
    other: bool = False
    relevance: str = ""
    required: str = ""
    constraint: str = ""
    calculation: str = ""
    choice_filter: str = ""
    default: str = ""
    read_only: str = ""
    constraint_says: Text = field(default_factory=Text)
    required_says: Text = field(default_factory=Text)
    appearance: str = ""
    parameters: str = ""
    competence: str = ""
    indicator: str = ""
    scale: str = ""
    reverse: bool = False
    missing: Mapping[str, Missing] = field(default_factory=dict)
    perspectives: tuple[str, ...] = ()
    row: int = 0
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def rating(self) -> bool:
        """Whether its choices are points of a scale, from the lowest to the highest."""
        return self.kind == "one" and (bool(self.scale) or "likert" in self.appearance.split())

    @property
    def random(self) -> bool:
        """Whether its choices are shown in an order drawn for each respondent."""
        return "randomize=true" in self.parameters.replace(" ", "").casefold()

    def with_(self, **changes: Any) -> Question:
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together: a group, or a repeat asked as often as `repeat_count` says. `random` groups show
    their questions in an order drawn for each respondent. `end` are the cells of the line that closes it."""

    code: str
    kind: Literal["group", "repeat"] = "group"
    type: str = ""
    label: Text = field(default_factory=Text)
    hint: Text = field(default_factory=Text)
    relevance: str = ""
    repeat_count: str = ""
    appearance: str = ""
    parameters: str = ""
    nodes: tuple[Node, ...] = ()
    row: int = 0
    cells: Mapping[str, str] = field(default_factory=dict)
    end: Mapping[str, str] = field(default_factory=dict)

    def with_(self, **changes: Any) -> Section:
        return replace(self, **changes)


Node = Question | Section


def walked(nodes: tuple[Node, ...], path: tuple[Section, ...] = ()) -> Iterator[tuple[tuple[Section, ...], Node]]:
    """Every node in the order of the form, each with the sections it stands in, the outermost first."""
    for node in nodes:
        yield path, node
        if isinstance(node, Section):
            yield from walked(node.nodes, (*path, node))
