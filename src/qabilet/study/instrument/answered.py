"""Which published version the answers at hand were given to, where the answers or the log say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from qabilet.study.folder import ANSWERS
from qabilet.study.instrument.versions import Version
from qabilet.study.log import read_log

HEADERS = ("__version__", "_version_", "_version", "form_version", "formversion", "version")
"""How ODK, KoboToolbox and their exports call the column in which a form's number travels with the answers."""


@dataclass(frozen=True, slots=True)
class Answered:
    """`versions`: answers by version; a number that no version bears stands as it is. `by` the log the count is
    unknown, and 0."""

    versions: Mapping[str, int]
    by: Literal["column", "log"]


def answered(root: Path, versions: Sequence[Version]) -> Answered | None:
    """None where there are no answers, or nothing says which version they were given to."""
    if not versions or not (root / ANSWERS).is_file():
        return None
    return _by_column(root / ANSWERS, versions) or _by_log(root, versions)


def _by_column(path: Path, versions: Sequence[Version]) -> Answered | None:
    import pyarrow as pa
    from pyarrow import parquet

    numbers = {one.number: str(one.version) for one in versions if one.number}
    try:
        with parquet.ParquetFile(path) as file:
            names = {name.casefold().rpartition("/")[2]: name for name in reversed(file.schema_arrow.names)}
            header = next((names[name] for name in HEADERS if name in names), None)
            if header is None:
                return None
            found: Counter[str] = Counter()
            for batch in file.iter_batches(columns=[header]):
                for pair in batch.column(0).value_counts().to_pylist():
                    found[str(pair["values"] or "—")] += pair["counts"]
    except (pa.ArrowException, OSError):
        return None  # `check` tells what is wrong with the file
    if not set(found) & set(numbers):
        return None
    return Answered(dict(Counter({numbers.get(number, f"«{number}»"): n for number, n in found.items()})), "column")


def _by_log(root: Path, versions: Sequence[Version]) -> Answered | None:
    """The version that was the newest when the answers were last taken over; None where they came before any."""
    newest, at_hand = 0, 0
    for line in read_log(root)[0]:
        if line.verb == "publish":
            newest += 1
        elif line.verb.startswith(("adopt", "pull")):
            at_hand = newest
    known = sorted(one.version for one in versions)
    return Answered({str(known[at_hand - 1]): 0}, "log") if 0 < at_hand <= len(known) else None
