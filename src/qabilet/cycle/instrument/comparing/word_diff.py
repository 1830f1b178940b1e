"""Two wordings beside each other: which words went, which came, and whether only signs changed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Degree = Literal["signs", "words", "filled", "emptied"]
"""signs: punctuation, case and spaces alone; words: anything else, a slip of the pen or another meaning: nobody but a
person can tell; filled, emptied: there were no words before, there are none now."""
_TOKEN = re.compile(r"\w+|[^\w\s]")
_GLUE = re.compile(r"\s+")
MOST = 1_000_000
"""So many pairs of words are compared one by one; beyond, the whole middle counts as changed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`op`: '=' stands in both, '-' only in the old wording, '+' only in the new one."""

    op: Literal["=", "-", "+"]
    words: str


def degree(old: str, new: str) -> Degree | None:
    """How far two wordings differ; None where they are the same, spaces apart too."""
    if old == new:
        return None
    if not old.strip() or not new.strip():
        return "filled" if new.strip() else "emptied" if old.strip() else "signs"
    return "signs" if _core(old) == _core(new) else "words"


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in order; old wording = the pieces '=' and '-', new = '=' and '+', spaces aside."""
    left, right = _tokens(old), _tokens(new)
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    end = 0
    while end < min(len(left), len(right)) - start and left[-1 - end] == right[-1 - end]:
        end += 1
    pieces = [Piece("=", _joined(left[:start]))]
    pieces += _middle(left[start:len(left) - end], right[start:len(right) - end])
    pieces.append(Piece("=", _joined(left[len(left) - end:])))
    return tuple(one for one in pieces if one.words)


def marked(pieces: tuple[Piece, ...], around: int = 4) -> str:
    """The diff on one line: [-old-] {+new+}, of long unchanged stretches only the words next to a change."""
    out = []
    for place, one in enumerate(pieces):
        if one.op != "=":
            out.append(f"[-{one.words}-]" if one.op == "-" else f"{{+{one.words}+}}")
            continue
        words = one.words.split(" ")
        first, last = place == 0, place == len(pieces) - 1
        if len(words) > around * (1 if first or last else 2) + 2:
            head, tail = ([] if first else words[:around]), ([] if last else words[-around:])
            words = [*head, "…", *tail]
        out.append(" ".join(words))
    return " ".join(out)


def _core(words: str) -> str:
    """The letters, digits and signs of quantity; «ё» is «е»."""
    plain = unicodedata.normalize("NFC", words).casefold().replace("ё", "е")
    found = re.sub(r"(?<!\w)[-−](?=\d)", "\ue000", plain)  # a minus before a number is no hyphen
    return "".join(_kept(sign, found, place) for place, sign in enumerate(found)
                   if sign.isalnum() or sign in "\ue000%‰_" or unicodedata.category(sign) in ("Sm", "Sc", "Mn", "Mc"))


def _kept(sign: str, words: str, place: int) -> str:
    # Words and numbers stay parted from each other: «1 2» is not «12», nor «не верно» «неверно».
    before = words[place - 1] if place else " "
    return sign if before.isalnum() or before in "'’ʼ-\u00ad" else f" {sign}"


def _tokens(words: str) -> list[tuple[str, bool]]:
    """Words and signs, each with whether a space stands before it."""
    return [(found[0], found.start() > 0 and words[found.start() - 1].isspace()) for found in _TOKEN.finditer(words)]


def _joined(tokens: list[tuple[str, bool]]) -> str:
    return "".join(f" {word}" if spaced and place else word for place, (word, spaced) in enumerate(tokens))


def _middle(left: list[tuple[str, bool]], right: list[tuple[str, bool]]) -> list[Piece]:
    if len(left) * len(right) > MOST:
        return [Piece("-", _joined(left)), Piece("+", _joined(right))]
    out: list[Piece] = []
    for op, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if op == "equal":
            out.append(Piece("=", _joined(left[a:b])))
        else:
            out += [Piece("-", _joined(left[a:b])), Piece("+", _joined(right[c:d]))]
    return out
