"""Sides and methods: the same needs as different people, and different ways of measuring, put them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import nan, sqrt

from qabilet.cycle.analysis import Raw, RawRow, RawSheet, Scope, raw, told
from qabilet.cycle.needs.faults import NEED_011
from qabilet.cycle.needs.measure import Measure, NeedItem
from qabilet.cycle.needs.question import NeedQuestion
from qabilet.cycle.needs.ranked import LEVEL
from qabilet.errors import Caution
from qabilet.stats import MeanVector, student_quantile
from qabilet.tables import Sums
from qabilet.text import Text


@dataclass(frozen=True, slots=True)
class Side:
    """What one audience said to one question."""

    scope: Scope
    measure: Measure
    vector: MeanVector


def side(scope: Scope, measure: Measure, sums: Sums) -> Side:
    found = told(scope, sums, ("need", measure.question.code))
    return Side(scope, measure, replace(measure.vector(found), names=measure.codes))


def sides_sheet(question: NeedQuestion, sides: Sequence[Side]) -> list[RawSheet]:
    """Self and observers side by side; an audience that was not asked an item has no cell there: no evidence.

    `difference` is the self audience minus the first observer, with Welch's interval (independent samples).
    """
    if len(sides) < 2:
        return []
    items: dict[str, NeedItem] = {}
    for one in sides:
        items.update({_key(item): item for item in one.measure.items if _key(item) not in items})
    itself = next((one for one in sides if one.scope.audience.role == "self"), sides[0])
    other = next(one for one in sides if one is not itself)
    rows = []
    for key, item in items.items():
        cells = {one.scope.audience.value: raw(one.vector.estimate(code, LEVEL)) for one in sides
                 if (code := _code(one, key)) is not None}
        mine, theirs = _code(itself, key), _code(other, key)
        if mine is not None and theirs is not None:
            cells["difference"] = _difference(itself, mine, other, theirs)
        rows.append(RawRow(key, item.label, cells, facts={"item": item.code}))
    unit, largest = itself.measure.unit, itself.measure.largest_first
    rows.sort(key=lambda row: _sort_value(row, itself.scope.audience.value, largest))
    columns = (*(one.scope.audience.value for one in sides), "difference")
    return [RawSheet(f"needs/sides/{question.code}", "needs-sides", question.title, columns, rows,
                     {"question": question.code, "unit": unit, "self": itself.scope.audience.value,
                      "observer": other.scope.audience.value, "level": LEVEL})]


def methods_sheet(scope: Scope, sheets: Sequence[RawSheet]) -> list[RawSheet]:
    """The rank of each need by each way of measuring it, and a Caution where they do not put the same need first."""
    ranks: dict[str, dict[str, Raw]] = {}
    labels: dict[str, Text] = {}
    methods: dict[str, None] = {}
    for found in sheets:
        for method, column, largest in _METHODS.get(found.kind, ()):
            name = f"{found.facts['question']}:{method}"
            placed = _placed(found, column, largest)
            if len(placed) > 1:
                methods[name] = None
                for row, rank in placed:
                    competence = str(row.facts.get("competence") or row.code)
                    labels.setdefault(competence, row.label)
                    ranks.setdefault(competence, {})[name] = Raw(rank, row.cells[column].n)
    if len(methods) < 2:
        return []
    firsts = {method: min((cells[method].value or nan, competence) for competence, cells in ranks.items()
                          if method in cells)[1] for method in methods}
    agree = len(set(firsts.values())) == 1
    named = [labels[competence] for competence in dict.fromkeys(firsts.values())]
    first = Text(*("; ".join(words) for words in zip(*named, strict=True)))
    cautions = () if agree else (Caution(NEED_011, {"first": first}),)
    rows = [RawRow(competence, labels[competence], cells) for competence, cells in ranks.items()]
    return [RawSheet(scope.key("needs", "methods"), "needs-methods", Text(), tuple(methods), rows, {"agree": agree},
                     cautions, scope.audience.value)]


_METHODS: Mapping[str, tuple[tuple[str, str, bool], ...]] = {
    "needs-rating": (("mean", "mean", True), ("top2", "top2", True)),
    "needs-ranking": (("mean_place", "mean_place", False), ("first", "first", True), ("worth", "worth", True)),
    "needs-two-scale": (("mwds", "mwds", True), ("rds", "rds", False), ("importance", "importance", True)),
    "needs-gap": (("gap", "gap", True),),
}
"""Kind of sheet -> (method, column, largest is the greatest need)."""


def _placed(found: RawSheet, column: str, largest: bool) -> list[tuple[RawRow, float]]:
    """Rows with their rank by a column: 1 plus how many are ahead, so that ties share a place."""
    sign = -1 if largest and found.facts.get("largest") != "low" else 1
    values = [(row, sign * value) for row in found.rows
              if column in row.cells and (value := row.cells[column].value) is not None]
    return [(row, 1.0 + sum(other < value for _, other in values)) for row, value in values]


def _key(item: NeedItem) -> str:
    return item.competence or item.code


def _code(one: Side, key: str) -> str | None:
    return next((item.code for item in one.measure.items if _key(item) == key), None)


def _difference(one: Side, mine: str, other: Side, theirs: str) -> Raw:
    first, second = one.vector.estimate(mine, LEVEL), other.vector.estimate(theirs, LEVEL)
    value, n = first.value - second.value, min(first.n, second.n)
    if first.se is None or second.se is None or value != value:
        return Raw(None if value != value else value, n)
    se = sqrt(first.se**2 + second.se**2)
    df = se**4 / (first.se**4 / max(first.n - 1, 1) + second.se**4 / max(second.n - 1, 1)) if se else 1.0
    half = student_quantile(1 - (1 - LEVEL) / 2, df) * se
    return Raw(value, n, low=value - half, high=value + half, level=LEVEL, basis=first.basis)


def _sort_value(row: RawRow, audience: str, largest_first: bool) -> float:
    value = row.cells[audience].value if audience in row.cells else None
    return float("inf") if value is None else (-value if largest_first else value)
