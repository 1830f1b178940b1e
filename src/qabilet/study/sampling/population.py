"""From the register, or from counts by stratum, to the frame of the draw: codes of units, factors, sizes; no names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qabilet.cycle.sample import BY_SIZE, FIGURES, DrawPlan, Factor, Frame
from qabilet.errors import Caution, Fault, QabiletError, refuse
from qabilet.study.formats.limits import FAULTS_SHOWN
from qabilet.study.sampling.faults import (
    DRAW_004,
    DRAW_005,
    DRAW_006,
    DRAW_007,
    DRAW_008,
    DRAW_101,
    DRAW_102,
)
from qabilet.study.sampling.plan_toml import PlanFile
from qabilet.study.sampling.tables import Column, RegisterTable, read_register_table
from qabilet.study.sampling.unit_codes import require_codes, require_outside, require_public
from qabilet.study.toml_values import closest

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

LISTED = 20_000_000
"""So many people counts may stand for; each becomes a number in the frame."""
FEW, MANY = 2, 30
"""A column with so many levels is one to balance by, unless the plan names the columns."""
LARGEST_SIZE = 10**15
DIGITS = 6
"""Sizes are counted in millionths, so that probabilities are exact."""


@dataclass(frozen=True, slots=True)
class Population:
    """The frame, the plan with its figures, the columns to balance by, the register's hash, what was mended."""

    frame: Frame
    plan: DrawPlan
    balance: tuple[str, ...]
    sha256: str
    cautions: tuple[Caution, ...] = ()


def read_population(root: Path, given: PlanFile) -> Population:
    """Raises QabiletError: a file cannot be read, a column is missing, or rows that cannot be drawn from."""
    plan, source = given.plan, given.source
    codes = tuple(dict.fromkeys((*plan.strata, *filter(None, [plan.cluster]), *plan.sort, *plan.keep,
                                 *(name for row in plan.margins for name in row), *plan.balance)))
    sizes = (plan.size,) if plan.size and plan.method in BY_SIZE else ()
    wanted = {code: source.headers.get(code, code) for code in (*codes, *sizes)}
    extra = {"count": source.headers.get("count", "count")} if source.counts else {}
    unit = {"unit": source.unit} if source.unit and source.file else {}
    table = read_register_table(root / source.path, wanted | extra | unit, sheet=source.sheet)
    require_outside(table, root / source.path, root)
    at = {code: _header(table, header) for code, header in wanted.items()}
    if source.counts:
        frame, balance = _counted(table, at, _header(table, extra["count"]), sizes), list(codes)
        cautions: list[Caution] = []
    else:
        frame, balance, cautions = _listed(table, at, codes, sizes, source.unit, plan)
    plan = replace(plan, figures=_figures(root, given, table if source.counts else None, frame))
    return Population(frame, plan, plan.balance or tuple(balance), table.sha256, (*table.cautions, *cautions))


def _header(table: RegisterTable, header: str) -> str:
    return table.column(header) or header


def _listed(table: RegisterTable, at: Mapping[str, str], codes: Sequence[str], sizes: Sequence[str], unit: str,
            plan: DrawPlan) -> tuple[Frame, list[str], list[Caution]]:
    """A register person by person, in the order of its unit codes."""
    import numpy as np

    total = len(table.lines)
    cautions: list[Caution] = []
    if unit:
        header = _header(table, unit)
        require_codes(table, header)
        units, order = _units(table, header)
    else:
        wide = len(str(table.lines[-1]))
        units, order = [f"{line:0{wide}d}" for line in table.lines], np.arange(total, dtype=np.int64)
        cautions.append(Caution(DRAW_102))
    named = {header: code for code, header in at.items()}
    known = dict.fromkeys(codes)
    if not plan.balance:
        known |= dict.fromkeys(named.get(header, header) for header in few_levels(table, {unit.casefold(), *sizes}))
    headers = {code: at.get(code, code) for code in known}
    required = [code for code in codes if code not in plan.balance or code in plan.strata]
    require_public(table, [headers[code] for code in codes])
    _refuse_blanks(table, [headers[code] for code in required])
    for code in codes:
        cautions += _alike(code, table.columns[headers[code]])
    columns = {code: Factor(tuple(table.columns[header].words), table.columns[header].codes[order])
               for code, header in headers.items()}
    numbers = {code: _numbers(table, at[code])[order].tolist() for code in sizes}
    return Frame(units, columns, numbers), list(known), cautions


def _units(table: RegisterTable, header: str) -> tuple[list[str], npt.NDArray[np.int64]]:
    """The codes in sorted order, and for each the row it stands in. Raises DRAW_004, DRAW_005 with the rows."""
    import numpy as np

    column = table.columns[header]
    times = np.bincount(column.codes, minlength=len(column.words))
    faults = [Fault(DRAW_005, {}, table.name, table.lines[int(row)], header)
              for row in np.flatnonzero(column.codes == 0)[:FAULTS_SHOWN]] if column.words[0] == "" else []
    for place in np.flatnonzero(times > 1)[:FAULTS_SHOWN].tolist():
        if word := column.words[place]:
            first, *others = np.flatnonzero(column.codes == place).tolist()
            faults += [Fault(DRAW_004, {"unit": word, "first": table.lines[first]}, table.name, table.lines[row],
                             header) for row in others]
    if faults:
        raise QabiletError(*sorted(faults, key=lambda fault: fault.row or 0)[:FAULTS_SHOWN])
    return list(column.words), np.argsort(column.codes, kind="stable").astype(np.int64)


