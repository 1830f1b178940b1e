"""The whole population of the two-stage example: 2,345 invented akims, and what each would answer if asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import questionnaire as form
import register
import two_stage_form as asked
from generate import Rows, points, some

SEED = 2024
OFFICES = [ru for ru, _, _ in form.OFFICES]
#            finance comm legal digital mediat budget procure
NEEDED = (3.65, 3.45, 3.15, 3.40, 2.85, 3.30, 3.20)
NEWCOMERS = np.array([-0.15, 0.10, 1.20, -0.50, 0.15, 0.70, 0.55])
"""How much more those need who were elected lately; what an akim learns in office, they have yet to learn."""
TOWNS = np.array([0.0, 0.0, 0.0, 0.0, 0.20, 0.30, 0.30])
WOMEN = np.array([-0.10, -0.15, 0.0, 0.05, 0.15, 0.0, 0.0])
PART = {"north": np.array([0.0, 0.0, 0.1, -0.1, 0.0, 0.0, 0.0]),
        "south": np.array([0.1, -0.2, 0.0, 0.4, 0.1, 0.0, 0.0]),
        "west": np.array([-0.1, 0.3, 0.0, 0.0, 0.0, -0.1, 0.1]), "east": np.zeros(7), "centre": np.zeros(7)}
IMPORTANT = (4.10, 4.00, 4.00, 3.65, 3.35)
ABLE = (2.85, 3.35, 3.10, 2.95, 2.80)
STATEMENTS = (4.0, 3.3, 3.6, 2.7)
ANSWERING = {"north": 0.85, "east": 0.35, "centre": 0.25, "west": 0.05, "south": -0.35}
"""How ready akims are to answer, by part of the country, as a log odds; newcomers answer far less."""
KAZAKH = {"north": 0.35, "east": 0.6, "centre": 0.55, "west": 0.85, "south": 0.92}


def part_of(region: str) -> str:
    return next(part for part, regions in asked.PARTS.items() if region in regions)


def population() -> Rows:
    """Everybody in the register, with the columns it knows, by code of the post."""
    rng = np.random.default_rng([SEED, 0])
    return [row for region in register.REGIONS for row in _region(rng, region)]


def _region(rng: np.random.Generator, region: str) -> Iterator[dict[str, str]]:
    total, cities, settlements, villages = register.REGIONS[region]
    offices = rng.permutation([*np.repeat(OFFICES, (cities, total - cities - settlements - villages, settlements,
                                                    villages))])
    count = register.DISTRICTS[region]
    sizes = rng.dirichlet(np.full(count, 12.0)) * (total - 5 * count) + 5
    places = np.searchsorted(np.cumsum(sizes), np.arange(total) + 0.5).clip(0, count - 1)
    lately = float(np.clip(rng.normal(0.5, 0.06), 0.35, 0.65))
    before = list(register.REGIONS)[:list(register.REGIONS).index(region)]
    first = sum(register.REGIONS[name][0] for name in before)
    for one in range(total):
        yield {"id": f"{first + one + 1:04d}", "region": region,
               "district": register.district(region, int(places[one]) + 1), "office": str(offices[one]),
               "gender": "женский" if rng.random() < 0.16 else "мужской",
               "first_elected": "да" if rng.random() < lately else "нет"}


def answered_by(people: Rows) -> Rows:
    """What each of them answers if asked: one mind in a district is more like another there than elsewhere."""
    rng = np.random.default_rng([SEED, 1])
    shared = {name: rng.normal(0, 0.32, 8) for name in dict.fromkeys(row["district"] for row in people)}
    return [_answers(rng, row, shared[row["district"]]) for row in people]


def _answers(rng: np.random.Generator, row: dict[str, str], shared: np.ndarray) -> dict[str, str]:
    new, part = row["first_elected"] == "да", part_of(row["region"])
    years = int(rng.integers(0, 4)) if new else int(np.clip(rng.gamma(2.2, 3.2) + 3, 3, 30))
    town = row["office"] in ("город районного значения", "посёлок")
    moved = NEWCOMERS * new + TOWNS * town + WOMEN * (row["gender"] == "женский") + PART[part] + shared[:7]
    found = {code: row[code] for code in ("region", "district", "office", "gender", "first_elected")}
    found |= {"language": "казахский" if rng.random() < KAZAKH[part] else "русский", "seniority": str(years),
              "channels": some(rng, [ru for ru, _, _ in form.CHANNELS],
                               (0.8, 0.75, 0.93, 0.7 if new else 0.45, 0.4, 0.12 if new else 0.3, 0.35))}
    found |= _grid(rng, "need", tuple(asked.NEEDS), np.array(NEEDED) + moved, 0.4)
    found |= _grid(rng, "importance", tuple(form.AREAS), np.array(IMPORTANT) + 0.2 * shared[:5], 0.4)
    able = np.array(ABLE) + (-0.35 if new else 0.25) + 0.6 * shared[7]
    found |= _grid(rng, "competence", tuple(form.AREAS), able, 0.5)
    lean = float(rng.normal(0, 0.6)) + 0.5 * float(shared[7])
    for name, point in zip(form.STATEMENTS, points(rng, STATEMENTS, 0.0, 0.6), strict=True):
        at = int(np.clip(np.rint(point + (-lean if name == "complaints" else lean)), 1, 5))
        found[f"interaction_{name}"] = form.AGREEMENT[at - 1][0]
    return found


def _grid(rng: np.random.Generator, group: str, names: Sequence[str], means: np.ndarray,
          lean: float) -> dict[str, str]:
    given = points(rng, list(means), float(rng.normal(0, lean)))
    return {f"{group}_{name}": form.CANNOT_JUDGE if rng.random() < 0.015 else str(point)
            for name, point in zip(names, given, strict=True)}


def answering(people: Rows) -> list[bool]:
    """Who answers when asked: newcomers and the south less than others."""
    rng = np.random.default_rng([SEED, 2])
    found = []
    for row in people:
        ready = ANSWERING[part_of(row["region"])] + (-0.85 if row["first_elected"] == "да" else 1.35)
        ready += 0.5 if row["gender"] == "женский" else 0.0
        found.append(bool(rng.random() < 1 / (1 + np.exp(-ready))))
    return found
