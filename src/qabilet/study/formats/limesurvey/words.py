"""The words of a text in HTML, as a person reads them: no tags, no scripts, no pictures."""

from __future__ import annotations

import html
import re

from qabilet.study.formats.cells import tidy

LONGEST = 100_000
"""A question that long is a copied page; cutting it would lose words, so it is refused by whoever reads it."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])[^<>]*>|<!--|<[!?][^<>]*>")
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "hr"})
_SILENT = frozenset({"script", "style", "head", "title", "object", "svg", "math", "noscript", "template"})


def plain(words: str) -> str:
    """The words of a piece of HTML. Cost: linear in its length, whatever it holds (Python's own parser of HTML is
    square in the signs of a broken one)."""
    if "<" not in words and "&" not in words:
        return tidy(words)
    told = html.unescape("".join(_pieces(words)))
    return tidy("\n".join(line for line in told.splitlines() if line.strip()))


def _pieces(words: str) -> list[str]:
    """What stands between the tags, line breaks where a tag makes one; nothing of what is never shown."""
    out: list[str] = []
    low, place = words.lower(), 0
    if len(low) != len(words):  # İ is two letters in small: then names of tags are sought as they stand
        low = words
    while (tag := _TAG.search(words, place)) is not None:
        out.append(words[place: tag.start()])
        place = tag.end()
        name = (tag[2] or "").lower()
        if tag[0] == "<!--":
            end = words.find("-->", place)
            place = end + 3 if end >= 0 else len(words)
        elif name in _SILENT and not tag[1] and not tag[0].endswith("/>"):
            end = low.find(f"</{name}", place)
            place = end if end >= 0 else len(words)
        elif name in _BREAKS:
            out.append("\n")
        elif name == "td":
            out.append(" ")
    return [*out, words[place:]]
