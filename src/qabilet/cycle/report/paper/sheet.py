"""What stands on a sheet of paper, in one language: the renderers know nothing of forms, and this nothing of renderers.

All words are final: cleaned of what no document may hold, references to other answers written out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from qabilet.text import Lang

Head = Literal["across", "up", "legend"]
Mark = Literal["circle", "square", "place"]
"""circle: one may be ticked; square: several; place: a box in which a place in an order (1, 2, ...) is written."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to mark. `goes` says where to go on after it; `line` leaves a line to write on; `apart` sets it off
    from the others: it says that there is no answer."""

    code: str
    label: str
    goes: str = ""
    line: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    mark: Mark
    options: tuple[Option, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Boxes:
    """A box for each sign: `groups` of so many, with `signs` between them (dd.mm.yyyy is 2, 2, 4 and '.', '.');
    `shows` is printed faint under each group."""

    groups: tuple[int, ...]
    signs: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    apart: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines to write on; `half` is one short line."""

    count: int
    half: bool = False
    apart: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """A number chosen from a few in a row, as on a ruler."""

    options: tuple[Option, ...]
    apart: tuple[Option, ...] = ()


Answer = Options | Boxes | Lines | Points | None


@dataclass(frozen=True, slots=True)
class Item:
    """A question: `when` says who answers it, `how` how; `note` is for the organiser."""

    number: str
    code: str
    label: str
    answer: Answer
    hint: str = ""
    when: str = ""
    how: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    number: str
    code: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Questions with the same answers as one table: the questions down, the answers across. Where the words of the
    answers do not fit over the columns they are turned upwards (`head` is up, `head_mm` high), and where they are too
    long for that, they stand in a line of the head above their codes (legend)."""

    number: str
    label: str
    mark: Mark
    columns: tuple[Option, ...]
    rows: tuple[Row, ...]
    hint: str = ""
    when: str = ""
    how: str = ""
    head: Head = "across"
    head_mm: float = 0.0
    item_share: float = 0.5


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    label: str
    when: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`style`: plain; lead (the introduction); small; box (framed: what cannot be asked on paper)."""

    words: str
    style: Literal["plain", "lead", "small", "box"] = "plain"
    when: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    title: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """A frame with things to fill in, two a line: what the organiser or the interviewer writes."""

    title: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """A question of an interview: said aloud, followed up with `probes`, noted down on `lines`."""

    number: str
    code: str
    label: str
    probes: tuple[str, ...] = ()
    hint: str = ""
    when: str = ""
    lines: int = 6


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words; `shares` are the widths of its columns, together 1."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]


Block = Item | Grid | Heading | Paragraph | Bullets | Fields | Talk | Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """`annex` is the line for the letter it goes with; `edition` names the form and its version; `page` is the pattern
    of the page number with {page} and {pages}; `banner` says that it is a draft, '' where it is none."""

    lang: Lang
    title: str
    subtitle: str = ""
    annex: str = ""
    edition: str = ""
    page: str = "{page} / {pages}"
    banner: str = ""
    blocks: tuple[Block, ...] = field(default=())
