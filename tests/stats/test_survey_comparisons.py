"""Groups compared under a design: R's svyttest, svyranktest and regTermTest, effect sizes by linearisation."""

from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given as drawn_by
from hypothesis import settings
from hypothesis import strategies as st
from reference_cases import cases
from survey_designs import columns, declared, survey

from qabilet.stats.contrasts import anova, hedges_g, kruskal
from qabilet.stats.distributions import student, student_quantile
from qabilet.stats.survey.models.comparisons import compare_groups, difference_test, hedges_g_of, mean_test
from qabilet.stats.survey.models.model_matrix import Factor
from qabilet.stats.survey.models.rank_scores import rank_test
from qabilet.stats.survey.rows import ArrayRows
from qabilet.stats.survey.sample_design import SampleDesign
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import Variable, column, difference, indicator

CASES = cases("survey_tests")


def those(start: str) -> list[str]:
    return sorted(call for call in CASES if call.startswith(start))


def kept(told: str | None) -> Variable | None:
    """R's 'sex == 1' as a domain."""
    if told is None:
        return None
    name, code = told.split(" == ")
    return indicator(name, (float(code),))


def answer(given: dict[str, Any]) -> Variable:
    if given["y"] == "u":
        return Variable("u", ("x", "row"), lambda batch: batch["x"] + batch["row"] / 1e5)
    y = column(given["y"])
    return difference(y, column(given["less"])) if isinstance(given.get("less"), str) else y


def case(call: str) -> tuple[Survey, Variable, dict[str, Any], dict[str, Any]]:
    given, want = CASES[call]["given"], CASES[call]["answer"]
    return survey(given["design"]), answer(given), given, want


@pytest.mark.parametrize("call", [call for call in those("svyttest") if "~ 0" in call])
def test_means_and_pairs_equal_svyttest_at_its_degrees_of_freedom(call: str) -> None:
    """R's df are one less than those of its own svymean and count the missing; t, mean and se are ours."""
    drawn, y, given, want = case(call)
    null = float(given["less"]) if isinstance(given["less"], (int, float)) else 0.0
    got = mean_test(drawn, y, null=null, domain=kept(given["keep"]))
    assert got.estimate.value - null == pytest.approx(want["estimate"], rel=1e-10)
    if want["t"] is None:
        assert math.isnan(got.p)
        return
    assert got.t == pytest.approx(want["t"], rel=1e-8)
    assert 2 * student(-abs(got.t), want["df"])[0] == pytest.approx(want["p"], rel=1e-7)
    half = student_quantile(0.975, want["df"]) * (got.estimate.se or 0.0)
    assert want["estimate"] + half == pytest.approx(want["high"], rel=1e-8)
    assert got.estimate.df is not None
    everybody = got.estimate.n == drawn.rows.count
    assert got.estimate.df == want["df"] + 1 if everybody else got.estimate.df <= want["df"] + 1


@pytest.mark.parametrize("call", [call for call in those("svyttest") if "~ 0" not in call])
def test_differences_equal_svyttest(call: str) -> None:
    drawn, y, given, want = case(call)
    got = difference_test(drawn, y, Factor(given["by"]), domain=kept(given["keep"]))
    assert got.estimate.df == want["df"]
    assert [got.t, got.p, got.estimate.value, got.estimate.low, got.estimate.high] == pytest.approx(
        [want["t"], want["p"], want["estimate"], want["low"], want["high"]], rel=1e-8)


@pytest.mark.parametrize("call", [*those("svyranktest"), *those("regTermTest(svyglm(middle")])
def test_rank_tests_equal_svyranktest(call: str) -> None:
    drawn, y, given, want = case(call)
    test = "wilcoxon" if given["test"] == "KruskalWallis" else given["test"]
    got = rank_test(drawn, y, Factor(given["by"]), score=test, domain=kept(given["keep"]))
    if "chisq" in want:
        assert [got.wald.statistic * got.wald.df1, got.wald.df1, got.wald.df2, got.wald.p] == pytest.approx(
            [want["chisq"], want["ndf"], want["ddf"], want["p"]], rel=1e-8)
    else:
        assert got.pair is not None
        assert got.pair.estimate.df == want["df"]
        assert [got.pair.t, got.pair.p, got.pair.estimate.value] == pytest.approx(
            [want["t"], want["p"], want["estimate"]], rel=1e-8)
        assert got.wald.statistic == pytest.approx(want["t"] ** 2, rel=1e-8)


