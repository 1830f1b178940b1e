"""Which language the program speaks: --lang, else QABILET_LANG, else the computer's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from qabilet.cli.faults import CLI_005
from qabilet.errors import refuse
from qabilet.text import LANGS, Lang


def one_language(word: str) -> Lang:
    """Raises CLI_005 for a language the program does not speak."""
    for lang in LANGS:
        if word.strip().casefold() == lang:
            return lang
    raise refuse(CLI_005, word=word)


def languages(words: str) -> tuple[Lang, ...]:
    """'kk,ru' in the order given, each once. Raises CLI_005."""
    return tuple(dict.fromkeys(one_language(word) for word in words.split(",")))


def spoken(arguments: Sequence[str], environment: Mapping[str, str], *, windows: bool = False) -> Lang:
    """The language before anything is parsed, so that faults of usage are said in it too; never an error."""
    asked = [after for option, after in pairwise(arguments) if option == "--lang"]
    asked += [word.partition("=")[2] for word in arguments if word.startswith("--lang=")]
    for words in (*asked, environment.get("QABILET_LANG", "")):
        for lang in LANGS:
            if words.strip().casefold() == lang:
                return lang
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return _of_locale(environment[name])
    return _of_system() if windows else "en"


def _of_locale(name: str) -> Lang:
    return next((lang for lang in LANGS if name.casefold().startswith(lang)), "en")


def _of_system() -> Lang:
    """On Windows no variable says it, the system does."""
    import locale

    name = locale.getlocale()[0] or ""
    return "kk" if name.startswith("Kazakh") else "ru" if name.startswith("Russian") else _of_locale(name)
