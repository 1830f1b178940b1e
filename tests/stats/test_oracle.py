"""The reference cases are what R says today: each script is run again and its answers compared with the stored ones."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from reference_cases import REFERENCE

SCRIPTS = sorted(path.stem.removeprefix("make_") for path in REFERENCE.glob("make_*.R"))
ALSO = {"means": ["shares"]}


def r_is_here() -> bool:
    if shutil.which("Rscript") is None:
        return False
    asked = "quit(status = !all(c('survey', 'psych', 'MASS') %in% rownames(installed.packages())))"
    return subprocess.run(["Rscript", "-e", asked], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def rscript() -> str:
    if not r_is_here():
        pytest.skip("R with survey, psych and MASS is not installed")
    return "Rscript"


def same(one: Any, other: Any, where: str) -> None:
    if isinstance(one, dict):
        assert one.keys() == other.keys(), where
        for key in one:
            same(one[key], other[key], f"{where}.{key}")
    elif isinstance(one, list):
        assert len(one) == len(other), where
        for at, (left, right) in enumerate(zip(one, other, strict=True)):
            same(left, right, f"{where}[{at}]")
    elif isinstance(one, float) or isinstance(other, float):
        assert one == pytest.approx(other, rel=1e-9, abs=1e-300), where
    else:
        assert one == other, where


@pytest.mark.oracle
@pytest.mark.slow
@pytest.mark.parametrize("name", SCRIPTS)
def test_the_stored_cases_are_what_the_script_makes(name: str, rscript: str, tmp_path: Path) -> None:
    script = REFERENCE / f"make_{name}.R"
    run = subprocess.run([rscript, str(script), str(tmp_path)], cwd=REFERENCE.parent.parent, capture_output=True,
                         text=True, check=False)
    assert run.returncode == 0, run.stderr
    for file in (name, *ALSO.get(name, [])):
        fresh = json.loads((tmp_path / f"{file}.json").read_text(encoding="utf-8"))
        stored = json.loads((REFERENCE / f"{file}.json").read_text(encoding="utf-8"))
        same(fresh["cases"], stored["cases"], file)
