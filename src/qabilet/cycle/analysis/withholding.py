"""Which numbers of one raw sheet the gate keeps back, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from qabilet.cycle.analysis.answers import Answers, protect_answers
from qabilet.cycle.analysis.counts import Bools, Table
from qabilet.cycle.analysis.finding import Raw, RawSheet, Scalar, Withheld
from qabilet.cycle.analysis.rules import Rules
from qabilet.cycle.analysis.suppression import Protection, hide_line

PUBLIC = frozenset({"register", "register_share", "target", "population"})
"""Columns that come from a public register or a position profile, not from anybody's answers."""
PARTITIONS = ("profile-one",)
"""Kinds of sheet whose counts add up to everybody's n."""
CELLS = ("profile-one", "register")
"""Kinds of sheet whose rows are the cells of the lattice themselves: n is the denominator, not the group."""
GROUPS = ("needs-groups",)
"""Kinds of sheet whose rows describe groups: a row without a place is about a group that nothing protects."""
SCALED = frozenset({"mean", "importance", "competence", "level"})
"""Columns on the scale of the question: at either end of it everybody answered alike."""
WEIGHTED = "weighted"
"""The fact that a sheet's numbers are weighted."""
THIN = "thin"
"""The fact that they are by a dimension with a level in which few weights are, some of them a few people's."""
WEIGHTED_COLUMNS: Mapping[str, str] = {"profile-one": "share", "register": "weighted_share"}
RANK = "rank"
"""The column whose bounds are a set of places, not an interval of answers."""
Cell = tuple[int, str]
Group = tuple[str, str, str]
"""Whose answers to what: audience, question (the key of its sheet about everybody), item."""


@dataclass(slots=True)
class Told:
    """What was told of each question already, by column: everybody's n, and its tables; and the points of its scale."""

    everybody: dict[tuple[Group, str], int] = field(default_factory=dict)
    tables: dict[tuple[Group, str], list[Answers]] = field(default_factory=dict)
    points: dict[tuple[str, str], Scalar] = field(default_factory=dict)


def withheld(raw: RawSheet, protection: Protection | None, rules: Rules, told: Told) -> dict[Cell, Withheld]:
    """The reason for every number of the sheet that may not be told."""
    gated = {(at, column): one for at, row in enumerate(raw.rows) for column, one in row.cells.items()
             if column not in PUBLIC}
    if protection is not None and protection.total < rules.cell:
        return dict.fromkeys(gated, "small")
    why: dict[Cell, Withheld] = {}
    hidden = {place: protection.hidden(place) if protection is not None else "complementary"
              for place in {row.place for row in raw.rows} if place}
    for (at, column), one in gated.items():
        place = raw.rows[at].place
        reason = hidden[place] if place else _alone(raw, one, rules)
        if reason is not None:
            why[at, column] = reason
    if raw.kind in CELLS and not any(row.place for row in raw.rows):
        _cover_options(raw, protection, rules, why)
    if raw.kind == "profile-many":
        _hide_choices(raw, rules, why)
    if raw.kind == "needs-sides":
        _hide_differences(raw, why)
    if raw.kind == "needs-contrast":
        _hide_contrasts(raw, protection, told, why)
    if raw.kind not in CELLS and protection is not None:
        _cover_answers(raw, protection, rules, told, why)
    _whole_rows(raw, gated, why)
    if raw.facts.get(WEIGHTED):
        _hide_whole_breakdown(raw, why)
    for at, row in enumerate(raw.rows):
        for column, one in row.cells.items():
            if not row.place and (at, column) not in why:
                told.everybody[(raw.audience, raw.key, row.code), column] = one.n
    told.points[raw.audience, raw.key] = raw.facts.get("points")
    return why


def _alone(raw: RawSheet, one: Raw, rules: Rules) -> Withheld | None:
    """Why a number about everybody is hidden by itself, whatever stands beside it."""
    if raw.kind in GROUPS:
        return "complementary"
    if raw.kind == "free-text":
        return "text" if 0 < (one.value or 0) < rules.text else None
    if one.kind == "count":
        return "small" if 0 < (one.value or 0) < rules.cell else None
    return "small" if 0 < one.n < rules.cell else None


