"""How many people: equal to R where R has the calculation, to the closed form elsewhere, and there and back again."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabilet.cycle.sample import (
    Conditions,
    difference_size,
    mean_difference_size,
    mean_size,
    method_words,
    range_quantile,
    rank_size,
    share_size,
)
from qabilet.errors import QabiletError
from qabilet.stats import rank_sets
from qabilet.text import LANGS

CASES = json.loads((Path(__file__).resolve().parents[2] / "reference" / "sizes.json").read_text())["cases"]


def ours(given: dict[str, Any]) -> float:
    aim = given["aim"]
    if aim == "range":
        z = range_quantile(given["level"], given["items"])
        assert z > 0
        return z
    known = Conditions(level=given.get("level", 0.95), power=given.get("power", 0.8), deff=given.get("deff", 1.0),
                       population=given.get("population"))
    if aim == "share":
        return share_size(given["share"], given["margin"], known).facts["exact"]
    if aim == "mean":
        return mean_size(given["sd"], given["margin"], known).facts["exact"]
    if aim == "difference":
        return difference_size(given["first"], given["second"], known).facts["exact"]
    if aim == "difference-power":
        return difference_size(given["first"], given["second"], known, n=2 * given["n"]).power
    if aim == "difference-mean":
        return mean_difference_size(given["difference"], given["sd"], known).facts["exact"]
    return mean_difference_size(given["difference"], given["sd"], known, n=2 * given["n"]).power


@pytest.mark.parametrize("case", [one for one in CASES if one["given"]["aim"] != "range"], ids=lambda one: one["call"])
def test_sizes_and_powers_are_those_of_r(case: dict[str, Any]) -> None:
    assert ours(case["given"]) == pytest.approx(case["answer"], rel=1e-8)


@pytest.mark.parametrize("case", [one for one in CASES if one["given"]["aim"] == "range"], ids=lambda one: one["call"])
def test_the_studentised_range_has_the_probability_that_was_asked(case: dict[str, Any]) -> None:
    from scipy.stats import studentized_range

    width = ours(case["given"])
    assert studentized_range.cdf(width, case["given"]["items"], np.inf) == pytest.approx(case["answer"], abs=1e-8)


def test_a_share_of_a_half_within_three_points_needs_1068_people() -> None:
    size = share_size(0.5, 0.03, Conditions())
    assert (size.n, size.invitations, size.cautions) == (1068, 1068, ())


def test_the_akims_register_and_a_response_of_60_per_cent() -> None:
    size = share_size(0.5, 0.05, Conditions(population=2345, response=0.6))
    assert size.n == 331  # 384.1 / (1 + 383.1 / 2345) = 330.2
    assert size.invitations == 552
    assert math.ceil(331 / 0.6) == 552


def test_the_design_effect_of_clusters_is_kishs() -> None:
    by_icc = share_size(0.5, 0.03, Conditions(icc=0.05, cluster_size=20))
    assert by_icc.conditions.effect == pytest.approx(1.95)
    assert by_icc == share_size(0.5, 0.03, Conditions(icc=0.05, cluster_size=20))
    assert by_icc.n == share_size(0.5, 0.03, Conditions(deff=1.95)).n


def test_n_never_exceeds_the_population_and_a_census_has_no_margin() -> None:
    assert share_size(0.5, 0.0001, Conditions(population=50)).n == 50
    assert share_size(0.5, None, Conditions(population=50), 50).margin == 0
    assert mean_size(1.1, None, Conditions(population=50), 50).margin == 0
    assert share_size(0.5, None, Conditions(population=1), 1).margin == 0


def test_too_few_people_to_reach_the_size_is_a_caution_and_nobody_is_invited_twice() -> None:
    size = share_size(0.5, 0.03, Conditions(population=400, response=0.3))
    assert [one.code for one in size.cautions] == ["SAMPLE_102"]
    assert size.invitations == 400


def test_a_rare_share_is_doubted() -> None:
    assert [one.code for one in share_size(0.01, 0.05, Conditions()).cautions] == ["SAMPLE_101"]


@given(share=st.floats(0.02, 0.98), margin=st.floats(0.01, 0.2), deff=st.floats(1, 4), level=st.floats(0.8, 0.99),
       population=st.integers(30, 10**6))
def test_the_margin_of_the_size_is_the_margin_asked_for(share: float, margin: float, deff: float, level: float,
                                                        population: int) -> None:
    known = Conditions(level=level, deff=deff, population=population)
    size = share_size(share, margin, known)
    assert share_size(share, None, known, size.n).margin <= margin * (1 + 1e-9)
    if size.n > 1:
        assert share_size(share, None, known, size.n - 1).margin > margin * (1 - 1e-9)


@given(sd=st.floats(0.1, 50), margin=st.floats(0.05, 1), population=st.integers(30, 10**6))
def test_the_same_for_a_mean(sd: float, margin: float, population: int) -> None:
    known = Conditions(population=population)
    size = mean_size(sd, margin * sd, known)
    assert mean_size(sd, None, known, size.n).margin <= margin * sd * (1 + 1e-9)


@given(gap=st.floats(0.05, 1), items=st.integers(2, 40), correlation=st.floats(0, 0.9))
def test_the_same_for_ranks(gap: float, items: int, correlation: float) -> None:
    size = rank_size(gap, 1.1, items, Conditions(), correlation=correlation)
    back = rank_size(None, 1.1, items, Conditions(), correlation=correlation, n=size.n)
    assert back.margin <= gap * (1 + 1e-9)
    assert rank_size(gap, 1.1, items, Conditions(), correlation=correlation, n=size.n).power >= 0.8 - 1e-9


def test_unequal_groups_share_out_as_the_ratio_says() -> None:
    size = difference_size(0.4, 0.5, Conditions(), ratio=2)
    assert size.groups == (292, 583)
    assert size.n == 875
    assert difference_size(0.4, 0.5, Conditions(), n=875, ratio=2).power == pytest.approx(0.8, abs=2e-3)


@pytest.mark.slow
def test_the_rank_size_gives_the_power_it_promises_with_our_own_rank_sets() -> None:
    """Twelve needs, neighbours a gap apart in the middle: how often simultaneous sets of all tell the pair apart."""
    items, gap, sd, correlation = 12, 0.3, 1.1, 0.4
    size = rank_size(gap, sd, items, Conditions(), correlation=correlation)
    means = np.array([gap * (6.5 - place) for place in range(items)])
    V = sd**2 * ((1 - correlation) * np.eye(items) + correlation) / size.n
    draws = np.random.default_rng(5).multivariate_normal(means, V, size=400)
    told = sum(1 for x in draws for sets in [rank_sets(x, V, seed=1, draws=4000, marginal=False)]
               if (sets.high[5] or 99) < (sets.low[6] or 0) or abs(x[5] - x[6]) / math.sqrt(2 * sd**2 * 0.6 / size.n)
               > sets.critical)
    # Step-down sets use smaller critical values than the first step, on which the size rests: a little more power.
    assert 0.76 < told / len(draws) < 0.95


@pytest.mark.slow
def test_a_drawn_sample_keeps_the_margin_it_was_planned_for() -> None:
    from qabilet.cycle.sample import DrawPlan, Frame, draw

    N, share = 2345, 0.3
    size = share_size(share, 0.05, Conditions(population=N))
    yes = np.arange(N) < round(share * N)
    frame = Frame([f"{place:05d}" for place in range(N)])
    far = 0
    for seed in range(2000):
        sample = draw(frame, DrawPlan("simple", seed, n=size.n))
        far += abs(yes[[one.place for one in sample.people]].mean() - yes.mean()) > size.margin
    assert 0.03 < far / 2000 < 0.07


@pytest.mark.parametrize(("call", "code"), [
    (lambda: share_size(0.0, 0.03, Conditions()), "SAMPLE_001"),
    (lambda: share_size(1.0, 0.03, Conditions()), "SAMPLE_001"),
    (lambda: share_size(0.5, 0.0, Conditions()), "SAMPLE_001"),
    (lambda: share_size(0.5, 1.0, Conditions()), "SAMPLE_001"),
    (lambda: share_size(math.nan, 0.03, Conditions()), "SAMPLE_001"),
    (lambda: share_size(0.5, 0.03, Conditions(deff=0.9)), "SAMPLE_001"),
    (lambda: share_size(0.5, 0.03, Conditions(deff=math.inf)), "SAMPLE_001"),
    (lambda: share_size(0.5, 0.03, Conditions(icc=1.2, cluster_size=10)), "SAMPLE_001"),
    (lambda: share_size(0.5, 0.03, Conditions(icc=0.1, cluster_size=0.5)), "SAMPLE_001"),
    (lambda: share_size(0.5, 0.03, Conditions(response=0.0)), "SAMPLE_001"),
    (lambda: share_size(0.5, 0.03, Conditions(response=1.1)), "SAMPLE_001"),
    (lambda: share_size(0.5, 0.03, Conditions(level=1.0)), "SAMPLE_001"),
    (lambda: share_size(0.5, 0.03, Conditions(population=0)), "SAMPLE_001"),
    (lambda: share_size(0.5, 1e-300, Conditions()), "SAMPLE_001"),
    (lambda: share_size(0.5, 0.03, Conditions(deff=1e308)), "SAMPLE_001"),
    (lambda: share_size(0.5, 0.03, Conditions(icc=0.9, cluster_size=1e308)), "SAMPLE_001"),
    (lambda: mean_size(1.0, 1e-200, Conditions()), "SAMPLE_001"),
    (lambda: rank_size(1e-300, 1.1, 12, Conditions()), "SAMPLE_001"),
    (lambda: rank_size(0.3, 1e300, 12, Conditions()), "SAMPLE_001"),
    (lambda: share_size(0.5, None, Conditions(population=100), 101), "SAMPLE_002"),
    (lambda: share_size(0.5, None, Conditions(), 0), "SAMPLE_010"),
    (lambda: mean_size(1.0, None, Conditions(), 1), "SAMPLE_010"),
    (lambda: mean_size(0.0, 0.1, Conditions()), "SAMPLE_001"),
    (lambda: difference_size(0.4, 0.4, Conditions()), "SAMPLE_009"),
    (lambda: mean_difference_size(0.0, 1.0, Conditions()), "SAMPLE_001"),
    (lambda: rank_size(0.3, 1.1, 1, Conditions()), "SAMPLE_001"),
    (lambda: rank_size(0.0, 1.1, 12, Conditions()), "SAMPLE_001"),
    (lambda: rank_size(0.3, 1.1, 12, Conditions(), correlation=1.0), "SAMPLE_001"),
    (lambda: difference_size(0.4, 0.5, Conditions(), ratio=0.0), "SAMPLE_001"),
])
def test_what_cannot_be_is_a_coded_fault_with_its_mend(call: Any, code: str) -> None:
    with pytest.raises(QabiletError) as error:
        call()
    assert error.value.code == code
    assert all(error.value.faults[0].mend(lang) for lang in LANGS)


def test_the_paragraph_has_the_formula_and_the_numbers_in_three_languages() -> None:
    size = share_size(0.5, 0.03, Conditions(population=2345, icc=0.05, cluster_size=20, response=0.6))
    words = method_words(size)
    assert not words.gaps()
    for lang in LANGS:
        assert "n₀ = z²·p(1 − p)·deff/d²" in words[lang]
        assert "Cochran 1977" in words[lang]
        assert "Kish 1965" in words[lang]
    assert "1,103" in words.en
    assert "1\u00a0103" in words.ru
    assert "1,95" in words.kk
    assert len({*words}) == 3
