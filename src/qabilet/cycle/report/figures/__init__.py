"""FIGURES: chart specifications laid out twice, for a page and for a phone."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.cycle.report.figures.lines import Line as Line
    from qabilet.cycle.report.figures.lines import Lines as Lines
    from qabilet.cycle.report.figures.lines import Mark as Mark
    from qabilet.cycle.report.figures.lines import draw_lines as draw_lines
    from qabilet.cycle.report.figures.quadrant import Point as Point
    from qabilet.cycle.report.figures.quadrant import Quadrant as Quadrant
    from qabilet.cycle.report.figures.quadrant import draw_quadrant as draw_quadrant
    from qabilet.cycle.report.figures.theme import ticks as ticks

_OFFERS = {
    "Line": "lines",
    "Lines": "lines",
    "Mark": "lines",
    "Point": "quadrant",
    "Quadrant": "quadrant",
    "draw_lines": "lines",
    "draw_quadrant": "quadrant",
    "ticks": "theme",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
