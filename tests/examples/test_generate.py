"""The example is made by its generator, the same bytes each time, and nobody real is in it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from example_answers import EXAMPLES, STUDY, Answers


def made(folder: Path) -> dict[str, bytes]:
    subprocess.run([sys.executable, str(EXAMPLES / "generate.py"), "--to", str(folder)], check=True,
                   capture_output=True)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return made(tmp_path_factory.mktemp("once"))


def test_the_same_seed_gives_the_same_bytes(fresh: dict[str, bytes], tmp_path: Path) -> None:
    assert made(tmp_path) == fresh


def test_the_shipped_files_are_what_the_generator_makes(fresh: dict[str, bytes]) -> None:
    # Parquet bears the writer's version and a zip the compressor's: those two are compared by what they hold.
    for name, content in fresh.items():
        if name.endswith(".parquet"):
            assert pq.read_table(EXAMPLES / name).equals(pq.read_table(pa.BufferReader(content)))
        elif not name.endswith(".xlsx"):
            assert (EXAMPLES / name).read_bytes() == content, name


def test_the_form_export_is_small_and_holds_the_same_people(fresh: dict[str, bytes]) -> None:
    from openpyxl import load_workbook

    assert len(fresh["form-export.xlsx"]) < 100_000
    rows = list(load_workbook(EXAMPLES / "form-export.xlsx", read_only=True).worksheets[0].values)
    assert len(rows) == 301
    told = pq.read_table(STUDY / "fieldwork" / "answers.parquet").to_pydict()
    for place, header in enumerate(rows[0]):
        if header in told:
            assert [row[place] or "" for row in rows[1:]] == told[header], header


def test_the_study_opens_without_a_fault() -> None:
    from qabilet.study import check

    assert [(fault.code, fault.where(), fault.says("en")) for fault in check(STUDY)] == []


def test_the_dictionary_knows_every_answer(answers: Answers) -> None:
    unknown = {column.code: one.unknown for column in answers.dictionary.kept() if column.kind != "text"
               for one in answers.readings(column.code) if one.unknown}
    assert unknown == {}


def test_every_question_and_every_value_is_said_in_three_languages(answers: Answers) -> None:
    for column in answers.dictionary:
        assert not column.label.gaps(), column.code
        for value in column.values:
            assert not column.labels[value].gaps(), (column.code, value)


def test_the_study_folder_holds_no_name_telephone_or_address() -> None:
    told = pq.read_table(STUDY / "fieldwork" / "answers.parquet").to_pydict()
    words = [cell for cells in told.values() for cell in cells] + list(told)
    assert not [word for word in words if re.search(r"@|\+7|\d{6,}", word)]


def test_the_telephones_of_the_form_export_cannot_exist() -> None:
    from openpyxl import load_workbook

    rows = list(load_workbook(EXAMPLES / "form-export.xlsx", read_only=True).worksheets[0].values)
    phones = [str(row[-1]) for row in rows[1:] if row[-1]]
    assert phones
    assert all(phone.startswith("+7 000 000 ") for phone in phones)
