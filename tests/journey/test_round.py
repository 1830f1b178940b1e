"""One round, as a researcher does it: a form's export becomes a report, through the command line alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXPORT = ROOT / "examples" / "form-export.xlsx"
REAL = ROOT.parent / "shared" / "data" / "sib-training-needs" / "sib_tna_supplementary_data1.xlsx"


def qabilet(*typed: object, code: int = 0) -> dict[str, object]:
    """The result of a verb in a process of its own."""
    ran = subprocess.run([sys.executable, "-m", "qabilet", *map(str, typed), "--json"], capture_output=True, text=True,
                         check=False, env={**os.environ, "QABILET_LANG": "ru"})
    assert ran.returncode == code, ran.stdout + ran.stderr
    assert ran.stderr == ""
    document = json.loads(ran.stdout)
    assert document["exit"] == code
    return dict(document["result"])


@pytest.mark.slow
def test_from_an_export_to_a_report_with_nothing_edited(tmp_path: Path) -> None:
    study, out = tmp_path / "study", tmp_path / "out"
    assert qabilet("adopt", EXPORT, "--to", study)["rows"] == 300
    assert qabilet("check", study)["faults"] == []
    assert qabilet("analyse", study)["draft"] is True
    assert qabilet("rank", study)["questions"]
    pages = qabilet("report", study, "--to", out)["files"]
    assert [Path(str(page)).name for page in pages] == [f"study-{lang}.html" for lang in ("kk", "ru", "en")]  # type: ignore[attr-defined]


@pytest.mark.slow
def test_a_person_corrects_the_draft_and_the_next_analysis_knows_it(tmp_path: Path) -> None:
    study = tmp_path / "study"
    qabilet("adopt", EXPORT, "--to", study)
    dictionary = study / "fieldwork" / "answers.dictionary.csv"
    dictionary.write_bytes(dictionary.read_bytes() + b"\r\n")
    text = (study / "study.toml").read_text(encoding="utf-8")
    (study / "study.toml").write_text(text.replace('kind = "open"', 'kind = "census"'), encoding="utf-8")
    assert qabilet("analyse", study)["draft"] is False
    questions = qabilet("rank", study)["questions"]
    assert {question["design"] for question in questions} == {"census"}  # type: ignore[attr-defined]


@pytest.mark.slow
def test_the_demo_makes_a_report_and_can_be_run_again(tmp_path: Path) -> None:
    first = qabilet("demo", "--to", tmp_path)
    again = qabilet("demo", "--to", tmp_path)
    assert first["files"] == again["files"]
    for page in first["files"]:  # type: ignore[attr-defined]
        assert "±" not in Path(page).read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.skipif(not REAL.exists(), reason="the real file lies beside the repository, not in it")
def test_the_real_file_is_adopted_analysed_and_reported_as_it_is(tmp_path: Path) -> None:
    study = tmp_path / "study"
    assert qabilet("adopt", REAL, "--to", study)["rows"] == 260
    assert qabilet("check", study)["faults"] == []
    qabilet("analyse", study)
    assert len(qabilet("report", study, "--lang", "ru", "--to", tmp_path / "out")["files"]) == 1  # type: ignore[arg-type]
