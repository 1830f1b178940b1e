"""Small tables a person edits: CSV as Excel opens it in Kazakhstan, read again however Excel saved it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from qabilet.errors import Fault
from qabilet.study.faults import STUDY_005, STUDY_032
from qabilet.study.formats import neutral, restored


def write_rows(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with BOM, semicolons, CR LF; cells that a spreadsheet would run as formulas are neutralised."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([neutral(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def read_rows(data: bytes, file: str) -> tuple[list[tuple[int, list[str]]], tuple[Fault, ...]]:
    """The rows that are not empty, each with its line, also as saved with commas or tabs."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return [], (Fault(STUDY_005, {"byte": error.start}, file, data[:error.start].count(b"\n") + 1),)
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count))
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                rows.append((reader.line_num, [restored(cell) if cell[:1] == "'" else cell for cell in cells]))
    except csv.Error:
        return rows, (Fault(STUDY_005, {"byte": 0}, file, reader.line_num),)
    return rows, ()


def read_table(data: bytes, file: str, needed: Sequence[str]) -> tuple[list[tuple[int, dict[str, str]]],
                                                                     tuple[Fault, ...]]:
    """The rows as mappings from column to cell; a fault for each needed column that is not there."""
    rows, faults = read_rows(data, file)
    if faults:
        return [], faults
    head = [name.casefold() for name in rows[0][1]] if rows else []
    absent = tuple(Fault(STUDY_032, {"column": name, "known": ", ".join(needed)}, file, 1, name)
                   for name in needed if name not in head)
    if absent:
        return [], absent
    return [(line, dict(zip(head, [*row, *[""] * len(head)], strict=False))) for line, row in rows[1:]], ()
