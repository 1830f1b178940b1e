"""Words as they may stand on paper: without signs that no document holds, references to answers written out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

# XML 1.0 forbids them, and on paper they are nothing; signs that turn the direction of writing could hide words.
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_BREAKS = re.compile(r"\r\n?|\v|\f|\u2028|\u2029|\x85")
_SPACES = re.compile(r"[ \t\u3000]+")
_REFERENCE = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")
_PLANES = frozenset(range(0xFFFE, 0x110000, 0x10000)) | frozenset(range(0xFFFF, 0x110000, 0x10000))
T = TypeVar("T")
LINE = "________"


def printable(words: str) -> str:
    """The words without control signs, spaces single, line breaks kept (no more than one empty line)."""
    kept = _NEVER.sub("", _BREAKS.sub("\n", words))
    if any(ord(sign) in _PLANES for sign in kept):
        kept = "".join(sign for sign in kept if ord(sign) not in _PLANES)
    lines = [_SPACES.sub(" ", line).strip() for line in kept.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean(value: T) -> T:
    """A sheet, or a part of one, without control signs in any of its words: codes and rules come as they were
    written."""
    if isinstance(value, str):
        return printable(value) if _NEVER.search(value) or not value.isprintable() else value  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(clean(part) for part in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        told = {one.name: getattr(value, one.name) for one in fields(value)}
        return replace(value, **{name: clean(part) for name, part in told.items()})
    return value


def referred(words: str, said: Callable[[str], str]) -> str:
    """`${name}` written out: `said` gives the words for the name, '' where a line is left to write on."""
    return _REFERENCE.sub(lambda found: said(found[1]) or LINE, words)
