"""Replicates tell what they can of small, lonely, empty and whole samples, and say no where they cannot."""

from __future__ import annotations

import math

import numpy as np
import pytest
from survey_designs import columns, declared, survey

from qabilet.stats.survey.resampled.leave_one import jackknife
from qabilet.stats.survey.resampled.replicate_quantiles import quantiles_by_replicates
from qabilet.stats.survey.resampled.replication import replicate_means
from qabilet.stats.survey.resampled.resampling import bootstrap
from qabilet.stats.survey.resampled.reweighing import replicate_anew
from qabilet.stats.survey.rows import ArrayRows
from qabilet.stats.survey.sample_design import Lonely, SampleDesign, Stage
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.weights.cells import Margin
from qabilet.stats.survey.weights.post_strata import post_stratify
from qabilet.stats.survey.weights.trimming import trim


def people(stage: Stage | None = None, lonely: Lonely = "adjust", **given: list[float]) -> Survey:
    return Survey.of(ArrayRows({name: np.array(column, dtype=np.float64) for name, column in given.items()}, 2),
                     SampleDesign((stage or Stage(),), "w" if "w" in given else "", lonely))


def test_one_person_tells_a_mean_and_no_error() -> None:
    for one in (people(y=[3.0], w=[2.0]), people(Stage("u"), y=[3.0], w=[2.0], u=[7.0])):
        found = replicate_means(one, jackknife(one), ["y"])[0][0]
        assert (found.theta[0], found.n, found.df) == (3.0, 1, 0)
        assert math.isnan(found.se[0])
        assert math.isnan(found.interval()[0][0])


def test_two_people_tell_the_error_of_two() -> None:
    two = people(y=[1.0, 4.0], w=[1.0, 1.0])
    found = replicate_means(two, jackknife(two), ["y"])[0][0]
    assert (found.theta[0], found.df) == (2.5, 1)
    assert found.se[0] == pytest.approx(1.5, rel=1e-12)
    low, high = found.interval(0.95)
    assert (low[0], high[0]) == pytest.approx((2.5 - 12.706204736 * 1.5, 2.5 + 12.706204736 * 1.5), rel=1e-9)


def test_nobody_tells_nothing() -> None:
    nobody = people(y=[], w=[])
    found = replicate_means(nobody, jackknife(nobody), ["y"])[0][0]
    assert (found.n, found.df) == (0, 0)
    assert math.isnan(found.theta[0])
    silent = people(Stage("u"), y=[math.nan, math.nan], w=[1, 1], u=[1, 2])
    found = replicate_means(silent, jackknife(silent), ["y"])[0][0]
    assert math.isnan(found.theta[0])
    assert found.n == 0


def test_equal_answers_have_no_error() -> None:
    same = people(Stage("u", "h"), y=[4.0] * 6, w=[1, 2, 3, 4, 5, 6], h=[1, 1, 1, 2, 2, 2], u=[1, 2, 3, 1, 2, 3])
    for how in (jackknife(same), bootstrap(same, 30, 1), bootstrap(same, 30, 1, kind="bootstrap")):
        assert replicate_means(same, how, ["y"])[0][0].se[0] == pytest.approx(0, abs=1e-12)


def test_a_census_has_no_error_and_no_replicates() -> None:
    census = survey("census")
    found = replicate_means(census, jackknife(census), ["y1"])[0][0]
    assert found.se[0] == 0
    assert found.df == 0
    named = Survey.of(ArrayRows(columns("census"), 37), SampleDesign((Stage("row", "", "n1"),), "w"))
    for kind in ("rao-wu", "bootstrap"):
        drawn = bootstrap(named, 20, 5, kind=kind)  # type: ignore[arg-type]
        assert replicate_means(named, drawn, ["y1"])[0][0].se[0] == pytest.approx(0, abs=1e-12)


def test_a_lonely_stratum_counts_as_its_rule_says() -> None:
    given = {"y": [1.0, 2.0, 5.0, 9.0], "w": [1.0, 1.0, 1.0, 2.0], "h": [1.0, 1.0, 1.0, 2.0]}
    errors = {}
    for lonely in ("adjust", "average", "remove", "certainty"):
        one = people(Stage("", "h"), lonely, **given)  # type: ignore[arg-type]
        errors[lonely] = replicate_means(one, jackknife(one, mse=True), ["y"])[0][0].se[0]
    assert errors["remove"] == errors["certainty"] < errors["average"] < errors["adjust"]
    with pytest.raises(ValueError, match="only one sampled unit"):
        jackknife(people(Stage("", "h"), "fail", **given))


