"""Answers as Parquet: typed columns with their labels beside them, the same bytes for the same answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qabilet.study.formats.dataset import Dataset, Variable
from qabilet.study.formats.outgoing.words import column_words
from qabilet.text import Lang

if TYPE_CHECKING:
    import numpy as np

ROWS_IN_GROUP = 122_880


def write_parquet(dataset: Dataset, out: Path, lang: Lang, *, labels: bool) -> None:
    """Write `dataset` to `out`: codes and whole numbers as int32, other numbers as double, days as date32, words as
    string; null where nothing is known. With `labels` the words of codes in `lang`, as strings.

    Each field's metadata hold its label, question and values as JSON under `qabilet`, the file's the title and notes.
    """
    import pyarrow as pa
    from pyarrow import parquet

    fields, arrays = [], []
    for variable, column in zip(dataset.variables, dataset.columns, strict=True):
        array = _array(variable, column, lang, labels)
        fields.append(pa.field(variable.name, array.type, metadata={"qabilet": _told(variable)}))
        arrays.append(array)
    about = {"code": dataset.code, "title": dataset.title.write(), "source": dataset.source.write(),
             "notes": [note.write() for note in dataset.notes]}
    schema = pa.schema(fields, metadata={"qabilet": json.dumps(about, ensure_ascii=False)})
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), out, compression="zstd",
                        row_group_size=ROWS_IN_GROUP)


def _array(variable: Variable, column: np.ndarray, lang: Lang, labels: bool) -> Any:
    import numpy as np
    import pyarrow as pa

    if variable.kind == "date":
        return pa.array(column, pa.date32())
    if variable.kind == "text" or (labels and variable.kind in ("code", "flag")):
        words = column_words(variable, column, lang, labels=labels)
        return pa.array(words, pa.string(), mask=words == "")
    nothing = np.isnan(column)
    whole = variable.kind != "number" or (not variable.decimals and _small(column))
    filled = np.where(nothing, 0, column)
    return pa.array(filled.astype(np.int32) if whole else filled, mask=nothing)


def _small(column: np.ndarray) -> bool:
    import numpy as np

    known = column[~np.isnan(column)]
    return bool(np.all((np.abs(known) < 2**31) & (known == np.round(known))))


def _told(variable: Variable) -> str:
    values = [{"code": one.code, "label": one.label.write(), "missing": one.missing} for one in variable.values]
    return json.dumps({"label": variable.label.write(), "question": variable.question.write(), "values": values,
                       "kind": variable.kind, "set": variable.set, "group": variable.group}, ensure_ascii=False)
