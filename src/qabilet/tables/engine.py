"""The table engine: DuckDB on a laptop, locked to the study's folder and spoken to through Narwhals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from qabilet.errors import refuse
from qabilet.tables.faults import TABLE_004
from qabilet.tables.frame import EVERYBODY, SLOTS, Frame, Ints, Where


class Engine:
    """A DuckDB session that can read files under `root` and nowhere else, and cannot be talked out of it."""

    def __init__(self, connection: Any, root: Path) -> None:
        self._connection = connection
        self._root = root

    def scan(self, path: Path) -> Any:
        """A Narwhals lazy frame over a Parquet file under the root. Raises TABLE_004 for any other path."""
        import narwhals as nw

        real = path.resolve()
        if not real.is_relative_to(self._root):
            raise refuse(TABLE_004, path=path)
        return nw.from_native(self._connection.read_parquet(str(real)))

    def sql(self, query: str) -> Any:
        """For tests that try to get out."""
        return self._connection.sql(query)


@contextmanager
def open_engine(root: Path, *, threads: int = 2) -> Iterator[Engine]:
    """Open an engine on the folder `root`; files outside it, extensions and settings are out of its reach."""
    import duckdb

    folder = root.resolve()
    connection = duckdb.connect(":memory:")
    try:
        connection.execute(f"SET threads = {int(threads)}")
        connection.execute("SET allowed_directories = ?", [[str(folder)]])
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield Engine(connection, folder)
    finally:
        connection.close()


def cross_count(frame: Frame, columns: Sequence[str], where: Where = EVERYBODY) -> Ints:
    """How many rows fall into each combination of codes: shape (SLOTS + levels) a column, missing slots first.

    The same expression runs on DuckDB and, later, on Spark: filter, group_by, count.
    """
    import narwhals as nw

    shape = tuple(SLOTS + frame.levels[column] for column in columns)
    with open_engine(frame.path.parent) as session:
        rows = session.scan(frame.path)
        if where.column:
            rows = rows.filter(nw.col(where.column) == where.level)
        grouped = rows.group_by(*columns).agg(nw.len().alias("n")) if columns else rows.select(nw.len().alias("n"))
        # Collecting by way of Narwhals would import all of pyarrow.compute, a tenth of what `analyse` takes.
        found = np.array(grouped.to_native().fetchall(), dtype=np.int64).reshape(-1, len(columns) + 1)
    if not columns:
        return np.array(found[0, 0], dtype=np.int64)
    counts = np.zeros(shape, dtype=np.int64)
    counts[tuple(found[:, :-1].T + SLOTS)] = found[:, -1]
    return counts
