"""Who answered: each question about the people, as counts, shares, means and quantiles with their intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from qabilet.cycle.analysis.asking import ask, ask_quantiles, ask_shares, told, told_quantiles, told_shares
from qabilet.cycle.analysis.finding import RawRow, RawSheet, Scalar
from qabilet.cycle.analysis.scope import Scope, people, raw, text_facts, valid
from qabilet.cycle.instrument import Column
from qabilet.stats import Estimate
from qabilet.tables import SLOTS, Sums, Wanted
from qabilet.text import Text

ROLES = ("profile", "group", "opinion", "")
EVERYBODY_ROW = Text("Барлығы", "Все", "Everybody")


@dataclass(frozen=True, slots=True)
class Profile:
    """The profile of one audience; grids of opinions come as one sheet a grid (`OpinionGrids`)."""

    scope: Scope

    def _columns(self) -> list[Column]:
        derived = [Column(header="", code=name, kind="one", role="profile", values=dimension.levels,
                          label=dimension.label, labels=dict(zip(dimension.levels, dimension.names, strict=True)))
                   for name, dimension in self.scope.dimensions.items()
                   if all(column.code != name for column in self.scope.dictionary)]
        return [*(column for column in self.scope.columns(*ROLES)
                  if column.kind in ("one", "many", "number") and not column.group
                  and column.code not in self._machinery), *derived]

    @property
    def _machinery(self) -> tuple[str, str]:
        """Columns of the draw, not of the people: the clusters and the weights."""
        return self.scope.design.clusters, self.scope.design.weight

    def wants(self, wanted: Wanted) -> None:
        for column in self._columns():
            if column.kind == "number":
                ask_quantiles(self.scope, wanted, ("profile", column.code), column.code)
                ask(self.scope, wanted, ("profile", column.code), (column.code,))
            elif column.kind == "many":
                for place in range(1, len(column.values) + 1):
                    ask_shares(self.scope, wanted, ("profile", column.code, place), f"{column.code}.{place}", 2)
            else:
                ask_shares(self.scope, wanted, ("profile", column.code), column.code, len(column.values))

    def sheets(self, sums: Sums) -> list[RawSheet]:
        makers = {"one": self._one, "many": self._many, "number": self._number}
        return [sheet for column in self._columns() if (sheet := makers[column.kind](column, sums)) is not None]

    def _one(self, column: Column, sums: Sums) -> RawSheet | None:
        shares = told_shares(self.scope, sums, ("profile", column.code),
                             [(level,) for level in range(len(column.values))])
        if not shares or not shares[0].n:
            return None
        if column.code in self.scope.strata:
            # The quota or the draw has fixed these shares: there is nothing uncertain about them.
            shares = [replace(one, se=None, low=None, high=None, basis="none") for one in shares]
        rows = [RawRow(value, column.value_name(value), {"count": people(one.count or 0), "share": raw(one)},
                       ((column.code, value),) if column.code in self.scope.public else ())
                for value, one in zip(column.values, shares, strict=True)]
        return self._sheet(column, "profile-one", ("count", "share"), rows, shares[0].n)

    def _many(self, column: Column, sums: Sums) -> RawSheet | None:
        shares = [told_shares(self.scope, sums, ("profile", column.code, place), [(1,)])[0]
                  for place in range(1, len(column.values) + 1)]
        if not shares or not shares[0].n:
            return None
        rows = [RawRow(value, column.value_name(value), {"count": people(one.count or 0), "share": raw(one)})
                for value, one in zip(column.values, shares, strict=True)]
        return self._sheet(column, "profile-many", ("count", "share"), rows, shares[0].n)

    def _number(self, column: Column, sums: Sums) -> RawSheet | None:
        quartiles = told_quantiles(self.scope, sums, ("profile", column.code), column.code, (0.25, 0.5, 0.75))
        if not quartiles:
            return None
        mean = told(self.scope, sums, ("profile", column.code))
        cells = {"mean": raw(mean.estimate(column.code))}
        cells |= {name: raw(one) for name, one in zip(("p25", "median", "p75"), quartiles, strict=True)}
        row = RawRow("all", EVERYBODY_ROW, cells)
        return self._sheet(column, "profile-number", ("mean", "p25", "median", "p75"), [row], cells["mean"].n)

    def _sheet(self, column: Column, kind: str, columns: tuple[str, ...], rows: list[RawRow], n: int) -> RawSheet:
        facts: dict[str, Scalar] = {"question": column.code, "n": n, "few": n < self.scope.rules.few,
                                    "role": column.role,
                                    **text_facts("stem", Text.same(column.question))}
        return RawSheet(self.scope.key("profile", column.code), kind, column.name(), columns, rows, facts,
                        audience=self.scope.audience.value)


@dataclass(frozen=True, slots=True)
class Answered:
    """How many answered each question, and why the others did not. Of free text `FreeText` tells, by its own rule.

    `titles` are those of the grids, to tell apart items that bear the same name.
    """

    scope: Scope
    titles: Mapping[str, Text] = field(default_factory=dict)

    def _columns(self) -> list[tuple[Column, str]]:
        inner = {"number": "{}?", "many": "{}.1"}
        return [(column, inner.get(column.kind, "{}").format(column.code)) for column in self.scope.dictionary.kept()
                if column.kind in ("one", "many", "rating", "ranking", "number")]

    def wants(self, wanted: Wanted) -> None:
        for column, name in self._columns():
            wanted.counts["answered", column.code] = (name,)

    def sheets(self, sums: Sums) -> list[RawSheet]:
        reasons = ("cannot_judge", "refused", "not_relevant", "not_asked")
        rows = []
        bearers = Counter(column.name() for column, _ in self._columns())
        for column, _ in self._columns():
            counts = sums.counts["answered", column.code]
            name = column.name()
            if bearers[name] > 1:  # importance and competence of one thing, say
                which = self.titles.get(column.group, Text())
                name = Text(*(f"{words} ({about or column.group or column.code})"
                              for words, about in zip(name, which, strict=True)))
            numbers = {"answered": sum(valid(counts)),
                       **{reason: int(counts[slot]) for slot, reason in enumerate(reasons, start=SLOTS - len(reasons))}}
            rows.append(RawRow(column.code, name,
                               {reason: raw(Estimate(float(number), sums.rows, count=number))
                                for reason, number in numbers.items()}))
        return [RawSheet(self.scope.key("missing"), "missing", Text(), ("answered", *reversed(reasons)), rows,
                         {"n": sums.rows}, audience=self.scope.audience.value)]
