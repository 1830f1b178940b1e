"""The answers of the two-stage example as a plain table, for R to read: tests/reference/example_two_stage.csv.

    python tests/examples/two_stage_table.py        write it again, after the example was made anew
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parent))
from example_answers import EXAMPLES, Answers

from qabilet.study.formats import read_dictionary
from qabilet.study.settings import read_settings

STUDY = EXAMPLES / "akims-two-stage-2024"
TABLE = EXAMPLES.parent / "tests" / "reference" / "example_two_stage.csv"
WORDS = ("region", "district", "office", "gender", "first_elected")


def answers() -> Answers:
    dictionary, _ = read_dictionary((STUDY / "fieldwork" / "answers.dictionary.csv").read_bytes())
    table = pq.read_table(STUDY / "fieldwork" / "answers.parquet")
    return Answers(dictionary, table.to_pydict(), range(table.num_rows))


def table() -> str:
    """One line a person: where they were drawn from, their part of the country, years, points, channels as 0 and 1."""
    told = answers()
    derived = read_settings((STUDY / "study.toml").read_bytes())[0].lattice.derived
    columns: dict[str, list[str]] = {code: told.words(code) for code in WORDS}
    columns["part"] = [derived[0].levels[region] for region in columns["region"]]
    columns["seniority"] = [f"{one.number:g}" for one in told.readings("seniority")]
    for column in told.dictionary:
        if column.kind == "rating":
            columns[column.code] = [str(one.codes[0] + 1) if one.codes else "" for one in told.readings(column.code)]
        elif column.kind == "many":
            for place in range(len(column.values)):
                columns[f"{column.code}.{place + 1}"] = [str(int(place in one.codes))
                                                         for one in told.readings(column.code)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return out.getvalue()


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
