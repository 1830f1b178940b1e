"""What was typed: understood, or answered with what to type, in the person's language."""

from __future__ import annotations

import pytest
from tests.cli.conftest import Run

from qabilet.cli.language import languages, spoken
from qabilet.cli.verbs import VERBS
from qabilet.errors import QabiletError
from qabilet.text import LANGS


@pytest.mark.parametrize("lang", LANGS)
def test_the_help_names_every_verb_in_the_order_of_the_cycle(run: Run, lang: str) -> None:
    ran = run("--help", "--lang", lang)
    places = [ran.out.index(f"    {verb.name} ") for verb in VERBS]
    assert ran.code == 0
    assert places == sorted(places)


def test_the_help_is_said_in_each_language(run: Run) -> None:
    assert len({run("--help", "--lang", lang).out for lang in LANGS}) == 3


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("verb", [verb.name for verb in VERBS])
def test_every_verb_explains_every_option(run: Run, verb: str, lang: str) -> None:
    page = run(verb, "--help", "--lang", lang).out
    (known,) = [one for one in VERBS if one.name == verb]
    assert all(option.name in page for option in known.options)
    assert "--json" in page


def test_nothing_typed_shows_the_help(run: Run) -> None:
    assert run().out == run("--help").out


def test_the_version_is_the_installed_one(run: Run) -> None:
    from importlib.metadata import version

    from qabilet import __version__

    assert run("--version").out.strip() == f"qabilet {version('qabilet')}"
    assert version("qabilet") == __version__


@pytest.mark.parametrize(("typed", "code", "word"), [
    (["raport", "x"], "CLI_001", "report"),
    (["analyse"], "CLI_002", "DIR"),
    (["adopt", "x.csv"], "CLI_002", "--to"),
    (["check", "x", "y"], "CLI_003", "«y»"),
    (["check", "x", "--fast"], "CLI_003", "«--fast»"),
    (["report", "x", "--to"], "CLI_004", "--to"),
    (["report", "x", "--to", "y", "--lang", "kk,de"], "CLI_005", "«de»"),
    (["check", "x", "--lang", "de"], "CLI_005", "«de»"),
])
def test_a_slip_is_a_coded_fault_of_usage(run: Run, typed: list[str], code: str, word: str) -> None:
    ran = run(*typed)
    assert ran.code == 2
    assert code in ran.err
    assert word in ran.err
    assert ran.out == ""


def test_a_slip_is_told_in_the_language_asked_for(run: Run) -> None:
    assert "Не указано: ПАПКА." in run("analyse", "--lang", "ru").err
    assert "Көрсетілмеген: ҚАЛТА." in run("--lang", "kk", "analyse").err


def test_the_option_wins_over_the_variable_and_the_variable_over_the_locale() -> None:
    assert spoken(["--lang", "kk"], {"QABILET_LANG": "ru", "LANG": "en_US.UTF-8"}) == "kk"
    assert spoken(["--lang=kk"], {}) == "kk"
    assert spoken([], {"QABILET_LANG": "ru", "LANG": "kk_KZ.UTF-8"}) == "ru"
    assert spoken([], {"LANG": "kk_KZ.UTF-8"}) == "kk"
    assert spoken([], {"LC_ALL": "ru_RU", "LANG": "kk_KZ.UTF-8"}) == "ru"
    assert spoken([], {"LANG": "C.UTF-8"}) == "en"


def test_report_languages_come_in_the_order_given_and_once() -> None:
    assert languages("ru, kk,ru") == ("ru", "kk")
    with pytest.raises(QabiletError):
        languages("ru,")
