"""How wide words are on paper, near enough to tell whether they fit over the column of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qabilet.cycle.report.paper.sheet import Head, Option

TEXT_MM = 170.0
"""The width of the text of an A4 page with our margins."""
ROW_HEAD_MM = 9.0
"""The number at the left of each row of a grid."""
_HEAD_MM_PER_EM = 8 * 0.3528
"""Heads of columns are set in 8 points."""
_WIDE, _NARROW = frozenset("жмшщюфыМШЩЖЮФмwmWM@—"), frozenset("іїijltfrI1.,:;-()|'!")
_ITEMS_SHARE = 0.42
"""What the questions of a grid need at least."""
_TURNED_MM, _TURNED_LINES = 10.0, 2
"""The column of a head turned upwards: so wide, and so many lines in it."""
_HIGHEST_MM = 42.0


@dataclass(frozen=True, slots=True)
class Widths:
    """`items` is the share of the text's width that the questions take, `head_mm` the height of a head turned up."""

    items: float
    head: Head
    head_mm: float = 0.0


def ems(words: str) -> float:
    """The width of words in ems of their size, a little more than less."""
    return sum(0.85 if sign in _WIDE else 0.33 if sign in _NARROW else 0.3 if sign == " " else
               0.68 if sign.isupper() else 0.55 for sign in words)


def grid_widths(columns: Sequence[Option]) -> Widths:
    """How the words over the columns of a grid are set, so that none is broken or runs over."""
    labels = [one.label for one in columns]
    word = max((ems(word) for label in labels for word in label.split()), default=1.0) * _HEAD_MM_PER_EM + 2.5
    whole = max((ems(label) for label in labels), default=1.0) * _HEAD_MM_PER_EM
    n = len(columns)
    wanted = max(16.0 if n <= 3 else 12.0 if n <= 6 else 8.0, word, whole / 4)
    if wanted * n <= TEXT_MM * (1 - _ITEMS_SHARE) - ROW_HEAD_MM:
        return Widths(_rest(wanted, n), "across")
    high = max(word, whole / _TURNED_LINES * 1.25 if whole > word else word)
    if high <= _HIGHEST_MM and _TURNED_MM * n <= TEXT_MM * (1 - _ITEMS_SHARE) - ROW_HEAD_MM:
        return Widths(_rest(_TURNED_MM, n), "up", round(high, 1))
    return Widths(_rest(8.2 if n > 9 else 9.5, n), "legend")


def _rest(each: float, n: int) -> float:
    return round(1 - (each * n + ROW_HEAD_MM) / TEXT_MM, 3)
