"""Names of regions in the answers: every name of one region becomes one value, labelled in three languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qabilet.cycle.framework import Region, find_region
from qabilet.cycle.instrument.lookalikes import Merged
from qabilet.cycle.instrument.words import language, mixed_script, near, skeleton
from qabilet.text import Text

_SHARE = 0.6
_DISTINCT_MOST = 500
_SLIP_LETTERS = 8


def named_regions(counts: Mapping[str, int], regions: Sequence[Region]) -> Mapping[str, Region]:
    """The region that each answer names; {} where fewer than 60 % of the answers name one."""
    if not regions or len(counts) > _DISTINCT_MOST:
        return {}
    found = {value: region for value in counts if (region := find_region(value, regions)) is not None}
    known = sum(counts[value] for value in found)
    return found if known >= _SHARE * sum(counts.values()) and known else {}


def _slips(counts: Mapping[str, int], found: Mapping[str, Region]) -> Mapping[str, str]:
    """Answers one letter off a name of a region that others gave correctly, each with the code of that region; between
    two regions nothing is guessed.

    However often: among names of regions a misspelling stands for nothing else.
    """
    names = {skeleton(name): region.code for value, region in found.items() for name in (value, *region.name)}
    out: dict[str, str] = {}
    for value in counts:
        if value not in found and len(key := skeleton(value)) >= _SLIP_LETTERS:
            meant = {code for name, code in names.items() if name[:2] == key[:2] and near(name, key, 1)}
            if len(meant) == 1:
                out[value] = meant.pop()
    return out


def merge_regions(spelt: Merged, counts: Mapping[str, int], found: Mapping[str, Region]) -> Mapping[str, Text]:
    """Merge other names of one region into one in the language of most answers: the official one, else the most
    frequent; the labels of the names kept."""
    kept: dict[str, str] = {}
    official = {value for value, region in found.items() if value in tuple(region.name)}
    tongue = language(" ".join(value for value in found for _ in range(min(counts[value], 20))))
    for value in sorted(found, key=lambda value: (mixed_script(value), language(value) != tongue,
                                                  value not in official, -counts[value], value)):
        best = kept.setdefault(found[value].code, value)
        if value != best:
            spelt.merge[value] = best
        else:
            spelt.merge.pop(value, None)
    for value, goal in list(spelt.merge.items()):
        spelt.merge[value] = spelt.merge.get(goal, goal)
    spelt.slips = [value for value in spelt.slips if value not in found]
    for value, region in _slips(counts, found).items():
        spelt.merge[value] = kept[region]
        spelt.slips.append(value)
    return {value: found[value].name for value in kept.values()}
