"""Which question of a form each header of an export stands for: by names, by names with groups, or by labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.markup import plain_words
from qabilet.cycle.instrument.form.question import Choice, Node, Question, Section
from qabilet.cycle.instrument.words import folded
from qabilet.text import LANGS, Text

OTHER = Text("Басқа", "Другое", "Other")
MOST_BOXES, MOST_RANKED = 500, 100
"""Longer lists have no column for each choice in any export, and nobody puts more items in order."""
_PARTS = str.maketrans({"-": "/", ":": "/", ".": "/", "[": "/", "]": None})
_NUMBERED = re.compile(r" \(\d{1,4}\)\Z")
"""As a header is numbered that stands over two columns."""
_JOINED = str.maketrans({"[": "_", "]": None})


@dataclass(frozen=True, slots=True)
class Place:
    """A column's question and the sections around it. `choice` is set where the column is that of one choice alone: a
    box to tick, or an item of a ranking; `typed` where it holds the words typed beside «other»."""

    question: Question
    path: tuple[Section, ...] = ()
    choice: str = ""
    typed: bool = False

    @property
    def routed(self) -> bool:
        """Whether it was put only to some, by a condition of ours or by one kept in the words of another program."""
        nodes: tuple[Node, ...] = (self.question, *self.path)
        return any(node.relevance or any(heading.endswith("_relevance") and cell
                                         for heading, cell in node.cells.items()) for node in nodes)


def placed(form: Form, headers: Sequence[str]) -> dict[str, Place]:
    """The place in the form of each header that has one. Case, blanks and the sign between group and name (/ - : . or
    brackets) do not count; a name that stands twice in the form is known only with its group."""
    names, labels = _Known(), _Known()
    for path, question in _asked(form):
        for place, name, words in _columns(form, question, path):
            for spelt in _with_groups(name, [section.code for section in path]):
                names.add(_name(spelt), place)
            for spelt in words:
                labels.add(folded(spelt), place)
                if any(sign in spelt for sign in "*_#["):  # an export, or a form written anew, may be without
                    labels.add(folded(plain_words(spelt)), place)
    for path, question in _asked(form):
        for choice in _boxed(form, question):
            names.places.setdefault(_name(f"{question.code}_{choice.code}"), Place(question, path, choice.code))
    found: dict[str, Place] = {}
    for header in headers:
        if known := names.get(*_spellings(header)) or labels.get(folded(header)):
            found[header] = known
    return found | _in_turn(labels, [header for header in headers if header not in found])


def asked_in_turn(form: Form, label: str) -> int:
    """How many questions have these words: two grids over the same items have their labels twice."""
    key = folded(label)
    return sum(1 for _, question in _asked(form) if any(words and folded(words) == key for words in question.label))


def _in_turn(labels: _Known, headers: Sequence[str]) -> dict[str, Place]:
    """Columns under the same words («Право», «Право (2)») are the questions with these words, in the form's order,
    where there are as many of both."""
    under: dict[str, list[str]] = {}
    for header in headers:
        under.setdefault(folded(_NUMBERED.sub("", header)), []).append(header)
    found: dict[str, Place] = {}
    for words, columns in under.items():
        places = labels.several.get(words, [])
        if len(places) == len(columns) > 1:
            found |= dict(zip(columns, places, strict=True))
    return found


def offered(form: Form, question: Question) -> tuple[Choice, ...]:
    """The choices of a question with the «other» that ODK adds to those marked so."""
    choices = form.choices(question)
    there = not question.other or any(choice.code == "other" for choice in choices)
    return choices if there else (*choices, Choice("other", OTHER))


class _Known:
    """Spellings and what they stand for; a spelling of two questions stands for neither."""

    def __init__(self) -> None:
        self.places: dict[str, Place | None] = {}
        self.several: dict[str, list[Place]] = {}

    def add(self, spelling: str, place: Place) -> None:
        if spelling:
            known = self.several.setdefault(spelling, [])
            if all(place.question is not one.question for one in known):
                known.append(place)
            before = self.places.setdefault(spelling, place)
            if before is not None and before.question is not place.question:
                self.places[spelling] = None

    def get(self, *spellings: str) -> Place | None:
        return next((place for one in spellings if (place := self.places.get(one)) is not None), None)


def _asked(form: Form) -> Iterator[tuple[tuple[Section, ...], Question]]:
    for path, node in form.walk():
        if isinstance(node, Question):
            yield path, node


def _columns(form: Form, question: Question, path: tuple[Section, ...]) -> Iterator[tuple[Place, str, list[str]]]:
    """Every column that an export may have of one question: its place, its name, its spellings by labels."""
    titles = [section.label for section in path]
    yield Place(question, path), question.code, list(_labelled(question.label, titles))
    for choice in _boxed(form, question):
        words = [f"{spelt}{before}{choice.label[lang]}{after}" for lang in LANGS if choice.label[lang]
                 for spelt in _labelled(question.label, titles, lang) for before, after in (("/", ""), (" [", "]"))]
        words += [f"{spelt}[{choice.code}]" for spelt in _labelled(question.label, titles)]
        yield Place(question, path, choice.code), f"{question.code}/{choice.code}", words
    if question.other:
        yield Place(question, path, typed=True), f"{question.code}_other", []
        yield Place(question, path, typed=True), f"{question.code}/other_text", []


def _boxed(form: Form, question: Question) -> tuple[Choice, ...]:
    """The choices of a question that may have columns of their own."""
    choices = offered(form, question) if question.kind in ("many", "rank") else ()
    return choices if len(choices) <= MOST_BOXES else ()


def _labelled(label: Text, titles: Sequence[Text], only: str = "") -> Iterator[str]:
    for lang in LANGS:
        if label[lang] and only in ("", lang):
            yield label[lang]
            spelt, inside = label[lang], f"[{label[lang]}]"
            for title in reversed(titles):
                if title[lang]:
                    yield f"{title[lang]} {inside}"
                    yield f"{title[lang]}.{label[lang]}"
                    spelt, inside = f"{title[lang]}/{spelt}", f"[{title[lang]}]{inside}"
                    yield spelt


def _with_groups(name: str, groups: Sequence[str]) -> Iterator[str]:
    yield name
    for group in reversed(groups):
        name = f"{group}/{name}"
        yield name


def _spellings(header: str) -> tuple[str, ...]:
    """The header as a name: whole, with brackets joined, and without the words that follow a code («Q1. Your age»)."""
    code, sign, _ = header.partition(". ")
    return (_name(header), _name(header.translate(_JOINED)),
            *((_name(code), _name(code.translate(_JOINED))) if sign and " " not in code.strip() else ()))


def _name(spelling: str) -> str:
    parts = "".join(spelling.split()).casefold().translate(_PARTS).split("/")
    return "/".join(filter(None, parts))

