"""The hash of the answers: of a few people every answer could be guessed by it, so no report or findings bear it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.cycle.story import POINTS, item
from tests.journey.reproducing import NOW, study_of

from qabilet import workflow
from qabilet.cycle.analysis import Lattice
from qabilet.cycle.needs import NeedQuestion
from qabilet.cycle.sample import Design
from qabilet.study import digest
from qabilet.study.settings import Settings

PEOPLE = (("man", 3), ("woman", 5), ("man", 4), ("man", 2), ("woman", 1), ("man", 4))
SETTINGS = Settings(code="few", design=Design("census"), lattice=Lattice(("sex",)),
                    needs=(NeedQuestion("needs", "rating", items="rated"),))


@pytest.mark.parametrize("synthetic", [False, True])
def test_only_invented_answers_have_their_hash_told(tmp_path: Path, synthetic: bool) -> None:
    columns = [item("sex", kind="one", values=("man", "woman")), item("law", "rated", values=POINTS),
               item("talks", "rated", values=POINTS)]
    study = study_of(tmp_path / "study", columns, [{"sex": sex, "law": one, "talks": 6 - one} for sex, one in PEOPLE],
                     replace(SETTINGS, synthetic=synthetic))
    workflow.analyse(study, NOW, work=True)
    workflow.report(study, tmp_path / "report", ("en",), NOW)
    told = digest(study / "fieldwork" / "answers.parquet")
    assert told is not None
    files = {path.name: path.read_text("utf-8") for path in [*(tmp_path / "report").iterdir(),
                                                             study / "analysis" / "findings.json"] if path.is_file()}
    assert {"findings.json", "reproduce.R"} < set(files)
    bearing = {name for name, text in files.items() if told in text}
    assert bearing == ({name for name in files if name != "reproduce.R"} if synthetic else set())
    assert told in (study / "analysis" / "work.json").read_text("utf-8")  # of the researchers alone
    inputs = (study / "analysis" / "inputs.sha256").read_text("ascii").strip()  # stays in the folder
    assert len(inputs) == 64
    assert not any(inputs in text for text in files.values())
