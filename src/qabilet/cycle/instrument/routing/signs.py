"""Sets of signs a pattern may name, as ranges of code points: \\d, \\w, \\p{L} and their like."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

Ranges = tuple[tuple[int, int], ...]
LAST = 0x10FFFF
_PLANE = 0xFFFF
"""Properties are looked up in the first plane, which holds every living alphabet."""


def merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """The same signs in order, without overlaps."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return tuple(found)


def opposite(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """All other signs."""
    found, start = [], 0
    for low, high in merged(ranges):
        if low > start:
            found.append((start, low - 1))
        start = high + 1
    return (*found, (start, LAST)) if start <= LAST else tuple(found)


def _of(signs: str) -> Ranges:
    return merged((ord(one), ord(one)) for one in signs)


_DIGIT: Ranges = ((48, 57),)
_UPPER: Ranges = ((65, 90),)
_LOWER: Ranges = ((97, 122),)
_WORD = merged((*_DIGIT, *_UPPER, *_LOWER, (95, 95)))
_SPACE = _of(" \t\n\x0b\f\r")
OPEN = opposite(_of("\n\r\x85\u2028\u2029"))
"""What the dot stands for: any sign but the end of a line, as in Java."""

ESCAPED: dict[str, Ranges] = {
    "d": _DIGIT, "D": opposite(_DIGIT), "w": _WORD, "W": opposite(_WORD), "s": _SPACE, "S": opposite(_SPACE),
    "t": _of("\t"), "n": _of("\n"), "r": _of("\r"), "f": _of("\f"),
}
"""\\d, \\w and \\s are of ASCII alone, as in Java, which ODK Collect runs on."""

_NAMED: dict[str, Ranges] = {
    "Alpha": merged((*_UPPER, *_LOWER)), "Digit": _DIGIT, "Alnum": merged((*_DIGIT, *_UPPER, *_LOWER)),
    "Upper": _UPPER, "Lower": _LOWER, "Space": _SPACE, "Punct": merged(((33, 47), (58, 64), (91, 96), (123, 126))),
    "InCyrillic": ((0x400, 0x4FF),),
}
_CATEGORIES = frozenset({"L", "Lu", "Ll", "Lt", "Lm", "Lo", "N", "Nd", "Nl", "No", "P", "Pd", "Ps", "Pe", "Pi", "Pf",
                         "Pc", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs"})


@lru_cache(maxsize=64)
def property_of(name: str) -> Ranges | None:
    """The signs of a property as Java names it; None for a name that is not read here."""
    if name in _NAMED:
        return _NAMED[name]
    if name not in _CATEGORIES:
        return None
    return merged((code, code) for code in range(_PLANE + 1) if unicodedata.category(chr(code)).startswith(name))
