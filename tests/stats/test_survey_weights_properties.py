"""What must hold of weights and replicates whatever the sample: margins, bounds, sums, bits, and textbook variances."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qabilet.stats.survey.resampled.leave_one import jackknife
from qabilet.stats.survey.resampled.replication import replicate, replicate_means
from qabilet.stats.survey.resampled.resampling import bootstrap
from qabilet.stats.survey.rows import ArrayRows, Batch
from qabilet.stats.survey.sample_design import SampleDesign, Stage
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.weights.calibration import Total, calibrate
from qabilet.stats.survey.weights.cells import Margin
from qabilet.stats.survey.weights.post_strata import post_stratify, reweigh_respondents
from qabilet.stats.survey.weights.raking import rake
from qabilet.stats.survey.weights.trimming import trim
from qabilet.stats.survey.weights.weight_report import describe_weights
from qabilet.stats.survey.weights.weighting_error import WeightingError

Data = dict[str, np.ndarray]


@st.composite
def samples(draw: st.DrawFn) -> Data:
    """From 12 to 60 people of two columns of codes, a number, an answer, a weight, a stratum and a unit."""
    n = draw(st.integers(12, 60))
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return {"a": chance.integers(1, 4, n) + 0.0, "b": chance.integers(1, 3, n) + 0.0, "x": chance.normal(50, 9, n),
            "y": chance.normal(0, 1, n), "w": np.round(chance.uniform(0.5, 4, n), 3),
            "h": chance.integers(1, 3, n) + 0.0, "u": chance.integers(1, 6, n) + 0.0}


def of(data: Data, batch: int = 13, stage: Stage | None = None) -> Survey:
    return Survey.of(ArrayRows(data, batch), SampleDesign((stage or Stage(),), "w"))


def margins(data: Data, seed: int, scale: float = 1.3) -> list[Margin]:
    """Margins of another population that is crossed over the same cells, so that weights for them exist."""
    chance = np.random.default_rng(seed)
    cells = sorted({(a, b) for a, b in zip(data["a"], data["b"], strict=True)})
    people = {cell: float(np.round(scale * 100 * chance.uniform(0.4, 2.0))) for cell in cells}
    return [Margin.of(name, {code: sum(n for cell, n in people.items() if cell[at] == code)
                             for code in {cell[at] for cell in cells}}) for at, name in enumerate(("a", "b"))]


def weights(survey: Survey, data: Data) -> np.ndarray:
    return survey.weight(data)


def level_sums(survey: Survey, margin: Margin) -> tuple[list[float], list[float]]:
    column = margin.columns[0]
    found = [float(survey.totals((column,), lambda rows, c=code: (rows[column] == c)[:, None].astype(float), 1)[0, 0])
             for (code,) in margin.population]
    return found, list(margin.population.values())


@settings(max_examples=60, deadline=None)
@given(samples(), st.integers(0, 999))
def test_raking_hits_its_margins_to_ten_digits_and_weights_sum_to_the_population(data: Data, seed: int) -> None:
    wanted = margins(data, seed)
    survey = of(data)
    raked = survey.after(rake(survey, wanted))
    for margin in wanted:
        np.testing.assert_allclose(*level_sums(raked, margin), rtol=1e-10)
    assert weights(raked, data).sum() == pytest.approx(wanted[0].total, rel=1e-10)
    assert (weights(raked, data) > 0).all()


def test_raking_ends_soon_where_sweeps_alone_would_not() -> None:
    """Two cells that all but vanish: each sweep gains little, Newton's steps gain it all."""
    data = {"a": np.array([1.0, 1, 2, 2]), "b": np.array([1.0, 2, 1, 2]), "w": np.ones(4)}
    survey = of(data)
    wanted = [Margin.of("a", {1: 100, 2: 100.0001}), Margin.of("b", {1: 100.00005, 2: 100.00005})]
    few = of({name: column[[0, 1, 3]] for name, column in data.items()})
    step = rake(few, [Margin.of("a", {1: 100.001, 2: 100}), Margin.of("b", {1: 100, 2: 100.001})])
    assert step.sweeps <= 210
    assert step.misfit <= 1e-12
    assert rake(survey, wanted).sweeps < 10


@settings(max_examples=40, deadline=None)
@given(samples(), st.integers(0, 999))
def test_raking_is_calibration_with_the_raking_distance(data: Data, seed: int) -> None:
    wanted, survey = margins(data, seed), of(data)
    raked = survey.after(rake(survey, wanted))
    calibrated = survey.after(calibrate(survey, wanted, distance="raking"))
    np.testing.assert_allclose(weights(calibrated, data), weights(raked, data), rtol=1e-8)


