"""The help: the verbs as the cycle goes, in the person's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qabilet.cli.verbs import EVERYWHERE, VERBS, Option, Verb
from qabilet.text import Lang, say

WIDTH = 100


def help_page(lang: Lang) -> str:
    return "\n".join(_whole(lang))


def verb_page(verb: Verb, lang: Lang) -> str:
    """What one verb does and takes."""
    own = [option.name for option in verb.options]
    options = (*verb.options, *(one for one in EVERYWHERE if one.name not in own))
    says = f"{say(lang, verb.step)}: {say(lang, verb.says)}."
    return "\n".join([*_wrapped(verb.usage(lang), 0, 8), "", *_wrapped(says, 0, 0), "", *_options(options, lang)])


def _whole(lang: Lang) -> Iterator[str]:
    yield say(lang, "Qabilet turns what public servants say about their work into what they should learn next.")
    yield ""
    yield say(lang, "One round, step by step:")
    step = ""
    for verb in VERBS:
        if verb.step != step:
            step = verb.step
            yield ""
            yield f"  {say(lang, step)}"
        yield from _wrapped(verb.usage(lang).removeprefix("qabilet "), 4, 12)
        yield from _wrapped(say(lang, verb.says), 8, 8)
    yield ""
    yield say(lang, "Everywhere:")
    yield from _options(EVERYWHERE, lang)
    yield ""
    yield from _wrapped(say(lang, "Exit codes: 0 done, 1 faults found, 2 usage, 3 a file cannot be read, 4 the study "
                                  "is not in order, 5 refused, 70 unforeseen, 130 interrupted."), 0, 0)
    yield say(lang, "More about one step: qabilet STEP --help. To try everything: qabilet demo")


def _options(options: Iterable[Option], lang: Lang) -> Iterator[str]:
    for one in options:
        name = one.shown(lang)
        rows = list(_wrapped(say(lang, one.says), 24, 24))
        first = f"    {name:<20}{rows[0].strip()}" if len(name) < 20 else f"    {name}\n{rows[0]}"
        yield "\n".join([first, *rows[1:]])


def _wrapped(words: str, first: int, later: int) -> Iterator[str]:
    row = " " * first
    for word in words.split(" "):
        if len(row) + len(word) >= WIDTH and row.strip():
            yield row.rstrip()
            row = " " * later
        row += f"{word} "
    yield row.rstrip()
