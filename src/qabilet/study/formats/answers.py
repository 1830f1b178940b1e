"""Reading the answers people already have: any of the formats, told by their content, into headers and columns."""

from __future__ import annotations

import hashlib
import stat
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qabilet.cycle.instrument import Told
from qabilet.errors import Caution, refuse
from qabilet.study.formats.delimited import read_delimited
from qabilet.study.formats.encoding import spoiled_letters
from qabilet.study.formats.faults import (
    ANSWERS_001,
    ANSWERS_002,
    ANSWERS_003,
    ANSWERS_005,
    ANSWERS_007,
    ANSWERS_021,
    ANSWERS_023,
    ANSWERS_024,
)
from qabilet.study.formats.layout import Merge, lay_out
from qabilet.study.formats.limits import FILE_BYTES
from qabilet.study.formats.statistics.kinds import kind_of

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"$FL", "SPSS"), (b"<stata_dta", "Stata"), (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"), (b"\x1f\x8b", "GZIP"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7-Zip"),
    (b"SQLite format 3", "SQLite"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"),
    (b"<!doctype html", "HTML"), (b"<html", "HTML"), (b"<table", "HTML"), (b"<?xml", "XML"),
)


@dataclass(frozen=True, slots=True)
class RawAnswers:
    """The answers as a person saw them: text everywhere, '' for an empty cell; headers are all different.

    `source` says where they come from: file, format, sha256, header_row, and sheet, or encoding and delimiter. `told`
    is what the file itself says of its columns, by header: a file of SPSS says much, a CSV nothing.
    """

    headers: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    rows: int
    source: Mapping[str, str] = field(default_factory=dict)
    losses: tuple[Caution, ...] = ()
    told: Mapping[str, Told] = field(default_factory=dict)

    def column(self, header: str) -> tuple[str, ...]:
        """The cells under that header. Raises ValueError."""
        return self.columns[self.headers.index(header)]

    def counts(self) -> tuple[tuple[str, Counter[str]], ...]:
        """Each header with how often each value stands under it, '' too: what `draft` looks at."""
        return tuple((header, Counter(column)) for header, column in zip(self.headers, self.columns, strict=True))


def read_answers(path: Path, *, sheet: str | None = None, keep_duplicates: bool = False) -> RawAnswers:
    """The answers in an .xlsx, .csv (any delimiter), .parquet, .sav, .zsav, .por or .dta file.

    Raises QabiletError, and nothing else, whatever the file holds; what each fault means is in `faults.py`.
    """
    data = file_bytes(path)
    name = path.name
    if kind_of(data, path.suffix.casefold()):
        from qabilet.study.formats.statistics.reading import read_statistics

        known = read_statistics(data, suffix=path.suffix.casefold(), name=name)
        facts = {"file": name, "sha256": hashlib.sha256(data).hexdigest(), **known.source}
        return RawAnswers(known.headers, known.columns, known.rows, facts, known.losses, known.told)
    grid, merges, source, losses = read_grid(data, path.suffix.casefold(), name, sheet=sheet)
    losses += spoiled_letters(dict.fromkeys(cell for row in grid for cell in row), file=name)
    laid = lay_out(grid, merges=merges, keep_duplicates=keep_duplicates, file=name)
    facts = {"file": name, "sha256": hashlib.sha256(data).hexdigest(), "header_row": str(laid.header_row), **source}
    return RawAnswers(laid.headers, laid.columns, len(laid.columns[0]), facts, (*losses, *laid.losses))


def read_grid(data: bytes, suffix: str, name: str, *, sheet: str | None = None,
              ) -> tuple[list[list[str]], list[Merge], Mapping[str, str], list[Caution]]:
    """The cells of a table in any of the formats, row by row, before a header is looked for. Raises QabiletError."""
    what = content(data, suffix, name)
    if what == "xlsx":
        from qabilet.study.formats.xlsx import read_sheet

        return read_sheet(data, sheet=sheet, file=name)
    if what == "parquet":
        from qabilet.study.formats.parquet import read_table

        return (*read_table(data, file=name)[:1], [], {"format": "parquet"}, [])
    grid, source, losses = read_delimited(data, file=name)
    return grid, [], source, losses


def file_bytes(path: Path) -> bytes:
    """The whole file, read once: what was checked is what is used."""
    shown = str(path)
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise refuse(ANSWERS_023, path=shown)
        if not stat.S_ISREG(state.st_mode):
            raise refuse(ANSWERS_002, path=shown, why="device")
        if state.st_size > FILE_BYTES:
            raise refuse(ANSWERS_003, file=path.name, limit=FILE_BYTES // 2**20)
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
    except FileNotFoundError:
        raise refuse(ANSWERS_001, path=shown) from None
    except (OSError, ValueError) as error:
        # A loop of links, no permission, a disk error; a NUL in the name is a ValueError.
        why = getattr(error, "strerror", None) or str(error)
        raise refuse(ANSWERS_002, path=shown, why=why) from None
    if len(data) > FILE_BYTES:
        raise refuse(ANSWERS_003, file=path.name, limit=FILE_BYTES // 2**20)
    if not data.strip():
        raise refuse(ANSWERS_021, file=path.name)
    return data


def content(data: bytes, suffix: str, file: str) -> str:
    """xlsx, parquet or csv, by the first bytes; a name alone proves nothing. Raises QabiletError for other formats."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refuse(ANSWERS_007, file=file)
        raise refuse(ANSWERS_005, file=file, what="Excel 97-2003 (.xls)")
    if data.startswith(b"PK"):
        return "xlsx"
    if data.startswith(b"PAR1"):
        return "parquet"
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, what in _FOREIGN:
        if head.startswith(mark.lower()):
            raise refuse(ANSWERS_005, file=file, what=what)
    if suffix in (".xlsx", ".xlsm", ".xls", ".ods", ".sav", ".dta", ".parquet"):
        if suffix in (".xlsx", ".xlsm"):
            raise refuse(ANSWERS_024, file=file)
        raise refuse(ANSWERS_005, file=file, what=suffix)
    return "csv"
