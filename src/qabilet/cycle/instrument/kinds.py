"""The kind of one column on its own: what its header asks and what its values look like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qabilet.cycle.framework import Region
from qabilet.cycle.instrument.header_words import (
    asks_for_date,
    asks_for_grade,
    asks_for_id,
    asks_for_number,
    asks_for_place,
    asks_for_wishes,
    asks_for_words,
)
from qabilet.cycle.instrument.look import Look
from qabilet.cycle.instrument.lookalikes import merged
from qabilet.cycle.instrument.meaning import number_in
from qabilet.cycle.instrument.missing_words import missing_words
from qabilet.cycle.instrument.option_words import option_labels
from qabilet.cycle.instrument.options import is_other, options_in, order_in_form, other_word
from qabilet.cycle.instrument.places import merge_regions, named_regions
from qabilet.cycle.instrument.private import BY_HEADER, BY_VALUES, personal, traces
from qabilet.cycle.instrument.quantities import bands, numeric_scale, settle_number, short_scale
from qabilet.cycle.instrument.scales import Scale, scale_of
from qabilet.cycle.instrument.stems import taken_apart
from qabilet.text import pattern

OPTIONS_MOST = 60
RARE = 10
_DATE = re.compile(r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})(?:[ T,]+\d{1,2}:\d{2}(?::\d{2})?"
                   r"(?:[.,]\d+)?(?:\s*[AP]M)?(?:\s*(?:GMT|UTC|EET|Z)?\s*[+-]?\d{0,2}:?\d{0,2})?)?\s*\Z", re.IGNORECASE)
_HEX = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z|(?=.*\d)[0-9a-zA-Z]{16,64}\Z")


def settle_plain(look: Look) -> bool:
    """Settle what needs no look at its neighbours: empty, personal, id, date, constant. False where it is none."""
    if not look.counts:
        look.keep = False
        look.guessed("empty", "sure", pattern("nobody answered"))
        return True
    private = personal(look.header, look.counts)
    if private is not None:
        look.keep = False
        what, shown = private
        if shown:
            look.guessed("personal", "sure", BY_VALUES, what=what, share=shown)
        else:
            look.guessed("personal", "likely", BY_HEADER, what=what)
        return True
    return _date(look) or _id(look) or _constant(look)


def settle_alone(look: Look, regions: Sequence[Region] = ()) -> None:
    """Settle a column that belongs to no grid: rating, number, many choices, one choice or free text."""
    look.missing |= missing_words(look.counts)
    left = {value: count for value, count in look.counts.items() if value not in look.missing}
    if not left:
        look.guessed("constant", "likely", pattern("every answer says that there is none"))
        look.keep = False
        return
    if settle_number(look, left) or _rating(look, left) or _many(look, left) or _one(look, left, regions):
        return
    look.missing = {value: reason for value, reason in look.missing.items() if not any(map(str.isalpha, value))}
    look.role = "text"
    look.guessed("text", "sure" if asks_for_words(look.header) or len(left) > 0.5 * look.answered else "likely",
                 pattern("{distinct} different answers of {answered}: words, not choices"), distinct=len(left),
                 answered=look.answered)
    if found := traces(look.counts):
        look.doubted("likely", pattern("{count} answers hold an e-mail, a phone or an IIN: read them before quoting"),
                     count=found)


def _date(look: Look) -> bool:
    values = list(look.counts)[:500]
    dates = sum(1 for value in values if _DATE.match(value))
    if dates < 0.8 * len(values):
        if dates and number_in(values[0]) is None and not asks_for_date(look.header):
            look.doubted("likely", pattern("{count} different answers are dates; Excel makes «1-5» a date"),
                         count=dates)
        return False
    look.guessed("date", "sure", pattern("{share} of the answers are dates"), share=f"{dates}/{len(values)}")
    if any(":" in value for value in values) or asks_for_date(look.header):
        look.keep = False
        look.doubted("sure", pattern("a time of filling in can point to a person, so it is left out"))
    return True


def _id(look: Look) -> bool:
    answered, distinct = look.answered, len(look.counts)
    if distinct < answered or answered < 2:
        return False
    asked = asks_for_id(look.header)
    values = list(look.counts)[:500]
    keys = sum(1 for value in values if _HEX.match(value))
    whole = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 16]
    counted = len(whole) == len(values) and answered > 4 and max(whole) - min(whole) < 1.5 * len(whole)
    if not (asked and (len(whole) == len(values) or all(" " not in value for value in values))) \
            and keys < 0.9 * len(values) and not (counted and not asks_for_number(look.header)):
        return False
    look.keep = False
    look.guessed("id", "sure" if asked else "likely", pattern("every answer is different and is a number or a key"))
    return True


def _constant(look: Look) -> bool:
    # A box of its own to tick has one value, too; its neighbours will tell.
    box = look.blank and taken_apart(look.header)
    if len(look.counts) > 1 or look.answered < 2 or look.blank > look.answered / 3 or box:
        return False
    look.keep = False
    look.guessed("constant", "sure", pattern("everybody has the same value"))
    return True


def _rating(look: Look, left: dict[str, int]) -> bool:
    found = merged(left, slips=False)
    values = [value for value in left if value not in found.merge]
    scale = scale_of(values)
    if scale is None and all(re.fullmatch(r"-?[0-9]{1,3}", value) for value in values) and short_scale(values) \
            and len(values) > 2 and not asks_for_number(look.header):
        numeric_scale(look, left)
        look.guessed("rating", "likely" if asks_for_grade(look.header) else "guess",
                     pattern("numbers from {low} to {high}, read as points of a scale"), low=look.values[0],
                     high=look.values[-1])
        look.role = "opinion"
        return True
    if scale is None or len(scale.points) < 3:
        return False
    look.merge = found.merge
    take_scale(look, scale)
    look.kind, look.role = "rating", "opinion"
    return True


def take_scale(look: Look, scale: Scale) -> None:
    """Put the points of a scale into the line, and say how their order was found."""
    look.values, look.labels, look.ladder = scale.points, scale.labels, scale.ladder
    if scale.by == "ladder":
        look.doubted("sure", pattern("known graded answers, from «{low}» to «{high}»"), low=scale.points[0],
                     high=scale.points[-1])
    elif scale.by == "numerals":
        look.doubted("sure", pattern("points in the order of their numerals, from «{low}» to «{high}»"),
                     low=scale.points[0], high=scale.points[-1])
    elif scale.by == "codes":
        look.doubted("guess", pattern("answer codes in the order of their numbers: check which end is the most"))
    else:
        look.doubted("likely", pattern("order guessed from words of degree, from «{low}» to «{high}»"),
                     low=scale.points[0], high=scale.points[-1])
    if scale.opposed:
        look.doubted("likely", pattern("the numerals run against the words; the words were followed"))


def _many(look: Look, left: dict[str, int]) -> bool:
    found = options_in(left)
    if found is None:
        return False
    options = order_in_form(found.options, left, found.separator)
    look.separator = found.separator
    near = merged({**dict.fromkeys(found.typed, 1), **{option: 1000 - place for place, option in enumerate(options)}})
    look.values = tuple(option for option in options if option not in near.merge)
    look.merge = {spelling: value for spelling, value in near.merge.items() if value in look.values}
    others = [word for word in found.typed if word not in look.merge]
    look.role = "profile"
    look.guessed("many", "sure" if found.separator != "," else "likely",
                 pattern("{count} answers name several of {options} repeated options, parted by «{sign}»"),
                 count=found.several, options=len(look.values), sign=found.separator)
    _merge_typed(look, others)
    if found.all_in_each and len(left) > 1:
        look.doubted("guess", pattern("every answer names all options in another order: this is a ranking in one cell, "
                                      "and the order is lost here"))
    return True


def _merge_typed(look: Look, others: list[str]) -> None:
    """Answers typed beside the options are one value, «Other»."""
    if not others:
        return
    other = next((value for value in look.values if is_other(value)), "")
    if not other:
        other = next((word for word in others if is_other(word)), other_word(" ".join(look.values)))
        look.values += (other,)
    look.merge |= {word: other for word in others if word != other}
    look.doubted("likely", pattern("{count} typed answers are merged into «{other}»"), count=len(others), other=other)


def _by_frequency(counts: dict[str, int]) -> tuple[str, ...]:
    """The values, the most frequent first; the rare ones by their letters: the report tells the levels in this order,
    and where it hides two of them, their order would tell which is the smaller."""
    return tuple(sorted(counts, key=lambda value: (-counts[value], "") if counts[value] >= RARE else (0, value)))


def _one(look: Look, left: dict[str, int], regions: Sequence[Region]) -> bool:
    found = merged(left)
    named = named_regions(left, regions)
    labels = merge_regions(found, left, named)
    counts: Counter[str] = Counter()
    for value, count in left.items():
        counts[found.merge.get(value, value)] += count
    total = sum(counts.values())
    place = bool(named) or asks_for_place(look.header)
    repeated = {value: count for value, count in counts.items() if count >= 2}
    told = sum(repeated.values())
    long = sum(count for value, count in counts.items() if len(value) > 120)
    if asks_for_words(look.header) and (told < 0.9 * total or asks_for_wishes(look.header)):
        return False
    few = len(counts) <= (OPTIONS_MOST * 4 if place else OPTIONS_MOST) and told >= (0.5 if place else 0.7) * total
    tiny = len(counts) <= 6 and total <= 12 and not long
    if long > 0.5 * total or not (few or tiny):
        return False
    look.values = _by_frequency(counts)
    look.merge = dict(found.merge)
    look.role = "profile"
    look.guessed("one", "sure" if told >= 0.95 * total and len(counts) <= 20 else "likely",
                 pattern("{distinct} values for {answered} answers: one choice"), distinct=len(counts), answered=total)
    if named:
        look.doubted("likely", pattern("the values are regions of Kazakhstan; other names of one region are merged"))
    if found.merge:
        spelling, value = next(iter(found.merge.items()))
        look.doubted("guess" if found.slips else "likely",
                     pattern("{count} other spellings are merged, as «{spelling}» into «{value}»"),
                     count=len(found.merge), spelling=spelling, value=value)
    rare = [value for value, count in counts.items() if count <= max(2, 0.01 * total) and not is_other(value)]
    frequent = [count for value, count in counts.items() if value not in rare]
    if not place and min(len(frequent), len(rare)) >= 2 and min(frequent) >= 2.5 * max(counts[one] for one in rare):
        look.values = tuple(value for value in look.values if value not in rare)
        look.merge = {spelling: value for spelling, value in look.merge.items() if value in look.values}
        _merge_typed(look, [value for value in left if value not in look.values and value not in look.merge])
    if (ordered := bands(value for value in look.values if not is_other(value))) and not look.merge:
        look.values = (*ordered, *(value for value in look.values if is_other(value)))
    look.labels = {value: text for value, text in labels.items() if value in look.values} or option_labels(look.values)
    return True
