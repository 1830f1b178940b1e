"""Labels that are missing in a language are told, so that no report falls back in silence."""

from __future__ import annotations

import shutil
from pathlib import Path

from qabilet.study import open_study

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "akims-2023"


def test_a_dictionary_with_all_its_words_raises_no_doubt() -> None:
    assert [one.code for one in open_study(EXAMPLE).cautions] == []


def test_words_missing_in_one_language_are_counted_and_the_first_is_named(tmp_path: Path) -> None:
    study = Path(shutil.copytree(EXAMPLE, tmp_path / "study"))
    path = study / "fieldwork" / "answers.dictionary.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace(";Жасы, жыл;", ";;"), encoding="utf-8-sig")
    doubt = next(one for one in open_study(study).cautions if one.code == "STUDY_037")
    assert (doubt.facts["languages"], doubt.facts["count"], doubt.facts["first"]) == ("kk", 1, "age")
