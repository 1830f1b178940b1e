"""Weighted numbers taken apart: with few different weights a share is a sum that only one set of answers gives."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from tests.cycle.story import POINTS, item
from tests.journey.reproducing import NOW, study_of

from qabilet import workflow
from qabilet.cycle.analysis import Lattice
from qabilet.cycle.analysis.disclosure import rounded
from qabilet.cycle.analysis.weight_classes import SAFE, SAFE_OF_GROUP, thin_classes, thin_dimensions
from qabilet.cycle.needs import NeedQuestion
from qabilet.cycle.sample import Design
from qabilet.stats import ArrayRows, SampleDesign, Stage, Survey
from qabilet.study.settings import Settings

LEAST = 5
REGIONS, SEXES = tuple(f"region {at}" for at in range(17)), ("man", "woman")


def sample(sizes: tuple[int, ...], people: tuple[int, ...]) -> Survey:
    """Strata of so many respondents and so many people in the register."""
    stratum = np.repeat(np.arange(len(sizes)), sizes).astype(np.float64)
    weight = np.repeat(np.array(people) / np.array(sizes), sizes)
    return Survey.of(ArrayRows({"h": stratum, "w": weight}), SampleDesign((Stage("", "h"),), "w"))


def determined(sizes: tuple[int, ...], people: tuple[int, ...], yes: tuple[int, ...]) -> set[int]:
    """The strata of whose people an attacker who knows sizes and register can tell how many said yes, from the released
    share of everybody alone."""
    def released(answers: tuple[int, ...]) -> float:
        return rounded(sum(N * k / n for N, k, n in zip(people, answers, sizes, strict=True)) / sum(people))

    fits = [one for one in product(*(range(n + 1) for n in sizes)) if released(one) == released(yes)]
    return {h for h in range(len(sizes)) if len({one[h] for one in fits}) == 1}


@pytest.mark.parametrize("seed", range(60))
def test_whatever_small_group_can_be_worked_out_is_refused_before_anything_is_told(seed: int) -> None:
    rng = np.random.default_rng(seed)
    sizes = tuple(int(n) for n in rng.integers(2, 9, rng.integers(2, 5)))
    people = tuple(int(n) for n in rng.integers(20, 400, len(sizes)))
    yes = tuple(int(rng.integers(0, n + 1)) for n in sizes)
    small = {h for h, n in enumerate(sizes) if n < LEAST}
    thin = thin_classes(sample(sizes, people), LEAST)
    assert bool(thin) == bool(small)
    if determined(sizes, people, yes) & small:
        assert thin


def test_the_attack_succeeds_where_nothing_is_refused() -> None:
    assert 0 in determined((3, 6, 7), (141, 33, 59), (2, 4, 1))


def test_equal_weights_hide_a_small_stratum_among_the_others() -> None:
    survey = Survey.of(ArrayRows({"w": np.full(9, 4.5)}), SampleDesign(weight="w"))
    assert thin_classes(survey, LEAST) == 0


def test_many_different_weights_are_safe_however_few_people_bear_each() -> None:
    sizes = (3,) * 24  # 4 ** 24 possible sums, 2.8e14
    assert thin_classes(sample(sizes, tuple(range(30, 54))), LEAST) == 0
    assert 24 * np.log10(4) > SAFE > 23 * np.log10(4)
    assert thin_classes(sample(sizes[1:], tuple(range(30, 53))), LEAST) == 23


def test_zero_weights_are_nobody_s() -> None:
    rows = ArrayRows({"w": np.array([0.0, 0.0, 2.0, 2.0, 2.0, 2.0, 2.0])})
    assert thin_classes(Survey.of(rows, SampleDesign(weight="w")), LEAST) == 0


def regions(seed: int) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], int]]:
    """How many the register has of each region and sex, and how many answered; of the women mostly few."""
    rng = np.random.default_rng(seed)
    there = {cell: int(rng.integers(20, 300)) for cell in product(REGIONS, SEXES)}
    most = {"man": (5, 12), "woman": (1, 5)}
    return there, {(region, sex): int(rng.integers(*most[sex])) for region, sex in there}


def told_sums(there: Sequence[int], answered: Sequence[int], mean: float) -> set[int]:
    """What the points of the last stratum of a region can add up to, where the region's weighted mean is told."""
    sums = product(*(range(n, 5 * n + 1) for n in answered))
    return {one[-1] for one in sums
            if rounded(sum(N * s / n for N, n, s in zip(there, answered, one, strict=True)) / sum(there)) == mean}


