"""The look of every figure: one accent colour, greys that print, one font with every Kazakh letter."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from qabilet.cycle.report.document import Spec

FONTS = "Segoe UI, Roboto, Noto Sans, Helvetica Neue, Arial, DejaVu Sans, sans-serif"
ACCENT, BAR, INK, QUIET = "#0b5c7a", "#6298af", "#1d2730", "#56636e"
GRID, TINT, OTHER = "#d9dfe4", "#e7f1f5", "#9a4a00"
"""OTHER is the second series': darker and warmer than ACCENT, and always of another shape, so that grey print and
colour-blind eyes tell them apart."""
WIDE, NARROW = 760, 340
SIZE = 13
LETTER = 7.6
"""The width in pixels to allow for a letter of SIZE: fonts differ from reader to reader, so allow for a broad one."""


Ticker = Callable[[Sequence[float]], Callable[[float], str]]
"""Given the ticks of an axis, how each of them is written."""


def wrapped(words: str, width: float, most: int = 4) -> list[str]:
    """Lines of `words` that fit `width` pixels in any likely font; what is over `most` lines ends in '…'."""
    lines = textwrap.wrap(words, max(8, int(width / LETTER)), break_long_words=True, break_on_hyphens=False) or [""]
    return lines if len(lines) <= most else [*lines[:most - 1], lines[most - 1].rstrip(" ,;") + "…"]


def ticks(low: float, high: float, about: int = 5, *, whole: bool = False) -> tuple[float, ...]:
    """Round numbers from `low` to `high`, about so many of them; whole numbers only, where they count people."""
    if high <= low:
        return (low,)
    rough = (high - low) / about
    power = 10.0 ** math.floor(math.log10(rough))
    steps = (1, 2, 5, 10) if whole else (1, 2, 2.5, 5, 10)
    step = next(power * one for one in steps if power * one >= rough * 0.999)
    step = max(1.0, step) if whole else step
    first = math.ceil(low / step - 1e-9)
    return tuple(round(at * step, 10) for at in range(first, math.floor(high / step + 1e-9) + 1))


def field(name: str) -> dict[str, Any]:
    """Words taken from the data."""
    return {"field": name, "type": "nominal"}


def pixels(name: str) -> dict[str, Any]:
    """A place in pixels, taken from the data."""
    return {"field": name, "type": "quantitative", "scale": None, "axis": None}


def layer(mark: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], **channels: Any) -> dict[str, Any]:
    """One layer of marks over its own rows of data; `x2` and `y2` are names of fields."""
    encoding = {name: {"field": channel} if isinstance(channel, str) else channel for name, channel in channels.items()}
    return {"data": {"values": [dict(row) for row in rows]}, "mark": dict(mark), "encoding": encoding}


def said(rows: Sequence[Mapping[str, Any]], x: float, *, align: str = "left", colour: str = INK, bold: bool = False,
         size: int = SIZE) -> dict[str, Any]:
    """Words (`t`, of one or more lines) at a fixed x; `y` is the middle of their first line."""
    mark = {"type": "text", "align": align, "baseline": "middle", "lineBreak": "\n", "lineHeight": 17,
            "color": colour, "fontSize": size, "fontWeight": 600 if bold else 400}
    return layer(mark, rows, x={"value": x}, y=pixels("y"), text=field("t"))


def assembled(layers: Sequence[Mapping[str, Any]], width: float, height: float) -> Spec:
    """The layers as one chart of exactly that size: nothing depends on how wide a font happens to be.

    Written out as Vega-Lite: Altair's own classes check every part of every chart as it is made, which takes longer
    than drawing it. The tests put each chart through Altair's schema instead.
    """
    return {"width": width, "height": height, "autosize": {"type": "none"}, "padding": 0, "layer": list(layers),
            "config": {"aria": False, "font": FONTS, "view": {"stroke": None},
                       "text": {"fontSize": SIZE, "color": INK}}}
