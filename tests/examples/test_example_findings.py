"""What the program tells about the example agrees with the published figures and promises no more than it may."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from example_answers import STUDY
from test_published import NAMES

from qabilet import workflow
from qabilet.cycle.analysis import Finding, Sheet
from qabilet.study import read_findings
from qabilet.text import LANGS, Lang, say

OCCASION = workflow.Occasion(datetime(2026, 5, 4, 9, 0, tzinfo=UTC), "tester", "0")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example, analysed."""
    root = tmp_path_factory.mktemp("example") / STUDY.name
    shutil.copytree(STUDY, root)
    workflow.analyse(root, OCCASION)
    return root


@pytest.fixture(scope="module")
def sheets(study: Path) -> dict[str, Sheet]:
    return {sheet.key: sheet for sheet in read_findings(study).sheets}


def cell(sheets: dict[str, Sheet], key: str, row: str, column: str) -> Finding:
    return {one.code: one for one in sheets[key].rows}[row].cells[column]


def places(sheets: dict[str, Sheet], key: str) -> list[str]:
    rows = sorted(sheets[key].rows, key=lambda row: row.cells["rank"].value or 0)
    return [row.code for row in rows]


def test_250_akims_of_2345_and_50_deputies_are_told(sheets: dict[str, Sheet], published: dict[str, Any]) -> None:
    assert cell(sheets, "sample/akim", "all", "n").value == published["survey"]["akims"]
    assert cell(sheets, "sample/akim", "all", "population").value == published["population"]["total"]
    assert cell(sheets, "sample/deputy", "all", "n").value == published["survey"]["maslikhat_deputies"]


def test_the_mean_age_is_told(sheets: dict[str, Sheet], published: dict[str, Any]) -> None:
    assert cell(sheets, "profile/akim/age", "all", "mean").value == pytest.approx(published["age"]["mean"], abs=1e-9)


def test_the_share_over_ten_years_is_told_with_its_246(sheets: dict[str, Sheet], published: dict[str, Any]) -> None:
    found = cell(sheets, "profile/akim/residence", "более 10 лет", "share")
    assert found.value is not None
    assert round(100 * found.value, 1) == published["lived_in_the_area_over_10_years"]
    assert found.n == published["lived_in_the_area_smallest_counts"]["answered"]


def test_the_blanks_behind_it_are_told(sheets: dict[str, Sheet]) -> None:
    row = {one.code: one for one in sheets["missing/akim"].rows}["residence"]
    assert (row.cells["answered"].value, row.cells["refused"].value) == (246, 4)


def test_the_share_who_expect_a_positive_effect_is_told(sheets: dict[str, Sheet], published: dict[str, Any]) -> None:
    found = cell(sheets, "profile/akim/elections", "окажут положительное влияние", "share")
    assert found.value == pytest.approx(published["expects_positive_effect_of_elections"] / 100, abs=1e-12)


def test_the_needs_of_akims_stand_in_the_published_order(sheets: dict[str, Sheet], published: dict[str, Any]) -> None:
    told = {row.code: row.facts.get("competence", row.code) for row in sheets["needs/akim/knowledge"].rows}
    order = [NAMES[name].removeprefix("knowledge_") for name in published["needs_order"]]
    competences = {"finance": "financial-literacy", "communication": "communication", "legal": "legal-literacy",
                   "digital": "digital-literacy", "mediation": "mediation"}
    assert [told[code] for code in places(sheets, "needs/akim/knowledge")] == [competences[name] for name in order]


def test_the_order_is_told_with_the_places_each_need_may_have(sheets: dict[str, Sheet]) -> None:
    sets = [(row.cells["rank"].low, row.cells["rank"].high) for row in sheets["needs/akim/knowledge"].rows]
    assert all(low is not None and high is not None and low <= high for low, high in sets)
    # Neither all in one heap nor every place certain: an example worth looking at.
    assert 0 < sum(low == high for low, high in sets) < 5


def test_the_two_scale_module_stands_beside_the_ranking(sheets: dict[str, Sheet]) -> None:
    assert sheets["needs/akim/module"].kind == "needs-two-scale"
    assert len(sheets["needs/akim/module"].rows) == 9


def test_both_sides_are_told_and_they_differ(sheets: dict[str, Sheet]) -> None:
    assert {"akim", "deputy"} <= set(sheets["needs/sides/knowledge"].columns)
    assert places(sheets, "needs/akim/knowledge")[0] != places(sheets, "needs/deputy/knowledge")[0]


def test_no_number_claims_that_chance_chose_the_people(sheets: dict[str, Sheet]) -> None:
    bases = {found.basis for sheet in sheets.values() for row in sheet.rows for found in row.cells.values()}
    assert bases == {"none", "model"}
    assert {sheet.design for sheet in sheets.values()} == {"quota"}


def test_the_table_of_two_dimensions_is_shown_in_part(sheets: dict[str, Sheet]) -> None:
    counts = [row.cells["sample"] for row in sheets["register/akim/region*office"].rows]
    assert any(found.withheld for found in counts)
    assert any(found.value for found in counts)


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_the_report_tells_the_published_figures_and_no_margin_of_error(
        lang: Lang, study: Path, tmp_path: Path) -> None:
    page, _ = workflow.report(study, tmp_path, (lang,), OCCASION)
    words = re.sub(r"<(style|script)\b.*?</\1>|<[^>]+>", " ", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    told = re.sub(r"[\s\u00a0\u202f]+", " ", words)
    comma = "." if lang == "en" else ","
    percent = "%" if lang == "en" else " %"
    assert f"69{comma}1{percent}" in told
    assert f"74{comma}0{percent}" in told or f"74{percent}" in told
    assert "±" not in told
    assert say(lang, "The people in this example are synthetic") in told


def test_every_sheet_and_row_of_the_example_is_named_in_three_languages(sheets: dict[str, Sheet]) -> None:
    cyrillic = re.compile("[а-яА-Я]")
    for key, sheet in sheets.items():
        for name in (sheet.title, *(row.label for row in sheet.rows)):
            assert not cyrillic.search(name.en), (key, name.en)
            assert name.en == "" or name.kk, (key, name.en)
