"""The marks that ODK and Kobo show as bold, slanted and linked words: taken out of the words, or made signs of ours."""

from __future__ import annotations

import re

STRONG, EMPHASIS = ("\ue000", "\ue001"), ("\ue002", "\ue003")
"""What stands before and after words that are bold or slanted, in `with_marks` words: letters that no language has."""

_OURS = re.compile("[\ue000-\ue003]")
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_SPAN = re.compile(r"</?span[^<>]{0,200}>", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(((?:https?://|mailto:|tel:)[^\s()]{1,500})\)")
_STRONG = tuple(re.compile(rf"(?<![\w{sign}\\]){sign}{{2}}(?=[^\s{sign}])([^\n]{{0,400}}?[^\s{sign}\\]){sign}{{2}}"
                           rf"(?![\w{sign}])") for sign in (r"\*", "_"))
_EMPHASIS = tuple(re.compile(rf"(?<![\w{sign}\\]){sign}(?=[^\s{sign}])([^\n{sign}]{{0,400}}?[^\s{sign}\\]){sign}"
                             rf"(?![\w{sign}])") for sign in (r"\*", "_"))
_ESCAPED = re.compile(r"\\([*_#])")


def with_marks(words: str) -> str:
    """The words with bold and slanted ones between signs of ours, links as words with their address, headings plain.

    Signs that stand alone (5 * 3, blanks to fill in ____, names_with_lines) mean nothing and stay.
    """
    return _made(words, STRONG, EMPHASIS)


def plain_words(words: str) -> str:
    """The words alone."""
    return _made(words, ("", ""), ("", ""))


def unmarked(words: str) -> str:
    """`with_marks` words without our signs."""
    return _OURS.sub("", words)


def _made(words: str, strong: tuple[str, str], emphasis: tuple[str, str]) -> str:
    words = _OURS.sub("", words)
    if not any(sign in words for sign in "*_#[<\\"):
        return words
    words = _LINK.sub(_linked, _SPAN.sub("", _HEADING.sub("", words)))
    for patterns, (before, after) in ((_STRONG, strong), (_EMPHASIS, emphasis)):
        for pattern in patterns:
            words = pattern.sub(rf"{before}\1{after}", words)
    return _ESCAPED.sub(r"\1", words)


def _linked(found: re.Match[str]) -> str:
    said, address = found[1].strip(), found[2].removeprefix("mailto:").removeprefix("tel:")
    return address if said in ("", address, found[2]) else f"{said} ({address})"
