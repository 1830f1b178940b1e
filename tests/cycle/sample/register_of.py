"""Small registers for tests of the draw."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qabilet.cycle.sample import Factor, Frame


def factor(words: Sequence[str]) -> Factor:
    levels = sorted(set(words))
    return Factor(tuple(levels), np.array([levels.index(word) for word in words], dtype=np.int64))


def register(sizes: dict[str, dict[str, int]], *, seed: int = 1) -> Frame:
    """People by region and district, {"north": {"d1": 12, ...}, ...}, with a sex and a size of 1 to 9 each."""
    rng = np.random.default_rng(seed)
    people = [(region, district) for region in sizes for district in sizes[region]
              for _ in range(sizes[region][district])]
    return Frame([f"P{place:05d}" for place in range(len(people))],
                 {"region": factor([region for region, _ in people]),
                  "district": factor([district for _, district in people]),
                  "sex": factor([str(one) for one in rng.choice(["f", "m"], len(people), p=[0.6, 0.4])])},
                 {"staff": [int(one) for one in rng.integers(1, 10, len(people))]})


REGISTER = register({"north": {"d1": 12, "d2": 30, "d3": 7, "d4": 21}, "south": {"d1": 40, "d2": 25, "d5": 9},
                     "west": {"d6": 3, "d7": 3}})
