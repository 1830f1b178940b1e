"""Chance with a receipt: unbiased whole numbers from a seed, the same on any machine and with any version.

The stream is Philox 4x64-10 (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"), whose
raw 64-bit output is part of NumPy's promise (NEP 19); NumPy's choice(), shuffle() and integers() are not. A bounded
number is taken by multiplication with rejection (Lemire 2019, "Fast random integer generation in an interval"), so that
every value has exactly the same chance. Each purpose (a stratum, a cluster) has its own stream, keyed by SHA-256 of the
seed and the purpose's name: what is drawn in one stratum does not hang on the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

VERSION = "qabilet-draw-1"
"""Part of every key: a change of the way of drawing would change this name, never the draw behind it."""

_WORD = 1 << 64
_BLOCK = 256


class Chance:
    """One stream of chance: `Chance(20260301, "akmola", "people")`."""

    def __init__(self, seed: int, *purpose: str) -> None:
        name = "\x1f".join((VERSION, str(seed), *purpose))
        self._raw = _words(int.from_bytes(hashlib.sha256(name.encode()).digest()[:16], "little"))

    def below(self, bound: int) -> int:
        """A whole number in 0..bound-1, each with the same chance. bound: at least 1, at most 2^64."""
        product = next(self._raw) * bound
        if product % _WORD < bound:
            least = _WORD % bound
            while product % _WORD < least:
                product = next(self._raw) * bound
        return product >> 64

    def within(self, bound: int) -> int:
        """As `below`, for a bound of any size: whole words above the need are refused."""
        if bound <= _WORD:
            return self.below(bound)
        words = -(-bound.bit_length() // 64)
        room = 1 << 64 * words
        while True:
            value = sum(next(self._raw) << 64 * place for place in range(words))
            if value < room - room % bound:
                return value % bound

    def unit(self) -> float:
        """A number in [0, 1) with 53 random bits."""
        return (next(self._raw) >> 11) * 2.0**-53


def _words(key: int) -> Iterator[int]:
    from numpy.random import Philox

    bits = Philox(key=key, counter=0)
    while True:
        yield from bits.random_raw(_BLOCK).tolist()
