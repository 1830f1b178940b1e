"""Codes, not names: what may stand in the column of units, and in every other column that enters the study folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from qabilet.cycle.instrument import personal
from qabilet.errors import Fault, QabiletError, refuse
from qabilet.study.sampling.faults import DRAW_003, DRAW_024
from qabilet.study.sampling.tables import RegisterTable
from qabilet.text import LANGS, Text, pattern, say

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_IIN = re.compile(r"(?<!\d)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[0-6]\d{5}(?!\d)")
_PHONE = re.compile(r"(?<![\w-])(?:\+7|8|7)[\s(-]*7\d\d[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?![\w-])")
_WORDS = re.compile(r"[^\W\d_]{2,}[\s.]+[^\W\d_]")
_SURNAME = re.compile(r"^(?:[а-яёәіңғүұқөһ-]{2,}(?:ов|ова|ев|ева|ин|ина|ын|ына|ский|ская|ұлы|қызы)"
                      r"|[a-z-]{3,}(?:ov|ova|ev|eva|uly|kyzy))(?![^\W\d_])", re.MULTILINE | re.IGNORECASE)
_SHAPES = ((pattern("e-mail"), _EMAIL, 0.0), (pattern("identity number"), _IIN, 0.02), (pattern("phone"), _PHONE, 0.02),
           (pattern("name"), _WORDS, 0.02), (pattern("name"), _SURNAME, 0.2))
"""The shape, and the share of the codes above which it is no accident; one e-mail is one too many."""


def require_codes(table: RegisterTable, header: str) -> None:
    """Raises DRAW_003, with the first row that shows it, where the column of units holds people and not codes."""
    column = table.columns[header]
    words = [word for word in column.words if word]
    joined = "\n".join(words)
    for what, shape, accident in _SHAPES:
        # One search through all of them first: a million codes need no million searches.
        shown = [word for word in words if shape.search(word)] if shape.search(joined) else []
        if len(shown) > accident * len(words):
            place = column.words.index(shown[0])
            row = table.lines[int((column.codes == place).argmax())]
            raise refuse(DRAW_003, file=table.name, row=row, column=header, header=header, what=_said(what))
    if asked := personal(header, dict.fromkeys(words[:2000], 1)):
        raise refuse(DRAW_003, file=table.name, column=header, header=header, what=_said(asked[0]))


def require_public(table: RegisterTable, headers: Sequence[str]) -> None:
    """Raises DRAW_003 for each column of strata, clusters or balance that holds people's names or numbers."""
    faults = [Fault(DRAW_003, {"header": header, "what": _said(asked[0])}, table.name, None, header)
              for header in headers if (asked := personal(header, table.columns[header].counts()))]
    if faults:
        raise QabiletError(*faults)


def require_outside(table: RegisterTable, path: Path, root: Path) -> None:
    """Raises DRAW_024 where a register with names in it lies in the study folder."""
    if not path.resolve().is_relative_to(root.resolve()):
        return
    found = [header for header in table.columns
             if personal(header, dict.fromkeys(filter(None, table.columns[header].words[:2000]), 1))]
    if found:
        raise refuse(DRAW_024, file=table.name, headers=", ".join(f"«{one}»" for one in found))


def _said(what: str) -> Text:
    return Text(*(say(lang, what) for lang in LANGS))
