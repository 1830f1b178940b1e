"""Files that other programs have written, whole and damaged, are read or refused by a code, whatever they hold."""

from __future__ import annotations

import contextlib
import json
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import polars
import pyreadstat
import pytest
from tests.study.formats.statistics.data_sets import everything
from tests.study.formats.statistics.sav_files import Var, sav

from qabilet.errors import QabiletError
from qabilet.study.formats import read_answers, write_dta, write_sav
from qabilet.study.formats.statistics import child, opening
from qabilet.study.formats.statistics.reading import read_statistics

ROOT = Path(__file__).resolve().parents[4]
REFERENCE = ROOT / "tests/reference/statistics"
SHARED = ROOT.parent / "shared/data/spss-stata"
FILES = sorted(path for path in REFERENCE.iterdir() if path.suffix in (".sav", ".zsav", ".dta"))


def test_an_old_file_of_stata_in_cyrillic_is_read_in_its_encoding() -> None:
    given = read_answers(REFERENCE / "old_cp1251.dta")
    assert given.source["encoding"] == "cp1251"
    assert given.told["post"].labels["3"].ru == "Заместитель акима"
    assert given.told["post"].question == "Ваша должность"
    assert given.column("wish")[2] == "Занятия на казахском языке"
    assert "STATFILE_101" in [loss.code for loss in given.losses]


@pytest.mark.parametrize("name", ["new_unicode.dta", "stata12.dta"])
def test_letters_of_stata_say_why_there_is_no_answer(name: str) -> None:
    given = read_answers(REFERENCE / name)
    assert given.column("law") == ("1", "5", ".a", ".r")
    assert given.told["law"].missing == {".a": "not asked", ".r": "refused"}
    assert given.column("single") == ("1.1", "2.5", "", "0.1"), "no digit that four bytes do not hold"
    assert given.column("sent") == ("2023-05-31 14:05:09", "", "1999-12-31 23:59:59", "2024-02-29 00:00:00")
    assert given.column("month") == ("2023-05", "1960-01", "", "1959-12")


def test_long_words_of_stata_are_whole() -> None:
    essays = read_answers(REFERENCE / "new_unicode.dta").column("essay")
    assert essays == (("ұзын " * 700).strip(), "қысқа", "", "é")


@pytest.mark.parametrize("name", ["of_haven.sav", "of_haven.zsav"])
def test_ranges_of_missing_values_words_as_codes_and_long_words_of_spss(name: str) -> None:
    given = read_answers(REFERENCE / name)
    assert given.told["q1"].missing == {"98": "cannot judge", "99": "refused"}
    assert given.told["sex"].values == ("f", "m")
    assert given.column("hour") == ("01:02:03", "", "00:00:00", "23:59:59")
    assert given.column("өңір") == ("Абай", "Ұлытау", "", "ә" * 400)


def test_long_words_as_codes_and_words_as_missing_values(tmp_path: Path) -> None:
    frame = polars.DataFrame({"s": ["ұзын код мәні", "екінші код мәні", ""], "x": ["a", "b", "zz"]})
    pyreadstat.write_sav(frame, tmp_path / "a.sav", missing_ranges={"x": ["zz"]},
                         variable_value_labels={"s": {"ұзын код мәні": "Бірінші", "екінші код мәні": "Екінші"}})
    given = read_answers(tmp_path / "a.sav")
    assert given.told["s"].labels["ұзын код мәні"].kk == "Бірінші"
    assert given.told["x"].missing == {"zz": "refused"}


def test_a_portable_file_is_read(tmp_path: Path) -> None:
    pyreadstat.write_por(polars.DataFrame({"Q1": [1.0, 2.0, None], "T": ["abc", "", "z"]}), tmp_path / "a.por",
                         column_labels=["How much?", "Why?"])
    given = read_answers(tmp_path / "a.por")
    assert given.columns == (("1", "2", ""), ("abc", "", "z"))
    assert given.told["Q1"].question == "How much?"


@pytest.mark.oracle
@pytest.mark.slow
def test_the_stored_files_are_what_the_script_makes(tmp_path: Path) -> None:
    asked = "quit(status = !all(c('haven', 'foreign', 'hms') %in% rownames(installed.packages())))"
    if shutil.which("Rscript") is None or subprocess.run(["Rscript", "-e", asked], check=False).returncode:
        pytest.skip("R with haven, foreign and hms is not installed")
    run = subprocess.run(["Rscript", str(REFERENCE / "make_files.R"), str(tmp_path)], cwd=ROOT, capture_output=True,
                         text=True, check=False)
    assert run.returncode == 0, run.stderr
    for stored in FILES:
        fresh = read_answers(tmp_path / stored.name)
        assert (fresh.columns, fresh.told) == (read_answers(stored).columns, read_answers(stored).told)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder of shared files is not beside the repository")
@pytest.mark.parametrize("name", ["haven_labelled-num-na.sav", "pyreadstat_missing_test.sav", "pyreadstat_sample.dta",
                                  "pyreadstat_sample.sav"])
def test_the_shared_files_are_read(name: str) -> None:
    given = read_answers(SHARED / name)
    assert given.rows >= 2
    if "sample" in name:
        assert given.column("mydate") == ("2018-05-06", "1880-05-06", "1960-01-01", "1583-01-01", "")
        assert given.column("dtime")[1] == "1880-05-06 10:10:10"
        assert given.column("mytime")[0] == "10:10:10"
        assert (given.told["mylabl"].kind, given.told["myord"].kind) == ("one", "rating")
    elif "haven" in name:
        assert given.told["VAR00002"].missing == {"9": "refused"}


