"""sample/population.csv: the register, one line a person, counted by what the dictionary knows about the people."""

from __future__ import annotations

from collections.abc import Sequence

from qabilet.cycle.instrument import Dictionary
from qabilet.cycle.sample import Population
from qabilet.errors import Fault
from qabilet.study.faults import STUDY_029
from qabilet.study.tables_csv import read_table
from qabilet.study.toml_values import closest


def read_register(data: bytes, file: str, dictionary: Dictionary,
                  wanted: Sequence[str]) -> tuple[Population, tuple[Fault, ...]]:
    """The people of the register by those `wanted` columns it has; a fault for each value the dictionary lacks.

    Columns bear the codes of the dictionary, and values stand as in its `values` (or `merge`).
    """
    rows, faults = read_table(data, file, ())
    if faults or not rows:
        return Population(), faults
    known = {column.code: column for column in dictionary.kept()}
    codes = [code for code in wanted if code in rows[0][1] and code in known]
    people, wrong = [], dict[tuple[str, str], Fault]()
    for line, row in rows:
        for code in codes:
            column, value = known[code], row[code]
            row[code] = value = column.merge.get(value, value)
            if value not in column.values and (code, value) not in wrong:
                wrong[code, value] = Fault(STUDY_029, {"value": value, "column": code,
                                                       "known": closest(value, column.values)}, file, line, code)
        people.append([row[code] for code in codes])
    return Population.of(codes, people), tuple(wrong.values())
