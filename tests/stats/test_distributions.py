"""Probabilities and quantiles against R over a wide grid, tails and ten million degrees of freedom included."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from reference_cases import cases, far

from qabilet.stats import distributions as d

CASES = cases("distributions")


@pytest.mark.parametrize(("call", "tails", "given"), [
    ("pnorm(z, lower.tail = )", d.normal, 1), ("pt(t, df, lower.tail = )", d.student, 2),
    ("pchisq(x, df, lower.tail = )", d.chi_square, 2), ("pf(f, df1, df2, lower.tail = )", d.fisher, 3),
    ("pbeta(x, a, b, lower.tail = )", d.beta, 3)])
def test_both_tails_keep_twelve_digits(call: str, tails: Callable[..., tuple[float, float]], given: int) -> None:
    for row in CASES[call]["answer"]:
        lower, upper = tails(*row[:given])
        assert far(lower, row[given]) < 1e-12, row
        assert far(upper, row[given + 1]) < 1e-12, row


@pytest.mark.parametrize(("call", "quantile", "given"), [
    ("qnorm(p)", d.normal_quantile, 1), ("qt(p, df)", d.student_quantile, 2),
    ("qchisq(p, df)", d.chi_square_quantile, 2), ("qf(p, df1, df2)", d.fisher_quantile, 3),
    ("qbeta(p, a, b)", d.beta_quantile, 3)])
def test_quantiles_keep_ten_digits(call: str, quantile: Callable[..., float], given: int) -> None:
    for row in CASES[call]["answer"]:
        assert far(quantile(*row[:given]), row[given]) < 1e-10, row


def test_the_ends_and_the_impossible() -> None:
    assert d.normal_quantile(0.5) == d.student_quantile(0.5, 3) == 0
    assert d.student(math.inf, 4) == (1, 0)
    assert d.student(1.3, math.inf) == d.normal(1.3)
    assert d.fisher(2.0, 3, math.inf) == d.chi_square(6.0, 3)
    assert d.student_quantile(1, 3) == d.chi_square_quantile(1, 3) == math.inf
    assert d.fisher_quantile(0, 2, 2) == 0
    assert d.beta_quantile(1, 2, 2) == 1
    for value in (d.student(math.nan, 3)[0], d.student(1, 0)[0], d.chi_square(1, -1)[0], d.fisher(1, 0, 2)[1],
                  d.normal_quantile(1.2), d.student_quantile(0.4, math.nan), d.beta(0.5, 0, 1)[0]):
        assert math.isnan(value)
