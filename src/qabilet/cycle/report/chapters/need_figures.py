"""The figures of the chapter on needs: dots with rank sets, the quadrant, the gap, the sides."""

from __future__ import annotations

from functools import partial

from qabilet.cycle.analysis import Finding, Row, Sheet
from qabilet.cycle.report.columns import column_name
from qabilet.cycle.report.document import FigureBlock
from qabilet.cycle.report.figures import Line, Lines, Mark, Point, Quadrant, draw_lines, draw_quadrant, ticks
from qabilet.cycle.report.material import ReportInput
from qabilet.cycle.report.phrases import anchor, audience_name, interval_name, level_of, titled
from qabilet.cycle.report.standing import standings, statistic, sure, told
from qabilet.cycle.report.tables import table
from qabilet.cycle.report.words import lowered, number, places, ticker
from qabilet.text import Lang, say


def mark_of(finding: Finding | None, series: int = 0) -> tuple[Mark, ...]:
    """The mark of a finding that may be told; none for one that may not."""
    if finding is None or finding.value is None:
        return ()
    return (Mark(finding.value, finding.low, finding.high, series),)


def reach(findings: list[Finding], *, low: float | None = None, high: float | None = None) -> tuple[float, float]:
    """The stretch of an axis that holds all values and intervals, rounded outwards to its ticks."""
    values = [one for finding in findings for one in (finding.value, finding.low, finding.high) if one is not None]
    ends = min(values) if low is None else low, max(values) if high is None else high
    if ends[1] - ends[0] < 1e-9:
        ends = ends[0] - 0.5, ends[1] + 0.5
    at = ticks(*ends)
    step = at[1] - at[0] if len(at) > 1 else 1.0
    return (ends[0] if low is not None else at[0] - step * (ends[0] < at[0] - 1e-9),
            ends[1] if high is not None else at[-1] + step * (ends[1] > at[-1] + 1e-9))


def axis_of(sheet: Sheet, findings: list[Finding]) -> tuple[float, float]:
    """A scale is shown whole where its ends are known: points of a rating, places of a ranking."""
    points = sheet.facts.get("points")
    if sheet.kind == "needs-rating" and isinstance(points, int):
        return 1.0, float(points)
    if sheet.kind == "needs-ranking" and len(sheet.rows) > 1 and statistic(sheet) != "worth":
        return 1.0, float(len(sheet.rows))
    return reach(findings)


def direction(lang: Lang, sheet: Sheet, column: str) -> str:
    """The title of an axis: the statistic, and at which end the need is greatest."""
    least_first = column in ("mean_place", "rds", "level") or (column == "mean" and sheet.facts.get("largest") == "low")
    name = column_name(lang, column)
    return (say(lang, "{statistic}: the lower, the more needed", statistic=name) if least_first else
            say(lang, "{statistic}: the higher, the more needed", statistic=name))


def ordered(sheet: Sheet) -> list[Row]:
    """Told needs by place, then the others as they come."""
    first = [one.row for one in standings(sheet)]
    return first + [row for row in sheet.rows if row not in first]


def dots(given: ReportInput, lang: Lang, sheet: Sheet) -> FigureBlock | None:
    """Each need as a dot with its interval, and its place with the rank set beside it."""
    column = statistic(sheet)
    rows = ordered(sheet)
    findings = [row.cells[column] for row in rows if told(row.cells.get(column))]
    if not findings:
        return None
    low, high = axis_of(sheet, findings)
    lines = [Line(row.label.shown(lang), mark_of(row.cells.get(column)), _place(lang, row)) for row in rows]
    sets = any(row.cells["rank"].low is not None for row in rows if "rank" in row.cells)
    figure = Lines(lines, low, high, direction(lang, sheet, column), partial(ticker, lang),
                   beside=say(lang, "Place (possible)") if sets else say(lang, "Place"))
    said = [say(lang, "{need}: {value}, place {place}", need=row.label.shown(lang),
                value=number(lang, row.cells[column].value or 0.0), place=_place(lang, row))
            for row in rows if told(row.cells.get(column))]
    interval = interval_name(lang, findings, level_of(sheet))
    caption = say(lang, "Each need: {statistic}", statistic=lowered(column_name(lang, column)))
    notes = [say(lang, "Dot: {statistic}. Line: {interval}.", statistic=lowered(column_name(lang, column)),
                 interval=interval)] if interval else []
    if sets:
        basis = next(row.cells["rank"].basis for row in rows if "rank" in row.cells)
        surely = sure(lang, level_of(sheet), basis)
        notes.append(say(lang, "In brackets: the places the need may have, all needs taken together; confidence "
                               "{level}.", level=surely))
    return FigureBlock(f"figure-{anchor(sheet.key)}", draw_lines(figure), draw_lines(figure, narrow=True),
                       "; ".join(said) + ".", caption, table(lang, sheet, head=say(lang, "Need")), tuple(notes))


def _place(lang: Lang, row: Row) -> str:
    rank = row.cells.get("rank")
    if rank is None or rank.value is None:
        return "–"
    place = number(lang, rank.value, 1, least=0)
    return f"{place} ({places(lang, rank)})" if rank.low is not None else place


