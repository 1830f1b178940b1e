"""`qabilet print` as a person and as a program meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cycle.report.paper.forms import everything

from qabilet.cycle.instrument import Question
from qabilet.errors import Exit
from qabilet.study.formats import write_form
from qabilet.text import LANGS, Text


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.xlsx"
    path.write_bytes(write_form(everything()))
    return path


def test_every_file_is_named_and_there(run: Run, form: Path, tmp_path: Path) -> None:
    ran = run("print", form, "--to", tmp_path / "out", "--lang", "kk,ru", "--as", "docx")
    assert ran.code == 0
    names = ["akims-kk.docx", "akims-codes-kk.docx", "akims-ru.docx", "akims-codes-ru.docx"]
    assert [Path(line).name for line in ran.out.splitlines()] == names
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(names)


def test_as_json(run: Run, form: Path, tmp_path: Path) -> None:
    document = run("print", form, "--to", tmp_path / "out", "--lang", "en", "--as", "pdf", "--no-codes",
                   "--json").document
    assert document["ok"] is True
    assert [Path(name).name for name in document["result"]["files"]] == ["akims-en.pdf"]


def test_a_gap_is_refused_and_nothing_is_written(run: Run, form: Path, tmp_path: Path) -> None:
    full = everything()
    form.write_bytes(write_form(full.with_(nodes=(*full.nodes, Question("x", "text", "text", Text(ru="Ещё"))))))
    ran = run("print", form, "--to", tmp_path / "out", "--lang", "kk", "--as", "docx")
    assert (ran.code, "PAPER_001" in ran.err) == (Exit.FAULTS, True)
    assert not (tmp_path / "out").exists()
    ran = run("print", form, "--to", tmp_path / "out", "--as", "docx", "--draft")
    assert (ran.code, "do not send them out" in ran.out) == (0, True)


@pytest.mark.parametrize("typed", [["--as", "odt"], ["--lang", "de"], ["--perspective", "nobody"]])
def test_slips_are_of_usage(run: Run, form: Path, tmp_path: Path, typed: list[str]) -> None:
    assert run("print", form, "--to", tmp_path / "out", *typed).code == Exit.USAGE
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("lang", LANGS)
def test_the_help_speaks_the_language(run: Run, lang: str) -> None:
    ran = run("print", "--help", "--lang", lang)
    assert ran.code == 0
    assert "--perspective" in ran.out
    assert ("DIR|FILE" in ran.out) == (lang == "en")
