"""Small studies made column by column, and data sets made at random."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from hypothesis import strategies as st
from pyarrow import parquet

from qabilet.cycle.instrument import Column, Dictionary
from qabilet.study.formats import MISSING_CODES, Dataset, Value, Variable, write_dictionary
from qabilet.text import Text


def study_of(root: Path, columns: Sequence[Column], answers: Mapping[str, Sequence[str]], toml: str = "") -> Path:
    """A folder with these columns and answers, as a person would have left it."""
    (root / "fieldwork").mkdir(parents=True)
    (root / "study.toml").write_text(f'format = 1\n[study]\ncode = "made"\nsynthetic = true\n{toml}', encoding="utf-8")
    (root / "fieldwork" / "answers.dictionary.csv").write_bytes(write_dictionary(Dictionary(tuple(columns))))
    table = pa.table({header: pa.array([word or None for word in words], pa.string())
                      for header, words in answers.items()})
    parquet.write_table(table, root / "fieldwork" / "answers.parquet")
    return root


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NASTY = st.sampled_from(["=1+1", "@x", "'=2", "a;b", 'say "no"', "two\nlines", "\x00\x0b", "\ufffe", " ", "-5",
                         "Ұзақ Ә", "<b>&amp;", "]]>", "{{ 7 }}", "+7 701", "\t", "#N/A", "'", "0012"])
TEXTS = st.builds(Text, WORDS | NASTY, WORDS | NASTY, WORDS | NASTY)
REASONS = tuple(Value(code, Text.same(why), why) for why, code in MISSING_CODES.items())


@st.composite
def datasets(draw: st.DrawFn, most_rows: int = 12) -> Dataset:
    """Any data set the contract allows, its words as bad as words get."""
    rows = draw(st.integers(0, most_rows))
    kinds = draw(st.lists(st.sampled_from(["code", "flag", "number", "date", "text"]), min_size=1, max_size=6))
    variables, columns = [], []
    for place, kind in enumerate(kinds):
        values: tuple[Value, ...] = ()
        if kind in ("code", "flag"):
            first = 0 if kind == "flag" else 1
            count = 2 if kind == "flag" else draw(st.integers(1, 4))
            values = (*(Value(first + code, draw(TEXTS)) for code in range(count)), *REASONS)
            column = np.array(draw(st.lists(st.sampled_from([*(float(one.code) for one in values), np.nan]),
                                            min_size=rows, max_size=rows)), dtype=np.float64)
        elif kind == "number":
            values = REASONS
            number = st.integers(0, 10**6).map(float) | st.integers(0, 10**6).map(lambda one: one / 100)
            column = np.array(draw(st.lists(number | st.sampled_from([-8.0, np.nan]), min_size=rows, max_size=rows)),
                              dtype=np.float64)
        elif kind == "date":
            column = np.array(draw(st.lists(st.dates() | st.none(), min_size=rows, max_size=rows)),
                              dtype="datetime64[D]")
        else:
            column = np.array([*draw(st.lists(WORDS | NASTY, min_size=rows, max_size=rows)), None], dtype=object)[:-1]
        many = draw(st.sampled_from(["", "set"])) if kind == "flag" else ""
        group = draw(st.sampled_from(["", "grid"])) if kind == "code" else ""
        variables.append(Variable(f"v{place}", kind, draw(TEXTS), draw(TEXTS), values, ordered=bool(group), set=many,
                                  group=group, competence=draw(st.sampled_from(["", "law"])), decimals=2))
        columns.append(column)
    return Dataset("made", draw(TEXTS), tuple(variables), tuple(columns), rows, draw(TEXTS), (draw(TEXTS),))
