"""What a translator must know of a text beside its words: where it stands, what it is, what may not be touched."""

from __future__ import annotations

from collections.abc import Mapping

from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.texts import FormText
from qabilet.cycle.instrument.translating.translations import Status
from qabilet.cycle.instrument.translating.wording import placeholders
from qabilet.text import Lang, pattern, say

STATUS: Mapping[Status, str] = {"missing": pattern("missing"), "stale": pattern("outdated"),
                                "current": pattern("current")}
_SHEETS: Mapping[str, str] = {"settings": pattern("sheet settings"), "survey": pattern("sheet survey"),
                              "choices": pattern("sheet choices")}
_WHAT: Mapping[str, str] = {
    "title": pattern("title of the form"), "hint": pattern("hint under the question"),
    "guidance": pattern("guidance for the interviewer"), "constraint": pattern("words shown at a wrong answer"),
    "required": pattern("words shown at a blank")}
_KINDS: Mapping[str, str] = {
    "section": pattern("heading of a section"), "choice": pattern("answer to choose"),
    "one": pattern("question: one answer is chosen"), "many": pattern("question: several answers may be chosen"),
    "rank": pattern("question: the answers are put in order"), "integer": pattern("question: a whole number"),
    "decimal": pattern("question: a number"), "range": pattern("question: a point on a range"),
    "text": pattern("question: answered in one's own words"), "date": pattern("question: a date"),
    "time": pattern("question: a time"), "datetime": pattern("question: a date and time"),
    "note": pattern("note: it is only read"), "acknowledge": pattern("question: a mark of consent")}
SHOWN = 90


def where(text: FormText, lang: Lang) -> str:
    """The sheet, the row and the section it stands in."""
    place = say(lang, _SHEETS[text.sheet])
    if text.row:
        place = say(lang, "{sheet}, row {row}", sheet=place, row=text.row)
    heading = _short(text.section.shown(lang))
    return f"{place} · {heading}" if heading else place


def about(text: FormText, form: Form, lang: Lang) -> str:
    """What kind of text it is; for a choice the question it answers; the names that must stay as they are."""
    rows = [say(lang, _WHAT[text.part] if text.part in _WHAT else _KINDS.get(text.kind, pattern("question")))]
    if text.uses:
        asked = _short(text.asked.shown(lang)) or text.uses[0]
        rows.append(say(lang, "to the question: {question}", question=asked) if len(text.uses) == 1 else
                    say(lang, "questions with it: {count}, the first: {question}", count=len(text.uses),
                        question=asked))
    if names := placeholders(text.text[form.source_lang]):
        rows.append(say(lang, "keep letter for letter: {names}", names=", ".join(f"${{{name}}}" for name in names)))
    return "\n".join(rows)


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}…"
