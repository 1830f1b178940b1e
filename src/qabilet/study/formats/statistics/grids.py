"""Ratings that stand together on one scale in a foreign file: which question they were asked under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qabilet.cycle.instrument import runs, taken_apart, unnumbered
from qabilet.study.formats.statistics.names import plain
from qabilet.study.formats.statistics.values import Variable

Part = tuple[str, str, str]
"""Question, item and group of one variable."""
_LEAST = 3
"""So many neighbours on one scale, whose labels share nothing, are a grid; of two it may be chance."""
_NEARLY = 0.9
_NUMBER = re.compile(r"[_.\-]?\d+\Z")
_NO_WORD = re.compile(r"[A-Za-z]{0,3}\d*\Z")
"""q, V, Q17, var: names that tell nothing."""


def stems(variables: Sequence[Variable], rated: Sequence[bool]) -> dict[int, Part]:
    """By place, of the variables that are `rated` and have a neighbour with the same values and words.

    By what the labels share («[Item] question», «Question [item]», «Question: item»), else by names (q5_1, q5_2).
    """
    out: dict[int, Part] = {}
    place = 0
    while place < len(variables):
        end = place + 1
        while end < len(variables) and rated[place] and rated[end] and variables[place].labels \
                and variables[place].labels == variables[end].labels:
            end += 1
        if end - place > 1:
            out |= {place + inside: part for inside, part in _parts(variables[place:end])}
        place = end
    return out


def _parts(alike: Sequence[Variable]) -> Iterator[tuple[int, Part]]:
    headers = [_turned(one.label) for one in alike]
    apart = [taken_apart(header) for header in headers]
    done: set[int] = set()
    for first, end in _same([parts[0] if parts else "" for parts in apart]):
        for place in range(first, end):
            if (parts := apart[place]) is not None:
                done.add(place)
                yield place, (unnumbered(parts[0]), unnumbered(parts[1]), _group(alike, first, end))
    left = [place for place in range(len(alike)) if place not in done]
    for stem, start, stop in runs([headers[place] for place in left], lambda one, other: True):
        for place in left[start:stop]:
            done.add(place)
            yield place, (unnumbered(stem.strip(" .:\n-–—|/")), headers[place][len(stem):].strip(" .:\n-–—|/"),
                          _group(alike, left[start], left[stop - 1] + 1))
    for first, end in _same([family(one.name) if place not in done else "" for place, one in enumerate(alike)]):
        if end - first >= _LEAST and all(headers[first:end]):
            for place in range(first, end):
                yield place, (_titled(alike[place]), headers[place], _group(alike, first, end))


def _titled(one: Variable) -> str:
    """What a grid without a question is called: by its name where that is a word, else by the ends of its scale."""
    name = family(one.name)
    ends = [words for code, words in one.labels.items() if code not in one.missing and words]
    return f"{ends[0]} … {ends[-1]}" if _NO_WORD.match(name) and len(ends) > 1 else name


def ranked(items: Sequence[Variable], columns: Sequence[Sequence[str]]) -> bool:
    """Whether three items or more share out the places 1 to k among them, k at most their number: of those who gave two
    answers or more, nine in ten gave none twice."""
    points = {cell for one in items for cell in [*one.answers(), *one.labels] if cell not in one.missing}
    if len(items) < _LEAST or not _LEAST <= len(points) <= len(items) or \
            points != {str(place) for place in range(1, len(points) + 1)}:
        return False
    gone = {cell for one in items for cell in one.missing} | {""}
    asked = apart = 0
    for row in zip(*columns, strict=True):
        given = [cell for cell in row if cell not in gone]
        asked += len(given) >= 2
        apart += len(given) >= 2 and len(set(given)) == len(given)
    return asked > 0 and apart >= _NEARLY * asked


def _same(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Neighbours with the same words, two or more; '' is no word."""
    first = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or words[place] != words[first]:
            if words[first] and place - first > 1:
                yield first, place
            first = place


def family(name: str) -> str:
    """The beginning that the names of one grid share: q5 of q5_1, need of need_law, V of V12."""
    head, sign, _ = name.partition("_")
    return head if sign and head else _NUMBER.sub("", name)


def _group(alike: Sequence[Variable], first: int, end: int) -> str:
    families = {family(one.name) for one in alike[first:end]}
    name = families.pop() if len(families) == 1 else alike[first].name
    return f"{plain(name or alike[first].name).lower()}_grid"


def _turned(label: str) -> str:
    """LimeSurvey writes the item first: «[Law] How much is it needed?» is «How much is it needed? [Law]»."""
    item, sign, question = label.partition("]")
    return f"{question.strip()} {item}]" if sign and item.startswith("[") and question.strip() else label
