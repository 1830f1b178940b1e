"""Replacing: the next reserve of the same stratum, written down for good; nobody twice, nobody from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.study.sampling.studies import NOW, STRATIFIED, study, table

from qabilet import workflow
from qabilet.errors import QabiletError
from qabilet.study import read_log


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = study(tmp_path, STRATIFIED)
    workflow.draw(made, NOW)
    return made


def mains(root: Path, region: str) -> list[str]:
    return [row["unit"] for row in table(root, "drawn.csv") if row["role"] == "main" and row["region"] == region]


def refused(root: Path, unit: str, reason: str = "бос лауазым") -> str:
    with pytest.raises(QabiletError) as error:
        workflow.replace(root, unit, reason, NOW)
    return error.value.code


def test_the_first_reserve_of_the_stratum_takes_place_weight_and_is_written_down(root: Path) -> None:
    unit = mains(root, "Абай")[0]
    before = {row["unit"]: row for row in table(root, "drawn.csv")}
    found = workflow.replace(root, unit, " бос   лауазым ", NOW)
    after = {row["unit"]: row for row in table(root, "drawn.csv")}
    assert (before[found.by]["role"], before[found.by]["order"]) == ("reserve", "1")
    assert after[found.by] == before[found.by] | {"role": "main", "replaces": unit, "weight": before[unit]["weight"],
                                                 "probability": before[unit]["probability"]}
    assert after[unit] == before[unit] | {"role": "replaced"}
    assert table(root, "replacements.csv") == [{"unit": unit, "by": found.by, "reason": "бос лауазым",
                                                "on": "2026-03-01"}]
    assert found.left == 2
    assert sum(float(row["weight"]) for row in after.values() if row["role"] == "main") == pytest.approx(128)
    assert read_log(root)[0][-1].verb == "draw --replace"


def test_replacements_are_appended_until_the_reserves_end(root: Path) -> None:
    one, other = mains(root, "Шымкент")
    first = workflow.replace(root, one, "ауысты", NOW)
    assert first.left == 0
    assert refused(root, other) == "DRAW_017"
    workflow.replace(root, mains(root, "Абай")[0], "демалыста", NOW)
    assert [row["reason"] for row in table(root, "replacements.csv")] == ["ауысты", "демалыста"]


def test_a_unit_is_replaced_once_and_its_replacement_may_be_replaced_too(root: Path) -> None:
    unit = mains(root, "Абай")[0]
    found = workflow.replace(root, unit, "ауысты", NOW)
    assert refused(root, unit) == "DRAW_015"
    again = workflow.replace(root, found.by, "бас тартты", NOW)
    assert again.by not in (unit, found.by)
    after = {row["unit"]: row for row in table(root, "drawn.csv")}
    assert (after[found.by]["role"], after[found.by]["replaces"]) == ("replaced", unit)
    assert after[again.by]["replaces"] == found.by


def test_what_cannot_be_replaced_is_a_coded_fault_and_changes_nothing(root: Path) -> None:
    before = (root / "sample/drawn.csv").read_bytes()
    unit = mains(root, "Абай")[0]
    reserve = next(row["unit"] for row in table(root, "drawn.csv") if row["role"] == "reserve")
    assert refused(root, "A-999999") == "DRAW_014"
    assert refused(root, reserve) == "DRAW_016"
    assert refused(root, unit, "  ") == "DRAW_020"
    assert refused(root, unit, "call 8 701 123 45 67") == "DRAW_018"
    assert refused(root, unit, "ask a.b@gov.kz") == "DRAW_018"
    assert (root / "sample/drawn.csv").read_bytes() == before
    assert not (root / "sample/replacements.csv").exists()


def test_before_a_draw_there_is_nothing_to_replace(tmp_path: Path) -> None:
    assert refused(study(tmp_path, STRATIFIED), "A-0001") == "DRAW_013"


@pytest.mark.parametrize(("name", "old", "new"), [
    ("drawn.csv", ";reserve;", ";reserv;"), ("drawn.csv", "unit;stratum", "units;stratum"),
    ("replacements.csv", "ауысты", "ауысты;x"), ("drawn.csv", ";replaced;", ";main;"),
])
def test_tables_changed_by_hand_are_noticed(root: Path, name: str, old: str, new: str) -> None:
    workflow.replace(root, mains(root, "Абай")[0], "ауысты", NOW)
    other = mains(root, "Ұлытау")[0]
    path = root / "sample" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert refused(root, other) == "DRAW_019"


def test_drawing_again_keeps_the_replacements_with_the_earlier_sample(root: Path) -> None:
    workflow.replace(root, mains(root, "Абай")[0], "ауысты", NOW)
    found = workflow.draw(root, NOW, again=True)
    assert not found.same
    assert not (root / "sample/replacements.csv").exists()
    assert (root / f"{found.kept}/replacements.csv").exists()
