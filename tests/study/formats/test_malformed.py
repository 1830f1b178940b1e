"""Every malformed file ends in a coded error, quickly and in little memory; nothing else is ever raised."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.corpus import malformed
from tests.corpus.malformed import MALFORMED

from qabilet.errors import CODES, QabiletError
from qabilet.study.formats import read_answers


@pytest.mark.parametrize(("name", "make", "code"), MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_file_ends_in_its_code(tmp_path: Path, name: str, make: object, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(make())  # type: ignore[operator]
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    with pytest.raises(QabiletError) as caught:
        read_answers(path)
    assert caught.value.code == code
    assert all(fault.says("en") and fault.mend("en") for fault in caught.value.faults)
    assert time.perf_counter() - started < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_paths_that_are_no_file(tmp_path: Path) -> None:
    for path, code in ((tmp_path, "ANSWERS_023"), (tmp_path / "none.csv", "ANSWERS_001"),
                       (Path("a\0b"), "ANSWERS_002")):
        with pytest.raises(QabiletError) as caught:
            read_answers(path)
        assert caught.value.code == code


def test_a_loop_of_links(tmp_path: Path) -> None:
    try:
        path = malformed.loop_of_links(tmp_path)
    except OSError:
        pytest.skip("links are not allowed here")
    with pytest.raises(QabiletError) as caught:
        read_answers(path)
    assert caught.value.code == "ANSWERS_002"


def test_a_formula_is_named_by_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(malformed.formula_as_answer())
    with pytest.raises(QabiletError) as caught:
        read_answers(path)
    assert caught.value.faults[0].facts["cell"] == "B3"


def test_ragged_rows_are_named_by_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(malformed.ragged())
    with pytest.raises(QabiletError) as caught:
        read_answers(path)
    assert [fault.row for fault in caught.value.faults] == [3]


def test_doubled_headers_can_be_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(malformed.doubled_headers())
    assert read_answers(path, keep_duplicates=True).headers == ("Пол", "Возраст", "Пол (2)")


def survives(path: Path) -> None:
    """Read it, or refuse it with a code."""
    try:
        answers = read_answers(path)
    except QabiletError as error:
        assert all(fault.code in CODES for fault in error.faults)  # noqa: PT017
    else:
        assert answers.rows == len(answers.columns[0])


WHOLE = {"a.xlsx": malformed.workbook(), "a.parquet": malformed.parquet(), "a.csv": malformed.PLAIN.csv()}
LIGHT = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@LIGHT
@given(name=st.sampled_from(sorted(WHOLE)), cut=st.floats(0, 1))
def test_any_cut_is_survived(tmp_path: Path, name: str, cut: float) -> None:
    path = tmp_path / name
    path.write_bytes(WHOLE[name][: int(cut * len(WHOLE[name]))])
    survives(path)


@LIGHT
@given(name=st.sampled_from(sorted(WHOLE)), places=st.lists(st.tuples(st.floats(0, 0.999), st.integers(1, 255)),
                                                            min_size=1, max_size=6))
def test_any_flipped_bytes_are_survived(tmp_path: Path, name: str, places: list[tuple[float, int]]) -> None:
    data = bytearray(WHOLE[name])
    for place, flip in places:
        data[int(place * len(data))] ^= flip
    path = tmp_path / name
    path.write_bytes(bytes(data))
    survives(path)


@LIGHT
@given(part=st.sampled_from([malformed.SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml",
                             "[Content_Types].xml", "xl/_rels/workbook.xml.rels"]),
       old=st.sampled_from([b"1", b"0", b"sheet", b"<v>", b"count", b"r=", b"t=", b"s=", b"name", b"A1", b'"']),
       new=st.sampled_from([b"", b"99999999999", b"-1", b"x", b"<", b"\xff", b"&#0;", b"ZZZZ9", b"1e400"]))
def test_a_workbook_of_sound_zip_and_wrong_contents_is_survived(tmp_path: Path, part: str, old: bytes,
                                                                new: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(malformed.changed(part, lambda xml: xml.replace(old, new)))
    survives(path)


@LIGHT
@given(data=st.binary(max_size=400))
def test_any_bytes_are_survived(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    survives(path)


@LIGHT
@given(text=st.text(alphabet=st.sampled_from('ab"\'\n\r;,\tқЖ=|[]?'), max_size=200))
def test_any_text_is_survived(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())
    survives(path)
