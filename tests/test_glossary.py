"""The glossary gives every word one meaning, in three languages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

GLOSSARY = Path(__file__).resolve().parents[1] / "GLOSSARY.md"


def rows() -> list[list[str]]:
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in cells if row[0] != "English" and not set(row[0]) <= {"-"}]


def test_every_word_stands_in_kazakh_russian_and_english_with_its_meaning() -> None:
    assert len(rows()) > 100
    assert [row for row in rows() if len(row) != 4 or not all(row)] == []


def test_no_word_has_two_meanings() -> None:
    for place, language in enumerate(("English", "Kazakh", "Russian")):
        words = Counter(row[place].casefold() for row in rows())
        assert [word for word, times in words.items() if times > 1] == [], language