def in_this_process(data: bytes, kind: str, folder: Path, file: str) -> object:
    """What the other process does, done here: a thousand processes would take minutes."""
    path = folder / f"file.{kind}"
    path.write_bytes(data)
    child.main([kind, str(path), str(folder)])
    return json.loads((folder / "told.json").read_text(encoding="ascii"))


def spoiled(data: bytes, seed: int) -> bytes:
    """The file with some bytes changed, taken out or cut off, most of them in its dictionary."""
    chance = np.random.default_rng(seed)
    out = bytearray(data)
    if chance.random() < 0.1:
        return bytes(out[:chance.integers(len(out))])
    for _ in range(chance.choice([1, 1, 2, 4, 16])):
        place = chance.integers(min(len(out), 3_000) if chance.random() < 0.7 else len(out))
        width = chance.choice([1, 2, 4, 8])
        if (how := chance.random()) < 0.3:
            out[place:place + width] = bytes([chance.choice([0, 0xFF, 0x7F, 0x80])]) * width
        elif how < 0.45:
            del out[place:place + width]
        else:
            out[place] = chance.integers(256)
    return bytes(out)


SPOILING = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.study.formats.statistics import test_files_of_others as here
here.opening._asked = here.in_this_process
here.child._bound()
here.child._bound = lambda: None
data, name = Path({path!r}).read_bytes(), {name!r}
for seed in range({seeds}):
    here.read_spoiled(here.spoiled(data, seed), name)
"""


def read_spoiled(data: bytes, name: str) -> None:
    """Nothing but a code may be raised; what is read hangs together."""
    with contextlib.suppress(QabiletError):
        given = read_statistics(data, suffix=Path(name).suffix, name=name)
        assert len(given.headers) == len(given.columns)
        assert all(len(column) == given.rows for column in given.columns)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*(path.name for path in FILES), "ours.sav", "ours.zsav", "ours.dta", "by_hand.sav"])
def test_hundreds_of_spoiled_files_end_in_codes(tmp_path: Path, name: str) -> None:
    path = REFERENCE / name
    if name.startswith("ours"):
        path = tmp_path / name
        if name == "ours.dta":
            write_dta(everything(), "kk", to=path)
        else:
            write_sav(everything(), "kk", to=path, compress=name == "ours.zsav")
    if name == "by_hand.sav":
        path = tmp_path / name
        path.write_bytes(sav([Var("A", label="Право", labels={0: "нет", 1: "да"}, missing=(9,)),
                              Var("B", labels={1: "да"}), Var("T", 20, "Слова")],
                             [[1, 0, "сәлем"], [9, None, "ә"]], sets="$ab=D1 1 2 ab a b\n",
                             attributes="A:Note('x'\n)\n", documents=["текст"], code_page=65001))
    program = SPOILING.format(root=str(ROOT), path=str(path), name=name, seeds=300)
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True, check=False,
                          timeout=300)
    assert done.returncode == 0, done.stderr[-2_000:]


def bomb(rows: int) -> bytes:
    """A .zsav of a few kilobytes: rows of 25,600 blanks, packed upon packed."""
    head = bytearray(sav([Var(f"T{place}", 255) for place in range(100)], []))
    head[:4] = b"$FL3"
    head[72:76], head[80:84] = struct.pack("<i", 2), struct.pack("<i", rows)
    codes = b"\xfe" * (rows * 3_200)  # one byte stands for eight blanks
    packed = zlib.compress(codes, 9)
    start = len(head)
    after = start + 24
    trailer = struct.pack("<2q2i", -100, 0, max(len(codes), 1), 1) + struct.pack("<2q2i", start, after, len(codes),
                                                                               len(packed))
    return bytes(head) + struct.pack("<3q", start, after + len(packed), len(trailer)) + packed + trailer


def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    (tmp_path / "a.zsav").write_bytes(bomb(100))
    assert read_answers(tmp_path / "a.zsav").column("T0") == ("",) * 100
    (tmp_path / "a.zsav").write_bytes(bomb(10_000).replace(struct.pack("<i", 10_000), struct.pack("<i", 500_000), 1))
    with pytest.raises(QabiletError) as caught:
        read_answers(tmp_path / "a.zsav")
    assert caught.value.code == "STATFILE_003"


@pytest.mark.parametrize(("program", "code"), [
    ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "STATFILE_001"),
    ("import time; time.sleep(60)", "STATFILE_003"), ("pass", "STATFILE_001")],
    ids=["it crashes", "it hangs", "it says nothing"])
def test_whatever_becomes_of_the_other_process_this_one_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                                program: str, code: str) -> None:
    false = tmp_path / "python"
    false.write_text(f"#!/bin/sh\nexec {sys.executable} -c '{program}'\n")
    false.chmod(0o755)
    monkeypatch.setattr(opening.sys, "executable", str(false))
    monkeypatch.setattr(opening, "SECONDS", 2)
    with pytest.raises(QabiletError) as caught:
        read_statistics(sav([Var("A")], [[1]]), suffix=".sav", name="a.sav")
    assert caught.value.code == code


def test_many_cells_are_read_block_by_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    variables = [Var(f"V{place}", long=f"сұрақ{place}", label=f"Сұрақ {place}") for place in range(7)]
    data = sav(variables, [[place * row for place in range(7)] for row in range(5)])
    whole = read_statistics(data, suffix=".sav", name="a.sav")
    monkeypatch.setattr(opening, "_asked", in_this_process)
    monkeypatch.setattr(child, "_bound", lambda: None)
    monkeypatch.setattr(child, "BLOCK", 10)
    assert read_statistics(data, suffix=".sav", name="a.sav") == whole
    assert whole.headers == tuple(f"сұрақ{place}" for place in range(7))
