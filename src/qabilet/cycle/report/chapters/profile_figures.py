"""The figures of the chapter on respondents: bars of shares, the sample beside the register, rated items."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial

from qabilet.cycle.analysis import Row, Sheet
from qabilet.cycle.report.columns import column_name
from qabilet.cycle.report.document import FigureBlock
from qabilet.cycle.report.figures import Line, Lines, Mark, draw_lines
from qabilet.cycle.report.phrases import anchor, interval_name, level_of, title_of
from qabilet.cycle.report.standing import told
from qabilet.cycle.report.tables import table
from qabilet.cycle.report.words import DASH, FEW, lowered, number, percent, share, ticker, whole
from qabilet.text import Lang, Text, say, say_n

MOST = 20
"""So many rows at most in a figure; the table below it has all."""


def figure_of(lang: Lang, name: str, figure: Lines, said: Sequence[str], caption: str, sheet: Sheet,
              notes: Sequence[str] = ()) -> FigureBlock:
    return FigureBlock(name, draw_lines(figure), draw_lines(figure, narrow=True), "; ".join(said) + ".", caption,
                       table(lang, sheet, name=lambda code: point_name(lang, sheet, code)),
                       tuple(one for one in notes if one))


def point_name(lang: Lang, sheet: Sheet, code: str) -> str:
    """A column's name; the share of a scale point is called by the point's own words."""
    told_by = sheet.facts.get(f"point_{code[1:]}")
    if code[:1] == "p" and isinstance(told_by, str) and told_by:
        return Text.read(json.loads(told_by)).shown(lang) or column_name(lang, code)
    return column_name(lang, code)


def is_few(sheet: Sheet) -> bool:
    """Whether 'k of n' is told instead of shares."""
    declared = sheet.facts.get("few")
    if isinstance(declared, bool):
        return declared
    return 0 < max((cell.n or 0 for row in sheet.rows for cell in row.cells.values()), default=0) < FEW


def bars(lang: Lang, sheet: Sheet) -> FigureBlock | None:
    """How many chose each option: bars of shares with intervals, or 'k of n' where few answered."""
    shown = [row for row in sheet.rows if told(row.cells.get("share"))]
    if not shown:
        return None
    rows = _largest(sheet.rows)
    few = is_few(sheet)
    lines = [Line(row.label.shown(lang), _bar(row, few), share(lang, row.cells["share"], told_few=few, fixed=True)
                  if "share" in row.cells else DASH) for row in rows]
    n = max((row.cells["share"].n or 0) for row in shown)
    base = say_n(lang, "{count} person answered.", "{count} people answered.", n, count=whole(lang, n))
    interval = "" if few else interval_name(lang, [row.cells["share"] for row in shown], level_of(sheet))
    many = sheet.kind == "profile-many"
    top = max((mark.high or mark.value) for line in lines for mark in line.marks)
    figure = (Lines(lines, 0.0, float(n), column_name(lang, "count"), partial(ticker, lang), kind="bar",
                    whole=True) if few else
              Lines(lines, 0.0, axis_end(top), "", partial(percents, lang), kind="bar"))
    notes = [base + (" " + say(lang, "Several answers could be given, so the shares add up to more than 100 per cent.")
                     if many else ""),
             say(lang, "Thin line: {interval}.", interval=interval) if interval else "",
             _cut(lang, sheet.rows, rows)]
    said = [f"{row.label.shown(lang)}: {share(lang, row.cells['share'], told_few=few, fixed=True)}" for row in rows
            if told(row.cells.get("share"))]
    return figure_of(lang, f"figure-{anchor(sheet.key)}", figure, said, title_of(lang, sheet), sheet, notes)


def _bar(row: Row, few: bool) -> tuple[Mark, ...]:
    cell = row.cells.get("share")
    if cell is None or cell.value is None:
        return ()
    if few and cell.n is not None:
        return (Mark(float(cell.count if cell.count is not None else round(cell.value * cell.n))),)
    return (Mark(cell.value, cell.low, cell.high),)


def axis_end(top: float) -> float:
    """Where an axis of shares that holds `top` ends."""
    return next(one for one in (0.2, 0.4, 0.6, 0.8, 1.0) if one >= min(top, 1.0) - 1e-9)


def percents(lang: Lang, at: Sequence[float]) -> Callable[[float], str]:
    """How the ticks of an axis of shares are written."""
    digits = 0 if all(abs(one * 100 - round(one * 100)) < 1e-9 for one in at) else 1
    return lambda value: percent(lang, value, digits)


def _largest(rows: Sequence[Row]) -> list[Row]:
    """All rows, or the most frequent where they are too many for a figure, in their own order."""
    if len(rows) <= MOST:
        return list(rows)
    def often(row: Row) -> float:
        cell = row.cells.get("share")
        return -1.0 if cell is None or cell.value is None else cell.value

    chosen = {row.code for row in sorted(rows, key=often, reverse=True)[:MOST]}
    return [row for row in rows if row.code in chosen]


def _cut(lang: Lang, all_rows: Sequence[Row], rows: Sequence[Row]) -> str:
    if len(rows) == len(all_rows):
        return ""
    return say(lang, "The figure shows {shown} of {count}; the table has all.", shown=len(rows), count=len(all_rows))


def register_figure(lang: Lang, sheet: Sheet, *, explained: bool = False) -> FigureBlock | None:
    """The composition of the sample beside the register's; where there are weights, before and after weighting.

    `explained`: an earlier figure of the kind has said how to read it.
    """
    pairs = [row for row in sheet.rows if told(row.cells.get("sample_share")) or told(row.cells.get("register_share"))]
    if not pairs or len(pairs) > 2 * MOST:
        return None
    lines, said = [], []
    weighted = "weighted_share" in sheet.columns
    codes = ("sample_share", "register_share", *(("weighted_share",) if weighted else ()))
    for row in pairs:
        marks = tuple(Mark(cell.value, series=at) for at, code in enumerate(codes)
                      if (cell := row.cells.get(code)) is not None and cell.value is not None)
        lines.append(Line(row.label.shown(lang), marks))
        values = [percent(lang, cell.value) if (cell := row.cells.get(code)) is not None and cell.value is not None
                  else DASH for code in codes]
        said.append(say(lang, "{label}: in the sample {sample}, weighted {weighted}, in the register {register}",
                        label=row.label.shown(lang), sample=values[0], weighted=values[2], register=values[1])
                    if weighted else
                    say(lang, "{label}: in the sample {sample}, in the register {register}",
                        label=row.label.shown(lang), sample=values[0], register=values[1]))
    high = axis_end(max(mark.value for one in lines for mark in one.marks) + 0.02)
    figure = Lines(lines, 0.0, high, "", partial(percents, lang), join=True,
                   series=tuple(column_name(lang, code) for code in codes), ring=2 if weighted else None)
    note = (say(lang, "The nearer the weighted mark stands to the register’s, the better the weights have made up for "
                      "those who were not drawn or did not answer.") if weighted else
            say(lang, "The further apart the two marks, the more the sample differs from the register."))
    title = say(lang, "{question}: sample and register", question=title_of(lang, sheet))
    return figure_of(lang, f"figure-{anchor(sheet.key)}", figure, said, title, sheet,
                     [] if explained else [note])


def rated(lang: Lang, sheet: Sheet) -> FigureBlock | None:
    """Items of a grid that is not about needs: means on the whole scale."""
    rows = [row for row in sheet.rows if told(row.cells.get("mean"))]
    points = sheet.facts.get("points")
    if not rows or not isinstance(points, int) or len(rows) > 2 * MOST:
        return None
    lines = [Line(row.label.shown(lang), (Mark(cell.value, cell.low, cell.high),), number(lang, cell.value))
             for row in rows if (cell := row.cells["mean"]).value is not None]
    figure = Lines(lines, 1.0, float(points), _scale_ends(lang, sheet, points), partial(ticker, lang))
    interval = interval_name(lang, [row.cells["mean"] for row in rows], level_of(sheet))
    note = say(lang, "Dot: {statistic}. Line: {interval}.", statistic=lowered(column_name(lang, "mean")),
               interval=interval)
    said = [f"{one.label}: {one.beside}" for one in lines]
    return figure_of(lang, f"figure-{anchor(sheet.key)}", figure, said, title_of(lang, sheet), sheet,
                     [note if interval else ""])


def _scale_ends(lang: Lang, sheet: Sheet, points: int) -> str:
    """What the ends of the scale are called: '1: not at all, 5: very much'."""
    low, high = point_name(lang, sheet, "p1"), point_name(lang, sheet, f"p{points}")
    if f"point_{points}" not in sheet.facts:
        return column_name(lang, "mean")
    return f"1: {lowered(low)}, {points}: {lowered(high)}"

