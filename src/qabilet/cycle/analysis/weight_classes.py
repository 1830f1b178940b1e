"""People of one weight: whether weighted numbers could be taken apart into the answers of a few of them.

Weights are fractions of no common unit. Who knows them (a register and the sizes of the groups tell them) reads a
weighted share as a sum of unknown whole numbers, one for each weight, times known figures: where there are few such
sums, one of them alone fits, and it tells how many of the three people of the heaviest weight said yes. A group of
the least size that may be told is no secret; a smaller one is safe only where far more sums fit than the told digits
tell apart.
"""

from __future__ import annotations

import math
from collections import Counter

import numpy as np

from qabilet.stats import Survey

SAFE = 14.0
"""Decimal digits of possible sums that keep a small class hidden: a share with its two bounds tells nine (three each),
the number who said so some three more, and a hundred sums are to fit what was told."""


def thin_classes(survey: Survey, least: int) -> int:
    """How many weights are borne by fewer than `least` people, where these could be worked out; 0 where they are safe.

    Cost: one pass over the columns of the weights, ended as soon as there are sums enough.
    """
    people: Counter[float] = Counter()
    for weights, often in survey.rows.map(survey.columns, lambda batch: np.unique(survey.weight(batch),
                                                                                 return_counts=True)):
        people.update(dict(zip(weights.tolist(), often.tolist(), strict=True)))
        if sum(math.log10(n + 1) for weight, n in people.items() if weight) >= SAFE:
            return 0
    return sum(n < least for weight, n in people.items() if weight)
