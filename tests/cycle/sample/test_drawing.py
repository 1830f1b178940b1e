"""The ways of drawing: every subset with its chance, every unit with exactly the probability that is written down."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabilet.cycle.sample import Chance
from qabilet.cycle.sample.drawing import certain, madow, probabilities, sampford, sampford_joint, simple, systematic

DRAWS = 20_000
SIZES = [3, 7, 1, 12, 5, 9, 2, 4]
STORED = {"simple": [1972, 723, 1533, 1409, 1855, 1472],
          "systematic": [328, 719, 1110, 1501, 1892, 2282],
          "pps": [3, 4, 7],
          "sampford": [3, 4, 5]}


def frequencies(drawn: list[list[int]], total: int) -> np.ndarray:
    return np.bincount(np.concatenate(drawn), minlength=total) / len(drawn)


@given(total=st.integers(1, 60), data=st.data())
def test_a_simple_draw_has_n_different_places(total: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, total))
    drawn = simple(total, n, Chance(data.draw(st.integers(0, 10**6))))
    assert len(set(drawn)) == n
    assert all(0 <= place < total for place in drawn)


def test_every_subset_of_a_simple_draw_comes_as_often() -> None:
    seen = Counter(frozenset(simple(6, 3, Chance(seed))) for seed in range(DRAWS))
    assert set(seen) == {frozenset(one) for one in combinations(range(6), 3)}
    expected = DRAWS / 20
    assert sum((count - expected) ** 2 / expected for count in seen.values()) < 43.8  # 19 df, p = 0.001


@given(total=st.integers(1, 40), data=st.data())
def test_over_all_starts_a_systematic_draw_takes_every_place_equally_often(total: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(1, total))

    class Start(Chance):
        def __init__(self, start: int) -> None:
            self.start = start

        def below(self, bound: int) -> int:
            assert bound == total
            return self.start

    taken = Counter(place for start in range(total) for place in systematic(total, n, Start(start)))
    assert taken == dict.fromkeys(range(total), n)


@given(sizes=st.lists(st.integers(0, 30), min_size=1, max_size=12), data=st.data())
def test_over_all_starts_madow_takes_every_place_in_proportion_to_its_size(sizes: list[int], data: st.DataObject,
                                                                           ) -> None:
    with_size = sum(1 for size in sizes if size)
    n = data.draw(st.integers(0, with_size))
    each = probabilities(sizes, n) if n else [0.0] * len(sizes)
    assert sum(each) == pytest.approx(n)
    assert all(0 <= one <= 1 for one in each)
    sure = certain(sizes, n) if n else []
    rest = sum(size for place, size in enumerate(sizes) if place not in sure)

    class Start(Chance):
        def __init__(self, start: int) -> None:
            self.start = start

        def within(self, bound: int) -> int:
            assert bound == rest
            return self.start

    if n == 0:
        return
    taken: Counter[int] = Counter()
    for start in range(rest):
        drawn = madow(sizes, n, Start(start))
        assert len(set(drawn)) == n
        taken.update(drawn)
    for place, size in enumerate(sizes):
        if rest:
            wanted = Fraction(1) if place in sure else Fraction((n - len(sure)) * size, rest)
            assert Fraction(taken[place], rest) == wanted
            assert each[place] == pytest.approx(float(wanted))


def test_units_larger_than_the_interval_are_certain_and_then_the_next_too() -> None:
    # 50 of 100 with n = 3 is more than a third; of the 50 left, 30 is more than a half.
    assert sorted(certain([50, 30, 5, 5, 5, 5], 3)) == [0, 1]
    assert probabilities([50, 30, 5, 5, 5, 5], 3) == [1, 1, 0.25, 0.25, 0.25, 0.25]
    assert certain([5, 5, 5, 5], 2) == []
    assert sorted(certain([5, 5, 5, 0], 3)) == [0, 1, 2]


def test_fewer_sizes_than_draws_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer"):
        certain([1, 0, 0], 2)


@pytest.mark.slow
@pytest.mark.parametrize("draw", [madow, sampford])
def test_inclusion_is_in_proportion_to_size_over_many_seeds(draw) -> None:  # type: ignore[no-untyped-def]
    drawn = [draw(SIZES, 3, Chance(seed, "pps")) for seed in range(DRAWS)]
    assert all(len(set(one)) == 3 for one in drawn)
    want = np.array(probabilities(SIZES, 3))
    z = (frequencies(drawn, len(SIZES)) - want) / np.sqrt(want * (1 - want) / DRAWS)
    assert np.abs(z).max() < 4
    # Counts of one draw of three are negatively correlated, so the sum of squares is a generous bound.
    assert (z**2).sum() < 26.1


@pytest.mark.slow
def test_sampfords_subsets_have_the_chances_of_his_formula() -> None:
    """P(s) is proportional to the product of lambda over s times (n - sum of n p ... ) = sum of (1 - n p) over s."""
    n, total = 3, sum(SIZES)
    p = [Fraction(size, total) for size in SIZES]
    chance = {}
    for subset in combinations(range(len(SIZES)), n):
        product = Fraction(1)
        for place in subset:
            product *= p[place] / (1 - n * p[place])
        chance[frozenset(subset)] = product * sum((1 - n * p[place]) for place in subset)
    whole = sum(chance.values())
    for place in range(len(SIZES)):
        assert sum(one for subset, one in chance.items() if place in subset) / whole == n * p[place]
    seen = Counter(frozenset(sampford(SIZES, n, Chance(seed))) for seed in range(DRAWS))
    expected = {subset: float(one / whole) * DRAWS for subset, one in chance.items()}
    chi_square = sum((seen[subset] - want) ** 2 / want for subset, want in expected.items())
    assert chi_square < 93.2  # 55 degrees of freedom, p = 0.001


@pytest.mark.parametrize(("sizes", "n"), [(SIZES, 3), (SIZES, 2), (SIZES, 1), ([50, 30, 5, 5, 5, 5], 3), ([4] * 6, 3)])
def test_sampfords_joint_probabilities_are_those_of_all_sets(sizes: list[int], n: int) -> None:
    sure = certain(sizes, n)
    rest, left = [place for place in range(len(sizes)) if place not in sure], n - len(sure)
    total = sum(sizes[place] for place in rest)
    slack = {place: 1 - Fraction(left * sizes[place], total) for place in rest}
    chance = {}
    for subset in combinations(rest, left):
        product = Fraction(1)
        for place in subset:
            product *= (1 - slack[place]) / slack[place]
        chance[subset] = product * sum(slack[place] for place in subset)
    whole, joint = sum(chance.values()), sampford_joint(sizes, n)
    for i in range(len(sizes)):
        for j in range(len(sizes)):
            want = sum(one for subset, one in chance.items() if {i, j} <= {*subset, *sure}) / whole
            assert joint[i][j] == pytest.approx(float(want), abs=1e-14)
    # Sums over one place are (n - 1) times its own chance: sizes of samples are fixed.
    assert all(sum(row) == pytest.approx(n * row[at]) for at, row in enumerate(joint))


def test_what_was_drawn_once_is_drawn_again() -> None:
    """Stored vectors of each way of drawing: they must never change."""
    assert simple(2345, 6, Chance(20260301, "people")) == STORED["simple"]
    assert systematic(2345, 6, Chance(20260301, "people")) == STORED["systematic"]
    assert madow(SIZES, 3, Chance(20260301, "people")) == STORED["pps"]
    assert sampford(SIZES, 3, Chance(20260301, "people")) == STORED["sampford"]