def _cover_options(raw: RawSheet, protection: Protection | None, rules: Rules, why: dict[Cell, Withheld]) -> None:
    """The options of a question that is no dimension: the counts add up to n, so one hidden count needs another. A
    table of two questions outside the lattice cannot be protected, and is hidden. So is a derived dimension outside it,
    and the column of a derived one with anything hidden: the one would tell what the other hides."""
    column = "sample" if raw.kind == "register" else "count"
    sizes = np.array([round(row.cells[column].value or 0) if column in row.cells else 0 for row in raw.rows],
                     dtype=np.int64)
    hidden = hide_line(sizes, np.zeros(len(sizes), dtype=bool), rules)
    if "*" in str(raw.facts.get("dims", "")):
        hidden[:] = True
    question = str(raw.facts.get("question") or raw.facts.get("dims"))
    column_of = protection.kin.get(question) if protection is not None else None
    if column_of is not None and (column_of != question or hidden.any()):
        hidden[:] = True
    for at in np.flatnonzero(hidden):
        why |= {(int(at), name): "complementary" for name in raw.rows[int(at)].cells if name not in PUBLIC}


def _hide_choices(raw: RawSheet, rules: Rules, why: dict[Cell, Withheld]) -> None:
    """An option of many divides people into those who chose it and those who did not: neither may be a small group.
    Options do not add up to anything, so a hidden one needs no other beside it."""
    for at, row in enumerate(raw.rows):
        chosen, asked = round(row.cells["count"].value or 0), row.cells["share"].n
        if 0 < chosen < rules.cell or 0 < asked - chosen < rules.remainder:
            why |= {(at, column): "complementary" for column in row.cells if column not in PUBLIC}


def _hide_differences(raw: RawSheet, why: dict[Cell, Withheld]) -> None:
    """A difference tells the side that is hidden."""
    for at, row in enumerate(raw.rows):
        if "difference" in row.cells and any((at, column) in why for column in row.cells):
            why[at, "difference"] = "complementary"


def _hide_contrasts(raw: RawSheet, protection: Protection | None, told: Told, why: dict[Cell, Withheld]) -> None:
    """A contrast of all groups is an equation about the hidden ones: it is told where none is hidden, in the lattice or
    in the breakdown told before, or where the analysis says (fact over = 'told') that it compares told groups only."""
    if raw.facts.get("over") == "told":
        return
    table = (str(raw.facts.get("dim")),)
    mask = protection.hiding.get(table) if protection is not None else None
    question = raw.key.split("/contrast/", 1)[0]
    for at, row in enumerate(raw.rows):
        gaps = any(one.table == table and (one.hidden & (one.n > 0)).any() for (group, _), tables in told.tables.items()
                   if group == (raw.audience, question, row.code) for one in tables)
        if mask is None or mask.any() or gaps:
            why |= {(at, column): "complementary" for column in row.cells if column not in PUBLIC}


def _hide_whole_breakdown(raw: RawSheet, why: dict[Cell, Withheld]) -> None:
    """With weights a breakdown is told whole or not at all. Weights are fractions of no common unit, so that the sum of
    the hidden groups, everybody less those told, has but one solution in whole people; without weights it has many.
    Where few weights are in one of the groups, the sum of this group alone has but one: then nothing is told by it."""
    thin = bool(raw.facts.get(THIN))
    for at, row in enumerate(raw.rows):
        if row.facts.get(THIN):
            why |= {(at, column): why.get((at, column), "complementary") for column, one in row.cells.items()
                    if column not in PUBLIC and one.kind != "count"}
    if raw.kind in WEIGHTED_COLUMNS:
        column = WEIGHTED_COLUMNS[raw.kind]
        if thin or any((at, column) in why for at in range(len(raw.rows))):
            why |= {(at, column): why.get((at, column), "complementary") for at, row in enumerate(raw.rows)
                    if column in row.cells}
    if thin and (raw.kind in GROUPS or raw.kind == "needs-contrast"):
        why |= {(at, column): why.get((at, column), "complementary") for at, row in enumerate(raw.rows)
                for column in row.cells if column not in PUBLIC}
    if raw.kind not in GROUPS:
        return
    partly = {str(raw.rows[at].facts.get("item", "")) for at, _ in why}
    for at, row in enumerate(raw.rows):
        if str(row.facts.get("item", "")) in partly:
            why |= {(at, column): why.get((at, column), "complementary") for column in row.cells
                    if column not in PUBLIC}


def _whole_rows(raw: RawSheet, gated: Mapping[Cell, Raw], why: dict[Cell, Withheld]) -> None:
    """In a row about a group, one hidden number hides the others: a rank or share beside it would tell of it."""
    for at, row in enumerate(raw.rows):
        reasons = [why[at, column] for column in row.cells if (at, column) in why]
        if reasons and (row.place or raw.kind in PARTITIONS):
            why |= {(at, column): "complementary" for column in row.cells if (at, column) in gated}


