"""Records leave a study only where it says so, made safe, once; what they hold, an attacker may have."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from tests.journey.reproducing import study_of

from qabilet import study
from qabilet.cycle.analysis import Derived, Lattice, Microdata
from qabilet.cycle.instrument import Column, Missing
from qabilet.cycle.sample import Design
from qabilet.errors import QabiletError
from qabilet.study.export.breakdowns import report_levels
from qabilet.study.export.gate import Release, released
from qabilet.study.export.gathering import dataset_of
from qabilet.study.export.weights import with_weights
from qabilet.study.folder import open_study
from qabilet.study.formats import WITHHELD
from qabilet.study.settings import Settings
from qabilet.text import LANGS

EXAMPLES = Path(__file__).parents[3] / "examples"
REGIONS = ("north", "south", "east", "west")
PERMIT = Microdata(("researcher",), ("region", "age"), ("topics",))
BLANK: dict[str, Missing] = {"": "refused"}


def columns() -> list[Column]:
    points = tuple("12345")
    return [Column("region", "region", "one", values=REGIONS, missing=BLANK),
            Column("age", "age", "number", missing=BLANK),
            Column("topics", "topics", "many", values=("law", "money", "falconry"), separator=";", missing=BLANK),
            Column("wish", "wish", "text", missing=BLANK),
            Column("met", "met", "date", missing=BLANK),
            Column("first course", "first_course", "rating", group="course", values=points,
                   missing={"": "not asked"}),
            *(Column(f"item {at}", f"item_{at}", "rating", group="items", values=points, missing=BLANK)
              for at in range(4))]


def rows(n: int, seed: int = 1) -> list[dict[str, object]]:
    rng = np.random.default_rng(seed)
    return [{"region": REGIONS[rng.choice(4, p=(0.4, 0.3, 0.2, 0.1))], "age": int(rng.integers(22, 65)),
             "topics": "falconry" if at == 0 else ("law", "money", "law;money")[rng.integers(3)],
             "wish": f"wish {at}", "met": "2026-03-04", "first course": str(rng.integers(1, 6)) if at % 3 else "",
             **{f"item {item}": str(rng.integers(1, 6)) for item in range(4)}} for at in range(n)]


def story(root: Path, n: int = 400, permit: Microdata = PERMIT) -> Path:
    return study_of(root, columns(), rows(n), Settings(code="story", lattice=Lattice(("region",)), microdata=permit))


def release(root: Path, by: str = "researcher") -> Release:
    opened = open_study(root)
    return released(dataset_of(opened), opened, by)


def refusal(root: Path, by: str = "researcher") -> str:
    with pytest.raises(QabiletError) as caught:
        release(root, by)
    assert all(fault.says(lang) and fault.mend(lang) for fault in caught.value.faults for lang in LANGS)
    return caught.value.code


def test_nobody_may_release_records_unless_the_study_names_the_role(tmp_path: Path) -> None:
    assert refusal(story(tmp_path / "a", permit=Microdata())) == "MICRO_001"
    assert refusal(story(tmp_path / "b"), by="guest") == "MICRO_001"


def test_free_text_dates_and_what_is_not_named_stay_inside(tmp_path: Path) -> None:
    told = release(story(tmp_path / "a"))
    names = {one.column for one in told.dataset.variables}
    assert names == {"region", "age", "topics", "first_course", "item_0", "item_1", "item_2", "item_3"}
    assert any(one.code == "MICRO_007" and "wish" in one.says("en") for one in told.cautions)


def test_ages_become_ranges_and_a_choice_of_one_person_is_left_out(tmp_path: Path) -> None:
    told = release(story(tmp_path / "a")).dataset
    age = next(at for at, one in enumerate(told.variables) if one.column == "age")
    assert told.variables[age].kind == "code"
    assert told.variables[age].values[0].label.en == "below 30"
    sizes = Counter(told.columns[age].tolist())
    assert min(count for code, count in sizes.items() if code != WITHHELD) >= 5
    assert [one.label.en for one in told.variables if one.column == "topics"] == ["law", "money"]


def test_the_rows_stand_in_the_order_of_their_values_not_of_their_coming(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    settings = Settings(code="story", lattice=Lattice(("region",)), microdata=PERMIT)
    study_of(one, columns(), rows(300), settings)
    study_of(other, columns(), rows(300)[::-1], settings)
    assert release(one).key == release(other).key
    first, second = release(one).dataset, release(other).dataset
    assert all(np.array_equal(a, b) for a, b in zip(first.columns, second.columns, strict=True))


def test_whoever_was_asked_a_routed_question_is_no_smaller_group(tmp_path: Path) -> None:
    """The «first course» was put to two thirds: those asked and those not asked are protected apart."""
    told = release(story(tmp_path / "a")).dataset
    place = {one.column: at for at, one in enumerate(told.variables)}
    alike = Counter(zip(told.columns[place["region"]].tolist(), told.columns[place["age"]].tolist(),
                        (told.columns[place["first_course"]] < 0).tolist(), strict=True))
    assert min(alike.values()) >= 5


def test_a_question_put_to_three_people_is_left_out(tmp_path: Path) -> None:
    people = rows(300)
    for at, row in enumerate(people):
        row["first course"] = "3" if at in (7, 70, 170) else ""
    root = study_of(tmp_path / "a", columns(), people, Settings(code="story", microdata=PERMIT))
    assert "first_course" not in {one.column for one in release(root).dataset.variables}


def test_records_are_released_once_with_the_same_contents(tmp_path: Path) -> None:
    root = story(tmp_path / "a")
    first = release(root)
    study.save(root, {}, verb=first.verb, by="researcher", now=datetime(2026, 11, 22, tzinfo=UTC),
               version="test")
    assert release(root).key == first.key
    opened = open_study(root)
    wider = replace(opened, settings=replace(opened.settings, microdata=replace(PERMIT, traits=("region",))))
    with pytest.raises(QabiletError) as caught:
        released(dataset_of(wider), wider, "researcher")
    assert caught.value.code == "MICRO_004"
    assert "2026-11-22" in caught.value.faults[0].says("en")


def test_a_log_that_was_tampered_with_releases_nothing(tmp_path: Path) -> None:
    """A changed line would hide all the lines below it, and with them the first release."""
    root = story(tmp_path / "a")
    for verb in ("analyse", release(root).verb):
        study.save(root, {}, verb=verb, by="researcher", now=datetime(2026, 11, 22, tzinfo=UTC), version="test")
    log = root / "LOG.csv"
    log.write_text(log.read_text("utf-8").replace("analyse", "analyze"), "utf-8")
    assert refusal(root) == "STUDY_021"


def test_too_few_people_and_too_much_withheld_are_refused(tmp_path: Path) -> None:
    assert refusal(story(tmp_path / "a", 29)) == "MICRO_002"
    many = Microdata(("researcher",), ("age", "region", "item_0", "item_1"), ())
    assert refusal(story(tmp_path / "b", 60, many)) == "MICRO_010"  # 60 people in regions, with nothing in common
    alone = Settings(code="story", microdata=many)
    assert refusal(study_of(tmp_path / "c", columns(), rows(60), alone)) == "MICRO_003"


def test_what_tables_are_broken_down_by_cannot_be_kept_unprotected(tmp_path: Path) -> None:
    root = story(tmp_path / "a", permit=Microdata(("researcher",), (), ("region",)))
    assert [fault.code for fault in study.check(root)] == ["STUDY_051"]


def test_records_that_the_groups_of_the_report_give_away_are_left_out_and_that_is_said(tmp_path: Path) -> None:
    """Three people of the mountains: their region is no trait, yet the report is broken down by it."""
    people = rows(300)
    wide = [replace(one, values=(*REGIONS, "mountains")) if one.code == "region" else one for one in columns()]
    for at in (3, 60, 200):
        people[at]["region"] = "mountains"
    root = study_of(tmp_path / "a", wide, people, Settings(
        code="story", lattice=Lattice(("region",)), microdata=Microdata(("researcher",), (), ())))
    told = release(root)
    assert told.dataset.rows < 298
    left = next(one for one in told.cautions if one.code == "MICRO_011")
    assert left.facts == {"records": 300 - told.dataset.rows, "rows": 300}
    assert all(one.column != "region" for one in told.dataset.variables)


def test_a_derived_dimension_of_the_report_divides_records_as_any_other(tmp_path: Path) -> None:
    permit = Microdata(("researcher",), (), ())
    lattice = Lattice(("senior",), (), (Derived("senior", "age", breaks=(64.0,)),))
    root = study_of(tmp_path / "a", columns(), rows(300), Settings(code="story", lattice=lattice, microdata=permit))
    few = sum(int(str(one["age"])) >= 64 for one in rows(300))
    levels = report_levels(dataset_of(open_study(root)), open_study(root))
    assert np.bincount(levels[:, 0]).tolist() == [300 - few, few]


@pytest.mark.slow
def test_the_example_of_300_people_gives_its_regions_where_the_report_tells_of_nothing_else(tmp_path: Path) -> None:
    root = tmp_path / "akims"
    shutil.copytree(EXAMPLES / "akims-2023", root)
    page = root / "study.toml"
    whole = page.read_text("utf-8") + '\n[microdata]\nallow = ["researcher"]\ntraits = ["region"]\n'
    page.write_text(whole, "utf-8")
    assert refusal(root) == "MICRO_010"
    narrow = whole.replace('dimensions = ["region", "office", "seniority", "newcomer"]', 'dimensions = ["region"]')
    page.write_text(narrow.replace('tables = [["region", "office"]]', "tables = []"), "utf-8")
    told = release(root)
    assert [one.column for one in told.dataset.variables[:2]] == ["respondent", "region"]
    assert told.dataset.rows >= 200
    assert not any((column == WITHHELD).any() for column in told.dataset.columns)


def weighted_story(root: Path, heavy: int) -> Path:
    """Twelve hundred people of weight one, but for the first of the north, who stand for three each."""
    people = rows(1200)
    north = [row for row in people if row["region"] == "north" and not row["first course"]][:heavy]
    people = [row | {"w": "3" if any(row is one for one in north) else "1"} for row in people]
    settings = Settings(code="story", lattice=Lattice(("region",)), microdata=Microdata(("researcher",), ("region",)),
                        design=Design("simple", weight="w"))
    return study_of(root, [*columns(), Column("w", "w", "number", missing=BLANK)], people, settings)


def with_its_weights(root: Path) -> Release:
    opened = open_study(root)
    whole, _ = with_weights(dataset_of(opened), opened, root / "frame.parquet")
    return released(whole, opened, "researcher")


def test_whoever_bears_a_weight_of_few_is_left_out_and_no_weight_is_told(tmp_path: Path) -> None:
    few = with_its_weights(weighted_story(tmp_path / "a", 4))
    many = with_its_weights(weighted_story(tmp_path / "b", 80))
    assert "MICRO_011" in [one.code for one in few.cautions]
    assert many.dataset.rows == 1200 > few.dataset.rows + 4  # four alone would be the report's sum less the records
    for told in (few, many):
        assert not any(one.weight or one.column == "w" for one in told.dataset.variables)


def test_weights_that_cannot_be_made_release_nothing(tmp_path: Path) -> None:
    root = weighted_story(tmp_path / "a", 150)
    opened = open_study(root)
    with pytest.raises(QabiletError) as caught:
        released(dataset_of(opened), opened, "researcher")
    assert caught.value.code == "MICRO_012"
