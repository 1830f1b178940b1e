"""What study.toml names in the dictionary must be there: columns, groups, values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

from qabilet.cycle.instrument import Dictionary, group_names
from qabilet.errors import Fault
from qabilet.study.faults import STUDY_011, STUDY_012, STUDY_029, STUDY_036, STUDY_051
from qabilet.study.settings import FILE, Settings
from qabilet.study.toml_lines import Step, line_of, lines
from qabilet.study.toml_values import closest

LEVELLED = ("one", "rating", "ranking")
"""The kinds of column whose values can be the levels of a breakdown."""
MOST_CELLS = 4_000_000
"""More combinations of levels (and of the reasons for a blank) do not fit into the gate's memory."""
BLANKS = 5
"""The reasons for a blank, each a level of its own while the answers are counted."""


def references(settings: Settings, dictionary: Dictionary | None, text: bytes) -> tuple[Fault, ...]:
    """A fault for each name in the settings that the dictionary does not bear; () while there is no dictionary."""
    if dictionary is None:
        return ()
    rows = lines(text.decode("utf-8-sig"))
    found = (*_columns(settings, dictionary), *_derived(settings, dictionary), *_audiences(settings, dictionary),
             *_groups(settings, dictionary), *_combinations(settings, dictionary), *_microdata(settings, dictionary))
    return tuple(Fault(code, facts, FILE, line_of(rows, path)) for path, code, facts in found)


Named = tuple[tuple[Step, ...], str, dict[str, object]]


def _columns(settings: Settings, dictionary: Dictionary) -> Iterator[Named]:
    """Cells and dimensions are columns with levels, or derived ones."""
    known = [column.code for column in dictionary.kept() if column.kind in LEVELLED]
    with_derived = [*known, *(one.code for one in settings.lattice.derived)]
    asked: list[tuple[tuple[Step, ...], str, Sequence[str]]] = [
        *((("design", "cells"), code, with_derived) for code in settings.design.cells),
        *((("groups", "dimensions"), code, with_derived) for code in settings.lattice.dimensions),
        *((("groups", "tables"), code, settings.lattice.dimensions) for row in settings.lattice.tables for code in row)]
    if settings.audience_column:
        asked.append((("audience", "column"), settings.audience_column, known))
    for path, code, allowed in asked:
        if code not in allowed:
            yield path, STUDY_011, {"code": code, "key": str(path[-1]), "known": closest(code, allowed)}


def _derived(settings: Settings, dictionary: Dictionary) -> Iterator[Named]:
    for place, one in enumerate(settings.lattice.derived):
        path: tuple[Step, ...] = ("groups", "derived", place)
        kinds = ("number",) if one.breaks else LEVELLED
        usable = {column.code: column for column in dictionary.kept() if column.kind in kinds}
        if one.source not in usable:
            yield (*path, "source"), STUDY_011, {"code": one.source, "key": "source",
                                                 "known": closest(one.source, usable)}
            continue
        for value in one.levels:
            if value not in usable[one.source].values:
                yield (*path, "levels", value), STUDY_029, {
                    "value": value, "column": one.source, "known": closest(value, usable[one.source].values)}


def _microdata(settings: Settings, dictionary: Dictionary) -> Iterator[Named]:
    """What may leave the study must be in it; a column that tables are broken down by is something people know."""
    permit = settings.microdata
    allowed = {"traits": [column.code for column in dictionary.kept() if column.kind in (*LEVELLED, "number")],
               "keep": [column.code for column in dictionary.kept() if column.kind in (*LEVELLED, "number", "many")]}
    for key, codes in (("traits", permit.traits), ("keep", permit.keep)):
        for code in codes:
            if code not in allowed[key]:
                yield ("microdata", key), STUDY_011, {"code": code, "key": key, "known": closest(code, allowed[key])}
    known = {settings.audience_column, *settings.lattice.dimensions, *settings.design.cells}
    sources = {one.source for one in settings.lattice.derived if one.code in known}
    for code in permit.keep:
        if code in known | sources:
            yield ("microdata", "keep"), STUDY_051, {"code": code}


def _combinations(settings: Settings, dictionary: Dictionary) -> Iterator[Named]:
    levels = {column.code: len(column.values) for column in dictionary.kept()} | {
        one.code: len(set(one.levels.values())) or len(one.breaks) + 1 for one in settings.lattice.derived}
    asked = [name for name in (settings.audience_column, *settings.lattice.dimensions) if name]
    cells = prod(levels.get(name, 0) + BLANKS for name in asked)
    if cells > MOST_CELLS:
        yield ("groups", "dimensions"), STUDY_036, {"cells": f"{cells:,}".replace(",", "\u00a0"),
                                                    "most": f"{MOST_CELLS:,}".replace(",", "\u00a0")}


def _audiences(settings: Settings, dictionary: Dictionary) -> Iterator[Named]:
    column = next((one for one in dictionary.kept() if one.code == settings.audience_column), None)
    for place, one in enumerate(settings.audiences):
        if column is not None and one.value not in column.values:
            yield ("audience", "group", place, "value"), STUDY_029, {
                "value": one.value, "column": column.code, "known": closest(one.value, column.values)}
    spoken = [one.value for one in settings.audiences]
    for place, need in enumerate(settings.needs):
        for value in need.audiences:
            if value not in spoken:
                yield ("needs", place, "audiences"), STUDY_029, {
                    "value": value, "column": settings.audience_column, "known": closest(value, spoken)}


def _groups(settings: Settings, dictionary: Dictionary) -> Iterator[Named]:
    known = list(dict.fromkeys(column.group for column in dictionary.kept() if column.group))
    asked: list[tuple[tuple[Step, ...], str]] = []
    for place, need in enumerate(settings.needs):
        asked += [(("needs", place, key), getattr(need, key)) for key in ("items", "importance", "competence")
                  if getattr(need, key)]
    asked += [(("scales", place, "items"), scale.items) for place, scale in enumerate(settings.scales)]
    for path, groups in asked:
        for group in group_names(groups):
            if group not in known:
                yield path, STUDY_012, {"group": group, "key": str(path[-1]), "known": closest(group, known)}
