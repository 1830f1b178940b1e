"""Who answered: each question about the people, as counts, shares, means and quantiles with their intervals."""

from __future__ import annotations

from dataclasses import dataclass

from qabilet.cycle.analysis.finding import RawRow, RawSheet, Scalar
from qabilet.cycle.analysis.scope import Scope, people, raw, text_facts, valid
from qabilet.cycle.instrument import Column
from qabilet.stats import Estimate, Moments, means, quantile, share
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
                  if column.kind in ("one", "many", "number") and not column.group), *derived]

    def wants(self, wanted: Wanted) -> None:
        for column in self._columns():
            if column.kind == "number":
                wanted.values["profile", column.code] = column.code
                wanted.counts["profile", column.code] = (f"{column.code}?",)
            elif column.kind == "many":
                for place in range(1, len(column.values) + 1):
                    wanted.counts["profile", column.code, place] = (f"{column.code}.{place}",)
            else:
                wanted.counts["profile", column.code] = (column.code,)
            if column.kind == "number":
                wanted.moments["profile", column.code] = ((column.code,), self.scope.strata)

    def sheets(self, sums: Sums) -> list[RawSheet]:
        makers = {"one": self._one, "many": self._many, "number": self._number}
        return [sheet for column in self._columns() if (sheet := makers[column.kind](column, sums)) is not None]

    def _one(self, column: Column, sums: Sums) -> RawSheet | None:
        counts = valid(sums.counts["profile", column.code])
        total = sum(counts)
        if not total:
            return None
        rows = [RawRow(value, column.value_name(value), {"count": people(count),
                                                         "share": raw(self._share(count, total))},
                       ((column.code, value),) if column.code in self.scope.public else ())
                for value, count in zip(column.values, counts, strict=True)]
        return self._sheet(column, "profile-one", ("count", "share"), rows, total)

    def _many(self, column: Column, sums: Sums) -> RawSheet | None:
        tallies = [valid(sums.counts["profile", column.code, place]) for place in range(1, len(column.values) + 1)]
        total = sum(tallies[0]) if tallies else 0
        if not total:
            return None
        rows = [RawRow(value, column.value_name(value), {"count": people(tally[1]),
                                                         "share": raw(self._share(tally[1], total))})
                for value, tally in zip(column.values, tallies, strict=True)]
        return self._sheet(column, "profile-many", ("count", "share"), rows, total)

    def _number(self, column: Column, sums: Sums) -> RawSheet | None:
        found = sorted(sums.values["profile", column.code].items())
        if not found:
            return None
        values, counts = [value for value, _ in found], [count for _, count in found]
        strata: list[Moments] = list(sums.moments["profile", column.code].values())
        mean = means(strata, basis=self.scope.basis, populations=self.scope.populations)
        cells = {"mean": raw(mean.estimate(column.code))}
        cells |= {name: raw(quantile(values, counts, at, basis=self.scope.basis))
                  for name, at in (("p25", 0.25), ("median", 0.5), ("p75", 0.75))}
        row = RawRow("all", EVERYBODY_ROW, cells)
        return self._sheet(column, "profile-number", ("mean", "p25", "median", "p75"), [row], sum(counts))

    def _share(self, count: int, total: int) -> Estimate:
        return share(count, total, basis=self.scope.basis,
                     population=self.scope.population if self.scope.design.kind == "simple" else None)

    def _sheet(self, column: Column, kind: str, columns: tuple[str, ...], rows: list[RawRow], n: int) -> RawSheet:
        facts: dict[str, Scalar] = {"question": column.code, "n": n, "few": n < self.scope.rules.few,
                                    "role": column.role,
                                    **text_facts("stem", Text.same(column.question))}
        return RawSheet(self.scope.key("profile", column.code), kind, column.name(), columns, rows, facts,
                        audience=self.scope.audience.value)


@dataclass(frozen=True, slots=True)
class Answered:
    """How many answered each question, and why the others did not."""

    scope: Scope

    def _columns(self) -> list[tuple[Column, str]]:
        inner = {"number": "{}?", "many": "{}.1"}
        return [(column, inner.get(column.kind, "{}").format(column.code)) for column in self.scope.dictionary.kept()
                if column.kind in ("one", "many", "rating", "ranking", "number", "text")]

    def wants(self, wanted: Wanted) -> None:
        for column, name in self._columns():
            wanted.counts["answered", column.code] = (name,)

    def sheets(self, sums: Sums) -> list[RawSheet]:
        reasons = ("cannot_judge", "refused", "not_relevant", "not_asked")
        rows = []
        for column, _ in self._columns():
            counts = sums.counts["answered", column.code]
            numbers = {"answered": sum(valid(counts)),
                       **{reason: int(counts[slot]) for slot, reason in enumerate(reasons, start=SLOTS - len(reasons))}}
            rows.append(RawRow(column.code, column.name(),
                               {name: raw(Estimate(float(number), sums.rows, count=number))
                                for name, number in numbers.items()}))
        return [RawSheet(self.scope.key("missing"), "missing", Text(), ("answered", *reversed(reasons)), rows,
                         {"n": sums.rows}, audience=self.scope.audience.value)]
