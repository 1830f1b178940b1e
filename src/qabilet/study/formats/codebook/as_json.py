"""A codebook as JSON in three languages; the schema is in docs/convert.md."""

from __future__ import annotations

import json

from qabilet.study.formats.dataset import Dataset, Value, Variable

FORMAT = "qabilet-codebook"
VERSION = 1


def write_codebook_json(dataset: Dataset) -> bytes:
    """UTF-8, the same bytes for the same data set; missing words are empty strings."""
    whole = {"format": FORMAT, "version": VERSION, "code": dataset.code, "title": dataset.title.write(),
             "source": dataset.source.write(), "notes": [note.write() for note in dataset.notes],
             "variables": [_variable(one) for one in dataset.variables]}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _variable(one: Variable) -> dict[str, object]:
    known: dict[str, object] = {
        "name": one.name, "kind": one.kind, "label": one.label.write(), "question": one.question.write(),
        "values": [_value(value) for value in one.values], "ordered": one.ordered, "decimals": one.decimals,
        "set": one.set, "group": one.group, "column": one.column, "competence": one.competence, "weight": one.weight}
    return known


def _value(value: Value) -> dict[str, object]:
    return {"code": value.code, "label": value.label.write(), "missing": value.missing}
