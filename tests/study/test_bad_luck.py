"""Whatever lies in the folder, opening it ends in coded faults: never in a traceback, never in a changed file."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from qabilet import workflow
from qabilet.errors import QabiletError
from qabilet.study import check, example_folder
from qabilet.text import LANGS
from qabilet.workflow import Occasion

NOW = Occasion(datetime(2026, 3, 1, tzinfo=UTC), version="0.1")
SPOILED = {
    "emptied": lambda data: b"",
    "cut in half": lambda data: data[:len(data) // 2],
    "nulls": lambda data: b"\0" * 100,
    "noise": lambda data: np.random.default_rng(7).bytes(500),
    "in another encoding": lambda data: data.decode("utf-8", "ignore").encode("utf-16"),
    "one bit turned": lambda data: (at := len(data) // 3, data[:at] + bytes([data[at] ^ 1]) + data[at + 1:])[1],
}
FILES = ("study.toml", "fieldwork/answers.dictionary.csv", "fieldwork/answers.parquet", "needs/needs.csv",
         "sample/population.csv", "framework/framework.toml", "framework/competences.csv", "framework/profiles.csv",
         "LOG.csv", "analysis/findings.json")


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("luck") / "akims-2023"
    shutil.copytree(example_folder(), root)
    workflow.analyse(root, NOW)
    return root


@pytest.mark.parametrize("how", SPOILED)
@pytest.mark.parametrize("name", FILES)
def test_a_spoiled_file_is_told_or_harmless(analysed: Path, tmp_path: Path, name: str, how: str) -> None:
    root = tmp_path / "study"
    shutil.copytree(analysed, root)
    (root / name).write_bytes(SPOILED[how]((root / name).read_bytes()))
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and path.name != "lock"}
    for look in (check, workflow.rank):
        try:
            faults = look(root)
        except QabiletError as error:
            faults = tuple(error.faults)
        if isinstance(faults, tuple):
            assert all(fault.says(lang) and fault.mend(lang) for fault in faults for lang in LANGS)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and path.name != "lock"} == before


@pytest.mark.parametrize("journal", [b"", b"{}", b'{"files": 3}', b'{"files": [{"path": "x"}]}', b"\xff\xfe"])
def test_a_damaged_journal_is_told(analysed: Path, tmp_path: Path, journal: bytes) -> None:
    root = tmp_path / "study"
    shutil.copytree(analysed, root)
    (root / ".qabilet" / "journal.json").write_bytes(journal)
    with pytest.raises(QabiletError) as error:
        check(root)
    assert error.value.code == "STUDY_035"


def test_answers_do_not_come_into_a_folder_full_of_other_things(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"mine")
    (tmp_path / "form.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(QabiletError) as error:
        workflow.adopt(tmp_path / "form.csv", tmp_path, NOW)
    assert error.value.code == "STUDY_002"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["form.csv", "letter.docx"]
