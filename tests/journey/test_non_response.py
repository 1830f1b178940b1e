"""A real file gains cells of non-response: how many were asked is supposed here, for its authors do not say.

The file is the training-needs survey of the SIB Swiss Institute of Bioinformatics (doi 10.5281/zenodo.20446694, CC BY
4.0), as docs/tutorial.md takes it over. What R makes of it stands in tests/reference/sib_response.json.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet
from tests.journey.reproducing import why_not

from qabilet import workflow
from qabilet.cycle.analysis import Sheet, restore
from qabilet.cycle.instrument import reader
from qabilet.errors import QabiletError
from qabilet.study.formats import read_dictionary
from qabilet.text import LANGS

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "data" / "sib-training-needs" / "sib_tna_supplementary_data1.xlsx"
REFERENCE = ROOT / "tests" / "reference"
NOW = workflow.Occasion(datetime(2026, 11, 22, tzinfo=UTC), "researcher", "test")
TOPICS = """[[needs]]
code = "topics"
kind = "rating"
items = "omics_analysis, data_management, computational, biomedicine, biodiversity_ecology"
largest = "high"
title = { kk = "Тақырыптар", ru = "Темы", en = "Topics" }
"""
STAGE = """[[groups.derived]]
code = "stage"
source = "career_stage_currently"
label = { kk = "Мансап кезеңі", ru = "Ступень карьеры", en = "Career stage" }

[groups.derived.levels]
"Bachelor student" = "student"
"Master's student" = "student"
"PhD candidate" = "doctoral"
"Postdoctoral researcher" = "postdoc"
"Research assistant/ Technician" = "assistant"
"Senior scientist/ Principal investigator" = "senior"
"Other" = "other"
"""
ASKED = {"student": 380, "doctoral": 640, "postdoc": 260, "assistant": 220, "senior": 300, "other": 120}

pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the real file lies beside the repository, not in it")


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study as `adopt` makes it, its five grids ranked together."""
    root = tmp_path_factory.mktemp("sib") / "sib-2026"
    workflow.adopt(REAL, root, NOW)
    text = (root / "study.toml").read_text(encoding="utf-8")
    needs, scales = text.index("\n[[needs]]") + 1, text.index("\n[[scales]]") + 1
    (root / "study.toml").write_text(text[:needs] + TOPICS + "\n" + text[scales:], encoding="utf-8")
    return root


