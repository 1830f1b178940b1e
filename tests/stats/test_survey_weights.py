"""Weights add up to what is known of the population, and say so where they cannot."""

from __future__ import annotations

import numpy as np
import pytest
from survey_designs import columns, survey
from weighting_cases import CASES, weighed

from qabilet.stats.survey.residuals import additive
from qabilet.stats.survey.rows import ArrayRows, Batch
from qabilet.stats.survey.sample_design import SampleDesign
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.weights.calibration import Total, calibrate
from qabilet.stats.survey.weights.cells import Margin
from qabilet.stats.survey.weights.post_strata import post_stratify, reweigh_respondents
from qabilet.stats.survey.weights.raking import rake
from qabilet.stats.survey.weights.trimming import trim
from qabilet.stats.survey.weights.weight_report import describe_weights, median_weight
from qabilet.stats.survey.weights.weighting_error import WeightingError


def small(**given: list[float]) -> Survey:
    return Survey.of(ArrayRows({name: np.array(column, dtype=np.float64) for name, column in given.items()}, 2),
                     SampleDesign(weight="w"))


def weights(of: Survey) -> np.ndarray:
    return np.concatenate(list(of.rows.map(of.columns, of.weight)))


def test_respondents_of_a_cell_stand_for_everybody_drawn_in_it() -> None:
    respondents = small(w=[2, 2, 3, 3, 3], g=[1, 1, 2, 2, 2])
    step = reweigh_respondents(respondents, ["g"], drawn={(1.0,): 10.0, (2.0,): 12.0})
    assert list(weights(respondents.after(step))) == [5, 5, 4, 4, 4]
    counted = reweigh_respondents(respondents, ["g"], counts={(1.0,): 5.0, (2.0,): 4.0})
    assert list(weights(respondents.after(counted))) == [5, 5, 4, 4, 4]


def test_a_cell_without_respondents_is_told_with_the_cell_to_merge_it_with() -> None:
    respondents = small(w=[1, 1, 1], region=[1, 1, 2], rank=[1, 3, 3])
    drawn = {(1.0, 1.0): 4.0, (1.0, 3.0): 4.0, (2.0, 1.0): 4.0, (2.0, 3.0): 4.0, (3.0, 2.0): 1.0}
    with pytest.raises(WeightingError) as told:
        reweigh_respondents(respondents, ["region", "rank"], drawn=drawn)
    assert told.value.reason == "nobody"
    assert told.value.columns == ("region", "rank")
    assert told.value.cells == ((2.0, 1.0), (3.0, 2.0))
    assert told.value.near == ((1.0, 1.0), (2.0, 3.0))


def test_what_cannot_be_a_margin_is_told() -> None:
    people = small(w=[1, 1, 1, 0], g=[1, 1, 2, 7], a=[1, 2, 1, 2], hole=[1, np.nan, 1, 1], late=[1, 1, 2, np.nan])
    one = Margin.of("g", {1: 10, 2: 10})
    for reason, margins in {
        "nobody": [Margin.of("g", {1: 10, 2: 10, 3: 1})], "unlisted": [Margin.of("g", {1: 10})],
        "no population": [Margin.of("g", {1: 10, 2: 0})], "missing": [Margin.of("hole", {1: 10})],
        "margins disagree": [one, Margin.of("a", {1: 10, 2: 11})],
    }.items():
        with pytest.raises(WeightingError) as told:
            rake(people, margins)
        assert told.value.reason == reason
    assert list(weights(people.after(rake(people, [Margin.of("late", {1: 10, 2: 10, 9: 0})])))) == [5, 5, 10, 0]


def test_a_table_with_a_hole_that_cannot_be_filled_does_not_converge_and_says_so() -> None:
    people = small(w=[1, 1], g=[1, 2], a=[1, 2])
    with pytest.raises(WeightingError) as told:
        rake(people, [Margin.of("g", {1: 10, 2: 20}), Margin.of("a", {1: 20, 2: 10})], sweeps=40)
    assert told.value.reason == "not converged"
    assert told.value.steps == 40
    assert told.value.misfit > 0.1


