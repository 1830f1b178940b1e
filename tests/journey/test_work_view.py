"""The work view: the researcher's own tables, asked for by name, marked, logged, and read by no report."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qabilet import workflow
from qabilet.study import read_log

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "akims-2023"
NOW = workflow.Occasion(datetime(2026, 11, 22, tzinfo=UTC), "researcher", "test")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "study"))


def withheld(path: Path) -> int:
    sheets = json.loads(path.read_text(encoding="utf-8"))["sheets"]
    return sum("withheld" in cell and cell["withheld"] is not None
               for sheet in sheets for row in sheet["rows"] for cell in row["cells"].values())


def test_the_work_view_withholds_nothing_and_every_table_of_it_says_what_it_is(study: Path) -> None:
    workflow.analyse(study, NOW, work=True)
    work = json.loads((study / "analysis" / "work.json").read_text(encoding="utf-8"))
    assert {sheet["view"] for sheet in work["sheets"]} == {"work"}
    assert withheld(study / "analysis" / "work.json") == 0
    assert withheld(study / "analysis" / "findings.json") > 0


def test_making_it_is_in_the_log_and_the_next_analysis_takes_it_away(study: Path) -> None:
    workflow.analyse(study, NOW, work=True)
    workflow.analyse(study, NOW)
    lines, faults = read_log(study)
    assert not faults
    assert [line.verb for line in lines][-2:] == ["analyse --work", "analyse"]
    assert not (study / "analysis" / "work.json").exists()


def test_no_report_reads_it(study: Path, tmp_path: Path) -> None:
    workflow.analyse(study, NOW, work=True)
    plain = workflow.report(study, tmp_path / "plain", ("en",), NOW)[0].read_bytes()
    (study / "analysis" / "work.json").write_text("{}", encoding="utf-8")
    assert workflow.report(study, tmp_path / "again", ("en",), NOW)[0].read_bytes() == plain


def test_how_many_wrote_something_is_told_by_the_rule_for_free_text_alone(study: Path) -> None:
    """The table of missing answers would tell the number that the rule withholds below ten."""
    found = workflow.analyse(study, NOW)
    texts = {sheet.key.rpartition("/")[2] for sheet in found.of_kind("free-text")}
    assert texts
    assert not texts & {row.code for sheet in found.of_kind("missing") for row in sheet.rows}