@pytest.mark.parametrize("call", [call for call in those("regTermTest") if "middle" not in call])
def test_groups_equal_regtermtest(call: str) -> None:
    drawn, y, given, want = case(call)
    got = compare_groups(drawn, y, Factor(given["by"]))
    assert [got.statistic, got.df1, got.df2, got.p, got.effect.value] == pytest.approx(
        [want["f"], want["df1"], want["df2"], want["p"], want["eta2"]], rel=1e-8)
    assert got.effect.low is not None
    assert got.effect.high is not None
    assert got.effect.low <= got.effect.value <= got.effect.high


@pytest.mark.parametrize("call", those("svycontrast"))
def test_hedges_g_equals_svycontrast(call: str) -> None:
    drawn, y, given, want = case(call)
    got = hedges_g_of(drawn, y, Factor("sex"), domain=kept(given["keep"]))
    assert got.df == want["df"]
    assert [got.value, got.se, got.low, got.high] == pytest.approx(
        [want["g"], want["se"], want["low"], want["high"]], rel=1e-8)


def changed(name: str, **new: np.ndarray) -> Survey:
    return Survey.of(ArrayRows(columns(name) | new), declared(name))


def shuffled(name: str) -> Survey:
    data = columns(name)
    order = np.random.default_rng(7).permutation(len(data["row"]))
    return Survey.of(ArrayRows({key: values[order] for key, values in data.items()}, 7), declared(name))


@pytest.mark.parametrize("name", ["strat_two_stage", "strat_uneven", "clus_fpc"])
def test_the_same_bits_however_the_rows_are_split_and_ordered(name: str) -> None:
    def everything(one: Survey) -> list[Any]:
        y, by = column("y3"), Factor("sex")
        return [mean_test(one, y), difference_test(one, y, by), compare_groups(one, y, Factor("age")),
                hedges_g_of(one, y, by), rank_test(one, y, by), rank_test(one, y, Factor("age"), score="vanderWaerden"),
                rank_test(one, column("x"), Factor("g"), score="median")]

    whole = everything(survey(name, batch=10_000))
    for other in (survey(name, batch=1), survey(name), shuffled(name)):
        assert everything(other) == whole


@drawn_by(st.floats(1e-3, 1e3), st.floats(-100, 100))
@settings(max_examples=12, deadline=None)
def test_units_and_origin_change_no_test(factor: float, more: float) -> None:
    data = columns("strat_clus")
    plain, by = survey("strat_clus"), Factor("sex")
    other = changed("strat_clus", y3=data["y3"] * factor + more, w=data["w"] * factor)
    before, after = (difference_test(each, column("y3"), by).t for each in (plain, other))
    assert after == pytest.approx(before, rel=1e-6)
    one, two = (hedges_g_of(each, column("y3"), by) for each in (plain, other))
    assert [two.value, two.se] == pytest.approx([one.value, one.se], rel=1e-6)
    ranks = [rank_test(each, column("y3"), by).pair for each in (plain, other)]
    assert ranks[0] is not None
    assert ranks[1] is not None
    assert ranks[1].t == pytest.approx(ranks[0].t, rel=1e-8)
    groups = [compare_groups(each, column("y3"), Factor("age")) for each in (plain, other)]
    assert groups[1].statistic == pytest.approx(groups[0].statistic, rel=1e-6)


def test_ranks_mind_the_order_of_answers_alone() -> None:
    data = columns("strat_clus")
    bent = changed("strat_clus", y3=np.exp(data["y3"]))
    for score in ("wilcoxon", "vanderWaerden", "median"):
        one = rank_test(survey("strat_clus"), column("y3"), Factor("age"), score=score)  # type: ignore[arg-type]
        assert rank_test(bent, column("y3"), Factor("age"), score=score) == one  # type: ignore[arg-type]


def test_exchanging_two_groups_turns_the_difference_over() -> None:
    drawn, y = survey("strat_clus"), column("y1")
    one, other = (difference_test(drawn, y, Factor("sex", levels)).t for levels in ((1.0, 2.0), (2.0, 1.0)))
    assert other == pytest.approx(-one, rel=1e-10)
    one, other = (hedges_g_of(drawn, y, Factor("sex", levels)).value for levels in ((1.0, 2.0), (2.0, 1.0)))
    assert other == pytest.approx(-one, rel=1e-10)


