"""Regressions under a design are those of R's svyglm, do not mind how the rows come, and say what they cannot know."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_cases import cases
from scipy.optimize import linprog
from survey_designs import columns, declared, survey

from qabilet.stats.distributions import student_quantile
from qabilet.stats.survey.models.model_matrix import Crossed, Factor, Term
from qabilet.stats.survey.models.regression import Model, regress
from qabilet.stats.survey.rows import ArrayRows
from qabilet.stats.survey.sample_design import SampleDesign
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import Variable, column
from qabilet.stats.survey.weights.calibration import Total, calibrate
from qabilet.stats.survey.weights.cells import Margin

CASES = cases("survey_glm")


def term(told: dict[str, Any]) -> Term:
    if "cross" in told:
        first, second = (term(one) for one in told["cross"])
        assert not isinstance(first, Crossed)
        assert not isinstance(second, Crossed)
        return Crossed(first, second)
    return Factor(told["factor"]) if "factor" in told else column(told["number"])


def kept(told: str | None) -> Variable | None:
    """R's 'sex == 1', 'h != 2' or 'psu < 8' as a domain."""
    if told is None:
        return None
    name, sign, code = told.split(" ")
    compare = {"==": np.equal, "!=": np.not_equal, "<": np.less}[sign]
    return Variable(told, (name,), lambda batch: compare(batch[name], float(code)).astype(float))


def made(call: str, batch: int = 37) -> tuple[Model, dict[str, Any]]:
    given, want = CASES[call]["given"], CASES[call]["answer"]
    data = columns(given["design"])
    drawn = survey(given["design"], batch=batch, share=(data["y1"] - 1) / 4)
    model = regress(drawn, column(given["y"]), [term(one) for one in given["terms"]], kind=given["kind"],
                    intercept=want["names"][0] == "(Intercept)", domain=kept(given["keep"]))
    return model, want


def numbers(values: list[float | None]) -> list[float]:
    return [math.nan if one is None else one for one in values]


@pytest.mark.parametrize("call", sorted(CASES))
def test_regressions_equal_svyglm(call: str) -> None:
    model, want = made(call)
    tight = 1e-8
    assert len(model.names) == len(want["names"])
    assert model.n == want["n"]
    assert model.df == want["df"]
    scale = np.abs(want["b"]) + np.sqrt(np.abs(np.diag(want["V"])))
    assert np.max(np.abs(model.coefficients - want["b"]) / scale) < tight
    V = np.array(want["V"])
    unit = np.sqrt(np.diag(V))
    assert np.max(np.abs(model.covariance - V) / np.where(unit > 0, np.outer(unit, unit), 1.0)) < tight
    assert model.deviance == pytest.approx(want["deviance"], rel=tight)
    assert model.deviance <= want["deviance"] * (1 + 1e-11)
    assert model.dispersion == pytest.approx(want["dispersion"], rel=tight)
    if unit.min() > 0:
        assert model.t.tolist() == pytest.approx(numbers(want["t"]), rel=1e-7, abs=1e-8)
        assert model.p.tolist() == pytest.approx(numbers(want["p"]), rel=1e-6, abs=1e-12, nan_ok=True)
    for name, low, high in zip(model.names, numbers(want["low"]), numbers(want["high"]), strict=True):
        got = model.estimate(name)
        assert [got.low, got.high] == pytest.approx([low, high], rel=1e-7, abs=1e-9, nan_ok=True)
    for at, told in enumerate(want["tests"]):
        test = model.test(at)
        if told is not None and model.df > 0 and not math.isnan(test.statistic):
            assert [test.statistic, test.df1, test.p] == pytest.approx(told, rel=1e-7, abs=1e-14)


def test_a_test_of_more_coefficients_than_units_can_tell_is_nan() -> None:
    model = regress(survey("lonely_remove"), column("y1"), [Factor("g"), Factor("age")])
    assert math.isnan(model.test(0, 1).statistic)


