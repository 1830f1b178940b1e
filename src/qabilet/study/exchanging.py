"""A framework from one form to another: ours, CASE in JSON, SKOS in Turtle or JSON-LD, the tables of ESCO."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qabilet.cycle.framework import HEAD, Framework
from qabilet.errors import Caution, refuse
from qabilet.study.export.faults import EXPORT_001, EXPORT_002
from qabilet.study.faults import STUDY_004
from qabilet.study.formats import (
    case_files,
    framework_of,
    read_case,
    read_esco,
    read_json_ld,
    read_turtle,
    write_json_ld,
    write_turtle,
)
from qabilet.study.frameworks import framework_codes, framework_files, open_framework, shipped_framework
from qabilet.text import LANGS

FRAMEWORK_FILES = (".json", ".jsonld", ".ttl", ".csv")
"""The files a framework is read from."""
WRITTEN = (".json", ".jsonld", ".ttl")
"""The files it is written as; any other name is a folder in our own form."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The files to be written into `folder`, the framework as a value, and what was lost or is missing."""

    folder: Path
    files: Mapping[str, bytes]
    framework: Framework
    cautions: tuple[Caution, ...]


def exchanged(source: Path, out: Path, *, again: bool = False) -> Exchanged:
    """The files of the framework `source` as the name of `out` asks for; nothing is written.

    Raises the faults of the source (CASE, SKOS, FRAME), EXPORT_001 for a kind of file that holds no framework,
    EXPORT_002 for a file that is there already.
    """
    end = out.suffix.casefold()
    if end[1:].isalpha() and end not in WRITTEN:
        raise refuse(EXPORT_001, suffix=end, known=", ".join(WRITTEN))
    framework, read = _opened(source)
    files, written = _files(framework, out)
    folder = out.parent if out.suffix.casefold() in WRITTEN else out
    there = [name for name in files if (folder / name).exists()]
    if there and not again:
        raise refuse(EXPORT_002, path=folder / there[0])
    return Exchanged(folder, files, framework, (*read, *written))


def is_framework(source: Path) -> bool:
    """Whether `source` is a framework: a folder of ours, the code of one that ships, or a file we read."""
    if source.is_dir():
        return (source / HEAD).is_file()
    if source.is_file():
        return source.suffix.casefold() in FRAMEWORK_FILES
    return str(source) in framework_codes()


def _opened(source: Path) -> tuple[Framework, tuple[Caution, ...]]:
    if source.is_dir():
        return open_framework(source), ()
    if not source.is_file():
        return shipped_framework(str(source)), ()
    files = _beside(source)
    if source.suffix.casefold() == ".csv":
        return framework_of(read_esco(files), source.stem)
    if source.suffix.casefold() == ".ttl":
        return framework_of(read_turtle(files[source.name], source.name), source.stem)
    if source.suffix.casefold() == ".jsonld" or _linked(files[source.name]):
        return framework_of(read_json_ld(files[source.name], source.name), source.stem)
    return read_case(files)


def _beside(source: Path) -> dict[str, bytes]:
    """The file, and those of the same name in our other languages: 'x-kk.json', 'x-ru.json', 'skills_en.csv'."""
    names = [source.name]
    for lang in LANGS:
        for sign in "-_":
            if source.stem.casefold().endswith(f"{sign}{lang}"):
                stem = source.stem[:-len(lang)]
                names += [f"{stem}{other}{source.suffix}" for other in LANGS]
    try:
        return {name: source.with_name(name).read_bytes() for name in dict.fromkeys(names)
                if source.with_name(name).is_file()}
    except OSError as error:
        raise refuse(STUDY_004, path=error.filename or source, why=error.strerror or error) from error


def _linked(data: bytes) -> bool:
    """Whether a .json says of itself that it is JSON-LD, as far as a look at its beginning tells."""
    return b'"@context"' in data[:2_000] or b'"@graph"' in data[:2_000]


def _files(framework: Framework, out: Path) -> tuple[dict[str, bytes], tuple[Caution, ...]]:
    end = out.suffix.casefold()
    if end == ".json":
        named = dict(zip(case_files(framework).values(), LANGS, strict=True))
        return {f"{out.stem}-{lang}.json": content for content, lang in named.items()}, ()
    if end == ".ttl":
        content, lost = write_turtle(framework)
        return {out.name: content}, lost
    if end == ".jsonld":
        content, lost = write_json_ld(framework)
        return {out.name: content}, lost
    return framework_files(framework), ()
