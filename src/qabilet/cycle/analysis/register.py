"""The sample against the register: how many of each cell answered, and how many there are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from qabilet.cycle.analysis.finding import Raw, RawRow, RawSheet
from qabilet.cycle.analysis.profile import EVERYBODY_ROW
from qabilet.cycle.analysis.scope import Scope, people, text_facts, valid
from qabilet.cycle.sample import Population
from qabilet.tables import SLOTS, Sums, Wanted
from qabilet.text import Text


def public(value: float) -> Raw:
    """A figure of the register: public, so it describes no respondent."""
    return Raw(value, 0, "value")


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How many people of the audience answered."""

    scope: Scope
    population: Population

    def wants(self, wanted: Wanted) -> None:
        wanted.counts["everybody",] = ()

    def sheets(self, sums: Sums) -> list[RawSheet]:
        # Observers come from no register of ours, unless the study gives the size of theirs.
        itself = self.scope.audience.role == "self"
        total = self.population.total or (self.scope.population if itself else self.scope.audience.population)
        cells = {"n": people(sums.rows)} | ({"population": public(total)} if total else {})
        return [RawSheet(self.scope.key("sample"), "sample", self.scope.audience.label, tuple(cells),
                         [RawRow("all", EVERYBODY_ROW, cells)], audience=self.scope.audience.value)]


@dataclass(frozen=True, slots=True)
class AgainstRegister:
    """One sheet for each dimension the register knows, and one for each declared table of two of them."""

    scope: Scope
    population: Population
    tables: Sequence[tuple[str, ...]] = ()

    def _breakdowns(self) -> list[tuple[str, ...]]:
        known = [name for name in self.population.dimensions if name in self.scope.dimensions]
        wider = [table for table in self.tables if all(name in known for name in table)]
        return [(name,) for name in known] + wider

    def wants(self, wanted: Wanted) -> None:
        for names in self._breakdowns():
            wanted.counts["register", names] = names

    def sheets(self, sums: Sums) -> list[RawSheet]:
        return [self._sheet(names, sums) for names in self._breakdowns()]

    def _sheet(self, names: tuple[str, ...], sums: Sums) -> RawSheet:
        dimensions = [self.scope.dimensions[name] for name in names]
        counts = sums.counts["register", names][(slice(SLOTS, None),) * len(names)]
        answered = int(counts.sum())
        register = self.population.by(names)
        whole = sum(register.values())
        rows = []
        for cell in product(*(range(len(dimension.levels)) for dimension in dimensions)):
            levels = tuple(dimension.levels[place] for dimension, place in zip(dimensions, cell, strict=True))
            labels = [dimension.names[place] for dimension, place in zip(dimensions, cell, strict=True)]
            count, there = int(counts[cell]), register.get(levels, 0)
            if not count and not there:
                continue
            rows.append(RawRow("|".join(levels), Text(*(" × ".join(words) for words in zip(*labels, strict=True))), {
                "sample": people(count),
                "sample_share": Raw(count / answered if answered else None, answered, count=count),
                "register": public(there),
                "register_share": public(there / whole if whole else math.nan),
            }, tuple(zip(names, levels, strict=True)) if all(name in self.scope.public for name in names) else ()))
        facts: dict[str, str | int | float | bool | None] = {"dims": "*".join(names), "n": answered, "register": whole}
        title = Text(*(" × ".join(words) for words in zip(*(one.label for one in dimensions), strict=True)))
        return RawSheet(self.scope.key("register", "*".join(names)), "register", title,
                        ("sample", "sample_share", "register", "register_share"), rows,
                        facts | text_facts("dim_label", title), audience=self.scope.audience.value)


@dataclass(frozen=True, slots=True)
class FreeText:
    """How many people wrote something in their own words; the words themselves are not for the release view."""

    scope: Scope

    def wants(self, wanted: Wanted) -> None:
        for column in self.scope.dictionary.kept():
            if column.kind == "text":
                wanted.counts["text", column.code] = (column.code,)

    def sheets(self, sums: Sums) -> list[RawSheet]:
        return [RawSheet(self.scope.key("text", column.code), "free-text", column.name(), ("answered",),
                         [RawRow("all", EVERYBODY_ROW,
                                 {"answered": people(sum(valid(sums.counts["text", column.code])))})],
                         audience=self.scope.audience.value)
                for column in self.scope.dictionary.kept() if column.kind == "text"]
