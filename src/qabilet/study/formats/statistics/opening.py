"""Opening a foreign file in another process: what it holds as raw words, or a fault."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from array import array
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from qabilet.errors import refuse
from qabilet.study.formats.faults import ANSWERS_002, ANSWERS_012, ANSWERS_013
from qabilet.study.formats.limits import CELLS, COLUMNS, ROWS
from qabilet.study.formats.statistics.faults import (
    STATFILE_001,
    STATFILE_002,
    STATFILE_003,
    STATFILE_004,
    STATFILE_005,
)
from qabilet.study.formats.statistics.saying import in_three
from qabilet.study.formats.statistics.spss_dictionary import SpssDictionary, read_dictionary_of
from qabilet.study.formats.statistics.stata_header import StataHeader, read_header
from qabilet.text import pattern

SECONDS = 120
UNPACKED_BYTES = 2 * 1024**3
"""Rows as wide as the file declares them. Wide text variables are mostly blanks, so this is more than for a workbook;
they are never in memory at once."""
_SQUEEZED = {0: 1, 1: 8, 2: 8 * 1032}
"""How much a row may shrink at most: not at all; one byte for eight; and deflate upon that."""
_SHORT, _TORN = pattern("it ends too early"), pattern("its parts contradict one another")
_WORDS = {"Unable to read": _SHORT, "Unable to seek": _SHORT, "expected number of rows": _SHORT,
          "version of the file": pattern("its version is not known"), "codec": pattern("its letters are broken"),
          "convert string": pattern("its letters are broken")}
NAMES = {"sav": "SPSS (.sav)", "por": "SPSS (.por)", "dta": "Stata (.dta)"}


@dataclass(frozen=True, slots=True)
class Opened:
    """`words` are the different values of each variable, `places` which of them stands in each row; both in the order
    of `names`. With `about["raw"]` all words are raw bytes in disguise (ISO-8859-1)."""

    kind: str
    rows: int
    names: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    places: tuple[array[int], ...]
    about: dict[str, Any] = field(default_factory=dict)
    spss: SpssDictionary | None = None
    stata: StataHeader | None = None


def opened(data: bytes, kind: str, *, file: str) -> Opened:
    """What the file holds. Raises QabiletError, and nothing else."""
    spss = stata = None
    if kind == "sav":
        if data[:8] == b"\x1c\0\0\0\0\0\0\0" or b"ENCRYPTED SAV" in data[:64]:
            raise refuse(STATFILE_005, file=file)
        spss = read_dictionary_of(data)
        _weigh_spss(spss, data, file)
    elif kind == "dta":
        stata = read_header(data)
        _weigh(stata.rows, stata.columns, len(data) if stata.rows >= 0 else 0, file)
    try:
        with tempfile.TemporaryDirectory(prefix="qabilet-") as folder:
            told = _asked(data, kind, Path(folder), file)
            _refuse(told, kind, file)
            rows, names = int(told["rows"]), tuple(told["column_names"])
            with (Path(folder) / "cells.bin").open("rb") as file_of_cells:
                places = tuple(_column(file_of_cells, rows) for _ in names)
    except OSError as error:  # no room, no folder for temporary files
        raise refuse(ANSWERS_002, path=file, why=error.strerror or str(error)) from None
    words = tuple(map(tuple, told.pop("cells")))
    return Opened(kind, rows, names, words, places, told, spss, stata)


def _column(cells: BinaryIO, rows: int) -> array[int]:
    places = array("i")
    places.fromfile(cells, rows)
    return places


def _weigh_spss(spss: SpssDictionary, data: bytes, file: str) -> None:
    """Refuse what the file declares and cannot hold, before anybody makes room for it. Of a dictionary that breaks off
    nothing is believed: the other process will find what is wrong, within its bounds."""
    if spss.whole and not spss.names:
        raise refuse(STATFILE_004, file=file)
    if spss.rows < 0 or not spss.whole:
        return
    columns = len(spss.names)
    _weigh(spss.rows, columns, 0, file)
    if spss.rows * spss.width > UNPACKED_BYTES:
        raise refuse(STATFILE_003, file=file)
    if spss.rows * spss.width > (len(data) - spss.ends) * _SQUEEZED.get(spss.compression, 1):
        raise refuse(STATFILE_002, file=file, rows=spss.rows, columns=columns)


def _weigh(rows: int, columns: int, held: int, file: str) -> None:
    if columns > COLUMNS:
        raise refuse(ANSWERS_012, file=file, count=columns, limit=COLUMNS)
    if rows > ROWS or rows * columns > CELLS:
        raise refuse(ANSWERS_013, file=file, limit=f"{ROWS:,} / {CELLS:,}".replace(",", " "))
    if held and rows * columns > held:
        raise refuse(STATFILE_002, file=file, rows=rows, columns=columns)


def _asked(data: bytes, kind: str, folder: Path, file: str) -> dict[str, Any]:
    """What the other process found. Whatever becomes of it, this one goes on."""
    path = folder / f"file.{kind}"
    command = [sys.executable, "-P", "-m", "qabilet.study.formats.statistics.child", kind, str(path), str(folder)]
    try:
        path.write_bytes(data)
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              timeout=SECONDS, check=False,
                              env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"})
        if done.returncode:
            raise refuse(STATFILE_001, file=file, what=NAMES[kind], why=in_three(_TORN))
        told: dict[str, Any] = json.loads((folder / "told.json").read_text(encoding="ascii"))
    except subprocess.TimeoutExpired:
        raise refuse(STATFILE_003, file=file) from None
    except (FileNotFoundError, ValueError):  # it ended before it had told everything
        raise refuse(STATFILE_001, file=file, what=NAMES[kind], why=in_three(_TORN)) from None
    return told


def _refuse(told: dict[str, Any], kind: str, file: str) -> None:
    error, why = told.get("error", ""), str(told.get("why", ""))
    if error == "memory":
        raise refuse(STATFILE_003, file=file)
    if error == "columns" and not told["columns"]:
        raise refuse(STATFILE_004, file=file)
    if error == "columns":
        raise refuse(ANSWERS_012, file=file, count=told["columns"], limit=COLUMNS)
    if error == "rows":
        raise refuse(ANSWERS_013, file=file, limit=f"{ROWS:,} / {CELLS:,}".replace(",", " "))
    if error:
        raise refuse(STATFILE_001, file=file, what=NAMES[kind], why=in_three(_why(why)))


def _why(error: str) -> str:
    """What the reader found, in words of ours."""
    return next((words for sign, words in _WORDS.items() if sign in error), _TORN)