@settings(max_examples=40, deadline=None)
@given(samples(), st.integers(0, 999))
def test_post_stratifying_again_changes_nothing_and_is_calibration_of_one_margin(data: Data, seed: int) -> None:
    margin, survey = margins(data, seed)[0], of(data)
    once = survey.after(post_stratify(survey, margin))
    again = once.after(post_stratify(once, margin))
    np.testing.assert_allclose(weights(again, data), weights(once, data), rtol=1e-14)
    for distance in ("linear", "raking"):
        other = survey.after(calibrate(survey, [margin], distance=distance))
        np.testing.assert_allclose(weights(other, data), weights(once, data), rtol=1e-9)


@settings(max_examples=60, deadline=None)
@given(samples(), st.integers(0, 999), st.sampled_from(["linear", "raking", "logit"]), st.floats(0.02, 0.9),
       st.floats(1.1, 6))
def test_bounds_are_kept_or_told_to_be_out_of_reach(data: Data, seed: int, distance: str, lower: float,
                                                    upper: float) -> None:
    survey, wanted = of(data), margins(data, seed, scale=float(data["w"].sum()) / 650)
    if not reachable(data, wanted, lower, upper):
        with pytest.raises(WeightingError, match="infeasible"):
            calibrate(survey, wanted, distance=distance, lower=lower, upper=upper)  # type: ignore[arg-type]
        return
    step = calibrate(survey, wanted, distance=distance, lower=lower, upper=upper)  # type: ignore[arg-type]
    g = step.weights(data)[1] / data["w"]
    assert lower * (1 - 1e-12) <= g.min()
    assert g.max() <= upper * (1 + 1e-12)
    for margin in wanted:
        np.testing.assert_allclose(*level_sums(survey.after(step), margin), rtol=1e-9)


def reachable(data: Data, wanted: list[Margin], lower: float, upper: float) -> bool:
    """Whether a linear programme finds weights within the bounds; within a hair of them it may say either."""
    from scipy.optimize import linprog

    rows, totals = [], []
    for margin in wanted:
        for (code,), count in margin.population.items():
            rows.append(data["w"] * (data[margin.columns[0]] == code))
            totals.append(count)
    slack = 1e-7
    found = linprog(np.zeros(len(data["w"])), A_eq=np.array(rows), b_eq=np.array(totals),
                    bounds=[(lower * (1 + slack), upper * (1 - slack))] * len(data["w"]))
    return bool(found.status == 0)


@settings(max_examples=40, deadline=None)
@given(samples(), st.integers(0, 999))
def test_a_calibrated_total_of_an_auxiliary_has_no_error(data: Data, seed: int) -> None:
    survey = of(data, stage=Stage("u", "h"))
    target = float((data["w"] * data["x"]).sum()) * 1.02
    try:
        step = calibrate(survey, margins(data, seed, scale=float(data["w"].sum()) / 650), [Total("x", target)])
    except WeightingError:
        assume(False)
    after = survey.after(step)
    values = after.spreads(("x", "a"), lambda rows: np.column_stack([rows["x"], rows["a"] == 1.0]), 2)[0]
    total = after.totals(("x",), lambda rows: rows["x"][:, None], 1)[0, 0]
    assert total == pytest.approx(target, rel=1e-9)
    assert np.sqrt(np.diag(values.covariance())).max() < 1e-9 * target


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(samples(), st.integers(0, 999), st.sampled_from([1, 5, 64]))
def test_the_bits_do_not_depend_on_the_split_or_the_order(data: Data, seed: int, batch: int) -> None:
    wanted = [*margins(data, seed, scale=float(data["w"].sum()) / 650)]
    target = Total("x", float((data["w"] * data["x"]).sum()) * 1.01)

    def bits(given: Data, size: int, stage: Stage) -> list[bytes]:
        survey = of(given, size, stage)
        try:
            survey = survey.after(rake(survey, wanted))
            domains = survey.spreads(("y", "a"), lambda rows: rows["y"][:, None], 1,
                                     domain=lambda rows: rows["a"].astype(int) - 1, domains=3)
            survey = survey.after(calibrate(survey, wanted, [target], distance="raking"))
            survey = survey.after(trim(survey, upper=3 * float(data["w"].mean())))
        except WeightingError as error:
            return [error.reason.encode()]
        spread = survey.spreads(("y",), lambda rows: rows["y"][:, None], 1)[0].covariance()
        report = describe_weights(survey)[-1]
        jack = replicate_means(survey, jackknife(survey), ["y"])[0][0]
        return [*(one.covariance().tobytes() for one in domains), spread.tobytes(), repr(report).encode(),
                jack.theta.tobytes(), jack.covariance.tobytes()]

    order = np.random.default_rng(seed).permutation(len(data["w"]))
    for stage in (Stage("u", "h"), Stage("", "h")):
        assert bits({name: column[order] for name, column in data.items()}, batch, stage) == bits(data, 1000, stage)


