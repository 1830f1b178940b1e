"""Raw words of a foreign file as letters: in the encoding that it declares, or in the one its letters show."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

from qabilet.errors import Caution, QabiletError
from qabilet.study.formats.encoding import likeliest, likeness, spoiled_letters
from qabilet.study.formats.statistics.faults import STATFILE_101, STATFILE_102, STATFILE_113

_ENOUGH = 0.9
"""A declared encoding is believed where it reads nearly as well as the best one."""
_FEW = 0.05


class Letters:
    """Words decoded once each. `encoding` is the one taken; `cut` counts the words that ended inside a letter. Words
    that the reader has decoded itself are `unicode` and stay as they are."""

    def __init__(self, raw: Iterable[str], declared: str, *, unicode: bool = False) -> None:
        self.unicode = unicode
        distinct = set() if unicode else {data for word in raw if (data := _bytes(word)) is not None}
        self.encoding, self.doubtful = _chosen(distinct, _known(declared))
        self.cut = 0
        self._words: dict[str, str] = {}

    def read(self, word: str) -> str:
        if self.unicode or word.isascii():
            return word
        if (read := self._words.get(word)) is None:
            if (data := _bytes(word)) is None:
                return word
            whole = _whole(data) if self.encoding == "utf-8" else data
            self.cut += whole is not data
            read = self._words[word] = whole.decode(self.encoding, "replace")
        return read

    def cautions(self) -> list[Caution]:
        found = [Caution(STATFILE_101, {"encoding": self.encoding})] if self.doubtful else []
        return found + ([Caution(STATFILE_113, {"cells": self.cut})] if self.cut else [])


def spoiled_labels(labels: Iterable[str]) -> list[Caution]:
    """A caution where labels bear the traces of a wrong encoding. The answers may be whole: they are codes."""
    spoiled = []
    for label in labels:
        try:
            if spoiled_letters([label]):
                spoiled.append(label)
        except QabiletError:
            spoiled.append(label)
    return [Caution(STATFILE_102, {"count": len(spoiled), "sample": spoiled[0][:60]})] if spoiled else []


def _bytes(word: str) -> bytes | None:
    """The bytes of a raw word; None for one without letters to decode, or one that has been decoded already."""
    try:
        return None if word.isascii() else word.encode("latin-1")
    except UnicodeEncodeError:
        return None


def _chosen(words: set[bytes], declared: str) -> tuple[str, bool]:
    """The encoding, and whether the reader should look at the letters."""
    if not words:
        return "utf-8", False
    broken = [word for word in words if not _is_utf8(_whole(word))]
    if not broken or (declared == "utf-8" and len(broken) <= _FEW * len(words)):
        return "utf-8", declared not in ("", "utf-8")
    sample = b"\n".join(sorted(words))
    best, score = likeliest(sample)
    if declared and declared != "utf-8" and likeness(sample[:1 << 20], declared) >= max(_ENOUGH * score, 0):
        return declared, False
    return (best if score > 0 else "cp1252"), True


def _known(declared: str) -> str:
    """The encoding by one name for each; '' for one that Python does not know, or that is no encoding of letters."""
    name = declared.strip().lower().replace("windows-", "cp").replace("windows", "cp")
    try:
        found = codecs.lookup(name or "?")
        "A".encode(found.name)
    except (LookupError, ValueError, TypeError, UnicodeError):
        return ""
    return "" if found.name == "ascii" else found.name


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _whole(data: bytes) -> bytes:
    """The bytes without the beginning of a letter at their end, which a field too narrow has cut."""
    for back in range(1, min(4, len(data) + 1)):
        byte = data[-back]
        if byte < 0x80:
            return data
        if byte >= 0xC0:
            needs = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return data[:-back] if needs > back else data
    return data
