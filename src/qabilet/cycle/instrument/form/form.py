"""The form: a questionnaire or an interview guide, whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from qabilet.cycle.instrument.form.question import Choice, ChoiceList, Node, Question, Section, walked
from qabilet.text import Lang, Text

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """`languages` are those of ours in which the form has words; `source_lang` is the one it was written in, from which
    the others are translated. `settings` are the other cells of the sheet settings, by heading. `headings` are those of
    the sheets survey, choices and settings as they were written, in order; `sheets` the rows of every other sheet: with
    them the workbook can be written back as it was.
    """

    code: str
    title: Text = field(default_factory=Text)
    version: str = ""
    source_lang: Lang = "ru"
    languages: tuple[Lang, ...] = ()
    nodes: tuple[Node, ...] = ()
    lists: Mapping[str, ChoiceList] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sheets: Mapping[str, Rows] = field(default_factory=dict)

    def walk(self) -> Iterator[tuple[tuple[Section, ...], Node]]:
        """Every section and question in order, each with the sections it stands in, the outermost first."""
        return walked(self.nodes)

    def questions(self) -> tuple[Question, ...]:
        return tuple(node for _, node in self.walk() if isinstance(node, Question))

    def sections(self) -> tuple[Section, ...]:
        return tuple(node for _, node in self.walk() if isinstance(node, Section))

    def question(self, code: str) -> Question:
        """The question with that code. Raises KeyError."""
        for one in self.questions():
            if one.code == code:
                return one
        raise KeyError(code)

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """The choices of a question, in order; () where it has none, or its list is not in the form."""
        found = self.lists.get(question.choices)
        return found.choices if found is not None else ()

    def with_(self, **changes: Any) -> Form:
        return replace(self, **changes)
