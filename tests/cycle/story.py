"""Small studies for tests: a table of answers in, the evidence out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from qabilet.cycle.analysis import Audience, Lattice, RawRow, RawSheet, Rules, recodes
from qabilet.cycle.instrument import Column, Dictionary
from qabilet.cycle.needs import Evidence, NeedQuestion, ScaleQuestion, StudyPlan, evidence_of
from qabilet.cycle.sample import Design, Population
from qabilet.tables import recode

POINTS = ("1", "2", "3", "4", "5")


def item(code: str, group: str = "", *, kind: str = "rating", values: Sequence[str] = POINTS, **more: object) -> Column:
    return Column(header=code, code=code, kind=kind, group=group, values=tuple(values),  # type: ignore[arg-type]
                  **({"role": "need" if group else "profile"} | more))  # type: ignore[arg-type]


def evidence(folder: Path, columns: Sequence[Column], rows: Sequence[Mapping[str, object]], *,
             needs: Sequence[NeedQuestion] = (), design: Design | None = None, lattice: Lattice | None = None,
             audiences: Sequence[Audience] = (), audience_column: str = "", scales: Sequence[ScaleQuestion] = (),
             targets: Mapping[str, Mapping[str, float]] | None = None,
             populations: Mapping[str, Population] | None = None) -> Evidence:
    """The evidence of `rows`; a cell that is absent is blank."""
    table = pa.table({column.header: pa.array([str(row.get(column.header, "")) for row in rows], pa.string())
                      for column in columns})
    parquet.write_table(table, folder / "answers.parquet")
    plan = StudyPlan(Dictionary(tuple(columns)), audience_column, tuple(audiences), design or Design("simple"),
                     lattice or Lattice(), Rules(), tuple(needs), tuple(scales), targets=targets or {},
                     populations=populations or {})
    frame = recode(folder / "answers.parquet", recodes(plan.dictionary, plan.lattice), folder / "frame.parquet")
    return evidence_of(frame, plan)


def sheet(found: Evidence, key: str) -> RawSheet:
    return next(one for one in found.sheets if one.key == key)


def row(found: Evidence, key: str, code: str) -> RawRow:
    return next(one for one in sheet(found, key).rows if one.code == code)


def value(found: Evidence, key: str, code: str, column: str) -> float | None:
    return row(found, key, code).cells[column].value
