"""Numbers in the answers: with words around them, as points of a scale, or as codes for no answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from qabilet.cycle.instrument.header_words import asks_for_number
from qabilet.cycle.instrument.look import Look
from qabilet.cycle.instrument.meaning import number_in
from qabilet.cycle.instrument.missing_words import outside_scale
from qabilet.text import pattern

_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
_LESS = re.compile(r"менее|меньше|до\b|<|less|under|below|кем\b|аз\b|дейін|төмен")
_MORE = re.compile(r"более|больше|свыше|старше|>|\+|over|more|above|older|көп|астам|жоғары|асты")


def settle_number(look: Look, left: dict[str, int]) -> bool:
    """Numbers, with or without words around them; grades from a short scale are left to the rating."""
    if bands(left):
        return False
    total = sum(left.values())
    numbers = {value: number_in(value) for value in left}
    found = sum(left[value] for value, number in numbers.items() if number is not None)
    asked = asks_for_number(look.header)
    plain = [value for value in left if re.fullmatch(r"-?[0-9]+(?:[.,][0-9]+)?", value)]
    if found < (0.6 if asked else 0.8) * total or any(len(value) > 40 for value in left if numbers[value] is not None):
        return False
    if not asked and (not plain or short_scale(left)):
        return False
    if not asked and len(left) < 8 and len(plain) < len(left):
        return False
    worded = sorted({value for value in left if value not in plain and numbers[value] is not None})
    unread = [value for value, number in numbers.items() if number is None]
    look.role = "profile"
    look.guessed("number", "sure" if asked and not unread else "likely",
                 pattern("{share} of the answers hold one number"), share=f"{found}/{total}")
    if worded:
        look.doubted("likely", pattern("words around the number are left aside, as in «{sample}»"), sample=worded[0])
    if unread:
        look.missing |= dict.fromkeys(unread, "cannot judge")
        look.doubted("guess", pattern("{count} answers hold no single number, as «{sample}»: they count as "
                                      "«cannot judge» until you write a number for them in merge"),
                     count=len(unread), sample=unread[0])
    _codes_beside(look, left)
    return True


def bands(values: Iterable[str]) -> tuple[str, ...]:
    """Bands such as «менее 1 года», «от 1 до 3 лет», «более 10 лет», from low to high; () where they are none."""
    keyed = []
    for value in values:
        numbers = [float(number.replace(",", ".")) for number in _DIGITS.findall(value)]
        if not 1 <= len(numbers) <= 2:
            return ()
        low = numbers[0] if len(numbers) == 2 else numbers[0] + (
            -0.5 if _LESS.search(value.casefold()) else 0.5 if _MORE.search(value.casefold()) else 0)
        keyed.append((low, len(numbers), value))
    several = sum(1 for _, size, _ in keyed if size == 2)
    alike = len({low for low, _, _ in keyed}) < len(keyed)
    if not 3 <= len(keyed) <= 15 or several < max(1, 0.3 * len(keyed)) or alike:
        return ()
    return tuple(value for _, _, value in sorted(keyed))


def _codes_beside(look: Look, left: dict[str, int]) -> None:
    """0, 99, 999 and -1 far from the other numbers."""
    numbers = sorted({number for value in left if (number := number_in(value)) is not None})
    for value in left:
        number = number_in(value)
        if number not in (-1, 0, 99, 999, 9999, 99999, -9, -99) or len(numbers) < 6:
            continue
        others = [one for one in numbers if one not in (-1, 0, 99, 999, 9999, 99999, -9, -99)]
        low, high = others[0], others[-1]
        if (number > high and number - high > 0.2 * (high - low)) or (number < low and low - number > 10):
            look.missing[value] = "refused"
            look.doubted("guess", pattern("«{value}» stands far from the other numbers: taken for a code of refusal"),
                         value=value)


def short_scale(left: Iterable[str]) -> bool:
    """Whether the whole numbers among these are points of one short scale, codes for no answer aside."""
    numbers = [int(value) for value in left if re.fullmatch(r"-?[0-9]{1,3}", value)]
    run, _ = outside_scale(dict.fromkeys(numbers, 1))
    return bool(run) and 0 <= run[0] < run[-1] <= 10  # one point alone is no scale


def numeric_scale(look: Look, left: dict[str, int], whole: Iterable[int] = ()) -> None:
    """Points of a scale of plain numbers, unused points between them too; codes outside it become missing."""
    numbers = Counter({int(value): count for value, count in left.items()})
    for number in whole:
        numbers[number] += 1
    run, codes = outside_scale(dict(numbers))
    low, high = min(run), max(run)
    if low in (1, 2) and high <= 5:
        low, high = 1, max(high, 5) if high >= 4 else high
    elif low <= 3 and 8 <= high <= 10:
        low, high = min(low, 1), 10
    look.values = tuple(str(number) for number in range(low, high + 1))
    present = {number: reason for number, reason in codes.items() if str(number) in left}
    for number, reason in sorted(present.items()):
        look.missing[str(number)] = reason
        look.doubted("guess", pattern("{value} stands outside the scale {low} to {high}: taken for «{reason}»"),
                     value=number, low=low, high=high, reason=reason)
