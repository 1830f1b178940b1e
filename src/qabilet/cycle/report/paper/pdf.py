"""A sheet as PDF: tagged, archival (PDF/UA-1 and PDF/A-2a), the same bytes for the same sheet."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources
from typing import Any, Final

from qabilet.cycle.report.paper.sheet import Sheet

STANDARDS: Final = ("ua-1", "a-2a")
_LONG = re.compile(r"\S{24,}")
_JOINT = re.compile(r"(?<=[_\-./@])(?=\w)")
_ZERO = "\u200b"
_LACKING = re.compile("the text `\"(.)\"` could not be displayed")


@dataclass(frozen=True, slots=True)
class Pdf:
    """`lacking` are letters that its fonts do not have, '' where it has them all and is of the archive standard."""

    content: bytes
    lacking: str = ""


def write_pdf(sheet: Sheet, today: date) -> Pdf:
    """Where the fonts lack a letter the standards forbid the file: it is written without them then."""
    from typst import TypstError

    try:
        return Pdf(_compiled(sheet, today, STANDARDS))
    except TypstError as error:
        lacking = "".join(dict.fromkeys(_LACKING.findall(error.diagnostic)))
        return Pdf(_compiled(sheet, today, ()), lacking or "?")


def _compiled(sheet: Sheet, today: date, standards: tuple[Any, ...]) -> bytes:
    import typst

    made = datetime(today.year, today.month, today.day, tzinfo=UTC)
    content: bytes = typst.compile(
        _template(), ignore_system_fonts=True, pdf_standards=list(standards), timestamp=made,
        sys_inputs={"sheet": json.dumps(_told(sheet), ensure_ascii=False), "day": today.isoformat()})
    return content


def _told(sheet: Sheet) -> dict[str, Any]:
    """The sheet as data for the template: text stays text there, whatever signs it is made of."""
    told = asdict(sheet)
    for block, given in zip(told["blocks"], sheet.blocks, strict=True):
        block["kind"] = type(given).__name__
        answer = getattr(given, "answer", None)
        if answer is not None:
            block["answer"]["kind"] = type(answer).__name__
    breakable: dict[str, Any] = _breakable(told)
    return breakable


def _breakable(told: Any) -> Any:
    """Words longer than a line may break anywhere."""
    if isinstance(told, str):
        return _LONG.sub(lambda found: _cut(found[0]), told)
    if isinstance(told, dict):
        return {name: _breakable(value) for name, value in told.items()}
    if isinstance(told, list | tuple):
        return [_breakable(value) for value in told]
    return told


def _cut(word: str) -> str:
    """At its joints; where it has none, anywhere."""
    parts = [part if len(part) < 28 else _ZERO.join(re.findall(".{1,14}", part)) for part in _JOINT.split(word)]
    return _ZERO.join(parts)


@cache
def _template() -> bytes:
    return (resources.files("qabilet") / "data" / "paper" / "sheet.typ").read_bytes()
