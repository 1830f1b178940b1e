"""How often a weighted share with its interval gives a small stratum away: the figures of confidentiality.md."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from qabilet.stats import share

SAMPLES = 40


def possible(sizes: np.ndarray) -> np.ndarray:
    """Every way in which so many people of each stratum can have said yes: (ways, strata)."""
    return np.array(list(product(*(range(n + 1) for n in sizes))), dtype=np.float64)


def told(answers: np.ndarray, sizes: np.ndarray, there: np.ndarray) -> np.ndarray:
    """The weighted share and its interval for each way: (ways, 3)."""
    part = there / there.sum()
    p = answers / sizes
    value = p @ part
    variance = (part**2 * (1 - sizes / there) / np.maximum(sizes - 1, 1) * p * (1 - p)).sum(axis=1)
    df, n = float(sizes.sum() - len(sizes)), int(sizes.sum())
    bounds = [share(0, n, basis="design", value=float(v), variance=float(u), df=df) for v, u in
              zip(value, variance, strict=True)]
    return np.array([[one.value, one.low, one.high] for one in bounds], dtype=np.float64)


@pytest.mark.parametrize(("digits", "samples"), [(12, 40), (3, 40), (2, 35)])
def test_a_stratum_of_a_few_people_is_worked_out_in_most_samples_whatever_the_digits(digits: int,
                                                                                     samples: int) -> None:
    rng, n, found = np.random.default_rng(1), 25, 0
    for _ in range(SAMPLES):
        rest = int(rng.integers(8, n - 9))
        sizes = np.array([rng.integers(2, 5), rest, n - 3 - rest])
        there = sizes + rng.integers(30, 400, 3)
        yes = rng.binomial(sizes, rng.uniform(0.1, 0.9))
        ways = possible(sizes)
        released = np.round(told(ways, sizes, there), digits)
        mine = released[int(np.flatnonzero((ways == yes).all(axis=1))[0])]
        found += len(set(ways[(np.abs(released - mine) < 0.5 * 10.0**-digits).all(axis=1), 0].tolist())) == 1
    assert found == samples
