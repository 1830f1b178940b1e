"""Rows of marks on one axis: dots with intervals, pairs, bars; the label left of the row, or above it on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from qabilet.cycle.report.document import Spec
from qabilet.cycle.report.figures.frame import STEP, Frame, Placed, frame_for, placed
from qabilet.cycle.report.figures.theme import (
    ACCENT,
    BAR,
    GRID,
    INK,
    LETTER,
    OTHER,
    QUIET,
    SIZE,
    Ticker,
    assembled,
    field,
    layer,
    pixels,
    said,
    ticks,
    wrapped,
)

SHAPES = ("circle", "diamond", "square", "triangle-up")
COLOURS = (ACCENT, OTHER, INK, QUIET)


@dataclass(frozen=True, slots=True)
class Mark:
    """A value and its interval, of the series with that number."""

    value: float
    low: float | None = None
    high: float | None = None
    series: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its label, its marks, and words to its right (a place, a share). A `heading` has no marks."""

    label: str
    marks: tuple[Mark, ...] = ()
    beside: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A figure of rows on an axis from `low` to `high`. `series` are named in a key where there is more than one;
    `join` draws a line between the marks of a row (a dumbbell); `whole`: only whole numbers are marked on the axis;
    `ring`: the series drawn as a ring, which leaves a mark in the same place to be seen within it."""

    lines: Sequence[Line]
    low: float
    high: float
    axis: str
    tick: Ticker
    beside: str = ""
    series: tuple[str, ...] = ()
    kind: Literal["dot", "bar"] = "dot"
    join: bool = False
    whole: bool = False
    ring: int | None = None


def draw_lines(figure: Lines, *, narrow: bool = False) -> Spec:
    frame = frame_for([line.label for line in figure.lines if not line.heading],
                      [line.beside for line in figure.lines], figure.beside, figure.series, narrow)
    rows, foot = placed([(line.label, line.heading) for line in figure.lines], frame)
    axis = wrapped(figure.axis, frame.right - frame.left, 2) if figure.axis else []
    layers = [*_grid(figure, frame, foot, axis), *_key(figure, frame), *_labels(figure, rows, frame),
              *_marks(figure, rows, frame)]
    return assembled(layers, frame.width, foot + 24 + STEP * len(axis))


def _x(figure: Lines, frame: Frame, name: str) -> dict[str, Any]:
    scale = {"domain": [figure.low, figure.high], "range": [frame.left, frame.right], "nice": False, "zero": False}
    return {"field": name, "type": "quantitative", "axis": None, "scale": scale}


def _labels(figure: Lines, rows: Sequence[Placed], frame: Frame) -> list[Any]:
    out = []
    for heading in (False, True):
        words = [{"t": "\n".join(row.words), "y": row.text} for line, row in zip(figure.lines, rows, strict=True)
                 if line.heading is heading]
        if words:
            out.append(said(words, 0, bold=heading))
    beside = [{"t": line.beside, "y": row.text if frame.above else row.y}
              for line, row in zip(figure.lines, rows, strict=True) if line.beside]
    if beside:
        out.append(said(beside, frame.width, align="right", bold=True, colour=ACCENT))
    if frame.beside_title:
        title = [{"t": "\n".join(frame.beside_title), "y": frame.beside_top}]
        out.append(said(title, frame.width, align="right", colour=QUIET, size=SIZE - 1))
    return out


def _grid(figure: Lines, frame: Frame, foot: float, axis: Sequence[str]) -> list[Any]:
    where = ticks(figure.low, figure.high, 4 if frame.above else 6, whole=figure.whole)
    at = [{"v": one, "t": figure.tick(where)(one), "top": frame.top, "foot": foot + 4, "y": foot + 14} for one in where]
    out = [layer({"type": "rule", "color": GRID, "strokeWidth": 1}, at, x=_x(figure, frame, "v"), y=pixels("top"),
                 y2="foot"),
           layer({"type": "text", "color": QUIET, "fontSize": SIZE - 1, "baseline": "middle"}, at,
                 x=_x(figure, frame, "v"), y=pixels("y"), text=field("t"))]
    if axis:
        out.append(said([{"t": "\n".join(axis), "y": foot + 16 + STEP}], frame.left, colour=QUIET, size=SIZE - 1))
    return out


def _key(figure: Lines, frame: Frame) -> list[Any]:
    """What each shape and colour stands for, above the rows."""
    out: list[Any] = []
    x = 0.0 if frame.above else frame.left
    for at, name in enumerate(figure.series if len(figure.series) > 1 else ()):
        y = frame.key_top + (STEP * at if frame.above else 0)
        out += [_symbol([{"x": x + 6, "y": y}], at, ring=at == figure.ring), said([{"t": name, "y": y}], x + 18)]
        x += 0 if frame.above else 18 + LETTER * len(name) + 24
    return out


def _symbol(rows: Sequence[dict[str, Any]], series: int, x: Any = None, *, ring: bool = False) -> Any:
    mark = {"type": "point", "filled": True, "shape": SHAPES[series % 4], "color": COLOURS[series % 4],
            "size": 90 if series == 0 else 100, "opacity": 1, "stroke": "white", "strokeWidth": 1}
    if ring:
        mark |= {"shape": "circle", "size": 150, "filled": False, "stroke": COLOURS[series % 4], "strokeWidth": 1.8}
    return layer(mark, rows, x=x or pixels("x"), y=pixels("y"))


def _marks(figure: Lines, rows: Sequence[Placed], frame: Frame) -> list[Any]:
    out: list[Any] = []
    many = len(figure.series) > 1
    if figure.join:
        out += _joins(figure, rows, frame)
    for series in range(max(1, len(figure.series))):
        shift = (series - (len(figure.series) - 1) / 2) * 7 if many and not figure.join else 0.0
        data = [{"v": mark.value, "low": mark.low, "high": mark.high, "from": figure.low, "y": row.y + shift}
                for line, row in zip(figure.lines, rows, strict=True) for mark in line.marks if mark.series == series]
        ends = [one for one in data if one["low"] is not None and one["high"] is not None]
        colour = COLOURS[series % 4]
        if data and figure.kind == "bar":
            broad = {"type": "rule", "color": BAR if series == 0 else colour, "strokeWidth": 6 if many else 13}
            out.append(layer(broad, data, x=_x(figure, frame, "from"), x2="v", y=pixels("y")))
        if ends:
            bar = figure.kind == "bar"
            out.append(layer({"type": "rule", "color": INK if bar else colour, "strokeWidth": 1.6 if bar else 2.4,
                              "opacity": 1 if bar or not figure.join else 0.45}, ends,
                             x=_x(figure, frame, "low"), x2="high", y=pixels("y")))
        if data and figure.kind == "dot":
            out.append(_symbol([{"v": one["v"], "y": one["y"]} for one in data], series, _x(figure, frame, "v"),
                               ring=series == figure.ring))
    return out


def _joins(figure: Lines, rows: Sequence[Placed], frame: Frame) -> list[Any]:
    """The bar of a dumbbell: from the lowest mark of a row to its highest."""
    data = [{"low": min(mark.value for mark in line.marks), "high": max(mark.value for mark in line.marks), "y": row.y}
            for line, row in zip(figure.lines, rows, strict=True) if len(line.marks) > 1]
    return [layer({"type": "rule", "color": QUIET, "strokeWidth": 4, "opacity": 0.35}, data,
                  x=_x(figure, frame, "low"), x2="high", y=pixels("y"))] if data else []
