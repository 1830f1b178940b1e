"""The wording that ships as data: whole lines, nothing lost behind a semicolon, three languages everywhere."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from qabilet.study.instrument.wording import wording

ITEMS = Path(__file__).resolve().parents[3] / "src" / "qabilet" / "data" / "items"


@pytest.mark.parametrize("table", sorted(path.name for path in ITEMS.glob("*.csv")))
def test_every_line_has_as_many_cells_as_its_head(table: str) -> None:
    with (ITEMS / table).open(encoding="utf-8-sig", newline="") as file:
        head, *lines = csv.reader(file, delimiter=";")
    assert [line for line in lines if len(line) != len(head)] == []


def test_every_phrase_stands_in_three_languages() -> None:
    assert [code for code, words in wording().phrases.items() if not all(words)] == []
