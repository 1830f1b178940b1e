"""The two-stage example as R's survey analyses it: every step of the weights, means, shares, parts and quartiles."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import two_stage_table
from test_two_stage import OCCASION, STUDY, cell

from qabilet import workflow
from qabilet.cycle.analysis import Finding, Sheet, restore

CASES = {case["given"]["weights"]: case["answer"] for case in json.loads(
    (two_stage_table.TABLE.parent / "example_two_stage.json").read_text(encoding="utf-8"))["cases"]}
RESPONSE = 'response = ["part", "first_elected"]\n'
RAKING = 'margins = [["region"], ["office"], ["gender"]]\nmethod = "raking"\n'
DECLARED = {"drawn": "", "cells": RESPONSE, "post": 'post = ["office"]\n', "raked": RESPONSE + RAKING}
Both = tuple[dict[str, Sheet], Any, float]
CLOSE = {"drawn": 1e-8, "cells": 1e-8, "post": 1e-8, "raked": 1e-6}


def analysed(root: Path, weights: str) -> dict[str, Sheet]:
    """The example with other steps of weighting."""
    shutil.copytree(STUDY, root)
    settings = (root / "study.toml").read_text(encoding="utf-8")
    assert RESPONSE + RAKING in settings
    (root / "study.toml").write_text(settings.replace(RESPONSE + RAKING, DECLARED[weights]), encoding="utf-8")
    workflow.analyse(root, OCCASION, work=True)
    # The work view, for what is released is rounded.
    written = json.loads((root / "analysis" / "work.json").read_text(encoding="utf-8"))
    return {sheet.key: sheet for sheet in map(restore, written["sheets"])}


@pytest.fixture(scope="module", params=DECLARED)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """Our sheets, R's answer, and how close they must be."""
    name = str(request.param)
    return analysed(tmp_path_factory.mktemp(name) / STUDY.name, name), CASES[name], CLOSE[name]


def found(sheets: dict[str, Sheet], name: str) -> Finding:
    """The finding about a column: a need, the years, a statement, or one of the channels."""
    if name.startswith("need_"):
        return cell(sheets, "needs/need", name, "mean")
    if name.startswith("channels."):
        return sheets["profile/channels"].rows[int(name.removeprefix("channels.")) - 1].cells["share"]
    return cell(sheets, *{"seniority": ("profile/seniority", "all"),
                          "interaction_means": ("profile/interaction", "interaction_means")}[name], "mean")


def test_the_table_r_reads_is_the_example() -> None:
    assert two_stage_table.TABLE.read_text(encoding="utf-8") == two_stage_table.table()


def test_means_with_their_intervals(both: Both) -> None:
    sheets, answer, close = both
    assert len(answer["means"]) == 16
    for one in answer["means"]:
        ours = found(sheets, one["name"])
        assert ours.value == pytest.approx(one["value"], rel=close), one["name"]
        if not one["name"].startswith("channels."):  # shares have an interval that stays within 0 and 1
            assert [ours.low, ours.high] == pytest.approx(one["interval"], rel=close), one["name"]


def test_parts_of_the_country(both: Both) -> None:
    sheets, answer, close = both
    told = {row.facts["level"]: row.cells["mean"] for row in sheets["needs/need/by/part"].rows
            if row.facts["item"] == "need_legal"}
    assert set(told) == {one["part"] for one in answer["by_part"]}
    for one in answer["by_part"]:
        assert told[one["part"]].value == pytest.approx(one["value"], rel=close)
        assert [told[one["part"]].low, told[one["part"]].high] == pytest.approx(one["interval"], rel=close)


def test_quartiles_of_the_years(both: Both) -> None:
    sheets, answer, close = both
    told = [cell(sheets, "profile/seniority", "all", name) for name in ("p25", "median", "p75")]
    assert [one.value for one in told] == pytest.approx(answer["quartiles"], rel=close)
    assert [end for one in told for end in (one.low, one.high)] == pytest.approx(answer["ends"], rel=close)


def test_shares_of_a_one_choice_question(both: Both) -> None:
    sheets, answer, close = both
    told = [cell(sheets, "profile/first_elected", value, "share").value for value in ("да", "нет")]
    assert told == pytest.approx(answer["first_elected"]["value"], rel=close)


def test_what_the_weights_are_like(both: Both) -> None:
    sheets, answer, _ = both
    last = sheets["weights"].rows[-1].cells  # told to two digits, the sum to three
    assert last["total"].value == pytest.approx(answer["sum"], rel=5e-3)
    assert last["deff"].value == pytest.approx(answer["kish"], abs=0.05)
    assert last["effective"].value == pytest.approx(answer["effective"], rel=0.05)
    assert [last[name].value for name in ("p25", "median", "p75")] == pytest.approx(answer["quarters"], rel=0.05)
