"""The sheet choices: the lists answers are taken from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qabilet.cycle.instrument import Choice, ChoiceList, Missing
from qabilet.errors import Caution, Fault
from qabilet.study.formats.xlsform import own
from qabilet.study.formats.xlsform.faults import XLSFORM_017, XLSFORM_018, XLSFORM_024, XLSFORM_107
from qabilet.study.formats.xlsform.lines import Cells
from qabilet.study.formats.xlsform.tables import Line, Table, rows_said
from qabilet.text import Lang


@dataclass(slots=True)
class ReadChoices:
    """`missing` says for each list which of its codes mean that there is no answer."""

    lists: dict[str, ChoiceList] = field(default_factory=dict)
    missing: dict[str, dict[str, Missing]] = field(default_factory=dict)
    aside: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)


def read_choices(table: Table, claimed: Mapping[str, tuple[str, Lang | None]], file: str, *,
                 duplicates: bool = False) -> ReadChoices:
    """The lists in the order in which they begin. `duplicates` allows a code twice in one list."""
    found = ReadChoices()
    headings = {name: heading for heading, (name, lang) in claimed.items() if lang is None}
    lists: dict[str, list[Choice]] = {}
    rows: dict[tuple[str, str], int] = {}

    def fault(why: str, row: int, at: str, **facts: object) -> None:
        found.faults.append(Fault(why, facts, file, row, f"choices/{headings.get(at, at)}"))

    noted: list[int] = []
    for line in table.lines:
        cells = Cells.of(line, claimed)
        name, code = cells.one("list"), cells.one("name")
        if not name or not code:
            if not name and not code:
                noted.append(line.row)
            else:
                fault(XLSFORM_018, line.row, "name" if name else "list", what="name" if name else "list_name")
            found.aside.append(line)
            continue
        if (name, code) in rows and not duplicates:
            fault(XLSFORM_017, line.row, "name", code=code[:80], list=name[:80], first=rows[name, code])
        rows.setdefault((name, code), line.row)
        if given := cells.one("missing"):
            meant = own.reason(given)
            if meant is None:
                fault(XLSFORM_024, line.row, "missing", given=given[:80], heading="missing",
                      allowed="not asked, not relevant, refused, cannot judge")
            else:
                found.missing.setdefault(name, {})[code] = meant
            cells.back("missing")
        lists.setdefault(name, []).append(Choice(code, cells.text("label"), line.row, cells.rest))
    if noted:
        found.cautions.append(Caution(XLSFORM_107, {"sheet": "choices", "rows": rows_said(noted)}))
    found.lists = {name: ChoiceList(name, tuple(choices)) for name, choices in lists.items()}
    return found
