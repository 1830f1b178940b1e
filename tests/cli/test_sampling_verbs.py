"""`qabilet size` and `qabilet draw` as a person types them: the number, the words to paste, the balance, the faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.study.sampling.studies import STRATIFIED, study

from qabilet.errors import Exit
from qabilet.text import LANGS


def test_size_for_a_share_tells_answers_invitations_and_the_method(run: Run) -> None:
    ran = run("size", "--share", "0.5", "--margin", "0.03", "--population", "2345", "--icc", "0.05", "--cluster-size",
              "20", "--response", "0.6")
    lines = ran.out.splitlines()
    assert ran.code == 0
    assert lines[:3] == ["Answers needed: 1,103", "Invitations to send: 1,839", ""]
    assert "Cochran 1977" in lines[3]


@pytest.mark.parametrize("arguments", [
    ("--share", "0.5", "--margin", "0.03"), ("--share", "50%", "--margin", "3%"),
    ("--share", "0,5", "--margin", "0,03"),
])
def test_numbers_are_taken_as_people_write_them(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("size", *arguments).out.startswith("Answers needed: 1,068\n")


def test_the_other_way_round_n_tells_the_margin(run: Run) -> None:
    document = run("size", "--share", "0.5", "--n", "250", "--population", "2345", "--json").document
    assert document["result"]["margin"] == pytest.approx(0.0586, abs=5e-5)
    assert all(document["result"]["method"][lang] for lang in LANGS)


@pytest.mark.parametrize(("arguments", "n"), [
    (("--mean", "1.1", "--margin", "0.1"), 465), (("--difference", "0.4", "0.5"), 776),
    (("--difference-mean", "0.3", "1.1"), 426),
    (("--ranks", "0.3", "1.1", "--items", "12", "--correlation", "0.4"), 273),
])
def test_every_aim_has_its_size(run: Run, arguments: tuple[str, ...], n: int) -> None:
    assert run("size", *arguments, "--json").document["result"]["n"] == n


@pytest.mark.parametrize(("arguments", "code"), [
    ((), "CLI_007"), (("--share", "0.5"), "CLI_007"), (("--share", "0.5", "--mean", "1", "--margin", "1"), "CLI_007"),
    (("--ranks", "0.3", "1.1"), "CLI_002"), (("--share", "0.5", "--margin", "0.1", "--icc", "0.1"), "CLI_002"),
    (("--share", "0.5", "--margin", "0.1", "--n", "5"), "CLI_008"),
    (("--difference", "0.4", "0.5", "--population", "100"), "CLI_008"),
    (("--share", "half", "--margin", "0.1"), "CLI_009"), (("--share", "0.5", "--n", "2.5"), "CLI_009"),
    (("--share", "0.5", "--margin", "0"), "SAMPLE_001"), (("--share", "1", "--margin", "0.1"), "SAMPLE_001"),
    (("--share", "0.5", "--margin", "0.1", "--deff", "0.5"), "SAMPLE_001"),
    (("--share", "0.5", "--margin", "0.1", "--response", "0"), "SAMPLE_001"),
    (("--share", "0.5", "--n", "101", "--population", "100"), "SAMPLE_002"),
    (("--difference", "0.4", "0.4"), "SAMPLE_009"), (("--difference", "0.4"), "CLI_004"),
    (("nowhere", "--share", "0.5"), "CLI_008"), (("nowhere",), "DRAW_001"),
])
def test_a_size_that_cannot_be_told_is_a_coded_fault(run: Run, arguments: tuple[str, ...], code: str) -> None:
    ran = run("size", *arguments, "--json")
    assert [fault["code"] for fault in ran.document["faults"]] == [code]
    assert ran.code != 0


def test_draw_shows_how_the_sample_compares_and_size_shows_the_strata(run: Run, tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED)
    sized = run("size", root)
    assert sized.code == 0
    assert "Алматы қаласы" in sized.out
    assert sized.out.splitlines()[-1] == "In all: 20"
    drawn = run("draw", root)
    assert drawn.code == 0
    assert drawn.out.startswith("Drawn: 20 of 128; reserves: 10.\n")
    assert "in standard deviations" in drawn.out
    assert "−0.0" not in drawn.out
    again = run("draw", root)
    assert (again.code, "DRAW_010" in again.err) == (Exit.REFUSED, True)
    assert "Nothing was changed" in run("draw", root, "--again").out


def test_a_quota_in_place_of_a_draw_names_no_table_of_units_for_it_has_none(run: Run, tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED)
    assert 'units = "sample/units.csv"' in run("draw", root, "--json").document["result"]["study_toml"]
    plan = root / "sample/design.toml"
    words = plan.read_text(encoding="utf-8").replace('"stratified"', '"quota"').replace("reserves", "# reserves")
    plan.write_text(words, encoding="utf-8")
    told = run("draw", root, "--again", "--json").document["result"]
    assert (told["kind"], [row for row in told["study_toml"] if row.startswith("units")]) == ("quota", [])


def test_replace_says_who_comes_and_needs_a_reason(run: Run, tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED)
    run("draw", root)
    unit = (root / "sample/drawn.csv").read_text(encoding="utf-8-sig").splitlines()[1].split(";")[0]
    assert "DRAW_020" in run("draw", root, "--replace", unit).err
    ran = run("draw", root, "--replace", unit, "--reason", "бос лауазым")
    assert ran.out.startswith(f"In place of {unit} comes A-")
    assert run("draw", root, "--reason", "x", "--json").document["faults"][0]["facts"]["name"] == "--replace"
    assert "CLI_008" in run("draw", root, "--replace", unit, "--reason", "x", "--again").err


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_left_in_another_language(run: Run, tmp_path: Path, lang: str) -> None:
    root = study(tmp_path, STRATIFIED.replace("n = 20\n", "") + "[size]\nshare = 0.5\nmargin = 0.1\nresponse = 0.8\n")
    words = [run("size", root, "--lang", lang).out, run("draw", root, "--lang", lang).out,
             run("size", "--ranks", "0.3", "1.1", "--items", "12", "--lang", lang).out]
    english = ("Answers", "Drawn", "register", "sample", "stratum", "needs", "difference")
    for told in words:
        assert told
        if lang != "en":
            assert not [word for word in english if word in told.replace("sample/", "")]
