"""The balance: what differs, by how much, and how rare that is; its variance is that of the draws themselves."""

from __future__ import annotations

import numpy as np
import pytest
from tests.cycle.sample.register_of import REGISTER

from qabilet.cycle.sample import DrawPlan, balance_of, doubts, draw, quota_balance, quotas
from qabilet.cycle.sample.balance import Balance, _variance

PLANS = {
    "simple": DrawPlan("simple", n=30),
    "stratified": DrawPlan("stratified", n=30, strata=("region",), rule="equal"),
    "one stage": DrawPlan("cluster", clusters=6, strata=("region",), cluster="district"),
    "two stages": DrawPlan("cluster", clusters=6, per_cluster=5, strata=("region",), cluster="district"),
    "two stages, pps": DrawPlan("cluster", clusters=6, per_cluster=5, strata=("region",), cluster="district",
                                method="pps"),
    "people by size": DrawPlan("simple", n=30, method="sampford", size="staff"),
}


def with_seed(plan: DrawPlan, seed: int) -> DrawPlan:
    return DrawPlan(plan.kind, seed, plan.n, plan.strata, plan.cluster, plan.clusters, plan.per_cluster, plan.method,
                    plan.size, rule=plan.rule)


def test_a_census_is_the_register() -> None:
    plan = DrawPlan("census")
    for one in balance_of(REGISTER, plan, draw(REGISTER, plan), ["region", "sex"]):
        assert all(level.difference == 0 and level.drawn == level.register and level.z != level.z
                   for level in one.levels)
        assert (one.df, one.p == one.p) == (0, False)


def test_the_strata_are_held_fixed_and_so_not_tested() -> None:
    plan = PLANS["stratified"]
    region, sex = balance_of(REGISTER, plan, draw(REGISTER, plan), ["region", "sex"])
    assert region.df == 0
    assert all(abs(level.difference) < 1e-12 for level in region.levels)
    assert abs(region.levels[0].drawn_share - region.levels[0].register_share) > 0.05
    assert sex.df == 1
    assert sex.p == pytest.approx(float(2 * (1 - _normal(abs(sex.levels[0].z)))), abs=1e-9)


def _normal(z: float) -> float:
    from scipy.stats import norm

    return float(norm.cdf(z))


def test_the_variance_of_a_simple_draw_is_the_textbook_one() -> None:
    plan = PLANS["simple"]
    sample = draw(REGISTER, plan)
    share = (REGISTER.columns["sex"].codes == 0).mean()
    N = len(REGISTER)
    V = _variance(REGISTER, plan, sample, "sex", np.array([share, 1 - share])) / N**2
    assert V[0, 0] == pytest.approx((1 - 30 / N) * share * (1 - share) * N / (N - 1) / 30, rel=1e-12)


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANS)
def test_the_spread_over_many_draws_is_the_variance_that_is_told(name: str) -> None:
    plan, draws = PLANS[name], 3000
    gaps, z = [], []
    for seed in range(draws):
        one = with_seed(plan, seed)
        sex, = balance_of(REGISTER, one, draw(REGISTER, one), ["sex"])
        gaps.append(sex.levels[0].difference)
        z.append(sex.levels[0].z)
    assert abs(np.mean(gaps)) < 5 * np.std(gaps) / np.sqrt(draws) + 0.005
    # Hajek's variance is exact for simple and stratified draws and near for the others (few clusters here).
    room = 0.06 if name in ("simple", "stratified") else 0.2
    assert np.std(z) == pytest.approx(1, abs=room)


def test_a_rare_draw_is_doubted_by_name() -> None:
    found = [Balance("sex", (), 11.0, 1, 0.0009), Balance("region", (), 1.0, 2, 0.6), Balance("none", ())]
    assert [(one.code, one.facts["column"]) for one in doubts(found)] == [("SAMPLE_107", "sex")]


def test_quotas_are_balanced_by_their_targets() -> None:
    plan = DrawPlan("quota", n=50, margins=(("region",), ("sex",)))
    found = quotas(REGISTER, plan)
    assert sum(one.target for one in found if one.columns == ("region",)) == 50
    assert sum(one.target for one in found if one.columns == ("sex",)) == 50
    region, sex = quota_balance(REGISTER, found)
    assert (region.column, sex.column) == ("region", "sex")
    assert all(abs(level.difference) < 1 / 50 for one in (region, sex) for level in one.levels)
    joint = quotas(REGISTER, DrawPlan("quota", n=50, strata=("region", "sex")))
    assert sum(one.target for one in joint) == 50
    assert all(one.target <= one.register for one in joint)
