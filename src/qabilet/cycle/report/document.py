"""The one document model: what a report says, in order, whatever it is printed on (page, Word, PDF).

Nothing here knows HTML. A renderer walks `Document.chapters` and draws each block; figures are chart specifications.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from qabilet.text import Lang

Style = Literal["plain", "strong", "code"]
Align = Literal["left", "right", "centre"]
Spec = Mapping[str, object]
"""A Vega-Lite chart, as Altair's `to_dict` gives it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words in one style."""

    words: str
    style: Style = "plain"


Inline = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter; level 3 stands under the chapter's own (2)."""

    words: str
    level: Literal[3, 4] = 3
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`lead`: the sentence a hurried reader must not miss."""

    inline: Inline
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Inline, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    words: str
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """`shade` 0 to 1 tints the cell (a heat table); `mark` points to one of the table's notes; `minor` is a second
    line in small print (an interval under its value)."""

    words: str
    minor: str = ""
    mark: str = ""
    shade: float | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    header: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableNote:
    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """`columns[0]` heads the row headers. `notes` explain marks, and dashes."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[TableNote, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """`wide` for a page, `narrow` for a phone: the same numbers twice laid out. `alt` says them in words,
    `table` holds them."""

    anchor: str
    wide: Spec
    narrow: Spec
    alt: str
    caption: str
    table: TableBlock
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Words set apart: a banner over the whole report, a caution, an explanation."""

    kind: Literal["banner", "caution", "info"]
    title: str
    body: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they stand for: the facts of the study, the glossary."""

    items: tuple[tuple[str, Inline], ...]
    kind: Literal["facts", "glossary"] = "facts"


Block = Heading | Paragraph | Bullets | TableBlock | FigureBlock | Note | Facts


@dataclass(frozen=True, slots=True)
class Chapter:
    anchor: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """`labels` are the renderer's own words (contents, skip link, notes), already in `lang`."""

    lang: Lang
    title: str
    subtitle: str
    facts: Facts
    banners: tuple[Note, ...]
    chapters: tuple[Chapter, ...]
    labels: Mapping[str, str]
    foot: Inline = ()


def inline(sentence: str, style: Style = "plain") -> Inline:
    """The sentence as spans; what stands between two `**` is strong, between two backquotes code."""
    spans: list[Span] = []
    for at, part in enumerate(sentence.split("**")):
        for deep, piece in enumerate(part.split("`")):
            if piece:
                spans.append(Span(_bare(piece), "code" if deep % 2 else "strong" if at % 2 else style))
    return tuple(spans)


def literal(words: str) -> str:
    """Words of a study on their way into a sentence: `**` and backquotes in them stay what they are."""
    return words.replace("**", _STARS).replace("`", _QUOTE)


def _bare(words: str) -> str:
    return words.replace(_STARS, "**").replace(_QUOTE, "`")


_STARS, _QUOTE = "\ue000", "\ue001"
"""Characters of the private use area, which no language writes with."""


def plain(words: Inline) -> str:
    """The words without their styles."""
    return "".join(span.words for span in words)
