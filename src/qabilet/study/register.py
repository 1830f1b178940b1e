"""sample/population.csv: the register, one line a person or a cell with its `count`, by what the dictionary knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qabilet.cycle.instrument import Column, Dictionary
from qabilet.cycle.sample import Population
from qabilet.errors import Fault
from qabilet.study.faults import STUDY_029
from qabilet.study.tables_csv import read_rows
from qabilet.study.toml_values import closest
from qabilet.study.weighting_faults import STUDY_040

COUNT = "count"


def read_register(data: bytes, file: str, dictionary: Dictionary,
                  wanted: Sequence[str]) -> tuple[Population, tuple[Fault, ...]]:
    """The people of the register by those `wanted` columns it has; a fault for each value the dictionary lacks.

    Columns bear the codes of the dictionary, and values stand as in its `values` or `merge`, or as one of their labels:
    the register may be in another language than the answers. A column `count` that is none of the dictionary's says how
    many people a line stands for.
    """
    rows, faults = read_rows(data, file)
    if faults or len(rows) < 2:
        return Population(), faults
    known = {column.code: column for column in dictionary.kept()}
    places = {name.casefold(): place for place, name in enumerate(rows[0][1])}
    codes = [code for code in wanted if code.casefold() in places and code in known]
    wrong: list[Fault] = []
    answers = [_values(rows[1:], places[code.casefold()], known[code], file, wrong) for code in codes]
    people = list(zip(*answers, strict=True)) if answers else [()] * len(rows[1:])
    if COUNT not in places or COUNT in known:
        return Population.of(codes, people), tuple(wrong)
    counts: Counter[tuple[str, ...]] = Counter()
    for (line, row), cell in zip(rows[1:], people, strict=True):
        counts[cell] += _count(row[places[COUNT]] if places[COUNT] < len(row) else "", file, line, wrong)
    return Population(tuple(codes), counts), tuple(wrong)


def _count(cell: str, file: str, line: int, wrong: list[Fault]) -> int:
    plain = cell.replace("\u00a0", "").replace(" ", "")
    if plain.isascii() and plain.isdigit() and len(plain) <= 15:
        return int(plain)
    wrong.append(Fault(STUDY_040, {"value": cell, "column": COUNT, "why": "\u2265 0"}, file, line, COUNT))
    return 0


def dictionary_value(dictionary: Dictionary, code: str, cell: str, file: str, line: int, wrong: list[Fault]) -> str:
    """One cell as a value of the dictionary's column `code`; a fault where it is none. A derived dimension's as it is.
    """
    column = next((one for one in dictionary.kept() if one.code == code), None)
    if column is None:
        return cell
    valid = _valid(column)
    if cell not in valid:
        facts = {"value": cell, "column": code, "known": closest(cell, column.values)}
        wrong.append(Fault(STUDY_029, facts, file, line, code))
    return valid.get(cell, cell)


def _valid(column: Column) -> dict[str, str]:
    """Every way a value may be written: as it is, as one of its labels, as what the dictionary merges into it."""
    labelled = {words: value for value in column.values if value in column.labels for words in column.labels[value]
                if words}
    return labelled | {value: value for value in column.values} | dict(column.merge)


def _values(rows: Sequence[tuple[int, list[str]]], place: int, column: Column, file: str,
            wrong: list[Fault]) -> list[str]:
    """One column of the register as values of the dictionary; each strange value is told once, at its first line."""
    valid = _valid(column)
    found = []
    for line, row in rows:
        value = row[place] if place < len(row) else ""
        if value not in valid:
            valid[value] = value
            facts = {"value": value, "column": column.code, "known": closest(value, column.values)}
            wrong.append(Fault(STUDY_029, facts, file, line, column.code))
        found.append(valid[value])
    return found
