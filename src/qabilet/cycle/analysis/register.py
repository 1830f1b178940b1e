"""The sample against the register: how many of each cell answered, and how many there are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from qabilet.cycle.analysis.asking import ask_shares, told_shares
from qabilet.cycle.analysis.finding import Raw, RawRow, RawSheet
from qabilet.cycle.analysis.profile import EVERYBODY_ROW
from qabilet.cycle.analysis.scope import Scope, people, text_facts, valid
from qabilet.cycle.sample import Population
from qabilet.stats import Estimate
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
            if self.scope.survey is not None and len(names) == 1:
                ask_shares(self.scope, wanted, ("weighted", names[0]), names[0],
                           len(self.scope.dimensions[names[0]].levels))

    def sheets(self, sums: Sums) -> list[RawSheet]:
        return [self._sheet(names, sums) for names in self._breakdowns()]

    def _sheet(self, names: tuple[str, ...], sums: Sums) -> RawSheet:
        dimensions = [self.scope.dimensions[name] for name in names]
        counts = sums.counts["register", names][(slice(SLOTS, None),) * len(names)]
        answered = int(counts.sum())
        register = self.population.by(names)
        whole = sum(register.values())
        weighted = self._weighted(names, sums)
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
                **({"weighted_share": Raw(weighted[cell[0]].value, answered)} if weighted else {}),
                "register": public(there),
                "register_share": public(there / whole if whole else math.nan),
            }, tuple(zip(names, levels, strict=True)) if all(name in self.scope.public for name in names) else ()))
        facts: dict[str, str | int | float | bool | None] = {"dims": "*".join(names), "n": answered, "register": whole}
        title = Text(*(" × ".join(words) for words in zip(*(one.label for one in dimensions), strict=True)))
        columns = ("sample", "sample_share", *(("weighted_share",) if weighted else ()), "register", "register_share")
        return RawSheet(self.scope.key("register", "*".join(names)), "register", title, columns, rows,
                        facts | text_facts("dim_label", title), audience=self.scope.audience.value)


    def _weighted(self, names: tuple[str, ...], sums: Sums) -> list[Estimate]:
        """The weighted shares of the levels of one dimension; [] without weights or where nobody answered."""
        if self.scope.survey is None or len(names) > 1:
            return []
        levels = [(level,) for level in range(len(self.scope.dimensions[names[0]].levels))]
        found = told_shares(self.scope, sums, ("weighted", names[0]), levels)
        return found if found and found[0].n else []


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
