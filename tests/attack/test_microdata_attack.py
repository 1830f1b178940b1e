"""A report and a release of the same study put together: whole-number programmes look for the records of a group.

The attacker has findings.json, the released records, and the traits of everybody he wants to find. Of a few hundred
records only one set of eight gives all the sums that a report tells of eight people; so he learns of each record which
group it is of, whatever the release withholds, and who is nearly alone in the groups together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from tests.journey.reproducing import NOW, study_of

from qabilet import workflow
from qabilet.cycle.analysis import Derived, Lattice, Microdata
from qabilet.cycle.instrument import Column
from qabilet.cycle.needs import NeedQuestion
from qabilet.errors import QabiletError
from qabilet.study.export import gate
from qabilet.study.export.gathering import dataset_of
from qabilet.study.folder import open_study
from qabilet.study.settings import Settings

ITEMS = 24
OFFICES, REGIONS = ("city", "settlement", "village"), ("north", "south")
DIMENSIONS = ("office", "newcomer")
Person = Mapping[str, Any]


def people(seed: int, shares: Sequence[float]) -> list[dict[str, Any]]:
    """Posts as uneven as `shares`, years that hang together with nothing, answers with gaps."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(80, 140))
    return [{"office": OFFICES[rng.choice(3, p=shares)], "region": REGIONS[rng.integers(2)],
             "years": int(rng.integers(0, 20)),
             **{f"item_{at}": int(rng.integers(1, 6)) if rng.random() > 0.03 else "" for at in range(ITEMS)}}
            for _ in range(n)]


def study(root: Path, rows: list[dict[str, Any]]) -> Path:
    columns = [Column("office", "office", "one", values=OFFICES), Column("region", "region", "one", values=REGIONS),
               Column("years", "years", "number"),
               *(Column(f"item_{at}", f"item_{at}", "rating", group="items", values=tuple("12345"),
                        missing={"": "refused"}, role="need", competence=f"c{at}") for at in range(ITEMS))]
    return study_of(root, columns, rows, Settings(
        code="attacked", needs=(NeedQuestion("needs", "rating", items="items"),),
        lattice=Lattice(DIMENSIONS, (), (Derived("newcomer", "years", breaks=(3.0,)),)),
        microdata=Microdata(("researcher",), ("region",))))


def told_groups(root: Path) -> dict[tuple[str, str], dict[str, tuple[float, int]]]:
    """By dimension and level: of each question the sum of the answers, and how many there are, as the report has it."""
    found: dict[tuple[str, str], dict[str, tuple[float, int]]] = {}
    for sheet in json.loads((root / "analysis" / "findings.json").read_text("utf-8"))["sheets"]:
        if sheet["kind"] == "needs-groups":
            for row in sheet["rows"]:
                cell = row["cells"]["mean"]
                if "value" in cell:
                    group = (sheet["key"].rpartition("/")[2], row["facts"]["level"])
                    found.setdefault(group, {})[row["facts"]["item"]] = (round(cell["value"] * cell["n"]), cell["n"])
    return found


def members(records: Mapping[str, np.ndarray], sums: Mapping[str, tuple[float, int]]) -> np.ndarray | None:
    """The one set of records that has these sums; None where there is none, several, or it takes too long."""
    equations, sides = [], []
    for item, (total, n) in sums.items():
        equations += [np.where(records[item] > 0, records[item], 0), records[item] > 0]
        sides += [total, n]
    size = len(equations[0])
    fits = LinearConstraint(np.array(equations, dtype=float), sides, sides)
    weights = np.random.default_rng(size).random(size)
    found = [milp(sign * weights, constraints=fits, integrality=np.ones(size), bounds=Bounds(0, 1),
                  options={"time_limit": 1}) for sign in (1, -1)]
    if any(one.x is None for one in found):
        return None
    first, second = (one.x.round().astype(bool) for one in found)
    return first if (first == second).all() else None


def level_of(person: Person, dimension: str) -> str:
    return str(person["office"]) if dimension == "office" else ("3+" if person["years"] >= 3 else "<3")


def found_people(rows: list[dict[str, Any]], root: Path, told: gate.Release) -> int:
    """Of how many people the attacker holds their record to be one of fewer than five, rightly."""
    place = {one.column: at for at, one in enumerate(told.dataset.variables)}
    records = {code: told.dataset.columns[at] for code, at in place.items()}
    of = {group: inside for group, sums in told_groups(root).items()
          if len(sums) == ITEMS and (inside := members(records, sums)) is not None}
    answers = np.stack([records[f"item_{at}"] for at in range(ITEMS)], axis=1)
    found = 0
    for person in rows:
        could = records["region"] == REGIONS.index(person["region"]) + 1
        for (dimension, level), inside in of.items():
            could &= inside if level == level_of(person, dimension) else ~inside
        own = np.array([person[f"item_{at}"] or -9 for at in range(ITEMS)], dtype=float)
        found += 0 < could.sum() < 5 and bool((answers[could] == own).all(axis=1).any())
    return found


def released(root: Path) -> gate.Release:
    opened = open_study(root)
    return gate.released(dataset_of(opened), opened, "researcher")


UNEVEN, EVEN = (0.06, 0.34, 0.6), (0.0, 0.45, 0.55)


@pytest.mark.slow
def test_a_release_that_forgets_the_report_gives_people_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only traits protected, as if nobody had the report: the attacker finds people in most studies."""
    monkeypatch.setattr("qabilet.cycle.analysis.microdata.kept_records",
                        lambda groups, *_, **__: np.ones(len(groups), dtype=bool))
    monkeypatch.setattr(gate, "report_levels", lambda dataset, _: np.zeros((dataset.rows, 0), dtype=np.int64))
    studies = 0
    for seed in range(6):
        rows = people(seed, UNEVEN)
        root = study(tmp_path / str(seed), rows)
        workflow.analyse(root, NOW)
        studies += found_people(rows, root, released(root)) > 0
    assert studies >= 3


@pytest.mark.slow
def test_nobody_is_found_in_a_release_made_with_the_report_in_mind(tmp_path: Path) -> None:
    made = []
    for seed in range(10):
        rows = people(seed, EVEN if seed % 2 else UNEVEN)
        root = study(tmp_path / str(seed), rows)
        workflow.analyse(root, NOW)
        with suppress(QabiletError):  # refused: too few records would stay
            made.append(found_people(rows, root, released(root)))
    assert len(made) >= 3
    assert made == [0] * len(made)