def test_a_unit_that_alone_holds_a_domain_leaves_replicates_that_cannot_tell_and_are_dropped() -> None:
    data = {"y": [1.0, 3, 2, 4, 5, 6], "w": [1.0] * 6, "u": [1.0, 1, 2, 2, 3, 3], "g": [0.0, 0, 1, 0, 0, 0]}
    one = people(Stage("u"), **data)
    found = replicate_means(one, jackknife(one), ["y"], domain=lambda b: b["g"].astype(int), domains=2, reads=("g",))
    assert [each[0].left_out for each in found] == [0, 1]
    assert found[1][0].theta[0] == 2.0


def test_a_zero_weight_stays_in_the_design_and_out_of_the_estimate() -> None:
    data = {"y": [1.0, 3, 2, math.nan], "w": [1.0, 2.0, 1.0, 0.0], "u": [1.0, 2, 3, 4]}
    found = replicate_means(people(Stage("u"), **data), jackknife(people(Stage("u"), **data)), ["y"])[0][0]
    assert (found.n, found.theta[0]) == (3, 2.25)


def test_what_needs_named_units_says_so() -> None:
    rows = survey("srs")
    with pytest.raises(ValueError, match="which column tells rows apart"):
        bootstrap(rows, 10, 1)
    with pytest.raises(ValueError, match="which column tells rows"):
        quantiles_by_replicates(rows, jackknife(rows), "y1", (0.5,))
    with pytest.raises(ValueError, match="which column tells rows"):
        replicate_anew(rows, jackknife(rows), ("y1",), lambda b: b["y1"][:, None], 1, lambda t: t)
    units = survey("clus")
    trimmed = units.after(trim(units, upper=50))
    with pytest.raises(ValueError, match="cannot be made again"):
        replicate_anew(trimmed, jackknife(units), ("y1",), lambda b: b["y1"][:, None], 1, lambda t: t)


def test_rows_named_as_units_have_the_jackknife_of_rows() -> None:
    named = Survey.of(ArrayRows(columns("strat_uneven"), 37),
                      SampleDesign((Stage("row", "h", "n1"),), "w", declared("strat_uneven").lonely))
    rows = survey("strat_uneven")
    one, other = (replicate_means(of, jackknife(of), ["y1", "y3"])[0] for of in (named, rows))
    for left, right in zip(one, other, strict=True):
        np.testing.assert_allclose(left.covariance, right.covariance, rtol=1e-10)
        assert (left.df, left.n) == (right.df, right.n)


def test_replicates_made_anew_know_that_a_post_stratum_s_share_is_known() -> None:
    units = survey("strat_clus")
    adjusted = units.after(post_stratify(units, Margin.of("sex", {1: 500, 2: 400})))
    def share(t: np.ndarray) -> np.ndarray:
        return np.asarray(t[:, :1] / t[:, 1:])
    def values(batch: dict[str, np.ndarray]) -> np.ndarray:
        return np.column_stack([batch["sex"] == 1, np.ones(len(batch["sex"]))])
    found = replicate_anew(adjusted, jackknife(units), ("sex",), values, 2, share)[0]  # type: ignore[arg-type]
    assert found.theta[0] == pytest.approx(5 / 9, rel=1e-12)
    assert found.se[0] < 1e-12


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_replicate_estimates_have_the_same_bits_however_rows_are_split_or_ordered(size: int) -> None:
    order = np.random.default_rng(size).permutation(len(columns("strat_clus")["w"]))

    def bits(given: dict[str, np.ndarray], batch: int) -> list[bytes]:
        one = survey("strat_clus", batch=batch, **given)
        adjusted = one.after(post_stratify(one, Margin.of("sex", {1: 500, 2: 400})))
        found = [replicate_means(one, how, ["y1"])[0][0] for how in (jackknife(one), bootstrap(one, 25, 8))]
        found.append(quantiles_by_replicates(one, bootstrap(one, 25, 8), "income", (0.5,))[0])
        found.append(replicate_anew(adjusted, jackknife(one), ("y1",), lambda b: b["y1"][:, None], 1, lambda t: t)[0])
        return [each.theta.tobytes() + each.covariance.tobytes() for each in found]

    shuffled = {name: column[order] for name, column in columns("strat_clus").items()}
    assert bits(shuffled, size) == bits({}, 64)
