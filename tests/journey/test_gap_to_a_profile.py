"""A gap to a position profile, from the profile the example study carries in its framework folder."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qabilet import workflow
from qabilet.errors import QabiletError

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "akims-2023"
GAP = """
[[needs]]
code = "profile"
kind = "gap"
items = "competence"
profile = "{profile}"
audiences = ["akim"]
title = {{ kk = "Бейінге дейінгі алшақтық", ru = "Разрыв с профилем", en = "Gap to the profile" }}
"""


def analysed(folder: Path, profile: str) -> object:
    study = folder / "study"
    shutil.copytree(EXAMPLE, study)
    settings = study / "study.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + GAP.format(profile=profile), encoding="utf-8")
    return workflow.analyse(study, workflow.Occasion(datetime(2026, 11, 22, tzinfo=UTC), "researcher", "test"))


def test_each_item_is_set_against_the_target_of_the_profile(tmp_path: Path) -> None:
    found = analysed(tmp_path, "akim-rural-district")
    sheet = next(one for one in found.sheets if one.kind == "needs-gap")  # type: ignore[attr-defined]
    assert len(sheet.rows) == 9
    for row in sheet.rows:
        level, target, gap = (row.cells[name].value for name in ("level", "target", "gap"))
        assert gap == pytest.approx(target - level)
        assert row.cells["below"].n == row.cells["gap"].n
    ranks = [row.cells["rank"].value for row in sheet.rows]
    assert ranks == sorted(ranks)


def test_a_profile_the_study_does_not_have_is_a_fault_with_its_mend(tmp_path: Path) -> None:
    with pytest.raises(QabiletError) as caught:
        analysed(tmp_path, "minister")
    assert [fault.code for fault in caught.value.faults] == ["NEED_003"]
