"""From the words typed to a verb and its values; every slip is a coded fault in the person's language."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Sequence

from qabilet.cli.faults import CLI_001, CLI_002, CLI_003, CLI_004
from qabilet.cli.verbs import EVERYWHERE, VERBS, Option, Verb, verb
from qabilet.errors import refuse
from qabilet.text import Lang, say

Values = dict[str, str | list[str] | bool | None]


def read(arguments: Sequence[str], lang: Lang) -> tuple[Verb | None, Values]:
    """The verb and its values by name ('DIR', '--to'). No verb: the help or the version is wanted.

    Raises QabiletError: unknown verb, missing or unknown arguments, an option without its value.
    """
    words = list(arguments)
    place = _verb_place(words)
    name = words.pop(place) if place is not None else ""
    chosen = verb(name)
    if name and chosen is None:
        near = difflib.get_close_matches(name, [one.name for one in VERBS], 3, 0.4) or [one.name for one in VERBS]
        raise refuse(CLI_001, verb=name, known=", ".join(near))
    usage = chosen.usage(lang) if chosen is not None else "qabilet --help"
    values = _parsed(words, chosen, usage)
    if chosen is not None and not values["--help"]:
        for needed in chosen.needed:
            if not values[needed]:
                raise refuse(CLI_002, name=needed if needed.startswith("-") else say(lang, needed), usage=usage)
    return chosen, values


def _verb_place(words: Sequence[str]) -> int | None:
    """The first word that is neither an option nor the value of --lang."""
    for place, word in enumerate(words):
        if not word.startswith("-") and (place == 0 or words[place - 1] != "--lang"):
            return place
    return None


def _parsed(words: list[str], chosen: Verb | None, usage: str) -> Values:
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    for option in _options(chosen):
        if option.several > 1:
            parser.add_argument(option.name, dest=option.name, nargs=option.several)
        else:
            parser.add_argument(option.name, dest=option.name, action="store" if option.value else "store_true")
    places = chosen.places if chosen is not None else ()
    for place in places:
        parser.add_argument(place, nargs="?")
    try:
        values, rest = parser.parse_known_args(words)
    except argparse.ArgumentError as error:
        raise refuse(CLI_004, option=error.argument_name or "", usage=usage) from None
    if rest:
        raise refuse(CLI_003, word=rest[0], usage=usage)
    return vars(values)


def _options(chosen: Verb | None) -> tuple[Option, ...]:
    own = chosen.options if chosen is not None else (Option("--version", "", ""),)
    return (*own, *(one for one in EVERYWHERE if one.name not in [mine.name for mine in own]))
