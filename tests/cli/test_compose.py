"""compose and convert at the terminal: what is said in three languages, as JSON, and of a mistyped order."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run

from qabilet.errors import Exit


@pytest.fixture
def study(run: Run, tmp_path: Path) -> Path:
    assert run("new", tmp_path / "study", "--like", "local-government").code == Exit.OK
    return tmp_path / "study"


@pytest.mark.parametrize(("lang", "words"), [
    ("kk", "Сұрақтар: 18, оның ішінде құзыреттер туралы: 10"), ("ru", "Вопросов: 18, из них о компетенциях: 10"),
    ("en", "Questions: 18, of these about competences: 10")])
def test_what_was_composed_is_said(run: Run, study: Path, lang: str, words: str) -> None:
    ran = run("compose", study, "--group", "knowledge", "--scales", "importance,competence", "--perspectives", "self",
              "--lang", lang)
    assert ran.code == Exit.OK
    assert words in ran.out
    assert "qabilet form" in ran.out


def test_as_json_the_items_are_named(run: Run, study: Path) -> None:
    result = run("compose", study, "--competences", "mediation, delegation", "--scales", "need", "--json").document[
        "result"]
    assert result["items"] == ["need_mediation", "need_delegation"]
    assert result["framework"] == "local-government-2023"


def test_the_guide_is_composed_beside_the_form(run: Run, study: Path) -> None:
    ran = run("compose", study, "--guide", "--lang", "ru")
    assert ran.code == Exit.OK
    assert "Вопросов интервью" in ran.out


@pytest.mark.parametrize(("options", "code", "exit_"), [
    (("--competences", "mediaton"), "FORM_050", Exit.USAGE), (("--group", "knowlege"), "FORM_051", Exit.USAGE),
    (("--scales", "importance,skill"), "FORM_052", Exit.USAGE), (("--perspectives", "chief"), "FORM_053", Exit.USAGE),
    (("--competences", "mediation", "--group", "skills"), "CLI_008", Exit.USAGE),
    (("--guide", "--scales", "need"), "CLI_008", Exit.USAGE)])
def test_a_mistyped_order_is_answered(run: Run, study: Path, options: tuple[str, ...], code: str, exit_: Exit) -> None:
    ran = run("compose", study, *options, "--lang", "kk")
    assert ran.code == exit_
    assert code in ran.err


def test_an_edited_form_is_refused_with_the_way_out(run: Run, study: Path) -> None:
    (study / "instrument" / "form.xlsx").write_bytes(b"mine")
    ran = run("compose", study, "--lang", "en")
    assert ran.code == Exit.REFUSED
    assert "--again" in ran.err
    assert "instrument/form.previous.xlsx" in run("compose", study, "--again", "--lang", "en").out


def test_a_framework_is_converted_and_its_losses_are_told(run: Run, tmp_path: Path) -> None:
    ran = run("convert", "local-government-2023", "--to", tmp_path / "lg.ttl", "--lang", "ru")
    assert ran.code == Exit.OK
    assert "групп — 6, компетенций — 42, связей — 34" in ran.out
    assert "CASE_107" in ran.out + ran.err
    assert run("convert", "local-government-2023", "--to", tmp_path / "lg.ttl").code == Exit.USAGE
    assert run("convert", "local-government-2023", "--to", tmp_path / "lg.ttl", "--again").code == Exit.OK
    assert run("convert", "oecd-2019", "--to", tmp_path / "x.json", "--labels").code == Exit.USAGE
