"""Words in Kazakh, Russian and English: the study's own (`Text`) and the program's (`say`)."""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast

Lang = Literal["kk", "ru", "en"]
LANGS: tuple[Lang, ...] = ("kk", "ru", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One meaning in three languages; an empty string is a gap, never a silent fallback."""

    kk: str = ""
    ru: str = ""
    en: str = ""

    def __getitem__(self, lang: Lang) -> str:
        return cast(str, getattr(self, lang))

    def gaps(self) -> tuple[Lang, ...]:
        """The languages in which nothing is written yet."""
        return tuple(lang for lang in LANGS if not self[lang].strip())

    def shown(self, lang: Lang) -> str:
        """The words in `lang`; where they are missing, another language's, marked with its code."""
        if self[lang]:
            return self[lang]
        return next((f"{self[other]} [{other}]" for other in LANGS if self[other]), "")

    @classmethod
    def same(cls, words: str) -> Text:
        """Words that do not change with the language: a code, a number, a name."""
        return cls(words, words, words)

    @classmethod
    def read(cls, value: object) -> Text:
        """From a TOML or JSON table {kk, ru, en}, or from one string meant for all three."""
        if isinstance(value, str):
            return cls.same(value)
        if isinstance(value, Mapping):
            return cls(*(str(value.get(lang, "")) for lang in LANGS))
        return cls()

    def write(self) -> dict[str, str]:
        return {lang: self[lang] for lang in LANGS}

    def __iter__(self) -> Iterator[str]:
        return iter((self.kk, self.ru, self.en))


def pattern(msgid: str) -> str:
    """Mark a sentence pattern for the catalogues where it is declared; it is said later."""
    return msgid


def say(lang: Lang, msgid: str, /, **facts: object) -> str:
    """The sentence pattern `msgid` in `lang`, its {facts} filled in."""
    return _filled(_catalogue(lang).gettext(msgid), facts)


def say_n(lang: Lang, one: str, many: str, n: int, /, **facts: object) -> str:
    """As `say`, with the plural form that `n` takes in `lang` (ru has three, kk and en two)."""
    return _filled(_catalogue(lang).ngettext(one, many, n), {"n": n, **facts})


def _filled(sentence: str, facts: Mapping[str, object]) -> str:
    return sentence.format_map(facts) if facts else sentence


@cache
def _catalogue(lang: Lang) -> gettext.NullTranslations:
    if lang == "en":
        return gettext.NullTranslations()  # English sentences are the keys of the catalogues
    folder = resources.files("qabilet") / "locale" / lang / "LC_MESSAGES"
    try:
        with (folder / "qabilet.mo").open("rb") as file:
            return gettext.GNUTranslations(file)
    except FileNotFoundError:
        return gettext.NullTranslations()
