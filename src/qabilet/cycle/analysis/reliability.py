"""Scales: whether the items of a scale go together (alpha, omega, and both on polychorics), and what each item does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isnan, nan

from qabilet.cycle.analysis.finding import Raw, RawRow, RawSheet
from qabilet.cycle.analysis.scope import Scope, people, raw
from qabilet.cycle.instrument import Column
from qabilet.stats import (
    Estimate,
    Moments,
    Omega,
    Ordinal,
    PairTables,
    Reliability,
    omega_total,
    ordinal_reliability,
    reliability,
)
from qabilet.tables import SLOTS, Sums, Wanted
from qabilet.text import Text

COLUMNS = ("n", "alpha", "standardised", "omega", "ordinal_alpha", "ordinal_omega")
MOST_ITEMS, MOST_POINTS = 12, 8
"""Polychorics are made for scales up to this size: beyond it two-way tables are many and thin, and nothing is told."""


@dataclass(frozen=True, slots=True)
class Scales:
    """The declared scales: (code, title, dictionary group). Items are read the right way about by the dictionary."""

    scope: Scope
    scales: Sequence[tuple[str, Text, str]]

    def _asked(self) -> list[tuple[str, Text, tuple[Column, ...]]]:
        found = [(code, title, tuple(column for column in self.scope.dictionary.group(group)
                                     if column.kind == "rating")) for code, title, group in self.scales]
        return [one for one in found if len(one[2]) > 1]

    def wants(self, wanted: Wanted) -> None:
        for code, _, items in self._asked():
            wanted.moments["scale", code] = (tuple(item.code for item in items), ())
            if _few(items):
                for (i, one), (j, other) in combinations(enumerate(items), 2):
                    wanted.counts["scale", code, i, j] = (one.code, other.code)

    def sheets(self, sums: Sums) -> list[RawSheet]:
        rows, of_items = [], []
        for code, title, items in self._asked():
            found = list(sums.moments["scale", code].values())
            moments = Moments.total(found) if found else None
            if moments is not None and moments.mm.any():  # else nobody of the audience was asked
                told, omega = reliability(moments, basis=self.scope.basis), omega_total(moments, basis=self.scope.basis)
                ordinal = self._ordinal(sums, code, items)
                rows.append(RawRow(code, title, _cells(told, omega, ordinal),
                                   facts={"items": len(items), **_doubts(omega, ordinal)}))
                of_items.append(self._items(code, title, items, told))
        if not rows:
            return []
        return [RawSheet(self.scope.key("scales"), "scale", Text(), COLUMNS, rows,
                         {"most_items": MOST_ITEMS, "most_points": MOST_POINTS},
                         audience=self.scope.audience.value), *of_items]

    def _ordinal(self, sums: Sums, code: str, items: Sequence[Column]) -> Ordinal | None:
        if not _few(items):
            return None
        joint = {(i, j): sums.counts["scale", code, i, j] for i, j in combinations(range(len(items)), 2)}
        tables = PairTables.from_joint([item.code for item in items], joint, skip=SLOTS)
        return ordinal_reliability(tables, basis=self.scope.basis)

    def _items(self, code: str, title: Text, items: Sequence[Column], told: Reliability) -> RawSheet:
        rows = [RawRow(item.code, item.name(), {"item_rest": _value(rest, told.alpha.n),
                                                "if_dropped": _value(dropped, told.alpha.n)},
                       facts={"reverse": True} if item.reverse else {})
                for item, rest, dropped in zip(items, told.item_rest, told.if_dropped, strict=True)]
        return RawSheet(self.scope.key("scales", code), "scale-items", title, ("item_rest", "if_dropped"), rows,
                        facts={"scale": code}, audience=self.scope.audience.value)


def _cells(told: Reliability, omega: Omega, ordinal: Ordinal | None) -> dict[str, Raw]:
    nothing = Estimate(nan, told.alpha.n)
    return {"n": people(told.alpha.n), "alpha": raw(told.alpha),
            "standardised": _value(told.standardised, told.alpha.n), "omega": raw(omega.raw),
            "ordinal_alpha": raw(ordinal.alpha if ordinal else nothing),
            "ordinal_omega": raw(ordinal.omega if ordinal else nothing)}


def _doubts(omega: Omega, ordinal: Ordinal | None) -> dict[str, bool]:
    """`bound`: one item is the factor itself, so omega has no interval; `unsure`: polychorics are at the border."""
    found = ordinal.polychoric if ordinal else None
    unsure = found is not None and (found.smoothed or bool(found.border) or not found.converged.all())
    return {name: True for name, yes in (("bound", bool(omega.heywood)), ("unsure", unsure)) if yes}


def _few(items: Sequence[Column]) -> bool:
    return len(items) <= MOST_ITEMS and max(len(item.values) for item in items) <= MOST_POINTS


def _value(value: float, n: int) -> Raw:
    return Raw(None if isnan(value) else value, n)
