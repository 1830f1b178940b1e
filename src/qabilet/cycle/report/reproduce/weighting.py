"""How a sample is weighted, as values of the script: columns and steps, never a count or a weight."""

from __future__ import annotations

from collections.abc import Sequence

from qabilet.cycle.analysis import Drawing
from qabilet.cycle.report.reproduce import r_text


def weighting(drawing: Drawing, cells: Sequence[str], unit_columns: Sequence[str]) -> dict[str, str]:
    """The columns of the design and the declared steps, in their order; the figures stay in the study's folder."""
    steps = drawing.steps
    made = []
    if steps.response:
        made.append({"kind": r_text.text("response"), "columns": r_text.vector(steps.response, 6)})
    if steps.post:
        made.append({"kind": r_text.text("post"), "margins": _list([steps.post]), "tables": r_text.text("post")})
    if steps.margins:
        tables = [f"margin.{place}" for place in range(1, len(steps.margins) + 1)]
        made.append({"kind": r_text.text(steps.method), "margins": _list(steps.margins),
                     "tables": r_text.vector(tables, 6)}
                    | ({"bounds": r_text.vector(steps.bounds, 6)} if steps.bounds else {}))
    if steps.trim:
        made.append({"kind": r_text.text("trim"), "most": r_text.value(steps.trim)})
    calls = ["\n    " + r_text.call("list", one).replace("\n", "\n    ") for one in made]
    clusters = [drawing.design.clusters] if drawing.design.clusters else []
    return {"cells": r_text.vector(cells, 4), "clusters": r_text.vector(clusters, 4),
            "unit_columns": r_text.vector(unit_columns, 4), "weight_column": r_text.text(drawing.design.weight),
            "weighting_columns": r_text.vector(steps.columns, 4),
            "steps": f"list({','.join(calls)})"}


def _list(rows: Sequence[Sequence[str]]) -> str:
    return "list(" + ", ".join(r_text.vector(row, 6) for row in rows) + ")"
