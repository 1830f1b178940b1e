"""Grids of opinions: each item's mean, the share in the top two points, and how the answers fall on the scale."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from qabilet.cycle.analysis.asking import ask, ask_shares, told, told_shares
from qabilet.cycle.analysis.finding import Raw, RawRow, RawSheet
from qabilet.cycle.analysis.scope import Scope, raw
from qabilet.cycle.instrument import Column
from qabilet.tables import Sums, Wanted
from qabilet.text import Text

TOP = 2


def distribution(scope: Scope, column: Column, sums: Sums, key: Hashable) -> dict[str, Raw]:
    """The share in the top two points and of each point, lowest first (`p1` .. `pk`), as the respondent saw them.

    `key` is the one the column's shares were asked for by.
    """
    levels = list(range(len(column.values)))
    if column.reverse:
        levels.reverse()
    top, *points = told_shares(scope, sums, key, [levels[-TOP:], *((level,) for level in levels)])
    return {"top2": raw(top), **{f"p{at}": raw(point) for at, point in enumerate(points, start=1)}}


def point_facts(columns: Sequence[Column]) -> dict[str, str | int]:
    """The points of a grid's scale and their words, for the report: points, point_1 .. point_k (JSON of kk, ru, en)."""
    first = columns[0]
    words = {f"point_{point}": json.dumps(first.value_name(value).write(), ensure_ascii=False)
             for point, value in enumerate(first.values, start=1)}
    return {"points": len(first.values), **words}


@dataclass(frozen=True, slots=True)
class OpinionGrids:
    """The rating grids that ask about something else than needs."""

    scope: Scope
    needs: frozenset[str] = frozenset()
    """Groups that a need question has already taken."""
    titles: Mapping[str, Text] = field(default_factory=dict)
    """What a grid is called in three languages, where a declared scale names it; else its question as it was asked."""

    def _grids(self) -> dict[str, list[Column]]:
        grids: dict[str, list[Column]] = {}
        for column in self.scope.dictionary.kept():
            if column.kind == "rating" and (column.group or column.code) not in self.needs:
                grids.setdefault(column.group or column.code, []).append(column)
        return grids

    def wants(self, wanted: Wanted) -> None:
        for grid, columns in self._grids().items():
            ask(self.scope, wanted, ("opinion", grid), [column.code for column in columns])
            for column in columns:
                ask_shares(self.scope, wanted, ("opinion", column.code), column.code, len(column.values))

    def sheets(self, sums: Sums) -> list[RawSheet]:
        out = []
        for grid, columns in self._grids().items():
            mean = told(self.scope, sums, ("opinion", grid))
            rows = [RawRow(column.code, column.name(),
                           {"mean": raw(mean.estimate(column.code)),
                            **distribution(self.scope, column, sums, ("opinion", column.code))})
                    for column in columns]
            names = ("mean", "top2", *(f"p{point}" for point in range(1, len(columns[0].values) + 1)))
            title = self.titles.get(grid) or columns[0].question or columns[0].name()
            out.append(RawSheet(self.scope.key("profile", grid), "profile-rating",
                                title if isinstance(title, Text) else Text.same(title), names, rows,
                                {"question": grid, "n": sums.rows, **point_facts(columns)},
                                audience=self.scope.audience.value))
        return out
