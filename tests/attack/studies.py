"""Random small studies, as the analysis would hand them to the gate, and the truth the attacker is after."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from qabilet.cycle.analysis import Counts, Gate, Protection, Raw, RawRow, RawSheet, Rules, protect, write
from qabilet.text import Text

POINTS = 5


@dataclass
class Study:
    """People (one row each, one column a dimension), their answers to items (NaN: none), and the declared tables."""

    dimensions: tuple[str, ...]
    levels: tuple[tuple[str, ...], ...]
    people: np.ndarray
    answers: np.ndarray
    tables: list[tuple[str, ...]]

    def counts(self, who: np.ndarray | None = None) -> Counts:
        array = np.zeros([len(levels) for levels in self.levels], dtype=np.int64)
        people = self.people if who is None else self.people[who]
        np.add.at(array, tuple(people.T), 1)
        return Counts(self.dimensions, self.levels, array)

    def all_tables(self) -> list[tuple[str, ...]]:
        return [*((name,) for name in self.dimensions), *self.tables]

    def groups(self, table: tuple[str, ...]) -> list[tuple[tuple[str, ...], np.ndarray]]:
        axes = [self.dimensions.index(name) for name in table]
        return [(tuple(self.levels[axis][at] for axis, at in zip(axes, cell, strict=True)),
                 np.all(self.people[:, axes] == cell, axis=1))
                for cell in product(*(range(len(self.levels[axis])) for axis in axes))]

    def protected(self, least: int, who: np.ndarray | None = None) -> list[tuple[tuple, int]]:
        """The protected cells of all declared tables, and by how many people each must be able to differ, at least.

        Protected is a cell with somebody, but fewer than `least`. How many left a dimension's question unanswered is
        told by every n: that level is no secret, and a part of it can differ by no more than it has. In the same way
        everybody's n of an item tells how many did not answer it: of a group of a told size no more can be unknown.
        """
        there = np.ones(len(self.people), dtype=bool) if who is None else who
        found = []
        for table in self.all_tables():
            axes = [self.dimensions.index(name) for name in table]
            for levels, mask in self.groups(table):
                size = int((mask & there).sum())
                blank = [axis for axis, level in zip(axes, levels, strict=True) if level == ""]
                apart = [axis for axis, level in zip(axes, levels, strict=True)
                         if (self.people[:, axis] != self.levels[axis].index(level)).any()]
                if not 0 < size < least or (len(apart) == 1 and apart[0] in blank):
                    continue
                most = [int((self.people[there, axis] == len(self.levels[axis]) - 1).sum()) for axis in blank]
                if mask.sum() >= least:
                    most.append(int((~there).sum()))
                found.append((tuple(zip(table, levels, strict=True)), min([2, *most])))
        return found


def random_study(seed: int) -> Study:
    """Up to 200 people, 4 dimensions of 2 to 5 levels, skewed, dependent or sparse; blanks; tables of any width."""
    chance = np.random.default_rng(seed)
    wide, n = int(chance.integers(1, 5)), int(chance.integers(3, 201))
    sizes = [int(size) for size in chance.integers(2, 6, wide)]
    people = np.stack([chance.choice(size, n, p=chance.dirichlet(np.full(size, chance.choice([0.3, 1.0, 5.0]))))
                       for size in sizes], axis=1)
    for axis in range(1, wide):
        if chance.random() < 0.3:
            follows = chance.random(n) < chance.choice([0.5, 0.9])
            people[:, axis] = np.where(follows, people[:, axis - 1] % sizes[axis], people[:, axis])
    dimensions = tuple("abcd"[:wide])
    levels = tuple(tuple("" if at == size - 1 and chance.random() < 0.3 else f"{name}{at}" for at in range(size))
                   for name, size in zip(dimensions, sizes, strict=True))
    possible = [table for width in range(2, wide + 1) for table in combinations(dimensions, width)]
    often = int(chance.integers(0, len(possible) + 1)) if possible else 0
    tables = [possible[at] for at in chance.permutation(len(possible))[:often]]
    answers = chance.integers(1, POINTS + 1, (n, 1)).astype(float)
    answers[chance.random(n) < chance.choice([0.0, 0.05, 0.4])] = np.nan
    if chance.random() < 0.3:
        answers[people[:, 0] == chance.integers(sizes[0])] = POINTS
    return Study(dimensions, levels, people, answers, tables)


def raw_sheets(study: Study) -> list[RawSheet]:
    """What the analysis would make of it: who answered, each table, and each item by each table."""
    n = len(study.people)
    sheets = [RawSheet("sample", "sample", Text(), ("n",), [_row("all", {"n": Raw(float(n), n, "count")})])]
    for table in study.all_tables():
        one = len(table) == 1
        groups = [(levels, int(mask.sum())) for levels, mask in study.groups(table) if not one or levels != ("",)]
        base = sum(size for _, size in groups)
        column = "count" if one else "sample"
        rows = [_row("|".join(levels), {column: Raw(float(size), size, "count"),
                                        "share": Raw(size / base if base else None, base, count=size)},
                     tuple(zip(table, levels, strict=True))) for levels, size in groups]
        sheets.append(RawSheet(f"{'profile' if one else 'register'}/{'*'.join(table)}",
                               "profile-one" if one else "register", Text(), (column, "share"), rows,
                               {"dims": "*".join(table), "n": base}))
    sheets.append(RawSheet("needs/q", "needs-rating", Text(), ("mean",), [
        _row(f"i{item}", {"mean": _mean(study.answers[:, item])}) for item in range(study.answers.shape[1])],
        {"points": POINTS}))
    for table in study.all_tables():
        rows = [_row(f"i{item}|{'|'.join(levels)}", {"mean": _mean(study.answers[mask, item])},
                     tuple(zip(table, levels, strict=True)), {"item": f"i{item}", "level": "|".join(levels)})
                for item in range(study.answers.shape[1]) for levels, mask in study.groups(table)
                if mask.any() and (len(table) > 1 or levels != ("",))]
        sheets.append(RawSheet(f"needs/q/by/{'*'.join(table)}", "needs-groups", Text(), ("mean",), rows,
                               {"dim": "*".join(table), "points": POINTS}))
    return sheets


def _row(code: str, cells: dict[str, Raw], place: tuple = (), facts: dict[str, str] | None = None) -> RawRow:
    return RawRow(code, Text.same(code), cells, place, facts or {})


def _mean(answers: np.ndarray) -> Raw:
    told = answers[~np.isnan(answers)]
    return Raw(float(told.mean()) if len(told) else None, len(told))


def released(study: Study, rules: Rules, protection: Protection | None = None) -> list[dict]:
    """The sheets that pass the gate, as they stand in findings.json."""
    gate = Gate(rules, "release", {"": protection or protect(study.counts(), study.tables, rules)}, "open")
    return [json.loads(json.dumps(write(sheet))) for sheet in map(gate.release, raw_sheets(study))]
