"""Words of the program in all its languages at once, for the facts of faults and doubts."""

from __future__ import annotations

from qabilet.text import LANGS, Text, say


def in_three(words: str, **facts: object) -> Text:
    """The sentence pattern in every language; who reads the fault chooses."""
    return Text(*(say(lang, words, **facts) for lang in LANGS))
