"""The example study as a reader of it sees it, and the figures it is held against."""

from __future__ import annotations

from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml
from example_answers import EXAMPLES, STUDY, Answers

from qabilet.study.formats import read_dictionary


@pytest.fixture(scope="session")
def answers() -> Answers:
    dictionary, cautions = read_dictionary((STUDY / "fieldwork" / "answers.dictionary.csv").read_bytes())
    assert not cautions
    table = pq.read_table(STUDY / "fieldwork" / "answers.parquet")
    return Answers(dictionary, table.to_pydict(), range(table.num_rows))


@pytest.fixture(scope="session")
def akims(answers: Answers) -> Answers:
    return answers.of("akim")


@pytest.fixture(scope="session")
def deputies(answers: Answers) -> Answers:
    return answers.of("deputy")


@pytest.fixture(scope="session")
def published() -> dict[str, Any]:
    """The figures the article prints."""
    figures: dict[str, Any] = yaml.safe_load((EXAMPLES / "published.yaml").read_text(encoding="utf-8"))
    return figures
