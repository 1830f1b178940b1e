"""The language of a column, by what stands after :: in its heading, and the tags we write ourselves."""

from __future__ import annotations

import re

from qabilet.text import Lang

TAGS: dict[Lang, str] = {"kk": "Қазақша (kk)", "ru": "Русский (ru)", "en": "English (en)"}

_CODES: dict[str, Lang] = {"kk": "kk", "kaz": "kk", "kz": "kk", "ru": "ru", "rus": "ru", "en": "en", "eng": "en"}
_NAMES: dict[str, Lang] = {
    **dict.fromkeys(("қазақша", "қазақ", "қазақ тілі", "қазақ тілінде", "казахский", "казахский язык", "каз",
                     "на казахском", "kazakh", "qazaqsha", "qazaqşa", "qazaq", "qazaq tili", "kazakh language"), "kk"),
    **dict.fromkeys(("русский", "русский язык", "рус", "на русском", "по-русски", "орысша", "орыс", "орыс тілі",
                     "орыс тілінде", "russian", "orysşa", "russian language"), "ru"),
    **dict.fromkeys(("english", "английский", "английский язык", "англ", "на английском", "ағылшынша", "ағылшын",
                     "ағылшын тілі", "ағылшын тілінде", "english language"), "en")}
_BRACKET = re.compile(r"\(\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-]+)?\s*\)\s*\Z")
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\Z")


def our_language(tag: str) -> Lang | None:
    """kk, ru or en by the code in brackets, by the code itself, or by its name in one of the three; None for others."""
    tag = " ".join(tag.split())
    if found := _BRACKET.search(tag):
        return _CODES.get(found[1].casefold())
    if found := _CODE.match(tag):
        code = _CODES.get(found[1].casefold())
        if code is not None:
            return code
    return _NAMES.get(tag.casefold())
