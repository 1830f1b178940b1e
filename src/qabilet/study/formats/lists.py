"""Lists and pairs inside one cell of the dictionary: «a | b», «99=refused | blank=not asked», with escapes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_ESCAPED = str.maketrans({"\\": "\\\\", "|": "\\|", "\n": "\\n"})
BLANK_WORD = "blank"
"""How the empty cell is written as the left side of a pair; a value that reads so itself gets a backslash."""


def joined(items: Iterable[str]) -> str:
    """The items in one cell, parted by « | »; | and \\ inside them are escaped."""
    return " | ".join(item.translate(_ESCAPED) for item in items)


def parted(cell: str) -> list[str]:
    """The items of one cell; [] for an empty one."""
    return [_plain(piece.strip()) for piece in _split(cell, "|")] if cell.strip() else []


def joined_pairs(pairs: Mapping[str, str]) -> str:
    """«left=right | left=right»; = on the left is escaped, an empty left side is «blank»."""
    return " | ".join(f"{_left(left)}={right.translate(_ESCAPED)}" for left, right in pairs.items())


def parted_pairs(cell: str) -> tuple[dict[str, str], list[str]]:
    """The pairs of one cell, and the pieces that have no equals sign."""
    pairs: dict[str, str] = {}
    wrong = []
    for piece in _split(cell, "|") if cell.strip() else []:
        left, *right = _split(piece, "=")
        if not piece.strip():
            continue
        if not right:
            wrong.append(piece.strip())
            continue
        left = left.strip()
        pairs["" if left.casefold() == BLANK_WORD else _plain(left)] = _plain("=".join(right).strip())
    return pairs, wrong


def _left(left: str) -> str:
    if left == "":
        return BLANK_WORD
    escaped = left.translate(_ESCAPED).replace("=", "\\=")
    return "\\" + escaped if escaped.casefold() == BLANK_WORD else escaped


def _split(cell: str, sign: str) -> list[str]:
    """The pieces between unescaped signs, escapes kept."""
    pieces, piece, escaped = [], "", False
    for letter in cell:
        if letter == sign and not escaped:
            pieces.append(piece)
            piece = ""
        else:
            piece += letter
        escaped = letter == "\\" and not escaped
    return [*pieces, piece]


def _plain(piece: str) -> str:
    out, escaped = "", False
    for letter in piece:
        if letter == "\\" and not escaped:
            escaped = True
        else:
            out += "\n" if escaped and letter == "n" else letter
            escaped = False
    return out
