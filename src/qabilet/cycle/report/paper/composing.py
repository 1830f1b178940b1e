"""The questionnaire as a sheet of paper: its parts in order, each in the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qabilet.cycle.instrument import Form, Section, unmarked
from qabilet.cycle.report.paper.answers import LONGEST_LIST, answer, listed
from qabilet.cycle.report.paper.instructions import how, in_each_line, instructions, unsaid
from qabilet.cycle.report.paper.plan import Opened, Part, Plan, Single, Together, planned
from qabilet.cycle.report.paper.printable import clean
from qabilet.cycle.report.paper.raters import for_rater
from qabilet.cycle.report.paper.routes import Routes
from qabilet.cycle.report.paper.sheet import (
    Block,
    Bullets,
    Fields,
    Grid,
    Heading,
    Item,
    Option,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from qabilet.cycle.report.paper.voice import Voice
from qabilet.cycle.report.paper.widths import grid_widths
from qabilet.text import Lang, pattern, say

INTRODUCTION = 250
"""Signs of notes under the first heading that make an introduction."""
_RATERS = {
    "self": pattern("for the person assessed"), "head": pattern("for the line manager of the person assessed"),
    "peer": pattern("for a colleague of the person assessed"),
    "report": pattern("for a subordinate of the person assessed"),
    "observer": pattern("for somebody outside the organisation")}


def questionnaire(form: Form, lang: Lang, *, perspective: str = "", draft: bool = False) -> Sheet:
    """`perspective` prints the questions of one rater; a `draft` may have gaps in the language."""
    form = for_rater(form, perspective)
    plan = planned(form, perspective)
    voice = Voice(form, lang, draft, plan.numbers)
    routes = Routes(voice, plan)
    body = tuple(block for part in plan.parts for block in _part(voice, routes, part))
    lead, rest = _lead(body)
    return clean(Sheet(lang, voice.words(form.title) or form.code, rater(lang, perspective), annex(lang),
                       edition(form, lang), page(lang), banner(lang, draft),
                       (*_organiser(lang, perspective), *lead, *_how_to(lang, rest), *rest, *_end(lang, rest),
                        *long_lists(voice, plan), *rules(voice, routes))))


def annex(lang: Lang) -> str:
    return say(lang, "Annex to letter No. ____________ of ____ ______________ 20____")


def edition(form: Form, lang: Lang) -> str:
    if form.version:
        return say(lang, "Form {code}, version {version}", code=form.code, version=form.version)
    return say(lang, "Form {code}", code=form.code)


def page(lang: Lang) -> str:
    return say(lang, "page {page} of {pages}", page="{page}", pages="{pages}")


def banner(lang: Lang, draft: bool) -> str:
    return say(lang, "Draft: not for distribution") if draft else ""


def rater(lang: Lang, perspective: str) -> str:
    """Whose view is asked: 'for the line manager of the person assessed'; '' where everybody's is."""
    words = _RATERS.get(perspective)
    return say(lang, words) if words is not None else perspective


def _organiser(lang: Lang, perspective: str) -> tuple[Block, ...]:
    """Whom a rater's answers are about is a code: no name stands on the sheet."""
    names = [pattern("Questionnaire No."), pattern("Region (code)"), pattern("Date received"),
             pattern("Data entry operator")]
    if perspective:
        names.insert(1, pattern("Person assessed (code)"))
    return (Fields(say(lang, "Filled in by the organiser"), tuple(say(lang, name) for name in names)),)


