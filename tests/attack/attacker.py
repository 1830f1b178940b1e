"""An attacker who has the released sheets as JSON, knows the rules and the lattice, and owns a linear programme.

Written against `scipy` and the JSON only: it shares no code and no state with the gate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_matrix, vstack

Cell = tuple[tuple[str, str], ...]
JSON = Mapping[str, object]


@dataclass
class Lattice:
    """What is printed in the study's method chapter: the dimensions, and their levels ('' = no answer)."""

    dimensions: tuple[str, ...]
    levels: tuple[tuple[str, ...], ...]

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(levels) for levels in self.levels)

    def members(self, cell: Cell) -> np.ndarray:
        """The cells of the full cross-classification that a cell of a table is the sum of."""
        mask = np.ones(self.shape, dtype=bool)
        for name, level in cell:
            axis = self.dimensions.index(name)
            at = [slice(None)] * len(self.shape)
            one = np.zeros(self.shape[axis], dtype=bool)
            one[self.levels[axis].index(level)] = True
            mask &= one.reshape([-1 if place == axis else 1 for place in range(len(at))])
        return np.flatnonzero(mask)


@dataclass
class Knowledge:
    """Bounds on sums of unknown numbers of people: those there, in `parts` blocks of the full cross-classification."""

    lattice: Lattice
    parts: int = 1
    rows: list[np.ndarray] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    @property
    def size(self) -> int:
        return int(np.prod(self.lattice.shape))

    def vector(self, cell: Cell, parts: Iterable[int]) -> np.ndarray:
        out = np.zeros(self.parts * self.size)
        for part in parts:
            out[part * self.size + self.lattice.members(cell)] = 1
        return out

    def learn(self, vector: np.ndarray, low: float, high: float) -> None:
        self.rows.append(vector)
        self.low.append(low)
        self.high.append(high)

    def intervals(self, targets: Sequence[np.ndarray], enough: float = 1.0, seed: int = 1) -> np.ndarray:
        """(least, most) of each target: exact where they lie within `enough` of each other, else at least that wide."""
        solver = _Programme(self)
        goal = csr_matrix(np.array(targets)) if len(targets) else csr_matrix((0, self.parts * self.size))
        least, most = np.full(len(targets), np.inf), np.full(len(targets), -np.inf)
        chance = np.random.default_rng(seed)

        def see(x: np.ndarray) -> None:
            values = goal @ x
            np.minimum(least, values, out=least)
            np.maximum(most, values, out=most)

        if not len(targets):
            return np.zeros((0, 2))
        dry, left = 0, len(targets)
        while left and dry < 4:
            open_ = ~(most - least > enough + 1e-6)
            weights = np.where(open_, chance.uniform(0.1, 1, len(targets)) * chance.choice([-1, 1, 1]), 0)
            see(solver.least(-(weights @ goal)))
            now = int((~(most - least > enough + 1e-6)).sum())
            dry, left = (dry + 1 if now == left else 0), now
        for at in range(len(targets)):
            for sign in (1, -1):
                if not most[at] - least[at] > enough + 1e-6:
                    see(solver.least(sign * goal[at].toarray().ravel()))
        return np.stack([least, most], axis=1)

    def whole_interval(self, target: np.ndarray) -> tuple[float, float]:
        """(least, most) of one target over whole numbers of people."""
        ends = [milp(sign * target, integrality=np.ones(len(target)), bounds=Bounds(0, np.inf),
                     constraints=LinearConstraint(np.array(self.rows), self.low, self.high)).fun for sign in (1, -1)]
        return float(np.rint(ends[0])), float(-np.rint(ends[1]))


