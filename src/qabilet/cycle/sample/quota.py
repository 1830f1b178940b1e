"""Quotas: how many people of each cell or of each margin, in the shares of the register, adding up exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qabilet.cycle.sample.faults import SAMPLE_002
from qabilet.cycle.sample.frame import Frame, Key
from qabilet.cycle.sample.plan import DrawPlan
from qabilet.errors import refuse


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
        targets = largest_remainder(counts, plan.n or 0)
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
