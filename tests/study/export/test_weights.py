"""The weights of the analysis in the work view: whoever weighs with them gets the numbers of the report."""

from __future__ import annotations

import csv
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qabilet import workflow
from qabilet.errors import QabiletError
from qabilet.study import Asked, read_findings

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
NOW = workflow.Occasion(datetime(2026, 11, 22, tzinfo=UTC), "researcher", "test")
EN = Asked("en")


def copied(example: str, tmp_path: Path) -> Path:
    left = shutil.ignore_patterns(".*", "analysis")
    return Path(shutil.copytree(EXAMPLES / example, tmp_path / "study", ignore=left))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_weighing_the_exported_answers_gives_the_means_of_the_report(tmp_path: Path) -> None:
    root = copied("akims-two-stage-2024", tmp_path)
    workflow.analyse(root, NOW)
    found = workflow.convert(root, Path("a.csv"), NOW, EN, work=True)
    answers = rows(found.files[0])
    assert sum(float(one["weight"]) for one in answers) == pytest.approx(2345)
    sheet = next(one for one in read_findings(root).sheets if one.key == "needs/need")
    checked = 0
    for row in sheet.rows:
        told = row.cells["mean"].value
        known = [(float(one[row.code]), float(one["weight"])) for one in answers if float(one[row.code]) > 0]
        mean = sum(value * weight for value, weight in known) / sum(weight for _, weight in known)
        assert mean == pytest.approx(told, abs=6e-4)  # released with three decimals
        checked += 1
    assert checked == 7


def test_a_study_without_weights_has_no_such_variable(tmp_path: Path) -> None:
    found = workflow.convert(copied("akims-2023", tmp_path), Path("a.csv"), NOW, EN, work=True)
    assert "weight" not in rows(found.files[0])[0]


def test_a_sample_of_clusters_releases_no_records(tmp_path: Path) -> None:
    """Its margins of error tell of whole clusters, and nobody has examined what they tell beside the records."""
    root = copied("akims-two-stage-2024", tmp_path)
    toml = root / "study.toml"
    told = toml.read_text(encoding="utf-8")
    toml.write_text(told + '\n[microdata]\nallow = ["researcher"]\ntraits = ["gender"]\n', encoding="utf-8")
    with pytest.raises(QabiletError) as caught:
        workflow.convert(root, tmp_path / "a.csv", NOW, EN)
    assert caught.value.code == "MICRO_012"
    assert not (tmp_path / "a.csv").exists()
