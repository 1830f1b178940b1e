"""Words cut to what a foreign file can hold: between letters, never inside one, with a sign that something is gone."""

from __future__ import annotations

import unicodedata

ELLIPSIS = "…"


def within_bytes(words: str, most: int) -> str:
    """The words in at most so many bytes of UTF-8; where they are cut they end in an ellipsis."""
    if len(words.encode("utf-8")) <= most:
        return words
    room = most - len(ELLIPSIS.encode("utf-8"))
    return _ended(words.encode("utf-8")[:max(room, 0)].decode("utf-8", "ignore"), words)


def within_letters(words: str, most: int) -> str:
    """The words in at most so many characters; where they are cut they end in an ellipsis."""
    return words if len(words) <= most else _ended(words[:most - 1], words)


def _ended(kept: str, words: str) -> str:
    """Without half a letter: an accent that would follow takes its letter with it."""
    while kept and len(kept) < len(words) and unicodedata.combining(words[len(kept)]):
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def on_one_line(words: str) -> str:
    """Labels have one line: breaks and control signs become blanks, what cannot be encoded is left out."""
    kept = words.encode("utf-8", "ignore").decode("utf-8")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in kept).split())


def in_lines(words: str, most: int) -> list[str]:
    """Lines of at most so many bytes, broken between words where they can be: for the notes of SPSS."""
    lines: list[str] = []
    line = ""
    for word in on_one_line(words).split(" "):
        longer = f"{line} {word}" if line else word
        if len(longer.encode("utf-8")) <= most:
            line = longer
            continue
        if line:
            lines.append(line)
        while len(word.encode("utf-8")) > most:
            piece = word.encode("utf-8")[:most].decode("utf-8", "ignore")
            lines.append(piece)
            word = word[len(piece):]
        line = word
    return [*lines, line] if line else lines
