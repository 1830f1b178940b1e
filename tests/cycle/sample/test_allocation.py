"""Allocation: closed forms where whole numbers allow, the best whole numbers everywhere, never more than all."""

from __future__ import annotations

import math
from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabilet.cycle.sample import (
    RULES,
    DrawPlan,
    Rule,
    Stratum,
    allocate,
    allocated,
    controlled,
    largest_remainder,
    spend,
)
from qabilet.cycle.sample.allocation import floors, shares
from qabilet.errors import QabiletError
from qabilet.study import example_folder
from qabilet.study.tables_csv import read_rows

STRATA = st.lists(st.builds(Stratum, st.integers(1, 60), st.floats(0, 20), st.floats(0.5, 30), st.floats(0.5, 50),
                            st.floats(1, 100)), min_size=1, max_size=6)


@given(strata=STRATA, rule=st.sampled_from(RULES), data=st.data())
def test_the_allocation_adds_up_stays_within_the_strata_and_keeps_two_in_each(strata: list[Stratum], rule: Rule,
                                                                              data: st.DataObject) -> None:
    low, high = floors(strata), [one.size for one in strata]
    n = data.draw(st.integers(sum(low), sum(high)))
    found = allocate(strata, n, rule)
    assert sum(found) == n
    assert all(least <= got <= most for least, got, most in zip(low, found, high, strict=True))
    assert all(got >= 2 or got == one.size == 1 for got, one in zip(found, strata, strict=True))


def worth(weights: list[float], found: tuple[int, ...]) -> float:
    return math.fsum(weight**2 / n for weight, n in zip(weights, found, strict=True))


@given(strata=st.lists(st.builds(Stratum, st.integers(1, 12), st.floats(0.1, 9), st.floats(1, 9), st.floats(1, 9)),
                       min_size=2, max_size=4), rule=st.sampled_from(RULES), data=st.data())
def test_no_other_whole_numbers_are_better(strata: list[Stratum], rule: Rule, data: st.DataObject) -> None:
    low, high = floors(strata), [one.size for one in strata]
    n = data.draw(st.integers(sum(low), sum(high)))
    weights = shares(strata, rule)
    best = min(worth(weights, one) for one in product(*(range(a, b + 1) for a, b in zip(low, high, strict=True)))
               if sum(one) == n)
    assert worth(weights, tuple(allocate(strata, n, rule))) <= best * (1 + 1e-9)


def test_proportional_is_exact_where_it_divides() -> None:
    assert allocate([Stratum(1000), Stratum(500), Stratum(300)], 180) == [100, 50, 30]
    assert allocate([Stratum(1000), Stratum(500), Stratum(300)], 180, "equal") == [60, 60, 60]


def test_neyman_is_the_closed_form_of_cochran_5_26() -> None:
    # N S = 1000 * 4, 500 * 16, 250 * 32: 1 : 2 : 2.
    assert allocate([Stratum(1000, 4), Stratum(500, 16), Stratum(250, 32)], 200, "neyman") == [40, 80, 80]


def test_dear_strata_give_fewer_as_cochran_5_23_says() -> None:
    # N S / sqrt(c) = 100 * 6 / 1, 100 * 6 / 2: 2 : 1.
    assert allocate([Stratum(100, 6, 1), Stratum(100, 6, 4)], 30, "cost") == [20, 10]


def test_bankiers_power_lies_between_neyman_and_equal_precision() -> None:
    strata = [Stratum(900, 3, mean=10), Stratum(100, 3, mean=10)]
    assert allocate(strata, 100, "power", power=1.0) == allocate(strata, 100, "neyman") == [90, 10]
    assert allocate(strata, 100, "power", power=0.5) == [75, 25]
    assert allocate(strata, 100, "power", power=0.0) == [50, 50]
    by_budget = [Stratum(900, 3, mean=10, importance=1), Stratum(100, 3, mean=10, importance=1)]
    assert allocate(by_budget, 100, "power", power=0.5) == [50, 50]


def test_what_a_small_stratum_cannot_hold_goes_to_the_others() -> None:
    assert allocate([Stratum(5, 100), Stratum(100, 1), Stratum(100, 1)], 45, "neyman") == [5, 20, 20]
    assert allocate([Stratum(1, 100), Stratum(100, 1)], 51, "neyman") == [1, 50]


def test_a_stratum_without_spread_gets_its_minimum_and_takes_the_rest_only_when_others_are_full() -> None:
    assert allocate([Stratum(50, 0.0), Stratum(50, 2.0)], 30, "neyman") == [2, 28]
    assert allocate([Stratum(50, 0.0), Stratum(10, 2.0)], 30, "neyman") == [20, 10]
    assert allocate([Stratum(40, 0.0), Stratum(20, 0.0)], 30, "neyman") == [20, 10]


def test_a_large_allocation_is_as_the_step_by_step_one() -> None:
    strata = [Stratum(size, 1 + size % 7) for size in range(1000, 60_000, 1777)]
    found = allocate(strata, 100_000, "neyman")
    weights = shares(strata, "neyman")
    # At the optimum no single move helps: the least that is lost is at least the most that is won.
    loses = min(w * w / (n * (n - 1)) for w, n in zip(weights, found, strict=True) if n > 2)
    wins = max(w * w / (n * (n + 1)) for w, n, one in zip(weights, found, strata, strict=True) if n < one.size)
    assert sum(found) == 100_000
    assert wins <= loses * (1 + 1e-9)


@given(strata=st.lists(st.builds(Stratum, st.integers(2, 12), st.floats(0.1, 9), st.floats(1, 9)), min_size=1,
                       max_size=4), more=st.floats(0, 200))
