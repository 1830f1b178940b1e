"""Which files are still as the program drafted them: fieldwork/drafts.sha256, in the format of sha256sum."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from qabilet.study.atomic import Content, digest

FILE = "fieldwork/drafts.sha256"


def is_draft(root: Path, name: str) -> bool:
    """Whether the file is byte for byte what the program drafted. Saving it in Excel counts as looking at it."""
    return name in (known := _read(root)) and digest(root / name) == known[name]


def with_drafts(root: Path, files: Mapping[str, bytes]) -> dict[str, Content]:
    """The drafted files to save, together with the list that knows them as drafts."""
    known = _read(root) | {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    lines = "".join(f"{sums}  {name}\n" for name, sums in sorted(known.items()))
    return {**files, FILE: lines.encode()}


def _read(root: Path) -> dict[str, str]:
    path = root / FILE
    if not path.is_file():
        return {}
    rows = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return {name: sums for row in rows for sums, _, name in [row.partition("  ")] if name}