def copy_of(adopted: Path, root: Path, response: str, invited: list[tuple[object, ...]], derived: str = "") -> Path:
    """The study with cells of response, and a table of how many were asked."""
    shutil.copytree(adopted, root)
    text = (root / "study.toml").read_text(encoding="utf-8")
    text = text.replace("response = []", f'response = {response}\ninvited = "sample/invited.csv"')
    (root / "study.toml").write_text(f"{text}\n{derived}", encoding="utf-8")
    (root / "sample").mkdir(exist_ok=True)
    with (root / "sample" / "invited.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(invited)
    return root


def exact(root: Path) -> dict[str, Sheet]:
    """The sheets with all their digits: the release rounds what is weighted."""
    assert workflow.check(root) == ()
    workflow.analyse(root, NOW, work=True)
    written = json.loads((root / "analysis" / "work.json").read_text(encoding="utf-8"))
    return {sheet.key: sheet for sheet in map(restore, written["sheets"])}


def answered(root: Path, columns: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The cells in which somebody answered."""
    dictionary, _ = read_dictionary((root / "fieldwork" / "answers.dictionary.csv").read_bytes())
    table = parquet.read_table(root / "fieldwork" / "answers.parquet").to_pydict()
    readings = [list(map(reader(dictionary.column(code)), table[dictionary.column(code).header])) for code in columns]
    return {tuple(dictionary.column(code).values[one.codes[0]] for code, one in zip(columns, row, strict=True))
            for row in zip(*readings, strict=True)}


@pytest.fixture(scope="module")
def study(adopted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of(adopted, tmp_path_factory.mktemp("weighted") / "sib-2026", '["stage"]',
                   [("stage", "invited"), *ASKED.items()], STAGE)


@pytest.fixture(scope="module")
def sheets(study: Path) -> dict[str, Sheet]:
    return exact(study)


@pytest.fixture(scope="module")
def stored() -> dict[str, Any]:
    """What R's postStratify and svymean make of the same answers."""
    (case,) = json.loads((REFERENCE / "sib_response.json").read_text(encoding="utf-8"))["cases"]
    assert case["given"]["asked"] == ASKED
    return dict(case["answer"])


def test_every_topic_is_weighted_as_r_weighs_it(sheets: dict[str, Sheet], stored: dict[str, Any]) -> None:
    told = {row.code: row.cells["mean"] for row in sheets["needs/topics"].rows}
    assert set(told) == {one["name"] for one in stored["means"]}
    assert len(told) == 33
    for one in stored["means"]:
        ours = told[one["name"]]
        assert ours.value == pytest.approx(one["value"], rel=1e-8)
        assert [ours.low, ours.high] == pytest.approx(one["interval"], rel=1e-8)
        assert ours.n == one["n"]
        assert ours.basis == "model"  # whoever wished to answer did: weights make no random sample of them


def test_the_weights_are_those_of_r(sheets: dict[str, Sheet], stored: dict[str, Any]) -> None:
    design, cells = sheets["weights"].rows
    assert (design.cells["n"].value, design.cells["deff"].value) == (260, 1)
    assert cells.cells["total"].value == pytest.approx(sum(ASKED.values()))
    assert cells.cells["effective"].value == pytest.approx(stored["effective"], rel=0.05)  # told to two digits
    assert cells.cells["least"].value == pytest.approx(stored["least"])
    assert cells.cells["greatest"].value == pytest.approx(stored["greatest"])


def test_the_order_is_told_weighted_beside_unweighted(adopted: Path, sheets: dict[str, Sheet], tmp_path: Path) -> None:
    shutil.copytree(adopted, tmp_path / "plain")
    plain = [row.code for row in exact(tmp_path / "plain")["needs/topics"].rows]
    weighted = [row.code for row in sheets["needs/topics"].rows]
    assert weighted[:5] == plain[:5]  # docs/tutorial.md says so
    assert weighted[5:12] != plain[5:12]


@pytest.mark.oracle
def test_r_says_the_same_today(study: Path, sheets: dict[str, Sheet], stored: dict[str, Any], tmp_path: Path) -> None:
    if why := why_not():
        pytest.skip(why)
    frame, _ = workflow.frame(study, NOW)
    script = REFERENCE / "sib_response.R"
    subprocess.run(["Rscript", str(script), str(frame), str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    (case,) = json.loads((tmp_path / "sib_response.json").read_text(encoding="utf-8"))["cases"]
    for fresh, kept in zip(case["answer"]["means"], stored["means"], strict=True):
        assert fresh["name"] == kept["name"]
        assert [fresh["value"], *fresh["interval"]] == pytest.approx([kept["value"], *kept["interval"]], rel=1e-9)


def test_a_cell_in_which_nobody_answered_is_told_with_the_nearest_in_every_language(adopted: Path,
                                                                                    tmp_path: Path) -> None:
    columns = ("describe_organisation", "career_stage_currently")
    asked = [(*columns, "invited"), *((*cell, 90) for cell in sorted(answered(adopted, columns))),
             ("Industry", "PhD candidate", 12)]
    root = copy_of(adopted, tmp_path / "empty", json.dumps(columns), asked)
    with pytest.raises(QabiletError) as told:
        workflow.analyse(root, NOW)
    fault = told.value.faults[0]
    assert (fault.code, fault.facts["cells"]) == ("WEIGHT_001", "Industry × PhD candidate")
    assert [one.code for one in workflow.check(root)] == ["WEIGHT_001"]
    near = str(fault.facts["near"])
    assert near == "Healthcare × PhD candidate"
    for lang in LANGS:
        assert "Industry × PhD candidate" in fault.says(lang)
        assert near in fault.mend(lang)
    assert len({fault.says(lang) for lang in LANGS}) == len(LANGS)


def test_a_level_that_no_derived_dimension_has_is_told_with_its_line(adopted: Path, tmp_path: Path) -> None:
    root = copy_of(adopted, tmp_path / "strange", '["stage"]', [("stage", "invited"), *ASKED.items(), ("retired", 9)],
                   STAGE)
    (fault,) = workflow.check(root)
    assert (fault.code, fault.file, fault.row) == ("STUDY_029", "sample/invited.csv", 8)
    assert fault.facts["value"] == "retired"
