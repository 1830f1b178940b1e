"""The words of a text in HTML, as a person reads them: no tags, no scripts, no pictures."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from qabilet.study.formats.cells import tidy

LONGEST = 100_000
"""A question that long is a copied page; cutting it would lose words, so it is refused by whoever reads it."""

_PICTURES = re.compile(r"data:[^\s\"'>]*")
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "hr"})
_SILENT = frozenset({"script", "style", "head", "title", "object", "svg", "math", "noscript", "template"})


def plain(html: str) -> str:
    """The words of `html`. Cost: linear in its length, which is at most LONGEST."""
    if "<" not in html and "&" not in html:
        return tidy(html)
    reading = _Words()
    reading.feed(_PICTURES.sub("", html))
    reading.close()
    return tidy("".join(reading.words))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BREAKS:
            self.words.append("\n")
        elif tag == "td":
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BREAKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)
