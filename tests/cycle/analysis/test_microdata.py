"""Records made safe: what an attacker who knows a person's traits, and every released table, can find in them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from qabilet.cycle.analysis import bands, kept_records, shown_traits

LEAST = 5


def people(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A random study: traits skewed and dependent, answers with gaps, routed questions."""
    rng = np.random.default_rng(seed)
    n, q, c = int(rng.integers(1, 300)), int(rng.integers(1, 5)), int(rng.integers(1, 9))
    traits = np.stack([rng.choice(k := int(rng.integers(1, 9)), n, p=rng.dirichlet(np.full(k, 0.7)))
                       for _ in range(q)], axis=1)
    answers = rng.integers(1, int(rng.integers(3, 8)), (n, c)).astype(float)
    answers[rng.random((n, c)) < rng.random() / 3] = np.nan
    return traits, answers, rng.integers(0, 2, n) if rng.random() < 0.5 else np.zeros(n, dtype=np.int64)


def classes(traits: np.ndarray, shown: np.ndarray, known: np.ndarray) -> dict[tuple[object, ...], list[int]]:
    """The records as a reader sees them: those alike in everything shown."""
    found: dict[tuple[object, ...], list[int]] = {}
    for row, (values, depth, group) in enumerate(zip(traits, shown, known, strict=True)):
        found.setdefault((int(group), *(int(one) for one in values[:depth]), "withheld"), []).append(row)
    return found


def unanimous(answers: np.ndarray) -> bool:
    if len(answers) >= 30:
        return False
    return any(len({one for one in column if not np.isnan(one)}) == 1 for column in answers.T)


@pytest.mark.parametrize("seed", range(200))
def test_whoever_shows_a_trait_is_one_of_five_who_differ(seed: int) -> None:
    traits, answers, known = people(seed)
    shown = shown_traits(traits, answers, least=LEAST, remainder=LEAST, known=known)
    for alike, rows in classes(traits, shown, known).items():
        if len(alike) > 2:  # something is shown
            assert len(rows) >= LEAST
            assert not unanimous(answers[rows])


@pytest.mark.parametrize("seed", range(200))
def test_released_sums_less_the_shown_records_never_are_a_few_people(seed: int) -> None:
    traits, answers, known = people(seed)
    shown = shown_traits(traits, answers, least=LEAST, remainder=LEAST, known=known)
    q = traits.shape[1]
    for columns in (one for size in range(1, q + 1) for one in combinations(range(q), size)):
        in_full = shown > columns[-1]
        for cell in {tuple(row) for row in traits[in_full][:, columns]}:
            of_it = (traits[:, columns] == cell).all(axis=1)
            rest = np.flatnonzero(of_it & ~in_full)
            assert not rest.size or (len(rest) >= LEAST and not unanimous(answers[rest]))


def test_an_attacker_succeeds_where_nothing_is_withheld() -> None:
    """The same sight of unprotected records finds single people: the tests above can fail."""
    alone = 0
    for seed in range(50):
        traits, _, known = people(seed)
        everything = np.full(len(traits), traits.shape[1])
        alone += any(len(rows) < LEAST for rows in classes(traits, everything, known).values())
    assert alone > 40


def test_large_even_groups_show_everything() -> None:
    traits = np.array([[a, b] for a in range(3) for b in range(3) for _ in range(40)])
    answers = np.tile(np.arange(1.0, 6.0), len(traits) // 5)[:, None]
    assert (shown_traits(traits, answers, least=LEAST, remainder=LEAST) == 2).all()


def test_the_order_of_the_records_does_not_matter() -> None:
    traits, answers, known = people(11)
    turned = np.random.default_rng(3).permutation(len(traits))
    one = shown_traits(traits, answers, least=LEAST, remainder=LEAST, known=known)
    other = shown_traits(traits[turned], answers[turned], least=LEAST, remainder=LEAST, known=known[turned])
    assert sorted(zip(map(tuple, traits.tolist()), one.tolist(), strict=True)) == sorted(
        zip(map(tuple, traits[turned].tolist()), other.tolist(), strict=True))


@pytest.mark.parametrize("n", [0, 1, 4])
def test_fewer_than_five_people_show_nothing(n: int) -> None:
    shown = shown_traits(np.zeros((n, 2), dtype=np.int64), np.ones((n, 1)), least=LEAST, remainder=LEAST)
    assert shown.tolist() == [0] * n


def test_a_larger_limit_withholds_more() -> None:
    traits, answers, _ = people(5)
    given = [int(shown_traits(traits, answers, least=least, remainder=least).sum()) for least in (5, 10, 20)]
    assert given == sorted(given, reverse=True)


@settings(max_examples=200, deadline=None)
@given(some.lists(some.one_of(some.floats(-1e6, 1e6), some.just(float("nan"))), max_size=200))
def test_every_band_of_numbers_holds_five_people(values: list[float]) -> None:
    column = np.array(values, dtype=np.float64)
    edges = bands(column, LEAST)
    if edges:
        places = np.searchsorted(np.array(edges), column[np.isfinite(column)], side="right")
        assert np.bincount(places, minlength=len(edges) + 1).min() >= LEAST
        assert len(edges) < 10


def test_ages_become_bands_of_round_numbers() -> None:
    ages = np.clip(np.random.default_rng(1).normal(44, 9, 250).round(), 25, 64)
    assert bands(ages, LEAST) == (30.0, 35.0, 40.0, 45.0, 50.0, 55.0, 60.0)


@pytest.mark.parametrize("seed", range(60))
def test_records_kept_beside_a_report_are_safe_in_all_its_groups_and_so_are_those_left_out(seed: int) -> None:
    groups, answers, known = people(seed)
    kept = kept_records(groups, answers, least=LEAST, remainder=LEAST, known=known)
    for rows in classes(groups[kept], np.full(kept.sum(), groups.shape[1]), known[kept]).values():
        assert len(rows) >= LEAST
        assert not unanimous(answers[kept][rows])
    d = groups.shape[1]
    for columns in (one for size in range(d + 1) for one in combinations(range(d), size)):
        for cell in {tuple(row) for row in groups[kept][:, columns]}:
            rest = np.flatnonzero((groups[:, columns] == cell).all(axis=1) & ~kept)
            assert not rest.size or (len(rest) >= LEAST and not unanimous(answers[rest]))


def test_beside_a_report_of_no_groups_everybody_stays() -> None:
    answers = np.tile(np.arange(1.0, 6.0), 8)[:, None]
    assert kept_records(np.zeros((40, 0), dtype=np.int64), answers, least=LEAST, remainder=LEAST).all()
    assert kept_records(np.zeros((0, 2), dtype=np.int64), answers[:0], least=LEAST, remainder=LEAST).size == 0
