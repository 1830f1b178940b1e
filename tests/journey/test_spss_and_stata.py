"""Out to SPSS or Stata and back in: the second study says of every question what the first one said."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from qabilet.cli import main
from qabilet.cycle.instrument import Column, reader
from qabilet.study.formats import read_dictionary

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/akims-2023"


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    code = main([*words, "--json"])
    said = json.loads(capsys.readouterr().out)
    assert code == 0, said["faults"]
    return dict(said["result"])


def answers(root: Path) -> dict[str, tuple[Column, Counter[object]]]:
    """Of each column how often each answer was given, by its place among the values, and why others are missing."""
    dictionary, _ = read_dictionary((root / "fieldwork/answers.dictionary.csv").read_bytes())
    table = parquet.read_table(root / "fieldwork/answers.parquet")
    out = {}
    for column in dictionary.kept():
        read = reader(column.with_(reverse=False))  # a file holds answers as they were given
        found = [read(cell) for cell in table.column(column.header).to_pylist()]
        assert not any(one.unknown for one in found) or column.kind == "text", column.code
        out[column.code] = column, Counter((one.codes, one.number, one.missing) for one in found)
    return out


@pytest.mark.parametrize("name", ["back.sav", "back.zsav", "back.dta"])
def test_a_study_comes_back_from_spss_and_stata(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "study", ignore=shutil.ignore_patterns(".*", "analysis")))
    ran(capsys, "convert", str(root), "--to", name, "--work", "--lang", "ru")
    file = next((root / "analysis/export").glob(f"*{Path(name).suffix}"))
    ran(capsys, "adopt", str(file), "--to", str(tmp_path / "again"), "--lang", "ru")
    first, second = answers(root), answers(tmp_path / "again")
    assert first.keys() == second.keys()
    for code, (column, counts) in first.items():
        other, again = second[code]
        if column.kind in ("one", "rating", "ranking", "many", "number"):
            assert (other.kind, again) == (column.kind, counts), code
        if column.kind in ("one", "rating", "many"):
            assert [other.value_name(value).ru for value in other.values] == \
                [column.value_name(value).ru for value in column.values], code
    ran(capsys, "analyse", str(tmp_path / "again"))


def test_sets_stay_many_choices_beside_a_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the file tells of its own cells holds, though the form knows the question by other codes."""
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "study"))
    made = ran(capsys, "convert", str(root), "--to", "back.sav", "--work")
    back = tmp_path / "again"
    found = next((root / "analysis/export").glob("back*.sav"))
    assert made
    ran(capsys, "adopt", str(found), "--to", str(back), "--form", str(root / "instrument/form.xlsx"))
    many = {code: counts for code, (column, counts) in answers(root).items() if column.kind == "many"}
    assert many
    assert {code: counts for code, (_, counts) in answers(back).items() if code in many} == many
