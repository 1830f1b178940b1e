"""Which cells of the lattice may be told: groups that are too small, and the cells that would give them away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from qabilet.cycle.analysis.audit import Audit, of_lattice
from qabilet.cycle.analysis.counts import Bools, Counts, Ints, Table
from qabilet.cycle.analysis.finding import Place, Withheld
from qabilet.cycle.analysis.rules import Rules

LARGEST = 2_500
"""A table, or tables chained by their dimensions, with more cells than this are refused: the audit must stay fast."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a table: of its `occupied` cells `small` were too small, `further` hidden to protect those."""

    told: bool
    occupied: int
    small: int
    further: int


@dataclass(frozen=True, slots=True)
class Protection:
    """Which cells of an audience's lattice are hidden. A table is in `hiding` where anything of it is told."""

    counts: Counts
    rules: Rules
    hiding: Mapping[Table, Bools]
    tables: Mapping[Table, Fate] = field(default_factory=dict)
    kin: Mapping[str, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return int(self.counts.array.sum())

    def hidden(self, place: Place) -> Withheld | None:
        """Why the cell may not be told, None where it may. One word for all of them in a table: a reason that told the
        small ones from those that cover them would itself be a bound. What is not in the lattice is hidden."""
        if self.total < self.rules.cell:
            return "small"
        if not place:
            return None
        at = dict(place)
        table = self.counts.ordered(tuple(at))
        if table not in self.hiding or len(table) != len(at):
            return "complementary"
        try:
            cell = self.counts.cell(table, place)
        except ValueError:
            return "complementary"
        return "complementary" if self.hiding[table][cell] else None


def protect(counts: Counts, tables: Sequence[Table], rules: Rules, *, kin: Mapping[str, str] | None = None,
            complementary: bool = True) -> Protection:
    """Decide what of the total, of every one-way table and of the declared `tables` may be told, all of it together.

    A cell of 1 to rules.cell - 1 people is hidden; so are the cells that would give it away, the smallest first, until
    the linear programmes of `audit` find at least three possible sizes of every such cell, told table or not. A wider
    table never costs a cell of a one-way table: where it would, it is refused, the last declared first. So is a table
    with more than half of its occupied cells hidden. A cell of nobody is told, and never serves to hide another: that
    a combination cannot be is often known. `kin`: the dimensions made from one column, by name, as in `Lattice.kin`;
    their levels add up to one another's, so of kin only the first is told where that would tell more than one shows.
    `complementary=False` hides the small cells only (to test attacks with).
    """
    kin = _with_nested(counts, kin or {})
    ones = [(name,) for name in counts.dimensions]
    wide = list(dict.fromkeys(counts.ordered(table) for table in tables if len(set(table)) > 1))
    if int(counts.array.sum()) < rules.cell:
        return Protection(counts, rules, {}, {table: _refused(counts, table, rules) for table in [*ones, *wide]}, kin)
    hiding: dict[Table, Bools] = {}
    for table in ones:
        size = counts.table(table)
        mask = hide_line(size, counts.known(table[0]), rules) if complementary else small(size, rules)
        if not np.all(mask[size > 0]):
            hiding[table] = mask
    _part_kin(counts, hiding, kin)
    told = [table for table in wide if not is_sparse(counts.table(table), small(counts.table(table), rules))]
    told = _without_kin(told, hiding, kin)
    if not complementary:
        hiding |= {table: small(counts.table(table), rules) for table in told}
    else:
        hiding |= _hide_wide(counts, hiding, wide, told, rules)
    return Protection(counts, rules, hiding, {table: _fate(counts, table, hiding.get(table), rules)
                                              for table in [*ones, *wide]}, kin)


def _with_nested(counts: Counts, kin: Mapping[str, str]) -> dict[str, str]:
    """The kin, and every two dimensions of which each level of one lies in one level of the other, as districts in
    regions: declared or not, their levels add up to one another's."""
    found = dict(kin)
    for at, name in enumerate(counts.dimensions):
        for other in counts.dimensions[:at]:
            there = counts.table(counts.ordered((other, name))) > 0
            if min(int(there.any(axis=axis).sum()) for axis in (0, 1)) > 1 and _nested(there):
                mine, theirs = found.setdefault(name, name), found.setdefault(other, other)
                found = {one: theirs if source == mine else source for one, source in found.items()}
    return found


def _nested(there: Bools) -> bool:
    """Whether each level of one dimension occurs with a single level of the other."""
    return any(bool(np.all(there.sum(axis=axis) <= 1)) for axis in (0, 1))


def _part_kin(counts: Counts, hiding: dict[Table, Bools], kin: Mapping[str, str]) -> None:
    """Refuse the one-way tables, the last declared first, that would tell hidden cells of a kin table: newcomers less
    the told lengths of service are the hidden ones. Beside one another stand only tables of kin that hide nobody and of
    which one is the other with levels joined: 'under 30' less 'under 31' would be those of 30."""
    kept: list[str] = []
    for name in counts.dimensions:
        if name not in kin or (name,) not in hiding:
            continue
        for other in (one for one in kept if kin[one] == kin[name]):
            there = counts.table(counts.ordered((name, other))) > 0
            if not _nested(there) or any((hiding[one,] & (counts.table((one,)) > 0)).any() for one in (name, other)):
                del hiding[name,]
                break
        else:
            kept.append(name)


def _without_kin(tables: Sequence[Table], ones: Mapping[Table, Bools], kin: Mapping[str, str]) -> list[Table]:
    """The wider tables in which, all together, at most one of each kin stands, and none that was refused."""
    first: dict[str, str] = {}
    found = []
    for table in tables:
        mine = [name for name in table if name in kin]
        columns = {kin[name]: name for name in mine}
        if len(columns) == len(mine) and all((name,) in ones for name in mine) and all(
                first.get(column, name) == name for column, name in columns.items()):
            first |= columns
            found.append(table)
    return found


def small(size: Ints, rules: Rules) -> Bools:
    return (size > 0) & (size < rules.cell)


def hide_line(size: Ints, known: Bools, rules: Rules) -> Bools:
    """Hide the small cells of a one-way table and enough others: at least two groups, of rules.cell and rules.remainder
    people together, so that each could have at least three sizes even though every hidden group has somebody in it.
    Groups of a `known` size help to hide what people answered, not how many they are."""
    need = max(rules.cell, rules.remainder)
    hidden = small(size, rules)

    def safe() -> bool:
        people, unknown = int(size[hidden].sum()), hidden & ~known
        if not hidden.any():
            return True
        if hidden.sum() < 2 or people < need:
            return False
        if not (unknown & small(size, rules)).any():
            return True
        rest = int(size[unknown].sum())
        return int(unknown.sum()) >= 2 and rest >= need and rest - int(unknown.sum()) >= 2

    while not safe():
        candidates = np.flatnonzero((size > 0) & ~hidden)
        if not len(candidates):
            break
        hidden[candidates[np.argmin(size[candidates])]] = True
    return hidden


def _hide_wide(counts: Counts, ones: Mapping[Table, Bools], wide: Sequence[Table], told: list[Table],
               rules: Rules) -> dict[Table, Bools]:
    """The hidden cells of the wider tables that can be told beside the one-way tables; the others are refused."""
    while told:
        hiding = {table: small(counts.table(table), rules) for table in told}
        fallen = _first_too_wide(counts, told)
        for group in [] if fallen else _to_audit(counts, wide, told):
            fallen = _settle(counts, group, ones, hiding, rules)
            if fallen:
                break
        if not fallen:
            sparse = [table for table in told if is_sparse(counts.table(table), hiding[table])]
            if not sparse:
                return hiding
            fallen = sparse[-1]
        told.remove(fallen)
    return {}


def _settle(counts: Counts, group: Sequence[Table], ones: Mapping[Table, Bools], hiding: dict[Table, Bools],
            rules: Rules) -> Table | None:
    """Hide in the told tables of a chained group until the audit finds nothing; else the table to refuse."""
    told = [table for table in group if table in hiding]
    if not told:
        return None
    dims = counts.ordered([name for table in group for name in table])
    tables: list[Table] = [(), *((name,) for name in dims), *group]
    audit: Audit | None = None
    while True:
        for table in told:
            cover_lines(counts.table(table), hiding[table], rules)
        seen = [of_lattice(counts, table, {**ones, **hiding}, rules) for table in tables]
        if audit is None:
            audit = Audit(counts, seen, rules)
        else:
            audit.update(seen)
        more = audit.to_hide()
        if more is None:
            return told[-1]
        if not more:
            return None
        for at, cell in more:
            hiding[tables[at]][cell] = True


def cover_lines(size: Ints, hidden: Bools, rules: Rules) -> None:
    """Hide more, the smallest first, in every line of a table whose hidden cells are one or hold too few people."""
    need = max(rules.cell, rules.remainder)
    changed = True
    while changed:
        changed = False
        for axis in range(size.ndim):
            cells, people = hidden.sum(axis=axis), np.where(hidden, size, 0).sum(axis=axis)
            for at in np.argwhere((cells > 0) & ((cells < 2) | (people < need))):
                line = (*at[:axis], slice(None), *at[axis:])
                candidates = np.flatnonzero((size[line] > 0) & ~hidden[line])
                if len(candidates):
                    hidden[line][candidates[np.argmin(size[line][candidates])]] = True
                    changed = True


def _chained(tables: Sequence[Table], counts: Counts) -> list[list[Table]]:
    """The tables in groups that share dimensions, each in the declared order; groups too large to audit fall apart."""
    groups: list[list[Table]] = []
    for table in tables:
        if _cells(counts, table) > LARGEST:
            continue
        joined = [group for group in groups if any(set(table) & set(other) for other in group)]
        whole = [*(other for group in joined for other in group), table]
        groups = [group for group in groups if group not in joined] + [sorted(whole, key=list(tables).index)]
    return groups


def _to_audit(counts: Counts, wide: Sequence[Table], told: Sequence[Table]) -> list[list[Table]]:
    """The groups of tables to audit together: the told ones, and with them the refused ones, whose small cells must not
    be worked out either, as far as the group stays small enough."""
    groups = []
    for group in _chained(told, counts):
        for table in wide:
            dims = {name for other in [*group, table] for name in other}
            ties = any(set(table) & set(other) for other in told if other not in group)
            if table not in told and not ties and _cells(counts, tuple(dims)) <= LARGEST:
                group.append(table)
        groups.append(group)
    whole = _chained(wide, counts)
    fits = all(_cells(counts, tuple({name for table in group for name in table})) <= LARGEST for group in whole)
    return whole if fits else groups


def _first_too_wide(counts: Counts, told: Sequence[Table]) -> Table | None:
    """The table to refuse because it, or the group it belongs to, has too many cells to audit."""
    for group in _chained(told, counts):
        if _cells(counts, tuple({name for table in group for name in table})) > LARGEST:
            return group[-1]
    return next((table for table in told if _cells(counts, table) > LARGEST), None)


def _cells(counts: Counts, table: Sequence[str]) -> int:
    return int(np.prod([len(counts.levels[counts.dimensions.index(name)]) for name in table]))


def is_sparse(size: Ints, hidden: Bools) -> bool:
    occupied = int((size > 0).sum())
    return not occupied or 2 * int((hidden & (size > 0)).sum()) > occupied


def _refused(counts: Counts, table: Table, rules: Rules) -> Fate:
    return _fate(counts, table, None, rules)


def _fate(counts: Counts, table: Table, hidden: Bools | None, rules: Rules) -> Fate:
    size = counts.table(table)
    few = int(small(size, rules).sum())
    further = int(hidden.sum()) - few if hidden is not None else 0
    return Fate(hidden is not None, int((size > 0).sum()), few, further)
