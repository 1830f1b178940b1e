"""Who answered: profiles, missing answers, the register, opinions, scales."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.cycle.story import evidence, item, row, sheet, value

from qabilet.cycle.analysis import Audience, Derived, Lattice
from qabilet.cycle.needs import NeedQuestion, ScaleQuestion
from qabilet.cycle.sample import Design, Population
from qabilet.text import Text

REGION = item("region", kind="one", values=["north", "south"])


def test_a_share_comes_with_its_k_its_n_and_wilsons_interval(tmp_path: Path) -> None:
    found = evidence(tmp_path, [REGION], [{"region": "north"}] * 30 + [{"region": "south"}] * 10)
    cell = row(found, "profile/region", "north").cells["share"]
    assert (cell.value, cell.count, cell.n) == (0.75, 30, 40)
    # R: prop.test(30, 40, correct = FALSE)$conf.int
    assert (cell.low, cell.high) == (pytest.approx(0.598060385792), pytest.approx(0.858128813609))


def test_the_answers_that_are_missing_are_counted_by_reason(tmp_path: Path) -> None:
    column = item("age", kind="number", missing={"": "refused", "999": "cannot judge", "n/a": "not relevant"})
    found = evidence(tmp_path, [column], [{"age": cell} for cell in ("44", "", "", "999", "n/a", "51 лет")])
    cells = row(found, "missing", "age").cells
    assert {name: cell.value for name, cell in cells.items()} == {
        "answered": 2, "not_asked": 0, "not_relevant": 1, "refused": 2, "cannot_judge": 1}


def test_two_halves_of_one_thing_are_told_apart_in_every_language_and_not_by_their_codes(tmp_path: Path) -> None:
    halves = [item(code, group, label=Text("құқық", "право", "law"), competence="law")
              for code, group in (("i_law", "imp"), ("c_law", "can"))]
    asked = NeedQuestion("two", "two-scale", importance="imp", competence="can")
    found = evidence(tmp_path, halves, [{"i_law": 5, "c_law": 2}] * 10, needs=[asked])
    assert [row(found, "missing", code).label.shown(lang) for code in ("i_law", "c_law") for lang in ("kk", "ru")] == [
        "құқық (маңыздылығы)", "право (важность)", "құқық (меңгеру деңгейі)", "право (уровень владения)"]


def test_a_number_has_its_mean_and_quartiles_of_those_who_gave_one(tmp_path: Path) -> None:
    ages = [25, 30, 44, 44, 51, 64, 40, 41]
    found = evidence(tmp_path, [item("age", kind="number")], [{"age": age} for age in [*ages, ""]])
    cells = row(found, "profile/age", "all").cells
    assert (cells["mean"].value, cells["mean"].n) == (np.mean(ages), 8)
    assert cells["median"].value == np.median(ages)


def test_many_choices_are_split_though_an_option_holds_the_separator(tmp_path: Path) -> None:
    options = ["Budget, planning and reporting", "Budget", "Law"]
    column = item("topics", kind="many", values=options, separator=",")
    cells = ["Budget, planning and reporting, Law", "Law,Budget", " law ", ""]
    found = evidence(tmp_path, [column], [{"topics": cell} for cell in cells])
    assert [row(found, "profile/topics", option).cells["count"].value for option in options] == [1, 1, 3]
    assert row(found, "profile/topics", "Law").cells["share"].n == 3


def test_other_spellings_count_as_the_value_they_are_merged_into(tmp_path: Path) -> None:
    column = item("office", kind="one", values=["village", "city"], merge={"Vilage": "village"})
    found = evidence(tmp_path, [column], [{"office": cell} for cell in ("village", "vilage", "VILLAGE ", "city")])
    assert value(found, "profile/office", "village", "count") == 3


def test_bands_of_a_number_become_a_dimension(tmp_path: Path) -> None:
    bands = Derived("band", "age", Text.same("Age"), breaks=(30, 50))
    found = evidence(tmp_path, [item("age", kind="number")], [{"age": age} for age in (25, 30, 49, 50, 64, "")],
                     lattice=Lattice(("band",), derived=(bands,)))
    assert [(one.code, one.cells["count"].value) for one in sheet(found, "profile/band").rows] == [
        ("<30", 1), ("30\u201349", 2), ("50+", 2)]
    assert found.counts[""].array.tolist() == [1, 2, 2, 1]


def test_levels_of_a_choice_become_a_dimension(tmp_path: Path) -> None:
    new = Derived("newcomer", "years", levels={"0-1": "new", "1-3": "new", "4+": "experienced"})
    column = item("years", kind="one", values=["0-1", "1-3", "4+", "unsure"])
    found = evidence(tmp_path, [column], [{"years": cell} for cell in ("0-1", "1-3", "4+", "unsure")],
                     lattice=Lattice(("newcomer",), derived=(new,)))
    assert [one.cells["count"].value for one in sheet(found, "profile/newcomer").rows] == [2, 1]


def test_the_sample_stands_beside_the_register(tmp_path: Path) -> None:
    register = Population.of(("region",), [("north",)] * 90 + [("south",)] * 10)
    found = evidence(tmp_path, [REGION], [{"region": "north"}] * 6 + [{"region": "south"}] * 6,
                     design=Design("quota", ("region",)), lattice=Lattice(("region",)), populations={"": register})
    cells = row(found, "register/region", "north").cells
    assert (cells["sample"].value, cells["sample_share"].value) == (6, 0.5)
    assert (cells["register"].value, cells["register_share"].value) == (90, 0.9)
    assert value(found, "sample", "all", "population") == 100


def test_two_dimensions_stand_against_the_register_where_the_table_is_declared(tmp_path: Path) -> None:
    columns = [REGION, item("office", kind="one", values=["village", "city"])]
    register = Population.of(("region", "office"), [("north", "village")] * 3 + [("south", "city")] * 2)
    found = evidence(tmp_path, columns, [{"region": "north", "office": "village"}] * 4, populations={"": register},
                     lattice=Lattice(("region", "office"), (("region", "office"),)))
    assert {one.code: (one.cells["sample"].value, one.cells["register"].value)
            for one in sheet(found, "register/region*office").rows} == {"north|village": (4, 3), "south|city": (0, 2)}


def test_a_simple_sample_of_a_small_register_has_a_smaller_error_and_a_census_none(tmp_path: Path) -> None:
    rows = [{"age": age} for age in range(30, 70)]
    columns = [item("age", kind="number")]

    def width(design: Design) -> float | None:
        cell = row(evidence(tmp_path, columns, rows, design=design), "profile/age", "all").cells["mean"]
        return None if cell.low is None or cell.high is None else cell.high - cell.low

    large, small = width(Design("simple")), width(Design("simple", population=50))
    assert large is not None
    assert small is not None
    assert small == pytest.approx(large * np.sqrt(1 - 40 / 50))
    assert width(Design("census")) is None


def test_a_grid_of_opinions_is_a_sheet_with_its_points_in_words(tmp_path: Path) -> None:
    words = ("no", "partly", "yes")
    columns = [item(code, "opinions", values=words, role="opinion", question="Do you agree?") for code in "ab"]
    found = evidence(tmp_path, columns, [{"a": "yes", "b": "no"}] * 8)
    grid = sheet(found, "profile/opinions")
    assert (grid.kind, grid.facts["points"], grid.title.en) == ("profile-rating", 3, "Do you agree?")
    assert value(found, "profile/opinions", "a", "mean") == 3
    assert value(found, "profile/opinions", "b", "p1") == 1


def test_a_scale_of_items_that_agree_is_reliable(tmp_path: Path) -> None:
    columns = [item(code, "s", role="opinion") for code in "abc"]
    rows = [dict.fromkeys("abc", 1 + index % 5) for index in range(25)]
    found = evidence(tmp_path, columns, rows, scales=[ScaleQuestion("scale", "s")])
    assert value(found, "scales", "scale", "alpha") == pytest.approx(1)


def test_an_audience_nobody_of_which_answered_is_there_with_nobody(tmp_path: Path) -> None:
    columns = [item("who", kind="one", values=["akim", "deputy"]), REGION, item("age", kind="number")]
    found = evidence(tmp_path, columns, [{"who": "akim", "region": "north", "age": 40}] * 7, audience_column="who",
                     audiences=[Audience("akim"), Audience("deputy", "observer", "akim")],
                     lattice=Lattice(("region",)))
    assert found.n == {"akim": 7, "deputy": 0}
    assert value(found, "sample/deputy", "all", "n") == 0
    assert found.counts["akim"].array.sum() == 7


def test_a_question_nobody_answered_has_no_profile(tmp_path: Path) -> None:
    found = evidence(tmp_path, [REGION], [{}] * 5)
    assert not [one for one in found.sheets if one.key == "profile/region"]


def quota(tmp_path: Path, design: Design) -> tuple[float, float]:
    """The interval of a share that goes with the region: north says yes, south says no, with one exception each."""
    rows = [{"region": region, "sure": "yes" if (region == "north") != (index == 0) else "no"}
            for region in ("north", "south") for index in range(20)]
    found = evidence(tmp_path, [REGION, item("sure", kind="one", values=["yes", "no"])], rows, design=design)
    cell = row(found, "profile/sure", "yes").cells["share"]
    assert (cell.value, cell.count, cell.basis) == (0.5, 20, "model")
    assert cell.low is not None
    assert cell.high is not None
    return cell.low, cell.high


def test_what_the_quota_cells_explain_is_no_uncertainty(tmp_path: Path) -> None:
    # R: d <- data.frame(g = rep(c("n", "s"), each = 20), y = c(0, rep(1, 19), 1, rep(0, 19)))
    #    SE(svymean(~y, svydesign(~1, strata = ~g, data = d))): 0.03535534; Wilson on p (1 - p) / SE^2, t on 38 df
    low, high = quota(tmp_path, Design("quota", ("region",)))
    effective, t = 0.25 / 0.0353553390593**2, 2.02439416391
    half = t * np.sqrt(0.25 / effective + t**2 / (4 * effective**2)) / (1 + t**2 / effective)
    assert (low, high) == (pytest.approx(0.5 - half, rel=1e-8), pytest.approx(0.5 + half, rel=1e-8))
    wider = quota(tmp_path, Design("open"))
    assert wider[0] < low < high < wider[1]


def test_the_composition_a_quota_has_fixed_has_no_interval(tmp_path: Path) -> None:
    found = evidence(tmp_path, [REGION], [{"region": "north"}] * 30 + [{"region": "south"}] * 10,
                     design=Design("quota", ("region",)))
    cell = row(found, "profile/region", "north").cells["share"]
    assert (cell.value, cell.low, cell.basis) == (0.75, None, "none")


def test_quartiles_of_a_quota_sample_rest_on_its_cells(tmp_path: Path) -> None:
    rows = [{"region": region, "age": age + step} for region, step in (("north", 0), ("south", 30))
            for age in range(20, 40)]
    columns = [REGION, item("age", kind="number")]

    def width(design: Design) -> float:
        cell = row(evidence(tmp_path, columns, rows, design=design), "profile/age", "all").cells["p25"]
        assert cell.low is not None
        assert cell.high is not None
        return cell.high - cell.low

    assert width(Design("quota", ("region",))) < width(Design("open"))
