"""THE GATE: the only maker of a Finding; what it has not let through cannot be shown, written to a file or served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qabilet.cycle.analysis.faults import GATE_001, GATE_002
from qabilet.cycle.analysis.finding import Finding, Raw, RawRow, RawSheet, Row, Scalar, Sheet, View, Withheld
from qabilet.cycle.analysis.rules import Rules
from qabilet.cycle.analysis.suppression import Protection
from qabilet.cycle.analysis.withholding import PUBLIC, WEIGHTED, Told, withheld
from qabilet.errors import Caution, refuse
from qabilet.text import Text

SAFE_FACTS = ("item", "level", "items", "needed", "remedy", "reason_kk", "reason_ru", "reason_en", "decided_on",
              "decided_by")
"""What the row of a withheld number may still say: what it is about, never how the answers fell."""
SAFE_NUMBERS = ("points", "draws", "level")
"""The numbers among a sheet's facts that are the method's, not the answers'."""
AGREE = "agree"
"""Whether the ways of ranking agree: no number, and yet the answers'."""

ORDERED = ("needs-rating", "needs-ranking", "needs-two-scale", "needs-gap", "needs-methods", "needs-sides", "remedies")
"""Kinds of sheet whose rows stand in the order of their numbers."""


@dataclass(slots=True)
class Gate:
    """One study's gate. It remembers what it told of each question, so sheets released later cannot undo earlier ones:
    release the sheet about everybody before its breakdowns. Raises GATE_001 for rules below their least values."""

    rules: Rules
    view: View
    protections: Mapping[str, Protection]
    design: str
    _told: Told = field(default_factory=Told)

    def __post_init__(self) -> None:
        lowered = self.rules.lowered()
        if lowered:
            raise refuse(GATE_001, rule=lowered[0], value=getattr(self.rules, lowered[0]),
                         least=getattr(Rules(), lowered[0]))

    def release(self, raw: RawSheet) -> Sheet:
        """The sheet with every number a Finding; in the release view, without those that may not be told."""
        why: Mapping[tuple[int, str], Withheld] = {}
        if self.view == "release":
            why = withheld(raw, self.protections.get(raw.audience), self.rules, self._told)
        coarse = self.view == "release" and bool(raw.facts.get(WEIGHTED))
        rows = [self._row(at, raw.rows[at], why, coarse) for at in _order(raw, why)]
        facts = raw.facts if _any_told(raw, why) else _method(raw.facts)
        if coarse:
            facts = {name: rounded(fact) if isinstance(fact, float) else fact for name, fact in facts.items()}
        cautions = raw.cautions if _any_told(raw, why) else ()
        return Sheet(raw.key, raw.kind, raw.title, tuple(raw.columns), rows, self.view, self.design, dict(facts),
                     cautions, raw.audience)

    def _row(self, at: int, row: RawRow, why: Mapping[tuple[int, str], Withheld], coarse: bool) -> Row:
        cells = {column: _finding(raw, why.get((at, column)), coarse and column not in PUBLIC and raw.kind != "count")
                 for column, raw in row.cells.items()}
        kept = dict(row.facts)
        if any((at, column) in why for column in row.cells):
            kept = {name: value for name, value in kept.items() if name in SAFE_FACTS or name.startswith("level_label")}
        return Row(row.code, row.label, cells, kept)


def rounded(value: float) -> float:
    """A weighted number as it is released: three decimals, from 100 on four digits. In full it would be a sum that only
    one set of answers gives (see weight_classes)."""
    return round(value, 3) if abs(value) < 100 else float(f"{value:.4g}")


def _finding(raw: Raw, reason: Withheld | None, coarse: bool) -> Finding:
    if reason is not None:
        return Finding(withheld=reason)
    if coarse:
        value, low, high = (None if one is None else rounded(one) for one in (raw.value, raw.low, raw.high))
        return Finding(value, raw.n, low, high, raw.level, raw.basis, raw.count, raw.cautions)
    return Finding(raw.value, raw.n, raw.low, raw.high, raw.level, raw.basis, raw.count, raw.cautions)


def _any_told(raw: RawSheet, why: Mapping[tuple[int, str], Withheld]) -> bool:
    gated = [(at, column) for at, row in enumerate(raw.rows) for column in row.cells if column not in PUBLIC]
    return not gated or any(cell not in why for cell in gated)


def _order(raw: RawSheet, why: Mapping[tuple[int, str], Withheld]) -> list[int]:
    """The places of the rows as they are told. Needs stand in the order of their size: those with nothing told go last,
    by code, for where they stood would tell it."""
    places = list(range(len(raw.rows)))
    if raw.kind not in ORDERED:
        return places
    silent = {at for at in places if all((at, column) in why for column in raw.rows[at].cells if column not in PUBLIC)}
    return [*(at for at in places if at not in silent), *sorted(silent, key=lambda at: raw.rows[at].code)]


