"""A codebook as it is read: entries in the order of the variables, items of a grid together, words in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from qabilet.study.formats.dataset import Dataset, Variable, VariableKind
from qabilet.text import LANGS, Lang, Text, pattern, say

DASH = " \u2014 "
KINDS: Mapping[VariableKind, str] = {
    "code": pattern("one code of the list"), "flag": pattern("1 where the option was chosen, 0 where it was not"),
    "number": pattern("a number"), "date": pattern("a day (year-month-day)"), "text": pattern("free words")}
_SCALE = pattern("a point of a scale; the codes run from the least to the most, as the labels tell")


@dataclass(frozen=True, slots=True)
class Item:
    """One variable: an option of a question of many choices, an item of a grid, or the question itself."""

    name: str
    label: str
    competence: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One code and its words; `missing` where it is the reason why an answer is missing."""

    code: int
    words: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One question. `others` is its name in the other languages; the wording stands in the language of the form."""

    anchor: str
    title: str
    question: str
    question_lang: Lang
    kind: str
    items: tuple[Item, ...]
    lines: tuple[Line, ...]
    others: tuple[tuple[Lang, str], ...] = ()

    @property
    def single(self) -> bool:
        """Whether the entry is one variable and not several alike."""
        return len(self.items) == 1


@dataclass(frozen=True, slots=True)
class Book:
    """Everything a reader of the data set sees, in `lang`."""

    lang: Lang
    code: str
    title: str
    source: str
    notes: tuple[str, ...]
    entries: tuple[Entry, ...]
    variables: int

    def say(self, msgid: str, **facts: object) -> str:
        return say(self.lang, msgid, **facts)


def composed(dataset: Dataset, lang: Lang) -> Book:
    """The codebook of the data set in `lang`; words that are missing in it stand in another, marked with its code."""
    entries = [_entry(tuple(variables), lang) for _, variables in groupby(dataset.variables, key=_together)]
    return Book(lang, dataset.code, dataset.title.shown(lang).strip() or dataset.code, dataset.source.shown(lang),
                tuple(note.shown(lang) for note in dataset.notes), tuple(entries), len(dataset.variables))


def _together(one: Variable) -> object:
    """What neighbours have in common that stand in one entry."""
    if one.set:
        return ("set", one.set, one.values)
    return ("group", one.group, one.kind, one.values) if one.group else ("alone", one.name)


def _entry(variables: Sequence[Variable], lang: Lang) -> Entry:
    first = variables[0]
    items = tuple(Item(one.name, one.label.shown(lang), one.competence) for one in variables)
    lines = tuple(Line(value.code, value.label.shown(lang), value.missing is not None) for value in first.values)
    kind = _SCALE if first.ordered else KINDS[first.kind]
    wording, spoken = _wording(variables, lang)
    if len(variables) == 1 and not first.set:
        others = tuple((other, first.label[other]) for other in LANGS
                       if other != lang and first.label[other] and first.label[other] != first.label[lang])
        title = items[0].label.strip() or first.name
        return Entry(f"v-{first.name}", title, wording, spoken, say(lang, kind), items, lines, others)
    title = wording.strip() or first.set or first.group
    return Entry(f"v-{first.name}", title, "", spoken, say(lang, kind), items, lines)


def _wording(variables: Sequence[Variable], lang: Lang) -> tuple[str, Lang]:
    """The wording all of them share, in `lang` or else in the language of the form, and which language that is."""
    wordings = [_said(one.question, lang) for one in variables]
    stems = {words.rpartition(DASH)[0] for words, _ in wordings}
    if len(variables) > 1 and len({words for words, _ in wordings}) > 1 and len(stems) == 1 and "" not in stems:
        return stems.pop(), wordings[0][1]
    return wordings[0]


def _said(question: Text, lang: Lang) -> tuple[str, Lang]:
    return next(((question[one], one) for one in (lang, *LANGS) if question[one]), ("", lang))
