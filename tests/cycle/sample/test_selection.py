"""The draw by a plan: everybody has the probability written beside them, reserves wait in their cell, seeds repeat."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cycle.sample.register_of import REGISTER, factor, register

from qabilet.cycle.sample import DrawPlan, Factor, Frame, draw
from qabilet.errors import QabiletError

STRATIFIED = DrawPlan("stratified", 20260301, n=40, strata=("region",), reserves=0.5)
TWO_STAGE = DrawPlan("cluster", 20260301, clusters=6, per_cluster=5, strata=("region",), cluster="district",
                     method="pps", reserves=0.4)


def region(frame: Frame, place: int) -> str:
    return frame.columns["region"].at(place)


def test_the_same_seed_draws_the_same_and_another_seed_draws_others() -> None:
    assert draw(REGISTER, STRATIFIED) == draw(REGISTER, STRATIFIED)
    other = DrawPlan("stratified", 20260302, n=40, strata=("region",), reserves=0.5)
    places = [[one.place for one in draw(REGISTER, plan).people] for plan in (STRATIFIED, other)]
    assert places[0] != places[1]


def test_what_is_drawn_in_one_stratum_does_not_hang_on_the_others() -> None:
    alone = register({"north": {"d1": 12, "d2": 30, "d3": 7, "d4": 21}})
    together = register({"north": {"d1": 12, "d2": 30, "d3": 7, "d4": 21}, "south": {"d1": 70}})
    north = [one.place for one in draw(alone, DrawPlan("stratified", 3, n=10, strata=("region",))).people]
    both = [one.place for one in draw(together, DrawPlan("stratified", 3, n=20, strata=("region",))).people
            if region(together, one.place) == "north"]
    assert north == both


def test_weights_of_a_stratified_sample_add_up_to_the_register_in_every_stratum() -> None:
    sample = draw(REGISTER, STRATIFIED)
    for cell in sample.cells:
        weights = [one.weight for one in sample.main if sample.cells[one.cell] is cell]
        assert len(weights) == cell.drawn == cell.strata_drawn
        assert sum(weights) == pytest.approx(cell.strata_units)
        assert cell.weight * cell.probability == pytest.approx(1)


def test_reserves_are_others_of_the_same_stratum_in_their_order() -> None:
    sample = draw(REGISTER, STRATIFIED)
    assert len({one.place for one in sample.people}) == len(sample.people)
    for at, cell in enumerate(sample.cells):
        reserves = [one for one in sample.people if one.cell == at and one.role == "reserve"]
        assert [one.order for one in reserves] == list(range(1, len(reserves) + 1))
        assert len(reserves) == min(-(-cell.drawn // 2), cell.units - cell.drawn)
        assert all((region(REGISTER, one.place),) == cell.stratum for one in reserves)


def test_reserves_do_not_change_who_is_drawn() -> None:
    without = DrawPlan("stratified", 20260301, n=40, strata=("region",))
    assert [one.place for one in draw(REGISTER, STRATIFIED).main] == [one.place for one in draw(REGISTER, without).main]


def test_reserves_that_do_not_exist_are_told() -> None:
    plan = DrawPlan("stratified", 1, n=145, strata=("region",), reserves=1.0)
    assert "SAMPLE_106" in [one.code for one in draw(REGISTER, plan).cautions]


def test_two_stages_with_probability_proportional_to_size_are_self_weighting_within_a_stratum() -> None:
    sample = draw(REGISTER, TWO_STAGE)
    assert sample.clustered
    for cell in sample.cells:
        assert cell.weight == pytest.approx(cell.units / (cell.drawn * cell.probability))
    for stratum in ("north", "south"):
        weights = {round(cell.weight, 9) for cell in sample.cells
                   if cell.stratum == (stratum,) and cell.probability < 1 and cell.drawn == 5}
        assert len(weights) == 1


def test_without_strata_two_stages_are_self_weighting() -> None:
    even = register({"all": {f"d{place:02d}": 20 + place for place in range(30)}})
    plan = DrawPlan("cluster", 5, n=60, per_cluster=6, cluster="district", method="pps")
    sample = draw(even, plan)
    assert sample.self_weighting
    assert len(sample.main) == 60
    assert sample.main[0].weight == pytest.approx(len(even) / 60)


def test_clusters_too_small_or_certain_are_told() -> None:
    codes = [one.code for one in draw(REGISTER, DrawPlan("cluster", 1, clusters=9, per_cluster=5, cluster="district",
                                                         strata=("region",), method="pps")).cautions]
    assert codes == ["SAMPLE_103", "SAMPLE_104"]


def test_one_stage_takes_whole_clusters() -> None:
    sample = draw(REGISTER, DrawPlan("cluster", 4, clusters=6, cluster="district", strata=("region",)))
    assert {(cell.units, cell.drawn) for cell in sample.cells} == {(cell.units, cell.units) for cell in sample.cells}
    assert len(sample.main) == sum(cell.units for cell in sample.cells)
    assert Counter(one.cell for one in sample.main) == {at: cell.units for at, cell in enumerate(sample.cells)}


def test_a_census_takes_everybody_with_weight_one() -> None:
    sample = draw(REGISTER, DrawPlan("census"))
    assert [one.place for one in sample.main] == list(range(len(REGISTER)))
    assert sample.self_weighting
    assert sample.main[0].weight == 1


def test_the_sort_of_a_systematic_draw_spreads_it_over_the_levels() -> None:
    plan = DrawPlan("simple", 9, n=30, method="systematic", sort=("sex",))
    women = sum(REGISTER.columns["sex"].at(one.place) == "f" for one in draw(REGISTER, plan).main)
    share = (REGISTER.columns["sex"].codes == 0).mean()
    assert abs(women - 30 * share) <= 1


def test_people_with_a_size_are_drawn_in_proportion_to_it() -> None:
    plan = DrawPlan("simple", 9, n=12, method="sampford", size="staff")
    sample = draw(REGISTER, plan)
    sizes = REGISTER.sizes["staff"]
    assert len(sample.main) == 12
    assert all(one.probability == pytest.approx(12 * sizes[one.place] / sum(sizes)) for one in sample.main)
    assert all(one.weight == pytest.approx(1 / one.probability) for one in sample.main)


def test_a_stratum_of_one_is_taken_and_a_register_of_one_too() -> None:
    frame = register({"one": {"d": 1}, "two": {"d": 2}, "many": {"d": 30}})
    sample = draw(frame, DrawPlan("stratified", 1, n=10, strata=("region",)))
    assert {cell.stratum: cell.drawn for cell in sample.cells} == {("many",): 7, ("one",): 1, ("two",): 2}
    alone = Frame(["P1"], {"sex": factor(["f"])})
    assert [one.place for one in draw(alone, DrawPlan("simple", 1, n=1)).main] == [0]


def test_combinations_of_very_many_levels_are_told_apart() -> None:
    """Four columns of 60,000 levels have more combinations than 64 bits can number."""
    names = [f"{place:05d}" for place in range(60_000)]
    places = np.arange(60_000)
    frame = Frame(names, {name: Factor(tuple(names), np.roll(places, shift)) for shift, name in enumerate("abcd")})
    groups = frame.groups(("a", "b", "c", "d"))
    assert len(groups) == 60_000
    assert all(key == (names[at], names[at - 1], names[at - 2], names[at - 3]) for at, key in enumerate(groups))


def test_one_unit_of_a_larger_stratum_is_doubted() -> None:
    plan = DrawPlan("stratified", 1, n=3, strata=("region",), least=1)
    assert [one.code for one in draw(REGISTER, plan).cautions] == ["SAMPLE_105"]


def test_sizes_that_do_not_suffice_are_refused() -> None:
    frame = Frame(["a", "b", "c"], {}, {"staff": [1, 0, 0]})
    with pytest.raises(QabiletError) as error:
        draw(frame, DrawPlan("simple", 1, n=2, method="pps", size="staff"))
    assert error.value.code == "SAMPLE_005"


@given(st.integers(0, 10**6), st.sampled_from(["simple", "systematic", "pps", "sampford"]),
       st.sampled_from([None, 1, 4, 100]), st.integers(6, 9))
def test_weights_of_clusters_are_unbiased_whatever_the_plan(seed: int, method: str, per_cluster: int | None,
                                                           clusters: int) -> None:
    plan = DrawPlan("cluster", seed, clusters=clusters, per_cluster=per_cluster, strata=("region",), cluster="district",
                    method=method)  # type: ignore[arg-type]
    sample = draw(REGISTER, plan)
    assert len(sample.cells) == clusters
    assert len({(cell.stratum, cell.cluster) for cell in sample.cells}) == clusters
    for one in sample.main:
        assert one.weight * one.probability == pytest.approx(1)
    if method in ("pps", "sampford"):
        assert sum(one.weight for one in sample.main) == pytest.approx(len(REGISTER))


@pytest.mark.slow
def test_over_many_seeds_everybody_comes_as_often_as_their_probability_says() -> None:
    draws = 3000
    for plan in (STRATIFIED, TWO_STAGE, DrawPlan("cluster", clusters=6, per_cluster=5, strata=("region",),
                                                 cluster="district", method="sampford")):
        times, chance = np.zeros(len(REGISTER)), np.zeros(len(REGISTER))
        for seed in range(draws):
            sample = draw(REGISTER, DrawPlan(plan.kind, seed, n=plan.n, clusters=plan.clusters, strata=plan.strata,
                                             per_cluster=plan.per_cluster, cluster=plan.cluster, method=plan.method))
            for one in sample.main:
                times[one.place] += 1
                chance[one.place] = one.probability
        spread = np.sqrt(np.maximum(chance * (1 - chance) / draws, 1e-12))
        assert (np.abs(times / draws - chance) / spread).max() < 4.5
