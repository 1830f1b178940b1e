"""A hundred thousand people and 66 variables, in bounded memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.study.export.made import study_of

from qabilet.cycle.instrument import Column

ROWS = 100_000
MOST_MB = 450
SCALE = ("Совсем не согласен; нет", "Скорее «нет»", "И да, и нет", "Скорее да", "Полностью согласен")
MEASURED = """
import re, sys
from pathlib import Path
from qabilet.cli import main
code = main(["convert", sys.argv[1], "--to", f"a.{sys.argv[2]}", "--work", "--json"])
print(code, int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024, file=sys.stderr)
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    random = np.random.default_rng(1)
    columns, answers = [], {}
    for place in range(58):
        columns.append(Column(f"В{place}", f"q{place}", "rating", values=SCALE, missing={"": "refused"}))
        answers[f"В{place}"] = [SCALE[code] if code < 5 else "" for code in random.integers(0, 6, ROWS)]
    columns += [Column("Много", "m", "many", values=("a", "b", "c"), separator=";"), Column("Годы", "years", "number"),
                Column("День", "day", "date"), Column("Слова", "words", "text"),
                Column("Место", "place", "one", values=tuple(f"область {code}" for code in range(20)))]
    answers["Много"] = ["a;c", "b"] * (ROWS // 2)
    answers["Годы"] = [f"{years:.1f}" for years in random.random(ROWS) * 40]
    answers["День"] = [f"2024-03-{1 + int(day):02d}" for day in random.integers(0, 28, ROWS)]
    answers["Слова"] = [f"Пожелание {place}" for place in random.integers(0, ROWS, ROWS)]
    answers["Место"] = [f"область {place}" for place in random.integers(0, 20, ROWS)]
    return study_of(tmp_path_factory.mktemp("large") / "study", columns, answers)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the memory of a process is read from /proc")
@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "sav", "dta"])
def test_a_large_study_is_written_in_bounded_memory(large: Path, kind: str) -> None:
    done = subprocess.run([sys.executable, "-c", MEASURED, str(large), kind], capture_output=True, text=True,
                          encoding="utf-8", check=True)
    code, megabytes = map(int, done.stderr.split()[-2:])
    assert code == 0
    assert megabytes < MOST_MB
    assert (large / "analysis" / "export" / f"a-not-for-release.{kind}").stat().st_size > 1_000_000
