"""Write the example study's made files, the same bytes for the same answers."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import questionnaire as form
import register

from qabilet.cycle.instrument import Dictionary
from qabilet.study import framework_files, shipped_framework
from qabilet.study.formats import write_dictionary

STUDY = "akims-2023"
FROZEN = datetime(2023, 10, 2, 9, 0, 0)  # noqa: DTZ001  a spreadsheet knows no time zone
Rows = Sequence[dict[str, str]]


def write(people: Rows, folder: Path) -> list[Path]:
    """All made files below `folder`; returns their paths."""
    study, dictionary = folder / STUDY, form.dictionary()
    made = {
        study / "fieldwork" / "answers.parquet": parquet(people, dictionary),
        study / "fieldwork" / "answers.dictionary.csv": write_dictionary(dictionary),
        study / "sample" / "population.csv": table([("id", "region", "office", "district"), *register.rows()]),
        folder / "form-export.xlsx": export(people, dictionary),
    }
    made |= {study / "framework" / name: content
             for name, content in framework_files(shipped_framework("local-government-2023")).items()}
    for path, content in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return list(made)


def parquet(people: Rows, dictionary: Dictionary) -> bytes:
    """String columns under the questions' own headers, an unanswered question as an empty string."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    columns = {column.header: pa.array([row.get(column.code, "") for row in people], pa.string())
               for column in dictionary}
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, compression="zstd")
    return out.getvalue()


def table(rows: Sequence[Sequence[str]]) -> bytes:
    """A CSV as Excel opens it: UTF-8 with its mark, semicolons."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def export(people: Rows, dictionary: Dictionary) -> bytes:
    """The same answers as an online form hands them over: times to the second, invented telephones, no dictionary."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.created = book.properties.modified = FROZEN
    sheet = book.active
    assert sheet is not None
    sheet.title = "Ответы на форму"
    asked = [column for column in dictionary if column.code != "answered_on"]
    sheet.append(["Отметка времени", *(column.header for column in asked), "Ваш контактный телефон (по желанию)"])
    for index, row in enumerate(people):
        when = f"{row['answered_on']} {9 + index % 9:02d}:{index * 7 % 60:02d}:{index * 13 % 60:02d}"
        phone = f"+7 000 000 {index:04d}" if index % 9 == 0 else ""
        sheet.append([when, *(row.get(column.code, "") or None for column in asked), phone or None])
    return dateless(book)


def dateless(book: object) -> bytes:
    """The workbook's bytes without the moment of writing."""
    written = io.BytesIO()
    book.save(written)  # type: ignore[attr-defined]
    out = io.BytesIO()
    stamp = FROZEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                import re

                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, content)
            info = zipfile.ZipInfo(name, FROZEN.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return out.getvalue()
