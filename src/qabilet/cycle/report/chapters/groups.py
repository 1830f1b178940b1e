"""Chapter 5, groups: the same needs by region, office, seniority; which differences are more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from qabilet.cycle.analysis import Row, Sheet
from qabilet.cycle.report.chapters.need_figures import direction, mark_of, reach
from qabilet.cycle.report.columns import column_name
from qabilet.cycle.report.document import (
    Block,
    Bullets,
    Chapter,
    FigureBlock,
    Heading,
    Inline,
    Paragraph,
    TableBlock,
    inline,
)
from qabilet.cycle.report.figures import Line, Lines, draw_lines
from qabilet.cycle.report.material import ReportInput
from qabilet.cycle.report.phrases import (
    anchor,
    dim_label,
    inside,
    interval_name,
    level_label,
    level_of,
    say_line,
    title_of,
    titled,
)
from qabilet.cycle.report.standing import main_sheets, standings, told
from qabilet.cycle.report.tables import table
from qabilet.cycle.report.words import DASH, chance, lowered, number, quoted, span, ticker
from qabilet.text import Lang, Text, say

ITEMS = 5
"""So many needs, the first ones, stand in a figure by groups; the appendix has all."""
MOST_LEVELS = 20
HOLM = 0.05


def groups(given: ReportInput, lang: Lang) -> Chapter | None:
    sheets = given.of_kind("needs-groups")
    if not sheets:
        return None
    blocks: list[Block] = [Paragraph(say_line(
        lang, "Each group’s interval rests on that group’s answers alone, so it is wider than for everybody. Groups "
              "too small to be shown are left out."))]
    main, rest = next(iter(main_sheets(given)), None), []
    for sheet in sheets:
        contrast = _contrast_of(given, sheet)
        if base_of(given, sheet) is main or (contrast is not None and _surviving(contrast)):
            blocks += _by(given, lang, sheet, contrast)
        else:
            rest.append(inline(_title(given, lang, sheet)))
    if rest:
        blocks += [Heading(say(lang, "Other questions by group")), Paragraph(say_line(
            lang, "No difference between groups was found here, or none was sought; the tables are in the appendix.")),
            Bullets(tuple(rest))]
    return Chapter("groups", say(lang, "Groups"), tuple(blocks))


def _title(given: ReportInput, lang: Lang, sheet: Sheet) -> str:
    base = base_of(given, sheet)
    title = titled(lang, given, base) if base is not None else title_of(lang, sheet)
    return say(lang, "{title}, by group: {dimension}", title=inside(title), dimension=lowered(dim_label(lang, sheet)))


def _by(given: ReportInput, lang: Lang, sheet: Sheet, contrast: Sheet | None) -> list[Block]:
    heading = _title(given, lang, sheet)
    blocks: list[Block] = [Heading(heading, anchor=anchor(sheet.key))]
    if contrast is not None and not any(told(row.cells.get("p")) for row in contrast.rows):
        contrast = None  # nothing of it may be told, not even that no difference holds
    if contrast is not None:
        blocks += _survivors(lang, contrast)
    blocks.append(_figure(given, lang, sheet, heading) or Paragraph(say_line(
        lang, "The groups are too small to be shown.")))
    if contrast is not None:
        caption = say(lang, "Differences between groups: {dimension}", dimension=lowered(dim_label(lang, sheet)))
        blocks.append(table(lang, contrast, caption=caption, head=say(lang, "Need")))
    return blocks


def base_of(given: ReportInput, sheet: Sheet) -> Sheet | None:
    """The sheet of needs that a sheet by groups breaks down."""
    return next((one for one in main_sheets(given) if sheet.key.startswith(one.key + "/")), None)


def _contrast_of(given: ReportInput, sheet: Sheet) -> Sheet | None:
    key = sheet.key.replace("/by/", "/contrast/")
    return next((one for one in given.of_kind("needs-contrast") if one.key == key), None)


def _surviving(contrast: Sheet) -> list[Row]:
    """The needs whose differences hold after Holm's correction, the clearest first."""
    def p_of(row: Row) -> float:
        cell = row.cells.get("p")
        return 1.0 if cell is None or cell.value is None else cell.value

    return sorted((row for row in contrast.rows if p_of(row) < HOLM and told(row.cells.get("effect"))), key=p_of)


