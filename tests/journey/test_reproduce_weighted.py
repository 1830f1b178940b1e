"""The script beside the report of a drawn sample: R weights the people again, in every declared step, and agrees."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from tests.journey import reproducing
from tests.journey.reproducing import differences, made, study_of

from qabilet.cycle.analysis import Audience, Lattice
from qabilet.cycle.instrument import Column
from qabilet.cycle.needs import NeedQuestion, ScaleQuestion
from qabilet.cycle.sample import Design, Weighting
from qabilet.study.settings import Settings

POINTS = ("1", "2", "3", "4", "5")
REGIONS, SEXES = ("Абай", "Жетісу", "Ұлытау"), ("еркек", "әйел")
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "akims-two-stage-2024"
DISTRICTS = tuple(f"{region} {number}" for region in REGIONS for number in range(1, 11))

pytestmark = [pytest.mark.oracle, pytest.mark.slow]

Person = dict[str, str]


@pytest.fixture(autouse=True)
def r_is_here() -> None:
    if why := reproducing.why_not():
        pytest.skip(why)


def column(code: str, kind: str = "rating", group: str = "", values: tuple[str, ...] = POINTS,
           **more: object) -> Column:
    return Column(header=code, code=code, kind=kind, group=group, values=values,  # type: ignore[arg-type]
                  missing={"": "refused"}, **({"role": "need" if group else "profile"} | more))  # type: ignore[arg-type]


COLUMNS = [column("region", "one", values=REGIONS, role="group"), column("district", "one", values=DISTRICTS),
           column("sex", "one", values=SEXES, role="group"), column("age", "number", values=()),
           column("own", "number", values=()), column("langs", "many", values=("kk", "ru"), separator=", "),
           *(column(f"i{at}", group="importance", competence=f"c{at}") for at in range(3)),
           *(column(f"l{at}", group="level", competence=f"c{at}") for at in range(3)),
           *(column(f"r{at}", "ranking", group="order", values=POINTS[:3]) for at in range(3)),
           *(column(f"o{at}", group="climate", role="opinion") for at in range(3))]


def register(rng: np.random.Generator) -> list[Person]:
    """Some 800 people in thirty districts of three regions."""
    return [{"region": district.split()[0], "district": district, "sex": str(rng.choice(SEXES, p=(0.35, 0.65)))}
            for district in DISTRICTS for _ in range(int(rng.integers(18, 36)))]


def answered(person: Mapping[str, str], rng: np.random.Generator, blank: float,
             known: Sequence[str]) -> dict[str, object]:
    """What a person answers; strata and districts differ. Everybody answers what is `known`."""
    lift = REGIONS.index(person["region"]) * 0.5 + DISTRICTS.index(person["district"]) % 7 * 0.15
    mood = rng.normal(2.5 + lift, 1)
    row: dict[str, object] = {**person, "age": int(rng.integers(22, 64)), "own": int(rng.integers(2, 9)) / 4,
                              "langs": str(rng.choice(("kk", "ru", "kk, ru")))}
    row |= {f"i{at}": int(np.clip(round(rng.normal(2.5 + lift + 0.3 * at, 1)), 1, 5)) for at in range(3)}
    row |= {f"l{at}": int(rng.integers(1, 6)) for at in range(3)}
    row |= {f"r{at}": int(place) + 1 for at, place in enumerate(rng.permutation(3))}
    row |= {f"o{at}": int(np.clip(round(mood + rng.normal(0, 0.7)), 1, 5)) for at in range(3)}
    return {code: value for code, value in row.items() if code in known or rng.random() >= blank}


def write(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def drawn_study(root: Path, design: Design, weighting: Weighting, draw: str, *, blank: float = 0.08,
                seed: int = 5, observers: int = 0) -> Path:
    """A study whose people are drawn from a register in the way `draw` names; a part of the drawn does not answer.
    Beside them stand `observers` who just came."""
    rng = np.random.default_rng(seed)
    people = register(rng)
    invited, units = DRAWS[draw](people, rng)
    known = ("region", "district", "own", *(() if draw == "simple" else ("sex",)))
    rows = [answered(person, rng, blank, known) for person in invited if rng.random() < 0.9]
    columns, who = COLUMNS, ()
    if observers:
        columns = [*COLUMNS, column("who", "one", values=("deputy", "akim"), role="audience")]
        who = (Audience("akim", population=len(people)), Audience("deputy", "observer", "akim"))
        rows = [{**row, "who": "akim"} for row in rows] + [
            {**answered(people[at], rng, blank, ()), "who": "deputy"} for at in range(observers)]
    study = study_of(root, columns, rows, Settings(
        code="drawn", audience_column="who" if observers else "", audiences=who, design=design, weighting=weighting,
        lattice=Lattice(("region", "sex"), (("region", "sex"),)),
        scales=(ScaleQuestion("climate", "climate", least_share=0.5),),
        needs=(NeedQuestion("rated", "rating", items="importance"), NeedQuestion("placed", "ranking", items="order"),
               NeedQuestion("both", "two-scale", importance="importance", competence="level"))))
    write(root / "sample" / "population.csv", people)
    if units:
        write(root / "sample" / "units.csv", units)
    cells = Counter((person["region"], person["sex"]) for person in invited)
    write(root / "sample" / "invited.csv", [{"region": region, "sex": sex, "invited": count}
                                            for (region, sex), count in sorted(cells.items())])
    return study


Drawn = tuple[list[Person], list[dict[str, object]]]


def simple(people: list[Person], rng: np.random.Generator) -> Drawn:
    return [people[at] for at in rng.choice(len(people), 200, replace=False)], []


def stratified(people: list[Person], rng: np.random.Generator) -> Drawn:
    invited: list[Person] = []
    units: list[dict[str, object]] = []
    for region, size in zip(REGIONS, (90, 60, 50), strict=True):
        there = [person for person in people if person["region"] == region]
        invited += [there[at] for at in rng.choice(len(there), size, replace=False)]
        units.append({"region": region, "strata_units": len(there), "strata_drawn": size, "weight": len(there) / size})
    return invited, units


def two_stage(people: list[Person], rng: np.random.Generator, most: int = 15) -> Drawn:
    """Five districts of each region, `most` people of each."""
    invited: list[Person] = []
    units: list[dict[str, object]] = []
    for region in REGIONS:
        districts = [one for one in DISTRICTS if one.startswith(region)]
        for district in rng.choice(districts, 5, replace=False):
            there = [person for person in people if person["district"] == district]
            size = min(most, len(there))
            invited += [there[at] for at in rng.choice(len(there), size, replace=False)]
            units.append({"region": region, "district": district, "strata_units": len(districts), "strata_drawn": 5,
                          "units": len(there), "drawn": size, "weight": 2 * len(there) / size})
    return invited, units


def one_stage(people: list[Person], rng: np.random.Generator) -> Drawn:
    return two_stage(people, rng, most=1000)


def undeclared(people: list[Person], rng: np.random.Generator) -> Drawn:
    """Whole districts, and nobody wrote down which."""
    return two_stage(people, rng)[0], []


DRAWS = {"simple": simple, "stratified": stratified, "two stages": two_stage, "one stage": one_stage,
         "undeclared": undeclared}
REGISTER, UNITS, INVITED = "sample/population.csv", "sample/units.csv", "sample/invited.csv"
STRATA = Design("stratified", ("region",), register=REGISTER)
DRAWN_STRATA = Design("stratified", ("region",), register=REGISTER, units=UNITS)
CLUSTERS = Design("cluster", ("region",), register=REGISTER, clusters="district", units=UNITS)
NOTHING = Weighting()
CASES = {
    "strata counted by the register": (STRATA, NOTHING, "stratified"),
    "strata as they were drawn": (DRAWN_STRATA, NOTHING, "stratified"),
    "strata, non-response by cells": (DRAWN_STRATA, Weighting(("region", "sex"), INVITED), "stratified"),
    "strata counted by the register, non-response": (STRATA, Weighting(("region", "sex"), INVITED), "stratified"),
    "strata, post-strata": (DRAWN_STRATA, Weighting(post=("sex",)), "stratified"),
    "strata, non-response, then raking": (DRAWN_STRATA, Weighting(("region",), INVITED, margins=(("region",),
                                          ("sex",))), "stratified"),
    "two stages": (CLUSTERS, NOTHING, "two stages"),
    "two stages, raked": (CLUSTERS, Weighting(margins=(("region",), ("sex",))), "two stages"),
    "two stages, post-strata of two columns, trimmed": (CLUSTERS, Weighting(post=("region", "sex"), trim=1.6),
                                                        "two stages"),
    "one stage": (CLUSTERS, NOTHING, "one stage"),
    "one stage, calibrated linearly": (CLUSTERS, Weighting(margins=(("region",), ("sex",)), method="linear"),
                                       "one stage"),
    "clusters nobody counted": (Design("cluster", (), clusters="district"), NOTHING, "undeclared"),
    "weights that came with the answers": (Design("simple", weight="own", population=700, register=REGISTER),
                                           NOTHING, "simple"),
    "simple, non-response": (Design("simple", population=700, register=REGISTER),
                             Weighting(("region",), INVITED), "stratified"),
    "simple, calibrated between bounds": (
        Design("simple", population=700, register=REGISTER),
        Weighting(margins=(("sex",),), method="logit", bounds=(0.3, 3.0)), "simple"),
    "simple, post-strata, some of them unknown": (
        Design("simple", population=700, register=REGISTER), Weighting(post=("sex",)), "simple"),
    "simple, post-strata, groups unknown": (Design("simple", population=700, register=REGISTER),
                                            Weighting(post=("region",)), "simple"),
    "simple, calibrated by multiplying between bounds": (
        Design("simple", population=700, register=REGISTER),
        Weighting(margins=(("region",),), method="raking", bounds=(0.5, 2.0)), "simple"),
    "quota, raked to the register": (Design("quota", ("region",), register=REGISTER),
                                     Weighting(margins=(("region",), ("sex",))), "stratified"),
    "census with non-response": (Design("census", ("region",), register=REGISTER), Weighting(post=("region", "sex")),
                                 "stratified"),
}


@pytest.mark.parametrize("name", CASES)
def test_r_weights_the_sample_again(name: str, tmp_path: Path) -> None:
    design, weighting, draw = CASES[name]
    study = drawn_study(tmp_path / "study", design, weighting, draw)
    result = made(study, tmp_path / "report")
    assert differences(study, result) == []
    assert len(result.numbers) > 150


def test_observers_beside_a_weighted_sample(tmp_path: Path) -> None:
    study = drawn_study(tmp_path / "study", CLUSTERS, NOTHING, "two stages", observers=40)
    result = made(study, tmp_path / "report")
    assert differences(study, result) == []
    assert {key for key, _, _ in result.numbers} >= {"needs/sides/rated", "needs/deputy/rated", "needs/akim/rated"}


def test_the_example_that_was_drawn(tmp_path: Path) -> None:
    study = Path(shutil.copytree(EXAMPLE, tmp_path / "study"))
    result = made(study, tmp_path / "report")
    assert differences(study, result) == []
    assert len(result.numbers) > 500


def test_the_figures_of_the_design_stay_in_the_study_folder(tmp_path: Path) -> None:
    study = drawn_study(tmp_path / "study", CLUSTERS, Weighting(("region",), INVITED, post=("sex",)), "two stages")
    result = made(study, tmp_path / "report")
    table = (study / "analysis" / "design.csv").read_text(encoding="utf-8").splitlines()
    assert table[0] == "audience,table,codes,weight,size,size2,count"
    assert {line.split(",")[1] for line in table[1:]} == {"units", "response", "post"}
    calls = result.script.partition("# ---- 5.")[2]
    for line in table[1:]:
        for figure in line.split(",")[3:]:
            assert len(figure) < 3 or figure not in calls


def test_weighted_numbers_are_rounded_as_the_report_tells_them(tmp_path: Path) -> None:
    study = drawn_study(tmp_path / "study", CLUSTERS, NOTHING, "two stages")
    whole = made(study, tmp_path / "report")
    told = reproducing.ran(study, tmp_path / "report", full=False)
    found = json.loads((study / "analysis" / "findings.json").read_text(encoding="utf-8"))
    released = {(sheet["key"], row["code"], column): cell for sheet in found["sheets"] for row in sheet["rows"]
                for column, cell in row["cells"].items()}
    assert told.numbers.keys() == whole.numbers.keys()
    assert told.numbers != whole.numbers
    for cell, numbers in told.numbers.items():
        for part in ("value", "low", "high"):  # a number midway between two thousandths may fall to either
            assert numbers[part] == pytest.approx(released[cell].get(part), abs=1.001e-3), (cell, part)
            assert numbers[part] is None or numbers[part] == round(numbers[part], 3) or numbers[part] >= 100


def test_a_design_changed_by_hand_is_noticed(tmp_path: Path) -> None:
    study = drawn_study(tmp_path / "study", DRAWN_STRATA, NOTHING, "stratified")
    made(study, tmp_path / "report")
    path = study / "analysis" / "design.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("units", "units ", 1), encoding="utf-8")
    assert "design.csv is not what was frozen" in reproducing.ran(study, tmp_path / "report").printed
