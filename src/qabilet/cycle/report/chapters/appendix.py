"""Chapter 6, the appendix: every table, how to make the report again, and the few terms in plain words."""

from __future__ import annotations

from qabilet.cycle.analysis import Sheet
from qabilet.cycle.report.chapters.groups import group_table
from qabilet.cycle.report.chapters.needs import pairs_table
from qabilet.cycle.report.chapters.profile_figures import point_name
from qabilet.cycle.report.chapters.summary import method_title
from qabilet.cycle.report.chapters.weighted import steps_table, weights_sheet
from qabilet.cycle.report.columns import column_name
from qabilet.cycle.report.document import Block, Chapter, Facts, Heading, Inline, Paragraph, Span, TableBlock, inline
from qabilet.cycle.report.material import ReportInput
from qabilet.cycle.report.phrases import anchor, audience_name, dim_label, inside, say_line, titled
from qabilet.cycle.report.tables import table
from qabilet.cycle.report.words import day, lowered
from qabilet.text import Lang, pattern, say

TERMS = (
    (pattern("Need"), pattern("An area of knowledge or a skill that people, or those who watch them, say is wanting.")),
    (pattern("Place and possible places"), pattern(
        "The place is where the need stands in these answers. The possible places are those it may have for all we can "
        "tell; the fewer there are, the surer the order.")),
    (pattern("Interval"), pattern(
        "From where to where a number may lie, given how many people answered and how they were chosen.")),
    (pattern("Model-based interval"), pattern(
        "An interval for a sample that chance did not choose: it holds only as if the people within each cell were "
        "there by chance.")),
    (pattern("Quota sample"), pattern(
        "People are invited until each group has as many as was declared beforehand. Such a group is a cell.")),
    (pattern("Weighted discrepancy (Borich)"), pattern(
        "Importance less competence, weighted with how important the need is on average.")),
    (pattern("Worth (Plackett–Luce)"), pattern(
        "The chance that the need would be put first, in a model of how people choose among all needs.")),
    (pattern("Kendall’s W"), pattern("How far people put the needs in the same order: 0 not at all, 1 fully.")),
    (pattern("Effect size (eta squared)"), pattern(
        "The part of the variation in the answers that goes with the group.")),
    (pattern("Holm’s correction"), pattern(
        "With many comparisons some seem striking by chance; Holm’s correction asks more of each of them.")),
)

WEIGHT_TERMS = (
    (pattern("Weight"), pattern("How many people one answer stands for.")),
    (pattern("Effective number of answers"), pattern(
        "How many answers of equal weight would tell as much as the weighted ones do.")),
    (pattern("Design effect of the weights"), pattern(
        "How many times more answers the weighted sample needs to tell as much as one of equal weights.")),
)


def appendix(given: ReportInput, lang: Lang) -> Chapter:
    terms = (*TERMS, *(WEIGHT_TERMS if weights_sheet(given) is not None else ()))
    blocks: list[Block] = [*_again(given, lang), Heading(say(lang, "Terms")), Facts(tuple(
        (say(lang, term), say_line(lang, words)) for term, words in terms), "glossary")]
    blocks += [Heading(say(lang, "Every table")), Paragraph(say_line(
        lang, "Under a number stands its interval; under a place, the possible places."))]
    blocks += [sheet_table(given, lang, sheet) for sheet in given.sheets if sheet.rows]
    return Chapter("appendix", say(lang, "Appendix"), tuple(blocks))


def _again(given: ReportInput, lang: Lang) -> list[Block]:
    items: list[tuple[str, Inline]] = []
    if given.data_hash:
        items.append((say(lang, "Hash of the answers"), (Span(given.data_hash, "code"),)))
    items.append((say(lang, "Version of the program"), inline(f"Qabilet {given.version}".strip())))
    if given.command:
        items.append((say(lang, "Command"), (Span(given.command, "code"),)))
    items.append((say(lang, "Report made on"), inline(day(lang, given.made_on))))
    return [Heading(say(lang, "How to make this report again")), Paragraph(say_line(
        lang, "The same answers, the same version and the same command give the same numbers.")),
        Facts(tuple(items), "glossary")]


def sheet_table(given: ReportInput, lang: Lang, sheet: Sheet) -> TableBlock:
    """The sheet as a table of the appendix, named with its audience and dimension."""
    caption = _caption(given, lang, sheet)
    name = f"table-{anchor(sheet.key)}"
    if sheet.kind == "needs-pairs":
        return pairs_table(lang, sheet, caption, name)
    if sheet.kind == "weights":
        return steps_table(given, lang, sheet, caption, name)
    if sheet.kind == "needs-groups":
        return group_table(given, lang, sheet, caption, name)
    if sheet.kind == "needs-methods":
        return table(lang, sheet, caption=caption, shown="rank", anchor=name,
                     name=lambda code: method_title(given, lang, sheet, code))
    if sheet.kind == "needs-sides":
        return table(lang, sheet, caption=caption, anchor=name,
                     name=lambda code: audience_name(lang, given, code) if given.audience(code) is not None
                     else column_name(lang, code))
    return table(lang, sheet, caption=caption, anchor=name, name=lambda code: point_name(lang, sheet, code))


def _caption(given: ReportInput, lang: Lang, sheet: Sheet) -> str:
    title = titled(lang, given, sheet)
    if sheet.kind == "needs-pairs":
        return say(lang, "{title}, pairwise shares", title=inside(title))
    if sheet.kind == "needs-contrast":
        return say(lang, "{title}, differences between groups: {dimension}", title=inside(title),
                   dimension=lowered(dim_label(lang, sheet)))
    if sheet.kind == "needs-groups":
        return say(lang, "{title}, by group: {dimension}", title=inside(title),
                   dimension=lowered(dim_label(lang, sheet)))
    return title
