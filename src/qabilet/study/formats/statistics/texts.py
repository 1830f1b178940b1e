"""Columns of free words as a foreign file can hold them."""

from __future__ import annotations

from qabilet.errors import Caution
from qabilet.study.formats.dataset import Dataset
from qabilet.study.formats.statistics.faults import STATFILE_123
from qabilet.study.formats.statistics.lengths import within_bytes
from qabilet.study.formats.statistics.saying import in_three


def plain_texts(dataset: Dataset, most: int, program: str, unit: str) -> tuple[dict[int, list[str]], list[Caution]]:
    """The words of each column of text by its place, within `most` bytes; what was cut is told once a column."""
    out: dict[int, list[str]] = {}
    losses = []
    for place, (variable, column) in enumerate(zip(dataset.variables, dataset.columns, strict=True)):
        if variable.kind != "text":
            continue
        known: dict[str, str] = {}
        words = [known[word] if word in known else known.setdefault(word, within_bytes(_plain(word), most))
                 for word in column.tolist()]
        out[place] = words
        cut = {word for word, kept in known.items() if kept != _plain(word)}
        if cut:
            cells = sum(word in cut for word in column.tolist())
            losses.append(Caution(STATFILE_123, {"cells": cells, "name": variable.name, "program": program,
                                                 "most": in_three(unit, most=most)}))
    return out, losses


def _plain(word: str) -> str:
    """Without what ends a word in these files (NUL) and what no encoding can hold (half a pair)."""
    return word.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")
