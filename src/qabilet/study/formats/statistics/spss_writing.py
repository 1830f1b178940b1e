"""A data set as a file of SPSS: labels, missing values, measures, sets of many choices, dates as dates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qabilet.errors import Caution
from qabilet.study.formats.dataset import Dataset, Variable
from qabilet.study.formats.statistics.lengths import in_lines, within_bytes
from qabilet.study.formats.statistics.saving import saved
from qabilet.study.formats.statistics.spss_sets import insert, sets_of
from qabilet.study.formats.statistics.texts import plain_texts
from qabilet.study.formats.statistics.wording import Bounds, Worded, in_language, worded
from qabilet.text import Lang, pattern

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

BYTES = pattern("{most} bytes (a Cyrillic letter takes two)")
LABEL, VALUE, FILE_LABEL, NOTE, TEXT = 256, 120, 64, 80, 32_767
"""Bytes that SPSS keeps of each."""
DISCRETE = 3
"""More missing values than this must be a range."""


def write_sav(dataset: Dataset, lang: Lang, *, to: Path, compress: bool = False) -> tuple[Caution, ...]:
    """Write `to`, whole or not at all, as .sav or (`compress`) as .zsav; give what was lost, every cut by name.

    Raises QabiletError where the file cannot be written. The codes of missing answers are declared as missing; a
    question of many choices becomes a multiple-response set of its flags.
    """
    bounds = Bounds("SPSS", within_bytes, LABEL, VALUE, BYTES)
    words = worded(dataset, lang, bounds)
    texts, losses = plain_texts(dataset, TEXT, "SPSS", BYTES)
    notes = [line for note in dataset.notes for line in in_lines(in_language(note, lang)[0], NOTE)]
    notes += [line for whole in words.whole for line in in_lines(whole, NOTE)]
    options: dict[str, Any] = {
        "file_label": within_bytes(in_language(dataset.title, lang)[0], FILE_LABEL), "note": notes or None,
        "column_labels": [label or None for label in words.labels], "compress": compress,
        "row_compress": not compress, **_declared(dataset, words)}

    def make(path: Path) -> None:
        import pyreadstat

        pyreadstat.write_sav(_frame(dataset, texts), path, **options)
        if sets := sets_of(dataset, lang):
            insert(path, sets)

    saved(to, make)
    return (*words.losses, *losses)


def _declared(dataset: Dataset, words: Worded) -> dict[str, dict[str, Any]]:
    """Value labels, missing values, measures and formats, by name of the variable."""
    labels: dict[str, dict[int | float, str]] = {}
    missing: dict[str, list[Any]] = {}
    measure: dict[str, str] = {}
    form: dict[str, str] = {}
    for variable, column, values in zip(dataset.variables, dataset.columns, words.values, strict=True):
        name = variable.name
        measure[name] = _measure(variable)
        if variable.kind == "text":
            continue
        form[name] = _format(variable, column)
        if variable.kind == "date":
            continue
        if values:
            labels[name] = {float(code): label for code, label in values.items()}
        gone = sorted(value.code for value in variable.values if value.missing)
        if gone:
            missing[name] = [float(code) for code in gone] if len(gone) <= DISCRETE else \
                [{"lo": float(gone[0]), "hi": float(gone[-1])}]
    return {"variable_value_labels": labels, "missing_ranges": missing, "variable_measure": measure,
            "variable_format": form}


def _measure(variable: Variable) -> str:
    if variable.kind in ("number", "date"):
        return "scale"
    return "ordinal" if variable.ordered else "nominal"


def _format(variable: Variable, column: np.ndarray) -> str:
    import numpy as np

    if variable.kind == "date":
        return "EDATE10"
    if variable.kind in ("code", "flag"):
        return "F8.0"
    known = column[np.isfinite(column)]
    broken = bool(np.any(known != np.floor(known)))
    return f"F12.{min(max(variable.decimals, 2 if broken else 0), 10)}"


def _frame(dataset: Dataset, texts: dict[int, list[str]]) -> pl.DataFrame:
    """The columns as the writer takes them: what is not known is null."""
    import numpy as np
    import polars as pl

    columns = {}
    for place, (variable, column) in enumerate(zip(dataset.variables, dataset.columns, strict=True)):
        if variable.kind == "text":
            columns[variable.name] = pl.Series(texts[place], dtype=pl.String)
        elif variable.kind == "date":
            columns[variable.name] = pl.Series(column.astype("datetime64[D]")).cast(pl.Date)
        else:
            values = pl.Series(np.where(np.isfinite(column), column, np.nan), dtype=pl.Float64)
            columns[variable.name] = values.fill_nan(None)
    return pl.DataFrame(columns)
