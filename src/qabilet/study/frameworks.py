"""Frameworks, regions and posts on disk: those that ship with the program, and a study's own `framework/` folder."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import zip_longest
from pathlib import Path

from qabilet.cycle.framework import (
    FRAME_001,
    FRAME_011,
    FRAME_012,
    HEAD,
    NEEDED,
    TABLES,
    Framework,
    Office,
    Region,
    Row,
    find_region,
    read_framework,
    written_head,
    written_tables,
)
from qabilet.errors import Fault, QabiletError, refuse
from qabilet.study.formats import neutral, restored
from qabilet.text import Text

Folder = Path | Traversable
BOM = b"\xef\xbb\xbf"


def framework_codes() -> tuple[str, ...]:
    """The frameworks that ship with the program."""
    return tuple(sorted(entry.name for entry in _shipped("frameworks").iterdir() if entry.is_dir()))


def shipped_framework(code: str) -> Framework:
    """A framework that ships with the program. Raises FRAME_011 for a code it does not know."""
    if code not in framework_codes():
        raise refuse(FRAME_011, value=code, known=", ".join(framework_codes()))
    return open_framework(_shipped("frameworks") / code)


def open_framework(folder: Folder) -> Framework:
    """The framework kept in a folder (a study's `framework/`). Raises QabiletError with every fault found."""
    gone = [name for name in (HEAD, NEEDED) if not (folder / name).is_file()]
    if gone:
        raise QabiletError(*(Fault(FRAME_001, {"name": name}, name) for name in gone))
    tables = {name: _rows(name, (folder / name).read_bytes()) for name in TABLES if (folder / name).is_file()}
    return read_framework(_head((folder / HEAD).read_bytes()), tables)


def framework_files(framework: Framework) -> dict[str, bytes]:
    """The files of a framework's folder, by name; `open_framework` gives the same framework back."""
    files = {name: written_rows(lines) for name, lines in written_tables(framework).items()}
    return {HEAD: _toml(written_head(framework)).encode(), **files}


@cache
def regions() -> tuple[Region, ...]:
    """The 20 regions of Kazakhstan, in the order of their codes."""
    rows = _rows("regions.csv", (_shipped("regions.csv")).read_bytes())
    return tuple(Region(row["iso"], row["kato"], "city" if row["kind"] == "city" else "oblast", row.words(),
                        row["latin"], row["since"], row["split_from"],
                        tuple(filter(None, row["synonyms"].split(" | ")))) for row in rows)


@cache
def offices() -> tuple[Office, ...]:
    """The kinds of post in local government, the akims first."""
    rows = _rows("offices.csv", (_shipped("offices.csv")).read_bytes())
    return tuple(Office(row["code"], row.words(), row["level"], row["elected"],
                        int(row["count"]) if row["count"] else None, row["counted_on"], row["source"],
                        row.words("about_")) for row in rows)


def region_named(name: str) -> Region | None:
    """The region meant by a name in any usual spelling; None where there is none."""
    return find_region(name, regions())


def written_rows(lines: Sequence[Sequence[str]]) -> bytes:
    """A table as Excel opens it: UTF-8 with its mark, semicolons, no cell that would be taken for a formula."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([[neutral(cell) for cell in line]
                                                                     for line in lines])
    return BOM + out.getvalue().encode()


def _rows(file: str, data: bytes) -> tuple[Row, ...]:
    """The lines below the heading, blank ones left out; semicolons, commas or tabs, as the heading has them."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data[:error.start].count(b"\n") + 1
        raise refuse(FRAME_012, file=file, row=row, kind="UTF-8", why=error.reason) from None
    heading = text.partition("\n")[0]
    delimiter = max(";,\t", key=heading.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        lines = list(enumerate(reader, start=1))
    except csv.Error as error:
        raise refuse(FRAME_012, file=file, kind="CSV", why=str(error)) from None
    names = [name.strip().casefold() for name in lines[0][1]] if lines else []
    return tuple(Row(number, {name: restored(cell).strip() for name, cell in zip_longest(names, line, fillvalue="")})
                 for number, line in lines[1:] if any(cell.strip() for cell in line))


def _head(data: bytes) -> Mapping[str, object]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise refuse(FRAME_012, file=HEAD, kind="TOML", why=str(error)) from None


def _toml(head: Mapping[str, object]) -> str:
    """The head as TOML: single values first, then the words, then the groups."""
    lines = [f"{name} = {_value(value)}" for name, value in head.items() if isinstance(value, str | int)]
    for name, value in head.items():
        if isinstance(value, Mapping):
            lines += ["", f"[{name}]", *_words(value)]
    groups = head["group"]
    for group in groups if isinstance(groups, list) else ():
        lines += ["", "[[group]]", f"code = {_value(group['code'])}"]
        for name in ("name", "about"):
            if name in group:
                lines += [f"{name}.{line}" for line in _words(group[name])]
    return "\n".join(lines) + "\n"


def _words(words: Mapping[str, object]) -> list[str]:
    return [f"{lang} = {_value(words[lang])}" for lang in Text().write()]


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _shipped(name: str) -> Traversable:
    return resources.files("qabilet") / "data" / name
