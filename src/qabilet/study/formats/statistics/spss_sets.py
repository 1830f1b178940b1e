"""Multiple-response sets put into a file of SPSS that has been written without them."""

from __future__ import annotations

import mmap
import os
import shutil
import struct
from pathlib import Path
from typing import BinaryIO

from qabilet.study.formats.dataset import Dataset
from qabilet.study.formats.statistics.lengths import within_bytes
from qabilet.study.formats.statistics.names import plain
from qabilet.study.formats.statistics.spss_dictionary import SpssDictionary, read_dictionary_of
from qabilet.study.formats.statistics.wording import in_language
from qabilet.text import Lang

_SUBTYPE = 7
_LABEL = 255
_YES = b"1"
_NAME = 32

Sets = dict[str, tuple[str, tuple[str, ...]]]
"""By name of the set: its label, and the names of its flags."""


def sets_of(dataset: Dataset, lang: Lang) -> Sets:
    """The questions of many choices: flags that name one set. One flag alone makes none."""
    members: dict[str, list[int]] = {}
    for place, variable in enumerate(dataset.variables):
        if variable.kind == "flag" and variable.set:
            members.setdefault(variable.set, []).append(place)
    taken = {variable.name.lower() for variable in dataset.variables}
    out: Sets = {}
    for code, places in members.items():
        if len(places) < 2:
            continue
        name = plain(code)[:_NAME]
        while name.lower() in taken:
            name = f"{name[:_NAME - 2]}_s"
        taken.add(name.lower())
        label, _ = in_language(dataset.variables[places[0]].question, lang)
        out[name] = within_bytes(label or code, _LABEL), tuple(dataset.variables[place].name for place in places)
    return out


def insert(path: Path, sets: Sets) -> None:
    """Put the sets into the dictionary of that file. Places named in a compressed file move with it."""
    with path.open("rb") as source, mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as data:
        known = read_dictionary_of(data)
        if not known.whole:  # no file of the writer's; then rather without sets than spoiled
            return
        record = _record(sets, known)
        beside = path.with_suffix(".with-sets")
        with beside.open("wb") as out:
            out.write(data[:known.sets_at])
            out.write(record)
            source.seek(known.sets_at)
            shutil.copyfileobj(source, out, 1 << 20)
    if known.compression == 2:
        with beside.open("r+b") as moved:
            _move(moved, known.ends + 8 + len(record), len(record), known.order)
    os.replace(beside, path)


def _record(sets: Sets, known: SpssDictionary) -> bytes:
    short = {long.decode("utf-8", "ignore").lower(): name for name, long in known.names.items()}
    lines = b""
    for name, (label, members) in sets.items():
        words = label.encode("utf-8")
        names = b" ".join(short[member.lower()].lower() for member in members)
        lines += b"$%s=D%d %s %d %s %s\n" % (name.encode(), len(_YES), _YES, len(words), words, names)
    return struct.pack(f"{known.order}4i", 7, _SUBTYPE, 1, len(lines)) + lines


def _move(file: BinaryIO, header: int, by: int, order: str) -> None:
    """The places of the compressed blocks: in the header before them, and in the list after them."""
    start, trailer, length = _numbers(file, header, f"{order}3q")
    _put(file, header, struct.pack(f"{order}3q", start + by, trailer + by, length))
    blocks, = _numbers(file, trailer + by + 20, f"{order}i")
    for block in range(blocks):
        at = trailer + by + 24 + 24 * block
        loose, packed = _numbers(file, at, f"{order}2q")
        _put(file, at, struct.pack(f"{order}2q", loose + by, packed + by))


def _numbers(file: BinaryIO, at: int, form: str) -> tuple[int, ...]:
    file.seek(at)
    return struct.unpack(form, file.read(struct.calcsize(form)))


def _put(file: BinaryIO, at: int, data: bytes) -> None:
    file.seek(at)
    file.write(data)
