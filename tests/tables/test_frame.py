"""From answers as words to a frame of integers, and from the frame to exact sums."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from qabilet.errors import QabiletError
from qabilet.tables import (
    REFUSED,
    SLOTS,
    UNKNOWN,
    Frame,
    Output,
    Recode,
    Wanted,
    Where,
    cross_count,
    open_engine,
    recode,
    reduce,
)

COLOURS = {"red": 0, "green": 1, "": REFUSED}


def answers(folder: Path, **columns: list[str | None]) -> Path:
    parquet.write_table(pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()}),
                        folder / "answers.parquet")
    return folder / "answers.parquet"


def by(table: dict[str, int], header: str = "colour", row: int | None = 2) -> Recode:
    return Recode(header, (Output(header, 2),), lambda cell: (float(table.get(cell, UNKNOWN)),), row)


def test_a_word_becomes_its_code_and_an_empty_cell_its_reason(tmp_path: Path) -> None:
    frame = recode(answers(tmp_path, colour=["red", None, "green", "red", ""]), [by(COLOURS)], tmp_path / "f.parquet")
    batch = next(frame.batches(["colour"]))
    assert batch["colour"].tolist() == [0, REFUSED, 1, 0, REFUSED]


def test_values_the_dictionary_does_not_know_are_all_named_with_their_counts_and_line(tmp_path: Path) -> None:
    path = answers(tmp_path, colour=["red", "blue", "blue", "pink"])
    with pytest.raises(QabiletError) as caught:
        recode(path, [by(COLOURS)], tmp_path / "f.parquet", file="answers.dictionary.csv")
    assert [(fault.code, fault.facts["value"], fault.facts["count"], fault.row) for fault in caught.value.faults] == [
        ("TABLE_003", "blue", 2, 2), ("TABLE_003", "pink", 1, 2)]
    assert not (tmp_path / "f.parquet").exists()


def test_a_column_of_the_dictionary_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(QabiletError) as caught:
        recode(answers(tmp_path, colour=["red"]), [by(COLOURS, "shape")], tmp_path / "f.parquet")
    assert caught.value.code == "TABLE_002"


def test_a_file_that_is_not_parquet_is_a_fault_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "answers.parquet").write_bytes(b"PAR1 but not really")
    with pytest.raises(QabiletError) as caught:
        recode(tmp_path / "answers.parquet", [by(COLOURS)], tmp_path / "f.parquet")
    assert caught.value.code == "TABLE_001"


def test_an_empty_table_counts_nobody(tmp_path: Path) -> None:
    frame = recode(answers(tmp_path, colour=[]), [by(COLOURS)], tmp_path / "f.parquet")
    sums = reduce(frame, Wanted(counts={"all": (), "colour": ("colour",)}))
    assert frame.rows == 0
    assert cross_count(frame, ["colour"]).sum() == 0
    assert sums.rows == 0


def framed(folder: Path, codes: np.ndarray, rows_a_group: int = 7) -> Frame:  # type: ignore[type-arg]
    names = [f"x{index}" for index in range(codes.shape[1])]
    table = pa.table({name: pa.array(codes[:, index], pa.int16()) for index, name in enumerate(names)})
    parquet.write_table(table, folder / "frame.parquet", row_group_size=rows_a_group)
    return Frame(folder / "frame.parquet", len(codes), dict.fromkeys(names, 3))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(*[st.integers(-4, 2)] * 3), min_size=1, max_size=60), st.integers(1, 20))
def test_however_the_file_is_split_the_sums_have_the_same_bytes(
        tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, ...]], group: int) -> None:
    folder = tmp_path_factory.mktemp("split")
    codes = np.array(rows, dtype=np.int16)
    wanted = Wanted(counts={"pair": ("x0", "x1")}, moments={"m": (("x1", "x2", ("x1", "x2")), ("x0",))},
                    patterns={"p": ("x0", "x2")})
    whole = reduce(framed(folder, codes, 1000), wanted)
    parts = [reduce(framed(folder, part), wanted) for part in np.array_split(codes, min(group, len(codes)))]
    added = parts[0]
    for part in parts[1:]:
        added = added + part
    assert added.counts["pair"].tobytes() == whole.counts["pair"].tobytes()
    assert added.patterns == whole.patterns
    for stratum, moments in whole.moments["m"].items():
        mine = added.moments["m"][stratum]
        assert (mine.n, mine.xx.tobytes(), mine.xm.tobytes(), mine.mm.tobytes()) == (
            moments.n, moments.xx.tobytes(), moments.xm.tobytes(), moments.mm.tobytes())


def test_the_engine_and_the_streamed_pass_count_alike(tmp_path: Path) -> None:
    codes = np.random.default_rng(7).integers(-4, 3, size=(500, 3)).astype(np.int16)
    frame = framed(tmp_path, codes)
    streamed = reduce(frame, Wanted(counts={"all": ("x0", "x1", "x2")}), Where("x1", 2)).counts["all"]
    assert (streamed == cross_count(frame, ["x0", "x1", "x2"], Where("x1", 2))).all()
    assert streamed.sum() == (codes[:, 1] == 2).sum()


def test_the_missing_slots_come_before_the_levels(tmp_path: Path) -> None:
    counts = cross_count(framed(tmp_path, np.array([[-1, 0, 0], [2, 0, 0]], dtype=np.int16)), ["x0"])
    assert counts[SLOTS - 1] == 1
    assert counts[SLOTS + 2] == 1


@pytest.mark.parametrize("query", [
    "select * from read_csv('{outside}')",
    "select * from '{outside}'",
    "copy (select 1) to '{outside}.copy'",
    "attach '{outside}.db'",
    "install httpfs",
    "load httpfs",
    "set enable_external_access = true",
    "set allowed_directories = ['/']",
    "select * from glob('/*')",
])
def test_the_engine_reads_only_inside_the_study(tmp_path: Path, query: str) -> None:
    import duckdb

    study = tmp_path / "study"
    study.mkdir()
    outside = tmp_path / "secret.csv"
    outside.write_text("a\n1\n")
    with open_engine(study) as session, pytest.raises(duckdb.Error):
        session.sql(query.format(outside=outside.as_posix())).fetchall()
    assert not (tmp_path / "secret.csv.copy").exists()


def test_a_path_that_leaves_the_study_is_refused_before_the_engine_sees_it(tmp_path: Path) -> None:
    (tmp_path / "study").mkdir()
    (tmp_path / "secret.parquet").write_bytes(b"")
    with open_engine(tmp_path / "study") as session, pytest.raises(QabiletError) as caught:
        session.scan(tmp_path / "study" / ".." / "secret.parquet")
    assert caught.value.code == "TABLE_004"


def test_a_column_of_lists_is_a_fault_and_no_traceback(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"colour": [["red"], ["blue"]]}), tmp_path / "answers.parquet")
    with pytest.raises(QabiletError) as caught:
        recode(tmp_path / "answers.parquet", [by(COLOURS)], tmp_path / "f.parquet")
    assert caught.value.code == "TABLE_001"


def test_a_small_frame_counts_the_same_held_and_read_again(tmp_path: Path) -> None:
    path = answers(tmp_path, colour=["red", None, "green"], shape=["round", "square", ""])
    shapes = by({"round": 0, "square": 1, "": REFUSED}, "shape")
    frame = recode(path, [by(COLOURS), shapes], tmp_path / "f.parquet")
    again = Frame(frame.path, frame.rows, frame.levels)
    wanted = Wanted(counts={"both": ("colour", "shape")})
    assert frame.held is not None
    assert (reduce(frame, wanted).counts["both"] == reduce(again, wanted).counts["both"]).all()
