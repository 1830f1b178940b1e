"""Adjusted weights, and the errors of estimates made with them, are R's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from survey_designs import columns
from weighting_cases import CASES, weighed

from qabilet.stats.survey.rows import Batch
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.weights.calibration import Calibrated
from qabilet.stats.survey.weights.raking import Raked
from qabilet.stats.survey.weights.weight_report import describe_weights


def ratios(survey: Survey, top: Sequence[str], bottom: str = "", where: tuple[str, float] | None = None) -> np.ndarray:
    """(2, len(top)) ratios of totals, of means where `bottom` is '', and their errors; missing answers left out."""
    read = tuple(dict.fromkeys((*top, *([bottom] if bottom else []), *([where[0]] if where else []))))

    def parts(batch: Batch) -> tuple[np.ndarray, np.ndarray]:
        held = np.column_stack([batch[name] for name in top])
        keep = ~np.isnan(held)
        if where:
            keep &= (batch[where[0]] == where[1])[:, None]
        below = np.broadcast_to(batch[bottom][:, None] if bottom else 1.0, held.shape)
        return np.where(keep, held, 0.0), np.where(keep, below, 0.0)

    both = survey.totals(read, lambda batch: np.hstack(parts(batch)), 2 * len(top))[0]
    over, under = both[:len(top)], both[len(top):]
    theta = over / under

    def influence(batch: Batch) -> np.ndarray:
        y, x = parts(batch)
        return np.asarray((y - theta * x) / under)

    spread = survey.spreads(read, influence, len(top))[0]
    return np.array([theta, np.sqrt(np.diag(spread.covariance()))])


def totals(survey: Survey, names: Sequence[str], where: tuple[str, float] | None = None) -> np.ndarray:
    read = (*names, *([where[0]] if where else []))

    def values(batch: Batch) -> np.ndarray:
        held = np.column_stack([batch[name] for name in names])
        return np.where((batch[where[0]] == where[1])[:, None], held, 0.0) if where else held

    spread = survey.spreads(read, values, len(names))[0]
    return np.array([survey.totals(read, values, len(names))[0], np.sqrt(np.diag(spread.covariance()))])


@pytest.mark.parametrize("call", sorted(CASES))
def test_estimates_after_weighting_are_r_s(call: str) -> None:
    case = CASES[call]
    survey, answer = weighed(case), case["answer"]
    codes = {name: sorted(set(columns(case["given"]["name"])[name])) for name in ("sex", "m1")}
    got = {"mean": ratios(survey, ("y1", "income", "x")), "missing": ratios(survey, ("y3",)),
           "total": totals(survey, ("count", "z")), "ratio": ratios(survey, ("income",), "x"),
           "by": np.hstack([ratios(survey, ("y1",), where=("sex", code)) for code in codes["sex"]]),
           "by_total": np.hstack([totals(survey, ("income",), ("m1", code)) for code in codes["m1"]])}
    for what, (theta, se) in got.items():
        np.testing.assert_allclose(theta, answer[what]["theta"], rtol=1e-8, err_msg=what)
        np.testing.assert_allclose(se, answer[what]["se"], rtol=1e-8, atol=float(1e-9 * np.abs(theta).max()),
                                   err_msg=what)


@pytest.mark.parametrize("call", sorted(CASES))
def test_the_report_of_the_weights_is_r_s(call: str) -> None:
    case = CASES[call]
    last, answer = describe_weights(weighed(case))[-1], case["answer"]
    five = [last.least, last.lower_quartile, last.median, last.upper_quartile, last.greatest]
    np.testing.assert_allclose(five, answer["quartiles"], rtol=1e-8)
    np.testing.assert_allclose([last.least_g, last.greatest_g], answer["g"], rtol=1e-8)
    np.testing.assert_allclose([last.total, last.design_effect], [answer["sum"], answer["deff"]], rtol=1e-8)
    np.testing.assert_allclose(last.cv, answer["cv"], rtol=1e-8, atol=1e-12)
    assert last.effective == pytest.approx(last.n / answer["deff"], rel=1e-8)


@pytest.mark.parametrize("call", [call for call in sorted(CASES) if "cost" in CASES[call]["answer"]])
def test_no_calibration_costs_more_than_r_s_or_misses_its_totals(call: str) -> None:
    case = CASES[call]
    survey = weighed(case)
    step = survey.steps[-1]
    assert isinstance(step, Calibrated)
    assert step.misfit <= 1e-10
    found = list(survey.rows.map(survey.columns, step.weights))
    d, w = (np.concatenate([one[place] for one in found]) for place in (0, 1))
    d, w = d[d != 0], w[d != 0]
    assert float((d * step.distance.cost(w / d)).sum()) <= case["answer"]["cost"] * (1 + 1e-8)
    assert (w / d).min() >= step.distance.lower
    assert (w / d).max() <= step.distance.upper


@pytest.mark.parametrize("call", [call for call in sorted(CASES)
                                  if CASES[call]["given"]["steps"][-1]["kind"] == "rake"])
def test_raking_hits_every_margin_to_ten_digits(call: str) -> None:
    case = CASES[call]
    survey = weighed(case)
    assert isinstance(survey.steps[-1], Raked)
    for margin in case["given"]["steps"][-1]["margins"]:
        sums = [totals_of_level(survey, margin["columns"][0], code) for code in margin["levels"]]
        np.testing.assert_allclose(sums, margin["population"], rtol=1e-10)


def totals_of_level(survey: Survey, column: str, code: float) -> float:
    return float(survey.totals((column,), lambda batch: (batch[column] == code)[:, None].astype(float), 1)[0, 0])
