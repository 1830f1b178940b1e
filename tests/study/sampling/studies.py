"""Small studies with a plan and a register, for tests of the draw on the disk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from qabilet import workflow
from qabilet.study.tables_csv import read_table
from qabilet.workflow import Occasion

NOW = Occasion(datetime(2026, 3, 1, 12, tzinfo=UTC), version="0.1")
STRATIFIED = """
[design]
kind = "stratified"
strata = ["region"]
n = 20
reserves = 0.5
seed = 20260301
"""
REGIONS = {"Абай": 40, "Ұлытау": 25, "Алматы қаласы": 60, "Шымкент": 3}


def people(regions: dict[str, int] | None = None) -> list[tuple[str, ...]]:
    """id, full name, region, district, sex; names are in the register and must never leave it."""
    rows, number = [], 0
    for region, count in (regions or REGIONS).items():
        for place in range(count):
            number += 1
            rows.append((f"A-{number:04d}", f"Иванов Иван {number}", region, f"{region}, аудан {place % 4 + 1}",
                         "ә" if number % 3 else "е"))
    return rows


def study(folder: Path, plan: str, rows: Sequence[Sequence[str]] | None = None, *,
          head: str = "id;name;region;district;sex",
          register: str = 'file = "../register.csv"\nunit = "id"') -> Path:
    """A study with its plan, and the register beside the study, not in it."""
    root = folder / "akims"
    workflow.new(root, NOW)
    (folder / "register.csv").write_text("\n".join([head, *(";".join(row) for row in rows or people())]) + "\n",
                                         encoding="utf-8")
    (root / "sample").mkdir()
    (root / "sample/design.toml").write_text(f"[register]\n{register}\n{plan}", encoding="utf-8")
    return root


def table(root: Path, name: str) -> list[dict[str, str]]:
    rows, faults = read_table((root / "sample" / name).read_bytes(), name, ())
    assert not faults
    return [row for _, row in rows]
