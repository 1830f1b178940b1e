"""Chapter 3, who answered: the sample beside the register, the profile of respondents, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from qabilet.cycle.analysis import Row, Sheet
from qabilet.cycle.report.chapters.profile_figures import bars, rated, register_figure
from qabilet.cycle.report.chapters.weighted import weighing
from qabilet.cycle.report.columns import column_name
from qabilet.cycle.report.document import Block, Bullets, Chapter, Heading, Paragraph, TableBlock, inline
from qabilet.cycle.report.material import ReportAudience, ReportInput
from qabilet.cycle.report.phrases import say_line, title_of
from qabilet.cycle.report.tables import table
from qabilet.cycle.report.words import whole
from qabilet.text import Lang, pattern, say, say_n

GONE = ("not_asked", "not_relevant", "refused", "cannot_judge")
MOST_MISSING = 15
SCALE_WORDS = pattern(
    "Omega tells the same without supposing that all questions weigh alike. The ordinal values are those the answers "
    "would have, were they not cut into a few points; they are mostly higher. They are told for scales with no more "
    "than {items} questions and {points} points.")
DOUBTS = {
    "bound": pattern("No interval is told for the omega of {scales}: one question is all but the whole of what they "
                     "share."),
    "unsure": pattern("The ordinal values are unsure for {scales}: with so few answers some questions agree without "
                      "exception."),
}
ITEM_WORDS = pattern(
    "A question with a correlation below 0.3 with the others hardly belongs to its scale, and one below 0 runs against "
    "it. Where alpha would be clearly higher without a question, the scale is better off without it.")


def respondents(given: ReportInput, lang: Lang) -> Chapter:
    blocks: list[Block] = []
    several = len(given.audiences) > 1
    for one in given.audiences or (ReportAudience(),):
        mine = _audience(given, lang, one)
        if mine and several:
            blocks.append(Heading(one.label.shown(lang)))
        blocks += mine
    if not blocks:
        blocks.append(Paragraph(say_line(lang, "The study asked nothing about who the respondents are.")))
    return Chapter("respondents", say(lang, "Who answered"), tuple(blocks))


def _audience(given: ReportInput, lang: Lang, one: ReportAudience) -> list[Block]:
    def of(*kinds: str) -> tuple[Sheet, ...]:
        return tuple(sheet for sheet in given.of_kind(*kinds, audience=one.value) if says_something(sheet))

    blocks: list[Block] = [*_asked(lang, one, of("sample"))]
    for sheet in of("weights"):
        blocks += weighing(given, lang, sheet)
    shares = [sheet for sheet in of("register") if "*" not in str(sheet.facts.get("dims"))]
    blocks += [register_figure(lang, sheet, explained=place > 0) or table(lang, sheet)
               for place, sheet in enumerate(shares)]
    blocks += [bars(lang, sheet) or table(lang, sheet) for sheet in of("profile-one", "profile-many")]
    if numbers := of("profile-number"):
        blocks.append(_numbers(lang, numbers))
    blocks += [rated(lang, sheet) or table(lang, sheet) for sheet in of("profile-rating")]
    for sheet in of("missing"):
        blocks += _missing(lang, sheet)
    blocks += _scales(lang, of("scale"), of("scale-items"))
    for sheet in of("scale-scores"):
        blocks += _scores(lang, sheet)
    return [*blocks, *_texts(lang, of("free-text"))]


def says_something(sheet: Sheet) -> bool:
    """Whether the sheet holds any number, told or kept back; a question nobody of the audience was asked does not."""
    return any(cell.withheld or cell.value is not None for row in sheet.rows for cell in row.cells.values())


def _asked(lang: Lang, one: ReportAudience, sheets: Sequence[Sheet]) -> list[Block]:
    out: list[Block] = []
    for sheet in sheets:
        row = next(iter(sheet.rows), None)
        n, register = (row.cells.get(code) if row else None for code in ("n", "population"))
        if n is None or n.value is None:
            continue
        words = say_n(lang, "{count} person answered.", "{count} people answered.", int(n.value),
                      count=whole(lang, n.value))
        if one.role == "self" and register is not None and register.value is not None:
            words += " " + say(lang, "In the register: {count} people.", count=whole(lang, register.value))
        out.append(Paragraph(inline(words)))
    return out


def _numbers(lang: Lang, sheets: Sequence[Sheet]) -> TableBlock:
    """All questions answered with a number, one row each."""
    rows = [Row(sheet.key, sheet.title, row.cells) for sheet in sheets for row in sheet.rows]
    first = sheets[0]
    whole_sheet = Sheet(first.key, first.kind, first.title, first.columns, rows, first.view, first.design)
    return table(lang, whole_sheet, caption=say(lang, "Answers given as numbers"), head=say(lang, "Question"))


def _missing(lang: Lang, sheet: Sheet) -> list[Block]:
    """The questions with most answers missing; all stand in the appendix."""
    def gone(row: Row) -> float:
        return sum(cell.value or 0.0 for code, cell in row.cells.items() if code in GONE)

    withheld = any(cell.withheld for row in sheet.rows for cell in row.cells.values())
    asked = [row for row in sheet.rows if not never_asked(row)]
    rows = sorted((row for row in asked if gone(row) > 0 or any(cell.withheld for cell in row.cells.values())),
                  key=lambda row: -gone(row))
    if not rows and not withheld:
        return [Paragraph(say_line(lang, "Nobody left a question unanswered."))]
    part = Sheet(sheet.key, sheet.kind, sheet.title, sheet.columns, rows[:MOST_MISSING], sheet.view, sheet.design)
    caption = (say(lang, "Missing answers, by question") if len(rows) <= MOST_MISSING else
               say(lang, "The {shown} questions with most answers missing", shown=MOST_MISSING))
    blocks: list[Block] = [table(lang, part, caption=caption, head=say(lang, "Question"))]
    if left := len(sheet.rows) - len(asked):
        blocks.append(Paragraph(inline(say_n(lang, "{count} question was not put to these people.",
                                             "{count} questions were not put to these people.", left,
                                             count=whole(lang, left)))))
    return blocks


def never_asked(row: Row) -> bool:
    """Whether the question was put to nobody."""
    answered, not_asked = row.cells.get("answered"), row.cells.get("not_asked")
    return (answered is not None and answered.value == 0 and not_asked is not None and bool(not_asked.value)
            and all(cell.value == 0 for code, cell in row.cells.items() if code not in ("answered", "not_asked")))


def _scales(lang: Lang, scales: Sequence[Sheet], items: Sequence[Sheet]) -> list[Block]:
    """How well each declared scale holds together, and below it what each of its questions does to it."""
    out: list[Block] = []
    for sheet in scales:
        out += [Paragraph(say_line(lang, "Cronbach’s alpha tells how closely the questions of a scale go together: "
                                         "from 0.7 up they may be read as one.")),
                Paragraph(say_line(lang, SCALE_WORDS, items=sheet.facts.get("most_items", ""),
                                   points=sheet.facts.get("most_points", ""))),
                table(lang, sheet, caption=say(lang, "How well the scales hold together"), head=say(lang, "Scale"))]
        if sheet.facts.get("weighted"):
            out.append(Paragraph(say_line(lang, "The reliability is that of the answers as they came, without the "
                                                "weights of the sample.")))
        out += [Paragraph(say_line(lang, words, scales=names)) for fact, words in DOUBTS.items()
                if (names := _named(lang, [row for row in sheet.rows if row.facts.get(fact)]))]
    if items:
        out.append(Paragraph(say_line(lang, ITEM_WORDS)))
    for sheet in items:
        out.append(table(lang, sheet, caption=title_of(lang, sheet), head=say(lang, "Question"),
                         row_name=lambda row: _question(lang, row)))
        if names := _named(lang, [row for row in sheet.rows if (row.cells["item_rest"].value or 0) < 0]):
            out.append(Paragraph(say_line(lang, "Against the other questions: {questions}. Were they meant to be read "
                                                "the other way about? Then declare it in the dictionary.",
                                          questions=names)))
    return out


def _scores(lang: Lang, sheet: Sheet) -> list[Block]:
    """The mean score on each scale, and how many questions a score rests on."""
    asked = Bullets(tuple(say_line(lang, "“{scale}”: at least {needed} of {items} questions answered.",
                                   scale=row.label.shown(lang), needed=row.facts["needed"], items=row.facts["items"])
                          for row in sheet.rows if {"needed", "items"} <= row.facts.keys()))
    return [Paragraph(say_line(lang, "A person’s score is the mean of their answers to the questions of a scale. "
                                     "Whoever answered too few of them has none.")), *([asked] if asked.items else []),
            table(lang, sheet, caption=title_of(lang, sheet), head=say(lang, "Scale"))]


def _named(lang: Lang, rows: Sequence[Row]) -> str:
    return "; ".join(f"“{row.label.shown(lang)}”" if lang == "en" else f"«{row.label.shown(lang)}»" for row in rows)


def _question(lang: Lang, row: Row) -> str:
    name = row.label.shown(lang)
    return say(lang, "{question} (read the other way about)", question=name) if row.facts.get("reverse") else name


def _texts(lang: Lang, sheets: Sequence[Sheet]) -> list[Block]:
    rows = [Row(sheet.key, sheet.title, row.cells) for sheet in sheets for row in sheet.rows]
    if not rows:
        return []
    first = sheets[0]
    whole_sheet = Sheet(first.key, first.kind, first.title, first.columns, rows, first.view, first.design)
    return [table(lang, whole_sheet, caption=say(lang, "Questions answered in free words"), head=say(lang, "Question"),
                  name=lambda code: column_name(lang, code))]
