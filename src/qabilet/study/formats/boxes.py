"""Cells of several choices: boxes to tick, choices written one after another, rankings in one cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from qabilet.cycle.instrument import cleaned
from qabilet.study.formats.exported import Cells
from qabilet.study.formats.folding import NONE_CHOSEN, SEPARATOR

YES = frozenset({"1", "true", "yes", "y", "да", "иә", "ия", "истина", "шын", "x", "✓", "checked", "selected"})
NO = frozenset({"0", "false", "no", "n", "2", "нет", "жоқ", "ложь", "жалған", "not checked", "not selected"})
NOTHING = frozenset({"", "n/a", "na", "н/д", "null", "none", "-"})
_SIGNS = " ,;|/\n\t"
_ENDS = ("", *_SIGNS)


def chosen(cell: str) -> bool:
    """Whether a box is ticked; words typed into the box of «other» tick it."""
    word = cleaned(cell).casefold()
    return word not in NO and word not in NOTHING


def only_boxes(columns: Iterable[Cells]) -> bool:
    """Whether these columns hold nothing but ticks."""
    return all(cleaned(cell).casefold() in known for column in columns
               for known in [YES | NO | NOTHING] for cell in set(column))


def lists_of(cells: Cells, options: Mapping[str, str]) -> Cells:
    """Each cell of many choices, whatever sign parts them, as the choices' codes parted by SEPARATOR.

    `options` are all spellings of the choices and their codes. What is no choice stays as it stands.
    """
    known: dict[str, str] = {"": ""}
    longest = by_length(options)
    for cell in set(cells):
        if cell not in known:
            taken = in_order(cell, longest)
            known[cell] = NONE_CHOSEN if cell == NONE_CHOSEN and not taken else SEPARATOR.join(dict.fromkeys(taken))
    return tuple(known[cell] for cell in cells)


def by_length(options: Mapping[str, str]) -> list[tuple[str, str]]:
    """Spellings, casefolded, with the codes they stand for, the longest first."""
    return sorted(((cleaned(word).casefold(), code) for word, code in options.items()), key=lambda pair: -len(pair[0]))


def in_order(cell: str, longest: Sequence[tuple[str, str]]) -> list[str]:
    """The codes of the options a cell names, in its order; words between them that are no option stay as they stand.

    `longest` are the options' spellings (casefolded) with their codes, the longest first: an option may hold another,
    and the sign that parts them.
    """
    told = cleaned(cell)
    low = told.casefold()
    told = told if len(told) == len(low) else low  # ß is two letters when case does not count
    out: list[str] = []
    place, strange = 0, ""
    while place < len(low):
        if low[place] in _SIGNS:
            place += 1
            continue
        found = next(((word, code) for word, code in longest if word and low.startswith(word, place)
                      and low[place + len(word): place + len(word) + 1] in _ENDS), None)
        if found is not None:
            if strange:
                out.append(_foreign(strange))
                strange = ""
            out.append(found[1])
            place += len(found[0])
            continue
        end = next((end for end in range(place, len(low)) if low[end] in _SIGNS), len(low)) + 1
        strange += told[place:end]
        place = end
    if strange:
        out.append(_foreign(strange))
    return [word for word in out if word]


def _foreign(words: str) -> str:
    """Words that are no option; the sign that parts options must not stand in them."""
    return words.strip(_SIGNS).replace("|", "/")


def unfolded(cells: Cells, options: Mapping[str, str], items: Sequence[str]) -> tuple[dict[str, Cells], Counter[str]]:
    """The place of each item in each cell, from 1; '' where the cell does not name it. And the words that are no item.

    `options` are the spellings of the items and their codes, `items` the codes.
    """
    longest = by_length(options)
    read: dict[str, dict[str, str]] = {}
    strange: Counter[str] = Counter()
    for cell, times in Counter(cells).items():
        named = list(dict.fromkeys(in_order(cell, longest)))
        for word in named:
            if word not in items:
                strange[word] += times
        order = [word for word in named if word in items]
        read[cell] = {word: str(place) for place, word in enumerate(order, start=1)}
    return {item: tuple(read[cell].get(item, "") for cell in cells) for item in items}, strange
