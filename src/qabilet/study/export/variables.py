"""From the columns of the dictionary to the variables of a data set, and how a cell becomes their values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qabilet.cycle.instrument import MISSING, Column, Dictionary, Missing, Reading, cleaned, language, reader
from qabilet.study.export.wording import DASH
from qabilet.study.formats import MISSING_CODES, Value, Variable, VariableKind, stable_names
from qabilet.text import LANGS, Text, pattern, say

CODED = ("one", "rating", "ranking")
WRITTEN = (*CODED, "many", "number", "date", "text")
"""Kinds of columns that are written. Never: what is personal, keys, columns with one value or none."""
WHY: Mapping[Missing, str] = {
    "not asked": pattern("not asked"), "not relevant": pattern("not relevant"), "refused": pattern("refused to answer"),
    "cannot judge": pattern("cannot judge")}
_DAY = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)|(\d{1,2})[-./](\d{1,2})[-./](\d{4})(?!\d)")

Cells = Callable[[str], tuple[object, ...] | None]
"""The values of a cell, one for each variable; None where the cell stands in no list. Codes and numbers as floats
(for a number that is missing, the reason), a day or the words that are none, the words of a text."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One column of the answers (in line `row` of the dictionary), the variables made of it, and how it is read."""

    column: Column
    row: int
    variables: tuple[Variable, ...]
    of: Cells


def planned(dictionary: Dictionary, questions: Mapping[str, Text]) -> tuple[Planned, ...]:
    """Every column that is written, in order. Ratings stand as they were given: `reverse` is not applied. `questions`
    are the wordings of the form by code; where one is missing, the dictionary's stands in its own language."""
    columns = [(row, column.with_(reverse=False)) for row, column in enumerate(dictionary.columns, start=2)
               if column.keep and column.kind in WRITTEN]
    names = stable_names(code for _, column in columns for code in _codes(column))
    return tuple(Planned(column, row, _variables(column, [names[code] for code in _codes(column)],
                                                 questions.get(column.code) or _question(column)), _cells(column))
                 for row, column in columns)


def said(msgid: str, **facts: object) -> Text:
    """A sentence pattern in the three languages at once."""
    return Text(*(say(lang, msgid, **facts) for lang in LANGS))


def reasons(column: Column) -> tuple[Missing, ...]:
    """Why an answer of this column may be missing; a blank that is no value is «not asked», unless it is declared."""
    return tuple(why for why in MISSING if why in {"not asked", *column.missing.values()})


def day(cell: str) -> dt.date | None:
    """The day in a cell: year first or day first, with or without a time; None for anything else."""
    if not (found := _DAY.match(cell.strip())):
        return None
    year, month, date, date_first, month_second, year_last = found.groups()
    try:
        return dt.date(int(year or year_last), int(month or month_second), int(date or date_first))
    except ValueError:
        return None


def _codes(column: Column) -> list[str]:
    # A code of the dictionary has no full stop: «topics.1» and a column «topics_1» stay two names.
    if column.kind == "many":
        return [f"{column.code}.{place}" for place, _ in enumerate(column.values, start=1)]
    return [column.code]


def _question(column: Column) -> Text:
    wording = DASH.join(filter(None, (column.question, column.item))) or column.header
    return Text(**{language(wording): wording})


def _variables(column: Column, names: Sequence[str], question: Text) -> tuple[Variable, ...]:
    missing = tuple(Value(MISSING_CODES[why], said(WHY[why]), why) for why in reasons(column))
    if column.kind == "many":
        no_yes = (Value(0, said(pattern("not chosen"))), Value(1, said(pattern("chosen"))), *missing)
        return tuple(Variable(name, "flag", column.value_name(value), question, no_yes, set=column.code,
                              column=column.code, competence=column.competence)
                     for name, value in zip(names, column.values, strict=True))
    kind: VariableKind = ("code" if column.kind in CODED else "number" if column.kind == "number"
                          else "date" if column.kind == "date" else "text")
    values = tuple(Value(place, column.value_name(value)) for place, value in enumerate(column.values, start=1))
    return (Variable(names[0], kind, column.name(), question,
                     (*values, *missing) if kind == "code" else missing if kind == "number" else (),
                     ordered=column.kind in ("rating", "ranking"), column=column.code, group=column.group,
                     competence=column.competence),)


def _cells(column: Column) -> Cells:
    read = reader(column)
    if column.kind == "many":
        return lambda cell: _flags(read(cell), len(column.values))
    if column.kind == "number":
        return lambda cell: _number(read(cell))
    if column.kind in CODED:
        return lambda cell: _choice(read(cell))
    if column.kind == "date":
        return lambda cell: (None if read(cell).missing else day(cell) or cell,)
    return lambda cell: ("" if read(cell).missing else cell,)


def _number(reading: Reading) -> tuple[object, ...] | None:
    if reading.missing:
        return (reading.missing,)
    return None if reading.number is None else (reading.number,)


def _choice(reading: Reading) -> tuple[object, ...] | None:
    if reading.missing:
        return (float(MISSING_CODES[reading.missing]),)
    return (reading.codes[0] + 1.0,) if reading.codes else None


def _flags(reading: Reading, options: int) -> tuple[object, ...] | None:
    if reading.missing:
        return (float(MISSING_CODES[reading.missing]),) * options
    return None if reading.unknown else tuple(float(place in reading.codes) for place in range(options))


def numeral(cell: str) -> bool:
    """Whether a value is a whole number and nothing else: '5'."""
    return cleaned(cell).isdecimal()