def _lead(body: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The notes the form begins with are its introduction, and stand before the instructions; under a heading only
    where they are long enough to be one, and not a word on the questions that follow."""
    first = 1 if body and isinstance(body[0], Heading) and not body[0].when else 0
    last = next((at for at, block in enumerate(body) if at >= first and not _told(block)), len(body))
    notes = tuple(Paragraph(one.words, "lead") for one in body[first:last] if isinstance(one, Paragraph))
    if first and sum(len(one.words) for one in notes) < INTRODUCTION:
        return (), body
    return (*body[:first], *notes), body[last:]


def _told(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style == "plain" and not block.when


def _how_to(lang: Lang, rest: Iterable[Block]) -> tuple[Block, ...]:
    points = instructions(lang, rest)
    return (Bullets(say(lang, "How to fill in"), points),) if points else ()


def _end(lang: Lang, rest: tuple[Block, ...]) -> tuple[Block, ...]:
    if not any(isinstance(block, Item | Grid) for block in rest):
        return (Paragraph(say(lang, "The form has no questions yet.")),) if not rest else ()
    if isinstance(rest[-1], Paragraph) and not rest[-1].when:
        return ()  # the form has closing words of its own
    return (Paragraph(say(lang, "Thank you for your answers."), "lead"),)


def long_lists(voice: Voice, plan: Plan) -> Iterator[Block]:
    """Lists too long to stand under their question, three answers a line, each list once."""
    lang, under = voice.lang, dict[str, list[str]]()
    for number, question in plan.questions():
        if listed(voice.form, question) > LONGEST_LIST:
            under.setdefault(question.choices, []).append(number)
    for code, numbers in under.items():
        cells = [part for one in voice.form.lists[code].choices for part in (one.code, voice.choice(one))]
        cells += [""] * (-len(cells) % 6)
        title = say(lang, "Answers to choose from, question {numbers}", numbers=", ".join(numbers))
        yield Heading(1, title)
        yield Table("", (say(lang, "Code"), say(lang, "Answer")) * 3,
                    tuple(tuple(cells[at:at + 6]) for at in range(0, len(cells), 6)), (0.1, 0.2333) * 3)


def rules(voice: Voice, routes: Routes) -> tuple[Block, ...]:
    """The conditions that no words were found for, as an annex; call it last."""
    if not routes.rules:
        return ()
    lang = voice.lang
    return (Heading(1, say(lang, "Annex: rules for the interviewer")), Table(
        say(lang, "Who is asked what, as the form has it"),
        (say(lang, "Rule"), say(lang, "Questions"), say(lang, "Condition")),
        tuple((f"R{place}", ", ".join(dict.fromkeys(routes.under[rule])), rule)
              for place, rule in enumerate(routes.rules, 1)), (0.1, 0.2, 0.7)))


def _part(voice: Voice, routes: Routes, part: Part) -> Iterator[Block]:
    if isinstance(part, Opened):
        yield from heading(voice, routes, part)
    elif isinstance(part, Together):
        yield _grid(voice, routes, part)
    elif part.question.kind == "foreign":
        yield Paragraph(say(voice.lang, "{words} (“{type}”: cannot be answered on paper)",
                            words=voice.label(part.question), type=part.question.type), "box")
    elif not part.number:
        words = "\n".join(filter(None, (voice.marked(part.question.label), voice.marked(part.question.hint))))
        yield Paragraph(words, when=routes.when(part.question.relevance, ()))
    else:
        yield _item(voice, routes, part)


def heading(voice: Voice, routes: Routes, part: Opened) -> Iterator[Block]:
    """The words over a section, or over one copy of a repeat."""
    section = part.section
    label, when, hint = voice.words(section.label), _section_when(routes, section, part), voice.marked(section.hint)
    if part.copy:
        label = say(voice.lang, "{what}: {n}", what=label or say(voice.lang, "Repeated questions"), n=part.copy)
        if part.copy == part.copies and part.open:
            hint = "\n".join(filter(None, (hint, say(
                voice.lang, "If there are more, copy these questions and attach the sheets."))))
    if label:
        yield Heading(min(part.level + 1, 3), label, when, hint)
    elif when:
        yield Paragraph("", when=when)


def _section_when(routes: Routes, section: Section, part: Opened) -> str:
    return routes.when(section.relevance, part.numbers) if part.copy < 2 else ""


def _item(voice: Voice, routes: Routes, part: Single) -> Item:
    question = part.question
    note = say(voice.lang, "The list depends on an earlier answer.") if question.choice_filter else ""
    if listed(voice.form, question) > LONGEST_LIST:
        note = " ".join((say(voice.lang, "Write the answer and its code; the list is at the end of this form."), note))
    label = voice.asked(question)
    return Item(part.number, question.code, label, answer(voice, question, routes.jumps.get(question.code)),
                voice.marked(question.hint), routes.when(question.relevance, (part.number,)),
                unsaid(how(voice.lang, voice.form, question), unmarked(label)), note)


def _grid(voice: Voice, routes: Routes, part: Together) -> Grid:
    first = part.questions[0]
    columns = tuple(sorted((Option(one.code, voice.choice(one), apart=one.code in first.missing)
                            for one in voice.form.choices(first)), key=lambda one: one.apart))
    rows = tuple(Row(number, question.code, voice.asked(question), voice.marked(question.hint))
                 for number, question in zip(part.numbers, part.questions, strict=True))
    label = voice.marked(part.section.label) if part.section is not None else ""
    hint = voice.marked(part.section.hint) if part.section is not None else ""
    if part.head is not None:
        label = label or voice.marked(part.head.label)
    when = routes.when(first.relevance, (part.number,))
    if part.section is not None and part.section.relevance:
        when = " ".join(filter(None, (routes.when(part.section.relevance, (part.number,)), when)))
    wanted = in_each_line(voice.lang, first.kind)
    widths = grid_widths(columns)
    return Grid(part.number, label or _sentence(wanted), "circle" if first.kind == "one" else "square", columns, rows,
                hint, when, unsaid(wanted, unmarked(label)) if label else "", widths.head, widths.head_mm, widths.items)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."
