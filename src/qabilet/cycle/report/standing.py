"""What a sheet of needs says about their order: who stands where, and who could stand first as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qabilet.cycle.analysis import Finding, Row, Sheet
from qabilet.cycle.report.material import NEED_SHEETS, ReportInput
from qabilet.cycle.report.words import listed, percent, quoted, whole
from qabilet.text import Lang, say, say_n

STATISTICS = {
    "needs-rating": ("mean", "top2"), "needs-ranking": ("mean_place", "mean_score", "mean", "worth"),
    "needs-two-scale": ("mwds", "rds", "gap"), "needs-gap": ("gap", "level"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A need and its place; `low` and `high` bound the places it may have."""

    row: Row
    place: float
    low: int | None
    high: int | None


def standings(sheet: Sheet) -> tuple[Standing, ...]:
    """The needs whose place may be told, in the order of their places."""
    out = []
    for row in sheet.rows:
        rank = row.cells.get("rank")
        if rank is not None and rank.value is not None:
            out.append(Standing(row, rank.value, None if rank.low is None else round(rank.low),
                                None if rank.high is None else round(rank.high)))
    return tuple(sorted(out, key=lambda one: one.place))


def statistic(sheet: Sheet) -> str:
    """The column a sheet of needs is ordered by."""
    codes = STATISTICS.get(sheet.kind, ("mean",))
    return next((code for code in codes if code in sheet.columns), codes[0])


def main_sheets(given: ReportInput) -> tuple[Sheet, ...]:
    """The sheets of needs: first of those who speak of themselves, then of observers."""
    own = [one.value for one in given.audiences if one.role == "self"]
    sheets = given.of_kind(*NEED_SHEETS)
    return tuple(sorted(sheets, key=lambda sheet: (bool(own) and sheet.audience not in own)))


def respondents(sheet: Sheet) -> int | None:
    """The most people any need of the sheet rests on."""
    return max((cell.n for row in sheet.rows for cell in row.cells.values() if cell.n is not None), default=None)


def first_said(lang: Lang, sheet: Sheet, level: float) -> str:
    """Which need is first, of how many, and how surely."""
    order = standings(sheet)
    if not order:
        return say(lang, "The order of these needs cannot be told: too few people answered.")
    first, count = order[0], len(sheet.rows)
    need = quoted(lang, first.row.label.shown(lang))
    told = say_n(lang, "**{need}** is first of {count} need.", "**{need}** is first of {count} needs.", count,
                 need=need, count=whole(lang, count))
    return f"{told} {_sure(lang, first, level)}".strip()


def _sure(lang: Lang, one: Standing, level: float) -> str:
    if one.low is None or one.high is None:
        return ""
    surely = sure(lang, level, one.row.cells["rank"].basis)
    if one.low == one.high:
        return say(lang, "With {level} confidence its place is exactly {place}.", level=surely, place=one.low)
    return say(lang, "With {level} confidence its place is between {low} and {high}.", level=surely, low=one.low,
               high=one.high)


def sure(lang: Lang, level: float, basis: str) -> str:
    """The level of confidence, with the label of a sample that chance did not choose."""
    if basis == "model":
        return say(lang, "{level} (model-based)", level=percent(lang, level))
    return percent(lang, level)


def rivals_said(lang: Lang, sheet: Sheet, most: int = 6) -> str:
    """Which other needs may be first as well; '' where there are no sets."""
    order = standings(sheet)
    if len(order) < 2 or order[0].low is None:
        return ""
    rivals = [one.row.label.shown(lang) for one in order[1:] if one.low == 1]
    if not rivals:
        return say(lang, "No other need can claim the first place.")
    if len(rivals) > most:
        return say_n(lang, "The answers do not separate it from {count} other need.",
                     "The answers do not separate it from {count} other needs.", len(rivals),
                     count=whole(lang, len(rivals)))
    return say(lang, "The first place may equally belong to: {needs}.", needs=listed(lang, rivals))


def separated(order: Sequence[Standing]) -> bool:
    """Whether at least the first need stands apart from all others."""
    return bool(order) and order[0].high == 1 and all(one.low != 1 for one in order[1:])


def told(finding: Finding | None) -> bool:
    return finding is not None and finding.value is not None
