"""Words compared as a person compares them: case, spaces, quotation marks and look-alike letters do not count."""

from __future__ import annotations

import re
from functools import lru_cache

from qabilet.text import Lang

_SIGNS = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "`": "'", "–": "-",
                        "—": "-", "‑": "-", "−": "-", "ё": "е", "\u00ad": None, "\u200b": None, "\ufeff": None})
_CYRILLIC_FOR = str.maketrans("aceopxyktmhbni", "асеорхуктмнвпі")
"""Small Latin letters that look like Cyrillic ones, or whose capitals do (after casefold)."""
_LATIN = re.compile(r"[a-z]")
_CYRILLIC = re.compile(r"[а-яәіңғүұқөһ]")
_KAZAKH = re.compile(r"[әңғүұқөһ]|\b\w*і\w*\b")
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W_]+")


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Without case, doubled spaces, end punctuation; one sort of quotation marks and dashes; ё is е."""
    return " ".join(text.casefold().translate(_SIGNS).split()).strip(" .,;:!\"'()*-") or text.strip()


@lru_cache(maxsize=50_000)
def skeleton(text: str) -> str:
    """As `folded`, without any punctuation or space, Latin letters in a Cyrillic word taken for Cyrillic ones."""
    return "".join(_LETTER.findall(_WORD.sub(lambda word: _one_script(word[0]), folded(text)))) or folded(text)


def _one_script(word: str) -> str:
    return word.translate(_CYRILLIC_FOR) if _CYRILLIC.search(word) and _LATIN.search(word) else word


def mixed_script(text: str) -> bool:
    """Whether one word has Latin and Cyrillic letters together."""
    return any(_CYRILLIC.search(word) and _LATIN.search(word) for word in _WORD.findall(text.casefold()))


def language(texts: str) -> Lang:
    """kk, ru or en, by the letters."""
    low = texts.casefold()
    cyrillic = len(_CYRILLIC.findall(low))
    if cyrillic <= len(_LATIN.findall(low)):
        return "en"
    return "kk" if len(re.findall(r"[әіңғүұқөһ]", low)) * 25 > cyrillic else "ru"


def has_word(text: str, *starts: str) -> bool:
    """Whether a word of `text` begins with one of `starts` (casefolded); a start that ends in $ is a whole word."""
    words = _LETTER.findall(text.casefold().replace("ё", "е"))
    whole = {start[:-1] for start in starts if start.endswith("$")}
    begins = tuple(start for start in starts if not start.endswith("$"))
    return any(word in whole or (begins and word.startswith(begins)) for word in words)


def near(one: str, other: str, most: int) -> bool:
    """Whether at most `most` letters must be put in, left out or changed. Cost: most times the length."""
    if abs(len(one) - len(other)) > most:
        return False
    before = list(range(len(other) + 1))
    for row, left in enumerate(one, start=1):
        now = [row]
        for column, right in enumerate(other, start=1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (left != right)))
        if min(now) > most:
            return False
        before = now
    return before[-1] <= most