def _method(facts: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """The facts of a sheet in which nothing is told: words and settings."""
    return {name: value for name, value in facts.items()
            if (isinstance(value, str | bool) and name != AGREE) or name in SAFE_NUMBERS}


def write(sheet: Sheet) -> dict[str, object]:
    """A sheet as JSON values, for findings.json."""
    return {
        "key": sheet.key, "kind": sheet.kind, "title": sheet.title.write(), "columns": list(sheet.columns),
        "view": sheet.view, "design": sheet.design, "facts": dict(sheet.facts), "audience": sheet.audience,
        "cautions": [_write_caution(one) for one in sheet.cautions],
        "rows": [{"code": row.code, "label": row.label.write(), "facts": dict(row.facts),
                  "cells": {column: _write_finding(one) for column, one in row.cells.items()}} for row in sheet.rows],
    }


def restore(written: object) -> Sheet:
    """The sheet as `write` wrote it. Raises GATE_002 for anything else, and for a withheld number that has a value."""
    try:
        return _restored(_table(written))
    except (KeyError, TypeError, ValueError) as error:
        raise refuse(GATE_002, reason=str(error)) from error


def _restored(data: Mapping[str, object]) -> Sheet:
    view = data["view"]
    if view not in ("release", "work"):
        raise ValueError(f"view {view!r}")
    rows = [Row(str(row["code"]), Text.read(row["label"]),
                {column: _restored_finding(_table(one)) for column, one in _table(row["cells"]).items()},
                _facts(row["facts"])) for row in map(_table, _list(data["rows"]))]
    return Sheet(str(data["key"]), str(data["kind"]), Text.read(data["title"]),
                 tuple(str(column) for column in _list(data["columns"])), rows, "work" if view == "work" else "release",
                 str(data["design"]), _facts(data["facts"]), _cautions(data["cautions"]), str(data["audience"]))


def _write_finding(one: Finding) -> dict[str, object]:
    if one.withheld is not None:
        return {"withheld": one.withheld}
    told: dict[str, object] = {"value": one.value, "n": one.n, "low": one.low, "high": one.high, "count": one.count}
    if one.low is not None or one.high is not None:
        told |= {"level": one.level, "basis": one.basis}
    if one.cautions:
        told["cautions"] = [_write_caution(caution) for caution in one.cautions]
    return {name: value for name, value in told.items() if value is not None}


_REASONS: dict[object, Withheld] = {"small": "small", "remainder": "remainder", "complementary": "complementary",
                                    "text": "text", "unanimous": "unanimous"}


def _restored_finding(data: Mapping[str, object]) -> Finding:
    if "withheld" in data:
        if len(data) > 1:
            raise ValueError("a withheld number has a value")
        return Finding(withheld=_REASONS[data["withheld"]])
    basis = data.get("basis", "none")
    return Finding(_number(data, "value"), _whole(data, "n"), _number(data, "low"), _number(data, "high"),
                   _number(data, "level") or 0.95, "design" if basis == "design" else "model" if basis == "model" else
                   "none", _whole(data, "count"), _cautions(data.get("cautions", [])))


def _write_caution(one: Caution) -> dict[str, object]:
    return {"code": one.code, "facts": {name: _written(value) for name, value in one.facts.items()}}


def _written(fact: object) -> object:
    """A fact of a caution as JSON has it; words in three languages stay in three."""
    if isinstance(fact, Text):
        return fact.write()
    return fact if isinstance(fact, str | int | float | bool) or fact is None else str(fact)


def _cautions(written: object) -> tuple[Caution, ...]:
    return tuple(Caution(str(one["code"]), _said(one["facts"])) for one in map(_table, _list(written)))


def _said(value: object) -> dict[str, object]:
    """The facts of a caution: scalars, and words in three languages."""
    told = _table(value)
    words = {name: Text.read(fact) for name, fact in told.items() if isinstance(fact, dict)}
    return {**_facts({name: fact for name, fact in told.items() if name not in words}), **words}


def _table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"not a table: {value!r}")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"not a list: {value!r}")
    return value


def _facts(value: object) -> dict[str, Scalar]:
    facts: dict[str, Scalar] = {}
    for name, fact in _table(value).items():
        if fact is not None and not isinstance(fact, str | int | float | bool):
            raise TypeError(f"not a fact: {fact!r}")
        facts[name] = fact
    return facts


def _number(data: Mapping[str, object], name: str) -> float | None:
    value = data.get(name)
    if value is not None and not isinstance(value, int | float):
        raise TypeError(f"not a number: {value!r}")
    return value


def _whole(data: Mapping[str, object], name: str) -> int | None:
    value = _number(data, name)
    return None if value is None else int(value)
