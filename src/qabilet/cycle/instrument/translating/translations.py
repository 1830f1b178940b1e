"""Which translations still say what the source says: the ledger of what each was made from, and what became stale.

A spreadsheet has no memory. So the ledger keeps, for each text and language, the source as it was when the translation
was last in order, and the translation as it was then. Seen for the first time, a translation is taken to be in order.
A source that changed while its translation did not makes the translation stale; a translation that changed too is taken
to be renewed.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.texts import FormText, texts
from qabilet.text import LANGS, Lang, Text

Status = Literal["missing", "stale", "current"]
LANGUAGE: Mapping[Lang, Text] = {
    "kk": Text("қазақша", "казахский", "Kazakh"), "ru": Text("орысша", "русский", "Russian"),
    "en": Text("ағылшынша", "английский", "English")}


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A translation into `lang` as it was last in order: marks of its words and of the source in `of`, which read
    `said` then; `on` is the day (YYYY-MM-DD)."""

    path: str
    lang: Lang
    of: Lang
    source: str
    words: str
    said: str = ""
    on: str = ""


Ledger = Mapping[tuple[str, Lang], Confirmed]


@dataclass(frozen=True, slots=True)
class TextState:
    """How one text stands in one language; `was` is the source from which a stale translation was made."""

    text: FormText
    lang: Lang
    status: Status
    was: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """The ledger brought up to the form, and how every text stands. `first` were seen for the first time, `renewed`
    changed together with their source, `moved` were found again under another path."""

    ledger: Ledger
    states: tuple[TextState, ...]
    first: tuple[TextState, ...] = ()
    renewed: tuple[TextState, ...] = ()
    moved: tuple[TextState, ...] = ()

    def of(self, lang: Lang, status: Status) -> tuple[TextState, ...]:
        return tuple(one for one in self.states if one.lang == lang and one.status == status)


def mark(words: str) -> str:
    """A short hash of the words; spaces and line breaks do not count."""
    # A letter first: Excel would take 12e4567890123456 for a number, and write it back as another.
    return f"m{hashlib.sha256(' '.join(words.split()).encode('utf-8', 'surrogatepass')).hexdigest()[:15]}"


def settled(form: Form, ledger: Ledger, on: str, langs: Sequence[Lang] = LANGS) -> Settled:
    """The ledger after a look at the form, and the state of every text in `langs` other than the source language."""
    found = texts(form)
    task = _Settling(form, dict(ledger), on, _Lost(ledger, {one.path for one in found}))
    for one in found:
        for lang in LANGS:
            if lang != form.source_lang:
                task.settle(one, lang)
    states = tuple(one for one in task.states if one.lang in langs)
    return Settled(task.ledger, states, tuple(task.first), tuple(task.renewed), tuple(task.moved))


def confirmation(text: FormText, lang: Lang, of: Lang, on: str) -> Confirmed:
    """That the translation says what the source says now."""
    return Confirmed(text.path, lang, of, mark(text.text[of]), mark(text.text[lang]), text.text[of], on)


class _Lost:
    """What the ledger knows of texts that are no longer in the form: a renamed question takes it along."""

    def __init__(self, ledger: Ledger, paths: set[str]) -> None:
        self._by_words: dict[tuple[Lang, str, str], deque[Confirmed]] = {}
        for one in ledger.values():
            if one.path not in paths:
                self._by_words.setdefault((one.lang, _last(one.path), one.words), deque()).append(one)

    def found(self, text: FormText, lang: Lang) -> Confirmed | None:
        waiting = self._by_words.get((lang, _last(text.path), mark(text.text[lang])))
        return waiting.popleft() if waiting else None


def _last(path: str) -> str:
    """What kind of text it is: 'question/label'."""
    kind, _, rest = path.partition("/")
    return f"{kind}/{rest.rpartition('/')[2].partition('#')[0]}"


@dataclass(slots=True)
class _Settling:
    form: Form
    ledger: dict[tuple[str, Lang], Confirmed]
    on: str
    lost: _Lost
    states: list[TextState] = field(default_factory=list)
    first: list[TextState] = field(default_factory=list)
    renewed: list[TextState] = field(default_factory=list)
    moved: list[TextState] = field(default_factory=list)

    def settle(self, text: FormText, lang: Lang) -> None:
        key, source = (text.path, lang), text.text[self.form.source_lang]
        if not text.text[lang].strip():
            # What was known is kept: cleared and pasted again, stale words must not come back as fresh ones.
            known = self.ledger.get(key)
            self.states.append(TextState(text, lang, "missing", known.said if known else ""))
            return
        known = self.ledger.get(key)
        if known is None:
            known = self.lost.found(text, lang)
            if known is not None:
                del self.ledger[known.path, lang]
                known = self.ledger[key] = replace(known, path=text.path)
                self.moved.append(TextState(text, lang, "current"))
        status: Status = "current"
        if not source.strip():
            pass  # nothing to compare with; the gap in the source is told as a gap
        elif known is None:
            self.first.append(TextState(text, lang, status))
            self._confirm(text, lang)
        elif mark(text.text[known.of]) == known.source:
            if known.words != mark(text.text[lang]) or known.of != self.form.source_lang:
                self._confirm(text, lang)
        elif known.words != mark(text.text[lang]):
            self.renewed.append(TextState(text, lang, status, known.said))
            self._confirm(text, lang)
        else:
            status = "stale"
        self.states.append(TextState(text, lang, status, known.said if known and status == "stale" else ""))

    def _confirm(self, text: FormText, lang: Lang) -> None:
        self.ledger[text.path, lang] = confirmation(text, lang, self.form.source_lang, self.on)
