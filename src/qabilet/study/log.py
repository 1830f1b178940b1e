"""LOG.csv: which step was taken when and by which role, with which version, from which data to which.

Every line carries the hash of itself and the line before it, so that a line changed or removed later is noticed.
It guards against accidents and careless edits, not against somebody who computes the hashes anew.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path

from qabilet.errors import Fault, QabiletError, refuse
from qabilet.study.atomic import Content, digest
from qabilet.study.faults import STUDY_021, STUDY_022
from qabilet.study.tables_csv import read_rows, write_rows

FILE = "LOG.csv"
HEAD = ("when", "by", "verb", "version", "hash_in", "hash_out", "chain")
DERIVED = ("analysis", "report")
"""Folders that are made from the others and can be made again; the hash of the inputs leaves them out."""
_ROLE = re.compile(r"[^\W_][\w-]{0,31}")


@dataclass(frozen=True, slots=True)
class Line:
    """One step. `hash_in` is the hash of the study's inputs before it, `hash_out` that of the files it wrote."""

    when: str
    by: str
    verb: str
    version: str
    hash_in: str
    hash_out: str
    chain: str = ""


def role(by: str) -> str:
    """`by`, where it is a role or a code. Raises STUDY_022 for what looks like a name or an address."""
    if not _ROLE.fullmatch(by):
        raise refuse(STUDY_022, by=by)
    return by


def inputs_hash(root: Path) -> str:
    """SHA-256 over the sorted paths and contents of everything in the folder that is not derived.

    Left out: analysis/, report/, LOG.csv, hidden files, and the lock files of office programs.
    """
    return _hash_of({path.relative_to(root).as_posix(): digest(path) or "" for path in inputs(root)})


def inputs(root: Path) -> tuple[Path, ...]:
    """The files of the folder that are not derived, by path."""
    found = []
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        hidden = any(one.startswith((".", "~$")) for one in parts)
        if path.is_file() and parts[0] not in (*DERIVED, FILE) and not hidden:
            found.append(path)
    return tuple(found)


def written_hash(files: Mapping[str, Content]) -> str:
    """The same over the files a step wrote; removed files count with an empty content hash."""
    sums = {name: digest(content) or "" if isinstance(content, Path)
            else hashlib.sha256(content).hexdigest() if content is not None else "" for name, content in files.items()}
    return _hash_of(sums)


def appended(root: Path, *, now: datetime, by: str, verb: str, version: str, hash_in: str, hash_out: str) -> bytes:
    """The bytes of LOG.csv with one more line. Raises STUDY_021 where it was tampered with, STUDY_022 for a name."""
    lines, faults = read_log(root)
    if faults:
        raise QabiletError(*faults)
    when = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    line = Line(when, role(by), verb, version, hash_in, hash_out)
    chain = _chained(lines[-1].chain if lines else "", line)
    return write_rows([HEAD, *(astuple(one) for one in lines), (*astuple(line)[:-1], chain)])


def read_log(root: Path) -> tuple[tuple[Line, ...], tuple[Fault, ...]]:
    """The steps in order, and a fault for the first line that does not follow from the one before it."""
    path = root / FILE
    if not path.exists():
        return (), ()
    rows, faults = read_rows(path.read_bytes(), FILE)
    lines: list[Line] = []
    for place, row in rows[1:]:
        line = Line(*row) if len(row) == len(HEAD) else None
        if line is None or line.chain != _chained(lines[-1].chain if lines else "", line):
            return tuple(lines), (Fault(STUDY_021, {}, FILE, place),)
        lines.append(line)
    return tuple(lines), faults


def _chained(before: str, line: Line) -> str:
    return hashlib.sha256("\x1f".join((before, *astuple(line)[:-1])).encode()).hexdigest()[:16]


def _hash_of(sums: Mapping[str, str]) -> str:
    whole = hashlib.sha256()
    for name, content in sorted(sums.items()):
        whole.update(f"{name}\0{content}\n".encode())
    return whole.hexdigest()

