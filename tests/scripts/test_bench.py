"""The bench runs: every contestant that is here answers, and all answer alike."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the race measures memory by os.wait4")
def test_a_quick_race_finds_the_same_means_and_errors_by_every_way() -> None:
    page_before = (ROOT / "docs/performance.md").read_bytes()
    done = subprocess.run([sys.executable, str(ROOT / "scripts/bench.py"), "survey", "--quick"], capture_output=True,
                          text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "**Qabilet**" in done.stdout
    assert "DuckDB groups" in done.stdout
    assert "agrees with" in done.stdout
    if shutil.which("Rscript"):
        assert "R `survey`, ten `svyby`" in done.stdout
    assert (ROOT / "docs/performance.md").read_bytes() == page_before, "a quick race writes no page"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the bench measures memory by os.wait4")
def test_a_quick_bench_of_spss_and_stata_keeps_its_bounds() -> None:
    page_before = (ROOT / "docs/performance.md").read_bytes()
    done = subprocess.run([sys.executable, str(ROOT / "scripts/bench.py"), "files", "--quick"],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "**Qabilet, .sav**" in done.stdout
    assert (ROOT / "docs/performance.md").read_bytes() == page_before, "a quick bench writes no page"