@pytest.mark.parametrize(("kind", "y"), [("gaussian", "y3"), ("logit", "m1"), ("poisson", "count")])
def test_the_same_bits_however_the_rows_are_split_and_ordered(kind: Any, y: str) -> None:
    terms = [column("x"), Factor("age")]
    whole = regress(survey("strat_two_stage", batch=10_000), column(y), terms, kind=kind)
    data = columns("strat_two_stage")
    order = np.random.default_rng(3).permutation(len(data["row"]))
    shuffled = Survey.of(ArrayRows({name: values[order] for name, values in data.items()}, 7),
                         declared("strat_two_stage"))
    for other in (survey("strat_two_stage", batch=1), survey("strat_two_stage", batch=37), shuffled):
        model = regress(other, column(y), terms, kind=kind)
        assert np.array_equal(model.coefficients, whole.coefficients)
        assert np.array_equal(model.covariance, whole.covariance)
        assert (model.deviance, model.dispersion, model.df) == (whole.deviance, whole.dispersion, whole.df)


factors = st.floats(1e-3, 1e3)


def changed(name: str, how: Callable[[dict[str, np.ndarray]], dict[str, np.ndarray]]) -> Survey:
    data = columns(name)
    return Survey.of(ArrayRows(data | how(data)), declared(name))


@given(factors, st.floats(-1e3, 1e3))
@settings(max_examples=15, deadline=None)
def test_what_is_done_to_the_answers_is_done_to_the_coefficients(factor: float, more: float) -> None:
    plain = regress(survey("strat_clus"), column("y3"), [column("x"), Factor("sex")])
    scaled = regress(changed("strat_clus", lambda d: {"y3": d["y3"] * factor}), column("y3"),
                     [column("x"), Factor("sex")])
    assert scaled.coefficients == pytest.approx(plain.coefficients * factor, rel=1e-9)
    assert scaled.se == pytest.approx(plain.se * factor, rel=1e-9)
    moved = regress(changed("strat_clus", lambda d: {"y3": d["y3"] + more}), column("y3"), [column("x"), Factor("sex")])
    assert moved.coefficients == pytest.approx(plain.coefficients + np.array([more, 0, 0]), rel=1e-7, abs=1e-10)
    assert moved.covariance == pytest.approx(plain.covariance, rel=1e-6)


@given(factors, st.sampled_from(["gaussian", "logit", "poisson"]))
@settings(max_examples=15, deadline=None)
def test_a_unit_of_x_changes_its_coefficient_alone_and_a_unit_of_weight_nothing(factor: float, kind: Any) -> None:
    y = {"gaussian": "y1", "logit": "z", "poisson": "count"}[kind]
    plain = regress(survey("strat_clus"), column(y), [column("x"), Factor("sex")], kind=kind)
    other = regress(changed("strat_clus", lambda d: {"x": d["x"] * factor, "w": d["w"] * factor}), column(y),
                    [column("x"), Factor("sex")], kind=kind)
    assert other.coefficients == pytest.approx(plain.coefficients / [1, factor, 1], rel=1e-8)
    assert other.p == pytest.approx(plain.p, rel=1e-6)
    assert (other.deviance, other.dispersion) == pytest.approx((plain.deviance, plain.dispersion), rel=1e-8)


def test_columns_that_repeat_others_are_named_and_left_out_as_in_r() -> None:
    twice = changed("strat_clus", lambda d: {"again": 3 * d["x"] - 7, "same": np.full(len(d["x"]), 2.0)})
    model = regress(twice, column("y1"), [column("x"), column("same"), column("again"), Factor("sex")])
    assert model.collinear == ("same", "again")
    without = regress(twice, column("y1"), [column("x"), Factor("sex")])
    kept = [0, 1, 4]
    assert model.coefficients[kept] == pytest.approx(without.coefficients, rel=1e-12)
    assert math.isnan(model.coefficients[2])
    assert model.df == without.df
    assert math.isnan(model.test(1).p)


