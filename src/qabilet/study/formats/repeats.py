"""Exports in several tables: the people's table is taken, answers asked repeatedly are told of and left."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from qabilet.errors import Caution, refuse
from qabilet.study.formats.archive import Archive
from qabilet.study.formats.cells import shown
from qabilet.study.formats.delimited import read_delimited
from qabilet.study.formats.export_losses import LOSS_042, LOSS_052
from qabilet.study.formats.odk_faults import ODK_002, ODK_004
from qabilet.study.formats.package import look_through
from qabilet.study.formats.xlsx import BOOK_ERRORS, read_sheet

MOST_TABLES = 200
"""An archive has a table of the people, and one for each repeat; more is none of answers."""
_OF_A_REPEAT = frozenset({"_parent_table_name", "_parent_index", "PARENT_KEY", "_submission__uuid"})
Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    headers: frozenset[str]
    rows: int

    @property
    def repeated(self) -> bool:
        return bool(self.headers & _OF_A_REPEAT)


def told_of_repeats(data: bytes, sheet: str | None, *, file: str = "") -> tuple[str | None, list[Caution]]:
    """The sheet of the people, where a workbook of KoboToolbox has others of repeats, and what is lost with these."""
    if sheet is not None or not data.startswith(b"PK"):
        return sheet, []
    tables = _sheets(data, file)
    repeats = [table for table in tables if table.repeated]
    main = [table for table in tables if not table.repeated and table.headers & {"_uuid", "_index", "KEY"}]
    if not repeats or not main:
        return None, []
    return main[0].name, [_lost(table) for table in repeats]


def main_table(archive: Archive) -> tuple[Rows, Mapping[str, str], list[Caution]]:
    """The table of the people in an archive of tables. Raises ODK_004 where there is none, ODK_002 for too many."""
    files = [name for name in archive.ending(".csv", ".xlsx", ".tsv") if not name.casefold().startswith("media/")]
    if len(files) > MOST_TABLES:
        raise refuse(ODK_002, file=archive.file, why=f"{len(files)} > {MOST_TABLES}")
    read: list[tuple[str, Rows, Mapping[str, str], list[Caution]]] = []
    for name in files:
        content = archive.read(name)
        if not content.strip():
            continue
        if content.startswith(b"PK"):
            rows, _, source, losses = read_sheet(content, file=f"{archive.file}/{name}")
        else:
            rows, source, losses = read_delimited(content, file=f"{archive.file}/{name}")
        read.append((name, rows, source, losses))
    people = [one for one in read if one[1] and not set(one[1][0]) & _OF_A_REPEAT]
    if not people:
        raise refuse(ODK_004, file=archive.file, names=", ".join(archive.names[:8]) or "-")
    # Central names the tables of repeats after the people's, which has the shortest name; else the widest is taken.
    main = min(people, key=lambda one: (not set(one[1][0]) & {"KEY", "_uuid"}, len(one[0]), -len(one[1][0])))
    losses = [*main[3], *(_lost(_Table(_bare(name), frozenset(), sum(map(any, rows)) - 1))
                          for name, rows, _, _ in read if name != main[0] and rows)]
    others = [name for name in archive.names if name not in {one[0] for one in read}]
    if others:
        losses.append(Caution(LOSS_052, {"count": len(others), "sample": others[0][:80]}))
    return main[1], {**main[2], "member": main[0]}, losses


def _bare(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[0]


def _lost(table: _Table) -> Caution:
    return Caution(LOSS_042, {"name": table.name[:80], "rows": max(table.rows, 0)})


def _sheets(data: bytes, file: str) -> list[_Table]:
    """The visible sheets with their first row; [] where the workbook cannot be opened: reading it says why."""
    found: list[_Table] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = sum(name.startswith("xl/worksheets/") and name.endswith(".xml") for name in package.namelist())
        if parts < 2:
            return []
        look_through(data, file=file)
        import openpyxl

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            try:
                for sheet in book.worksheets:
                    if getattr(sheet, "sheet_state", "visible") == "visible":
                        first = next(sheet.iter_rows(max_row=1, max_col=400, values_only=True), ())
                        rows = sum(1 for row in sheet.iter_rows(min_row=2, max_col=4, values_only=True) if any(row))
                        found.append(_Table(str(sheet.title), frozenset(map(shown, first)), rows))
            finally:
                book.close()
    except BOOK_ERRORS:
        return []
    return found
