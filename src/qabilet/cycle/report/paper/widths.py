"""How wide words are on paper, near enough to tell whether they fit over the column of a table."""

from __future__ import annotations

from collections.abc import Sequence

from qabilet.cycle.report.paper.sheet import Option

TEXT_MM = 170.0
"""The width of the text of an A4 page with our margins."""
HEAD_MM_PER_EM = 8 * 0.3528
"""Heads of columns are set in 8 points."""
ROW_HEAD_MM = 9.0
"""The number at the left of each row of a grid."""
_WIDE, _NARROW = frozenset("жмшщюфыМШЩЖЮФмwWM@—"), frozenset("іїijltfrI1.,:;-()|'!")


def ems(words: str) -> float:
    """The width of one word in ems of its size, a little more than less."""
    return sum(0.85 if sign in _WIDE else 0.33 if sign in _NARROW else 0.68 if sign.isupper() else 0.55
               for sign in words)


def grid_widths(columns: Sequence[Option]) -> tuple[float, bool]:
    """The share of the text's width that the questions of a grid take, and whether the words over the columns must go
    into a legend, because the longest of them is wider than a column may be."""
    longest = max((ems(word) for one in columns for word in one.label.split()), default=1.0) * HEAD_MM_PER_EM + 2.5
    lines = max((sum(ems(word) + 0.3 for word in one.label.split()) for one in columns), default=1.0) * HEAD_MM_PER_EM
    wanted = max(8.0, longest, lines / 4)
    least_share = 0.42
    if wanted * len(columns) <= TEXT_MM * (1 - least_share) - ROW_HEAD_MM:
        return round(1 - (wanted * len(columns) + ROW_HEAD_MM) / TEXT_MM, 3), False
    narrow = 9.5
    return round(1 - (narrow * len(columns) + ROW_HEAD_MM) / TEXT_MM, 3), True
