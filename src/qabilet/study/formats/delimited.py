"""Answers from a delimited text file (.csv, .tsv, .txt): any usual delimiter, any usual encoding."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from qabilet.errors import Caution, Fault, QabiletError, refuse
from qabilet.study.formats.encoding import decoded
from qabilet.study.formats.faults import ANSWERS_012, ANSWERS_013, ANSWERS_014, ANSWERS_018, ANSWERS_019, LOSS_006
from qabilet.study.formats.limits import CELL_CHARACTERS, CELLS, COLUMNS, FAULTS_SHOWN, ROWS

DELIMITERS = (";", ",", "\t", "|")
_SAMPLE_ROWS = 100


def read_delimited(data: bytes, *, file: str = "") -> tuple[list[list[str]], Mapping[str, str], list[Caution]]:
    """Rows of equal length, what is known of the source, and what was mended.

    Raises QabiletError: letters that cannot be read, a cell that never ends, rows longer than the header.
    """
    text, encoding, losses = decoded(data, file=file)
    delimiter, text = _declared(text)
    delimiter = delimiter or found_delimiter(text)
    rows = parsed(text, delimiter, file=file)
    return (_squared(rows, file, losses), {"format": "csv", "encoding": encoding, "delimiter": delimiter}, losses)


def parsed(text: str, delimiter: str, *, file: str = "") -> list[list[str]]:
    """All rows of the text. Raises QabiletError for a cell, a row or a table beyond the limits."""
    with _bounded():
        try:
            return list(_counted(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), file))
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                raise refuse(ANSWERS_019, file=file) from None
            if "field larger" in str(error):
                raise refuse(ANSWERS_014, file=file, limit=CELL_CHARACTERS) from None
        # Quotation marks inside unquoted cells (ТОО "Ромашка") are no fault; the tolerant reader keeps them.
        try:
            return list(_counted(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), file))
        except csv.Error:
            raise refuse(ANSWERS_014, file=file, limit=CELL_CHARACTERS) from None


def found_delimiter(text: str) -> str:
    """The delimiter under which the first rows are widest and most alike; a comma where there is none."""
    head = text[:200_000]
    best, best_score = ",", 0.0
    with _bounded():
        for delimiter in DELIMITERS:
            widths: list[int] = []
            try:
                for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter):
                    widths.append(len(row))
                    if len(widths) == _SAMPLE_ROWS:
                        break
            except csv.Error:
                continue
            common = Counter(width for width in widths if width > 1).most_common(1)
            if common:
                width, times = common[0]
                score = times / len(widths) * (1 + min(width, 50) / 50)
                if score > best_score:
                    best, best_score = delimiter, score
    return best


@contextmanager
def _bounded() -> Iterator[None]:
    """The csv module's bound on a cell is one for the whole process: set ours, and put the old one back."""
    before = csv.field_size_limit(CELL_CHARACTERS)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _declared(text: str) -> tuple[str, str]:
    """Excel's own first line «sep=;», where there is one."""
    if text[:4].casefold() == "sep=" and len(text) > 5 and text[5] in "\r\n":
        return text[4], text[5:].lstrip("\r\n")
    return "", text


def _counted(rows: Iterator[list[str]], file: str) -> Iterator[list[str]]:
    cells = 0
    for number, row in enumerate(rows, start=1):
        cells += len(row)
        if len(row) > COLUMNS and sum(map(bool, row)) > COLUMNS:
            raise refuse(ANSWERS_012, file=file, count=len(row), limit=COLUMNS)
        if number > ROWS or cells > CELLS:
            raise refuse(ANSWERS_013, file=file, limit=f"{ROWS:,} / {CELLS:,}".replace(",", " "))
        yield row


def _squared(rows: list[list[str]], file: str, losses: list[Caution]) -> list[list[str]]:
    """All rows as long as the header. A longer row with something in its surplus is a fault, and all are named."""
    raw = [len(row) for row in rows]
    for row in rows:
        while row and not row[-1].strip():
            row.pop()
    usual = Counter(filter(None, raw[:_SAMPLE_ROWS])).most_common(1)
    first = next((place for place, row in enumerate(rows) if usual and len(row) >= 0.6 * usual[0][0]), 0)
    # The top row of a two-row header may end before its bottom row does.
    header = max(raw[:first + 2] if rows and "" in rows[first][1:] else raw[:first + 1], default=0)
    longer = [Fault(ANSWERS_018, {"found": len(row), "expected": header}, file, place + 1)
              for place, row in enumerate(rows) if len(row) > header]
    if longer:
        raise QabiletError(*longer[:FAULTS_SHOWN])
    short = sum(1 for place, length in enumerate(raw) if place > first and rows[place] and length < header)
    if short:
        losses.append(Caution(LOSS_006, {"rows": short}))
    return [row + [""] * (header - len(row)) for row in rows]
