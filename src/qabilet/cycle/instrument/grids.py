"""Columns that belong together: rating grids, forced rankings, boxes to tick."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from qabilet.cycle.instrument.dictionary import BLANK
from qabilet.cycle.instrument.header_words import asks_for_order, largest_end, negated, speaks_of_needs
from qabilet.cycle.instrument.kinds import take_scale
from qabilet.cycle.instrument.look import Look
from qabilet.cycle.instrument.lookalikes import merged
from qabilet.cycle.instrument.missing_words import missing_words, outside_scale
from qabilet.cycle.instrument.option_words import option_labels
from qabilet.cycle.instrument.quantities import numeric_scale
from qabilet.cycle.instrument.scales import ladder_of, numeral, scale_of
from qabilet.cycle.instrument.stems import runs, taken_apart, unnumbered
from qabilet.cycle.instrument.words import folded, language
from qabilet.text import pattern

Cells = Callable[[str], Sequence[str]]
"""The cells under a header, person by person."""

OPINIONS = frozenset({"barrier", "liking", "satisfaction", "frequency", "effect", "likelihood", "yes"})
_PLAIN = re.compile(r"-?\d{1,3}\Z", re.ASCII)


def settle_grids(looks: Sequence[Look], cells: Cells | None) -> None:
    """Find the groups among columns not settled yet, and settle their kind, scale, group and role."""
    for stem, members in _groups(looks):
        # Lines after the first are instructions («You can skip ...»): they matter for blanks, not for the title.
        question = unnumbered(stem.strip(" .:\n-–—|/").splitlines()[0]) if stem.strip() else ""
        for look in members:
            if not look.question and stem:
                look.question, look.item = question, look.header[len(stem):].strip()
        _ranking(members, cells) or _rating(members) or _ticks(members)


def _groups(looks: Sequence[Look]) -> list[tuple[str, list[Look]]]:
    signs = [_sign(look) if look.kind is None else frozenset() for look in looks]

    def alike(one: int, other: int) -> bool:
        return bool(signs[one] & signs[other])

    out: list[tuple[str, list[Look]]] = []
    apart = [taken_apart(look.header) if look.kind is None else None for look in looks]
    place = 0
    while place < len(looks):
        end = place + 1
        if (here := apart[place]) is not None:
            while end < len(looks) and (there := apart[end]) is not None and folded(there[0]) == folded(here[0]):
                end += 1
        if here is not None and end - place > 1:
            for look, parts in zip(looks[place:end], apart[place:end], strict=True):
                if parts is not None:
                    look.question, look.item = unnumbered(parts[0]), unnumbered(parts[1])
            out += [(here[0], list(part)) for part in _parts(looks[place:end], signs[place:end])]
        place = end
    free = [place for place, look in enumerate(looks) if look.kind is None and not look.question]
    for stem, first, last in runs([looks[place].header for place in free],
                                  lambda one, other: alike(free[one], free[other])):
        out.append((stem, [looks[place] for place in free[first:last]]))
    grouped = {id(look) for _, members in out for look in members}
    return out + _stemless(looks, signs, grouped)


def _parts(looks: Sequence[Look], signs: Sequence[frozenset[str]]) -> list[list[Look]]:
    """One stem, yet two scales side by side (importance and competence): parted where the answers change."""
    parts: list[list[Look]] = []
    held: frozenset[str] = frozenset()
    for look, sign in zip(looks, signs, strict=True):
        if parts and (held & sign or not sign or not held):
            parts[-1].append(look)
            held = held & sign or held or sign
        else:
            parts.append([look])
            held = sign
    return parts


def _stemless(looks: Sequence[Look], signs: Sequence[frozenset[str]],
              grouped: set[int]) -> list[tuple[str, list[Look]]]:
    """Three or more neighbours on one known scale, whose headers share nothing."""
    out: list[tuple[str, list[Look]]] = []
    place = 0
    while place < len(looks):
        sign = {one for one in signs[place] if one.startswith("ladder:") and one != "ladder:yes"}
        end = place
        while end < len(looks) and looks[end].kind is None and id(looks[end]) not in grouped and sign & signs[end]:
            sign &= signs[end]
            end += 1
        if end - place >= 3:
            out.append(("", list(looks[place:end])))
        place = max(end, place + 1)
    return out


def _sign(look: Look) -> frozenset[str]:
    """What scales the answers of a column could be on: two columns of one grid have one in common."""
    missing = missing_words(look.counts)
    values = [value for value in look.counts if value not in missing]
    if not values or len(values) > 40:
        return frozenset()
    if all(_PLAIN.match(value) for value in values):
        run, _ = outside_scale({int(value): look.counts[value] for value in values})
        return frozenset({"numbers"}) if run and run[0] >= 0 and run[-1] <= 10 else frozenset()
    found: set[str] = set()
    total = sum(look.counts[value] for value in values)
    often: Counter[str] = Counter()
    for value in values:
        for ladder in ladder_of(value):
            often[ladder] += look.counts[value]
    found |= {f"ladder:{ladder}" for ladder, count in often.items() if count >= 0.9 * total}
    if all(numeral(value) is not None for value in values) and len(values) <= 12:
        found.add("numerals")
    if len(values) == 1 and look.blank:
        found.add("box")
    if len(values) <= 12:
        found |= {f"value:{folded(value)}" for value in values}
    return frozenset(found)


def _ranking(members: Sequence[Look], cells: Cells | None) -> bool:
    """A forced ranking: places 1 to k, each person giving each place once."""
    places: Counter[int] = Counter()
    for look in members:
        missing = missing_words(look.counts)
        for value, count in look.counts.items():
            place = numeral(value) if not _PLAIN.match(value) else int(value)
            if place is None and value not in missing:
                return False
            if place is not None:
                places[place] += count
    points = sorted(places)
    size = len(members)
    if size < 3 or len(points) < 3 or points[0] != 1 or points[-1] > size or points != list(range(1, len(points) + 1)):
        return False
    # If each person gives each place once, every place is given equally often, over all items together.
    even = max(places.values()) - min(places.values()) <= 0.1 * max(places.values())
    asked = asks_for_order(members[0].question)
    if cells is not None:
        share = _all_different([cells(look.header) for look in members])
        if share < (0.6 if asked else 0.9):
            return False
    elif not even or not (asked or len(points) == size):
        return False
    values = _by_place(members)
    end = largest_end(members[0].question)
    for look in members:
        look.values = values
        look.missing = missing_words(look.counts)
        look.role = "need" if speaks_of_needs(look.question) else "opinion"
        look.guessed("ranking", "sure" if cells is not None and (asked or even) else "likely",
                     pattern("the places 1 to {size} are given once each by nearly everybody"), size=len(points))
        if end == "high":
            look.doubted("likely", pattern("the question calls the highest number the most"))
        elif not end:
            look.doubted("likely",
                         pattern("the question does not say which place is the most: place 1 is taken for it"))
    return True


def _by_place(members: Sequence[Look]) -> tuple[str, ...]:
    """One spelling for each place, the most frequent one."""
    often: Counter[str] = Counter()
    for look in members:
        often.update(look.counts)
    spelling: dict[int, str] = {}
    for value, _ in often.most_common():
        place = numeral(value) if not _PLAIN.match(value) else int(value)
        if place is not None:
            spelling.setdefault(place, value)
    for look in members:
        look.merge = {value: spelling[place] for value in look.counts
                      if (place := numeral(value) if not _PLAIN.match(value) else int(value)) is not None
                      and spelling[place] != value}
    return tuple(spelling[place] for place in sorted(spelling))


def _all_different(columns: Sequence[Sequence[str]]) -> float:
    """The share of people, among those with two answers or more, who gave no answer twice."""
    asked = different = 0
    for row in zip(*columns, strict=True):
        given = [cell for cell in row if cell]
        if len(given) >= 2:
            asked += 1
            different += len(set(given)) == len(given)
    return different / asked if asked else 0.0


def _rating(members: Sequence[Look]) -> bool:
    whole: Counter[str] = Counter()
    for look in members:
        whole.update(look.counts)
    missing = missing_words(whole)
    left = {value: count for value, count in whole.items() if value not in missing}
    if not left:
        return False
    numbers = all(_PLAIN.match(value) for value in left)
    if numbers and len(outside_scale({int(value): count for value, count in left.items()})[0]) >= 3:
        for look in members:
            look.missing = missing_words(look.counts)
            numeric_scale(look, {value: count for value, count in look.counts.items() if value not in missing},
                          whole=map(int, left))
            look.kind = "rating"
            look.doubted("likely", pattern("one scale of numbers in {size} columns of one question"), size=len(members))
            if largest_end(look.question) == "low":
                look.values = look.values[::-1]
                look.doubted("likely", pattern("the question calls the lowest number the most, so it stands last"))
        _roles(members)
        return True
    spelt = merged(left, slips=False)
    typed: list[str] = []
    scale = scale_of(value for value in left if value not in spelt.merge)
    if scale is None:
        ladders = Counter({ladder: 0 for value in left for ladder in ladder_of(value)})
        for value, count in left.items():
            for ladder in ladder_of(value):
                ladders[ladder] += count
        best = ladders.most_common(1)
        if best and best[0][1] >= 0.95 * sum(left.values()):
            typed = [value for value in left if best[0][0] not in ladder_of(value)]
            spelt = merged({value: count for value, count in left.items() if value not in typed}, slips=False)
            scale = scale_of(value for value in left if value not in spelt.merge and value not in typed)
    if scale is None or len(scale.points) < 3:
        return False
    for look in members:
        look.merge = {spelling: value for spelling, value in spelt.merge.items() if spelling in look.counts}
        look.missing = {value: reason for value, reason in missing.items() if value in look.counts}
        take_scale(look, scale)
        look.kind = "rating"
        strangers = [value for value in typed if value in look.counts]
        if strangers:
            look.missing |= dict.fromkeys(strangers, "cannot judge")
            look.doubted("guess", pattern("«{value}» is no point of the scale: taken for «cannot judge»"),
                         value=strangers[0])
        if not look.item:
            look.doubted("likely", pattern("{size} neighbouring columns have the same answers"), size=len(members))
        else:
            look.doubted("sure", pattern("one scale in {size} columns of one question"), size=len(members))
    _roles(members)
    return True


def _roles(members: Sequence[Look]) -> None:
    ladder, stem = members[0].ladder, members[0].question
    needs = ladder == "need" or (ladder not in OPINIONS and speaks_of_needs(stem))
    denied = [negated(look.item or look.header) for look in members]
    for look, against in zip(members, denied, strict=True):
        look.role = "need" if needs else "opinion"
        if against and not all(denied) and ladder in ("agreement", "frequency", ""):
            look.doubted("likely", pattern("worded in the negative: check whether it must be reversed"))


def _ticks(members: Sequence[Look]) -> bool:
    """Boxes to tick, one column each: the option or nothing, or yes and no."""
    own = all(len(look.counts) == 1 for look in members)
    shared = {folded(value) for look in members for value in look.counts}
    if len(members) < 2 or not (own or len(shared) == 2) or (own and all(not look.blank for look in members)):
        return False
    for look in members:
        look.values = tuple(sorted(look.counts, key=lambda value: -look.counts[value]))
        if own and look.blank:
            no = {"kk": "Жоқ", "ru": "Нет", "en": "No"}[language(look.item + look.values[0])]
            look.values += (no,)
            look.merge = {BLANK: no}
            look.doubted("likely", pattern("an empty box is read as «{no}»: clear the cell merge if some were not "
                                           "asked"), no=no)
        look.labels = option_labels(look.values)
        look.role = "opinion"
        look.guessed("one", "likely", pattern("a box to tick, one of {size} of one question"), size=len(members))
    return True
