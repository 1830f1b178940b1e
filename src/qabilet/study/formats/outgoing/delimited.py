"""Answers as CSV that Excel opens rightly in Kazakhstan: UTF-8 with its mark, semicolons, no cell that is a formula."""

from __future__ import annotations

import csv
from pathlib import Path

from qabilet.study.formats.cells import neutral
from qabilet.study.formats.dataset import Dataset
from qabilet.study.formats.outgoing.words import column_words, header
from qabilet.text import Lang

BATCH_ROWS = 16_384


def write_csv(dataset: Dataset, out: Path, lang: Lang, *, labels: bool) -> None:
    """Write `dataset` to `out`: a header of names, then a line a person.

    Codes as numerals (below zero: why an answer is missing), or with `labels` as their words in `lang`; decimals with a
    comma in Kazakh and Russian, with a point in English. `restored` gives a neutralised cell back. Memory: one batch.
    """
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, delimiter=";", lineterminator="\r\n")
        rows.writerow(header(dataset))
        for start in range(0, dataset.rows, BATCH_ROWS):
            part = slice(start, start + BATCH_ROWS)
            columns = []
            for variable, column in zip(dataset.variables, dataset.columns, strict=True):
                words = column_words(variable, column[part], lang, labels=labels, comma=lang != "en").tolist()
                columns.append([neutral(word) for word in words])
            rows.writerows(zip(*columns, strict=True))
