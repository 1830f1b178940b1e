"""Weighted numbers taken apart: with few different weights a share is a sum that only one set of answers gives."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from qabilet.cycle.analysis.disclosure import rounded
from qabilet.cycle.analysis.weight_classes import SAFE, thin_classes
from qabilet.stats import ArrayRows, SampleDesign, Stage, Survey

LEAST = 5


def sample(sizes: tuple[int, ...], people: tuple[int, ...]) -> Survey:
    """Strata of so many respondents and so many people in the register."""
    stratum = np.repeat(np.arange(len(sizes)), sizes).astype(np.float64)
    weight = np.repeat(np.array(people) / np.array(sizes), sizes)
    return Survey.of(ArrayRows({"h": stratum, "w": weight}), SampleDesign((Stage("", "h"),), "w"))


def determined(sizes: tuple[int, ...], people: tuple[int, ...], yes: tuple[int, ...]) -> set[int]:
    """The strata of whose people an attacker who knows sizes and register can tell how many said yes, from the released
    share of everybody alone."""
    def released(answers: tuple[int, ...]) -> float:
        return rounded(sum(N * k / n for N, k, n in zip(people, answers, sizes, strict=True)) / sum(people))

    fits = [one for one in product(*(range(n + 1) for n in sizes)) if released(one) == released(yes)]
    return {h for h in range(len(sizes)) if len({one[h] for one in fits}) == 1}


@pytest.mark.parametrize("seed", range(60))
def test_whatever_small_group_can_be_worked_out_is_refused_before_anything_is_told(seed: int) -> None:
    rng = np.random.default_rng(seed)
    sizes = tuple(int(n) for n in rng.integers(2, 9, rng.integers(2, 5)))
    people = tuple(int(n) for n in rng.integers(20, 400, len(sizes)))
    yes = tuple(int(rng.integers(0, n + 1)) for n in sizes)
    small = {h for h, n in enumerate(sizes) if n < LEAST}
    thin = thin_classes(sample(sizes, people), LEAST)
    assert bool(thin) == bool(small)
    if determined(sizes, people, yes) & small:
        assert thin


def test_the_attack_succeeds_where_nothing_is_refused() -> None:
    assert 0 in determined((3, 6, 7), (141, 33, 59), (2, 4, 1))


def test_equal_weights_hide_a_small_stratum_among_the_others() -> None:
    survey = Survey.of(ArrayRows({"w": np.full(9, 4.5)}), SampleDesign(weight="w"))
    assert thin_classes(survey, LEAST) == 0


def test_many_different_weights_are_safe_however_few_people_bear_each() -> None:
    sizes = (3,) * 24  # 4 ** 24 possible sums, 2.8e14
    assert thin_classes(sample(sizes, tuple(range(30, 54))), LEAST) == 0
    assert 24 * np.log10(4) > SAFE > 23 * np.log10(4)
    assert thin_classes(sample(sizes[1:], tuple(range(30, 53))), LEAST) == 23


def test_zero_weights_are_nobody_s() -> None:
    rows = ArrayRows({"w": np.array([0.0, 0.0, 2.0, 2.0, 2.0, 2.0, 2.0])})
    assert thin_classes(Survey.of(rows, SampleDesign(weight="w")), LEAST) == 0