def drawn(folder: Path, seed: int, asked: Sequence[str] = ()) -> tuple[Path, list[dict[str, object]]]:
    """A study of seventeen regions, drawn by region and sex: 34 weights, of which a region has two. One question is put
    to the regions `asked` alone."""
    there, answered = regions(seed)
    rng = np.random.default_rng(seed + 1000)
    rows: list[dict[str, object]] = [{"region": region, "sex": sex, "law": int(rng.integers(1, 6)),
                                      "talks": int(rng.integers(1, 6))}
                                     for (region, sex), n in answered.items() for _ in range(n)]
    columns = [item("region", kind="one", values=REGIONS), item("sex", kind="one", values=SEXES),
               item("law", "rated", values=POINTS), item("talks", "rated", values=POINTS)]
    if asked:
        columns.append(item("filter", "rated", values=POINTS, missing={"": "not asked"}))
        rows = [row | {"filter": row["law"] if row["region"] in asked else ""} for row in rows]
    study = study_of(folder, columns, rows, Settings(
        code="drawn", design=Design("stratified", ("region", "sex"), register="sample/population.csv"),
        lattice=Lattice(("region", "sex")), needs=(NeedQuestion("needs", "rating", items="rated"),)))
    (study / "sample").mkdir()
    with (study / "sample" / "population.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["region", "sex"], *(cell for cell, n in there.items() for _ in range(n))])
    return study, rows


@pytest.mark.parametrize("seed", range(4))
def test_a_region_of_few_weights_is_not_told_though_the_whole_sample_has_many(tmp_path: Path, seed: int) -> None:
    study, rows = drawn(tmp_path / "study", seed)
    workflow.analyse(study, NOW, work=True)
    whole, released = (
        {sheet["key"]: sheet for sheet in json.loads((study / "analysis" / name).read_text("utf-8"))["sheets"]}
        for name in ("work.json", "findings.json"))
    assert "value" in released["needs/needs"]["rows"][0]["cells"]["mean"]
    there, answered = regions(seed)
    worked_out = 0
    for row in whole["needs/needs/by/region"]["rows"]:
        region, need, mean = row["facts"]["level"], row["facts"]["item"], rounded(row["cells"]["mean"]["value"])
        strata = [(region, sex) for sex in SEXES]
        fits = told_sums([there[one] for one in strata], [answered[one] for one in strata], mean)
        assert sum(int(str(one[need])) for one in rows if (one["region"], one["sex"]) == strata[1]) in fits
        worked_out += len(fits) == 1
    assert worked_out > 20  # of 34 means, were they told
    told = [cell for key in ("needs/needs/by/region", "needs/needs/contrast/region")
            for row in released[key]["rows"] for cell in row["cells"].values() if "value" in cell]
    assert told == []


def test_a_group_in_which_every_weight_is_borne_by_enough_is_told_of() -> None:
    survey = Survey.of(ArrayRows({"w": np.repeat([2.0, 3.0, 7.0, 8.0], 6), "g": np.repeat([0.0, 0.0, 1.0, 1.0], 6)}),
                       SampleDesign(weight="w"))
    assert thin_dimensions(survey, LEAST, {"g": 2}) == frozenset()
    assert thin_dimensions(survey, 7, {"g": 2}) == {"g"}


def test_a_group_of_many_weights_is_told_of_and_who_is_in_no_group_counts_in_none() -> None:
    people = int(SAFE_OF_GROUP / np.log10(2)) + 1
    weights = 1.0 + np.arange(people) / people
    for fewer, thin in ((0, frozenset[str]()), (1, frozenset({"g"}))):
        g = np.zeros(people)
        g[:fewer] = -1.0
        survey = Survey.of(ArrayRows({"w": weights, "g": g}, 7), SampleDesign(weight="w"))
        assert thin_dimensions(survey, LEAST, {"g": 1}) == thin


def test_whoever_outweighs_all_others_is_not_told_of_however_many_weights_there_are() -> None:
    others = 1.0 + np.arange(90) / 90
    for heavy, thin in ((others.sum() * 1.01, 1), (others.sum() * 0.99, 0)):
        for rows in (ArrayRows({"w": np.append(others, heavy)}), ArrayRows({"w": np.append(heavy, others)}, 8)):
            assert thin_classes(Survey.of(rows, SampleDesign(weight="w")), LEAST) == thin


def test_weights_that_only_arithmetic_tells_apart_are_one_weight() -> None:
    weights = np.array([0.3, 0.1 + 0.2, 0.3, 0.1 * 3, 0.3, *[7.0] * 5])
    assert thin_classes(Survey.of(ArrayRows({"w": weights}), SampleDesign(weight="w")), LEAST) == 0


def test_a_question_put_to_a_few_people_of_few_weights_is_not_told(tmp_path: Path) -> None:
    study, rows = drawn(tmp_path / "study", 1, REGIONS[:2])
    assert sum(bool(row["filter"]) for row in rows) >= 10
    workflow.analyse(study, NOW)
    sheets = json.loads((study / "analysis" / "findings.json").read_text("utf-8"))["sheets"]
    (needs,) = (sheet for sheet in sheets if sheet["key"] == "needs/needs")
    told = {row["code"]: [name for name, cell in row["cells"].items() if "value" in cell] for row in needs["rows"]}
    assert told["filter"] == []
    assert "mean" in told["law"]
    assert "mean" in told["talks"]
