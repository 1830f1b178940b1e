"""The process that opens a foreign file, so that nothing in it can take more than this process and its bounds.

    python -P -m qabilet.study.formats.statistics.child KIND FILE FOLDER

writes FOLDER/told.json (what the file says, the different values of each variable as words) and FOLDER/cells.bin (for
each variable, which of them stands in each row: numbers of four bytes). All words are raw: each letter is one byte of
the file, and whoever reads the answer decides what the bytes mean.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

MEMORY = 3 * 1024**3
"""Bytes of address space: a file of 60 million cells is read in half of it."""
BLOCK = 4_000_000
"""So many cells are held as Python values at once."""
RAW = "ISO-8859-1"
"""Every byte is a letter of this encoding, so that nothing is lost in it and nothing can fail."""

_ABOUT = ("column_names", "column_labels", "variable_value_labels", "missing_ranges", "missing_user_values", "notes",
          "original_variable_types", "readstat_variable_types", "variable_measure", "file_label", "number_rows",
          "variable_storage_width")


def main(words: Sequence[str]) -> int:
    kind, path, folder = words
    _bound()
    try:
        told = _read(kind, path, Path(folder))
    except MemoryError:
        told = {"error": "memory"}
    except (OSError, ValueError, KeyError, IndexError, OverflowError, TypeError, AttributeError, RuntimeError,
            ArithmeticError) as error:
        told = {"error": "refused", "why": str(error)[:200]}
    (Path(folder) / "told.json").write_text(json.dumps(told), encoding="ascii")
    return 0


def _bound() -> None:
    """No more memory than MEMORY, where the system can be told so, and no core dump."""
    try:
        import resource
    except ImportError:  # Windows: the process is still another one
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(kind: str, path: str, folder: Path) -> dict[str, Any]:
    """Raw, but for what the reader always decodes itself: portable files, and the long words of a Stata in Unicode."""
    import pyreadstat

    unicode = kind == "dta" and _says_unicode(path)
    ways = {"sav": (True,), "dta": (False, True) if unicode else (True,), "por": (False,)}[kind]
    told: dict[str, Any] = {}
    for raw in ways:
        try:
            return {**_told(kind, path, folder, raw), "raw": raw}
        except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, UnicodeDecodeError) as error:
            memory = "allocate memory" in str(error)
            told = {"error": "memory" if memory else "refused", "why": str(error)[:200]}
    return told


def _says_unicode(path: str) -> bool:
    from qabilet.study.formats.statistics.stata_header import UNICODE_FROM, read_header

    with open(path, "rb") as file:
        return read_header(file.read(200)).release >= UNICODE_FROM


def _told(kind: str, path: str, folder: Path, raw: bool) -> dict[str, Any]:
    import pyreadstat

    from qabilet.study.formats.limits import CELLS, COLUMNS, ROWS

    readers: dict[str, Any] = {"sav": pyreadstat.read_sav, "dta": pyreadstat.read_dta, "por": pyreadstat.read_por}
    options: dict[str, Any] = {"output_format": "dict", "disable_datetime_conversion": True}
    if kind != "por":
        options |= {"user_missing": True, **({"encoding": RAW} if raw else {})}
    _, about = readers[kind](path, metadataonly=True, **options)
    names = list(about.column_names)
    told = {name: getattr(about, name, None) for name in _ABOUT}
    told["variable_value_labels"] = {name: [[value, label or ""] for value, label in labels.items()]
                                     for name, labels in about.variable_value_labels.items()}
    told["notes"] = [note for note in about.notes or () if note]
    if not all(names):
        return {"error": "refused", "why": "names"}
    if not names or len(names) > COLUMNS:
        return {"error": "columns", "columns": len(names)}
    most = min(ROWS, CELLS // len(names))
    rows = most if about.number_rows is None else int(about.number_rows)
    if rows > most:
        return {"error": "rows", "rows": rows}
    told["cells"] = _cells(readers[kind], path, options, names, rows, folder / "cells.bin")
    told["rows"] = found = (folder / "cells.bin").stat().st_size // (4 * len(names))
    return {"error": "rows", "rows": found} if found > most else told


def _cells(reader: Any, path: str, options: dict[str, Any], names: list[str], rows: int, out: Path) -> list[list[str]]:
    """The different values of each variable; which of them stands where goes into the file."""
    words = []
    step = max(1, min(len(names), BLOCK // max(rows, 1)))
    with out.open("wb") as file:
        for start in range(0, len(names), step):
            some = names[start:start + step]
            data, _ = reader(path, row_limit=rows + 1, **options, **({} if step >= len(names) else {"usecols": some}))
            for name in some:
                known: dict[object, int] = {}
                places = [known.setdefault(value, len(known)) for value in data.pop(name)]
                words.append([_word(value) for value in known])
                _store(places, file)
    return words


def _store(places: list[int], file: Any) -> None:
    from array import array

    array("i", places).tofile(file)


def _word(value: object) -> str:
    """None is no value; a letter is a missing value of Stata only where the variable is a number."""
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return repr(value)
    return str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
