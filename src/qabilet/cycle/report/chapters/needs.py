"""Chapter 4, needs: their order with intervals and rank sets, seen by every method and from every side."""

from __future__ import annotations

import re

from qabilet.cycle.analysis import Row, Sheet
from qabilet.cycle.report.chapters.need_figures import dots, gap_figure, quadrant, sides_figure
from qabilet.cycle.report.chapters.summary import method_title
from qabilet.cycle.report.document import (
    Block,
    Bullets,
    Cell,
    Chapter,
    Column,
    Heading,
    Note,
    Paragraph,
    TableBlock,
    TableRow,
    inline,
)
from qabilet.cycle.report.material import ReportInput
from qabilet.cycle.report.phrases import (
    KIND_NAMES,
    anchor,
    audience_name,
    inside,
    level_of,
    remedy_name,
    say_line,
    title_of,
    titled,
)
from qabilet.cycle.report.standing import first_said, main_sheets, respondents, rivals_said
from qabilet.cycle.report.tables import Notes, cell, table
from qabilet.cycle.report.words import chance, doubt, listed, number, whole
from qabilet.text import LANGS, Lang, Text, pattern, say, say_n

ASKED = {
    "needs-rating": pattern("Each need was rated on a scale of {points} points."),
    "needs-ranking": pattern("Respondents put {count} needs in order, without ties; places are compared, not points."),
    "needs-two-scale": pattern("Each need was rated twice: how important it is for the work, and how well the "
                               "respondent masters it. What is important and not yet mastered is needed first."),
    "needs-gap": pattern("The level of each respondent is compared with the target level of the position profile; the "
                         "widest gap is the first need."),
}


SAID_ELSEWHERE = ("NEED_011", "NEED_012")
"""That methods disagree and that a kind was assumed is said by this chapter in its own words, once."""


def needs(given: ReportInput, lang: Lang) -> Chapter:
    blocks: list[Block] = [Paragraph(say_line(
        lang, "Beside each need stands its place and, in brackets, its possible places. Where the possible places of "
              "two needs overlap, their order may not be certain."))]
    for sheet in main_sheets(given):
        blocks += _sheet(given, lang, sheet)
    for sheet in given.of_kind("needs-methods"):
        blocks += _methods(given, lang, sheet)
    for sheet in given.of_kind("needs-sides"):
        blocks += _sides(given, lang, sheet)
    for sheet in given.of_kind("remedies"):
        blocks += _remedies(lang, sheet)
    return Chapter("needs", say(lang, "Needs"), tuple(blocks))


def _sheet(given: ReportInput, lang: Lang, sheet: Sheet) -> list[Block]:
    n, points = respondents(sheet), sheet.facts.get("points")
    asked = say(lang, ASKED[sheet.kind], points=points, count=whole(lang, len(sheet.rows)))
    blocks: list[Block] = [Heading(titled(lang, given, sheet), anchor=anchor(sheet.key))]
    if n is not None:
        asked += " " + say_n(lang, "{count} respondent answered.", "{count} respondents answered.", n,
                             count=whole(lang, n))
    blocks.append(Paragraph(inline(asked)))
    if sheet.facts.get("assumed") is True:
        blocks.append(Note("caution", say(lang, "An assumption"), (say_line(
            lang, "The source does not say whether people rated these needs or put them in order. The report reads the "
                  "answers as: {kind}.", kind=say(lang, KIND_NAMES[sheet.kind])),)))
    blocks.append(Paragraph(inline(first_said(lang, sheet, level_of(sheet))), lead=True))
    if rivals := rivals_said(lang, sheet):
        blocks.append(Paragraph(inline(rivals)))
    if figure := dots(given, lang, sheet):
        blocks.append(figure)
    else:
        blocks.append(table(lang, sheet, head=say(lang, "Need")))
    blocks += _doubts(lang, sheet)
    if agree := _agreement(lang, sheet):
        blocks.append(Paragraph(inline(agree)))
    if sheet.kind == "needs-two-scale":
        blocks += _quadrant(given, lang, sheet)
    if sheet.kind == "needs-gap" and (figure := gap_figure(given, lang, sheet)):
        blocks.append(figure)
    for pairs in given.of_kind("needs-pairs"):
        if pairs.key == f"{sheet.key}/pairs":
            caption = say(lang, "How many put the need in the row above the need in the column")
            blocks.append(pairs_table(lang, pairs, caption, anchor(pairs.key)))
    return blocks


def _doubts(lang: Lang, sheet: Sheet) -> list[Block]:
    """The doubts of a sheet, each said once."""
    cautions = [one for one in (*sheet.cautions, *(one for row in sheet.rows for cell in row.cells.values()
                                                   for one in cell.cautions)) if one.code not in SAID_ELSEWHERE]
    said = list(dict.fromkeys(doubt(lang, one) for one in cautions))
    return [Note("caution", say(lang, "To be kept in mind"), tuple(inline(one) for one in said))] if said else []


def _agreement(lang: Lang, sheet: Sheet) -> str:
    """Kendall's W and Friedman's test in a sentence; '' where they were not computed."""
    w, chi2, df, p = (sheet.facts.get(name) for name in ("kendall_w", "friedman_chi2", "friedman_df", "friedman_p"))
    out = ""
    if isinstance(w, int | float):
        out = say(lang, "How far people agree with one another: Kendall’s W = {w}, on a scale from 0 (not at all) to 1 "
                        "(fully).", w=number(lang, w, 2))
    if all(isinstance(one, int | float) for one in (chi2, df, p)):
        test = say(lang, "Friedman’s test that all needs are alike: χ² = {chi2}, df = {df}, p = {p}.",
                   chi2=number(lang, float(str(chi2)), 1), df=whole(lang, float(str(df))),
                   p=chance(lang, float(str(p))))
        out += " " + re.sub(r"=\s<", "<", test)  # in Russian the blank is a no-break one
    return out.strip()


