"""Chance that can be repeated: the generator of Park and Miller, seeded by words or by a number.

S. K. Park, K. W. Miller (1988), Random number generators: good ones are hard to find, Communications of the ACM 31,
1192-1201: x' = 16807 x mod (2^31 - 1). ODK shuffles choices with the same generator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor, isfinite
from typing import TypeVar

T = TypeVar("T")
_MODULUS = 2_147_483_647


def seed_of(words: str) -> int:
    """A whole number from words: FNV-1a over the code points, 32 bits."""
    found = 2_166_136_261
    for sign in words:
        found = ((found ^ ord(sign)) * 16_777_619) & 0xFFFFFFFF
    return found


def stream(seed: float) -> Iterator[float]:
    """Numbers from 0 to 1 without end; a seed that is no finite number counts as 42."""
    state = (int(seed) % _MODULUS or _MODULUS - 1) if isfinite(seed) else 42
    while True:
        state = state * 16_807 % _MODULUS
        yield (state - 1) / (_MODULUS - 1)


def drawn(words: str) -> float:
    """One number from 0 to 1 for these words; the third of the stream, as the first follows the seed too closely."""
    numbers = stream(float(seed_of(words)))
    next(numbers)
    next(numbers)
    return next(numbers)


def shuffled(items: Sequence[T], seed: float) -> list[T]:
    """The items in an order drawn by the seed (Fisher and Yates, from the end)."""
    order, numbers = list(items), stream(seed)
    for last in range(len(order) - 1, 0, -1):
        other = floor(next(numbers) * (last + 1))
        order[last], order[other] = order[other], order[last]
    return order
