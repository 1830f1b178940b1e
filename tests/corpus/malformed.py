"""Makers of malformed answers files: small, made when a test runs, never committed."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.corpus.dirty import Sheet

PLAIN = Sheet(("Сұрақ", "Вопрос", "Question"), [("иә", "да", "yes"), ("жоқ", "нет", "no")] * 4)


def workbook(third: str = "") -> bytes:
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (PLAIN.headers, *PLAIN.rows):
        book.active.append(list(row))
    if third:
        book.active["B3"] = third
    book.save(out)
    return out.getvalue()


def changed(part: str, change: Callable[[bytes], bytes], *, name: str = "") -> bytes:
    """The workbook with one part rewritten (or added under `name`)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, change(data) if info.filename == part and not name else data)
        if name:
            new.writestr(name, change(b""))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def truncated_xlsx() -> bytes:
    data = workbook()
    return data[: len(data) * 2 // 3]


def zip_bomb() -> bytes:
    """A sheet of 300 MB of blanks in 300 KB."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != SHEET:
                new.writestr(info.filename, old.read(info))
        with new.open(SHEET, "w") as part:
            for _ in range(300):
                part.write(b" " * 2**20)
    return out.getvalue()


def zip_that_lies() -> bytes:
    """A part that says it is small and unpacks to much more."""
    data = bytearray(changed(SHEET, lambda xml: xml + b" " * 50_000_000))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        sheet = package.getinfo(SHEET)
        place = data.index(b"PK\x01\x02", package.start_dir)
        while data[place + 46:place + 46 + len(SHEET)] != SHEET.encode():
            place = data.index(b"PK\x01\x02", place + 4)
        data[place + 24:place + 28] = struct.pack("<I", 2_000)
        data[sheet.header_offset + 22:sheet.header_offset + 26] = struct.pack("<I", 2_000)
    return bytes(data)


def formula_as_answer() -> bytes:
    return workbook("=HYPERLINK(A1)")


def entities() -> bytes:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return changed(SHEET, lambda xml: bomb + xml.split(b"?>", 1)[-1])


def outside_entity() -> bytes:
    secret = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    return changed(SHEET, lambda xml: secret + xml.split(b"?>", 1)[-1].replace(b"<v>0</v>", b"<v>&a;</v>"))


def many_columns_xlsx() -> bytes:
    cells = b"".join(b'<c r="%s1"><v>1</v></c>' % _letters(place) for place in range(10_000))
    return changed(SHEET, lambda xml: b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                   b'<sheetData><row r="1">' + cells + b"</row></sheetData></worksheet>")


def _letters(place: int) -> bytes:
    from qabilet.study.formats.layout import letters

    return letters(place).encode()


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(400)


def old_excel() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000)


def locked_zip() -> bytes:
    data = bytearray(workbook())
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


def open_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", "<x/>")
    return out.getvalue()


def many_columns_csv() -> bytes:
    return (",".join(f"q{place}" for place in range(10_000)) + "\n" + ",".join("1" * 10_000)).encode()


def long_cell_csv() -> bytes:
    return b"a;b\n1;" + b"x" * 5_000_000 + b"\n"


def open_quote() -> bytes:
    return b'a;b\n1;"never closed\n2;3\n'


def ragged() -> bytes:
    return b"a;b;c\n1;2;3\n1;2;3;4\n1;2;3\n"


def doubled_headers() -> bytes:
    return "Пол;Возраст;Пол\nм;30;м\nж;31;ж\n".encode()


def spoiled() -> bytes:
    return "\n".join("Область;Пол;Возраст".encode().decode("cp1251", "replace") for _ in range(4)).encode()


def lost_letters() -> bytes:
    return ("???????;????\n" + "?????;???\n" * 9).encode("cp1251")


def binary() -> bytes:
    return b"a,b\n" + bytes(range(256)) * 4


def truncated_parquet() -> bytes:
    return parquet()[:-20]


def parquet() -> bytes:
    import pyarrow as pa
    from pyarrow import parquet as files

    out = io.BytesIO()
    files.write_table(pa.table({header: [row[place] for row in PLAIN.rows] for place, header in
                                enumerate(PLAIN.headers)}), out)
    return out.getvalue()


def nested_parquet() -> bytes:
    import pyarrow as pa
    from pyarrow import parquet as files

    out = io.BytesIO()
    files.write_table(pa.table({"a": [[1, 2], [3]]}), out)
    return out.getvalue()


MALFORMED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "truncated workbook": ("a.xlsx", truncated_xlsx, "ANSWERS_006"),
    "not a workbook": ("a.xlsx", lambda: b"Dear colleague, here are the answers", "ANSWERS_024"),
    "zip bomb": ("a.xlsx", zip_bomb, "ANSWERS_008"),
    "zip that lies": ("a.xlsx", zip_that_lies, "ANSWERS_006"),
    "formula": ("a.xlsx", formula_as_answer, "ANSWERS_010"),
    "entities": ("a.xlsx", entities, "ANSWERS_009"),
    "outside entity": ("a.xlsx", outside_entity, "ANSWERS_009"),
    "10,000 columns in a workbook": ("a.xlsx", many_columns_xlsx, "ANSWERS_012"),
    "encrypted workbook": ("a.xlsx", encrypted, "ANSWERS_007"),
    "locked zip": ("a.xlsx", locked_zip, "ANSWERS_007"),
    "old Excel": ("a.xls", old_excel, "ANSWERS_005"),
    "OpenDocument renamed": ("a.xlsx", open_document, "ANSWERS_005"),
    "SPSS renamed": ("a.csv", lambda: b"$FL2@(#) SPSS DATA FILE" + bytes(200), "STATFILE_001"),
    "web page renamed": ("a.csv", lambda: b"<html><body>Sign in</body></html>", "ANSWERS_005"),
    "10,000 columns": ("a.csv", many_columns_csv, "ANSWERS_012"),
    "5,000,000 characters": ("a.csv", long_cell_csv, "ANSWERS_014"),
    "open quotation mark": ("a.csv", open_quote, "ANSWERS_019"),
    "ragged rows": ("a.csv", ragged, "ANSWERS_018"),
    "doubled headers": ("a.csv", doubled_headers, "ANSWERS_015"),
    "spoiled letters": ("a.csv", spoiled, "ANSWERS_017"),
    "lost letters": ("a.csv", lost_letters, "ANSWERS_017"),
    "binary": ("a.csv", binary, "ANSWERS_016"),
    "UTF-16 cut in the middle": ("a.csv", lambda: "a;b\n1;2".encode("utf-16")[:-1], "ANSWERS_016"),
    "empty file": ("a.csv", lambda: b"", "ANSWERS_021"),
    "blank file": ("a.csv", lambda: b" \r\n \n", "ANSWERS_021"),
    "header only": ("a.csv", lambda: b"a;b;c\n", "ANSWERS_004"),
    "truncated Parquet": ("a.parquet", truncated_parquet, "ANSWERS_020"),
    "lists in Parquet": ("a.parquet", nested_parquet, "ANSWERS_020"),
}


def loop_of_links(folder: Path) -> Path:
    """Two links that point at each other. Raises OSError where links are not allowed."""
    one, two = folder / "one.csv", folder / "two.csv"
    os.symlink(two, one)
    os.symlink(one, two)
    return one
