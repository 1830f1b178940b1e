"""The rows of a frame as survey statistics read them: filtered, with columns made on the way, split in any way."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from qabilet.stats import SampleDesign, Stage, Survey
from qabilet.tables import Frame, FrameRows, Keys, Made, Wanted, Where, looked_up, weighted_means, weighted_patterns
from qabilet.tables import frame as frames

LEVELS = {"region": 3, "body": 12, "sex": 2, "a": 5, "b": 5, "weight": 0}


def answers(n: int = 400) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(9)
    body = rng.integers(0, 12, n).astype(np.int16)
    return {"region": (body // 4).astype(np.int16), "body": body, "sex": rng.integers(-1, 2, n).astype(np.int16),
            "a": rng.integers(-2, 5, n).astype(np.int16), "b": rng.integers(0, 5, n).astype(np.int16),
            "weight": np.round(rng.uniform(1, 30, n), 3)}


def frame_of(path: Path, columns: dict[str, np.ndarray], group: int) -> Frame:
    """The same rows in row groups of so many."""
    parquet.write_table(pa.table(columns), path, row_group_size=group)
    return Frame(path, len(columns["a"]), LEVELS)


def told(frame: Frame) -> list[bytes]:
    """Everything a weighted pass brings home, as bytes."""
    rows = FrameRows.of(frame, Where(), {"double": Made(("weight",), lambda batch: 2 * batch["weight"])})
    survey = Survey.of(rows, SampleDesign((Stage("body", "region"),), "double"))
    wanted = Wanted(vectors={"whole": (("a", "b", ("a", "b")), ""), "by": (("a",), "sex")},
                    patterns={"p": ("a", "sex")})
    found = weighted_means(survey, frame.levels, wanted, "design")
    parts = [part for vectors in found.values() for vector in vectors.values()
             for part in (vector.theta, vector.V, vector.n, vector.df)]
    return [part.tobytes() for part in parts] + [repr(sorted(weighted_patterns(survey, wanted)["p"].items())).encode()]


def test_the_bytes_are_the_same_however_the_file_is_split_and_its_rows_ordered(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = answers()
    order = np.random.default_rng(2).permutation(400)
    whole = told(frame_of(tmp_path / "whole.parquet", columns, 400))
    for batch, group in ((7, 64), (50, 400), (400, 33)):
        monkeypatch.setattr(frames, "BATCH_ROWS", batch)
        assert told(frame_of(tmp_path / f"{batch}.parquet", columns, group)) == whole
        mixed = {name: column[order] for name, column in columns.items()}
        assert told(frame_of(tmp_path / f"mixed{batch}.parquet", mixed, group)) == whole


def test_rows_are_chosen_by_a_level_and_by_a_made_column_and_counted(tmp_path: Path) -> None:
    columns = answers()
    frame = frame_of(tmp_path / "f.parquet", columns, 100)
    known = Made(("sex",), lambda batch: batch["sex"] >= 0)
    rows = FrameRows.of(frame, Where("region", 1), keep=known)
    wanted = (columns["region"] == 1) & (columns["sex"] >= 0)
    assert rows.count == int(wanted.sum())
    assert np.array_equal(np.concatenate(list(rows.map(("a",), lambda batch: batch["a"]))), columns["a"][wanted])


def test_a_figure_is_looked_up_by_codes_and_missing_codes_have_none(tmp_path: Path) -> None:
    keys = Keys(("region", "sex"), (3, 2))
    made = looked_up(keys, {keys.at((0, 1)): 5.0, keys.at((2, 0)): 7.0})
    batch = {"region": np.array([0, 2, 2, 1], dtype=np.int16), "sex": np.array([1, 0, -1, 1], dtype=np.int16)}
    assert np.array_equal(made.of(batch), [5.0, 7.0, np.nan, np.nan], equal_nan=True)
    assert np.isnan(looked_up(keys, {}).of(batch)).all()
    assert len({keys.at((region, sex)) for region in range(-5, 3) for sex in range(-5, 2)}) == 8 * 7
