"""Translations that come back from a translator: checked against the form as it is now, and taken in all at once."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qabilet.cycle.instrument.form.faults import (
    FORM_008,
    FORM_009,
    FORM_011,
    FORM_030,
    FORM_031,
    FORM_032,
    FORM_042,
    FORM_043,
)
from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.texts import FormText, texts, with_texts
from qabilet.cycle.instrument.translating.translations import (
    LANGUAGE,
    Confirmed,
    Ledger,
    Settled,
    confirmation,
    mark,
    settled,
)
from qabilet.cycle.instrument.translating.wording import placeholder_faults
from qabilet.errors import Caution, Fault
from qabilet.text import Lang, Text


@dataclass(frozen=True, slots=True)
class Returned:
    """One row of a translators' spreadsheet. `words` are new ones ('' leaves the translation as it is); `source_mark`
    and `words_mark` say what the form held when the spreadsheet was written ('' where the columns were lost); `now` is
    the cell of the current translation, which is not read but looked at."""

    path: str
    lang: Lang
    words: str = ""
    confirmed: bool = False
    source: str = ""
    source_mark: str = ""
    words_mark: str = ""
    now: str = ""
    note: str = ""
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The form with the translations, how every text stands now, and what happened on the way. With faults the form is
    the one that was given, and nothing may be saved."""

    form: Form
    settled: Settled
    faults: tuple[Fault, ...] = ()
    cautions: tuple[Caution, ...] = ()
    translated: int = 0
    confirmed: int = 0
    notes: tuple[Returned, ...] = ()


def taken_in(form: Form, ledger: Ledger, rows: Sequence[Returned], on: str, *, file: str = "") -> TakenIn:
    """Rows without new words and without a confirmation do nothing, whatever else stands in them."""
    before = settled(form, ledger, on)
    task = _Taking(form, on, file, {one.path: one for one in texts(form)}, dict(before.ledger))
    for row in rows:
        if row.words or row.confirmed:
            task.take(row)
        elif row.path in task.known and row.source_mark and row.now.strip() and mark(row.now) != row.words_mark:
            task.doubt(FORM_043, row, words=row.now)
    notes = tuple(row for row in rows if row.note)
    if task.faults:
        return TakenIn(form, before, tuple(task.faults), tuple(task.cautions), notes=notes)
    new = with_texts(form, task.words)
    return TakenIn(new, settled(new, task.ledger, on), (), tuple(task.cautions), task.translated, task.confirmed, notes)


@dataclass(slots=True)
class _Taking:
    form: Form
    on: str
    file: str
    known: dict[str, FormText]
    ledger: dict[tuple[str, Lang], Confirmed]
    words: dict[str, dict[Lang, str]] = field(default_factory=dict)
    seen: dict[tuple[str, Lang], Returned] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)
    translated: int = 0
    confirmed: int = 0

    def take(self, row: Returned) -> None:
        text = self.known.get(row.path)
        if text is None:
            near = difflib.get_close_matches(row.path, self.known, 3, 0.6)
            self._fault(FORM_008, row, path=row.path, known=", ".join(f"«{one}»" for one in near) or "—")
        elif row.lang == self.form.source_lang:
            self._fault(FORM_011, row, language=LANGUAGE[row.lang])
        elif self._twice(row):
            return
        elif row.words and " ".join(row.words.split()) != " ".join(text.text[row.lang].split()):
            self._translate(row, text)
        else:
            self._confirm(row, text)

    def _twice(self, row: Returned) -> bool:
        first = self.seen.setdefault((row.path, row.lang), row)
        if first is row:
            return False
        if first.words != row.words:
            self._fault(FORM_009, row, path=row.path, first=first.row)
        return True

    def _translate(self, row: Returned, text: FormText) -> None:
        source = text.text[self.form.source_lang]
        wrong = placeholder_faults(source, row.words, row.lang, path=row.path, file=self.file, row=row.row)
        self.faults += [replace(one, column=row.sheet) for one in wrong]
        now = text.text[row.lang]
        if row.words_mark and now.strip() and mark(now) != row.words_mark:
            self.doubt(FORM_031, row, words=now)
        self.words.setdefault(row.path, {})[row.lang] = row.words
        made = Text(**{**text.text.write(), row.lang: row.words})
        entry = confirmation(replace(text, text=made), row.lang, self.form.source_lang, self.on)
        if self._outdated(row, source):
            self.doubt(FORM_030, row)
            entry = replace(entry, source=row.source_mark or mark(row.source), said=row.source)
        self.ledger[row.path, row.lang] = entry
        self.translated += 1

    def _confirm(self, row: Returned, text: FormText) -> None:
        now = text.text[row.lang]
        if not now.strip() or (row.words_mark and not row.words and mark(now) != row.words_mark):
            self.doubt(FORM_032, row)
        elif self._outdated(row, text.text[self.form.source_lang]):
            self.doubt(FORM_042, row)
        else:
            self.ledger[row.path, row.lang] = confirmation(text, row.lang, self.form.source_lang, self.on)
            self.confirmed += 1

    def _outdated(self, row: Returned, source: str) -> bool:
        """Whether the source is another than the one the translator saw. The mark is believed before the cell, which
        a translator may have touched; where both were lost, nothing is held against the translation."""
        seen = row.source_mark or (mark(row.source) if row.source.strip() else mark(source))
        return seen != mark(source)

    def _fault(self, code: str, row: Returned, **facts: object) -> None:
        self.faults.append(Fault(code, facts, self.file, row.row, row.sheet))

    def doubt(self, code: str, row: Returned, **facts: object) -> None:
        short = {name: str(fact) if len(str(fact)) <= 80 else f"{str(fact)[:80]}…" for name, fact in facts.items()}
        self.cautions.append(Caution(code, {"path": row.path, "lang": row.lang, **short}))
