"""The draw: a frame and a plan in, people with their probabilities, weights and reserves out; the same every time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qabilet.cycle.sample.chance import Chance
from qabilet.cycle.sample.drawing import BY_SIZE, certain, madow, probabilities, sampford, simple, systematic
from qabilet.cycle.sample.faults import SAMPLE_005, SAMPLE_006, SAMPLE_103, SAMPLE_104, SAMPLE_105, SAMPLE_106
from qabilet.cycle.sample.frame import Frame, Key
from qabilet.cycle.sample.plan import DrawPlan, allocated
from qabilet.errors import Caution, refuse

if TYPE_CHECKING:
    from qabilet.cycle.sample.frame import Codes

Role = Literal["main", "reserve"]
SHOWN = 12
"""So many names are listed in a caution."""


@dataclass(frozen=True, slots=True)
class Person:
    """One unit drawn: its place in the frame, its cell, and for a reserve its turn (1 is the first to be taken)."""

    place: int
    cell: int
    role: Role = "main"
    order: int = 0
    probability: float = math.nan
    weight: float = math.nan


@dataclass(frozen=True, slots=True)
class Cell:
    """A stratum of an element design, or a drawn cluster: what the analysis must know of the design.

    units, drawn: people in it and people drawn; strata_units, strata_drawn: first-stage units of its stratum and how
    many of these were drawn; probability: of the cluster (of a person, where elements are drawn with one chance).
    """

    stratum: Key
    cluster: str
    strata_units: int
    strata_drawn: int
    units: int
    drawn: int
    probability: float
    weight: float


@dataclass(frozen=True, slots=True)
class Sample:
    """The people drawn, in cells; `clustered` where cells are clusters; doubts.

    `chances`: by stratum the probability of every first-stage unit, drawn or not, in the order of the frame (of the
    clusters' names); one number where all have the same.
    """

    people: Sequence[Person]
    cells: Sequence[Cell]
    chances: Mapping[Key, float | Sequence[float]] = field(default_factory=dict)
    clustered: bool = False
    cautions: tuple[Caution, ...] = ()

    @property
    def main(self) -> list[Person]:
        return [one for one in self.people if one.role == "main"]

    @property
    def self_weighting(self) -> bool:
        """Whether everybody drawn stands for as many people."""
        weights = [one.weight for one in self.people if one.role == "main"]
        return bool(weights) and max(weights) <= min(weights) * (1 + 1e-9)


@dataclass(slots=True)
class _Drawing:
    frame: Frame
    plan: DrawPlan
    people: list[Person] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    chances: dict[Key, float | Sequence[float]] = field(default_factory=dict)
    sure: list[str] = field(default_factory=list)
    short: int = 0
    wanted: int = 0
    missing: int = 0


def draw(frame: Frame, plan: DrawPlan) -> Sample:
    """The sample of `plan` from `frame`; a quota draws nobody (see `quotas`). Raises QabiletError."""
    at = _Drawing(frame, plan)
    if plan.kind == "census":
        at.cells.append(Cell((), "", len(frame), len(frame), len(frame), len(frame), 1.0, 1.0))
        at.people = [Person(place, 0, "main", 0, 1.0, 1.0) for place in range(len(frame))]
        at.chances[()] = 1.0
    elif plan.kind == "cluster":
        _clusters(at)
    else:
        _elements(at)
    return Sample(at.people, at.cells, at.chances, plan.kind == "cluster", tuple(_cautions(at)))


def _elements(at: _Drawing) -> None:
    groups = at.frame.groups(at.plan.strata)
    sizes = {key: len(places) for key, places in groups.items()}
    for key, n in allocated(at.plan, sizes, sizes).items():
        places = groups[key]
        if not n:
            continue
        drawn = _first_stage(at, key, places, n)
        cell = len(at.cells)
        at.cells.append(Cell(key, "", len(places), n, len(places), n, n / len(places), len(places) / n))
        weight = None if at.plan.method in BY_SIZE else len(places) / n
        at.people += [Person(place, cell, "main", 0, chance, weight or 1 / chance) for place, chance in drawn]
        _reserves(at, cell, places, [place for place, _ in drawn], ("reserves", *key))


def _first_stage(at: _Drawing, key: Key, places: Codes, n: int) -> list[tuple[int, float]]:
    """The places drawn in one stratum of people, each with its probability."""
    plan, chance = at.plan, Chance(at.plan.seed, "people", *key)
    listed = (at.frame.ordered(places, plan.sort) if plan.method != "simple" else places).tolist()
    if plan.method not in BY_SIZE:
        at.chances[key] = n / len(listed)
        drawn = simple(len(listed), n, chance) if plan.method == "simple" else systematic(len(listed), n, chance)
        return [(listed[one], n / len(listed)) for one in drawn]
    sizes, names = at.frame.sizes[plan.size], at.frame.units
    drawn, each = _by_size(at, key, [sizes[place] for place in listed], n, chance, [names[place] for place in listed])
    by_place = dict(zip(listed, each, strict=True))
    at.chances[key] = [by_place[place] for place in places.tolist()]
    return [(listed[one], each[one]) for one in drawn]


def _by_size(at: _Drawing, key: Key, sizes: Sequence[int], n: int, chance: Chance,
             names: Sequence[str]) -> tuple[list[int], list[float]]:
    """The places drawn in proportion to size, in a random order unless the plan sorts, and the probabilities of all.

    Raises SAMPLE_005, SAMPLE_006.
    """
    plan, stratum = at.plan, " \u00b7 ".join(key) or "\u2014"
    if (found := sum(1 for size in sizes if size > 0)) < n:
        raise refuse(SAMPLE_005, size=plan.size or plan.cluster, found=found, n=n, stratum=stratum)
    order = list(range(len(sizes))) if plan.sort else simple(len(sizes), len(sizes), chance)
    shuffled = [sizes[place] for place in order]
    at.sure += [names[order[place]] for place in certain(shuffled, n)]
    try:
        drawn = (madow if plan.method == "pps" else sampford)(shuffled, n, chance)
    except ValueError:
        raise refuse(SAMPLE_006, stratum=stratum) from None
    return [order[place] for place in drawn], probabilities(sizes, n)


def _clusters(at: _Drawing) -> None:
    plan = at.plan
    strata = at.frame.groups(plan.strata)
    within = {key: at.frame.parted((plan.cluster,), places) for key, places in strata.items()}
    there = {key: len(clusters) for key, clusters in within.items()}
    taken = allocated(plan, there, {key: len(places) for key, places in strata.items()})
    for key, n in taken.items():
        names = [name for name, in within[key]]
        for name, chance in _drawn_clusters(at, key, within[key], names, n):
            _second_stage(at, key, name, within[key][name,], chance, (len(names), n))


def _drawn_clusters(at: _Drawing, key: Key, within: dict[Key, Codes], names: list[str],
                    n: int) -> list[tuple[str, float]]:
    """The clusters drawn in one stratum by name, each with its probability, in the order of their names."""
    plan, chance = at.plan, Chance(at.plan.seed, "clusters", *key)
    if plan.sort:
        # A cluster stands where its first person stands.
        first = {name: tuple(int(at.frame.columns[one].codes[within[name,][0]]) for one in plan.sort) for name in names}
        names = sorted(names, key=lambda name: (first[name], name))
    if plan.method in BY_SIZE:
        given = at.frame.sizes[plan.size] if plan.size else None
        sizes = [len(within[name,]) if given is None else sum(given[place] for place in within[name,].tolist())
                 for name in names]
        drawn, each = _by_size(at, key, sizes, n, chance, names)
    else:
        drawn = (simple if plan.method == "simple" else systematic)(len(names), n, chance)
        each = [n / len(names)] * len(names)
    by_name = dict(zip(names, each, strict=True))
    at.chances[key] = [by_name[name] for name in sorted(names)]
    return sorted((names[place], each[place]) for place in drawn)


def _second_stage(at: _Drawing, key: Key, name: str, places: Codes, chance: float, strata: tuple[int, int]) -> None:
    total = len(places)
    n = total if at.plan.per_cluster is None else min(at.plan.per_cluster, total)
    at.short += at.plan.per_cluster is not None and total < at.plan.per_cluster
    listed, cell = places.tolist(), len(at.cells)
    drawn = listed if n == total else [listed[one] for one in simple(total, n, Chance(at.plan.seed, "people", *key,
                                                                                      name))]
    each, weight = chance * n / total, total / (chance * n)
    at.cells.append(Cell(key, name, *strata, total, n, chance, weight))
    at.people += [Person(place, cell, "main", 0, each, weight) for place in drawn]
    if at.plan.stages == 2:
        _reserves(at, cell, places, drawn, ("reserves", *key, name))


def _reserves(at: _Drawing, cell: int, places: Codes, drawn: Sequence[int], purpose: Sequence[str]) -> None:
    """Reserves of the same cell, drawn at random from those who were not, in the order in which they are taken."""
    wanted = math.ceil(len(drawn) * at.plan.reserves - 1e-9)
    if not wanted:
        return
    taken = set(drawn)
    left = [place for place in places.tolist() if place not in taken]
    found = min(wanted, len(left))
    at.wanted += wanted
    at.missing += wanted - found
    at.people += [Person(left[one], cell, "reserve", turn)
                  for turn, one in enumerate(simple(len(left), found, Chance(at.plan.seed, *purpose)), start=1)]


def _cautions(at: _Drawing) -> list[Caution]:
    found = []
    if at.sure:
        more = ", \u2026" if len(at.sure) > SHOWN else ""
        found.append(Caution(SAMPLE_103, {"units": ", ".join(sorted(at.sure)[:SHOWN]) + more}))
    if at.short:
        found.append(Caution(SAMPLE_104, {"clusters": at.short, "m": at.plan.per_cluster}))
    alone = {one.stratum for one in at.cells if one.strata_drawn == 1 < one.strata_units}
    if alone:
        names = [" \u00b7 ".join(key) or "\u2014" for key in sorted(alone)]
        found.append(Caution(SAMPLE_105, {"strata": len(names), "names": "; ".join(names[:SHOWN])}))
    if at.missing:
        found.append(Caution(SAMPLE_106, {"missing": at.missing, "wanted": at.wanted}))
    return found
