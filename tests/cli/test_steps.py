"""Each verb as a person and as a program meets it: words or one JSON document, and the exit code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from qabilet import workflow
from qabilet.errors import Exit
from qabilet.text import LANGS


def test_rank_shows_place_set_value_and_n_in_aligned_columns(run: Run, analysed: Path) -> None:
    ran = run("rank", analysed)
    lines = ran.out.splitlines()
    assert ran.code == 0
    assert lines[0] == "Knowledge and skills akims need · Akims"
    assert lines[1].split()[:3] == ["place", "set", "need"]
    first = lines[2].split()
    assert first[0] == "1"
    assert "Financial literacy" in lines[2]
    assert lines[2].rstrip().endswith("250")
    assert {line.index("250") for line in lines[2:7]} == {lines[2].index("250")}


def test_rank_uses_the_decimal_comma_in_kazakh_and_russian(run: Run, analysed: Path) -> None:
    assert "2.5" in run("rank", analysed, "--lang", "en").out
    for lang in ("kk", "ru"):
        out = run("rank", analysed, "--lang", lang).out
        assert "2,5" in out
        assert "[en]" not in out


def test_rank_as_json_has_the_same_numbers(run: Run, analysed: Path) -> None:
    document = run("rank", analysed, "--json").document
    assert document["ok"] is True
    question = document["result"]["questions"][0]
    assert [need["place"] for need in question["needs"]] == [1, 2, 3, 4, 5]
    assert question["needs"][0]["code"] == "financial-literacy" or question["needs"][0]["label"]["en"]
    assert question["needs"][0]["set"][0] <= 1 <= question["needs"][0]["set"][1]


def test_check_gives_all_faults_and_exit_code_one(run: Run, analysed: Path, tmp_path: Path) -> None:
    root = tmp_path / "study"
    shutil.copytree(analysed, root)
    text = (root / "study.toml").read_text(encoding="utf-8")
    (root / "study.toml").write_text(text.replace('kind = "quota"', 'kind = "qouta"') + "\n[other]\n", encoding="utf-8")
    ran = run("check", root)
    assert ran.code == Exit.FAULTS
    assert "study.toml:" in ran.out
    assert {"STUDY_009", "STUDY_007"} <= set(ran.out.split())
    document = run("check", root, "--json").document
    assert [fault["code"] for fault in document["result"]["faults"]] == ["STUDY_009", "STUDY_007"]
    assert document["exit"] == 1
    assert all(fault["says"][lang] for fault in document["result"]["faults"] for lang in LANGS)


def test_report_writes_a_page_for_each_language(run: Run, analysed: Path, tmp_path: Path) -> None:
    ran = run("report", analysed, "--lang", "kk,en", "--to", tmp_path / "out", "--json")
    assert [Path(name).name for name in ran.document["result"]["files"]] == ["akims-2023-kk.html", "akims-2023-en.html"]
    assert (tmp_path / "out" / "akims-2023-kk.html").read_text(encoding="utf-8").startswith("<!")


def test_report_leaves_the_study_as_it_is(run: Run, analysed: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in analysed.rglob("*") if path.is_file()}
    run("report", analysed, "--lang", "en", "--to", tmp_path)
    assert {path: path.read_bytes() for path in analysed.rglob("*") if path.is_file()} == before


def test_a_change_after_the_analysis_is_told(run: Run, analysed: Path, tmp_path: Path) -> None:
    root = tmp_path / "study"
    shutil.copytree(analysed, root)
    with (root / "study.toml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    assert "STUDY_027" in run("rank", root).out
    assert "STUDY_027" not in run("rank", analysed).out


def test_new_and_its_next_step(run: Run, tmp_path: Path) -> None:
    ran = run("new", tmp_path / "study", "--like", "local-government", "--lang", "kk")
    assert ran.code == 0
    assert "study.toml" in ran.out
    assert "Әкім" in (tmp_path / "study" / "study.toml").read_text(encoding="utf-8")
    again = run("new", tmp_path / "study", "--json")
    assert (again.code, again.document["faults"][0]["code"]) == (4, "STUDY_002")


def test_what_nobody_foresaw_is_told_without_a_traceback(run: Run, tmp_path: Path,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(root: Path) -> None:
        raise ZeroDivisionError("a secret answer")

    monkeypatch.setattr(workflow, "check", broken)
    ran = run("check", tmp_path, "--json")
    (fault,) = ran.document["faults"]
    assert (ran.code, fault["code"]) == (70, "INTERNAL_001")
    report = Path(fault["facts"]["report"]).read_text(encoding="utf-8")
    assert "ZeroDivisionError" in report
    assert "secret" not in report
    assert "Traceback" not in run("check", tmp_path).err
    monkeypatch.setenv("QABILET_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("check", tmp_path)


def test_an_interruption_is_told_and_gives_130(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(root: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(workflow, "check", interrupted)
    ran = run("check", tmp_path)
    assert ran.code == 130
    assert "INTERRUPTED_001" in ran.err
