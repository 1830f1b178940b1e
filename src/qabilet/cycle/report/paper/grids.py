"""Which questions become one table: those that follow one another and are answered from the same list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qabilet.cycle.instrument import Form, Node, Question, Section

MOST_COLUMNS = 11
"""Points of a scale that a page takes across."""
LONGEST_LABEL = 60
"""Longer words of an answer are not read over a column."""
_HEADS, _ROWS = frozenset({"label"}), frozenset({"list-nolabel"})


@dataclass(frozen=True, slots=True)
class Run:
    """Nodes printed as one: a table of `questions` where `together`, under the words of `section` or `head`."""

    nodes: tuple[Node, ...]
    questions: tuple[Question, ...] = ()
    head: Question | None = None
    section: Section | None = None

    @property
    def together(self) -> bool:
        return bool(self.questions)


def runs(form: Form, nodes: tuple[Node, ...], seen: Callable[[Node], bool]) -> Iterator[Run]:
    """The nodes of one level that are `seen`, in order, those that make a table gathered."""
    nodes = tuple(node for node in nodes if seen(node))
    place = 0
    while place < len(nodes):
        node = nodes[place]
        if isinstance(node, Section):
            yield _whole(form, node, seen) or Run((node,))
            place += 1
            continue
        end = place + 1
        while end < len(nodes) and _joins(form, node, nodes[end]):
            end += 1
        yield _gathered(form, nodes[place:end])
        place = end


def _gathered(form: Form, nodes: tuple[Node, ...]) -> Run:
    questions = tuple(node for node in nodes if isinstance(node, Question))
    if len(questions) < 2 or not fits(form, questions[0]):
        return Run(nodes[:1])
    heads = [one for one in questions if _HEADS & set(one.appearance.split())]
    if heads and questions[0] is heads[0] and len(questions) > len(heads):
        return Run(nodes, questions[1:], head=questions[0])
    return Run(nodes, questions)


def _whole(form: Form, section: Section, seen: Callable[[Node], bool]) -> Run | None:
    """A group whose questions all are answered from one list is a table under the group's own words."""
    shown = [node for node in section.nodes if seen(node)]
    nodes = tuple(node for node in shown if isinstance(node, Question))
    if section.kind == "repeat" or len(nodes) < len(shown):
        return None
    if len(nodes) < 2 or not all(_joins(form, nodes[0], other) for other in nodes[1:]):
        return None
    run = _gathered(form, nodes)
    return Run((section,), run.questions, run.head, section) if run.together else None


def _joins(form: Form, first: Question, other: Node) -> bool:
    """Whether `other` may stand in one table with `first`."""
    return (isinstance(other, Question) and fits(form, first) and other.kind == first.kind
            and other.choices == first.choices and not other.other and other.relevance == first.relevance
            and other.choice_filter == first.choice_filter and other.perspectives == first.perspectives
            and not (_HEADS & set(other.appearance.split())))


def fits(form: Form, question: Question) -> bool:
    """Whether its answers can stand across the page."""
    choices = form.choices(question)
    if question.kind not in ("one", "many") or question.other or not 2 <= len(choices) <= MOST_COLUMNS:
        return False
    return all(len(words) <= LONGEST_LABEL for one in choices for words in one.label)
