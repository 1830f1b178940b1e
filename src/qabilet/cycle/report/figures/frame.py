"""Where the rows of a figure stand, in pixels: labels left of the axis on a page, above it on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qabilet.cycle.report.figures.theme import LETTER, NARROW, WIDE, wrapped

STEP = 17
"""Pixels from one line of words to the next."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The axis runs from `left` to `right`; a label has `label` pixels; rows begin at `top`; `above`: labels stand
    above their marks."""

    width: int
    left: float
    right: float
    label: float
    above: bool
    key_top: float
    beside_top: float
    beside_title: tuple[str, ...]
    top: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A row in its place: its label's lines, the middle of the first of them, and the height of its marks."""

    words: tuple[str, ...]
    text: float
    y: float


def frame_for(labels: Sequence[str], beside: Sequence[str], title: str, series: Sequence[str], narrow: bool) -> Frame:
    """The frame for rows with such labels and words beside them, a title over those words, and a key of series."""
    longest = max((len(words) for words in beside), default=0)
    column = max(longest * (LETTER + 0.6), min(len(title), 13) * LETTER) + 12 if longest else 0.0
    heading = tuple(wrapped(title, 130 if narrow else column, 3)) if title and longest else ()
    keys = (len(series) if narrow else 1) if len(series) > 1 else 0
    key_top = 10.0
    beside_top = key_top + (keys * STEP + 4 if narrow and keys else 0)
    top = max(key_top + keys * STEP + 6 if keys else 4.0, beside_top + len(heading) * STEP if heading else 4.0)
    if narrow:
        return Frame(NARROW, 12, NARROW - 12, NARROW - column - 2, True, key_top, beside_top, heading, top)
    right = WIDE - column - 14 if longest else WIDE - 16.0
    label = min(270.0, max(110.0, max((len(words) for words in labels), default=0) * LETTER + 6))
    return Frame(WIDE, label + 22, right, label, False, key_top, beside_top, heading, top)


def placed(labels: Sequence[tuple[str, bool]], frame: Frame) -> tuple[list[Placed], float]:
    """Each row in its place, and where the last one ends. A label is (words, is it a heading)."""
    y = frame.top
    rows: list[Placed] = []
    for words, heading in labels:
        lines = tuple(wrapped(words, frame.width if heading else frame.label))
        tall = STEP * len(lines)
        if heading:
            y += 12 if rows else 0
            rows.append(Placed(lines, y + STEP / 2, y))
            y += tall + 4
        elif frame.above:
            rows.append(Placed(lines, y + STEP / 2, y + tall + 8))
            y += tall + 27
        else:
            height = max(tall + 10, 32)
            rows.append(Placed(lines, y + (height - tall + STEP) / 2, y + height / 2))
            y += height
    return rows, y + 2
