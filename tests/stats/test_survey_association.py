"""Tables under a design: R's Rao-Scott, Wald and goodness-of-fit tests, whichever way the table is turned."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_cases import cases
from survey_designs import columns, declared, survey

from qabilet.stats.contrasts import independence
from qabilet.stats.survey.models.association import cramers_v, goodness, rao_scott, wald_independence
from qabilet.stats.survey.models.model_matrix import Factor
from qabilet.stats.survey.models.two_way import TwoWay, cross
from qabilet.stats.survey.rows import ArrayRows
from qabilet.stats.survey.sample_design import SampleDesign, Stage
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import Variable

CASES = cases("survey_chisq")
TABLES = sorted(call for call in CASES if call.startswith("svychisq"))


def kept(told: str | None) -> Variable | None:
    """R's 'sex == 1', 'h != 2' or 'psu < 8' as a domain."""
    if told is None:
        return None
    name, sign, code = told.split(" ")
    compare = {"==": np.equal, "!=": np.not_equal, "<": np.less}[sign]
    return Variable(told, (name,), lambda batch: compare(batch[name], float(code)).astype(float))


def made(call: str) -> tuple[TwoWay, dict[str, Any]]:
    given, want = CASES[call]["given"], CASES[call]["answer"]
    return cross(survey(given["design"]), Factor(given["rows"]), Factor(given["columns"]),
                 domain=kept(given["keep"])), want


@pytest.mark.parametrize("call", TABLES)
def test_shares_and_their_covariance_equal_svymean_of_the_cells(call: str) -> None:
    table, want = made(call)
    assert table.shares.ravel() == pytest.approx(want["shares"], rel=1e-10, abs=1e-14)
    assert np.max(np.abs(table.covariance - want["V"])) < 1e-10 * np.max(np.abs(want["V"]))
    assert table.share(0, 1).se == pytest.approx(math.sqrt(want["V"][1][1]), rel=1e-8)


@pytest.mark.parametrize("call", TABLES)
def test_both_orders_of_rao_and_scott_equal_svychisq(call: str) -> None:
    """At R's degrees of freedom, which count people who did not answer."""
    table, want = made(call)
    table = replace(table, df=float(want["nu"]))
    first, second = rao_scott(table, order=1), rao_scott(table)
    assert [first.x2 * want["rows"] / table.n, first.df1] == pytest.approx(want["chisq"][:2], rel=1e-8)
    assert first.p == pytest.approx(want["chisq"][3], rel=1e-8)
    assert [second.statistic, second.df1, second.df2, second.p] == pytest.approx(want["f"], rel=1e-8)


@pytest.mark.parametrize("call", TABLES)
def test_walds_tests_equal_svychisq_where_units_suffice(call: str) -> None:
    table, want = made(call)
    table = replace(table, df=float(want["nu"]))
    plain, adjusted = wald_independence(table, adjusted=False), wald_independence(table)
    if want["wald"] is None:
        assert math.isnan(plain.statistic)
    else:
        assert [plain.statistic, plain.df1, plain.df2, plain.p] == pytest.approx(want["wald"], rel=1e-8)
        assert [adjusted.statistic, adjusted.df1, adjusted.df2, adjusted.p] == pytest.approx(want["adjusted"], rel=1e-8)


@pytest.mark.parametrize("call", TABLES)
def test_without_missing_answers_the_degrees_of_freedom_are_r_s(call: str) -> None:
    table, want = made(call)
    if table.n == want["rows"]:
        assert table.df == want["nu"]


@pytest.mark.parametrize("call", sorted(call for call in CASES if call.startswith("svygofchisq")))
def test_goodness_of_fit_equals_svygofchisq(call: str) -> None:
    given, want = CASES[call]["given"], CASES[call]["answer"]
    got = goodness(cross(survey(given["design"]), Factor(given["column"])), given["p"])
    assert [got.x2, got.statistic * want["scale"], got.df1, got.p] == pytest.approx(
        [want["x2"], want["x2"], want["df"], want["p"]], rel=1e-8)


@pytest.mark.parametrize("name", ["strat_two_stage", "strat_uneven", "clus_fpc"])
def test_the_same_bits_however_the_rows_are_split_and_ordered(name: str) -> None:
    data = columns(name)
    order = np.random.default_rng(5).permutation(len(data["row"]))
    shuffled = Survey.of(ArrayRows({key: values[order] for key, values in data.items()}, 7), declared(name))
    tables = [cross(one, Factor("y3"), Factor("sex"))
              for one in (survey(name, batch=10_000), survey(name, batch=1), survey(name), shuffled)]
    for other in tables[1:]:
        assert np.array_equal(other.totals, tables[0].totals)
        assert np.array_equal(other.V, tables[0].V)
        assert rao_scott(other) == rao_scott(tables[0])


@pytest.mark.parametrize("name", ["strat_two_stage", "strat_uneven", "zero_weights"])
def test_rows_and_columns_may_change_places(name: str) -> None:
    one = cross(survey(name), Factor("age"), Factor("y1"))
    for other in (cross(survey(name), Factor("y1"), Factor("age")), one.turned()):
        assert rao_scott(other).statistic == pytest.approx(rao_scott(one).statistic, rel=1e-10)
        assert rao_scott(other, order=1).p == pytest.approx(rao_scott(one, order=1).p, rel=1e-10)
        assert wald_independence(other).statistic == pytest.approx(wald_independence(one).statistic, rel=1e-7)
        assert cramers_v(other).high == pytest.approx(cramers_v(one).high, rel=1e-8)


