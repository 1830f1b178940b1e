"""What the chapters say of a weighted sample: what was drawn, how it was weighted step by step, what that costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qabilet.cycle.analysis import Finding, Row, Sheet
from qabilet.cycle.report.columns import column_kind, column_name
from qabilet.cycle.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Inline,
    Note,
    Paragraph,
    TableBlock,
    TableNote,
    TableRow,
    inline,
)
from qabilet.cycle.report.material import ReportInput
from qabilet.cycle.report.phrases import anchor, say_line
from qabilet.cycle.report.tables import Notes, cell
from qabilet.cycle.report.words import doubt, listed, number, span, whole
from qabilet.text import Lang, Text, pattern, say

STEP_NAMES = {"design": pattern("Weights of the draw"), "cells": pattern("Adjusted within cells"),
              "raked": pattern("Agreed with the register (raking)"),
              "calibrated": pattern("Agreed with the register (calibration)"), "trimmed": pattern("Trimmed"),
              "other": pattern("Adjusted"), "response": pattern("Adjusted for non-response"),
              "post": pattern("Agreed with the register (post-stratification)"),
              "none": pattern("Before weighting")}
SOURCES = {
    "draw": pattern("**Weights of the draw.** Each answer stands for as many people as the chance of being drawn says: "
                    "1 divided by that chance."),
    "register": pattern("**Weights of the draw.** The answers of each stratum stand in equal parts for all its people "
                        "in the register."),
    "column": pattern("**Weights of the draw.** They came with the answers: “{column}”."),
    "none": pattern("**To begin with** each answer has the weight 1."),
}
RESPONSE = pattern("**Non-response.** Within each cell of {cells} those who answered stand for all who were asked. "
                   "What differs between these cells is mended; how the silent differ within a cell nobody knows.")
POST = pattern("**Post-stratification.** In each cell of {cells} the weights add up to the people in the register.")
MARGINS = {
    "raking": pattern("**Raking.** The weights are changed, as little as may be, until they agree with the register "
                      "by each of these: {margins}."),
    "linear": pattern("**Calibration (linear).** The weights are changed, as little as may be, until they agree with "
                      "the register by each of these: {margins}."),
    "logit": pattern("**Calibration (logit).** The weights are changed, as little as may be, until they agree with "
                     "the register by each of these: {margins}."),
}
BOUNDS = pattern("No weight is multiplied by less than {low} or by more than {high}.")
TRIM = pattern("**Trimming.** No weight is more than {times} times the median weight; what was cut off is shared out "
               "among the others.")


SHOWN = ("effective", "deff", "cv", "median", "total", "least", "greatest")


def weights_sheet(given: ReportInput, audience: str | None = None) -> Sheet | None:
    """The weights of an audience, or of the first that has any; None where everybody counts the same."""
    return next(iter(given.of_kind("weights", audience=audience)), None)


def weighing(given: ReportInput, lang: Lang, sheet: Sheet) -> list[Block]:
    """How much each answer weighs: what it comes to, and the steps in a table."""
    blocks: list[Block] = [Heading(say(lang, "How much an answer weighs"), anchor=anchor(sheet.key))]
    if words := worth_said(lang, sheet):
        blocks.append(Paragraph(inline(words), lead=True))
        blocks.append(Paragraph(say_line(
            lang, "That is the price of weights that differ: the further apart they lie, the less the answers are "
                  "worth. All shares, means and places are weighted; counts of people are not.")))
    blocks.append(steps_table(given, lang, sheet))
    said = list(dict.fromkeys(doubt(lang, one) for one in sheet.cautions))
    if said:
        blocks.append(Note("caution", say(lang, "To be kept in mind"), tuple(inline(one) for one in said)))
    return blocks


def worth_said(lang: Lang, sheet: Sheet) -> str:
    """How many answers of equal weight would tell as much; '' where that is not told."""
    last = sheet.rows[-1].cells if sheet.rows else {}
    n, effective = _value(last.get("n")), _value(last.get("effective"))
    if n is None or effective is None:
        return ""
    return say(lang, "The weighted answers of {n} people tell as much as about {effective} answers of equal weight "
                     "would.", n=whole(lang, n), effective=whole(lang, effective))


def steps_table(given: ReportInput, lang: Lang, sheet: Sheet, caption: str = "", name: str = "") -> TableBlock:
    """A row a step, what it comes to first. The least and the greatest weight stand there only where they are told."""
    notes = Notes(lang)
    columns = [code for code in SHOWN if any(_value(row.cells.get(code)) is not None for row in sheet.rows)]
    heads = (Column(say(lang, "Step")), *(Column(column_name(lang, code), "right") for code in columns))
    rows = tuple(TableRow(step_name(given, lang, sheet, row),
                          tuple(_cell(lang, row, code, notes) for code in columns)) for row in sheet.rows)
    rounded = say(lang, "Variation: the standard deviation of the weights divided by their mean. Under the median "
                        "stand the quartiles: half of the weights lie between them. The figures are rounded, and the "
                        "least and the greatest weight are not told: exact ones could point to people.")
    more = (TableNote("", rounded),) if sheet.view == "release" else ()
    return TableBlock(caption or say(lang, "The weights, step by step"), heads, rows, (*notes.told(), *more), name)


def _cell(lang: Lang, row: Row, code: str, notes: Notes) -> Cell:
    kind = column_kind(code)
    made = cell(lang, row.cells.get(code), kind.shown, notes, digits=kind.digits)
    low, high = (_value(row.cells.get(end)) for end in ("p25", "p75"))
    if code != "median" or low is None or high is None or low == high:
        return made
    return replace(made, minor=span(lang, low, high, 1))


def step_name(given: ReportInput, lang: Lang, sheet: Sheet, row: Row) -> str:
    """What a step is called: as the study declares it, where its rows are the declared steps."""
    at = [one.code for one in sheet.rows].index(row.code)
    declared = _declared(given)
    kind = row.code.partition("-")[2]
    if kind == "cells" and len(declared) == len(sheet.rows) - 1:
        kind = declared[at - 1]
    elif kind == "design" and given.weights.source == "none":
        kind = "none"
    return say(lang, STEP_NAMES.get(kind, STEP_NAMES["other"]))


def _declared(given: ReportInput) -> list[str]:
    """The declared steps in their order, 'response' and 'post' by their own names."""
    known = given.weights
    found = {"response": known.response, "post": known.post, "margins": known.margins, "trimmed": known.trim}
    return [name for name, asked in found.items() if asked]


def ways(given: ReportInput, lang: Lang) -> list[Block]:
    """How the answers were weighted, step by step, for the chapter on method; [] without weights."""
    if weights_sheet(given) is None:
        return []
    known = given.weights
    column = known.column.shown(lang)
    only = _only(given, lang)
    steps: list[Inline] = [say_line(lang, SOURCES[known.source], column=column)]
    if known.response:
        steps.append(say_line(lang, RESPONSE, cells=_cross(lang, known.response)))
    if known.post:
        steps.append(say_line(lang, POST, cells=_cross(lang, known.post)))
    if known.margins:
        words = say_line(lang, MARGINS[known.method], margins="; ".join(_cross(lang, row) for row in known.margins))
        if known.bounds:
            low, high = (number(lang, bound, 2, least=0) for bound in known.bounds)
            words = (*words, *inline(" "), *say_line(lang, BOUNDS, low=low, high=high))
        steps.append(words)
    if known.trim:
        steps.append(say_line(lang, TRIM, times=number(lang, known.trim, 2, least=0)))
    return [Heading(say(lang, "How the answers were weighted")), Bullets(tuple(steps), ordered=True),
            *([Paragraph(inline(only))] if only else []),
            Paragraph(say_line(lang, "Not weighted: counts of people, the reliability of the scales (alpha, omega) "
                                     "and Kendall’s W. They describe those who answered."))]


def _only(given: ReportInput, lang: Lang) -> str:
    """Whose answers alone are weighted, where a study has several groups of respondents; '' where it has one."""
    weighted = [one for one in given.audiences if weights_sheet(given, one.value) is not None]
    if len(weighted) == len(given.audiences):
        return ""
    return say(lang, "Only these answers are weighted: {audiences}.",
               audiences=listed(lang, [one.label.shown(lang) for one in weighted]))


def weighted_said(given: ReportInput, lang: Lang) -> str:
    """That the report's numbers are weighted, whose, and what they are worth; '' where they are not."""
    sheet = weights_sheet(given)
    worth = worth_said(lang, sheet) if sheet is not None else ""
    if not worth:
        return ""
    words = (say(lang, "Shares, means and places in this report are **weighted**, so that they speak for everybody in "
                       "the register and not for those alone who answered.") if given.drawn else
             say(lang, "Shares, means and places in this report are **weighted**: groups in which few answered count "
                       "for more. That makes no random sample of those who did."))
    return " ".join(one for one in (words, _only(given, lang), worth) if one)


