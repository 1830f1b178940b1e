"""The scale an answer is given on: points in order, each with its label."""

from __future__ import annotations

from dataclasses import dataclass

from qabilet.text import Text


@dataclass(frozen=True, slots=True)
class Point:
    value: int
    label: Text


@dataclass(frozen=True, slots=True)
class Scale:
    """`points` stand from lowest to highest, one apart."""

    code: str
    name: Text
    points: tuple[Point, ...]

    @property
    def low(self) -> int:
        return self.points[0].value

    @property
    def high(self) -> int:
        return self.points[-1].value

    def holds(self, level: float) -> bool:
        """Whether `level` lies on the scale, between points too."""
        return self.low <= level <= self.high