@given(st.floats(1e-3, 1e3))
@settings(max_examples=15, deadline=None)
def test_a_unit_of_weight_changes_nothing(factor: float) -> None:
    data = columns("strat_clus")
    one = cross(survey("strat_clus"), Factor("g"), Factor("sex"))
    other = cross(Survey.of(ArrayRows(data | {"w": data["w"] * factor}), declared("strat_clus")), Factor("g"),
                  Factor("sex"))
    assert rao_scott(other).statistic == pytest.approx(rao_scott(one).statistic, rel=1e-8)
    assert other.covariance == pytest.approx(one.covariance, rel=1e-8, abs=1e-16)


def test_a_simple_sample_s_v_and_interval_are_those_of_the_plain_table() -> None:
    """Design effects of a simple sample are 1, but for n / (n - 1); F with n - 1 units beside chi-square."""
    data = columns("srs")
    many = Survey.of(ArrayRows({name: np.tile(values, 400) for name, values in data.items()}), SampleDesign())
    table = cross(many, Factor("g"), Factor("sex"))
    want, got = independence(table.counts, basis="model").effect, cramers_v(table)
    assert [got.value, got.low, got.high] == pytest.approx([want.value, want.low, want.high], rel=2e-3)
    assert rao_scott(table).deltas == pytest.approx([1.0] * 4, rel=0.1)


def test_the_shares_within_a_row_add_up_and_have_an_error() -> None:
    table = cross(survey("strat_clus"), Factor("g"), Factor("sex"))
    both = [table.row_share(0, column) for column in (0, 1)]
    assert both[0].value + both[1].value == pytest.approx(1.0)
    assert both[0].se == pytest.approx(both[1].se)


def test_a_level_nobody_has_is_left_out_of_the_tests_and_kept_in_the_table() -> None:
    plain = cross(survey("strat_clus"), Factor("g"), Factor("sex"))
    wider = cross(survey("strat_clus"), Factor("g", (1, 2, 3, 4, 5, 6)), Factor("sex", (1, 2, 3)))
    assert wider.totals.shape == (6, 3)
    assert rao_scott(wider) == rao_scott(plain)
    assert cramers_v(wider) == cramers_v(plain)


def asked(name: str, how: Callable[[dict[str, np.ndarray]], np.ndarray]) -> TwoWay:
    data = columns(name)
    return cross(Survey.of(ArrayRows(data | {"a": how(data)}), declared(name)), Factor("a"), Factor("sex"))


@pytest.mark.parametrize("n", [0, 1, 2])
def test_few_or_no_answers_give_numbers_or_nan_and_no_warning(n: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = asked("srs", lambda data: np.where(data["row"] <= n, data["row"], np.nan))
        assert table.n == n
        for order in (1, 2):
            p = rao_scott(table, order=order).p  # type: ignore[arg-type]
            assert math.isnan(p) or 0 <= p <= 1
        assert math.isnan(cramers_v(table).value) or 0 <= cramers_v(table).value <= 1
        assert math.isnan(wald_independence(table).p)


def test_answers_all_alike_go_with_nothing() -> None:
    table = asked("strat_clus", lambda data: np.ones(len(data["row"])))
    assert math.isnan(rao_scott(table).p)
    assert math.isnan(cramers_v(table).value)


def test_a_table_with_too_many_empty_cells_has_no_test() -> None:
    """R: Error in solve.default(denom, numr): system is computationally singular."""
    data = columns("strat_clus")
    same = Survey.of(ArrayRows(data | {"a": data["age"]}), declared("strat_clus"))
    table = cross(same, Factor("a"), Factor("age"))
    assert rao_scott(table).deltas == ()
    assert math.isnan(rao_scott(table).p)
    assert math.isnan(rao_scott(table, order=1).p)
    assert cramers_v(table).value == pytest.approx(1.0)


def test_a_census_knows_without_a_test() -> None:
    table = cross(survey("census"), Factor("g"), Factor("sex"))
    assert math.isnan(rao_scott(table).p)
    assert cramers_v(table).value > 0
    assert cramers_v(table).low is None


def test_a_table_of_one_cluster_has_no_test() -> None:
    data = columns("strat_clus")
    alone = Survey.of(ArrayRows(data | {"one": np.ones(len(data["row"]))}),
                      replace(declared("strat_clus"), stages=(Stage("one"),), lonely="average"))
    table = cross(alone, Factor("g"), Factor("sex"))
    assert np.isnan(table.covariance).all()
    for found in (rao_scott(table), rao_scott(table, order=1)):
        assert found.x2 > 0
        assert math.isnan(found.p)
        assert found.deltas == ()
    assert cramers_v(table).value > 0
    assert math.isnan(goodness(cross(alone, Factor("sex")), [1, 1]).p)


def test_shares_to_compare_with_that_are_not_above_nought_are_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        goodness(cross(survey("srs"), Factor("sex")), [0, 1])