class _Programme:
    def __init__(self, knowledge: Knowledge) -> None:
        rows, low, high = np.array(knowledge.rows), np.array(knowledge.low), np.array(knowledge.high)
        nothing = (high == 0) & (rows.min(axis=1) >= 0)
        self.free = ~np.any(rows[nothing] > 0, axis=0)
        equal, apart = (low == high) & ~nothing, low != high
        over, under = apart & np.isfinite(low), apart & np.isfinite(high)
        rows = rows[:, self.free]
        self.equal, self.exact = csr_matrix(rows[equal]), low[equal]
        self.bounded = vstack([csr_matrix(-rows[over]), csr_matrix(rows[under])]).tocsr()
        self.bounds = np.concatenate([-low[over], high[under]])

    def least(self, costs: np.ndarray) -> np.ndarray:
        found = linprog(costs[self.free], A_ub=self.bounded if len(self.bounds) else None,
                        b_ub=self.bounds if len(self.bounds) else None,
                        A_eq=self.equal if len(self.exact) else None, b_eq=self.exact if len(self.exact) else None,
                        bounds=(0, None), method="highs")
        assert found.status == 0, found.message
        x = np.zeros(len(self.free))
        x[self.free] = found.x
        return x


def place(row: JSON, names: Sequence[str]) -> Cell:
    """The cell of a row: the row's code is 'level|level', in the order of the sheet's dimensions."""
    facts = row["facts"]
    levels = facts["level"] if "level" in facts else row["code"]
    return tuple(zip(names, levels.split("|"), strict=True))


def learn_counts(sheets: Sequence[JSON], known: Knowledge, parts: Sequence[int] = (0,)) -> None:
    """Everything that the sheets of counts tell: told cells, cells of nobody, somebody in each hidden cell."""
    for sheet in sheets:
        if sheet["kind"] == "sample":
            n = sheet["rows"][0]["cells"]["n"]
            if "withheld" not in n:
                known.learn(known.vector((), parts), n["value"], n["value"])
        if sheet["kind"] not in ("profile-one", "register"):
            continue
        names = str(sheet["facts"]["dims"]).split("*")
        column = "count" if sheet["kind"] == "profile-one" else "sample"
        cells = {place(row, names): row["cells"][column] for row in sheet["rows"]}
        nothing_told = all("withheld" in cell for cell in cells.values())
        for cell, finding in cells.items():
            vector = known.vector(cell, parts)
            if "withheld" not in finding:
                known.learn(vector, finding["value"], finding["value"])
            elif not nothing_told:
                known.learn(vector, 1, np.inf)
        if sheet["kind"] == "profile-one" and "n" in sheet["facts"]:
            answered = sum(known.vector(((names[0], level),), parts)
                           for level in known.lattice.levels[known.lattice.dimensions.index(names[0])] if level)
            known.learn(answered, sheet["facts"]["n"], sheet["facts"]["n"])


def learn_answers(sheets: Sequence[JSON], item: str, known: Knowledge, part: int = 0) -> None:
    """How many answered an item: everybody's n, and the n of every told group."""
    for sheet in sheets:
        if sheet["kind"] == "needs-rating":
            for row in sheet["rows"]:
                mean = row["cells"]["mean"]
                if row["code"] == item and "withheld" not in mean:
                    known.learn(known.vector((), [part]), mean["n"], mean["n"])
        if sheet["kind"] == "needs-groups":
            names = str(sheet["facts"]["dim"]).split("*")
            for row in sheet["rows"]:
                mean = row["cells"]["mean"]
                if row["facts"]["item"] == item and "withheld" not in mean:
                    known.learn(known.vector(place(row, names), [part]), mean["n"], mean["n"])


def learn_means(sheets: Sequence[JSON], item: str, known: Knowledge, points: int, people: int = 0,
                sums: int = 2) -> None:
    """The sums of answers: mean times n for all that are told, and between 1 and `points` for each who answered."""
    for at in range(known.size):
        for factor, sign in ((1.0, 1.0), (float(points), -1.0)):
            vector = np.zeros(known.parts * known.size)
            vector[sums * known.size + at], vector[people * known.size + at] = sign, -sign * factor
            known.learn(vector, 0, np.inf)
    for sheet in sheets:
        if sheet["kind"] not in ("needs-rating", "needs-groups"):
            continue
        for row in sheet["rows"]:
            groups = sheet["kind"] == "needs-groups"
            mean = row["cells"]["mean"]
            if "withheld" in mean or (row["facts"]["item"] if groups else row["code"]) != item or "value" not in mean:
                continue
            cell = place(row, str(sheet["facts"]["dim"]).split("*")) if groups else ()
            total = mean["value"] * mean["n"]
            known.learn(known.vector(cell, [sums]), total - 1e-7, total + 1e-7)
