"""A sample is laid out as it was drawn: units, strata, stages, and the degrees of freedom they leave."""

from __future__ import annotations

import numpy as np
import pytest
from survey_designs import columns, declared, stored, survey

from qabilet.stats.survey.layout import lay_out
from qabilet.stats.survey.rows import ArrayRows
from qabilet.stats.survey.sample_design import SampleDesign, Stage
from qabilet.stats.survey.spread import degrees


@pytest.mark.parametrize("name", sorted(stored()))
def test_every_design_has_the_degrees_of_freedom_r_gives_it(name: str) -> None:
    assert degrees(survey(name).layout) == stored()[name]["answer"]["degf"]


def test_the_layout_does_not_depend_on_how_the_rows_are_split_or_ordered() -> None:
    data = columns("strat_two_stage")
    shuffled = np.random.default_rng(1).permutation(len(data["row"]))
    whole = lay_out(ArrayRows(data, 10_000), declared("strat_two_stage"))
    parts = lay_out(ArrayRows({name: column[shuffled] for name, column in data.items()}, 7),
                    declared("strat_two_stage"))
    for one, other in zip(whole.levels, parts.levels, strict=True):
        assert one.rows == other.rows
        assert all(np.array_equal(getattr(one, name), getattr(other, name))
                   for name in ("stratum", "drawn", "size", "parent"))


def test_without_the_first_stage_s_size_a_second_stage_bears_nothing() -> None:
    design = SampleDesign((Stage("pid"), Stage("", "", "n2")), "w")
    assert len(lay_out(ArrayRows(columns("two_stage")), design).levels) == 1


def test_a_size_that_differs_within_a_stratum_is_refused_however_the_rows_are_split() -> None:
    data = columns("strat_fpc")
    data["n1"] = data["n1"] + (data["row"] == data["row"].max())
    for size in (5, 1000):
        with pytest.raises(ValueError, match="n1 differs within a stratum"):
            lay_out(ArrayRows(data, size), declared("strat_fpc"))


def test_more_units_than_the_population_has_are_refused() -> None:
    with pytest.raises(ValueError, match="less than the units drawn"):
        lay_out(ArrayRows({"x": np.ones(5), "n": np.full(5, 4.0)}), SampleDesign((Stage(size="n"),)))


def test_a_missing_negative_or_endless_weight_is_refused() -> None:
    for weight in (np.array([1.0, np.nan]), np.array([1.0, -1.0]), np.array([1.0, np.inf])):
        with pytest.raises(ValueError, match="weight"):
            lay_out(ArrayRows({"w": weight}), SampleDesign(weight="w"))


@pytest.mark.parametrize("name", ["strat_clus", "strat_two_stage", "clus"])
def test_units_are_found_alike_by_tables_of_combinations_of_units_and_by_sorting(
        name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data, design = columns(name), declared(name)
    by_combinations = lay_out(ArrayRows(data, 7), design)
    for room in (len(data["row"]), 0):  # room for the units' codes; for nothing
        monkeypatch.setattr("qabilet.stats.survey.layout.ROOM", room)
        other = lay_out(ArrayRows(data, 7), design)
        assert np.array_equal(other.leaf(data), by_combinations.leaf(data))
        assert np.array_equal(other.keys, by_combinations.keys)
        assert other.most == by_combinations.most


def test_clusters_numbered_anew_in_each_stratum_are_not_taken_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {"h": np.array([1, 1, 2, 2]), "c": np.array([1, 2, 1, 2])}
    design = SampleDesign((Stage("c", "h"),))
    for room in (10, 3, 0):
        monkeypatch.setattr("qabilet.stats.survey.layout.ROOM", room)
        found = lay_out(ArrayRows(data, 2), design)
        assert found.leaf(data).tolist() == [0, 1, 2, 3]
        assert not found.nested


def test_clusters_numbered_through_are_told_by_their_number_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {"h": np.array([2, 1, 2, 1]), "c": np.array([1, 2, 3, 4])}
    monkeypatch.setattr("qabilet.stats.survey.layout.ROOM", 4)
    found = lay_out(ArrayRows(data, 3), SampleDesign((Stage("c", "h"),)))
    assert found.nested
    assert found.leaf(data).tolist() == [2, 0, 3, 1]
    assert found.levels[0].stratum.tolist() == [0, 0, 1, 1]
