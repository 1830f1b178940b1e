"""Noncentral tails: as R has them, as SciPy has them, central at zero, and the two tails add to one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from reference_cases import cases
from scipy import stats

from qabilet.stats import distributions as central
from qabilet.stats import noncentral_chi_square, noncentral_fisher, noncentral_student

CASES = cases("contrasts")


@pytest.mark.parametrize(("call", "tails", "digits"), [
    ("pf(f, df1, df2, ncp)", noncentral_fisher, 2e-9),  # R's pnbeta stops at 1e-9
    ("pt(t, df, ncp)", noncentral_student, 1e-11), ("pchisq(x, df, ncp)", noncentral_chi_square, 1e-11)])
def test_equal_to_r(call: str, tails: Callable[..., tuple[float, float]], digits: float) -> None:
    for *given, want in CASES[call]["answer"]:
        lower, upper = tails(*given)
        assert lower == pytest.approx(want, abs=digits), given
        assert lower + upper == pytest.approx(1, abs=1e-12), given


@pytest.mark.parametrize("ncp", [0.01, 1.0, 30.0, 2000.0])
def test_equal_to_scipy_in_both_tails(ncp: float) -> None:
    for df1, df2 in ((1, 8), (4, 300), (19, 20_000)):
        for f in (0.3, 1.0, 1 + ncp / df1, 3 + 2 * ncp / df1):
            want = stats.ncf.cdf(f, df1, df2, ncp), stats.ncf.sf(f, df1, df2, ncp)
            np.testing.assert_allclose(noncentral_fisher(f, df1, df2, ncp), want, rtol=1e-7, atol=1e-12)
            chi = stats.ncx2.cdf(f * df1, df1, ncp), stats.ncx2.sf(f * df1, df1, ncp)
            np.testing.assert_allclose(noncentral_chi_square(f * df1, df1, ncp), chi, rtol=1e-7, atol=1e-12)


def test_without_noncentrality_they_are_the_central_ones() -> None:
    assert noncentral_fisher(2.2, 3, 40, 0.0) == pytest.approx(central.fisher(2.2, 3, 40))
    assert noncentral_chi_square(2.2, 3, 0.0) == pytest.approx(central.chi_square(2.2, 3))
    assert noncentral_student(1.2, 9, 0.0) == pytest.approx(central.student(1.2, 9))


def test_the_noncentral_t_turns_over() -> None:
    lower, upper = noncentral_student(-1.3, 7, 0.8)
    assert noncentral_student(1.3, 7, -0.8) == pytest.approx((upper, lower))
