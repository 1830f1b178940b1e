"""Short codes of columns and groups: Latin letters, from the words that tell them apart, the same at every draft."""

from __future__ import annotations

import re
from collections.abc import Collection

_SPELT = ("a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh sch _ y _ e iu ia a i n g u u k o h")
_LETTERS = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәіңғүұқөһ", _SPELT.split(" "), strict=True))
_ACCENTS = str.maketrans("àáâãäåçèéêëìíîïñòóôõöùúûüýÿőűß", "aaaaaaceeeeiiiinooooouuuuyyous")
_STOP_WORDS = """
a an and are as at be by do does did for from how in is it of on or please that the their this to was were what
when which with you your would can could has have i we our most if there than into much many each following
specify indicate list any
и в во на с со по к ко о об от для из за как что кто это ли или а но же бы не ваш ваша ваше ваши вы вас вам
какой какая какие какова каков сколько укажите пожалуйста который которые которая является при у до вашей вашего ваших
вашем насколько следующих следующие выберите оцените отметьте ваши вами себя свой свою свои своей
және мен бен пен үшін бойынша қандай қай сіз сіздің сізге сізді не нені қалай осы бұл ма ме ба бе па пе да де та те
көрсетіңіз таңдаңыз бағалаңыз болып табылады өтінеміз қанша
"""
_STOP = frozenset(_STOP_WORDS.split())
_WORD = re.compile(r"[^\W_]+")
LONGEST = 40


def latin(text: str) -> str:
    """The text in small Latin letters, digits and _; every other sign is dropped."""
    low = text.casefold().translate(_ACCENTS)
    spelt = "".join(_LETTERS.get(letter, letter) for letter in low).replace("_", "")
    return "".join(letter for letter in spelt if letter.isascii() and (letter.isalnum() or letter == "_"))


def short_code(text: str, *, most: int = 24, words: int = 4) -> str:
    """A code of the first telling words of `text`; '' where no letter is left."""
    found = [latin(word) for word in _WORD.findall(text) if word.casefold() not in _STOP]
    found = [word for word in found or [latin(word) for word in _WORD.findall(text)] if word]
    code = ""
    for word in found[:words]:
        longer = f"{code}_{word[:14]}" if code else word[:most]
        if len(longer) > most:
            break
        code = longer
    return code


def unique(code: str, taken: Collection[str]) -> str:
    """The code, numbered where it is taken; it begins with a letter, for it is also a name in R and in SQL."""
    code = f"q{code}" if not code[:1].isalpha() else code
    if code not in taken:
        return code
    number = 2
    while f"{code}_{number}" in taken:
        number += 1
    return f"{code}_{number}"
