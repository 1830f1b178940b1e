"""Means, totals, ratios and shares of a sample whose weights were adjusted have the errors R gives them."""

from __future__ import annotations

import numpy as np
import pytest
from survey_designs import columns
from survey_oracle import bits
from weighting_cases import CASES, weighed

from qabilet.stats.survey.estimates.amounts import survey_ratios, survey_totals, survey_totals_across
from qabilet.stats.survey.estimates.averages import survey_means, survey_means_across
from qabilet.stats.survey.estimates.share_intervals import survey_shares
from qabilet.stats.survey.estimates.woodruff import survey_quantiles
from qabilet.stats.survey.variable import column, groups, indicator

CALLS = sorted(CASES)


def halves(call: str, name: str) -> dict[str, object]:
    codes = sorted(set(columns(CASES[call]["given"]["name"])[name]))
    return {"domain": groups(name, codes), "domains": len(codes), "reads": (name,)}


@pytest.mark.parametrize("call", CALLS)
def test_every_kind_of_estimate_after_weighting_equals_r_s(call: str) -> None:
    survey, answer = weighed(CASES[call]), CASES[call]["answer"]
    found = {
        "mean": survey_means(survey, [column(name) for name in ("y1", "income", "x")]),
        "missing": survey_means(survey, [column("y3")]),
        "total": survey_totals(survey, [column("count"), column("z")]),
        "ratio": survey_ratios(survey, [(column("income"), column("x"))]),
        "by": survey_means(survey, [column("y1")], **halves(call, "sex")),  # type: ignore[arg-type]
        "by_total": survey_totals(survey, [column("income")], **halves(call, "m1")),  # type: ignore[arg-type]
    }
    for what, vectors in found.items():
        theta = np.concatenate([one.theta for one in vectors])
        se = np.concatenate([np.sqrt(np.diag(one.V)) for one in vectors])
        known = np.concatenate([one.n > 1 for one in vectors])
        np.testing.assert_allclose(theta, answer[what]["theta"], rtol=1e-8, err_msg=what)
        np.testing.assert_allclose(se[known], np.array(answer[what]["se"])[known], rtol=1e-8,
                                   atol=float(1e-9 * np.abs(theta).max()), err_msg=what)


@pytest.mark.parametrize("call", CALLS[::5])
def test_domains_together_agree_with_each_alone(call: str) -> None:
    survey, how = weighed(CASES[call]), halves(call, "sex")
    alone = survey_means(survey, [column("y1"), column("y3")], **how)  # type: ignore[arg-type]
    across = survey_means_across(survey, [column("y1"), column("y3")], **how)  # type: ignore[arg-type]
    for d, one in enumerate(alone):
        block = across.V[2 * d:2 * d + 2, 2 * d:2 * d + 2]
        assert np.array_equal(block, one.V, equal_nan=True)
    parts = survey_totals_across(survey, [column("x")], **how)  # type: ignore[arg-type]
    whole = survey_totals(survey, [column("x")])[0]
    both = parts.linear(("x",), np.ones((1, len(parts.names))))
    assert both.theta[0] == pytest.approx(whole.theta[0], rel=1e-13)
    assert both.V[0, 0] == pytest.approx(whole.V[0, 0], rel=1e-8, abs=1e-12 * whole.theta[0] ** 2)


@pytest.mark.parametrize("call", CALLS[::11])
def test_shares_and_quantiles_of_adjusted_weights_hold_their_estimates(call: str) -> None:
    survey = weighed(CASES[call])
    share = survey_shares(survey, [column("z", 1)])[0]["z"]
    middle = survey_quantiles(survey, column("x"), (0.5,), rule="math")[0][0.5]
    for one in (share, middle):
        if one.low is not None and one.high is not None:
            assert one.low <= one.value <= one.high


@pytest.mark.parametrize("call", CALLS[::7])
def test_everybody_stays_everybody_and_nobody_nobody_under_any_weights(call: str) -> None:
    got = survey_shares(weighed(CASES[call]), [indicator("y1", range(1, 6), "all"), indicator("y1", (9,), "none")])[0]
    assert (got["all"].value, got["all"].high, got["none"].value, got["none"].low) == (1, 1, 0, 0)
    assert got["all"].low == pytest.approx(1 - (got["none"].high or 0), rel=1e-9)
    if CASES[call]["given"]["name"] != "census":
        assert (got["none"].high or 0) > 0.5 / got["none"].n


@pytest.mark.parametrize("call", CALLS[::11])
def test_adjusted_weights_too_give_the_same_bits_however_rows_are_read(call: str) -> None:
    def told(batch: int) -> list[bytes]:
        got = survey_means(weighed(CASES[call], batch), [column("y1"), column("y3")])[0]
        return bits(got.theta, got.V)
    assert told(7) == told(10_000)
