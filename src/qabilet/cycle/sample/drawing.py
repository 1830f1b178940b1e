"""Drawing from a list of N places: simple, systematic, and with probability proportional to size.

Each function gives the places drawn, 0..N-1. Probabilities are exact: everything is counted in whole numbers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Literal

from qabilet.cycle.sample.chance import Chance

Method = Literal["simple", "systematic", "pps", "sampford"]
METHODS: tuple[Method, ...] = ("simple", "systematic", "pps", "sampford")
BY_SIZE: tuple[Method, ...] = ("pps", "sampford")

SAMPFORD_TRIES = 200_000
"""Sampford's draws are refused until all are different; with many large units that may take for ever."""


def simple(total: int, n: int, chance: Chance) -> list[int]:
    """`n` of `total` without replacement, in random order: every ordered choice has the same chance.

    The first n steps of the shuffle of Fisher and Yates (Durstenfeld 1964), kept sparse.
    """
    moved: dict[int, int] = {}
    drawn = []
    for step in range(n):
        place = step + chance.below(total - step)
        drawn.append(moved.get(place, place))
        moved[place] = moved.get(step, step)
    return drawn


def systematic(total: int, n: int, chance: Chance) -> list[int]:
    """`n` of `total` at even distance from a random start (Cochran 1977, ch. 8), also where n does not divide total.

    With u uniform in 0..total-1 the places are floor((u + k total) / n): every place has probability n / total exactly.
    """
    if not n:
        return []
    start = chance.below(total)
    return [(start + step * total) // n for step in range(n)]


def certain(sizes: Sequence[int], n: int) -> list[int]:
    """The places so large that they come in anyway: size at least total size / n, again among the rest until none is.

    Raises ValueError where fewer than `n` places have a size.
    """
    if sum(1 for size in sizes if size > 0) < n:
        raise ValueError("fewer places with a size than are to be drawn")
    found: list[int] = []
    taken: set[int] = set()
    total = sum(sizes)
    while len(found) < n:
        now = [place for place, size in enumerate(sizes)
               if place not in taken and size and size * (n - len(found)) >= total]
        if not now:
            break
        found += now
        taken.update(now)
        total -= sum(sizes[place] for place in now)
    return found


def probabilities(sizes: Sequence[int], n: int) -> list[float]:
    """The chance of each place under `pps` and `sampford`: 1 for the certain, else (n - certain) size / rest."""
    sure = set(certain(sizes, n))
    rest = sum(size for place, size in enumerate(sizes) if place not in sure)
    left = n - len(sure)
    return [1.0 if place in sure else left * size / rest if rest else 0.0 for place, size in enumerate(sizes)]


def madow(sizes: Sequence[int], n: int, chance: Chance) -> list[int]:
    """Systematic sampling with probability proportional to size (Madow 1949), in the order given, certain places first.

    Sizes are whole numbers, so the probabilities are exact. In a random order it is the design of Hartley & Rao (1962).
    """
    sure = certain(sizes, n)
    left, taken = n - len(sure), set(sure)
    if not left:
        return sure
    ends = list(accumulate(0 if place in taken else size for place, size in enumerate(sizes)))
    start = chance.within(ends[-1])
    return sure + [bisect_right(ends, (start + step * ends[-1]) // left) for step in range(left)]


def sampford(sizes: Sequence[int], n: int, chance: Chance) -> list[int]:
    """Sampford's (1967) rejective draw with probability proportional to size, certain places first.

    One place with chance p_i = size / total, the others with replacement with chance proportional to p_i / (1 - n p_i);
    kept when all differ. Its joint probabilities are known (`sampford_joint`). Raises ValueError where no draw is kept
    within SAMPFORD_TRIES: many places are then nearly certain, and `madow` serves.
    """
    sure = certain(sizes, n)
    left, taken = n - len(sure), set(sure)
    if not left:
        return sure
    rest = [place for place, size in enumerate(sizes) if size and place not in taken]
    total = sum(sizes[place] for place in rest)
    first = list(accumulate(sizes[place] for place in rest))
    later = list(accumulate(sizes[place] / (total - left * sizes[place]) for place in rest))
    for _ in range(SAMPFORD_TRIES):
        drawn = {bisect_right(first, chance.within(total))}
        while len(drawn) < left:
            place = min(bisect_right(later, chance.unit() * later[-1]), len(rest) - 1)
            if place in drawn:
                break
            drawn.add(place)
        else:
            return sure + [rest[place] for place in sorted(drawn)]
    raise ValueError("no draw was kept")


def sampford_joint(sizes: Sequence[int], n: int) -> list[list[float]]:
    """The chance of every two places to be drawn together under `sampford`; on the diagonal that of each.

    A set s comes with a chance in proportion to the product of its lambda times the sum of 1 - n p over it, lambda =
    p / (1 - n p) (Sampford 1967, eq. 1). Summed over the sets that hold i and j by elementary symmetric functions, with
    A and B those of the n - 2 others, of lambda alone and with one factor 1 - n p:
    pi_ij = K lambda_i lambda_j ((2 - n p_i - n p_j) A + B). Certain places come with everybody as often as everybody.
    R: sampling::UPsampfordpi2 (held against all sets one by one instead). Steps: N^2 n for each pair of unlike sizes.
    """
    sure = set(certain(sizes, n))
    each, left = probabilities(sizes, n), n - len(sure)
    rest = [place for place, size in enumerate(sizes) if size and place not in sure]
    joint = [[one * other for other in each] for one in each]
    for place, chance in enumerate(each):
        joint[place][place] = chance
    slack = {place: 1 - each[place] for place in rest}
    odds = {place: each[place] / slack[place] for place in rest}
    whole = _symmetric([(odds[place], slack[place]) for place in rest], left)[1]
    known: dict[tuple[int, int], float] = {}
    for at, i in enumerate(rest):
        for j in rest[at + 1:]:
            like = (min(sizes[i], sizes[j]), max(sizes[i], sizes[j]))
            if like not in known:
                alone, once = _symmetric([(odds[k], slack[k]) for k in rest if k not in (i, j)], left - 2)
                known[like] = odds[i] * odds[j] * ((slack[i] + slack[j]) * alone + once) / whole if left > 1 else 0.0
            joint[i][j] = joint[j][i] = known[like]
    return joint


def _symmetric(places: Sequence[tuple[float, float]], n: int) -> tuple[float, float]:
    """Over all sets of n places: the sum of the products of their odds, and of these times the sum of their slack."""
    if n < 0:
        return 0.0, 0.0
    alone, once = [1.0] + [0.0] * n, [0.0] * (n + 1)
    for odds, slack in places:
        for size in range(n, 0, -1):
            once[size] += odds * (once[size - 1] + slack * alone[size - 1])
            alone[size] += odds * alone[size - 1]
    return alone[n], once[n]
