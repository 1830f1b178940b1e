"""Codes for what others name otherwise: small Latin letters, digits and hyphens, the same at every reading."""

from __future__ import annotations

import re

from qabilet.cycle.instrument import latin
from qabilet.text import Text

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WORD = re.compile(r"[^\W_]+")
LONGEST = 60


def is_code(word: str) -> bool:
    return bool(_CODE.fullmatch(word))


def slug(words: str, *, most: int = LONGEST) -> str:
    """'H.A.MATH.GM' is h-a-math-gm, «Бюджетті басқару» biudzhetti-baskaru; '' where no letter is left."""
    pieces = [piece for word in _WORD.findall(words) if (piece := latin(word))]
    kept = ""
    for piece in pieces:
        longer = f"{kept}-{piece}" if kept else piece[:most]
        if len(longer) > most:
            break
        kept = longer
    return kept if not kept or kept[0].isalpha() else f"c-{kept}"


def taken(code: str, name: Text, used: set[str]) -> str:
    """A code that is free, and from now on used: the one given where it can be one, else one made of it or the name."""
    if not _CODE.fullmatch(code):
        code = slug(code) or slug(next(filter(None, (name.en, name.ru, name.kk)), "")) or "item"
    free, number = code, 2
    while free in used:
        free, number = f"{code}-{number}", number + 1
    used.add(free)
    return free