@pytest.mark.parametrize("kind", ["logit", "poisson"])
def test_separation_is_told_and_not_looped_on(kind: Any) -> None:
    apart = changed("srs", lambda d: {"z": (d["x"] > 40).astype(float), "part": np.where(d["g"] == 2, 0.0, d["m1"])})
    for y, terms in (("z", [column("x")]), ("part", [Factor("g")])):
        model = regress(apart, column(y), terms, kind=kind)
        if kind == "logit" or y == "part":
            assert model.trouble == "separation"
            assert np.isnan(model.coefficients).all()


def endless(kind: str, y: np.ndarray, X: np.ndarray) -> bool:
    """Whether a direction exists in which the likelihood never falls, by a linear programme."""
    free = y == 0 if kind == "poisson" else np.ones(len(y), dtype=bool)
    toward = (-X if kind == "poisson" else (2 * y - 1)[:, None] * X)[free]
    still = {} if free.all() else {"A_eq": X[~free], "b_eq": np.zeros(int((~free).sum()))}
    found = linprog(-toward.sum(axis=0), A_ub=-toward, b_ub=np.zeros(len(toward)), bounds=(-1, 1), **still)
    return bool(-found.fun > 1e-7)


@pytest.mark.parametrize("kind", ["logit", "poisson"])
def test_separation_is_told_where_a_linear_programme_finds_it_and_nowhere_else(kind: Any) -> None:
    generator, told = np.random.default_rng(4), []
    for _ in range(80):
        n = int(generator.integers(5, 30))
        data = {"x": np.round(generator.normal(0, 2, n), 1), "g": generator.integers(1, 4, n) * 1.0,
                "w": generator.choice([0.5, 1.0, 3.0], n), "y": generator.binomial(1, 0.3, n) * 1.0}
        model = regress(Survey.of(ArrayRows(data), SampleDesign(weight="w")), column("y"),
                        [column("x"), Factor("g")], kind=kind)
        dummies = [(data["g"] == level) * 1.0 for level in np.unique(data["g"])[1:]]
        assert (model.trouble == "separation") == endless(kind, data["y"],
                                                          np.column_stack((np.ones(n), data["x"], *dummies)))
        assert model.trouble != "no convergence"
        told.append(model.trouble)
    assert {"", "separation"} == set(told)


@pytest.mark.parametrize("kind", ["logit", "poisson"])
def test_answers_that_are_all_nought_have_no_model(kind: Any) -> None:
    assert regress(changed("srs", lambda d: {"z": 0 * d["z"]}), column("z"), [column("x")],
                   kind=kind).trouble == "separation"


def test_answers_all_alike_have_a_gaussian_model_without_error() -> None:
    model = regress(changed("strat_clus", lambda d: {"y": np.full(len(d["x"]), 3.3)}), column("y"), [column("x")])
    assert model.coefficients == pytest.approx([3.3, 0.0], abs=1e-12)
    assert model.se == pytest.approx([0.0, 0.0], abs=1e-12)


