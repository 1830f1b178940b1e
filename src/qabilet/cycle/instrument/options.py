"""Many choices in one cell, though the sign between them also stands inside them: which options there were."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qabilet.cycle.instrument.words import folded

OPTIONS_MOST = 60
_CELLS_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Options:
    """The options, most frequent first; what was typed beside them; in how many cells several were chosen."""

    separator: str
    options: tuple[str, ...]
    typed: tuple[str, ...]
    several: int
    all_in_each: bool


def options_in(counts: Mapping[str, int]) -> Options | None:
    """The options that the cells were put together from; None where the cells are not lists.

    Pieces between separators that always stand next to each other in the same order are one option (forms write
    options in the order of the form, so two options chosen together by everybody would be a wonder). Brackets are
    never cut. Cost: linear in the letters of the distinct cells.
    """
    found = [options for sign in (";", "\n", "|", ",") if (options := _with(sign, counts)) is not None]
    return max(found, key=lambda one: one.several, default=None)


def _with(sign: str, counts: Mapping[str, int]) -> Options | None:
    cells = [(pieces, count) for cell, count in list(counts.items())[:_CELLS_MOST]
             if (pieces := _pieces(cell, sign))]
    total = sum(count for _, count in cells)
    several = sum(count for pieces, count in cells if len(pieces) > 1)
    if total < 2 or several < max(2, 0.08 * total):
        return None
    for _ in range(6):
        glued = _glued(cells, sign)
        if glued is None:
            break
        cells = glued
    often: Counter[str] = Counter()
    for pieces, count in cells:
        for piece in set(pieces):
            often[piece] += count
    least = 2 if total < 100 else 3
    options = [piece for piece, count in often.most_common() if count >= least]
    typed = [piece for piece, count in often.items() if count < least]
    named = sum(often[option] for option in options)
    several = sum(count for pieces, count in cells if sum(piece in options for piece in pieces) > 1)
    whole = sum(count for pieces, count in cells if all(piece in options for piece in pieces))
    if not 2 <= len(options) <= OPTIONS_MOST or several < max(2, 0.05 * total):
        return None
    # Free text with commas repeats few of its pieces; a list of options consists of repetitions.
    if named < 0.8 * sum(often.values()) or whole < 0.6 * total or (named < 3 * len(options) and whole < total):
        return None
    if max(len(option) for option in options) > 300:
        return None
    in_each = all(len(set(pieces)) == len(options) for pieces, _ in cells)
    return Options(sign, tuple(options), tuple(typed), several, in_each)


def _pieces(cell: str, sign: str) -> list[str]:
    """The pieces between signs that stand outside brackets and, for a comma, are followed by a space."""
    if sign not in cell:
        return [cell.strip()] if cell.strip() else []
    pieces, depth, start = [], 0, 0
    for place, letter in enumerate(cell):
        if letter in "([«":
            depth += 1
        elif letter in ")]»":
            depth = max(0, depth - 1)
        elif letter == sign and not depth and (sign != "," or cell[place + 1:place + 2] in (" ", "")):
            pieces.append(cell[start:place])
            start = place + 1
    pieces.append(cell[start:])
    return [piece.strip() for piece in pieces if piece.strip()]


def _glued(cells: Sequence[tuple[list[str], int]], sign: str) -> list[tuple[list[str], int]] | None:
    """The cells with inseparable neighbours joined; None where there are none left."""
    alone: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for pieces, count in cells:
        for piece in pieces:
            alone[piece] += count
        for left, right in pairwise(pieces):
            pairs[left, right] += count
    capital = sum(count for piece, count in alone.items() if piece[:1].isupper())
    mostly_capital = capital > 0.6 * sum(alone.values())
    join = {pair for pair, count in pairs.items() if count >= 2 and _inseparable(pair, count, alone, mostly_capital)}
    if not join:
        return None
    out = []
    for pieces, count in cells:
        joined = [pieces[0]]
        before = pieces[0]
        for piece in pieces[1:]:
            if (before, piece) in join:
                joined[-1] += f"{sign} {piece}"
            else:
                joined.append(piece)
            before = piece
        out.append((joined, count))
    return out


def _inseparable(pair: tuple[str, str], count: int, alone: Counter[str], mostly_capital: bool) -> bool:
    left, right = pair
    if alone[right] != count:
        return False
    small = right[:1].islower()
    if mostly_capital and small:
        return True
    if alone[left] != count:
        return False
    # Two options that nobody chose apart are likelier among few people: with capitals on both, ask for more cells.
    return small or count >= 8


def order_in_form(options: Sequence[str], counts: Mapping[str, int], separator: str) -> tuple[str, ...]:
    """The options in the order of the form, where the cells agree on one; else as they were."""
    rank = {option: place for place, option in enumerate(options)}
    longest = re.compile("|".join(re.escape(option) for option in sorted(options, key=len, reverse=True)))
    before: Counter[tuple[int, int]] = Counter()
    for cell, count in list(counts.items())[:2_000]:
        found = [rank[option] for option in longest.findall(cell)]
        for place, left in enumerate(found):
            for right in found[place + 1:]:
                before[left, right] += count
    if any(before[right, left] * 10 > count for (left, right), count in before.items() if count >= before[right, left]):
        return tuple(options)
    wins = {place: sum(1 for (left, _), count in before.items() if left == place and count) for place in rank.values()}
    losses = {place: sum(1 for (_, right), count in before.items() if right == place and count)
              for place in rank.values()}
    return tuple(sorted(options, key=lambda option: (losses[rank[option]] - wins[rank[option]], rank[option])))


def other_word(texts: str) -> str:
    """«Other» in the language of the options."""
    from qabilet.cycle.instrument.words import language

    return {"kk": "Басқа", "ru": "Другое", "en": "Other"}[language(texts)]


def is_other(value: str) -> bool:
    return folded(value) in _OTHER


_OTHER = frozenset(map(folded, (
    "other", "others", "other (please specify)", "other, please specify", "другое", "другой", "другая", "иное",
    "прочее", "другое (укажите)", "другое (укажите, что именно)", "басқа", "басқасы", "басқа (көрсетіңіз)", "өзге",
    "өзгесі", "-oth-")))
