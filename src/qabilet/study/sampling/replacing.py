"""Replacing a unit that cannot take part by the next reserve of its cell, and the record of it that only grows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qabilet.cycle.instrument import traces
from qabilet.errors import QabiletError, refuse
from qabilet.study.atomic import Content
from qabilet.study.sampling.drawn import DRAWN, REPLACEMENTS
from qabilet.study.sampling.faults import (
    DRAW_013,
    DRAW_014,
    DRAW_015,
    DRAW_016,
    DRAW_017,
    DRAW_018,
    DRAW_019,
    DRAW_020,
)
from qabilet.study.sampling.plan_toml import HEAD
from qabilet.study.tables_csv import read_rows, write_rows
from qabilet.study.toml_values import closest

RECORD_HEAD = ("unit", "by", "reason", "on")
UNIT, STRATUM, CLUSTER, ROLE, ORDER, PROBABILITY, WEIGHT, REPLACES = range(len(HEAD))
REPLACED = "replaced"
"""The third role in the drawn table: drawn, and left for a reserve."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What the step saves and shows: the unit, the reserve in its place, how many reserves its cell has left."""

    files: dict[str, Content]
    unit: str
    by: str
    cell: str
    left: int


def replacement(root: Path, unit: str, reason: str, on: date) -> Replacement:
    """The next reserve of the same cell takes the unit's place and carries its probability and weight.

    Raises DRAW_013 before any draw, DRAW_014 to 018 and 020 for a unit or a reason that will not do, DRAW_019 where the
    tables do not agree.
    """
    if not (root / DRAWN).is_file():
        raise refuse(DRAW_013, path=root)
    reason = " ".join(reason.split())
    if not reason:
        raise refuse(DRAW_020)
    if traces({reason: 1}):
        raise refuse(DRAW_018)
    head, people = _table(root, DRAWN, HEAD)
    record = _table(root, REPLACEMENTS, RECORD_HEAD)[1] if (root / REPLACEMENTS).is_file() else []
    _agree(people, record)
    out = _wanted(people, record, unit)
    cell = (out[STRATUM], out[CLUSTER])
    reserves = sorted((row for row in people if row[ROLE] == "reserve" and (row[STRATUM], row[CLUSTER]) == cell),
                      key=lambda row: int(row[ORDER]))
    shown = " \u00b7 ".join(filter(None, cell)) or "\u2014"
    if not reserves:
        raise refuse(DRAW_017, file=DRAWN, cell=shown)
    new = reserves[0]
    new[ROLE], new[PROBABILITY], new[WEIGHT], new[REPLACES] = "main", out[PROBABILITY], out[WEIGHT], unit
    out[ROLE] = REPLACED
    files: dict[str, Content] = {
        DRAWN: write_rows([head, *people]),
        REPLACEMENTS: write_rows([RECORD_HEAD, *record, (unit, new[UNIT], reason, on.isoformat())])}
    return Replacement(files, unit, new[UNIT], shown, len(reserves) - 1)


def _wanted(people: Sequence[list[str]], record: Sequence[list[str]], unit: str) -> list[str]:
    """The row of the unit to be replaced."""
    out = next((row for row in people if row[UNIT] == unit), None)
    if out is None:
        raise refuse(DRAW_014, file=DRAWN, unit=unit,
                     known=closest(unit, [row[UNIT] for row in people if row[ROLE] == "main"][:2000]))
    if out[ROLE] == REPLACED:
        by = next(row[1] for row in record if row[0] == unit)
        raise refuse(DRAW_015, file=REPLACEMENTS, unit=unit, by=by)
    if out[ROLE] == "reserve":
        raise refuse(DRAW_016, file=DRAWN, unit=unit)
    return out


def _table(root: Path, name: str, needed: Sequence[str]) -> tuple[list[str], list[list[str]]]:
    rows, faults = read_rows((root / name).read_bytes(), name)
    if faults:
        raise QabiletError(*faults)
    if not rows or tuple(rows[0][1][:len(needed)]) != tuple(needed):
        raise refuse(DRAW_019, file=name, row=1, what=", ".join(needed))
    head = rows[0][1]
    for line, row in rows[1:]:
        if len(row) != len(head):
            raise refuse(DRAW_019, file=name, row=line, what=row[0])
    return head, [row for _, row in rows[1:]]


def _agree(people: Sequence[list[str]], record: Sequence[list[str]]) -> None:
    """Raises DRAW_019 where roles, orders or replacements do not follow from one another."""
    told = {row[0]: row[1] for row in record}
    shown = {row[REPLACES]: row[UNIT] for row in people if row[REPLACES]}
    out = {row[UNIT] for row in people if row[ROLE] == REPLACED}
    strange = next((row[UNIT] for row in people if row[ROLE] not in ("main", "reserve", REPLACED)
                    or (row[ROLE] == "reserve" and not row[ORDER].isdecimal())), "")
    if told != shown or out != set(told) or strange:
        differing = strange or next(iter(set(told.items()) ^ set(shown.items())), next(iter(out ^ set(told)), ""))
        raise refuse(DRAW_019, file=DRAWN, what=differing if isinstance(differing, str) else " / ".join(differing))