@pytest.mark.parametrize("n", [0, 1, 2, 3])
@pytest.mark.parametrize("kind", ["gaussian", "logit", "poisson"])
def test_few_or_no_rows_give_numbers_or_nan_and_no_warning(n: int, kind: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = regress(survey("srs"), column("m1"), [column("x")], kind=kind,
                        domain=Variable("first", ("row",), lambda batch: (batch["row"] <= n).astype(float)))
        assert model.n == n
        assert model.trouble == "nobody" if n == 0 else True
        low = model.estimate("x")
        assert math.isnan(model.p[0]) or 0 <= model.p[0] <= 1
        assert low.low is None or math.isnan(low.low) or low.low <= low.value
        assert math.isnan(model.test(0).p) or n == 3


def test_no_degrees_of_freedom_give_nan_and_not_a_crash() -> None:
    model = regress(survey("lonely_remove"), column("y1"), [column("x"), Factor("g"), Factor("age")])
    assert model.df < 0
    assert np.isnan(model.p).all()
    assert math.isnan(model.estimate("x").low)  # type: ignore[arg-type]


def test_an_interval_may_be_asked_for_with_other_degrees_of_freedom() -> None:
    model = regress(survey("strat_clus"), column("y1"), [column("x")])
    ours, wide = model.estimate("x"), model.estimate("x", df=2.0)
    assert wide.low < ours.low < ours.value < ours.high < wide.high  # type: ignore[operator]
    assert wide.high - wide.value == pytest.approx(student_quantile(0.975, 2) * (wide.se or 0))  # type: ignore[operator]


@pytest.mark.parametrize(("origin", "unit"), [(2000.0, 1.0), (1e9, 1.0), (0.0, 1e-9), (-5e7, 1e5)])
def test_a_column_far_from_nought_costs_no_digits(origin: float, unit: float) -> None:
    """The normal equations are those of columns less their means; R takes their QR."""
    terms = [column("x"), Factor("sex")]
    near = regress(changed("strat_clus", lambda d: {"x": np.round(d["x"])}), column("y1"), terms)
    far = regress(changed("strat_clus", lambda d: {"x": origin + unit * np.round(d["x"])}), column("y1"), terms)
    assert far.coefficients[1] * unit == pytest.approx(near.coefficients[1], rel=1e-9)
    assert far.se[1] * unit == pytest.approx(near.se[1], rel=1e-9)
    assert far.coefficients[2] == pytest.approx(near.coefficients[2], rel=1e-9)


def test_weights_below_nought_are_refused_but_for_a_gaussian_model() -> None:
    """Calibration without bounds may make some; least squares have an answer then: solve(t(X) %*% (w * X), ...)."""
    drawn = survey("strat_clus")
    ages = {1.0: 0.1, 2.0: 3.0, 3.0: 9.0}
    whole = drawn.totals(("age",), lambda batch: (batch["age"][:, None] == list(ages)).astype(float), 3)[0]
    turned = drawn.after(calibrate(drawn, [Margin.of("age", dict(zip(ages, whole * [1.4, 0.9, 0.6], strict=True)))],
                                   [Total("x", float(whole.sum()) * 45)]))
    data = columns("strat_clus")
    w = turned.weight(data)
    assert w.min() < 0
    X = np.column_stack((np.ones(len(w)), data["x"], data["sex"] == 2))
    want = np.linalg.solve(X.T @ (w[:, None] * X), X.T @ (w * data["y1"]))
    assert regress(turned, column("y1"), [column("x"), Factor("sex")]).coefficients == pytest.approx(want, rel=1e-9)
    with pytest.raises(ValueError, match="negative"):
        regress(turned, column("m1"), [column("x")], kind="logit")


@pytest.mark.parametrize("kind", ["gaussian", "logit", "poisson"])
def test_a_model_of_noughts_has_no_coefficient(kind: Any) -> None:
    nought = changed("srs", lambda d: {"x": 0 * d["x"]})
    model = regress(nought, column("m1"), [column("x")], kind=kind, intercept=False)
    assert model.collinear == ("x",)
    assert np.isnan(model.coefficients).all()
    assert math.isnan(model.test(0).p)


def test_a_level_nobody_has_is_told() -> None:
    model = regress(survey("srs"), column("y1"), [Factor("sex", (1, 2, 3))])
    assert model.collinear == ("sex=3",)


def test_a_reference_that_is_no_level_a_y_out_of_range_and_an_unknown_family_are_refused() -> None:
    with pytest.raises(ValueError, match="none of its levels"):
        regress(survey("srs"), column("y1"), [Factor("sex", reference=9)])
    with pytest.raises(ValueError, match="cannot have"):
        regress(survey("srs"), column("y1"), [], kind="logit")
    with pytest.raises(ValueError, match="no family"):
        regress(survey("srs"), column("y1"), [], kind="probit")  # type: ignore[arg-type]


def test_another_reference_is_the_same_model_told_differently() -> None:
    first = regress(survey("srs"), column("z"), [Factor("age")], kind="logit")
    last = regress(survey("srs"), column("z"), [Factor("age", reference=3)], kind="logit")
    assert last.names == ("(Intercept)", "age=1", "age=2")
    assert last.coefficients[1] == pytest.approx(-first.coefficients[2])
    assert last.test(0).statistic == pytest.approx(first.test(0).statistic)