def test_a_budget_is_never_overspent_and_leaves_less_than_any_unit_costs(strata: list[Stratum], more: float) -> None:
    budget = sum(2 * one.cost for one in strata) * (1 + 1e-12) + more
    found = spend(strata, budget)
    left = budget - sum(n * one.cost for n, one in zip(found, strata, strict=True))
    assert left >= -1e-9
    assert all(n == one.size or one.cost > left - 1e-9 for n, one in zip(found, strata, strict=True))


@given(strata=st.lists(st.builds(Stratum, st.integers(2, 8), st.floats(1, 9), st.integers(1, 5).map(float)), min_size=2,
                       max_size=3), more=st.integers(0, 60))
def test_what_a_budget_buys_is_within_one_unit_of_the_best(strata: list[Stratum], more: int) -> None:
    budget = sum(2 * one.cost for one in strata) + more
    weights = [one.size * one.sd for one in strata]
    best = min(worth(weights, one) for one in product(*(range(2, s.size + 1) for s in strata))
               if sum(n * s.cost for n, s in zip(one, strata, strict=True)) <= budget)
    found = spend(strata, budget)
    more_of_each = tuple(min(n + 1, one.size) for n, one in zip(found, strata, strict=True))
    assert worth(weights, more_of_each) <= best * (1 + 1e-9)


def test_largest_remainders_hit_the_total_and_the_exact_quota() -> None:
    counts = {("a",): 48, ("b",): 1993, ("c",): 106, ("d",): 198}
    targets = largest_remainder(counts, 250)
    assert targets == {("a",): 5, ("b",): 213, ("c",): 11, ("d",): 21}
    assert sum(targets.values()) == 250


@given(counts=st.dictionaries(st.tuples(st.text("abc", min_size=1, max_size=3)), st.integers(0, 500), min_size=1),
       data=st.data())
def test_quotas_add_up_and_stay_within_one_of_their_share(counts: dict[tuple[str, ...], int],
                                                          data: st.DataObject) -> None:
    total = sum(counts.values())
    if not total:
        return
    n = data.draw(st.integers(0, total))
    targets = largest_remainder(counts, n)
    assert sum(targets.values()) == n
    assert all(abs(targets[key] - n * counts[key] / total) < 1 for key in counts)
    assert all(targets[key] <= counts[key] for key in counts)


def distance(counts: dict[tuple[str, ...], int], targets: dict[tuple[str, ...], int], n: int) -> float:
    """The largest distance of a margin from its share, in people."""
    total, found = sum(counts.values()), [0.0]
    for at in range(len(next(iter(counts)))):
        for level in {key[at] for key in counts}:
            own = [key for key in counts if key[at] == level]
            found.append(abs(sum(targets[key] for key in own) - n * sum(counts[key] for key in own) / total))
    return max(found)


def test_joint_quotas_of_the_akims_keep_their_towns() -> None:
    rows = read_rows((example_folder() / "sample/population.csv").read_bytes(), "")[0]
    counts = dict(Counter((row[1], row[2]) for _, row in rows[1:]))
    alone, together = largest_remainder(counts, 250), controlled(counts, 250)
    towns = [key for key in counts if key[1] == "город районного значения"]
    assert sum(counts[key] for key in towns) == 48
    assert sum(alone[key] for key in towns) == 3
    assert sum(together[key] for key in towns) == 5
    assert distance(counts, together, 250) < 0.6 < 2 < distance(counts, alone, 250)


@given(counts=st.dictionaries(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("xyz"), st.sampled_from("pq")),
                              st.integers(1, 60), min_size=2), data=st.data())
def test_controlled_quotas_add_up_are_the_share_rounded_and_no_worse_at_the_margins(
        counts: dict[tuple[str, ...], int], data: st.DataObject) -> None:
    total = sum(counts.values())
    n = data.draw(st.integers(0, total))
    targets = controlled(counts, n)
    assert sum(targets.values()) == n
    assert all(abs(targets[key] - n * counts[key] / total) < 1 for key in counts)
    assert all(0 <= targets[key] <= counts[key] for key in counts)
    assert distance(counts, targets, n) < max(1.0, distance(counts, largest_remainder(counts, n), n) + 1e-9)


@pytest.mark.parametrize(("plan", "code"), [
    (DrawPlan("stratified", n=3, strata=("s",)), "SAMPLE_003"),
    (DrawPlan("stratified", n=99, strata=("s",)), "SAMPLE_002"),
    (DrawPlan("stratified", n=10, strata=("s",), rule="neyman"), "SAMPLE_004"),
    (DrawPlan("stratified", n=10, strata=("s",), rule="neyman", figures={("a",): {"sd": 1}, ("b",): {"sd": -1}}),
     "SAMPLE_004"),
    (DrawPlan("stratified", n=10, strata=("s",), rule="power", figures={("a",): {"sd": 1, "mean": 0},
                                                                       ("b",): {"sd": 1, "mean": 1}}), "SAMPLE_004"),
    (DrawPlan("stratified", strata=("s",), budget=3, figures={("a",): {"sd": 1, "cost": 1},
                                                             ("b",): {"sd": 1, "cost": 2}}), "SAMPLE_007"),
])
def test_a_plan_that_does_not_fit_the_register_is_refused(plan: DrawPlan, code: str) -> None:
    there = {("a",): 20, ("b",): 30}
    with pytest.raises(QabiletError) as error:
        allocated(plan, there, there)
    assert error.value.code == code
