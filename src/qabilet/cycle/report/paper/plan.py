"""What is printed in which order and under which number, before any word is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from qabilet.cycle.instrument import ASKED, Form, Node, Question, Section
from qabilet.cycle.report.paper.grids import Run, runs

COPIES = 3
"""How often a repeat is printed whose number is not fixed."""
MOST_COPIES = 10


@dataclass(frozen=True, slots=True)
class Opened:
    """A section begins; `copy` of `copies` for a repeat, which is `open` where there may be more than are printed."""

    section: Section
    level: int
    numbers: tuple[str, ...] = ()
    copy: int = 0
    copies: int = 0
    open: bool = False


@dataclass(frozen=True, slots=True)
class Single:
    """One question by itself, or something to read (a number of '')."""

    question: Question
    number: str = ""
    copy: int = 0


@dataclass(frozen=True, slots=True)
class Together:
    """Questions printed as one table; `section` is the group whose words stand over it, where there is one."""

    questions: tuple[Question, ...]
    number: str
    numbers: tuple[str, ...]
    head: Question | None = None
    section: Section | None = None
    copy: int = 0


Part = Opened | Single | Together


@dataclass(frozen=True, slots=True)
class Plan:
    parts: tuple[Part, ...]
    numbers: dict[str, str] = field(default_factory=dict)

    def questions(self) -> Iterator[tuple[str, Question]]:
        """Each asked question once, with its number."""
        for part in self.parts:
            if isinstance(part, Single) and part.number and part.copy < 2:
                yield part.number, part.question
            elif isinstance(part, Together) and part.copy < 2:
                yield from zip(part.numbers, part.questions, strict=True)


def planned(form: Form, perspective: str = "", *, grids: bool = True) -> Plan:
    """`perspective` keeps the questions of one rater; without `grids` every question stands by itself."""
    numbers: dict[str, str] = {}
    parts = tuple(_parts(form, form.nodes, 0, 0, perspective, numbers, count(1), grids))
    return Plan(parts, numbers)


def printed(node: Node, perspective: str = "") -> bool:
    """Whether anything of the node is seen on paper."""
    if isinstance(node, Section):
        return any(printed(one, perspective) for one in node.nodes)
    seen = node.kind in ASKED or node.kind in ("note", "foreign")
    return seen and (not perspective or not node.perspectives or perspective in node.perspectives)


def asked(question: Question) -> bool:
    """Whether a person answers it on paper: what is only shown or worked out has no number."""
    return question.kind in ASKED and question.read_only.strip().casefold() not in ("yes", "true", "true()")


def copies(section: Section) -> tuple[int, bool]:
    """How many times a repeat is printed, and whether there may be more."""
    words = section.repeat_count.strip()
    if words.isascii() and words.isdigit() and 1 <= int(words) <= MOST_COPIES:
        return int(words), False
    return COPIES, True


def _parts(form: Form, nodes: tuple[Node, ...], level: int, copy: int, perspective: str, numbers: dict[str, str],
           counter: count[int], grids: bool) -> Iterator[Part]:
    def seen(node: Node) -> bool:
        return printed(node, perspective)

    for run in runs(form, nodes, seen) if grids else (Run((node,)) for node in nodes if seen(node)):
        first = run.nodes[0]
        if run.together:
            if run.section is not None and level == 0 and not _asks(run.section):
                table = _together(replace(run, section=None), copy, numbers, counter)
                yield Opened(run.section, level, (table.number,))
                yield table
                continue
            yield _together(run, copy, numbers, counter)
        elif isinstance(first, Section):
            yield from _section(form, first, level, copy, perspective, numbers, counter, grids)
        else:
            yield Single(first, _number(first, numbers, counter) if asked(first) else "", copy)


def _asks(section: Section) -> bool:
    """Whether the words of a group are a question or a sentence before its items, not the heading of a part."""
    return "table-list" in section.appearance.split() or any(
        "?" in words or words.rstrip().endswith((":", "…")) for words in section.label)


def _section(form: Form, section: Section, level: int, copy: int, perspective: str, numbers: dict[str, str],
             counter: count[int], grids: bool) -> Iterator[Part]:
    times, more = copies(section) if section.kind == "repeat" else (1, False)
    for time in range(1, times + 1):
        repeated = time if section.kind == "repeat" else copy
        inside = tuple(_parts(form, section.nodes, level + 1, repeated, perspective, numbers, counter, grids))
        yield Opened(section, level, _numbers(inside), time if section.kind == "repeat" else 0,
                     times if section.kind == "repeat" else 0, more)
        yield from inside


def _numbers(parts: tuple[Part, ...]) -> tuple[str, ...]:
    return tuple(part.number for part in parts if not isinstance(part, Opened) and part.number)


def _number(question: Question, numbers: dict[str, str], counter: count[int]) -> str:
    """In every copy of a repeat a question has the same number."""
    if question.code not in numbers:
        numbers[question.code] = str(next(counter))
    return numbers[question.code]


def _together(run: Run, copy: int, numbers: dict[str, str], counter: count[int]) -> Together:
    first = run.questions[0].code
    number = numbers[first].partition(".")[0] if first in numbers else str(next(counter))
    for place, question in enumerate(run.questions, 1):
        numbers.setdefault(question.code, f"{number}.{place}")
    return Together(run.questions, number, tuple(numbers[one.code] for one in run.questions), run.head, run.section,
                    copy)
