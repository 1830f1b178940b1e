"""Words that are missing on paper in a language: all of them at once, before anything is printed."""

from __future__ import annotations

from collections.abc import Iterator

from qabilet.cycle.instrument import Form, Question
from qabilet.cycle.report.paper.faults import PAPER_001, PAPER_004
from qabilet.cycle.report.paper.plan import Opened, Single, planned
from qabilet.cycle.report.paper.voice import gaps
from qabilet.errors import Fault, refuse
from qabilet.text import LANGS, Lang, Text

_SHOWN = 60


def untranslated(form: Form, lang: Lang, *, perspective: str = "", guide: bool = False,
                 file: str = "") -> tuple[Fault, ...]:
    """A fault for each text that would stand on the sheet and has words in other languages only."""
    seen: dict[tuple[str, int, str], Fault] = {}
    for text, code, row, column in _texts(form, perspective, guide):
        if gaps(text, lang):
            facts = {"code": code, "lang": lang, "words": _first(text)}
            seen.setdefault((code, row, column), Fault(PAPER_001, facts, file, row or None, f"{column} ({lang})"))
    return tuple(seen.values())


def require_perspective(form: Form, perspective: str) -> None:
    """Raises PAPER_004 where no question is for this rater."""
    known = dict.fromkeys(one for question in form.questions() for one in question.perspectives)
    if perspective and perspective not in known:
        raise refuse(PAPER_004, perspective=perspective, known=", ".join(known) or "—")


def _texts(form: Form, perspective: str, guide: bool) -> Iterator[tuple[Text, str, int, str]]:
    yield form.title, form.code, 0, "title"
    lists: set[str] = set()
    for part in planned(form, perspective, grids=not guide).parts:
        if isinstance(part, Opened):
            yield part.section.label, part.section.code, part.section.row, "label"
            yield part.section.hint, part.section.code, part.section.row, "hint"
            continue
        if not isinstance(part, Single) and part.section is not None:
            yield part.section.label, part.section.code, part.section.row, "label"
            yield part.section.hint, part.section.code, part.section.row, "hint"
        of = (part.question,) if isinstance(part, Single) else (*filter(None, (part.head,)), *part.questions)
        for question in of:
            yield from _question(question, guide)
            if question.choices and question.choices not in lists and question.choices in form.lists:
                lists.add(question.choices)
                for choice in form.choices(question):
                    yield choice.label, f"{question.choices}: {choice.code}", choice.row, "label"


def _question(question: Question, guide: bool) -> Iterator[tuple[Text, str, int, str]]:
    yield question.label, question.code, question.row, "label"
    yield question.hint, question.code, question.row, "hint"
    if guide:
        yield question.guidance, question.code, question.row, "guidance_hint"


def _first(text: Text) -> str:
    words = next((" ".join(text[lang].split()) for lang in LANGS if text[lang].strip()), "")
    return f"{words[:_SHOWN]}…" if len(words) > _SHOWN else words
