"""Real processes, really killed: at many random moments, and two of them at once."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from tests.study.killing import snapshot

from qabilet.study.atomic import recover
from qabilet.study.log import read_log

LOOP = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from qabilet.study import save
root, turn = Path(sys.argv[1]), 0
print("ready", flush=True)
while True:
    turn += 1
    mark = str(turn).encode() * 20_000
    save(root, {"a.bin": mark, "b/c.bin": mark, "b/d.bin": mark if turn % 2 else None}, verb="analyse",
         by="researcher", now=datetime(2026, 3, 1, tzinfo=UTC), version=str(turn))
    print(turn, flush=True)
"""
HOLD = """
import sys, time
from pathlib import Path
from qabilet.study.lock import only_writer
with only_writer(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def started(script: str, root: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", script, str(root)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def kills(tmp_path: Path, rounds: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    for turn in range(rounds):
        root = tmp_path / str(turn)
        root.mkdir()
        (root / "study.toml").write_text("format = 1\n")
        process = started(LOOP, root)
        waited = int(random.integers(0, 5))
        assert process.stdout is not None
        for _ in range(waited):
            process.stdout.readline()
        time.sleep(float(random.uniform(0, 0.01)))
        process.send_signal(signal.SIGKILL)
        process.wait()
        recover(root)
        lines, faults = read_log(root)
        assert not faults
        assert len(lines) >= waited
        assert_is_version(root, len(lines))


def assert_is_version(root: Path, version: int) -> None:
    """Every file is of the one version that the log says."""
    left = snapshot(root)
    mark = str(version).encode() * 20_000
    wanted = {"a.bin", "b/c.bin", *(["b/d.bin"] if version % 2 else [])} if version else set()
    assert {name for name in left if name.endswith(".bin")} == wanted
    assert all(left[name] == mark for name in wanted)


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_a_killed_process_leaves_one_whole_version(tmp_path: Path) -> None:
    kills(tmp_path, 6, seed=1)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_sixty_killed_processes_leave_one_whole_version_each(tmp_path: Path) -> None:
    kills(tmp_path, 60, seed=2)


def test_a_second_process_is_told_that_the_study_is_in_use(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text("format = 1\n")
    process = started(HOLD, tmp_path)
    try:
        second = subprocess.run([sys.executable, "-m", "qabilet", "analyse", str(tmp_path)], capture_output=True,
                                text=True, check=False)
    finally:
        process.kill()
        process.wait()
    assert second.returncode == 4
    assert "STUDY_003" in second.stderr


def test_the_lock_of_a_killed_process_locks_nobody_out(tmp_path: Path) -> None:
    from qabilet.study.lock import only_writer

    process = started(HOLD, tmp_path)
    process.kill()
    process.wait()
    with only_writer(tmp_path):
        assert (tmp_path / ".qabilet" / "lock").exists()