def few_levels(table: RegisterTable, without: set[str]) -> Iterator[str]:
    """The headers of the columns that can be balanced by: few levels, and no person in them."""
    from qabilet.cycle.instrument import personal

    for header in table.columns:
        if header.casefold() in without or table.columns.distinct(header) > 4 * MANY:
            continue
        counts = table.columns[header].counts()
        if FEW <= len(counts) <= MANY and 2 * len(counts) <= len(table.lines) and not personal(header, counts):
            yield header


def _refuse_blanks(table: RegisterTable, headers: Sequence[str]) -> None:
    import numpy as np

    faults = [Fault(DRAW_005, {}, table.name, table.lines[int(row)], header) for header in headers
              if "" in table.columns[header].words
              for row in np.flatnonzero(table.columns[header].codes == 0)[:FAULTS_SHOWN]]
    if faults:
        raise QabiletError(*sorted(faults, key=lambda fault: fault.row or 0)[:FAULTS_SHOWN])


def _alike(code: str, column: Column) -> list[Caution]:
    """Levels that a person would take for the same word: letter case, and ё for е."""
    seen: dict[str, list[str]] = {}
    for word in column.words:
        seen.setdefault(word.casefold().replace("ё", "е").replace(" ", ""), []).append(word)
    same = [" / ".join(words) for words in seen.values() if len(words) > 1]
    return [Caution(DRAW_101, {"column": code, "values": "; ".join(same[:5])})] if same else []


def _numbers(table: RegisterTable, header: str) -> npt.NDArray[np.int64]:
    """A column of sizes in millionths. Raises DRAW_006 with the rows that are no number of 0 or more."""
    import numpy as np

    column = table.columns[header]
    values, wrong = [], set()
    for place, word in enumerate(column.words):
        value = number(word)
        if value is None or not 0 <= value <= LARGEST_SIZE / 10**DIGITS:
            wrong.add(place)
        values.append(round((value or 0) * 10**DIGITS) if place not in wrong else 0)
    if wrong:
        rows = np.flatnonzero(np.isin(column.codes, list(wrong)))[:FAULTS_SHOWN].tolist()
        raise QabiletError(*(Fault(DRAW_006, {"value": column.words[int(column.codes[row])]}, table.name,
                                   table.lines[row], header) for row in rows))
    return np.array(values, dtype=np.int64)[column.codes]


def number(word: str) -> float | None:
    """A number as people write it: 1 234,5 or 1234.5; None for anything else."""
    try:
        value = float(word.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) < LARGEST_SIZE else None


def _counted(table: RegisterTable, at: Mapping[str, str], count: str, sizes: Sequence[str]) -> Frame:
    """Counts by cell, each person a number in the cell: «Abai|Zhanasemey#17» is the 17th of the list kept there."""
    import numpy as np

    require_public(table, list(at.values()))
    _refuse_blanks(table, list(at.values()))
    people = _numbers(table, count)
    if (people % 10**DIGITS).any():
        row = int(np.flatnonzero(people % 10**DIGITS)[0])
        word = table.columns[count].words[int(table.columns[count].codes[row])]
        raise refuse(DRAW_006, file=table.name, row=table.lines[row], column=count, value=word)
    people //= 10**DIGITS
    total = int(people.sum())
    if not 0 < total <= LISTED:
        raise refuse(DRAW_007, file=table.name, count=total, limit=LISTED)
    codes = [code for code in at if code not in sizes]
    names = ["|".join(table.columns[at[code]].words[int(table.columns[at[code]].codes[row])] for code in codes)
             for row in range(len(table.lines))]
    seen: dict[str, int] = {}
    for row, name in enumerate(names):
        if name in seen:
            raise refuse(DRAW_004, file=table.name, row=table.lines[row], unit=name, first=table.lines[seen[name]])
        seen[name] = row
    order = sorted(range(len(names)), key=names.__getitem__)
    repeated = np.repeat(np.array(order, dtype=np.int64), people[order])
    units = [f"{names[row]}#{turn}" for row in order for turn in range(1, int(people[row]) + 1)]
    return Frame(units, {code: Factor(tuple(table.columns[at[code]].words), table.columns[at[code]].codes[repeated])
                         for code in codes}, {code: _numbers(table, at[code])[repeated].tolist() for code in sizes})


def _figures(root: Path, given: PlanFile, counts: RegisterTable | None,
             frame: Frame) -> dict[tuple[str, ...], dict[str, float]]:
    """sd, cost, mean, importance by stratum: from their own table, or beside the counts."""
    strata = given.plan.strata
    headers = {code: given.source.headers.get(code, code) for code in strata}
    table = read_register_table(root / given.source.figures, headers) if given.source.figures else counts
    if table is None or not strata:
        return {}
    known = {"|".join(key) for key in frame.groups(strata)}
    found: dict[tuple[str, ...], dict[str, float]] = {}
    for row, line in enumerate(table.lines):
        key = tuple(_word(table, headers[code], row) for code in strata)
        if given.source.figures and "|".join(key) not in known:
            raise refuse(DRAW_008, file=table.name, row=line, stratum=" \u00b7 ".join(key),
                         known=closest("|".join(key), known))
        for name in FIGURES:
            header = table.column(name)
            if header is None or not (word := _word(table, header, row)):
                continue
            if (value := number(word)) is None:
                raise refuse(DRAW_006, file=table.name, row=line, column=header, value=word)
            found.setdefault(key, {})[name] = value
    return found


def _word(table: RegisterTable, header: str, row: int) -> str:
    column = table.columns[_header(table, header)]
    return column.words[int(column.codes[row])]
