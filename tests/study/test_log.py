"""LOG.csv: one line a step, hashes of what went in and out, and no way to change a line unnoticed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from qabilet.errors import QabiletError
from qabilet.study import inputs_hash, read_log, save

NOW = datetime(2026, 3, 1, 14, 30, tzinfo=timezone(timedelta(hours=5)))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "study.toml").write_text("format = 1\n")
    for turn in range(3):
        save(tmp_path, {"sample/population.csv": str(turn).encode()}, verb="adopt", by="researcher", now=NOW,
             version="0.1")
    return tmp_path


def test_a_line_says_when_in_utc_by_which_role_what_and_from_which_data_to_which(root: Path) -> None:
    lines, faults = read_log(root)
    assert faults == ()
    first, second, third = lines
    assert (first.when, first.by, first.verb, first.version) == ("2026-03-01T09:30:00Z", "researcher", "adopt", "0.1")
    assert len(first.hash_in) == len(first.hash_out) == 64
    assert len({first.hash_in, second.hash_in, third.hash_in}) == 3


def test_excel_opens_it_in_columns(root: Path) -> None:
    data = (root / "LOG.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfwhen;by;verb;version;hash_in;hash_out;chain\r\n")


@pytest.mark.parametrize(("change", "row"), [
    (lambda rows: [rows[0], rows[1].replace("adopt", "check"), *rows[2:]], 2),
    (lambda rows: [*rows[:2], *rows[3:]], 3),
    (lambda rows: [rows[0], rows[2], rows[1], rows[3]], 2),
    (lambda rows: [*rows, rows[1]], 5),
])
def test_a_changed_removed_or_moved_line_is_noticed(root: Path, change: object, row: int) -> None:
    rows = (root / "LOG.csv").read_text(encoding="utf-8").splitlines()
    (root / "LOG.csv").write_text("\n".join(change(rows)) + "\n", encoding="utf-8")  # type: ignore[operator]
    _, (fault,) = read_log(root)
    assert (fault.code, fault.row) == ("STUDY_021", row)


def test_saving_it_again_with_commas_is_no_tampering(root: Path) -> None:
    text = (root / "LOG.csv").read_text(encoding="utf-8")
    (root / "LOG.csv").write_text(text.replace(";", ","), encoding="utf-8")
    assert read_log(root)[1] == ()


@pytest.mark.parametrize("by", ["", "Aigul Nurlanova", "a@b.kz", "=cmd", "+77011234567", "x" * 40])
def test_a_name_or_an_address_is_no_role(root: Path, by: str) -> None:
    with pytest.raises(QabiletError) as error:
        save(root, {"a": b""}, verb="adopt", by=by, now=NOW, version="0.1")
    assert error.value.code == "STUDY_022"
    assert not (root / "a").exists()


def test_the_hash_of_the_inputs_leaves_out_what_is_derived(root: Path) -> None:
    before = inputs_hash(root)
    for name in ("analysis/findings.json", "report/ru.html", ".hidden", "fieldwork/~$answers.dictionary.csv"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("x")
    assert inputs_hash(root) == before
    (root / "study.toml").write_text("format = 1 \n")
    assert inputs_hash(root) != before


def test_a_verb_that_a_spreadsheet_would_run_is_neutralised(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text("format = 1\n")
    save(tmp_path, {"a": b""}, verb="=1+1", by="researcher", now=datetime(2026, 1, 1, tzinfo=UTC), version="0.1")
    assert ";'=1+1;" in (tmp_path / "LOG.csv").read_text(encoding="utf-8")
    assert read_log(tmp_path)[0][0].verb == "=1+1"