def quadrant(given: ReportInput, lang: Lang, sheet: Sheet) -> FigureBlock | None:
    rows = [row for row in ordered(sheet)
            if told(row.cells.get("importance")) and told(row.cells.get("competence"))]
    if len(rows) < 2:
        return None
    points = [Point(str(at), row.label.shown(lang), row.cells["competence"].value or 0.0,
                    row.cells["importance"].value or 0.0) for at, row in enumerate(rows, 1)]
    figure = Quadrant(points, say(lang, "Competence →"), say(lang, "↑ Importance"),
                      (say(lang, "Learn first"), say(lang, "Keep up"), say(lang, "Can wait"),
                       say(lang, "Mastered beyond need")), partial(ticker, lang),
                      _grand(sheet, "grand_competence"), _grand(sheet, "grand_importance"))
    said = [say(lang, "{number}. {need}: importance {importance}, competence {competence}", number=one.number,
                need=one.name, importance=number(lang, one.importance), competence=number(lang, one.competence))
            for one in points]
    return FigureBlock(f"quadrant-{anchor(sheet.key)}", draw_quadrant(figure), draw_quadrant(figure, narrow=True),
                       "; ".join(said) + ".", say(lang, "Importance against competence"),
                       table(lang, sheet, columns=("importance", "competence", "gap"), head=say(lang, "Need"),
                             caption=say(lang, "Importance against competence")),
                       (say(lang, "Dashed lines: the means of all needs."),))


def _grand(sheet: Sheet, name: str) -> float | None:
    """The mean over all needs, as the analysis drew the quarters by it."""
    value = sheet.facts.get(name)
    return float(value) if isinstance(value, int | float) else None


def gap_figure(given: ReportInput, lang: Lang, sheet: Sheet) -> FigureBlock | None:
    """The level people have and the level their position asks for."""
    rows = ordered(sheet)
    cells = [row.cells[one] for row in rows for one in ("level", "target") if one in row.cells]
    findings = [cell for cell in cells if cell.value is not None]
    if not findings:
        return None
    points = sheet.facts.get("points")
    low, high = (1.0, float(points)) if isinstance(points, int) else reach(findings)
    lines = [Line(row.label.shown(lang), (*mark_of(row.cells.get("level")), *mark_of(row.cells.get("target"), 1)))
             for row in rows]
    figure = Lines(lines, low, high, column_name(lang, "level"), partial(ticker, lang), join=True,
                   series=(column_name(lang, "level"), column_name(lang, "target")))
    said = [say(lang, "{need}: level {level}, target {target}", need=row.label.shown(lang),
                level=number(lang, row.cells["level"].value or 0.0),
                target=number(lang, row.cells["target"].value or 0.0))
            for row in rows if told(row.cells.get("level")) and told(row.cells.get("target"))]
    caption = say(lang, "Level and target level")
    return FigureBlock(f"gap-{anchor(sheet.key)}", draw_lines(figure), draw_lines(figure, narrow=True),
                       "; ".join(said) + ".", caption,
                       table(lang, sheet, columns=("level", "target", "gap"), caption=caption, head=say(lang, "Need")))


def sides_figure(given: ReportInput, lang: Lang, sheet: Sheet) -> FigureBlock | None:
    """Self and observers on one line for each need."""
    sides = [code for code in sheet.columns if given.audience(code) is not None]
    findings = [row.cells[code] for row in sheet.rows for code in sides
                if told(row.cells.get(code))]
    if not findings:
        return None
    low, high = reach(findings)
    lines = [Line(row.label.shown(lang), tuple(mark for at, code in enumerate(sides)
                                               for mark in mark_of(row.cells.get(code), at)),
                  _difference(lang, row.cells.get("difference"))) for row in sheet.rows]
    names = tuple(audience_name(lang, given, code) for code in sides)
    figure = Lines(lines, low, high, column_name(lang, str(sheet.facts.get("unit") or "mean")),
                   partial(ticker, lang), beside=column_name(lang, "difference"), series=names,
                   join=True)
    said = []
    for row in sheet.rows:
        values = [f"{name} {number(lang, cell.value)}" for name, code in zip(names, sides, strict=True)
                  if (cell := row.cells.get(code)) is not None and cell.value is not None]
        said.append(f"{row.label.shown(lang)}: {', '.join(values) or say(lang, 'no evidence')}")
    interval = interval_name(lang, findings, level_of(sheet))
    notes = (say(lang, "Line through a mark: {interval}.", interval=interval),) if interval else ()
    return FigureBlock(f"figure-{anchor(sheet.key)}", draw_lines(figure), draw_lines(figure, narrow=True),
                       "; ".join(said) + ".", titled(lang, given, sheet),
                       table(lang, sheet, head=say(lang, "Need"),
                             name=lambda code: audience_name(lang, given, code) if given.audience(code)
                             else column_name(lang, code)), notes)


def _difference(lang: Lang, finding: Finding | None) -> str:
    if finding is None:
        return say(lang, "no evidence")
    return "–" if finding.value is None else f"{'+' if finding.value > 0 else ''}{number(lang, finding.value)}"
