"""Exports in several tables and in archives: the people are taken, the rest is told of."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.corpus.exports import PEOPLE, as_csv, as_xlsx, as_zip, central, kobo
from tests.study.formats.test_odk import FORM, codes, taken

from qabilet.errors import QabiletError
from qabilet.study.formats.taking import take_answers

MEMBERS = [["child_name", "_index", "_parent_table_name", "_parent_index", "_submission__id", "_submission__uuid"],
           *([f"Бала {row}", str(row + 1), "survey", str(row % PEOPLE + 1), str(1000 + row), "x"] for row in range(90))]


def test_the_sheet_of_a_repeat_is_not_taken_for_the_people_though_it_is_larger(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "kobo.xlsx", {"survey": kobo(), "children": MEMBERS})
    answers = take_answers(path, FORM)
    assert answers.rows == PEOPLE
    assert [dict(one.facts) for one in answers.losses if one.code == "LOSS_042"] == [{"name": "children", "rows": 90}]
    assert "LOSS_001" not in codes(answers)


def test_a_sheet_asked_for_is_taken_whatever_it_is(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "kobo.xlsx", {"survey": kobo(), "children": MEMBERS})
    assert take_answers(path, sheet="children").rows == 90


def test_an_archive_of_central(tmp_path: Path) -> None:
    repeats = [["child", "PARENT_KEY", "KEY"],
               *([f"Бала {row}", "uuid:1", f"uuid:1/children[{row}]"] for row in range(7))]
    data = as_zip({"survey.csv": as_csv(central()), "survey-children.csv": as_csv(repeats),
                   "media/1.jpg": b"\xff\xd8\xff", "media/audit.csv": b"event,node\n", "__MACOSX/._survey.csv": b"x"})
    answers = taken(tmp_path, data, name="survey.zip")
    assert answers.rows == PEOPLE
    assert answers.source["member"] == "survey.csv"
    assert {"LOSS_042", "LOSS_049", "LOSS_052", "LOSS_055"} <= set(codes(answers))


@pytest.mark.parametrize(("members", "code"), [
    ({"photo.jpg": b"\xff\xd8\xff"}, "ODK_004"), ({}, "ODK_004"), ({"a.csv": b""}, "ODK_004"),
    ({"a.csv": b"\x00" * 11_000_000}, "ODK_002"), ({"deep.zip": b"PK"}, "ODK_004"),
    ({f"{at}.csv": b"a,b\n1,2\n" for at in range(30_000)}, "ODK_002"),
])
def test_archives_without_answers_are_refused(tmp_path: Path, members: dict[str, bytes], code: str) -> None:
    with pytest.raises(QabiletError) as error:
        taken(tmp_path, as_zip(members), name="a.zip")
    assert error.value.code == code


def test_half_an_archive_is_refused(tmp_path: Path) -> None:
    data = as_zip({"survey.csv": as_csv(central())})
    for size in (10, 60, len(data) // 2, len(data) - 5):
        with pytest.raises(QabiletError):
            taken(tmp_path, data[:size], name="a.zip")


def test_an_archive_with_a_spoiled_part_is_refused(tmp_path: Path) -> None:
    data = bytearray(as_zip({"survey.csv": as_csv(central())}))
    data[200:260] = bytes(60)
    with pytest.raises(QabiletError) as error:
        taken(tmp_path, bytes(data), name="a.zip")
    assert error.value.code == "ODK_001"
