"""sample/units.csv and sample/invited.csv: what was drawn and who was asked, counted; never a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from qabilet.cycle.instrument import Dictionary
from qabilet.cycle.sample import DrawnUnits, Population, Unit
from qabilet.errors import Fault
from qabilet.study.faults import STUDY_029
from qabilet.study.register import dictionary_value
from qabilet.study.tables_csv import read_table
from qabilet.study.toml_values import closest
from qabilet.study.weighting_faults import STUDY_040, STUDY_043, STUDY_046

UNITS, INVITED = "sample/units.csv", "sample/invited.csv"
_COUNTED = ("strata_units", "strata_drawn", "weight")
Line = tuple[int, dict[str, str]]


def read_units(data: bytes, file: str, dictionary: Dictionary, cells: Sequence[str],
               clusters: str) -> tuple[DrawnUnits, tuple[Fault, ...]]:
    """The strata, or the clusters within them, as `qabilet draw` counted them.

    Columns: the strata and the cluster by their codes; strata_units, strata_drawn, weight; for clusters also units,
    drawn and, where chances differ, probability. A cluster the dictionary does not know is one from which nobody
    answered: that happens, and it stays. Every fault at once.
    """
    names = (*cells, *((clusters,) if clusters else ()))
    rows, faults = read_table(data, file, (*names, *_COUNTED))
    if faults:
        return DrawnUnits(), faults
    wrong: list[Fault] = []
    found: dict[tuple[str, ...], Unit] = {}
    strata: dict[tuple[str, ...], Unit] = {}
    for line, row in rows:
        key = tuple(dictionary_value(dictionary, name, row[name.casefold()], file, line,
                                     wrong if name != clusters else []) for name in names)
        if key in found:
            wrong.append(Fault(STUDY_043, {"unit": ", ".join(key)}, file, line))
        found[key] = _unit(row, file, line, wrong)
        first = strata.setdefault(key[:len(cells)], found[key])
        wrong += [Fault(STUDY_046, {"stratum": ", ".join(key[:len(cells)]) or "\u2014", "column": column,
                                    "one": f"{known:g}", "other": f"{given:g}"}, file, line, column)
                  for column, known, given in (("strata_units", first.strata_units, found[key].strata_units),
                                               ("strata_drawn", first.strata_drawn, found[key].strata_drawn))
                  if known != given]
    return DrawnUnits(names, found), tuple(wrong)


def _unit(row: dict[str, str], file: str, line: int, wrong: list[Fault]) -> Unit:
    def number(name: str, least: float) -> float | None:
        cell = row.get(name, "")
        return _number(cell, name, least, file, line, wrong) if cell or name in _COUNTED else None

    there, taken = number("strata_units", 1) or 1.0, number("strata_drawn", 1) or 1.0
    weight, chance = number("weight", 0) or 0.0, number("probability", 0)
    even = chance is None or abs(chance * there - taken) <= 1e-6 * taken
    if taken > there:
        wrong.append(Fault(STUDY_040, {"value": row["strata_drawn"], "column": "strata_drawn",
                                       "why": f"\u2264 strata_units = {row['strata_units']}"},
                           file, line, "strata_drawn"))
    return Unit(there, taken, weight, number("units", 1), number("drawn", 1), even)


def read_invited(data: bytes, file: str, dictionary: Dictionary, cells: Sequence[str],
                 levels: Mapping[str, Sequence[str]] | None = None) -> tuple[Population, tuple[Fault, ...]]:
    """How many people were asked in each cell: a line a cell with `invited`, or a line a person drawn (drawn.csv).

    levels: of derived dimensions, which the dictionary does not know.
    """
    rows, faults = read_table(data, file, cells)
    if faults:
        return Population(), faults
    wrong: list[Fault] = []
    counts: Counter[tuple[str, ...]] = Counter()
    for line, row in rows:
        if row.get("role", "main") not in ("main", ""):
            continue  # a reserve that was never needed was not asked
        key = tuple(dictionary_value(dictionary, name, row[name.casefold()], file, line, wrong) for name in cells)
        wrong += [Fault(STUDY_029, {"value": value, "column": name, "known": closest(value, known)}, file, line, name)
                  for name, value in zip(cells, key, strict=True)
                  if value not in (known := (levels or {}).get(name, (value,)))]
        counts[key] += int(_number(row["invited"], "invited", 0, file, line, wrong) or 0) if "invited" in row else 1
    return Population(tuple(cells), counts), tuple(wrong)


def beyond(needed: Iterable[str], known: Sequence[str]) -> list[str]:
    """The codes that a table does not have, each once."""
    return [code for code in dict.fromkeys(needed) if code not in known]


def _number(cell: str, name: str, least: float, file: str, line: int, wrong: list[Fault]) -> float | None:
    plain = cell.replace("\u00a0", "").replace(" ", "").replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        value = float("nan")
    nothing = name == "weight" and value == 0  # who was drawn stands for somebody
    if nothing or not least <= value < 1e15:
        why = "> 0" if name == "weight" else f"\u2265 {least:g}"
        wrong.append(Fault(STUDY_040, {"value": cell, "column": name, "why": why}, file, line, name))
        return None
    return value
