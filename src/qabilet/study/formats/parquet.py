"""Answers from a Parquet file: every plain column as words."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from qabilet.errors import refuse
from qabilet.study.formats.cells import shown
from qabilet.study.formats.faults import ANSWERS_008, ANSWERS_012, ANSWERS_013, ANSWERS_014, ANSWERS_020
from qabilet.study.formats.layout import letters
from qabilet.study.formats.limits import CELL_CHARACTERS, CELLS, COLUMNS, ROWS, UNPACKED_BYTES


def read_table(data: bytes, *, file: str = "") -> tuple[list[list[str]], Mapping[str, str]]:
    """Rows of equal length, the names first, and what is known of the source.

    Raises QabiletError for a damaged or oversized file, and for columns that hold lists or bytes.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        source = parquet.ParquetFile(io.BytesIO(data), page_checksum_verification=True)
        _weigh(source.metadata, file)
        table = source.read()
        columns = [_words(table, place, file) for place in range(table.num_columns)]
        rows = [list(table.column_names), *map(list, zip(*columns, strict=True))]
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        why = (str(error).splitlines() or [""])[0][:160] or type(error).__name__
        raise refuse(ANSWERS_020, file=file, why=why) from None
    return rows, {"format": "parquet"}


def _weigh(metadata: Any, file: str) -> None:
    if metadata.num_columns > COLUMNS:
        raise refuse(ANSWERS_012, file=file, count=metadata.num_columns, limit=COLUMNS)
    if metadata.num_rows > ROWS or metadata.num_rows * metadata.num_columns > CELLS:
        raise refuse(ANSWERS_013, file=file, limit=f"{ROWS:,} / {CELLS:,}".replace(",", " "))
    total = sum(metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups))
    if total > UNPACKED_BYTES:
        raise refuse(ANSWERS_008, file=file, why=f"{total // 2**20} MB > {UNPACKED_BYTES // 2**20} MB")


def _words(table: Any, place: int, file: str) -> list[str]:
    import pyarrow as pa

    field = table.schema.field(place)
    kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        raise refuse(ANSWERS_020, file=file, column=field.name, why=f"«{field.name[:80]}»: {kind}"[:200])
    known: dict[object, str] = {}
    words = []
    for value in table.column(place).to_pylist():
        if (word := known.get(value)) is None or isinstance(value, bool | float):
            word = known[value] = shown(value)
            if len(word) > CELL_CHARACTERS:
                raise refuse(ANSWERS_014, file=file, column=letters(place), limit=CELL_CHARACTERS)
        words.append(word)
    return words
