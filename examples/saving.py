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

from qabilet.cycle.instrument import Column, Dictionary

STUDY = "akims-2023"
FROZEN = datetime(2023, 10, 2, 9, 0, 0)  # noqa: DTZ001  a spreadsheet knows no time zone
HEAD = ("code", "header", "kind", "question", "item", "group", "role", "values", "labels_kk", "labels_ru", "labels_en",
        "reverse", "missing", "merge", "separator", "competence", "keep", "label_kk", "label_ru", "label_en",
        "confidence", "reason")
Rows = Sequence[dict[str, str]]


def write(people: Rows, folder: Path) -> list[Path]:
    """All made files below `folder`; returns their paths."""
    study, dictionary = folder / STUDY, form.dictionary()
    made = {
        study / "fieldwork" / "answers.parquet": parquet(people, dictionary),
        study / "fieldwork" / "answers.dictionary.csv": described(dictionary),
        study / "sample" / "population.csv": table([("id", "region", "office", "district"), *register.rows()]),
        folder / "form-export.xlsx": export(people, dictionary),
    }
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


def described(dictionary: Dictionary) -> bytes:
    def listed(words: Sequence[str]) -> str:
        return " | ".join(word.replace("\\", "\\\\").replace("|", "\\|") for word in words)

    def line(column: Column) -> list[str]:
        labels = [column.labels.get(value) for value in column.values]
        return [column.code, column.header, column.kind, column.question, column.item, column.group, column.role,
                listed(column.values), *(listed([label[lang] if label else "" for label in labels])
                                         for lang in ("kk", "ru", "en")),
                "yes" if column.reverse else "no",
                listed([f"{value or 'blank'}={why}" for value, why in column.missing.items()]),
                listed([f"{other}={value}" for other, value in column.merge.items()]),
                column.separator, column.competence, "yes" if column.keep else "no",
                column.label.kk, column.label.ru, column.label.en, column.confidence, column.reason]

    return table([HEAD, *(line(column) for column in dictionary)])


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
