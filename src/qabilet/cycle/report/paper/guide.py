"""The interview guide as a sheet of paper: questions to be asked aloud, probes under them, room for notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qabilet.cycle.instrument import Form, Question
from qabilet.cycle.report.paper.answers import answer
from qabilet.cycle.report.paper.composing import annex, banner, edition, heading, long_lists, page, rules
from qabilet.cycle.report.paper.instructions import how
from qabilet.cycle.report.paper.plan import Opened, Single, planned
from qabilet.cycle.report.paper.printable import clean
from qabilet.cycle.report.paper.raters import for_rater
from qabilet.cycle.report.paper.routes import Routes
from qabilet.cycle.report.paper.sheet import Block, Bullets, Fields, Item, Paragraph, Sheet, Talk
from qabilet.cycle.report.paper.voice import Voice
from qabilet.text import Lang, pattern, say

_BULLET = re.compile(r"^\s*(?:[-–—•*·]|\d{1,2}[.)])\s+")
_BEFORE = (
    pattern("Say who you are, who carries out the study and what its results are for. Ask whether the respondent "
            "agrees to talk and to be noted down or recorded; without consent there is no interview."),
    pattern("Say that any question may be left unanswered and that no name goes into the notes or the report."),
    pattern("Ask the numbered questions aloud and in this order. The points under a question are for you: use them "
            "where the answer does not come to them by itself."),
    pattern("Note what was said in the respondent's own words. Never write down names, telephone numbers or other "
            "signs by which somebody could be known."))
_AFTER = (
    pattern("Ask whether something important was left out, and thank the respondent."),
    pattern("Say when and where the results will be seen."),
    pattern("Note the time of the end, and how the talk went, while you remember it."))
NOTES, FEW_NOTES = 6, 3
"""Lines for notes: under a question with probes, and under one without."""


def interview_guide(form: Form, lang: Lang, *, perspective: str = "", draft: bool = False) -> Sheet:
    """`perspective` prints the questions of one group of respondents; a `draft` may have gaps in the language."""
    form = for_rater(form, perspective)
    plan = planned(form, perspective, grids=False)
    voice = Voice(form, lang, draft, plan.numbers)
    routes = Routes(voice, plan)
    body: list[Block] = []
    for part in plan.parts:
        if isinstance(part, Opened):
            body.extend(heading(voice, routes, part))
        elif isinstance(part, Single):
            body.extend(_part(voice, routes, part))
    title, kind = voice.words(form.title) or form.code, say(lang, "Interview guide")
    return clean(Sheet(lang, title, "" if kind.casefold() in title.casefold() else kind, annex(lang),
                       edition(form, lang), page(lang), banner(lang, draft),
                       (_talked(lang), _list(lang, pattern("For the interviewer"), _BEFORE), *body,
                        _list(lang, pattern("At the end"), _AFTER), *long_lists(voice, plan), *rules(voice, routes))))


def probes(words: str) -> tuple[str, ...]:
    """One a line; signs of a list at its beginning are left out."""
    return tuple(_BULLET.sub("", line).strip() for line in words.split("\n") if line.strip())


def _talked(lang: Lang) -> Fields:
    return Fields(say(lang, "About the interview; no name is written here"), (
        say(lang, "Interview No."), say(lang, "Date"), say(lang, "Office, post"), say(lang, "Region, district"),
        say(lang, "Begun at"), say(lang, "Ended at"), say(lang, "Language"), say(lang, "Interviewer (code)")))


def _list(lang: Lang, title: str, points: tuple[str, ...]) -> Bullets:
    return Bullets(say(lang, title), tuple(say(lang, one) for one in points))


def _part(voice: Voice, routes: Routes, part: Single) -> Iterator[Block]:
    question = part.question
    label, hint, under = voice.asked(question), voice.marked(question.hint), probes(voice.marked(question.guidance))
    if not part.number:
        yield Paragraph("\n".join(filter(None, (label, hint))))
        if under:
            yield Bullets("", under)
        return
    when = routes.when(question.relevance, (part.number,))
    if question.kind == "text":
        yield Talk(part.number, question.code, label, under, hint, when, NOTES if under else FEW_NOTES)
        return
    yield _ticked(voice, question, part.number, label, hint, when)
    if under:
        yield Bullets("", under)


def _ticked(voice: Voice, question: Question, number: str, label: str, hint: str, when: str) -> Item:
    return Item(number, question.code, label, answer(voice, question), hint, when,
                how(voice.lang, voice.form, question))
