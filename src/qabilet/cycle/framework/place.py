"""Places and posts: the regions of Kazakhstan and the kinds of akim, found again however people spell them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

from qabilet.cycle.framework.faults import FRAME_013
from qabilet.errors import refuse
from qabilet.text import Text

RegionKind = Literal["oblast", "city"]


@dataclass(frozen=True, slots=True)
class Region:
    """`code` is ISO 3166-2, `kato` the nine digits of the classifier; `since` the year from which it stands under this
    name and shape, where that is after 1997; `synonyms` other names people write."""

    code: str
    kato: str
    kind: RegionKind
    name: Text
    latin: str = ""
    since: str = ""
    split_from: str = ""
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """A kind of post in local government, or a group that speaks of one.

    `level` is the tier of the budget it answers for (4 the lowest); `elected` 'direct' (since 2021), 'pilot' (in some
    places, 2023) or ''; `count` how many there were on `counted_on`, where that is published.
    """

    code: str
    name: Text
    level: str
    elected: str = ""
    count: int | None = None
    counted_on: str = ""
    source: str = ""
    about: Text = field(default_factory=Text)


_LOOK_ALIKE = str.maketrans("aceopxykmthbi", "асеорхукмтнві")
_OBLAST = {"область", "обл", "облысы", "облыс", "region", "oblast", "oblysy", "oblys", "reg", "obl"}
_CITY = {"город", "гор", "г", "қаласы", "қала", "қ", "city", "qalasy", "республиканского", "значения"}
_CYRILLIC = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)


@lru_cache(maxsize=4096)
def spelled(name: str) -> tuple[str, RegionKind | None]:
    """The name without case, spaces, hyphens and look-alike letters, and whether it says oblast or city."""
    words = name.casefold().replace("ё", "е").replace("’", "").replace("'", "")
    if _CYRILLIC.search(words):
        words = words.translate(_LOOK_ALIKE)
    pieces = [piece for piece in re.split(r"[^\w]+|_", words) if piece]
    kind: RegionKind | None = ("oblast" if _OBLAST.intersection(pieces)
                               else "city" if _CITY.intersection(pieces) else None)
    left = [piece for piece in pieces if piece not in _OBLAST | _CITY]
    return "".join(left), kind


def find_region(name: str, regions: Sequence[Region]) -> Region | None:
    """The region meant by `name`: its code, its name in any language, or a known other spelling; None for none.

    A bare name shared by a city and an oblast ('Алматы') is the city. Two oblasts are never guessed between.
    """
    stem, kind = spelled(name)
    if not stem:
        return None
    found = {region.code: region for region in regions for other in _names(region) if _meets(stem, kind, other, region)}
    if len(found) > 1 and kind is None:
        cities = [region for region in found.values() if region.kind == "city"]
        return cities[0] if len(cities) == 1 else None
    return next(iter(found.values())) if len(found) == 1 else None


def require_region(name: str, regions: Sequence[Region]) -> Region:
    """As `find_region`. Raises FRAME_013, naming the nearest region."""
    region = find_region(name, regions)
    if region is None:
        by_stem = {spelled(other)[0]: one for one in regions for other in _names(one)}
        near = get_close_matches(spelled(name)[0], by_stem, n=1, cutoff=0.5)
        raise refuse(FRAME_013, value=name, nearest=by_stem[near[0]].name.ru if near else "-")
    return region


def _names(region: Region) -> tuple[str, ...]:
    return (region.code, region.kato, *region.name, region.latin, *region.synonyms)


def _meets(stem: str, kind: RegionKind | None, other: str, region: Region) -> bool:
    return spelled(other)[0] == stem and kind in (None, region.kind)
