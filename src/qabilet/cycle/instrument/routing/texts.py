"""Texts of the routing language, counted in code points: pieces, choices, lists of them."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from qabilet.cycle.instrument.routing.numeric import halved_up, index
from qabilet.cycle.instrument.routing.values import LONGEST


def tokens(words: str) -> list[str]:
    """The choices in an answer: ODK parts them by spaces."""
    return [one for one in words.split(" ") if one]


def selected(answer: str, choice: str) -> bool:
    """Whether the choice is among those of the answer; '' is, where nothing was chosen."""
    wanted = spaced(choice)
    return wanted in tokens(answer) if wanted else not tokens(answer)


def selected_at(answer: str, place: float) -> str:
    """The choice at a place, counted from 0; '' where there is none."""
    found, at = tokens(answer), index(place)
    return found[at] if 0 <= at < len(found) else ""


def piece(words: str, start: float, end: float | None = None) -> str:
    """substr(): from a place to before another, counted from 0, or from the end where negative."""
    size = len(words)
    first, last = index(start), size if end is None else index(end)
    first, last = (size + at if at < 0 else at for at in (first, last))
    return words[max(0, first):max(0, last)] if max(0, first) < max(0, last) else ""


def substring(words: str, start: float, length: float | None = None) -> str:
    """XPath's substring(): counted from 1, both numbers rounded; NaN gives ''."""
    first = halved_up(start)
    last = inf if length is None else first + halved_up(length)
    return "".join(sign for at, sign in enumerate(words, 1) if first <= at < last)


def before(words: str, mark: str) -> str:
    return words.partition(mark)[0] if mark and mark in words else ""


def after(words: str, mark: str) -> str:
    return words.partition(mark)[2] if mark else words


def translated(words: str, given: str, others: str) -> str:
    """translate(): each sign of `given` becomes the one at its place in `others`, or is left out."""
    table: dict[str, str] = {}
    for place, sign in enumerate(given):
        table.setdefault(sign, others[place] if place < len(others) else "")
    return "".join(table.get(sign, sign) for sign in words)


def spaced(words: str) -> str:
    """normalize-space(): single spaces, none at the ends; XPath knows space, tab and the two ends of a line."""
    return " ".join(tokens(words.replace("\t", " ").replace("\r", " ").replace("\n", " ")))


def joined(between: str, parts: Iterable[str]) -> str:
    """All parts with a text between, cut at LONGEST signs."""
    return between.join(parts)[:LONGEST]
