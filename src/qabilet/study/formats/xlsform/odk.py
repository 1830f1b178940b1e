"""ODK's own reader, pyxform: the only module that knows it. A second opinion on a form, and its XForm."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from qabilet.study.formats.xlsform.tables import shown_heading

SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
_ROW = re.compile(r"\[row : (\d+)\]\s*")

ODK_ERRORS = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, AssertionError,
              NotImplementedError)
"""What pyxform raises besides its PyXFormError (an Exception of its own), and the errors of the parsers it builds on
(lark's for expressions, expat's for words with markup): it reads cells as what it expects there
(AttributeError and TypeError where a cell has a language and should have none), looks up names (KeyError), unpacks
matches (ValueError, IndexError), and walks groups by recursion (RecursionError)."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """`xml` is the XForm, '' where it was refused; then `error` says why, and `row` where, if it is told."""

    xml: str = ""
    error: str = ""
    row: int | None = None
    remarks: tuple[str, ...] = ()


def opinion(sheets: dict[str, list[list[str]]], *, stem: str = "") -> Opinion:
    """What pyxform makes of the sheets. Raises nothing for whatever is in them."""
    from xml.parsers.expat import ExpatError

    from lark.exceptions import LarkError
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    warnings: list[str] = []
    try:
        result = convert(_workbook(sheets, stem), warnings=warnings, validate=False)
    except PyXFormError as error:
        return _refused(str(error), warnings)
    except (LarkError, ExpatError, *ODK_ERRORS) as error:
        return _refused(f"{type(error).__name__}: {error}", warnings)
    if why := _not_well_formed(result.xform):
        return _refused(why, warnings)
    return Opinion(result.xform, remarks=tuple(map(_plain, warnings)))


def _not_well_formed(xml: str) -> str:
    """Why no program could read the XForm: it makes elements and attributes of headings without looking at them."""
    from xml.parsers import expat

    try:
        expat.ParserCreate(namespace_separator=" ").Parse(xml, True)
    except expat.ExpatError as error:
        line = [*xml.splitlines(), ""][error.lineno - 1]
        return f"XForm: {error}: {line[max(error.offset - 40, 0):error.offset + 20]}"
    return ""


def _refused(words: str, warnings: list[str]) -> Opinion:
    found = _ROW.search(words)
    return Opinion("", _plain(words), int(found[1]) if found else None, tuple(map(_plain, warnings)))


def _plain(words: str) -> str:
    return " ".join(words.split())[:400]


def _workbook(sheets: dict[str, list[list[str]]], stem: str) -> dict[str, Any]:
    """The sheets as pyxform's own reader hands them on: a dictionary for each line, blank lines too."""
    book: dict[str, Any] = {"sheet_names": list(sheets)}
    if stem:
        book["fallback_form_name"] = stem
    for name in SHEETS:
        rows = sheets.get(name)
        if not rows:
            continue
        top = [shown_heading(one, place) for place, one in enumerate(rows[0])]
        # A second heading of the same name is a fault of ours already; here it would hide all others.
        places = [place for place, one in enumerate(top) if one and top.index(one) == place]
        book[f"{name}_header"] = [dict.fromkeys(top[place] for place in places)]
        book[name] = [{top[place]: row[place] for place in places if place < len(row) and row[place]}
                      for row in rows[1:]]
    return book
