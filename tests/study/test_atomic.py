"""A save is all or nothing: killed before any line of it, the study is the old one or the new one."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.study.killing import killed_at, snapshot

from qabilet.errors import QabiletError
from qabilet.study import save
from qabilet.study.atomic import finish, recover, replace_files, unfinished
from qabilet.study.lock import WORK, only_writer

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
OLD = {"study.toml": b"format = 1\n", "fieldwork/answers.dictionary.csv": b"code;header;kind\r\n",
       "analysis/findings.json": b"{}", "needs/needs.csv": b"competence;remedy;reason;decided_on;decided_by\r\n"}
CHANGES: dict[str, bytes | Path | None] = {
    "analysis/findings.json": b"{ }" * 1000, "fieldwork/answers.parquet": b"PAR1", "deep/er/new.txt": b"new",
    "needs/needs.csv": None}
needs_fork = pytest.mark.skipif(sys.platform == "win32", reason="kills a forked child")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return folder(tmp_path / "study")


def folder(root: Path) -> Path:
    for name, content in OLD.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def saved(root: Path) -> None:
    save(root, CHANGES, verb="analyse", by="researcher", now=NOW, version="0")


@needs_fork
@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.slow), 11])
def test_a_kill_before_any_line_leaves_the_old_or_the_new_study(tmp_path: Path, step: int) -> None:
    old, new = snapshot(folder(tmp_path / "old")), _new(tmp_path)
    seen = set()
    for line in range(0, 2000, step):
        root = folder(tmp_path / f"at{line}")
        killed = killed_at(line, lambda root=root: saved(root))
        recover(root)
        left = snapshot(root)
        assert left in (old, new), f"half a study after a kill before line {line}: {sorted(left)}"
        seen.add((killed, left == new))
        shutil.rmtree(root)
        if not killed:
            break
    assert seen == {(True, False), (True, True), (False, True)}


@needs_fork
@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.slow), 11])
def test_a_kill_during_recovery_is_recovered_from(tmp_path: Path, step: int) -> None:
    new = _new(tmp_path)
    committed = _committed_and_cut(tmp_path)
    for line in range(0, 2000, step):
        root = tmp_path / f"again{line}"
        shutil.copytree(committed, root)
        killed = killed_at(line, lambda root=root: recover(root))
        recover(root)
        assert snapshot(root) == new
        shutil.rmtree(root)
        if not killed:
            return
    pytest.fail("the recovery never came to its end")


@needs_fork
def test_what_never_was_committed_leaves_no_trace_at_the_next_step(tmp_path: Path) -> None:
    root = folder(tmp_path / "study")
    for line in range(40, 400, 40):
        killed_at(line, lambda: saved(root))
    saved(root)
    assert sorted(path.name for path in (root / WORK).iterdir()) == ["lock"]


@needs_fork
def test_a_file_changed_by_a_person_after_the_cut_is_kept_beside(tmp_path: Path) -> None:
    root = _committed_and_cut(tmp_path)
    (root / "analysis/findings.json").write_bytes(b"mine")
    faults = recover(root)
    assert [fault.code for fault in faults] == ["STUDY_033"]
    assert (root / "analysis/findings.kept-1.json").read_bytes() == b"mine"
    assert (root / "analysis/findings.json").read_bytes() == CHANGES["analysis/findings.json"]


def test_a_file_that_cannot_be_written_changes_nothing(root: Path) -> None:
    (root / "fieldwork/answers.parquet").mkdir()
    with pytest.raises(QabiletError) as error:
        saved(root)
    assert error.value.code == "STUDY_004"
    assert snapshot(root) == OLD


def test_a_scratch_file_is_moved_into_the_study_and_other_files_are_copied(root: Path, tmp_path: Path) -> None:
    scratch, other = root / WORK / "scratch" / "frame.parquet", tmp_path / "other.bin"
    scratch.parent.mkdir(parents=True)
    scratch.write_bytes(b"frame")
    other.write_bytes(b"other")
    with only_writer(root):
        replace_files(root, {"analysis/frame.parquet": scratch, "other.bin": other})
    assert (root / "analysis/frame.parquet").read_bytes() == b"frame"
    assert not scratch.exists()
    assert (root / "other.bin").read_bytes() == other.read_bytes() == b"other"


def test_finishing_twice_is_finishing_once(root: Path) -> None:
    saved(root)
    before = snapshot(root)
    with only_writer(root):
        assert finish(root) == finish(root) == ()
    assert snapshot(root) == before


def _new(tmp_path: Path) -> dict[str, bytes]:
    root = folder(tmp_path / "new")
    saved(root)
    return snapshot(root)


def _committed_and_cut(tmp_path: Path) -> Path:
    """A study whose save was killed right after its commit."""
    for line in range(0, 2000, 9):
        root = folder(tmp_path / f"cut{line}")
        killed_at(line, lambda root=root: saved(root))
        if unfinished(root):
            assert json.loads((root / WORK / "journal.json").read_text())["format"] == 1
            return root
        shutil.rmtree(root)
    raise AssertionError("no save was ever committed")
