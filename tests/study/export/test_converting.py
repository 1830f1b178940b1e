"""Where a converted file may lie, who may have it, what the log says, and what is left when it goes wrong."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import pytest
from lxml import etree
from tests.study.export.made import study_of

from qabilet import workflow
from qabilet.cycle.instrument import Column
from qabilet.errors import QabiletError
from qabilet.study import Asked, read_log, step
from qabilet.study.export.places import placed
from qabilet.study.log import written_hash

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "akims-2023"
NOW = workflow.Occasion(datetime(2026, 11, 22, tzinfo=UTC), "researcher", "test")
PERMIT = '\n[microdata]\nallow = ["researcher"]\ntraits = ["region"]\n'
DATA = ("csv", "xlsx", "parquet", "sav", "zsav", "dta")
CODEBOOKS = ("xml", "html", "docx", "json")
RU = Asked("ru")
BESIDE = ("a.csv.codebook.json", "a.csv.codebook.html", "a.csv.ddi.xml")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "study", ignore=shutil.ignore_patterns(".*", "analysis")))


def permitted(root: Path) -> Path:
    toml = root / "study.toml"
    told = toml.read_text(encoding="utf-8").replace('dimensions = ["region", "office", "seniority", "newcomer"]',
                                                    'dimensions = ["region"]').replace('[["region", "office"]]', "[]")
    toml.write_text(told + PERMIT, encoding="utf-8")
    return root


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")
            if path.is_file() and ".qabilet" not in path.parts}


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(QabiletError, match=code):
        act()


@pytest.mark.parametrize("kind", DATA)
def test_the_work_view_lies_in_the_study_says_what_it_is_and_is_logged(study: Path, kind: str) -> None:
    before = files(study)
    found = workflow.convert(study, Path(f"answers.{kind}"), NOW, RU, work=True)
    assert found.rows == 300
    made = files(study) - before - {"LOG.csv"}
    assert f"analysis/export/answers-not-for-release.{kind}" in made
    assert {path.relative_to(study).as_posix() for path in found.files} == made
    assert all("not-for-release" in name for name in made)
    line = read_log(study)[0][-1]
    assert (line.verb, line.by) == ("convert --work", "researcher")
    assert line.hash_out == written_hash({name: study / name for name in made})


def test_the_work_view_may_be_written_again_and_leaves_nothing_beside_it(study: Path) -> None:
    for _ in range(2):
        workflow.convert(study, Path("a.parquet"), NOW, RU, work=True)
    assert len([name for name in files(study) if name.startswith("analysis/export/")]) == 2
    assert not list((study / ".qabilet").glob("scratch/*"))


@pytest.mark.parametrize("out", ["../a.csv", "a/../../b.csv", "/tmp/a.csv", "analysis/a.csv", "a/a.csv"])
def test_the_work_view_never_lies_outside_its_folder(study: Path, out: str) -> None:
    before = files(study)
    refused("EXPORT_004", lambda: workflow.convert(study, Path(out), NOW, RU, work=True))
    assert files(study) == before


def test_the_work_view_may_be_named_by_its_whole_path(study: Path) -> None:
    out = study / "analysis" / "export" / "answers-not-for-release.csv"
    found = workflow.convert(study, out, NOW, RU, work=True)
    assert found.files[0].resolve() == out.resolve()


@pytest.mark.parametrize("kind", DATA)
def test_without_a_permission_no_answer_leaves_the_study(study: Path, tmp_path: Path, kind: str) -> None:
    refused("MICRO_001", lambda: workflow.convert(study, tmp_path / "out" / f"a.{kind}", NOW, RU))
    assert not (tmp_path / "out").exists()
    assert read_log(study)[0] == ()


@pytest.mark.parametrize("kind", DATA)
def test_a_release_lies_outside_and_the_log_has_its_hash(study: Path, tmp_path: Path, kind: str) -> None:
    before = files(permitted(study))
    found = workflow.convert(study, tmp_path / "out" / f"a.{kind}", NOW, RU)
    assert files(study) - before == {"LOG.csv"}
    assert set(found.files) == set((tmp_path / "out").iterdir())
    line = read_log(study)[0][-1]
    assert line.verb.startswith("convert --release")
    assert line.hash_out == written_hash({path.name: path for path in found.files})


def test_a_release_has_less_than_the_work_view(study: Path, tmp_path: Path) -> None:
    permitted(study)
    work = workflow.convert(study, Path("a.csv"), NOW, RU, work=True)
    told = workflow.convert(study, tmp_path / "a.csv", NOW, RU)
    assert told.variables < work.variables
    assert told.cautions
    assert "wish" not in (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()[0]


def test_no_note_of_a_release_tells_of_a_single_answer(tmp_path: Path) -> None:
    columns = [Column("q", "q", "rating", values=("a", "b")), Column("n", "cold", "number"),
               Column("d", "when", "date")]
    answers = {"q": ["a", "b"] * 30, "n": ["-7", *["3"] * 59], "d": ["в мае", *["2024-03-01"] * 59]}
    root = study_of(tmp_path / "s", columns, answers, '[microdata]\nallow = ["researcher"]\nkeep = ["cold"]\n')
    work = workflow.convert(root, Path("a.csv"), NOW, RU, work=True)
    assert "-7" in work.files[1].read_text(encoding="utf-8").partition('"variables"')[0].partition("-9")[2]
    told = workflow.convert(root, tmp_path / "a.csv", NOW, RU)
    notes = json.loads(told.files[1].read_text(encoding="utf-8"))["notes"]
    assert not [note for note in notes if "-7," in note["en"] or "is -7" in note["en"] or "no dates" in note["en"]]


def test_a_release_bears_its_own_codebook_and_not_that_of_the_study(study: Path, tmp_path: Path) -> None:
    told = workflow.convert(permitted(study), tmp_path / "a.csv", NOW, RU)
    head = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(";")
    ddi = etree.parse(tmp_path / "a.csv.ddi.xml")
    assert [one.get("name") for one in ddi.iter("{ddi:codebook:2_5}var")] == head
    page = (tmp_path / "a.csv.codebook.html").read_text(encoding="utf-8")
    assert all(f"<code>{name}</code>" in page for name in head)
    assert "wish" not in page
    assert len(told.files) == 4


@pytest.mark.parametrize("inside", ["a.csv", "analysis/export/a.csv", "report/a.csv", "fieldwork/answers.parquet"])
def test_a_release_never_lies_inside_a_study(study: Path, inside: str) -> None:
    before = files(permitted(study))
    refused("EXPORT_003", lambda: workflow.convert(study, study / inside, NOW, RU, again=True))
    assert files(study) == before


@pytest.mark.parametrize("kind", CODEBOOKS)
def test_a_codebook_needs_no_permission_and_is_no_step(study: Path, tmp_path: Path, kind: str) -> None:
    before = files(study)
    found = workflow.convert(study, tmp_path / "out" / f"a.{kind}", NOW, RU)
    assert (found.rows, found.files) == (0, (tmp_path / "out" / f"a.{kind}",))
    assert files(study) == before


def test_a_codebook_may_lie_in_the_derived_folders_and_nowhere_else_in_a_study(study: Path) -> None:
    workflow.convert(study, study / "report" / "codebook.html", NOW, RU)
    refused("EXPORT_003", lambda: workflow.convert(study, study / "codebook.html", NOW, RU))
    refused("EXPORT_003", lambda: workflow.convert(study, study / "fieldwork" / "a.html", NOW, RU, again=True))


@pytest.mark.parametrize("name", ["a.csv", "a.html"])
def test_nothing_is_overwritten_unasked(study: Path, tmp_path: Path, name: str) -> None:
    permitted(study)
    (tmp_path / name).write_text("mine")
    refused("EXPORT_002", lambda: workflow.convert(study, tmp_path / name, NOW, RU))
    assert (tmp_path / name).read_text() == "mine"
    workflow.convert(study, tmp_path / name, NOW, RU, again=True)
    assert (tmp_path / name).read_text(encoding="utf-8-sig") != "mine"


@pytest.mark.parametrize("beside", BESIDE)
def test_the_codebook_beside_the_answers_is_not_overwritten_unasked_either(study: Path, tmp_path: Path,
                                                                           beside: str) -> None:
    permitted(study)
    (tmp_path / beside).write_text("mine")
    refused("EXPORT_002", lambda: workflow.convert(study, tmp_path / "a.csv", NOW, RU))
    assert not (tmp_path / "a.csv").exists()


def test_neither_a_folder_nor_a_link_is_taken_for_a_file(study: Path, tmp_path: Path) -> None:
    (tmp_path / "a.html").mkdir()
    (tmp_path / "target").write_text("mine")
    (tmp_path / "b.html").symlink_to(tmp_path / "target")
    for name in ("a.html", "b.html"):
        out = tmp_path / name
        refused("EXPORT_002", lambda out=out: workflow.convert(study, out, NOW, RU, again=True))
    assert (tmp_path / "target").read_text() == "mine"


@pytest.mark.parametrize("name", ["a", "a.doc", "a.csv.gz", ".csv"])
def test_a_kind_nobody_knows_is_refused_with_those_there_are(study: Path, name: str) -> None:
    refused("EXPORT_001", lambda: workflow.convert(study, Path(name), NOW, RU, work=True))


def test_the_kind_may_be_said_where_the_name_does_not(study: Path) -> None:
    found = workflow.convert(study, Path("answers"), NOW, RU, kind="csv", work=True)
    assert found.files[0].name == "answers-not-for-release.csv"


def test_a_place_that_cannot_be_written_is_a_coded_fault_and_no_log(study: Path, tmp_path: Path) -> None:
    permitted(study)
    (tmp_path / "file").write_text("no folder")
    refused("STUDY_004", lambda: workflow.convert(study, tmp_path / "file" / "a.csv", NOW, RU))
    assert read_log(study)[0] == ()


def test_an_unedited_draft_says_so(tmp_path: Path) -> None:
    root = tmp_path / "draft"
    workflow.adopt(EXAMPLE.parent / "form-export.xlsx", root, NOW)
    found = workflow.convert(root, Path("a.csv"), NOW, RU, work=True)
    assert [one.code for one in found.cautions] == ["STUDY_028"]
    book = (root / "analysis" / "export" / "a-not-for-release.csv.codebook.json").read_text(encoding="utf-8")
    assert "Словарь — черновик" in book


def test_a_study_without_answers_is_refused(tmp_path: Path) -> None:
    workflow.new(tmp_path / "s", NOW)
    for work, name in ((True, "a.csv"), (False, "a.html")):
        refused("STUDY_019", lambda work=work, name=name: workflow.convert(
            tmp_path / "s", Path(name) if work else tmp_path / name, NOW, RU, work=work))
    assert not (tmp_path / "a.html").exists()


def test_two_at_once_are_one_after_the_other_or_refused(study: Path) -> None:
    with step(study, verb="adopt", by="researcher", now=NOW.now, version="test"):
        refused("STUDY_003", lambda: workflow.convert(study, Path("a.csv"), NOW, RU, work=True))


def test_what_fails_before_the_log_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("new")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").write_text("old")
    with pytest.raises(ZeroDivisionError), placed(tmp_path / "out", {"a": tmp_path / "new"}):
        raise ZeroDivisionError
    assert {path.name: path.read_text() for path in (tmp_path / "out").iterdir()} == {"a": "old"}


def _killed(root: Path, out: Path, at: int) -> None:
    left = at

    def look(frame: FrameType, event: str, _: object) -> object:
        nonlocal left
        if Path(frame.f_code.co_filename).name not in ("places.py", "saving.py", "atomic.py", "converting.py"):
            return None
        if event == "line":
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return look

    sys.settrace(look)
    workflow.convert(root, out, NOW, RU, again=True)


@pytest.mark.slow
def test_killed_at_any_line_the_target_is_the_old_file_or_the_new_one(study: Path, tmp_path: Path) -> None:
    permitted(study)
    out = tmp_path / "out" / "a.csv"
    workflow.convert(study, out, NOW, RU)
    whole = out.read_bytes()
    out.write_text("old")
    fork = multiprocessing.get_context("fork")
    for at in range(0, 1500, 29):
        process = fork.Process(target=_killed, args=(study, out, at))
        process.start()
        process.join()
        assert out.read_bytes() in (b"old", whole)
        assert all((out.parent / beside).stat().st_size > 1000 for beside in BESIDE)
        logged = len(read_log(study)[0])
        if out.read_bytes() == whole and at:
            assert logged > 1  # what lies outside is in the log
        if process.exitcode == 0:
            break
        out.write_text("old")
    assert process.exitcode == 0
    assert out.read_bytes() == whole
    assert {path.name for path in out.parent.iterdir()} == {"a.csv", *BESIDE}


@pytest.mark.slow
def test_four_processes_at_once_leave_one_whole_file_and_a_log_that_holds(study: Path) -> None:
    command = [sys.executable, "-m", "qabilet", "convert", str(study), "--to", "a.csv", "--work", "--json"]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") for _ in range(4)]
    told = [json.loads(process.communicate()[0]) for process in started]
    codes = [fault["code"] for one in told for fault in one["faults"]]
    assert set(codes) <= {"STUDY_003"}
    lines, faults = read_log(study)
    assert (len(lines), faults) == (4 - len(codes), ())
    workflow.convert(study, Path("b.csv"), NOW, Asked("en"), work=True)
    folder = study / "analysis" / "export"
    assert len((folder / "a-not-for-release.csv").read_bytes().splitlines()) == 301
    assert not list((study / ".qabilet").glob("scratch/*"))