def _survivors(lang: Lang, contrast: Sheet) -> list[Block]:
    """The differences that survive Holm's correction, each with its effect size."""
    out: list[Inline] = []
    for row in _surviving(contrast):
        effect, p = row.cells["effect"], row.cells["p"]
        size = number(lang, effect.value or 0.0, 2)
        if effect.low is not None and effect.high is not None:
            size += f" ({span(lang, effect.low, effect.high)})"
        out.append(inline(say(lang, "{need}: effect size {size}, p after Holm {p}.",
                              need=quoted(lang, row.label.shown(lang)), size=size, p=chance(lang, p.value or 0.0))))
    if out:
        return [Paragraph(say_line(lang, "Differences that hold after Holm’s correction for many comparisons:")),
                Bullets(tuple(out)),
                Paragraph(say_line(lang, "Effect size is eta squared: the part of the variation that goes with the "
                                     "group. About 0.01 is small, 0.06 medium, 0.14 large."))]
    return [Paragraph(say_line(lang, "No difference between these groups holds after Holm’s correction for many "
                                 "comparisons: what the figure shows may be chance."))]


def item_of(given: ReportInput, sheet: Sheet, row: Row) -> Text:
    """The need a row by groups is about."""
    base, code = base_of(given, sheet), str(row.facts.get("item") or row.code.split("|")[0])
    found = next((one for one in base.rows if one.code == code), None) if base is not None else None
    return found.label if found is not None else row.label


def _figure(given: ReportInput, lang: Lang, sheet: Sheet, heading: str) -> FigureBlock | None:
    column = next((one for one in sheet.columns if one != "rank"), "mean")
    items = _items(given, sheet)
    rows = [row for row in sheet.rows if _item(row) in items and told(row.cells.get(column))]
    if not rows or len({row.facts.get("level") for row in rows}) > MOST_LEVELS:
        return None
    findings = [row.cells[column] for row in rows]
    low, high = reach(findings)
    lines, said = _lines(given, lang, sheet, items, column)
    figure = Lines(lines, low, high, direction(lang, base_of(given, sheet) or sheet, column), partial(ticker, lang))
    interval = interval_name(lang, findings, level_of(sheet))
    notes = [say(lang, "Dot: {statistic}. Line: {interval}.", statistic=lowered(column_name(lang, column)),
                 interval=interval)] if interval else []
    if len({_item(row) for row in sheet.rows}) > len(items):
        notes.append(say(lang, "The figure shows the first {count} needs; the appendix has all.", count=len(items)))
    if len(rows) < sum(_item(row) in items for row in sheet.rows):
        notes.append(say(lang, "A dash: kept back, because the group is too small."))
    return FigureBlock(f"figure-{anchor(sheet.key)}", draw_lines(figure), draw_lines(figure, narrow=True),
                       "; ".join(said) + ".", heading, group_table(given, lang, sheet, caption=heading), tuple(notes))


def _item(row: Row) -> str:
    return str(row.facts.get("item") or row.code.split("|")[0])


def _items(given: ReportInput, sheet: Sheet) -> list[str]:
    """The first needs, in the order of the whole."""
    base = base_of(given, sheet)
    order = [one.row.code for one in standings(base)] if base is not None else []
    codes = list(dict.fromkeys(_item(row) for row in sheet.rows))
    return sorted(codes, key=lambda code: order.index(code) if code in order else len(order))[:ITEMS]


def _lines(given: ReportInput, lang: Lang, sheet: Sheet, items: Sequence[str],
           column: str) -> tuple[list[Line], list[str]]:
    lines, said = [], []
    for item in items:
        rows = [row for row in sheet.rows if _item(row) == item]
        name = item_of(given, sheet, rows[0]).shown(lang)
        lines.append(Line(name, heading=True))
        values = []
        for row in rows:
            cell = row.cells.get(column)
            value = number(lang, cell.value) if cell is not None and cell.value is not None else DASH
            lines.append(Line(level_label(lang, row), mark_of(cell), value))
            values.append(f"{level_label(lang, row)} {value}")
        said.append(f"{name}: {', '.join(values)}")
    return lines, said


def group_table(given: ReportInput, lang: Lang, sheet: Sheet, caption: str = "",
                name: str = "") -> TableBlock:
    return table(lang, sheet, caption=caption, head=say(lang, "Need and group"), anchor=name,
                 row_name=lambda row: f"{item_of(given, sheet, row).shown(lang)}: {level_label(lang, row)}")

