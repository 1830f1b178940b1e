"""The frame as CSV: every digit, nothing where nothing was answered, and only ever the frozen frame."""

from __future__ import annotations

import csv
import hashlib
import shutil
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from qabilet import workflow
from qabilet.errors import QabiletError
from qabilet.study import frame_csv, read_log

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "akims-2023"
NOW = workflow.Occasion(datetime(2026, 11, 22, tzinfo=UTC), "researcher", "test")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "study"))
    workflow.analyse(root, NOW)
    return root


def test_every_code_and_every_digit_is_there_and_nothing_stands_for_nothing(tmp_path: Path) -> None:
    numbers = [0.1 + 0.2, 1e-17, float("nan"), 12_345_678.9, 3.0]
    table = pa.table({"code": pa.array([0, 4, -3, -1, 2], pa.int16()), "age": pa.array(numbers, pa.float64()),
                      "age?": pa.array([0, 0, -3, 0, 0], pa.int16())})
    parquet.write_table(table, tmp_path / "frame.parquet")
    assert frame_csv._write(tmp_path / "frame.parquet", tmp_path / "frame.csv") == 5
    with (tmp_path / "frame.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["code"]) for row in rows] == [0, 4, -3, -1, 2]
    assert [row["age"] == "" for row in rows] == [False, False, True, False, False]
    back = [float(row["age"] or "nan") for row in rows]
    np.testing.assert_array_equal(back, numbers)


def test_many_batches_are_one_table(tmp_path: Path) -> None:
    rows = 2 * frame_csv.BATCH_ROWS + 17
    parquet.write_table(pa.table({"at": pa.array(np.arange(rows) % 7, pa.int16())}), tmp_path / "frame.parquet",
                        row_group_size=50_000)
    assert frame_csv._write(tmp_path / "frame.parquet", tmp_path / "frame.csv") == rows
    lines = (tmp_path / "frame.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == rows + 1
    assert lines[-1] == str((rows - 1) % 7)


def test_the_sums_are_those_that_md5sum_checks(study: Path) -> None:
    workflow.frame(study, NOW)
    sums = dict(reversed(line.split("  ")) for line in (study / "analysis" / "frame.md5").read_text().splitlines())
    assert set(sums) == {"frame.parquet", "findings.json", "frame.csv"}
    for name, known in sums.items():
        assert hashlib.md5((study / "analysis" / name).read_bytes()).hexdigest() == known


def test_it_is_in_the_log_and_the_next_analysis_takes_it_away(study: Path) -> None:
    path, rows = workflow.frame(study, NOW)
    assert rows == 300
    workflow.analyse(study, NOW)
    assert not path.exists()
    assert [line.verb for line in read_log(study)[0]][-3:] == ["analyse", "frame", "analyse"]


@pytest.mark.parametrize("name", ["frame.parquet", "findings.json", "frame.md5"])
def test_a_frame_that_is_not_the_frozen_one_is_refused(study: Path, name: str) -> None:
    path = study / "analysis" / name
    path.write_bytes(path.read_bytes()[1:])
    with pytest.raises(QabiletError) as caught:
        workflow.frame(study, NOW)
    assert [fault.code for fault in caught.value.faults] == ["STUDY_050"]
    assert not (study / "analysis" / "frame.csv").exists()


def test_before_any_analysis_there_is_none(tmp_path: Path) -> None:
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "study"))
    with pytest.raises(QabiletError) as caught:
        workflow.frame(root, NOW)
    assert caught.value.faults[0].code == "STUDY_050"


def test_neither_the_report_nor_its_script_carries_a_sum_of_the_frame(study: Path, tmp_path: Path) -> None:
    """From the sum of a very small frame its answers could be guessed until the sum fits."""
    workflow.frame(study, NOW)
    files = workflow.report(study, tmp_path / "report", ("en",), NOW)
    secret = [line.split()[0] for line in (study / "analysis" / "frame.md5").read_text().splitlines()
              if "frame." in line]
    assert len(secret) == 2
    assert not any(one in path.read_text(encoding="utf-8") for one in secret for path in files)
