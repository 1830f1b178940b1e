"""The command as a whole process: fast, silent in a pipe, clean when its reader or its person goes away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

QABILET = [sys.executable, "-m", "qabilet"]
HEAVY = ("numpy", "pyarrow", "duckdb", "narwhals", "altair", "babel", "openpyxl", "highspy", "jinja2", "tqdm")
ENGLISH = {**os.environ, "QABILET_LANG": "en"}


@pytest.mark.parametrize("typed", [["--help"], ["analyse", "--help"], ["--version"], ["analyse"], ["nonsense"]])
def test_help_and_slips_load_nothing_heavy(typed: list[str]) -> None:
    script = f"import sys\nfrom qabilet.cli import main\nmain({typed!r})\nprint('|'.join(sys.modules))"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=ENGLISH).stdout
    modules = out.splitlines()[-1].split("|")
    assert [name for name in HEAVY if name in modules] == []
    assert len([name for name in modules if name.startswith("qabilet")]) < 20


def test_help_loads_few_modules() -> None:
    script = "import sys\nfrom qabilet.cli import main\nmain(['--help'])\nprint(len(sys.modules))"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=ENGLISH).stdout
    assert int(out.splitlines()[-1]) < 180


def test_rank_loads_no_engine_and_no_renderer(analysed: Path) -> None:
    script = ("import sys\nfrom qabilet.cli import main\n"
              f"main(['rank', {str(analysed)!r}])\nprint('|'.join(sys.modules))")
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=ENGLISH).stdout
    modules = out.splitlines()[-1].split("|")
    assert [name for name in ("duckdb", "altair", "vl_convert", "openpyxl", "highspy") if name in modules] == []


def test_a_reader_that_goes_away_is_no_error(analysed: Path) -> None:
    process = subprocess.Popen([*QABILET, "rank", str(analysed)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env=ENGLISH)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert (process.wait(), process.stderr.read()) == (0, b"")


def test_no_progress_in_a_pipe_and_utf8_everywhere(analysed: Path) -> None:
    ran = subprocess.run([*QABILET, "rank", str(analysed)], capture_output=True, check=True,
                         env={**os.environ, "QABILET_LANG": "kk", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert ran.stderr == b""
    assert "қажеттілік" in ran.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_ctrl_c_ends_a_step_with_130_and_leaves_the_study_as_it_was(analysed: Path, tmp_path: Path) -> None:
    script = ("import sys, time\nfrom qabilet import workflow\nfrom qabilet.cli import main\n"
              "def slow(*_):\n    print('held', flush=True)\n    time.sleep(30)\n"
              "workflow.evidence = slow\nsys.exit(main(sys.argv[1:]))")
    before = (analysed / "LOG.csv").read_bytes()
    process = subprocess.Popen([sys.executable, "-c", script, "analyse", str(analysed)], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True, env=ENGLISH)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "INTERRUPTED_001" in err
    assert "Traceback" not in err
    assert (analysed / "LOG.csv").read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_progress_bar_appears_on_a_terminal_only_after_a_second() -> None:
    import fcntl
    import pty
    import struct
    import termios

    for wait, shown in ((0.0, False), (1.1, True)):
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        script = ("import sys, time\nfrom qabilet.cli.screen import Screen\n"
                  "screen = Screen('en', as_json=False, out=sys.stdout, err=sys.stderr)\n"
                  f"time.sleep({wait})\nscreen.progress(1, 4, 'saving')\nscreen.close()")
        subprocess.run([sys.executable, "-c", script], stderr=theirs, check=True)
        os.close(theirs)
        try:
            seen = os.read(ours, 10_000)
        except OSError:  # Linux says EIO where nothing was written and the other end is closed
            seen = b""
        os.close(ours)
        assert (b"saving" in seen) == shown