def _cover_answers(raw: RawSheet, protection: Protection, rules: Rules, told: Told, why: dict[Cell, Withheld]) -> None:
    """Numbers about groups have their own n: where it is small, or the same answer was given by all, more is hidden."""
    groups: dict[tuple[str, Table], list[int]] = {}
    for at, row in enumerate(raw.rows):
        if row.place:
            item = str(row.facts.get("item", ""))
            groups.setdefault((item, protection.counts.ordered([name for name, _ in row.place])), []).append(at)
    question = raw.key.split("/by/", 1)[0]
    points = raw.facts.get("points", told.points.get((raw.audience, question)))
    for (item, table), rows in groups.items():
        columns = list(dict.fromkeys(name for at in rows for name in raw.rows[at].cells if name not in PUBLIC))
        asked = {column: _asked(raw, rows, column, table, protection) for column in columns}
        keys = {column: ((raw.audience, question, item), column) for column in columns}
        hidden, proved = _alike(raw, rows, columns, table, protection, rules, points), set[tuple[object, ...]]()
        while True:
            before = hidden
            for column in columns:
                whole, earlier = told.everybody.get(keys[column]), told.tables.get(keys[column], [])
                one = replace(asked[column], hidden=asked[column].hidden | hidden)
                same = (whole, one.mark, *(other.mark for other in earlier))
                if same not in proved:
                    hidden = hidden | protect_answers(protection, one, whole, earlier).hidden
                    if np.array_equal(hidden, one.hidden):
                        proved.add(same)
            if np.array_equal(hidden, before):
                break
        if _torn(protection, table, hidden, [(asked[name], told.tables.get(keys[name], [])) for name in columns]):
            hidden = np.ones_like(hidden)
        for column in columns:
            one = replace(asked[column], hidden=(asked[column].hidden | hidden) & ~asked[column].untold)
            told.tables.setdefault(keys[column], []).append(one)
        for at in rows:
            if hidden[protection.counts.cell(table, raw.rows[at].place)]:
                why |= {(at, column): "complementary" for column in raw.rows[at].cells if column not in PUBLIC}


def _torn(protection: Protection, table: Table, hidden: Bools,
          columns: Sequence[tuple[Answers, Sequence[Answers]]]) -> bool:
    """Whether a kin table told before and this one would tell each other's hidden answers."""
    column_of = protection.kin.get(table[0]) if len(table) == 1 else None
    return column_of is not None and any(
        not other.dark and bool((other.hidden & (other.n > 0)).any() or (hidden & (one.n > 0)).any())
        for one, earlier in columns for other in earlier
        if len(other.table) == 1 and other.table != table and protection.kin.get(other.table[0]) == column_of)


def _asked(raw: RawSheet, rows: Sequence[int], column: str, table: Table, protection: Protection) -> Answers:
    """How many answered a question, by the cells of a table; of a cell without a row it is not known."""
    there = protection.counts.table(table)
    n, untold = np.zeros_like(there), np.ones(there.shape, dtype=bool)
    hiding = protection.hiding.get(table)
    secret = hiding if hiding is not None else np.ones(there.shape, dtype=bool)
    for at in rows:
        cell = protection.counts.cell(table, raw.rows[at].place)
        one = raw.rows[at].cells.get(column)
        n[cell], untold[cell] = one.n if one is not None else 0, False
    untold &= there > 0
    return Answers(table, n, there, secret, untold, secret & ~untold)


def _alike(raw: RawSheet, rows: Sequence[int], columns: Sequence[str], table: Table, protection: Protection,
           rules: Rules, points: Scalar) -> Bools:
    """The cells in which everybody answered alike; with them one in which they did not, the smallest, so that all
    hidden ones together do not tell it either."""
    alike = np.zeros(protection.counts.table(table).shape, dtype=bool)
    for column in columns:
        same = [at for at in rows if _unanimous(column, raw.rows[at].cells.get(column), rules, points)]
        other = [at for at in rows if at not in same and column in raw.rows[at].cells
                 and raw.rows[at].cells[column].n >= rules.cell and protection.hidden(raw.rows[at].place) is None]
        for at in [*same, *sorted(other, key=lambda at: raw.rows[at].cells[column].n)[:1]] if same else []:
            alike[protection.counts.cell(table, raw.rows[at].place)] = True
    return alike


def _unanimous(column: str, one: Raw | None, rules: Rules, points: Scalar) -> bool:
    """Whether the number tells that everybody in a small group answered alike. How 'k of n' is printed (`few`) may be
    lowered by a study; what protects people may not."""
    if column == RANK or one is None or one.value is None or not 1 < one.n < max(rules.few, Rules().few):
        return False
    if one.count is not None and one.count in (0, one.n):
        return True
    ends = (1.0, float(points)) if column in SCALED and isinstance(points, int | float) else ()
    return (one.low is not None and one.low == one.high == one.value) or one.value in ends
