"""Importance against competence: what matters and is not yet mastered stands in the tinted corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qabilet.cycle.report.document import Spec
from qabilet.cycle.report.figures.theme import (
    ACCENT,
    GRID,
    INK,
    LETTER,
    NARROW,
    QUIET,
    SIZE,
    TINT,
    WIDE,
    Ticker,
    assembled,
    field,
    layer,
    pixels,
    said,
    ticks,
    wrapped,
)

BAND = 44
"""Pixels at the top and the foot of the plot where no point stands, for the names of the quarters."""
DIRECT = 12
"""Up to so many points bear their names in a wide figure; more bear numbers, as in a narrow one."""


@dataclass(frozen=True, slots=True)
class Point:
    """A need: its number in the table, its name, and its means."""

    number: str
    name: str
    competence: float
    importance: float


@dataclass(frozen=True, slots=True)
class Quadrant:
    """`corners` are the names of the quarters: upper left (act), upper right, lower left, lower right."""

    points: Sequence[Point]
    competence: str
    importance: str
    corners: tuple[str, str, str, str]
    tick: Ticker
    mean_competence: float | None = None
    mean_importance: float | None = None


@dataclass(frozen=True, slots=True)
class _Box:
    """The plot in pixels, and the stretch of the scales it shows."""

    left: float
    right: float
    top: float
    foot: float
    x: tuple[float, float]
    y: tuple[float, float]

    def at(self, point: Point) -> tuple[float, float]:
        across = (point.competence - self.x[0]) / (self.x[1] - self.x[0])
        upward = (point.importance - self.y[0]) / (self.y[1] - self.y[0])
        return (self.left + across * (self.right - self.left),
                self.foot - BAND - upward * (self.foot - self.top - 2 * BAND))


def draw_quadrant(figure: Quadrant, *, narrow: bool = False) -> Spec:
    width = NARROW if narrow else WIDE
    box = _Box(40, width - 8, 30, 380 if narrow else 440, _stretch([one.competence for one in figure.points]),
               _stretch([one.importance for one in figure.points]))
    middle = box.at(_mean(figure))
    layers = [_tint(box, middle), *_axes(figure, box), *_cross(box, middle), *_corners(figure, box, narrow),
              *_points(figure, box, narrow or len(figure.points) > DIRECT)]
    return assembled(layers, width, box.foot + 48)


def _mean(figure: Quadrant) -> Point:
    """Where the quarters meet: as given, or the mean of the points."""
    n = len(figure.points)
    across = figure.mean_competence if figure.mean_competence is not None else sum(
        one.competence for one in figure.points) / n
    upward = figure.mean_importance if figure.mean_importance is not None else sum(
        one.importance for one in figure.points) / n
    return Point("", "", across, upward)


def _stretch(values: Sequence[float]) -> tuple[float, float]:
    """The values with room around them, at least half a point wide."""
    low, high = min(values), max(values)
    room = max((high - low) * 0.12, 0.1)
    return low - room, high + room


def _tint(box: _Box, middle: tuple[float, float]) -> Any:
    return layer({"type": "rect", "color": TINT}, [{"x": box.left, "x2": middle[0], "y": box.top, "y2": middle[1]}],
                 x=pixels("x"), x2="x2", y=pixels("y"), y2="y2")


def _axes(figure: Quadrant, box: _Box) -> list[Any]:
    xs, ys = ticks(*box.x, 4), ticks(*box.y, 5)
    across = [{"t": figure.tick(xs)(one), "x": box.at(Point("", "", one, 0))[0], "y": box.foot + 14} for one in xs]
    upward = [{"t": figure.tick(ys)(one), "x": box.left - 8, "y": box.at(Point("", "", 0, one))[1]} for one in ys
              if box.top <= box.at(Point("", "", 0, one))[1] <= box.foot]
    frame = [{"x": box.left, "x2": box.right, "y": box.foot, "y2": box.foot},
             {"x": box.left, "x2": box.left, "y": box.top, "y2": box.foot}]
    quiet = {"type": "text", "color": QUIET, "fontSize": SIZE - 1, "baseline": "middle"}
    return [layer({"type": "rule", "color": GRID, "strokeWidth": 1.5}, frame, x=pixels("x"), x2="x2", y=pixels("y"),
                  y2="y2"),
            layer(quiet, across, x=pixels("x"), y=pixels("y"), text=field("t")),
            layer({**quiet, "align": "right"}, upward, x=pixels("x"), y=pixels("y"), text=field("t")),
            said([{"t": figure.competence, "y": box.foot + 36}], box.right, align="right", colour=QUIET),
            said([{"t": figure.importance, "y": 12}], 0, colour=QUIET)]


def _cross(box: _Box, middle: tuple[float, float]) -> list[Any]:
    lines = [{"x": middle[0], "x2": middle[0], "y": box.top, "y2": box.foot},
             {"x": box.left, "x2": box.right, "y": middle[1], "y2": middle[1]}]
    return [layer({"type": "rule", "color": QUIET, "strokeDash": [4, 4], "strokeWidth": 1}, lines,
                  x=pixels("x"), x2="x2", y=pixels("y"), y2="y2")]


def _corners(figure: Quadrant, box: _Box, narrow: bool) -> list[Any]:
    """The names of the quarters, each in its own corner."""
    out = []
    room = (box.right - box.left) / 2 - 12
    for at, words in enumerate(figure.corners):
        lines = wrapped(words, room, 2)
        upper, left = at < 2, at % 2 == 0
        y = box.top + 14 if upper else box.foot - 14 - 17 * (len(lines) - 1)
        out.append(said([{"t": "\n".join(lines), "y": y}], box.left + 10 if left else box.right - 6,
                        align="left" if left else "right", colour=ACCENT if at == 0 else QUIET, bold=at == 0,
                        size=SIZE - (1 if narrow else 0)))
    return out


def _points(figure: Quadrant, box: _Box, numbered: bool) -> list[Any]:
    dots = [{"x": box.at(one)[0], "y": box.at(one)[1], "t": one.number} for one in figure.points]
    if numbered:
        return [layer({"type": "point", "filled": True, "color": ACCENT, "size": 420, "opacity": 1, "stroke": "white"},
                      dots, x=pixels("x"), y=pixels("y")),
                layer({"type": "text", "color": "white", "fontSize": SIZE - 1, "fontWeight": 600,
                       "baseline": "middle"}, dots, x=pixels("x"), y=pixels("y"), text=field("t"))]
    out = [layer({"type": "point", "filled": True, "color": ACCENT, "size": 110, "opacity": 1, "stroke": "white"}, dots,
                 x=pixels("x"), y=pixels("y"))]
    for name, x, y, align in _beside(figure.points, box):
        out.append(said([{"t": name, "y": y}], x, align=align, colour=INK))
    return out


def _beside(points: Sequence[Point], box: _Box) -> list[tuple[str, float, float, str]]:
    """Where each name stands: right of its point, or left, above or below, wherever it covers nothing."""
    taken = [(x - 8, y - 8, x + 8, y + 8) for x, y in (box.at(one) for one in points)]
    out = []
    for point in points:
        x, y = box.at(point)
        lines = wrapped(point.name, 200, 3)
        wide, tall = max(map(len, lines)) * LETTER, 17.0 * len(lines)
        places = [("left", x + 12, y - tall / 2), ("right", x - 12, y - tall / 2), ("center", x, y - tall - 10),
                  ("center", x, y + 10), ("left", x + 10, y - tall - 2), ("left", x + 10, y + 2)]
        best = min(places, key=lambda place: _cost(place, wide, tall, taken, box))
        taken.append(_area(best, wide, tall))
        out.append(("\n".join(lines), best[1], best[2] + 8.5, best[0]))
    return out


def _area(place: tuple[str, float, float], wide: float, tall: float) -> tuple[float, float, float, float]:
    align, x, y = place
    left = x if align == "left" else x - wide if align == "right" else x - wide / 2
    return left, y, left + wide, y + tall


def _cost(place: tuple[str, float, float], wide: float, tall: float,
          taken: Sequence[tuple[float, float, float, float]], box: _Box) -> float:
    """Pixels of other words and points covered, and of its own words outside the plot."""
    left, top, right, foot = _area(place, wide, tall)
    outside = max(0.0, box.left - left) + max(0.0, right - box.right) + max(0.0, top * -1) + max(0.0, foot - box.foot)
    covered = sum(max(0.0, min(right, b[2]) - max(left, b[0])) * max(0.0, min(foot, b[3]) - max(top, b[1]))
                  for b in taken)
    return covered + outside * 50
