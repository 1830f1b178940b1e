"""A study folder from a table of answers, its script run by R, and every number held against findings.json."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from math import isclose
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from qabilet import workflow
from qabilet.cycle.instrument import Column, Dictionary
from qabilet.study.formats import write_dictionary
from qabilet.study.settings import Settings
from qabilet.study.settings_toml import write_settings

NOW = workflow.Occasion(datetime(2026, 11, 22, tzinfo=UTC), "researcher", "test")
LEFT_OUT = {"sample": {"population"}, "register": {"register", "register_share"},
            "needs-gap": {"target", "rank", "design_effect"}, "needs-rating": {"rank", "design_effect"},
            "needs-ranking": {"rank", "design_effect"}, "needs-two-scale": {"rank"}, "needs-groups": {"rank"}}
"""What the script does not make, by kind of sheet: public figures, places drawn with our seed, design effects (they are
told to three digits)."""
FOLLOWS = ("needs-methods", "remedies", "weights")
"""Kinds of sheet that only repeat places, or tell rounded what R would tell exactly."""
BY_ITERATION = {("needs-contrast", "effect"), ("needs-ranking", "worth"), ("scale", "omega"),
                ("scale", "ordinal_alpha"), ("scale", "ordinal_omega")}
PARTS = ("value", "low", "high", "n")

Cell = tuple[str, str, str]


@cache
def why_not() -> str:
    """Why R cannot be asked here; '' where it can."""
    if shutil.which("Rscript") is None:
        return "R is not installed"
    asked = "quit(status = !all(c('survey', 'psych') %in% rownames(installed.packages())))"
    known = subprocess.run(["Rscript", "-e", asked], capture_output=True, check=False)
    return "" if known.returncode == 0 else "R is here without survey and psych"


def study_of(root: Path, columns: Sequence[Column], rows: Sequence[Mapping[str, object]], settings: Settings) -> Path:
    """A study folder of these answers; a cell that is absent is blank."""
    (root / "fieldwork").mkdir(parents=True)
    table = pa.table({column.header: pa.array([str(row.get(column.header, "")) for row in rows], pa.string())
                      for column in columns})
    parquet.write_table(table, root / "fieldwork" / "answers.parquet")
    (root / "fieldwork" / "answers.dictionary.csv").write_bytes(write_dictionary(Dictionary(tuple(columns))))
    (root / "study.toml").write_bytes(write_settings(settings, "en"))
    return root


@dataclass(frozen=True)
class Made:
    """What the script printed and wrote, and the script itself."""

    script: str
    printed: str
    numbers: dict[Cell, dict[str, float | None]]
    code: int


def made(study: Path, out: Path) -> Made:
    """The study analysed and reported, its frame written, and its script run."""
    workflow.analyse(study, NOW, work=True)
    workflow.frame(study, NOW)
    workflow.report(study, out, ("en",), NOW)
    return ran(study, out)


def ran(study: Path, out: Path, *, full: bool = True, **environment: str) -> Made:
    """What the script in the folder `out` makes of the study; weighted numbers in full, or rounded as they are told."""
    numbers = out / "numbers.csv"
    numbers.unlink(missing_ok=True)
    asked = ["Rscript", str(out / "reproduce.R"), str(study), str(numbers), *(["--full"] if full else [])]
    run = subprocess.run(asked, capture_output=True, encoding="utf-8", errors="replace", check=False,
                         env={**_environment(), **environment})
    assert run.returncode in (0, 2), run.stderr
    with numbers.open(encoding="utf-8", newline="") as file:
        rows = {(row["key"], row["row"], row["column"]): {part: float(row[part]) if row[part] else None
                                                          for part in PARTS} for row in csv.DictReader(file)}
    return Made((out / "reproduce.R").read_text(encoding="utf-8"), run.stdout + run.stderr, rows, run.returncode)


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)


def cells(study: Path) -> dict[Cell, tuple[str, dict[str, object]]]:
    """Every cell of findings.json with its kind of sheet; weighted numbers, which are released rounded, in full as the
    work view has them."""
    told, whole = (_cells(study / "analysis" / name) for name in ("findings.json", "work.json"))
    out: dict[Cell, tuple[str, dict[str, object]]] = {}
    for cell, (kind, weighted, finding) in told.items():
        if weighted and finding.get("value") is not None:
            full = whole[cell][2]
            for part in ("value", "low", "high"):
                assert (part in finding) == (part in full), (cell, part)
                assert finding.get(part) is None or abs(float(str(finding[part])) - float(str(full[part]))) <= max(
                    5.001e-4, 5.001e-4 * abs(float(str(full[part])))), (cell, part)
            finding = full
        out[cell] = (kind, finding)
    return out


def _cells(path: Path) -> dict[Cell, tuple[str, bool, dict[str, object]]]:
    if not path.exists():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return {(sheet["key"], row["code"], column): (sheet["kind"], bool(sheet["facts"].get("weighted")), cell)
            for sheet in found["sheets"] for row in sheet["rows"] for column, cell in row["cells"].items()}


def differences(study: Path, result: Made) -> list[str]:
    """Every number of the script that is not that of the findings, and every told number it does not make."""
    told = cells(study)
    wrong = []
    for cell, numbers in result.numbers.items():
        kind, finding = told[cell]
        loose = (kind, cell[2]) in BY_ITERATION
        for part in PARTS:
            ours, theirs = finding.get(part), numbers[part]
            if ours is None or theirs is None:
                same = ours is None and theirs is None
            else:
                same = isclose(float(str(ours)), theirs, rel_tol=1e-5 if loose else 1e-8,
                               abs_tol=1e-9 if loose else 1e-13)
            if not same:
                wrong.append(f"{cell} {part}: {ours} in the findings, {theirs} in R")
    for cell, (kind, finding) in told.items():
        expected = kind not in FOLLOWS and cell[2] not in LEFT_OUT.get(kind, ()) and finding.get("value") is not None
        if expected != (cell in result.numbers):
            wrong.append(f"{cell}: {'not made by R' if expected else 'made by R, though not told'}")
    return wrong
