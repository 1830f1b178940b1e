"""analysis/frame.csv: the frozen frame as a table that any program reads, and the sums by which it is known again.

The frame holds what single people answered: it stays in the study's folder, is not for release, and that it was written
is in LOG.csv. analysis/frame.md5 has the MD5 sums of the frame and of the findings made from it (base R knows MD5, and
`md5sum -c` reads the file): they show that a frame is the frozen one, they do not guard against who computes them anew.
analysis/design.csv has what the design knows of strata, clusters and cells, where people are weighted. Neither a report
nor its script carries the sum of a frame: of a small study the answers could be guessed from it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qabilet.errors import refuse
from qabilet.study.atomic import Content
from qabilet.study.faults import STUDY_050
from qabilet.study.folder import FINDINGS, FRAME

if TYPE_CHECKING:
    from qabilet.cycle.needs import StudyPlan

FRAME_CSV, FRAME_SUMS, DESIGN = "analysis/frame.csv", "analysis/frame.md5", "analysis/design.csv"
BATCH_ROWS = 65_536


def md5(content: bytes | Path) -> str:
    """The MD5 sum of bytes or of a file: against mistakes, not against malice."""
    if isinstance(content, bytes):
        return hashlib.md5(content, usedforsecurity=False).hexdigest()
    with content.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def frozen(root: Path, plan: StudyPlan, frame: Path, findings: bytes) -> dict[str, Content]:
    """What an analysis saves: the frame, its findings, the design's table where there is one, and the sums of these.
    The frame as CSV goes, for it is of the frame before."""
    from qabilet.cycle.needs import design_table

    files: dict[str, bytes | Path] = {FRAME: frame, FINDINGS: findings}
    if lines := design_table(plan):
        files[DESIGN] = "".join(f"{','.join(line)}\n" for line in lines).encode()
    gone: dict[str, Content] = {name: None for name in (FRAME_CSV, DESIGN)
                                if name not in files and (root / name).is_file()}
    return {**files, FRAME_SUMS: _sums(files), **gone}


def _sums(files: Mapping[str, bytes | Path]) -> bytes:
    """The lines of frame.md5 for files of analysis/, by their paths in the study."""
    return "".join(f"{md5(content)}  {name.rpartition('/')[2]}\n" for name, content in files.items()).encode()


def written_frame(root: Path, out: Path) -> tuple[dict[str, Content], int]:
    """Write the frozen frame to `out`; gives what the step is to save, and the rows.

    Raises STUDY_050 where there is no frame, or not the one that was frozen with the findings. Columns by their codes,
    codes and numbers with every digit, nothing where a number is missing. Memory: one batch of rows.
    """
    path, sums = root / FRAME, root / FRAME_SUMS
    wanted = {name: root / name for name in (FRAME, FINDINGS, DESIGN) if name != DESIGN or (root / name).is_file()}
    if not all(one.is_file() for one in (*wanted.values(), sums)) or not _same(sums, _sums(wanted)):
        raise refuse(STUDY_050, path=root)
    rows = _write(path, out)
    return {FRAME_CSV: out, FRAME_SUMS: _sums({**wanted, FRAME_CSV: out})}, rows


def _same(sums: Path, now: bytes) -> bool:
    return set(now.splitlines()) <= set(sums.read_bytes().splitlines())


def _write(frame: Path, out: Path) -> int:
    import pyarrow as pa
    from pyarrow import compute, csv, parquet

    with parquet.ParquetFile(frame, pre_buffer=False) as file, csv.CSVWriter(out, file.schema_arrow) as writer:
        for batch in file.iter_batches(batch_size=BATCH_ROWS):
            columns = [compute.if_else(compute.is_nan(column), None, column) if pa.types.is_floating(column.type)
                       else column for column in batch.columns]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=batch.schema))
        return int(file.metadata.num_rows)
