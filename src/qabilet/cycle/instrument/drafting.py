"""Drafting the dictionary: every column guessed, each guess with its reason and its confidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qabilet.cycle.framework import Region
from qabilet.cycle.instrument.blanks import declare_blanks
from qabilet.cycle.instrument.codes import short_code, unique
from qabilet.cycle.instrument.dictionary import Dictionary
from qabilet.cycle.instrument.grids import Cells, settle_grids
from qabilet.cycle.instrument.kinds import settle_alone, settle_plain
from qabilet.cycle.instrument.look import Look, seen
from qabilet.cycle.instrument.stems import unnumbered
from qabilet.cycle.instrument.told import Told, believe
from qabilet.text import Lang


def draft(answers: Sequence[tuple[str, Mapping[str, int]]], *, cells: Cells | None = None,
          lang: Lang = "en", regions: Sequence[Region] = (), told: Mapping[str, Told] | None = None) -> Dictionary:
    """A dictionary guessed from each header and how often each value stands under it ('' for the blank).

    `cells` gives the cells under a header, person by person; with it rankings are proved and routing is found, without
    it both are guessed from the counts. Reasons are written in `lang`. With `regions`, other names of one region
    are merged, and labelled in three languages. What the file or a form has `told` of a header goes before guesses. No
    value of a personal column gets into the dictionary. Cost: linear in the cells, but for slips of the finger (square
    in up to 300 distinct values).
    """
    looks = [seen(header, counts) for header, counts in answers]
    for look in looks:
        settle_plain(look)
        if told is not None and look.header in told:
            believe(look, told[look.header])
    settle_grids(looks, cells)
    for look in looks:
        if look.kind is None:
            settle_alone(look, regions)
        if not look.question:
            look.question = unnumbered(look.header)
    _name(looks)
    declare_blanks(looks, cells)
    return Dictionary(tuple(look.column(lang) for look in looks))


def _name(looks: Sequence[Look]) -> None:
    """Codes and groups: a group where two columns or more were settled together. What was told has its own already."""
    taken: set[str] = set()
    for look in looks:
        if look.code:
            look.code = unique(look.code, taken)
            taken.add(look.code)
    groups: dict[tuple[str, object, object], str] = {}
    told_groups = {look.group for look in looks if look.group}
    sizes: dict[tuple[str, object, object], int] = {}
    for look in looks:
        sizes[_key(look)] = sizes.get(_key(look), 0) + 1
    for look in looks:
        if look.kind in ("rating", "ranking", "one") and look.item and not look.group and sizes[_key(look)] > 1:
            key = _key(look)
            if key not in groups:
                groups[key] = unique(short_code(look.question, most=20, words=2) or "grid",
                                     {*taken, *told_groups, *groups.values()})
            look.group = groups[key]
    _match_items(looks)
    taken |= set(groups.values())
    for look in looks:
        if look.code:
            continue
        if look.group:
            code = f"{look.group}_{short_code(look.item, most=20, words=3) or 'item'}"
        else:
            code = short_code(look.question)
        look.code = unique(code, taken)
        taken.add(look.code)


def _match_items(looks: Sequence[Look]) -> None:
    """The same items in two grids (importance and competence) get one competence, by which they are matched."""
    grids: dict[str, set[str]] = {}
    for look in looks:
        if look.group and look.kind in ("rating", "ranking"):
            grids.setdefault(look.item.casefold(), set()).add(look.group)
    codes: dict[str, str] = {}
    for look in looks:
        item = look.item.casefold()
        if look.group and not look.competence and len(grids.get(item, ())) > 1:
            look.competence = codes.setdefault(item, unique(short_code(look.item, words=3) or "item", codes.values()))


def _key(look: Look) -> tuple[str, object, object]:
    return look.question, look.kind, look.values if look.kind != "one" else look.kind