def test_in_a_simple_sample_the_effects_are_the_plain_ones() -> None:
    data = columns("srs")
    drawn = Survey.of(ArrayRows(data), SampleDesign())
    sides = [data["y1"][data["sex"] == code] for code in (2, 1)]
    plain = hedges_g([len(x) for x in sides], [float(x.mean()) for x in sides], [float(x.var(ddof=1)) for x in sides],
                     basis="model")
    got = hedges_g_of(drawn, column("y1"), Factor("sex"))
    assert got.value == pytest.approx(plain.value, rel=1e-10)
    assert [got.low, got.high] == pytest.approx([plain.low, plain.high], abs=0.05)
    ages = [data["y1"][data["age"] == code] for code in (1, 2, 3)]
    eta = anova([len(x) for x in ages], [float(x.mean()) for x in ages], [float(x.var(ddof=1)) for x in ages],
                basis="model").effect
    under = compare_groups(drawn, column("y1"), Factor("age")).effect
    assert under.value == pytest.approx(eta.value, rel=1e-10)
    assert [under.low, under.high] == pytest.approx([eta.low, eta.high], abs=0.05)


def test_in_a_large_simple_sample_kruskal_s_h_is_walds_chi_square() -> None:
    generator = np.random.default_rng(2)
    data = {"y": generator.integers(1, 6, 20_000).astype(float), "g": generator.integers(1, 4, 20_000).astype(float)}
    got = rank_test(Survey.of(ArrayRows(data), SampleDesign()), column("y"), Factor("g")).wald
    counts = [[int(np.sum((data["y"] == v) & (data["g"] == g))) for v in range(1, 6)] for g in (1, 2, 3)]
    assert got.statistic * 2 == pytest.approx(kruskal(counts, basis="model").statistic, rel=2e-2)


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_few_or_no_answers_give_numbers_or_nan_and_no_warning(n: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        few = Variable("first", ("row",), lambda batch: (batch["row"] <= n).astype(float))
        drawn, y, by = survey("srs"), column("y1"), Factor("sex")
        found = [mean_test(drawn, y, domain=few).p, difference_test(drawn, y, by, domain=few).p,
                 compare_groups(drawn, y, by, domain=few).p, rank_test(drawn, y, by, domain=few).wald.p,
                 rank_test(drawn, y, by, domain=few, score="vanderWaerden").wald.p]
        g = hedges_g_of(drawn, y, by, domain=few)
    assert all(math.isnan(p) or 0 <= p <= 1 for p in found)
    assert n > 1 or all(math.isnan(p) for p in found)
    assert n > 2 or math.isnan(g.value)


def test_one_group_alone_differs_from_nobody() -> None:
    drawn, y = survey("strat_clus"), column("y1")
    women = indicator("sex", (1,))
    assert math.isnan(difference_test(drawn, y, Factor("sex"), domain=women).p)
    assert math.isnan(difference_test(drawn, y, Factor("sex", (1, 2)), domain=women).p)
    assert math.isnan(compare_groups(drawn, y, Factor("sex"), domain=women).p)
    assert math.isnan(rank_test(drawn, y, Factor("sex"), domain=women).wald.p)
    assert math.isnan(hedges_g_of(drawn, y, Factor("sex"), domain=women).value)
    assert math.isnan(hedges_g_of(drawn, y, Factor("sex", (1, 2)), domain=women).value)


@pytest.mark.parametrize("value", [3.7, 0.1, 1e9 / 3])
@pytest.mark.parametrize("name", ["strat_clus", "strat_uneven"])
def test_answers_all_alike_have_no_test(name: str, value: float) -> None:
    drawn, same = changed(name, y=np.full(len(columns(name)["row"]), value)), column("y")
    assert mean_test(drawn, same, null=3.0).estimate.value == pytest.approx(value)
    assert math.isnan(mean_test(drawn, same, null=3.0).p)
    assert math.isnan(difference_test(drawn, same, Factor("sex")).p)
    assert math.isnan(hedges_g_of(drawn, same, Factor("sex")).value)
    assert math.isnan(rank_test(drawn, same, Factor("sex")).wald.p)
    assert math.isnan(compare_groups(drawn, same, Factor("age")).p)
    assert math.isnan(compare_groups(drawn, same, Factor("age")).effect.value)


def test_three_groups_are_no_two() -> None:
    for test in (difference_test, hedges_g_of):
        with pytest.raises(ValueError, match="levels, not two"):
            test(survey("srs"), column("y1"), Factor("age"))


def test_an_unknown_score_is_refused() -> None:
    with pytest.raises(ValueError, match="no rank score"):
        rank_test(survey("srs"), column("y1"), Factor("sex"), score="sign")  # type: ignore[arg-type]
