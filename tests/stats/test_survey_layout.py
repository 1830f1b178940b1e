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


def test_a_missing_or_negative_weight_is_refused() -> None:
    for weight in (np.array([1.0, np.nan]), np.array([1.0, -1.0])):
        with pytest.raises(ValueError, match="weight"):
            lay_out(ArrayRows({"w": weight}), SampleDesign(weight="w"))