def test_nobody_with_a_weight_is_told() -> None:
    for people in (small(w=[0, 0], g=[1, 2]), small(w=[], g=[])):
        with pytest.raises(WeightingError) as told:
            post_stratify(people, Margin.of("g", {1: 1, 2: 1}))
        assert told.value.reason == "no rows"


def test_one_and_two_respondents_are_weighed_like_any_other_number() -> None:
    one = small(w=[3], g=[1])
    assert list(weights(one.after(post_stratify(one, Margin.of("g", {1: 12}))))) == [12]
    two = small(w=[3, 1], g=[1, 1])
    assert list(weights(two.after(rake(two, [Margin.of("g", {1: 12})])))) == [9, 3]


def test_a_missing_number_is_told_unless_its_row_has_no_weight() -> None:
    with pytest.raises(WeightingError, match="missing: x"):
        calibrate(small(w=[1, 1, 1], x=[1, np.nan, 3]), totals=[Total("x", 5)])
    people = small(w=[1, 1, 0], x=[1, 3, np.nan])
    weighed_people = people.after(calibrate(people, totals=[Total("x", 5)]))
    assert float((weights(weighed_people)[:2] * [1, 3]).sum()) == pytest.approx(5, rel=1e-12)
    assert weights(weighed_people)[2] == 0


def test_a_sample_without_weights_is_calibrated_from_one_each() -> None:
    people = Survey.of(ArrayRows({"x": np.array([1.0, 2, 3])}, 2), SampleDesign())
    whole = people.after(post_stratify(people, Margin((), {(): 12})))
    assert list(whole.weight({"x": np.array([1.0, 2, 3])})) == [4, 4, 4]
    assert whole.totals(("x",), lambda rows: rows["x"][:, None], 1)[0, 0] == 24
    met = people.after(calibrate(people, [Margin((), {(): 12})], [Total("x", 26)]))
    assert met.totals(("x",), lambda rows: rows["x"][:, None], 1)[0, 0] == pytest.approx(26, rel=1e-12)


def test_bounds_that_cannot_be_kept_or_contradict_themselves_are_told() -> None:
    people = small(w=[1, 1, 1, 1], g=[1, 1, 2, 2], x=[1, 2, 3, 4])
    margin = Margin.of("g", {1: 10, 2: 10})
    for distance in ("linear", "raking", "logit"):
        with pytest.raises(WeightingError, match="infeasible: g"):
            calibrate(people, [margin], distance=distance, lower=0.5, upper=4)  # type: ignore[arg-type]
        with pytest.raises(WeightingError, match="bounds"):
            calibrate(people, [margin], distance=distance, lower=3, upper=2)  # type: ignore[arg-type]
    for lower, upper in ((-np.inf, 3), (1.0, 2.0), (0.2, 1.0)):
        with pytest.raises(WeightingError, match="bounds"):
            calibrate(people, [margin], distance="logit", lower=lower, upper=upper)
    with pytest.raises(WeightingError, match="infeasible"):
        calibrate(people, [margin], [Total("x", 1e5)], distance="raking")  # nobody is that large
    with pytest.raises(WeightingError, match="infeasible"):
        trim(people, upper=0.5, strict=True)


def test_totals_that_contradict_each_other_are_infeasible_not_averaged() -> None:
    people = small(w=[1, 1, 1], g=[1, 1, 2], twice=[2, 2, 4])
    with pytest.raises(WeightingError, match="infeasible"):
        calibrate(people, totals=[Total("g", 6), Total("twice", 13)])
    fine = people.after(calibrate(people, totals=[Total("g", 6), Total("twice", 12)]))
    assert float((weights(fine) * [1, 1, 2]).sum()) == pytest.approx(6, rel=1e-12)


def test_a_weight_made_negative_by_the_linear_distance_is_told_before_it_is_adjusted_again() -> None:
    people = small(w=[1, 1, 1], x=[1, 2, 30])
    negative = people.after(calibrate(people, [Margin((), {(): 3})], [Total("x", 1)]))
    assert describe_weights(negative)[-1].least < 0
    with pytest.raises(WeightingError, match="negative"):
        calibrate(negative, totals=[Total("x", 20)])


