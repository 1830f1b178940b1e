"""Categories that are one: alike but for case, spaces, signs, look-alike letters of the other script, a slip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qabilet.cycle.instrument.words import folded, mixed_script, near, skeleton

TYPED_MOST = 300
"""Among more distinct values than this no slips of the finger are looked for: the cost grows with their square."""

_DENIALS = ("не", "ни", "un", "in", "im", "dis", "non", "без", "бей")


@dataclass(slots=True)
class Merged:
    """Spellings and the value they stand for; `slips` are those that are only guessed."""

    merge: dict[str, str] = field(default_factory=dict)
    slips: list[str] = field(default_factory=list)


def merged(counts: Mapping[str, int], *, slips: bool = True) -> Merged:
    """Which values of a column are other spellings of one: of the cleanest, the most frequent among equally clean ones.

    Values that differ in a digit are never taken for one. Cost: linear, and square in the distinct values (up to
    TYPED_MOST) where `slips` are looked for.
    """
    out = Merged()
    spellings: dict[str, list[str]] = {}
    for value in sorted(value for value in counts if value):
        spellings.setdefault(skeleton(value), []).append(value)
    totals = {key: sum(counts[value] for value in alike) for key, alike in spellings.items()}
    kept: dict[str, str] = {}
    for key in sorted(totals, key=lambda key: (-totals[key], key)):
        best, *others = sorted(spellings[key], key=lambda value: (*_mess(value), -counts[value], value))
        kept[key] = best
        out.merge |= dict.fromkeys(others, best)
    if not slips or len(kept) > TYPED_MOST:
        return out
    keys = list(kept)
    for place in range(len(keys) - 1, 0, -1):
        rare = keys[place]
        target = next((often for often in keys[:place] if _slip(rare, often, totals[rare], totals[often])), None)
        if target is not None:
            out.merge[kept[rare]] = kept[target]
            out.slips.append(kept[rare])
    for value, goal in list(out.merge.items()):
        while goal in out.merge:
            goal = out.merge[goal]
        out.merge[value] = goal
    return out


def _mess(value: str) -> tuple[bool, bool, bool]:
    plain = " ".join(value.split())
    return mixed_script(value), plain != value, plain[:1].islower() or (plain.isupper() and len(plain) > 4)


def _slip(rare: str, often: str, rare_count: int, often_count: int) -> bool:
    """Whether `rare` looks like `often` mistyped: one letter off from six letters on, two from eleven on."""
    length = min(len(rare), len(often))
    if rare_count > 3 or often_count < 3 * rare_count or length < 6:
        return False
    if [sign for sign in rare if sign.isdigit()] != [sign for sign in often if sign.isdigit()]:
        return False
    if any(rare == denial + often or often == denial + rare for denial in _DENIALS):
        return False
    # The first letters are seldom mistyped, and tell apart words such as «городской» and «морской».
    return rare[:2] == often[:2] and near(rare, often, 2 if length >= 11 else 1)


def same(one: str, other: str) -> bool:
    """Whether two headers or values say the same."""
    return folded(one) == folded(other) or skeleton(one) == skeleton(other)
