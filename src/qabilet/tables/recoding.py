"""From answers as words to a frame of small integers, in one streaming pass.

Each distinct word is translated once (`Recode.of`), then spread over its rows: the cost is the reading of the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from qabilet.errors import Fault, QabiletError, refuse
from qabilet.tables.faults import TABLE_001, TABLE_002, TABLE_003
from qabilet.tables.frame import BATCH_ROWS, UNKNOWN, Frame

MOST_IN_TWO_BYTES = 32_768
UNKNOWN_SHOWN = 20
"""So many unknown values of one column are listed; the rest would only repeat the point."""


@dataclass(frozen=True, slots=True)
class Output:
    """A column of the frame: coded with `levels` levels, or a number (levels 0)."""

    name: str
    levels: int


@dataclass(frozen=True, slots=True)
class Recode:
    """How one column of answers becomes one or more columns of the frame.

    `of` takes a cell ('' for an empty one) and gives one value an output: a code, a missing reason, UNKNOWN, or a
    float. `row` is the line of the dictionary, for the fault.
    """

    header: str
    outputs: tuple[Output, ...]
    of: Callable[[str], tuple[float, ...]]
    row: int | None = None


def recode(answers: Path, recodes: Sequence[Recode], out: Path, *, file: str = "") -> Frame:
    """Write the frame of `answers` (Parquet of strings) to `out`.

    Raises QabiletError with every fault at once: headers that are not there, values the dictionary does not know.
    Memory: one batch of rows and the distinct values of each column.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        present = set(parquet.read_schema(answers).names)
        source = parquet.ParquetFile(answers, pre_buffer=False,
                                     read_dictionary=[one.header for one in recodes if one.header in present])
    except (pa.ArrowException, OSError, KeyError) as error:  # KeyError: a column of lists or records
        raise refuse(TABLE_001, file=answers.name, why=str(error).splitlines()[0][:200]) from None
    with source:
        absent = [Fault(TABLE_002, {"header": one.header}, file, one.row) for one in recodes
                  if one.header not in present]
        if absent:
            raise QabiletError(*absent)
        outputs = [output for one in recodes for output in one.outputs]
        schema = pa.schema([(output.name, _kind(output)) for output in outputs])
        unknown: dict[int, Counter[str]] = {}
        translators = [_Translator(one) for one in recodes]
        headers = list(dict.fromkeys(one.header for one in recodes))
        rows, last = 0, None
        with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
            threads = source.metadata.num_rows > BATCH_ROWS
            for batch in source.iter_batches(batch_size=BATCH_ROWS, columns=headers, use_threads=threads):
                rows += batch.num_rows
                arrays: list[Any] = []
                for index, (one, translate) in enumerate(zip(recodes, translators, strict=True)):
                    values, strangers = translate(batch.column(headers.index(one.header)))
                    arrays += [_arrow(values[:, slot], output) for slot, output in enumerate(one.outputs)]
                    if strangers:
                        unknown.setdefault(index, Counter()).update(strangers)
                last = pa.RecordBatch.from_arrays(arrays, schema=schema)
                writer.write_batch(last)
    if unknown:
        out.unlink(missing_ok=True)
        raise QabiletError(*(Fault(TABLE_003, {"value": value, "count": count}, file, recodes[index].row,
                                   recodes[index].header)
                             for index, found in unknown.items() for value, count in found.most_common(UNKNOWN_SHOWN)))
    held = None
    if last is not None and rows == last.num_rows:
        held = {name: column.to_numpy(zero_copy_only=False) for name, column in zip(schema.names, last, strict=True)}
    return Frame(out, rows, {output.name: output.levels for output in outputs}, held)


def _kind(output: Output) -> Any:
    """Codes in two bytes, or in four where there are more levels than two can tell apart; numbers in eight."""
    import pyarrow as pa

    if not output.levels:
        return pa.float64()
    return pa.int16() if output.levels <= MOST_IN_TWO_BYTES else pa.int32()


def _arrow(values: npt.NDArray[np.float64], output: Output) -> Any:
    """An Arrow array on the values' own memory; pa.array() would first import all of numpy.ma."""
    import pyarrow as pa

    kind = _kind(output)
    memory = np.ascontiguousarray(values, dtype=kind.to_pandas_dtype())
    return pa.Array.from_buffers(kind, len(memory), [None, pa.py_buffer(memory)])


class _Translator:
    """Remembers the translation of every distinct word seen so far."""

    def __init__(self, recode: Recode) -> None:
        self.recode = recode
        self.known: dict[str, tuple[float, ...]] = {}

    def __call__(self, column: Any) -> tuple[npt.NDArray[np.float64], Counter[str]]:
        import pyarrow as pa

        if not pa.types.is_dictionary(column.type):  # only a file that no adopt has written
            column = column.cast(pa.string()).dictionary_encode()
        words = [*(word or "" for word in column.dictionary.to_pylist()), ""]
        for word in words:
            if word not in self.known:
                self.known[word] = self.recode.of(str(word))
        table = np.array([self.known[word] for word in words], dtype=np.float64).reshape(len(words), -1)
        indices = column.indices.to_numpy(zero_copy_only=False)
        if column.null_count:  # then they are floats, NaN for an empty cell
            indices = np.where(np.isnan(indices), len(words) - 1, indices)
        codes = indices.astype(np.intp)
        strange = [place for place in range(len(words)) if UNKNOWN in self.known[words[place]]]
        counts = np.bincount(codes, minlength=len(words)) if strange else ()
        return table[codes], Counter({words[place]: int(counts[place]) for place in strange if counts[place]})