@settings(max_examples=60, deadline=None)
@given(samples(), st.floats(0.3, 0.9), st.floats(1.2, 3))
def test_trimming_keeps_the_sum_and_when_strict_the_bounds(data: Data, low: float, high: float) -> None:
    survey, mean = of(data), float(data["w"].mean())
    once = survey.after(trim(survey, lower=low * mean, upper=high * mean))
    strict = survey.after(trim(survey, lower=low * mean, upper=high * mean, strict=True))
    for after in (once, strict):
        assert weights(after, data).sum() == pytest.approx(data["w"].sum(), rel=1e-12)
    assert weights(strict, data).max() <= high * mean * (1 + 1e-14)
    assert weights(strict, data).min() >= low * mean * (1 - 1e-14)


@settings(max_examples=40, deadline=None)
@given(samples(), st.booleans())
def test_the_jackknife_of_a_mean_of_a_simple_sample_is_the_textbook_variance(data: Data, finite: bool) -> None:
    n = len(data["y"])
    size = 3.0 * n
    plain = data | {"w": np.ones(n), "N": np.full(n, size)}
    survey = of(plain, stage=Stage(size="N") if finite else Stage())
    found = replicate_means(survey, jackknife(survey), ["y"])[0][0]
    want = np.var(data["y"], ddof=1) / n * (1 - n / size if finite else 1)
    assert found.covariance[0, 0] == pytest.approx(want, rel=1e-9)
    assert (found.theta[0], found.df, found.n) == (pytest.approx(data["y"].mean(), abs=1e-12), n - 1, n)


@settings(max_examples=30, deadline=None)
@given(samples(), st.booleans())
def test_the_jackknife_of_a_total_is_its_linearised_variance(data: Data, rows_are_units: bool) -> None:
    survey = of(data, stage=Stage("", "h") if rows_are_units else Stage("u", "h"))
    def total(rows: Batch) -> np.ndarray:
        return np.asarray(rows["y"][:, None])
    exact = survey.spreads(("y",), total, 1)[0].covariance()
    level = survey.layout.levels[0]
    assume(level.drawn.min() > 1)
    found = replicate(survey, jackknife(survey, mse=True), ("y",), total, 1, lambda t: t)[0]
    np.testing.assert_allclose(found.covariance, exact, rtol=1e-9)


@pytest.mark.parametrize(("kind", "finite"), [("rao-wu", False), ("rao-wu", True), ("bootstrap", False),
                                              ("bootstrap", True)])
def test_the_bootstrap_agrees_with_linearisation_within_the_error_of_its_draws(kind: str, finite: bool) -> None:
    chance = np.random.default_rng(7)
    h, u = np.repeat([1.0, 2.0, 3.0], 80), np.tile(np.repeat(np.arange(1.0, 9.0), 10), 3)
    lift = chance.normal(0, 1, (4, 9))
    data = {"h": h, "u": u, "y": lift[h.astype(int), u.astype(int)] + chance.normal(0, 1, 240) + 5,
            "w": np.full(240, 3.0), "N": np.full(240, 24.0)}
    survey = of(data, 50, Stage("u", "h", "N" if finite else ""))
    t = survey.totals(("y",), lambda rows: np.column_stack([rows["y"], np.ones(len(rows["y"]))]), 2)[0]
    exact = survey.spreads(("y",), lambda rows: ((rows["y"] - t[0] / t[1]) / t[1])[:, None], 1)[0].covariance()[0, 0]
    many = 4000
    found = replicate_means(survey, bootstrap(survey, many, 11, kind=kind), ["y"])[0][0]  # type: ignore[arg-type]
    slack = 4 * np.sqrt(2 / many)  # four standard errors of a variance of so many near-normal draws
    if kind == "bootstrap" and finite:
        slack += 1 / 24  # drawing from copies of the units has N / (N - 1) of their variance
    assert abs(found.covariance[0, 0] / exact - 1) < slack
    again = replicate_means(survey, bootstrap(survey, 50, 3, kind=kind), ["y"])[0][0]  # type: ignore[arg-type]
    same = replicate_means(survey, bootstrap(survey, 50, 3, kind=kind), ["y"])[0][0]  # type: ignore[arg-type]
    other = replicate_means(survey, bootstrap(survey, 50, 4, kind=kind), ["y"])[0][0]  # type: ignore[arg-type]
    assert again.se[0] == same.se[0] != other.se[0]


@settings(max_examples=30, deadline=None)
@given(samples())
def test_respondents_reweighed_by_what_was_drawn_add_up_to_it(data: Data) -> None:
    answered = data["y"] > -0.8
    cells = sorted(set(data["a"]))
    drawn = {(code,): float(data["w"][data["a"] == code].sum()) for code in cells}
    respondents = {name: column[answered] for name, column in data.items()}
    survey = of(respondents)
    silent = [(code,) for code in cells if not answered[data["a"] == code].any()]
    if silent:
        with pytest.raises(WeightingError) as told:
            reweigh_respondents(survey, ["a"], drawn=drawn)
        assert told.value.cells == tuple(silent) or not answered.any()
        return
    step = reweigh_respondents(survey, ["a"], drawn=drawn)
    assert weights(survey.after(step), respondents).sum() == pytest.approx(data["w"].sum(), rel=1e-12)
