"""Values as R source: strings that cannot leave their quotes, vectors that break their lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

WIDTH = 116
_PLAIN = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}

Value = str | float | bool | None


def text(words: str) -> str:
    """A string of R. Control characters and invisible ones that turn the line about are written as numbers."""
    return '"' + "".join(_letter(letter) for letter in words if letter != "\0") + '"'


def _letter(letter: str) -> str:
    if letter in _PLAIN:
        return _PLAIN[letter]
    if letter.isprintable() or letter == "\u00a0":
        return letter
    return f"\\U{{{ord(letter):x}}}" if not 0xD800 <= ord(letter) < 0xE000 else "\\ufffd"


def value(one: Value) -> str:
    """A string, a number with every digit, TRUE or FALSE, NA."""
    if one is None:
        return "NA"
    if isinstance(one, bool):
        return "TRUE" if one else "FALSE"
    if isinstance(one, str):
        return text(one)
    if not isfinite(one):
        return "NA"
    return str(int(one)) if one == int(one) else repr(float(one))


def vector(values: Sequence[Value], indent: int) -> str:
    """c(...), its lines broken at WIDTH and set in by `indent`; a single value stands alone."""
    if len(values) == 1:
        return value(values[0])
    lines, line = [], "c("
    for at, one in enumerate(values):
        word = value(one) + (")" if at == len(values) - 1 else ",")
        if len(line) + len(word) + indent > WIDTH and line.strip() not in ("", "c("):
            lines.append(line.rstrip())
            line = " " * (indent + 2)
        line += word + " "
    return "\n".join([*lines, line.rstrip()]) if values else "character()"


def frame(columns: Mapping[str, Sequence[Value]], indent: int) -> str:
    """A data.frame, on one line where it fits; a column with one value throughout is written once."""
    parts = [f"{name} = {vector(values[:1] if len(set(values)) == 1 and at else values, indent + 4)}"
             for at, (name, values) in enumerate(columns.items())]
    short = f"data.frame({', '.join(parts)})"
    if len(short) + indent + 12 <= WIDTH and "\n" not in short:
        return short
    pad = " " * (indent + 2)
    return "data.frame(\n" + ",\n".join(f"{pad}{part}" for part in parts) + ")"


def call(name: str, arguments: Mapping[str, str]) -> str:
    """A call with named arguments, each of them R source already."""
    lines, line = [], f"{name}("
    for at, (key, source) in enumerate(arguments.items()):
        word = f"{key} = {source}" + (")" if at == len(arguments) - 1 else ", ")
        if "\n" in source or len(line) + len(word) > WIDTH:
            lines.append(line.rstrip())
            line = "  "
        line += word
    return "\n".join([*lines, line])