def _quadrant(given: ReportInput, lang: Lang, sheet: Sheet) -> list[Block]:
    figure = quadrant(given, lang, sheet)
    if figure is None:
        return []
    act = [row.label.shown(lang) for row in sheet.rows if row.facts.get("quadrant") == "act"]
    words = (say(lang, "Important above the average and mastered below it: {needs}.",
                 needs=listed(lang, act)) if act
             else say(lang, "No need is both more important and less mastered than the average."))
    return [Heading(say(lang, "Importance and competence"), 4), Paragraph(inline(words)), figure]


def pairs_table(lang: Lang, sheet: Sheet, caption: str, name: str) -> TableBlock:
    """The heat table: the share of people who put the row above the column."""
    codes = [row.code for row in sheet.rows if row.code in sheet.columns]
    notes = Notes(lang)
    heads = (Column(say(lang, "Need")), *(Column(str(at), "right") for at in range(1, len(codes) + 1)))
    rows = []
    for at, row in enumerate(sheet.rows, 1):
        cells = []
        for code in codes:
            finding = row.cells.get(code)
            one = cell(lang, finding, "share", notes) if code != row.code else Cell("")
            shade = finding.value if finding is not None and code != row.code else None
            cells.append(Cell(one.words, mark=one.mark, shade=shade))
        rows.append(TableRow(f"{at}. {row.label.shown(lang)}", tuple(cells)))
    return TableBlock(caption, heads, tuple(rows), notes.told(), name)


def _methods(given: ReportInput, lang: Lang, sheet: Sheet) -> list[Block]:
    who = audience_name(lang, given, sheet.audience)
    title = title_of(lang, sheet)
    agree = sheet.facts.get("agree") is True
    words = (say(lang, "The ways of ranking agree on the first need.") if agree else
             say(lang, "The ways of ranking do not agree. They ask different things: what people would put first is "
                       "not always what they master least."))
    blocks: list[Block] = [
        Heading(say(lang, "{audience}: {title}", audience=who, title=title) if who and len(given.audiences) > 1
                else title, anchor=anchor(sheet.key)),
        Paragraph(inline(words)), *_ways(given, lang, sheet),
        table(lang, sheet, caption=title, head=say(lang, "Need"), shown="rank",
              name=lambda code: method_title(given, lang, sheet, code))]
    return [*blocks, *_doubts(lang, sheet)]


def _ways(given: ReportInput, lang: Lang, sheet: Sheet) -> list[Block]:
    """Which ways of ranking come from which question, where there are several questions."""
    by_question: dict[str, list[str]] = {}
    for code in sheet.columns:
        by_question.setdefault(code.rpartition(":")[0], []).append(method_title(given, lang, sheet, code))
    asked = {one.facts.get("question"): title_of(lang, one) for one in main_sheets(given)}
    if len(by_question) < 2:
        return []
    return [Bullets(tuple(inline(f"{inside(asked.get(question, question))}: {', '.join(ways)}")
                          for question, ways in by_question.items()))]


def _sides(given: ReportInput, lang: Lang, sheet: Sheet) -> list[Block]:
    blocks: list[Block] = [
        Heading(say(lang, "{title}: own view and observers’ view", title=title_of(lang, sheet)),
                anchor=anchor(sheet.key)),
        Paragraph(say_line(lang, "The same needs as people see them in themselves and as others see them. Where a side "
                             "was not asked, the report says so and supposes nothing."))]
    figure = sides_figure(given, lang, sheet)
    blocks.append(figure if figure is not None else table(lang, sheet, head=say(lang, "Need")))
    missing = [row.label.shown(lang) for row in sheet.rows
               if any(one.value not in row.cells for one in given.audiences if one.value in sheet.columns)]
    if missing:
        words = say(lang, "No evidence, for one side was not asked: {needs}.", needs=listed(lang, missing))
        blocks.append(Paragraph(inline(words)))
    return [*blocks, *_doubts(lang, sheet)]


def _reason(row: Row) -> Text:
    told = Text(*(str(row.facts.get(f"reason_{lang}") or "") for lang in LANGS))
    return told if any(told) else Text.same(str(row.facts.get("reason") or ""))


def _remedies(lang: Lang, sheet: Sheet) -> list[Block]:
    heads = (Column(say(lang, "Need")), Column(say(lang, "Place"), "right"), Column(say(lang, "Remedy")),
             Column(say(lang, "Reason")))
    notes = Notes(lang)
    rows = tuple(TableRow(row.label.shown(lang), (
        cell(lang, row.cells.get("rank"), "rank", notes), Cell(remedy_name(lang, str(row.facts.get("remedy") or ""))),
        Cell(_reason(row).shown(lang)))) for row in sheet.rows)
    open_yet = all(str(row.facts.get("remedy") or "undecided") == "undecided" for row in sheet.rows)
    more: list[Block] = [Paragraph(say_line(lang, "Nobody has decided yet."))] if open_yet else [
        TableBlock(say(lang, "What is to be done about each need"), heads, rows, notes.told())]
    return [Heading(say(lang, "The remedy"), anchor=anchor(sheet.key)),
            Paragraph(say_line(lang, "Training is one remedy of several. A need may also call for a rule, a tool or "
                                 "staffing; people decide that, not the numbers.")),
            *more]
