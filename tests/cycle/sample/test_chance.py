"""Chance: the same numbers on any machine and with any version, every value with the same chance."""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import islice, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabilet.cycle.sample import VERSION, Chance

_MASK = (1 << 64) - 1
STORED_BELOW = [840, 308, 653, 600, 790, 627, 323, 656]
STORED_WITHIN = [896311182202338604041354122586, 683848281297461644028400052309]
STORED_UNIT = 0.9592138508932074


def philox(key: int, counter: int) -> list[int]:
    """Philox 4x64-10 from its paper, in plain Python: the draw does not hang on NumPy's being there, or its version."""
    c = [counter & _MASK, counter >> 64 & _MASK, 0, 0]
    k0, k1 = key & _MASK, key >> 64 & _MASK
    for _ in range(10):
        first, second = 0xD2E7470EE14C6C93 * c[0], 0xCA5A826395121157 * c[2]
        c = [second >> 64 ^ c[1] ^ k0, second & _MASK, first >> 64 ^ c[3] ^ k1, first & _MASK]
        k0, k1 = (k0 + 0x9E3779B97F4A7C15) & _MASK, (k1 + 0xBB67AE8584CAA73B) & _MASK
    return c


def words(seed: int, *purpose: str):  # type: ignore[no-untyped-def]
    name = "\x1f".join((VERSION, str(seed), *purpose))
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:16], "little")
    counter = 1
    while True:
        yield from philox(key, counter)
        counter += 1


def test_philox_gives_the_known_answers_of_its_authors() -> None:
    """Random123's kat_vectors, philox4x64 10."""
    assert philox(0, 0) == [0x16554D9ECA36314C, 0xDB20FE9D672D0FDC, 0xD7E772CEE186176B, 0x7E68B68AEC7BA23B]


def test_the_raw_words_are_philoxs() -> None:
    chance = Chance(20260301, "people", "Абай")
    assert [chance.below(1 << 64) for _ in range(600)] == list(islice(words(20260301, "people", "Абай"), 600))


def test_numbers_once_drawn_stay_drawn() -> None:
    """Stored vectors: if one of them changes, every sample ever drawn could no longer be drawn again."""
    chance = Chance(20260301, "people")
    assert [chance.below(1000) for _ in range(8)] == STORED_BELOW
    chance = Chance(7)
    assert [chance.within(10**30) for _ in range(2)] == STORED_WITHIN
    assert Chance(7, "unit").unit() == STORED_UNIT


def test_streams_of_other_seeds_and_purposes_differ() -> None:
    first = [Chance(*name).below(1 << 64) for name in ((1,), (2,), (1, "a"), (1, "b"), (1, "a", "b"), (11, ""))]
    assert len(set(first)) == len(first)


@given(bound=st.integers(1, 1 << 64), seed=st.integers(0, 10**9))
def test_a_bounded_number_stays_below_its_bound(bound: int, seed: int) -> None:
    chance = Chance(seed)
    assert all(0 <= chance.below(bound) < bound for _ in range(5))


def test_a_bound_that_does_not_divide_is_not_biased() -> None:
    """Three quarters of 2^64: without rejection the lower third would come twice as often."""
    bound = 3 << 62
    chance = Chance(3)
    low = sum(chance.below(bound) < bound // 3 for _ in range(30_000))
    assert abs(low - 10_000) < 5 * np.sqrt(30_000 * 2 / 9)


def test_every_order_of_four_comes_as_often() -> None:
    from qabilet.cycle.sample.drawing import simple

    seen = Counter(tuple(simple(4, 4, Chance(seed))) for seed in range(12_000))
    assert set(seen) == set(permutations(range(4)))
    chi_square = sum((count - 500) ** 2 / 500 for count in seen.values())
    assert chi_square < 49.7  # 23 degrees of freedom, p = 0.001


@pytest.mark.parametrize("bound", [1, 2, 3, 10, 1 << 64])
def test_a_bound_of_one_has_one_answer_and_edges_are_taken(bound: int) -> None:
    chance = Chance(1, str(bound))
    assert all(chance.below(bound) < bound for _ in range(100))