def drawn_said(given: ReportInput, lang: Lang) -> list[Inline]:
    """What was drawn, in numbers; [] where that is not known."""
    draw = given.draw
    if draw is None:
        return []
    facts = {"taken": whole(lang, draw.taken), "there": whole(lang, draw.there), "people": whole(lang, draw.people)}
    if not any(draw.clusters):
        return [say_line(lang, "Drawn: {taken} of {there} people.", **facts)]
    first = say_line(lang, "First stage, “{clusters}”: {taken} of {there} were drawn.",
                     clusters=draw.clusters.shown(lang), **facts)
    if not draw.two_stage:
        return [first, say_line(lang, "In these everybody was asked: {people} people.", **facts)]
    return [first, say_line(lang, "Second stage: within these {people} people were drawn.", **facts)]


def rests_on(given: ReportInput, lang: Lang) -> str:
    """What the intervals of a weighted sample take into account; '' without weights."""
    if weights_sheet(given) is None or not given.drawn:
        return ""
    draw = given.draw
    out = say(lang, "They take the weights into account, and what the weights were made to agree with.")
    if draw is not None and any(draw.clusters):
        out += " " + say(lang, "People of one unit of “{clusters}” answer more alike than people from anywhere, so the "
                               "intervals rest on the differences between these units within each stratum.",
                         clusters=draw.clusters.shown(lang))
    if draw is not None and draw.even:
        out += " " + say(lang, "They are narrower where a large part of a stratum was drawn (finite population "
                               "correction).")
    return out


def mended(given: ReportInput, lang: Lang) -> list[Inline]:
    """What weights can mend and what they cannot, for the summary."""
    known = given.weights
    columns = dict.fromkeys((*known.response, *known.post, *(one for row in known.margins for one in row)))
    if weights_sheet(given) is None or not columns:
        return []
    return [say_line(lang, "The weights make up for those who did not answer by what is known of them: {columns}. "
                           "Where they differ in anything else, no weight can mend it.",
                     columns=listed(lang, [one.shown(lang) for one in columns]))]


def _cross(lang: Lang, columns: Sequence[Text]) -> str:
    return " × ".join(listed(lang, [one.shown(lang)]) for one in columns)


def _value(finding: Finding | None) -> float | None:
    return None if finding is None or finding.withheld is not None else finding.value
