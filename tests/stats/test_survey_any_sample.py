"""Whatever few answers a sample holds, models, tables and tests give numbers or NaN: no crash, no warning."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qabilet.stats import (
    ArrayRows,
    Estimate,
    Factor,
    SampleDesign,
    Stage,
    Survey,
    Variable,
    compare_groups,
    cramers_v,
    cross,
    difference_test,
    goodness,
    hedges_g_of,
    mean_test,
    rank_test,
    rao_scott,
    ratio_test,
    regress,
    wald_independence,
)
from qabilet.stats.survey.variable import column, indicator

DESIGNS = (SampleDesign((Stage(),), "w"), SampleDesign((Stage("psu", "h"),), "w"), SampleDesign(),
           SampleDesign((Stage("psu", "h"),), "w", lonely="average"),
           SampleDesign((Stage("psu", "h"),), lonely="remove"))
CODES = {"h": [1.0, 2.0], "psu": [1.0, 2.0, 3.0], "w": [0.0, 1.0, 2.5], "y": [math.nan, 0.0, 1.0, 2.0, 3.0],
         "m": [math.nan, 0.0, 1.0], "x": [math.nan, 1.0, 2.0, 2.5, 7.0], "g": [math.nan, 1.0, 2.0, 3.0],
         "s": [1.0, 2.0]}


@st.composite
def samples(draw: st.DrawFn) -> dict[str, np.ndarray]:
    n = draw(st.integers(1, 12))
    return {name: np.array(codes)[draw(arrays(np.int64, n, elements=st.integers(0, len(codes) - 1)))]
            for name, codes in CODES.items()}


def held(estimate: Estimate) -> bool:
    """The interval holds the value, where there is one."""
    if estimate.low is None or estimate.high is None or math.isnan(estimate.low):
        return True
    return estimate.low <= estimate.value <= estimate.high


@pytest.mark.slow
@given(samples(), st.sampled_from(DESIGNS), st.sampled_from([None, indicator("s", (1,))]))
@settings(max_examples=60, deadline=None)
def test_any_few_answers_give_numbers_or_nan(data: dict[str, np.ndarray], design: SampleDesign,
                                             within: Variable | None) -> None:
    p: list[float] = []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        survey, y, g, s = Survey.of(ArrayRows(data, 5), design), column("y"), Factor("g"), Factor("s")
        for kind, answer in (("gaussian", "y"), ("logit", "m"), ("poisson", "y")):
            model = regress(survey, column(answer), [column("x"), g], kind=kind, domain=within)
            assert all(held(model.estimate(name)) for name in model.names)
            p += [*model.p.tolist(), model.test(1).p]
        table = cross(survey, g, s, domain=within)
        p += [rao_scott(table).p, rao_scott(table, order=1).p, wald_independence(table).p]
        assert held(cramers_v(table))
        one = cross(survey, g, domain=within)
        p += [goodness(one, [1.0] * len(one.columns)).p]
        means = [mean_test(survey, y, domain=within), difference_test(survey, y, s, domain=within)]
        assert all(held(test.estimate) for test in means)
        assert held(hedges_g_of(survey, y, s, domain=within))
        groups = compare_groups(survey, y, g, domain=within)
        assert held(groups.effect)
        p += [*(test.p for test in means), groups.p]
        p += [rank_test(survey, y, g, score=score, domain=within).wald.p
              for score in ("wilcoxon", "vanderWaerden", "median")]
        p += [ratio_test(survey, column("m"), [column("x"), s], [1], kind="logit", domain=within).p]
    assert all(math.isnan(one) or 0 <= one <= 1 for one in p)
