"""The headings of the three sheets: which of our fields each column is, and in which language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qabilet.study.formats.xlsform.languages import our_language
from qabilet.text import Lang

Sheet = str
"""survey, choices or settings."""

OWN = ("competence", "indicator", "scale", "reverse", "missing", "perspective")
"""Our own columns of the sheet survey: plain columns, which ODK and Kobo pass over."""

WORDS = ("label", "hint", "guidance", "constraint_says", "required_says")
"""Fields that have a language."""

SURVEY = {
    "type": "type", "command": "type", "name": "name", "tag": "name", "value": "name",
    "label": "label", "caption": "label", "hint": "hint", "guidance_hint": "guidance",
    "relevant": "relevance", "relevance": "relevance", "bind::relevant": "relevance",
    "required": "required", "bind::required": "required",
    "constraint": "constraint", "bind::constraint": "constraint",
    "constraint_message": "constraint_says", "constraining_message": "constraint_says",
    "bind::jr:constraintmsg": "constraint_says",
    "required_message": "required_says", "requiredmsg": "required_says", "bind::jr:requiredmsg": "required_says",
    "calculation": "calculation", "calculate": "calculation", "bind::calculate": "calculation",
    "read_only": "read_only", "readonly": "read_only", "bind::readonly": "read_only",
    "appearance": "appearance", "control::appearance": "appearance", "body::appearance": "appearance",
    "repeat_count": "repeat_count", "count": "repeat_count", "jr:count": "repeat_count",
    "control::jr:count": "repeat_count", "body::jr:count": "repeat_count",
    "choice_filter": "choice_filter", "default": "default", "parameters": "parameters", "disabled": "disabled",
    **{name: name for name in OWN},
}
CHOICES = {"list_name": "list", "name": "name", "value": "name", "label": "label", "caption": "label",
           "missing": "missing"}
SETTINGS = {"form_id": "code", "id_string": "code", "set_form_id": "code", "form_title": "title", "title": "title",
            "set_form_title": "title", "version": "version", "default_language": "default_language"}
FIELDS: dict[Sheet, dict[str, str]] = {"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS}

MEDIA = ("image", "big-image", "audio", "video", "media", "autoplay")
_TITLE = re.compile(r"(?:form_)?title_(kk|ru|en)\Z")
_DOUBLED = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: our `field` ('' where it is none of ours), the language as it is `tag`ged ('' where it is not), and
    `stem`, the heading without its language, in small letters."""

    written: str
    field: str = ""
    tag: str = ""
    stem: str = ""

    @property
    def media(self) -> bool:
        return not self.field and self.stem.partition("::")[0] in MEDIA


def tidy_heading(cell: str) -> str:
    return _DOUBLED.sub(" ", cell.replace("\u00a0", " ").replace("\n", " ").strip())


def parsed(sheet: Sheet, headings: Sequence[str]) -> tuple[Heading, ...]:
    """Each heading understood. As ODK does, single colons part a language only where no heading has double ones."""
    doubled = any("::" in one for one in headings)
    return tuple(_heading(sheet, one, doubled) for one in headings)


def claims(sheet: Sheet, headings: Sequence[str], plain: Lang | None) -> dict[str, tuple[str, Lang | None]]:
    """Which headings are fields of ours, each once: field, and language where it has words. `plain` is the language of
    headings that name none. The first heading of a field takes it, one with its language named before one without.

    A heading that is missing here stays a cell by its name.
    """
    understood = parsed(sheet, headings)
    order = sorted(understood, key=lambda one: (not one.tag, sheet == "settings" and one.written != "form_id"))
    taken: dict[str, tuple[str, Lang | None]] = {}
    for one in order:
        if not one.field:
            continue
        lang = None
        if one.field in WORDS or (one.field == "title"):
            lang = our_language(one.tag) if one.tag else plain
            if lang is None:
                continue
        elif one.tag:
            continue
        if (one.field, lang) not in taken.values() and one.written not in taken:
            taken[one.written] = (one.field, lang)
    return taken


def first_words(sheet: Sheet, headings: Sequence[str], cells: Mapping[str, str]) -> str:
    """The first words in any language among the cells: what is shown of a question that has none of ours."""
    return next((cells[one.written] for one in parsed(sheet, headings)
                 if one.field == "label" and cells.get(one.written)), "")


def _heading(sheet: Sheet, written: str, doubled: bool) -> Heading:
    fields = FIELDS[sheet]
    if sheet == "settings" and (found := _TITLE.match(_snake(written))):
        return Heading(written, "title", found[1], "title")
    pieces = [piece.strip() for piece in written.split("::")]
    if len(pieces) == 1 and (not doubled or our_language(written.partition(":")[2]) is not None):
        pieces = _single(written)
    # The longest beginning that is a field; what stands after it is the language.
    for length in range(len(pieces), 0, -1):
        stem = "::".join(_snake(piece) for piece in pieces[:length])
        if stem in fields:
            return Heading(written, fields[stem], "::".join(pieces[length:]), stem)
    return Heading(written, "", pieces[-1] if len(pieces) > 1 else "", "::".join(_snake(piece) for piece in pieces))


def _single(written: str) -> list[str]:
    """Parted by single colons, jr:count kept whole."""
    pieces = [piece.strip() for piece in written.split(":")]
    if "jr" in pieces[:-1]:
        place = pieces.index("jr")
        pieces[place:place + 2] = [f"jr:{pieces[place + 1]}"]
    return pieces


def _snake(piece: str) -> str:
    return "_".join(piece.split()).lower()
