"""On which line of a TOML text a setting stands, so that a fault can be shown where a person looks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

Step = str | int
_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_AT = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


def lines(text: str) -> dict[tuple[Step, ...], int]:
    """The line of every table header and key, by path: ('needs', 1, 'items') -> 42; lines count from 1."""
    found: dict[tuple[Step, ...], int] = {}
    counts: dict[tuple[Step, ...], int] = {}
    here: tuple[Step, ...] = ()
    for row, line in _outside_strings(text):
        if (header := _HEADER.match(line)) is not None:
            here = _entered(_parts(header[2]), header[1] == "[[", counts)
            found.setdefault(here, row)
        elif (key := _KEY.match(line)) is not None:
            path = here
            for part in _parts(key[1]):
                path = (*path, part)
                found.setdefault(path, row)
    return found


def line_of(found: Mapping[tuple[Step, ...], int], path: tuple[Step, ...]) -> int | None:
    """The line of `path`, or of the nearest thing around it that has a line."""
    while path:
        if path in found:
            return found[path]
        path = path[:-1]
    return None


def syntax_fault(error: Exception, text: str) -> tuple[int, str]:
    """The line of a TOML syntax error, and the parser's reason without its own 'at line'."""
    at = _AT.search(str(error))
    row = int(at[1]) if at is not None and at[1] else text.count("\n") + 1
    return row, _AT.sub("", str(error)).rstrip(".").casefold()


def _parts(words: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(words))


def _entered(parts: tuple[str, ...], repeated: bool, counts: dict[tuple[Step, ...], int]) -> tuple[Step, ...]:
    """The path a header opens; `[[needs]]` opens the next of its kind, `[needs.x]` the last one opened."""
    path: tuple[Step, ...] = ()
    for place, part in enumerate(parts):
        path = (*path, part)
        if repeated and place == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _outside_strings(text: str) -> Iterator[tuple[int, str]]:
    """The lines that do not lie inside a string of several lines, where anything may look like a key."""
    closing = ""
    for row, line in enumerate(text.splitlines(), start=1):
        if closing:
            if closing in line:
                closing = ""
            continue
        yield row, line
        for marks in ('"""', "'''"):
            if line.count(marks) % 2:
                closing = marks
