"""Composite scores: equal to psych and base R, the rule for missing answers kept, the same from any parts."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from reference_cases import cases

from qabilet.stats import Composite, Moments, ScoreTally, total_tally

CASES = cases("composite")
ITEMS, LEVELS = ("a", "b", "c", "d"), (5, 5, 5, 5)
HOW: dict[str, dict[str, Any]] = {
    'psych::scoreItems(keys, x, impute = "none"): complete': {},
    'psych::scoreItems(keys, x, impute = "none", totals = TRUE): complete': {"form": "sum"},
    'psych::scoreItems(keys, x, impute = "none"): missing': {"rule": "items", "least": 1},
    "rowMeans(x, na.rm = TRUE) of who answered 2 or more": {"rule": "share", "least": 0.5},
    "rowMeans(x, na.rm = TRUE) of who answered 3 or more": {"rule": "items", "least": 3},
    "rowMeans(x): missing": {"rule": "all"},
    "rowSums(x): missing": {"rule": "share", "least": 1, "form": "sum"},
}
answers = arrays(np.int64, st.tuples(st.integers(0, 30), st.just(4)), elements=st.integers(-4, 4))
rules = st.sampled_from([{"rule": "all"}, {"rule": "items", "least": 2}, {"rule": "share", "least": 0.6}])


def codes(call: str) -> np.ndarray:
    x = np.array(CASES[call]["given"]["x"], dtype=float)
    return np.where(np.isnan(x), -3, x - 1).astype(int)


@pytest.mark.parametrize("call", sorted(CASES))
def test_equal_to_psych_and_base_r(call: str) -> None:
    got = Composite(ITEMS, LEVELS, reverse=("b",), **HOW[call]).scores(codes(call))
    assert got == pytest.approx(np.array(CASES[call]["answer"]["scores"], dtype=float), rel=1e-12, nan_ok=True)


def test_the_rule_says_who_gets_a_score_and_the_tally_how_many_did_not() -> None:
    rows = np.array([[0, 1, 2, 3], [4, -1, 4, 4], [4, -1, -2, 4], [1, -1, -1, -1], [-1, -1, -1, -1]])
    for rule, least, needed, scored, dropped in (("all", 1, 4, 1, 3), ("items", 3, 3, 2, 2), ("share", 0.5, 2, 3, 1),
                                                 ("share", 0.51, 3, 2, 2), ("items", 1, 1, 4, 0)):
        one = Composite(ITEMS, LEVELS, rule=rule, least=least)  # type: ignore[arg-type]
        tally = one.tally(rows)
        assert one.needed == needed
        assert (tally.scored, tally.dropped, tally.silent, tally.n) == (scored, dropped, 1, 5)
        assert np.sum(~np.isnan(one.scores(rows))) == scored


def test_a_sum_is_made_up_to_all_items() -> None:
    one = Composite(ITEMS, LEVELS, form="sum", rule="items", least=2)
    assert one.scores([[4, 4, -1, -1], [0, 1, 2, 3]]).tolist() == [20, 10]


def test_items_of_unlike_length_are_turned_within_their_own() -> None:
    one = Composite(("a", "b"), (5, 3), form="sum", reverse=("a", "b"))
    assert one.scores([[0, 0], [4, 2]]).tolist() == [8, 2]


@given(answers, st.integers(0, 30), rules, st.sampled_from(["mean", "sum"]))
@settings(max_examples=60, deadline=None)
def test_tallies_add_up_to_the_bit_and_know_every_score(x: np.ndarray, cut: int, rule: dict[str, Any],
                                                        form: str) -> None:
    one = Composite(ITEMS, LEVELS, form=form, reverse=("d",), **rule)  # type: ignore[arg-type]
    whole, parts = one.tally(x), total_tally([one.tally(x[:cut]), one.tally(x[cut:])])
    assert np.array_equal(whole.counts, parts.counts)
    scores = one.scores(x)
    told = np.sort(scores[~np.isnan(scores)])
    values, often = parts.distribution()
    assert np.repeat(values, often.astype(int)).tolist() == told.tolist()
    got, want = parts.moments(), Moments.of(["score"], scores.reshape(-1, 1))
    assert (got.n, got.mm[0, 0]) == (want.n, want.mm[0, 0])
    assert got.xm[0, 0] == pytest.approx(want.xm[0, 0], rel=1e-12)
    assert got.xx[0, 0] == pytest.approx(want.xx[0, 0], rel=1e-12)
    assert whole.moments().xx[0, 0] == got.xx[0, 0]


@given(answers, rules)
@settings(max_examples=40, deadline=None)
def test_means_made_whole_are_whole_and_tell_the_same(x: np.ndarray, rule: dict[str, Any]) -> None:
    one = Composite(ITEMS, LEVELS, **rule)
    whole = one.whole_means(x)
    assert np.array_equal(whole, np.round(whole), equal_nan=True)
    assert whole / one.common == pytest.approx(one.scores(x), rel=1e-15, nan_ok=True)


@given(answers, st.permutations(range(4)))
@settings(max_examples=40, deadline=None)
def test_items_in_another_order_make_the_same_score(x: np.ndarray, order: list[int]) -> None:
    moved = Composite(tuple(ITEMS[j] for j in order), LEVELS, rule="items", least=2, reverse=("b",))
    here = Composite(ITEMS, LEVELS, rule="items", least=2, reverse=("b",))
    assert np.array_equal(moved.scores(x[:, order]), here.scores(x), equal_nan=True)


@given(answers)
@settings(max_examples=40, deadline=None)
def test_reversing_items_already_reversed_is_no_reversing(x: np.ndarray) -> None:
    twice = np.where(x < 0, x, 4 - x)
    all_items = Composite(ITEMS, LEVELS, rule="items", least=1, reverse=ITEMS)
    assert np.array_equal(all_items.scores(twice), Composite(ITEMS, LEVELS, rule="items", least=1).scores(x),
                          equal_nan=True)


@pytest.mark.parametrize("form", ["mean", "sum"])
def test_under_the_rule_all_the_moments_of_the_items_are_enough(form: str) -> None:
    x = np.random.default_rng(1).integers(0, 5, (50, 4))
    x[:5] = -1
    points = np.where(x < 0, math.nan, x + 1.0)
    one = Composite(ITEMS, LEVELS, form=form, reverse=("c",))  # type: ignore[arg-type]
    got, want = one.moments(Moments.of(ITEMS, points)), one.tally(x).moments()
    assert (got.n, got.mm[0, 0]) == (50, 45)
    assert [got.xm[0, 0], got.xx[0, 0]] == pytest.approx([want.xm[0, 0], want.xx[0, 0]], rel=1e-12)
    assert got.covariance()[0, 0] == pytest.approx(np.nanvar(one.scores(x), ddof=1), rel=1e-10)


def test_moments_do_not_know_who_answered_all_where_the_gaps_differ() -> None:
    x = np.array([[1.0, 2, 3, 4], [math.nan, 2, 3, 4], [1, math.nan, 1, 1]])
    assert math.isnan(Composite(ITEMS, LEVELS).moments(Moments.of(ITEMS, x)).xm[0, 0])
    with pytest.raises(ValueError, match="all of them"):
        Composite(ITEMS, LEVELS, rule="items", least=2).moments(Moments.of(ITEMS, x))


def test_weights_count_for_people() -> None:
    x = np.random.default_rng(2).integers(-1, 5, (30, 4))
    weights = np.random.default_rng(3).integers(0, 4, 30)
    one = Composite(ITEMS, LEVELS, rule="items", least=2)
    got, want = one.tally(x, weights), one.tally(np.repeat(x, weights, axis=0))
    assert np.array_equal(got.counts, want.counts)
    assert (got.n, want.n) == (30, int(weights.sum()))
    assert one.tally(x, np.zeros(30)).scored == 0


def test_nobody_and_people_without_answers_have_no_score() -> None:
    one = Composite(ITEMS, LEVELS, rule="share", least=0.01)
    assert one.needed == 1
    assert one.tally(np.empty((0, 4), dtype=int)).scored == 0
    assert np.isnan(one.scores(np.full((3, 4), -1))).all()
    assert math.isnan(one.tally(np.full((3, 4), -1)).moments().covariance()[0, 0])


@pytest.mark.parametrize(("given", "words"), [
    ({"items": ()}, "items"), ({"levels": (5,)}, "levels"), ({"reverse": ("x",)}, "no item"),
    ({"rule": "items", "least": 0}, "at least"), ({"rule": "items", "least": 5}, "at least"),
    ({"rule": "share", "least": 1.2}, "at least"), ({"rule": "share", "least": 0}, "at least")])
def test_a_rule_that_cannot_be_is_refused(given: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Composite(**{"items": ITEMS, "levels": LEVELS, **given})


def test_other_scores_and_unknown_codes_are_refused() -> None:
    one: ScoreTally = Composite(ITEMS, LEVELS).tally([[0, 1, 2, 3]])
    with pytest.raises(ValueError, match="different"):
        _ = one + Composite(ITEMS, LEVELS, form="sum").tally([[0, 1, 2, 3]])
    with pytest.raises(ValueError, match="beyond"):
        Composite(ITEMS, LEVELS).scores([[0, 1, 2, 5]])
    with pytest.raises(ValueError, match="no tallies"):
        total_tally([])
