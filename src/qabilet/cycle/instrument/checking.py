"""Checking a dictionary against itself and against the answers: every fault at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from qabilet.cycle.instrument.dictionary import KINDS, MISSING, Column, Dictionary
from qabilet.cycle.instrument.faults import (
    DICTIONARY_001,
    DICTIONARY_002,
    DICTIONARY_003,
    DICTIONARY_004,
    DICTIONARY_005,
    DICTIONARY_006,
    DICTIONARY_007,
    DICTIONARY_008,
    DICTIONARY_009,
    DICTIONARY_010,
    DICTIONARY_011,
    DICTIONARY_012,
    DICTIONARY_013,
    DICTIONARY_014,
    DICTIONARY_015,
    DICTIONARY_016,
    DICTIONARY_017,
)
from qabilet.cycle.instrument.meaning import cleaned, number_in, reader
from qabilet.errors import Fault

_CODE = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
_LISTED = ("one", "many", "rating", "ranking")
_LEAST = {"one": 1, "many": 1, "rating": 2, "ranking": 2}
STRANGERS_SHOWN = 10
"""So many unknown values of one column are named; the rest would only repeat the point."""


def check_dictionary(dictionary: Dictionary, headers: Sequence[str], counts: Mapping[str, Mapping[str, int]], *,
                     file: str = "") -> tuple[Fault, ...]:
    """Everything wrong with the dictionary, in the order of its lines (the first column stands in line 2).

    `headers` are those of the answers, in order; `counts` tells how often each value stands under a header ('' for the
    blank), and may leave headers out whose values need no check. Lines that are
    not kept may be absent from the answers: personal data never get there.
    """
    lines = list(enumerate(dictionary.columns, start=2))
    found: list[Fault] = []
    for row, column in lines:
        found += [Fault(one.code, one.facts, file, row, one.column) for one in _alone(column)]
        if column.keep and column.kind in (*_LISTED, "number"):
            found += [Fault(one.code, one.facts, file, row, one.column)
                      for one in _strangers(column, counts.get(column.header, {}))]
    found += [Fault(one.code, one.facts, file, one.row, one.column) for one in _together(lines)]
    present = set(headers)
    found += [Fault(DICTIONARY_004, {"header": column.header}, file, row, "header") for row, column in lines
              if column.keep and column.header not in present]
    described = {column.header for column in dictionary.columns}
    found += [Fault(DICTIONARY_005, {"header": header}, file) for header in headers if header not in described]
    return tuple(sorted(found, key=lambda fault: fault.row or 1_000_000))


def _alone(column: Column) -> Iterator[Fault]:
    if column.kind not in KINDS:
        yield Fault(DICTIONARY_001, {"given": column.kind, "allowed": ", ".join(KINDS)}, column="kind")
    if not _CODE.match(column.code):
        yield Fault(DICTIONARY_003, {"given": column.code}, column="code")
    if column.kind == "personal" and column.keep:
        yield Fault(DICTIONARY_016, column="keep")
    if column.reverse and column.kind != "rating":
        yield Fault(DICTIONARY_010, {"kind": column.kind}, column="reverse")
    if column.kind == "many" and not column.separator:
        yield Fault(DICTIONARY_015, column="separator")
    least = _LEAST.get(column.kind, 0)
    if column.keep and len(column.values) < least:
        yield Fault(DICTIONARY_009, {"kind": column.kind, "least": least, "found": len(column.values)}, column="values")
    yield from _lists(column)


def _lists(column: Column) -> Iterator[Fault]:
    """Values, merge and missing against each other; case and spaces do not count, as in reading."""
    values = [_key(value) for value in column.values]
    for place, key in enumerate(values):
        if key in values[:place]:
            yield Fault(DICTIONARY_012, {"value": column.values[place]}, column="values")
    known = set(values)
    for spelling, value in column.merge.items():
        if column.kind == "number":
            if number_in(value) is None:
                yield Fault(DICTIONARY_008, {"spelling": spelling, "value": value}, column="merge")
        elif _key(value) not in known:
            yield Fault(DICTIONARY_008, {"spelling": spelling, "value": value}, column="merge")
        if _key(spelling) in known and _key(spelling) != _key(value):
            yield Fault(DICTIONARY_011, {"value": spelling, "where": "merge"}, column="merge")
    for value, reason in column.missing.items():
        if reason not in MISSING:
            yield Fault(DICTIONARY_017, {"value": reason, "allowed": ", ".join(MISSING)}, column="missing")
        if value and _key(value) in known:
            yield Fault(DICTIONARY_011, {"value": value, "where": "missing"}, column="missing")


def _strangers(column: Column, counts: Mapping[str, int]) -> Iterator[Fault]:
    """Answers the dictionary does not know, by the very reading that the analysis uses."""
    read = reader(column)
    unknown: dict[str, int] = {}
    for cell, count in counts.items():
        for word in read(cell).unknown:
            unknown[word] = unknown.get(word, 0) + count
    ranked = sorted(unknown.items(), key=lambda item: (-item[1], item[0]))
    for value, count in ranked[:STRANGERS_SHOWN]:
        yield Fault(DICTIONARY_007, {"value": value[:120], "count": count}, column="values")


def _together(lines: Sequence[tuple[int, Column]]) -> Iterator[Fault]:
    codes: dict[str, int] = {}
    headers: dict[str, int] = {}
    groups: dict[str, Column] = {}
    for row, column in lines:
        if column.code in codes:
            yield Fault(DICTIONARY_002, {"given": column.code, "other": codes[column.code]}, row=row, column="code")
        if column.header in headers:
            yield Fault(DICTIONARY_006, {"header": column.header, "other": headers[column.header]}, row=row,
                        column="header")
        codes.setdefault(column.code, row)
        headers.setdefault(column.header, row)
        if not column.group or not column.keep:
            continue
        first = groups.setdefault(column.group, column)
        if first.kind != column.kind:
            yield Fault(DICTIONARY_014, {"group": column.group, "kind": column.kind, "other": first.kind}, row=row,
                        column="kind")
        elif column.kind == "rating" and len(first.values) != len(column.values):
            yield Fault(DICTIONARY_013, {"group": column.group, "found": len(column.values),
                                         "expected": len(first.values)}, row=row, column="values")


def _key(value: str) -> str:
    return cleaned(value).casefold()
