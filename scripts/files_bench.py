"""Writing and reading files of answers: each way as a process of its own, its whole time and its peak of memory.

    python scripts/bench.py files                 measure, print, write the page; also `files --quick`
    python scripts/files_bench.py WAY ROWS FOLDER   one way, as the bench runs it
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qabilet.study.formats import Dataset

ROWS, QUICK_ROWS, CODES, TEXTS = 100_000, 2_000, 60, 4
SECONDS_BOUND, MEMORY_BOUND = 10.0, 400.0
"""For .sav: seconds and megabytes of the whole process."""
MB = 1024.0 if sys.platform != "darwin" else 1024.0**2
WRITING = {
    "bare": "the bare writer: the same numbers and words, no label, nothing declared", "csv": "Python's `csv`, codes",
    "sav": "**Qabilet, .sav**", "zsav": "Qabilet, .zsav", "dta": "Qabilet, .dta", "codes.csv": "Qabilet, .csv, codes",
    "labels.csv": "Qabilet, .csv, labels", "parquet": "Qabilet, .parquet", "xlsx": "Qabilet, .xlsx"}
READING = {"read sav": "Qabilet reads the .sav", "read dta": "Qabilet reads the .dta"}

Took = tuple[float, float]
"""Seconds and megabytes."""


def part(quick: bool) -> tuple[str, bool]:
    """The part of the page, and whether the bounds hold."""
    rows, rounds = (QUICK_ROWS, 1) if quick else (ROWS, 5)
    with tempfile.TemporaryDirectory() as folder:
        took: dict[str, list[Took]] = {}
        for turn in range(rounds):
            for way in ("made", *WRITING, *READING):
                print(f"\r{turn + 1}/{rounds} {way:<20}", end="", file=sys.stderr, flush=True)
                took.setdefault(way, []).append(_process(way, rows, folder))
        print("\r" + " " * 40 + "\r", end="", file=sys.stderr)
        sizes = {way: (Path(folder) / f"a.{way}").stat().st_size / 2**20 for way in WRITING if way != "bare"}
    median = {way: (statistics.median(wall for wall, _ in found), max(peak for _, peak in found))
              for way, found in took.items()}
    wall, peak = median["sav"]
    return _page(median, sizes, rows, rounds), wall <= SECONDS_BOUND and peak <= MEMORY_BOUND


def _process(way: str, rows: int, folder: str) -> Took:
    """One way from the start of its process to its end; the memory of its own children counts where it is more."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, __file__, way, str(rows), folder], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{way}: {process.returncode}")
    return wall, used.ru_maxrss / MB


def _page(median: dict[str, Took], sizes: dict[str, float], rows: int, rounds: int) -> str:
    made, bare, ours = median["made"], median["bare"], median["sav"]
    lines = [f"| {words} | {median[way][0]:.2f} s | {median[way][1]:,.0f} MB | "
             f"{f'{sizes[way]:.1f} MB' if way in sizes else ''} |" for way, words in (WRITING | READING).items()]
    return f"""## Files of answers

{rows:,} people by {CODES + TEXTS + 2} variables ({CODES} labelled questions with reasons for missing answers, {TEXTS}
of words, a date and a weight): the median of {rounds} rounds of whole processes, each of which first makes the data set
({made[0]:.2f} s and {made[1]:,.0f} MB of what stands below), and the largest peak of memory.

| | wall | peak memory | file |
|---|--:|--:|--:|
{chr(10).join(lines)}

.sav of {rows:,} x {CODES + TEXTS + 2}: **{ours[0]:.2f} s** (at most {SECONDS_BOUND:.0f}) and
**{ours[1]:,.0f} MB** (at most {MEMORY_BOUND:.0f}); against the bare writer {ours[0] / bare[0]:.2f} times the time and
{ours[1] / bare[1]:.2f} times the memory. .dta is written by ourselves, column by column. A file is read in a process of
its own; the memory is that of the larger of the two."""


def data_set(rows: int) -> Dataset:
    import numpy as np

    from qabilet.study.formats import Dataset, Value, Variable
    from qabilet.text import Text

    made = np.random.default_rng(20231)
    points = tuple(Value(code, Text(f"Қажеттілік дәрежесі {code}", f"Степень потребности {code}"))
                   for code in range(1, 6))
    gone = (Value(-6, Text("сұралмады", "не спрашивали"), "not asked"),
            Value(-9, Text("бағалай алмаймын", "не могу оценить"), "cannot judge"))
    variables = [Variable(f"q{place}", "code", Text(f"{place}-сұрақ: оқыту қажеттілігі", f"Вопрос {place}: нужно ли"),
                          values=(*points, *gone), ordered=True) for place in range(CODES)]
    columns: list[Any] = [made.choice([1.0, 2, 3, 4, 5, -6, -9, np.nan], rows) for _ in variables]
    for place in range(TEXTS):
        variables.append(Variable(f"t{place}", "text", Text("Ұсынысыңыз", "Предложения")))
        column = np.empty(rows, dtype=object)
        column[:] = [f"Ұсыныс мәтіні, {number}" for number in made.integers(0, 5_000, rows)]
        columns.append(column)
    variables += [Variable("answered", "date", Text("Күні", "Дата")),
                  Variable("weight", "number", Text("Салмақ", "Вес"), decimals=4, weight=True)]
    columns += [np.datetime64("2023-05-01") + made.integers(0, 60, rows), made.random(rows)]
    return Dataset("bench", Text("Сауалнама", "Опрос"), tuple(variables), columns, rows)


def run(way: str, rows: int, folder: Path) -> None:
    from qabilet.study.formats import read_answers, write_dta, write_sav

    if way.startswith("read "):
        read_answers(folder / f"a.{way.removeprefix('read ')}")
        return
    data = data_set(rows)
    if way in ("sav", "zsav"):
        write_sav(data, "kk", to=folder / f"a.{way}", compress=way == "zsav")
    elif way == "dta":
        write_dta(data, "kk", to=folder / "a.dta")
    elif way == "bare":
        _bare(data, folder / "bare.sav")
    elif way == "csv":
        _csv(data, folder / "a.csv")
    elif way != "made":
        _ours(data, way, folder)


def _ours(data: Dataset, way: str, folder: Path) -> None:
    from qabilet.study.export.writing import Asked, written_data

    kind = way.rpartition(".")[2]
    written_data(data, kind, folder, f"a.{way}", Asked("kk", way.startswith("labels")))


def _bare(data: Dataset, path: Path) -> None:
    import polars as pl
    import pyreadstat

    frame = pl.DataFrame({variable.name: pl.Series(column.tolist() if variable.kind == "text" else column)
                          for variable, column in zip(data.variables, data.columns, strict=True)})
    pyreadstat.write_sav(frame, path, row_compress=True)


def _csv(data: Dataset, path: Path) -> None:
    import csv

    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([variable.name for variable in data.variables])
        rows.writerows(zip(*(column.tolist() for column in data.columns), strict=True))


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
