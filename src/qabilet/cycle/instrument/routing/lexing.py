"""From the signs of an expression to its words, each with its place; what a spreadsheet spoils is named here."""

from __future__ import annotations

import re
from typing import NamedTuple

from qabilet.cycle.instrument.routing import faults
from qabilet.errors import QabiletError, refuse

LONGEST = 32_767
"""Signs of an expression, at most: what a cell of a spreadsheet holds."""

_WORD = re.compile(r"""
    (?P<space>[ \t\r\n]+)
  | (?P<answer>\$\{[^${}]*\})
  | (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
  | (?P<text>"[^"]*"|'[^']*')
  | (?P<name>[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?)
  | (?P<sign>!=|<=|>=|//|::|\.\.|[-+*=<>|()\[\],./@])
""", re.VERBOSE)
_QUOTES = dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"')
_SIGNS = {"−": "-", "–": "-", "—": "-", "≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "·": "*", "÷": "div", "…": "..."}
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u2060\u3000\ufeff"
_FOREIGN = {"==": "=", "&&": "and", "||": "or", "<>": "!=", "&": "and", "!": "not(…)", "%": "mod",
            ";": ",", "?": "if(…)"}


class Word(NamedTuple):
    """One word: `kind` is answer (${name}), number, text, name, sign or end; `at` its place, 1 the first sign."""

    kind: str
    text: str
    at: int


def snippet(source: str, at: int, width: int = 24) -> str:
    """What stands from the place on, short enough for one line, without what cannot be printed."""
    piece = source[max(at - 1, 0): at - 1 + width]
    clean = "".join(one if one.isprintable() else " " for one in piece).strip()
    return clean + ("…" if at - 1 + width < len(source) else "")


def words(source: str) -> list[Word]:
    """The words of an expression, `end` last. Raises QabiletError with one fault: what cannot be a word, and where."""
    if len(source) > LONGEST:
        raise refuse(faults.ROUTE_009, length=len(source), limit=LONGEST)
    found: list[Word] = []
    place = 0
    while place < len(source):
        match = _WORD.match(source, place)
        if match is None:
            raise _stray(source, place)
        kind = match.lastgroup or ""
        if kind != "space":
            word = match[0]
            foreign = source[place:place + 2]
            if foreign in ("==", "<>"):
                raise refuse(faults.ROUTE_006, given=foreign, plain=_FOREIGN[foreign], position=place + 1,
                             snippet=snippet(source, place + 1))
            found.append(Word(kind, word, place + 1))
        place = match.end()
    found.append(Word("end", "", len(source) + 1))
    return found


def _stray(source: str, place: int) -> QabiletError:
    sign, at = source[place], place + 1
    seen = snippet(source, at)
    if sign in "'\"":
        return refuse(faults.ROUTE_003, position=at, snippet=seen)
    if sign in _QUOTES:
        return refuse(faults.ROUTE_004, position=at, mark=sign, plain=_QUOTES[sign], snippet=seen)
    if sign in _SIGNS:
        return refuse(faults.ROUTE_004, position=at, mark=sign, plain=_SIGNS[sign], snippet=seen)
    if sign in _SPACES:
        return refuse(faults.ROUTE_005, position=at, snippet=seen)
    for given in (source[place:place + 2], sign):
        if given in _FOREIGN:
            return refuse(faults.ROUTE_006, given=given, plain=_FOREIGN[given], position=at, snippet=seen)
    return refuse(faults.ROUTE_001, position=at, snippet=seen)
