"""The ranked needs on a terminal: the place, how sure it is, the value with its interval, and the doubts."""

from __future__ import annotations

from qabilet.cli.screen import Screen, written_caution
from qabilet.cycle.analysis import Finding, Row, Sheet
from qabilet.text import Text, pattern, say
from qabilet.workflow import Ranking

VALUES = {"needs-ranking": "mean_place", "needs-rating": "mean", "needs-two-scale": "mwds", "needs-gap": "gap"}
HEADS = {"mean_place": pattern("mean place"), "mean": pattern("mean"), "mwds": pattern("weighted gap"),
         "gap": pattern("gap")}


def show_ranking(ranking: Ranking, screen: Screen) -> None:
    screen.result = {"questions": [_written(sheet) for sheet in ranking.sheets],
                     "cautions": [written_caution(one) for one in ranking.cautions]}
    for sheet in ranking.sheets:
        _show(sheet, ranking.audiences.get(sheet.audience, Text()), screen)
    screen.cautions(ranking.cautions)
    if not ranking.sheets:
        screen.tell(pattern("The study has no question about needs: name one in study.toml."))


def _show(sheet: Sheet, audience: Text, screen: Screen) -> None:
    value = VALUES[sheet.kind]
    who = audience.shown(screen.lang) or sheet.audience
    screen.line(" \u00b7 ".join(filter(None, (sheet.title.shown(screen.lang) or sheet.key, who))))
    rows = [_cells(row, value, screen) for row in sheet.rows]
    lang = screen.lang
    screen.table([say(lang, "place"), say(lang, "set"), say(lang, "need"), say(lang, HEADS[value]),
                  say(lang, "interval"), "n", ""], rows, right=(0, 1, 3, 4, 5))
    doubts = (*sheet.cautions, *(doubt for row in sheet.rows for name in ("rank", value) if name in row.cells
                                 for doubt in row.cells[name].cautions))
    screen.cautions(tuple({one.says(screen.lang): one for one in doubts}.values()))
    screen.line()


def _cells(row: Row, value: str, screen: Screen) -> list[str]:
    rank, number = row.cells.get("rank", Finding()), row.cells.get(value, Finding())
    return [_whole(rank.value), _span(rank.low, rank.high, 0), row.label.shown(screen.lang) or row.code,
            _number(number, screen), _span(number.low, number.high, 2, screen), _whole(number.n),
            " ".join(sorted({one.code for cell in (rank, number) for one in cell.cautions}))]


def _number(one: Finding, screen: Screen) -> str:
    if one.withheld is not None:
        return "\u2013"
    return "" if one.value is None else _decimal(f"{one.value:.2f}", screen)


def _whole(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"


def _span(low: float | None, high: float | None, digits: int, screen: Screen | None = None) -> str:
    if low is None or high is None:
        return ""
    if digits == 0:
        return f"{low:.0f}" if low == high else f"{low:.0f}\u2013{high:.0f}"
    words = f"{low:.{digits}f} \u2026 {high:.{digits}f}"
    return _decimal(words, screen) if screen is not None else words


def _decimal(words: str, screen: Screen) -> str:
    return words if screen.lang == "en" else words.replace(".", ",")


def _written(sheet: Sheet) -> dict[str, object]:
    return {"key": sheet.key, "kind": sheet.kind, "title": sheet.title.write(), "audience": sheet.audience,
            "design": sheet.design, "cautions": [written_caution(one) for one in sheet.cautions],
            "needs": [_written_row(row, VALUES[sheet.kind]) for row in sheet.rows]}


def _written_row(row: Row, value: str) -> dict[str, object]:
    rank, number = row.cells.get("rank", Finding()), row.cells.get(value, Finding())
    label: Text = row.label
    return {"code": row.code, "label": label.write(), "place": rank.value, "set": [rank.low, rank.high],
            "measure": value, "value": number.value, "low": number.low, "high": number.high, "n": number.n,
            "withheld": number.withheld,
            "cautions": [written_caution(one) for cell in (rank, number) for one in cell.cautions]}
