"""Opening is strict and tells every fault at once; a new folder and a drafted one are in order as they are."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qabilet import workflow
from qabilet.errors import QabiletError
from qabilet.study import check, example_folder, open_study, read_log
from qabilet.text import LANGS, Lang
from qabilet.workflow import Occasion

NOW = Occasion(datetime(2026, 3, 1, tzinfo=UTC), version="0.1")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the example study."""
    shutil.copytree(example_folder(), tmp_path / "akims-2023")
    return tmp_path / "akims-2023"


def change(path: Path, old: str, new: str) -> int:
    """Replace the first `old` in the file; gives its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[:text.index(old)].count("\n") + 1


def test_the_example_is_in_order(root: Path) -> None:
    assert check(root) == ()
    study = open_study(root)
    assert study.populations["akim"].total == 2345
    assert study.decisions["financial-literacy"].remedy == "training"
    assert not study.draft


def test_every_fault_is_told_at_once_with_file_and_line(root: Path) -> None:
    dimension = change(root / "study.toml", '"seniority", "newcomer"]', '"senority", "newcomer"]')
    group = change(root / "study.toml", 'items = "knowledge"', 'items = "knowlege"')
    remedy = change(root / "needs/needs.csv", ";training;", ";trainings;")
    person = change(root / "sample/population.csv", "Акмолинская область", "Акмола")
    with pytest.raises(QabiletError) as error:
        open_study(root)
    told = {(fault.file, fault.row, fault.code) for fault in error.value.faults}
    assert told == {("study.toml", dimension, "STUDY_011"), ("study.toml", group, "STUDY_012"),
                    ("needs/needs.csv", remedy, "STUDY_009"), ("sample/population.csv", person, "STUDY_029")}
    assert {(fault.file, fault.row, fault.code) for fault in check(root)} == told


@pytest.mark.parametrize(("old", "new", "code"), [
    ('register = "sample/population.csv"', 'register = "../population.csv"', "STUDY_017"),
    ('register = "sample/population.csv"', 'register = "sample/people.csv"', "STUDY_018"),
    ('register = "sample/population.csv"', 'register = "sample/\\u0000"', "STUDY_018"),
    ('dimensions = ["region", "office", "seniority", "newcomer"]',
     'dimensions = ["region", "office", "seniority", "newcomer", "education", "languages", "residence"]', "STUDY_036"),
    ('value = "deputy"', 'value = "deputies"', "STUDY_029"),
    ('source = "seniority"', 'source = "age"', "STUDY_011"),
    ('"менее 1 года" = "new"', '"менее года" = "new"', "STUDY_029"),
    ('column = "respondent"', 'column = "respondents"', "STUDY_011"),
    ('audiences = ["akim"]', 'audiences = ["mayor"]', "STUDY_029"),
    ('tables = [["region", "office"]]', 'tables = [["region", "age"]]', "STUDY_011"),
])
def test_what_study_toml_names_must_be_there(root: Path, old: str, new: str, code: str) -> None:
    row = change(root / "study.toml", old, new)
    assert (code, row) in [(fault.code, fault.row) for fault in check(root)]


def test_answers_the_dictionary_does_not_know_are_told_by_check(root: Path) -> None:
    path = root / "fieldwork/answers.dictionary.csv"
    change(path, "казахский | русский;", "казахский;")
    assert {fault.file for fault in check(root)} == {"fieldwork/answers.dictionary.csv"}


def test_a_folder_without_study_toml_is_no_study(tmp_path: Path) -> None:
    with pytest.raises(QabiletError) as error:
        open_study(tmp_path)
    assert error.value.code == "STUDY_001"
    assert list(tmp_path.iterdir()) == []


def test_answers_that_are_no_parquet_are_told(root: Path) -> None:
    (root / "fieldwork/answers.parquet").write_bytes(b"PAR1")
    assert [fault.code for fault in check(root)] == ["STUDY_034"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("like", ["", "local-government"])
def test_a_new_study_is_in_order_and_its_step_is_logged(tmp_path: Path, like: str, lang: Lang) -> None:
    root = tmp_path / "study-1"
    workflow.new(root, NOW, like=like, lang=lang)
    assert check(root) == ()
    assert open_study(root).settings.code == "study-1"
    assert not open_study(root).settings.title.gaps()
    assert [line.verb for line in read_log(root)[0]] == ["new"]
    assert (root / "framework").is_dir() == bool(like)


def test_a_new_study_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(QabiletError) as error:
        workflow.new(tmp_path, NOW)
    assert error.value.code == "STUDY_002"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_new_study_without_answers_refuses_the_analysis(tmp_path: Path) -> None:
    workflow.new(tmp_path / "study", NOW)
    with pytest.raises(QabiletError) as error:
        workflow.analyse(tmp_path / "study", NOW)
    assert error.value.code == "STUDY_019"


def test_an_unknown_template_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(QabiletError) as error:
        workflow.new(tmp_path / "study", NOW, like="local-goverment")
    assert error.value.code == "STUDY_009"
    assert "local-government" in str(error.value.faults[0].facts["known"])


def test_a_gap_brings_the_target_levels_of_the_framework(root: Path) -> None:
    assert open_study(root).targets == {}
    change(root / "study.toml", '[[scales]]', '[[needs]]\ncode = "gap"\nkind = "gap"\nitems = "competence"\n'
           'profile = "rural-district"\n\n[[scales]]')
    targets = open_study(root).targets
    assert targets
    assert all(1 <= level <= 5 for levels in targets.values() for level in levels.values())


def test_a_fault_of_the_framework_is_told_with_its_path(root: Path) -> None:
    (root / "framework/competences.csv").write_bytes(b"nothing")
    assert {fault.file for fault in check(root)} == {"framework/competences.csv"}
