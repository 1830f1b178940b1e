"""A sheet as a table of the document: findings in words, withheld cells as dashes with the reason under the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from qabilet.cycle.analysis import Finding, Row, Sheet
from qabilet.cycle.report.columns import Shown, column_kind, column_name
from qabilet.cycle.report.document import Cell, Column, TableBlock, TableNote, TableRow
from qabilet.cycle.report.words import DASH, chance, few, number, places, share, span, span_percent, whole
from qabilet.text import Lang, pattern, say

WHY = {
    "small": pattern("The group is too small: the number could point to a person."),
    "remainder": pattern("The group left out is too small: the number could point to a person in it."),
    "complementary": pattern("Kept back so that no other number kept back can be worked out."),
    "text": pattern("Too few answers for free text to be shown."),
    "unanimous": pattern("Everybody in the group answered alike, so the number would tell each one's answer."),
}
NOT_ASKED = pattern("no evidence")
NOBODY_ASKED = pattern("Nobody in this group was asked: there is no evidence, and none is supposed.")


@dataclass(slots=True)
class Notes:
    """The notes of one table, lettered in the order in which they were first needed."""

    lang: Lang
    why: list[str] = field(default_factory=list)

    def mark(self, msgid: str) -> str:
        if msgid not in self.why:
            self.why.append(msgid)
        return "abcdefgh"[self.why.index(msgid)]

    def told(self) -> tuple[TableNote, ...]:
        return tuple(TableNote("abcdefgh"[at], say(self.lang, msgid)) for at, msgid in enumerate(self.why))


def table(lang: Lang, sheet: Sheet, *, columns: Sequence[str] = (), caption: str = "", head: str = "",
          name: Callable[[str], str] | None = None, shown: Shown | None = None, anchor: str = "",
          row_name: Callable[[Row], str] | None = None) -> TableBlock:
    """The sheet as a table, all its columns or those named. `name` says what a column is called where its code does
    not (an audience, a need); `shown` how such columns' numbers are written; `head` heads the row headers, `row_name`
    says them where they are not the rows' labels."""
    codes = [code for code in (columns or sheet.columns) if any(code in row.cells for row in sheet.rows)]
    notes = Notes(lang)
    few_told = sheet.facts.get("few")
    told_few = few_told if isinstance(few_told, bool) else None
    rows = tuple(TableRow(row_name(row) if row_name else row.label.shown(lang),
                          tuple(cell(lang, row.cells.get(code), shown or column_kind(code).shown, notes,
                                     digits=column_kind(code).digits, told_few=told_few,
                                     expected=sheet.kind == "needs-sides") for code in codes))
                 for row in sheet.rows)
    heads = (Column(head or say(lang, "Item")),
             *(Column(name(code) if name else column_name(lang, code), "right") for code in codes))
    return TableBlock(caption or sheet.title.shown(lang), heads, rows, notes.told(), anchor)


def cell(lang: Lang, finding: Finding | None, shown: Shown, notes: Notes, *, digits: int = 2,
         told_few: bool | None = None, expected: bool = False) -> Cell:
    """One finding as a cell; None is 'no evidence' where a number was `expected`, and empty elsewhere."""
    if finding is None:
        return Cell(say(lang, NOT_ASKED), mark=notes.mark(NOBODY_ASKED)) if expected else Cell("")
    if finding.withheld is not None:
        return Cell(DASH, mark=notes.mark(WHY[finding.withheld]))
    if finding.value is None:
        return Cell(DASH)
    value = finding.value
    if shown == "share":
        return Cell(share(lang, finding, told_few=told_few, fixed=True), _interval_share(lang, finding, told_few))
    if shown == "count":
        return Cell(whole(lang, value))
    if shown == "p":
        return Cell(chance(lang, value))
    if shown == "rank":
        return Cell(number(lang, value, 1, least=0), _set(lang, finding), strong=True)
    return Cell(number(lang, value, digits, least=0 if shown == "amount" else None), _interval(lang, finding, digits))


def _interval(lang: Lang, finding: Finding, digits: int) -> str:
    if finding.low is None or finding.high is None:
        return ""
    return span(lang, finding.low, finding.high, digits)


def _interval_share(lang: Lang, finding: Finding, told_few: bool | None) -> str:
    if finding.low is None or finding.high is None or (few(finding) if told_few is None else told_few):
        return ""
    return span_percent(lang, finding.low, finding.high, 1 if (finding.n or 0) >= 100 else 0)


def _set(lang: Lang, finding: Finding) -> str:
    return places(lang, finding) if finding.low is not None else ""


