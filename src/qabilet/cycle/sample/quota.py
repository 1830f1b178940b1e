"""Quotas: how many people of each cell or of each margin, in the shares of the register, adding up exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qabilet.cycle.sample.faults import SAMPLE_002
from qabilet.cycle.sample.frame import Frame, Key
from qabilet.cycle.sample.plan import DrawPlan
from qabilet.errors import refuse

CELLS = 4_000
"""So many joint cells are rounded with an eye on the margins; with more, each cell is rounded for itself."""
FIT = 0.01
"""How much the fit of single cells counts beside that of the margins."""


@dataclass(frozen=True, slots=True)
class Quota:
    """One line of an interviewer's sheet: `target` people with these levels of `columns`, `register` how many exist."""

    columns: tuple[str, ...]
    levels: Key
    register: int
    target: int


def quotas(frame: Frame, plan: DrawPlan) -> list[Quota]:
    """The targets of each margin of the plan (of the joint cells, where it names none), each adding up to n.

    A cell never gets more people than the register has. Raises SAMPLE_002 where n is more than the whole register.
    """
    if (plan.n or 0) > len(frame):
        raise refuse(SAMPLE_002, n=plan.n, population=len(frame))
    found = []
    for columns in plan.margins or (plan.strata,):
        counts = {key: len(places) for key, places in frame.groups(columns).items()}
        targets = controlled(counts, plan.n or 0)
        found += [Quota(columns, key, counts[key], targets[key]) for key in counts]
    return found


def largest_remainder(counts: Mapping[Key, int], n: int) -> dict[Key, int]:
    """n shared out in proportion to `counts` by the largest remainders (Hare, Niemeyer), in whole numbers throughout.

    Ties go to the larger cell, then to the first in order. n above the total is no proportion of anything: ValueError.
    """
    total = sum(counts.values())
    if n > total:
        raise ValueError("more people than the register has")
    exact = {key: divmod(count * n, total) for key, count in counts.items()}
    targets = {key: whole for key, (whole, _) in exact.items()}
    ranked: Sequence[Key] = sorted(counts, key=lambda key: (-exact[key][1], -counts[key], key))
    for key in ranked[:n - sum(targets.values())]:
        targets[key] += 1
    return targets


def controlled(counts: Mapping[Key, int], n: int) -> dict[Key, int]:
    """As `largest_remainder`, and where a cell has several columns their margins are kept too.

    Every cell is its share rounded down or up, and the total is exact. Rounding many small cells each for itself lets a
    small level vanish (48 towns of 2,345 in 17 regions: in each less than half a person), so cells rounded up are
    exchanged for cells rounded down as long as the squared distances of the margins from their shares fall: controlled
    rounding (Cox 1987, "A constructive procedure for unbiased controlled rounding"), by descent in place of chance.
    """
    targets = largest_remainder(counts, n)
    keys, total = list(counts), sum(counts.values())
    if not keys or len(keys[0]) < 2 or len(keys) > CELLS:
        return targets
    import numpy as np

    part = np.array([counts[key] * n % total / total for key in keys])
    up = np.array([targets[key] > counts[key] * n // total for key in keys])
    places = [sorted({key[at] for key in keys}) for at in range(len(keys[0]))]
    levels = [np.array([names.index(key[at]) for key in keys]) for at, names in enumerate(places)]
    distance = [[(total * sum(targets[key] for key in keys if key[at] == name)
                  - n * sum(counts[key] for key in keys if key[at] == name)) / total for name in names]
                for at, names in enumerate(places)]
    while True:
        out, into = np.flatnonzero(up), np.flatnonzero(~up & (part > 0))
        if not len(out) or not len(into):
            break
        # A person who moves changes the squares by 1 - 2 d of the level left and by 1 + 2 d of the level come to.
        change = FIT * 2 * (part[out][:, None] - part[into][None, :])
        for at, own in enumerate(levels):
            d = np.array(distance[at])
            moved = 2 - 2 * d[own[out]][:, None] + 2 * d[own[into]][None, :]
            change = change + np.where(own[out][:, None] == own[into][None, :], 0.0, moved)
        best = int(np.argmin(change))
        i, j = int(out[best // len(into)]), int(into[best % len(into)])
        if change[best // len(into), best % len(into)] >= -1e-9:
            break
        up[i], up[j] = False, True
        for at, own in enumerate(levels):
            distance[at][own[i]] -= 1
            distance[at][own[j]] += 1
    return {key: counts[key] * n // total + int(more) for key, more in zip(keys, up, strict=True)}