def test_the_report_of_equal_weights_costs_nothing_and_of_nobody_says_nothing() -> None:
    equal = describe_weights(small(w=[3, 3, 3, 0], g=[1, 1, 1, 1]))[0]
    assert (equal.n, equal.total, equal.cv, equal.design_effect, equal.effective) == (3, 9, 0, 1, 3)
    assert (equal.least, equal.median, equal.greatest) == (3, 3, 3)
    nobody = describe_weights(small(w=[0, 0], g=[1, 1]))[0]
    assert (nobody.n, nobody.total) == (0, 0)
    assert np.isnan([nobody.median, nobody.cv, nobody.effective]).all()


def test_the_report_follows_the_weights_step_by_step() -> None:
    people = small(w=[1, 1, 1, 1], g=[1, 1, 1, 2])
    stratified = people.after(post_stratify(people, Margin.of("g", {1: 3, 2: 9})))
    trimmed = stratified.after(trim(stratified, upper=5 * median_weight(stratified)))
    design, cells, cut = describe_weights(trimmed)
    assert [one.kind for one in (design, cells, cut)] == ["design", "cells", "trimmed"]
    assert (cells.greatest, cells.greatest_g, cells.least_g) == (9, 9, 1)
    assert (cut.greatest, cut.trimmed) == (5, 0.25)
    assert cut.total == cells.total == 12
    assert cut.design_effect < cells.design_effect


@pytest.mark.parametrize("size", [1, 7, 37, 10_000])
def test_the_bits_do_not_depend_on_how_rows_are_split_or_ordered(size: int) -> None:
    data = columns("strat_two_stage")
    margins = [Margin.of("sex", {1: 500, 2: 310}), Margin.of("age", {1: 200, 2: 400, 3: 210})]

    def answer(given: dict[str, np.ndarray], batch: int) -> tuple[bytes, bytes]:
        one = survey("strat_two_stage", batch=batch, **given)
        weighed = one.after(rake(one, margins))
        spread = weighed.spreads(["y1"], lambda rows: rows["y1"][:, None], 1)[0]
        return weighed.steps[0].g.tobytes(), spread.covariance().tobytes()  # type: ignore[attr-defined]

    order = np.random.default_rng(size).permutation(len(data["w"]))
    assert answer({name: column[order] for name, column in data.items()}, size) == answer({}, 64)


@pytest.mark.parametrize("call", [*sorted(CASES), "trimmed before"])
def test_all_domains_at_once_are_each_domain_by_itself(call: str) -> None:
    if call == "trimmed before":
        rows = survey("strat_uneven")
        rows = rows.after(trim(rows, upper=20))
        weighed_survey = rows.after(post_stratify(rows, Margin.of("sex", {1: 500, 2: 400})))
    else:
        weighed_survey = weighed(CASES[call])
    if "lonely_average" not in call and "+ x" not in call and "trim" not in call:
        assert additive(weighed_survey.layout, weighed_survey.steps, 4)

    def values(batch: Batch) -> np.ndarray:
        return np.column_stack([batch["y1"] - 3, batch["count"]])

    def group(batch: Batch) -> np.ndarray:
        return np.where(batch["g"] <= 4, batch["g"] - 1, -1).astype(int)  # the fifth is in no domain

    read = ("y1", "count", "g")
    together = weighed_survey.spreads(read, values, 2, domain=group, domains=4,
                                      seen=lambda batch: (batch["y1"] > 0)[:, None])
    for d, one in enumerate(together):
        def within(batch: Batch, d: int = d) -> np.ndarray:
            return np.asarray((group(batch) == d)[:, None])

        alone = weighed_survey.spreads(read, lambda batch, own=within: np.where(own(batch), values(batch), 0.0), 2,
                                       seen=within)[0]
        np.testing.assert_allclose(one.covariance(), alone.covariance(), rtol=1e-9, atol=1e-9)
        assert (one.n(), one.degrees()) == (alone.n(), alone.degrees())
