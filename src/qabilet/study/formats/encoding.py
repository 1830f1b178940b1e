"""Which encoding the letters of a text file are in, and whether some were lost before it came here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qabilet.errors import Caution, refuse
from qabilet.study.formats.faults import ANSWERS_016, ANSWERS_017, LOSS_005, LOSS_007

_CANDIDATES = ("cp1251", "kz1048", "ptcp154", "cp1252", "cp866", "koi8-r", "mac-cyrillic")
_SAMPLE_BYTES = 1 << 20
_OURS = re.compile(r"[а-яёәіңғүұқөһ]")
_KAZAKH = re.compile(r"[әіңғүұқөһӘІҢҒҮҰҚӨҺ]")
_ODD = re.compile(r"[\x80-\x9f\u2500-\u25ffЂЃѓ‚‡‰ЉЊЌЋЏђљњќћџЎўЈҐЄЇєїґјЅѕ¤¦§©¬®°±¶µ†]"
                  r"|(?<=[a-z])[а-яА-Я]|(?<=[а-я])[a-zA-Z]|(?<=[а-яё])[А-ЯЁ]|(?<=[a-z])[^\W\d_a-zA-Zà-öø-ÿ]")
_SPOILED = re.compile(r"(?:[РС][\u0080-\u00bf\u0400-\u040f\u0450-\u045f\u2010-\u2122\u0490-\u0491°±]){2,}"
                      r"|(?:[РС][а-яёЂ-Џђ-џ\u0080-\u00bf\u2010-\u2122]){5,}|(?:[ÐÑÒÓ][\u0080-\u00bf\u0152-\u2122]){2,}")
_LOST = re.compile(r"\ufffd|\?{3,}|[а-яёіА-ЯЁ]\?+[а-яёіА-ЯЁ]|(?<![\w?!.])\?[а-яёі]{3,}")


def decoded(data: bytes, *, file: str = "") -> tuple[str, str, list[Caution]]:
    """The text, the name of its encoding, and a caution where the encoding had to be guessed.

    Raises QabiletError where no encoding gives readable letters, or where the file is not text.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strictly(data, encoding, file), encoding, []
    if b"\x00" in data:
        raise refuse(ANSWERS_016, file=file)
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        pass
    best, score = likeliest(data)
    if score <= 0:
        raise refuse(ANSWERS_016, file=file)
    return _strictly(data, best, file), best, [Caution(LOSS_005, {"encoding": best})]


def likeliest(data: bytes) -> tuple[str, float]:
    """The encoding of one byte a letter in which the beginning of `data` looks most like words, and how much so."""
    sample = data[:_SAMPLE_BYTES]
    scored = sorted(((likeness(sample, name), -place, name) for place, name in enumerate(_CANDIDATES)), reverse=True)
    return scored[0][2], scored[0][0]


def _strictly(data: bytes, encoding: str, file: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeError:
        raise refuse(ANSWERS_016, file=file) from None
    if "\x00" in text:
        raise refuse(ANSWERS_016, file=file)
    return text


def likeness(sample: bytes, encoding: str) -> float:
    """How much the sample looks like words in this encoding: letters of ours, less what stands in no word; below 0
    where it cannot be read in it."""
    try:
        text = sample.decode(encoding)
    except UnicodeError:
        return -1.0
    strange = len(_ODD.findall(text))
    ours, kazakh = len(_OURS.findall(text)), len(_KAZAKH.findall(text))
    western = len(re.findall(r"(?<=[a-zA-Z])[à-öø-ÿß]|[à-öø-ÿÀ-Ö](?=[a-z])", text))
    return ours + 0.5 * kazakh + western - 4.0 * strange


def spoiled_letters(cells: Iterable[str], *, file: str = "") -> list[Caution]:
    """A caution where question marks stand in place of letters.

    Raises QabiletError where letters were spoiled by a wrong encoding, or most words are question marks. `cells` are
    the distinct cells of the file.
    """
    seen = lost = 0
    spoiled, sample, only_marks = "", "", 0
    for cell in cells:
        if not cell:
            continue
        seen += 1
        if not spoiled and _SPOILED.search(cell):
            spoiled = cell[:60]
        if ("?" in cell or "\ufffd" in cell) and _LOST.search(cell):
            lost += 1
            sample = sample or cell[:60]
            only_marks += cell.count("?") * 2 > len(cell.replace(" ", ""))
    if spoiled:
        raise refuse(ANSWERS_017, file=file, sample=spoiled)
    if only_marks > 2 and only_marks * 5 > seen:
        raise refuse(ANSWERS_017, file=file, sample=sample)
    return [Caution(LOSS_007, {"cells": lost, "sample": sample})] if lost else []
