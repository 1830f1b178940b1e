"""What the draw is for: the textbook interval around the weighted mean covers the truth as often as it says."""

from __future__ import annotations

import numpy as np
import pytest
from tests.cycle.sample.register_of import register

from qabilet.cycle.sample import DrawPlan, Frame, draw
from qabilet.stats import student_quantile

SEEDS = 800
FRAME = register({region: {f"{region}{place:02d}": size + 3 * (place % 7) for place in range(30)}
                  for region, size in (("north", 30), ("south", 15), ("west", 8))})
_RNG = np.random.default_rng(3)
TRUTH = (3 + FRAME.columns["region"].codes * 0.4 + _RNG.normal(0, 0.5, 90)[FRAME.columns["district"].codes]
         + _RNG.normal(0, 0.8, len(FRAME)))
PLANS = {
    "stratified": DrawPlan("stratified", n=120, strata=("region",), rule="equal"),
    "one stage": DrawPlan("cluster", clusters=36, strata=("region",), cluster="district", rule="equal"),
    "two stages": DrawPlan("cluster", clusters=36, per_cluster=5, strata=("region",), cluster="district", rule="equal"),
    "two stages, pps": DrawPlan("cluster", clusters=36, per_cluster=5, strata=("region",), cluster="district",
                                method="pps", rule="equal"),
    "two stages, sampford": DrawPlan("cluster", clusters=36, per_cluster=5, strata=("region",), cluster="district",
                                     method="sampford", rule="equal"),
}


def covered(frame: Frame, plan: DrawPlan) -> bool:
    """By linearisation, first-stage units as drawn with replacement: without the finite population, so never too
    narrow (Särndal, Swensson & Wretman 1992, section 5.5; Hansen & Hurwitz 1943)."""
    sample = draw(frame, plan)
    places = np.array([one.place for one in sample.main])
    weights = np.array([one.weight for one in sample.main])
    cells = np.array([one.cell for one in sample.main])
    y = TRUTH[places]
    mean = (weights * y).sum() / weights.sum()
    residual = weights * (y - mean) / weights.sum()
    units = cells if sample.clustered else np.arange(len(places))
    strata = np.array([sample.cells[cell].stratum[0] for cell in cells])
    variance, df = 0.0, 0
    for stratum in np.unique(strata):
        own = strata == stratum
        totals = np.array([residual[own & (units == unit)].sum() for unit in np.unique(units[own])])
        variance += len(totals) * totals.var(ddof=1)
        df += len(totals) - 1
    return bool(abs(mean - TRUTH.mean()) <= student_quantile(0.975, df) * np.sqrt(variance))


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANS)
def test_the_interval_covers_the_truth(name: str) -> None:
    plan = PLANS[name]
    times = sum(covered(FRAME, DrawPlan(plan.kind, seed, plan.n, plan.strata, plan.cluster, plan.clusters,
                                        plan.per_cluster, plan.method, rule=plan.rule)) for seed in range(SEEDS))
    # Four of ten clusters are drawn, so an interval that takes them as drawn with replacement is too wide, not too
    # narrow; 0.93 is three standard errors of 800 draws below 0.95.
    assert 0.93 <= times / SEEDS <= 1.0
