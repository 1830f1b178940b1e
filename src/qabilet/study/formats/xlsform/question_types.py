"""The type of a line: what kind of question it is, of which list, or which section it opens or closes."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from qabilet.cycle.instrument import QuestionKind

_KINDS: dict[QuestionKind, tuple[str, ...]] = {
    "integer": ("integer", "int", "add integer prompt", "q int"),
    "decimal": ("decimal", "add decimal prompt", "q decimal"),
    "range": ("range",),
    "text": ("text", "string", "add text prompt", "q string"),
    "date": ("date", "add date prompt", "q date"),
    "time": ("time",),
    "datetime": ("dateTime", "datetime", "date time", "add dateTime prompt", "add date time prompt", "q dateTime",
                 "q date time"),
    "note": ("note", "add note prompt", "q note"),
    "calculate": ("calculate", "add calculate prompt", "q calculate"),
    "acknowledge": ("acknowledge", "trigger", "add acknowledge prompt", "q acknowledge"),
    "hidden": ("hidden",),
    "meta": ("start", "end", "today", "deviceid", "username", "phonenumber", "email", "simserial", "subscriberid",
             "imei", "audit", "start time", "end time", "get start time", "get end time", "get today", "device id",
             "get device id", "sim id", "get sim id", "subscriber id", "get subscriber id", "phone number",
             "get phone number", "uri:subscriberid", "uri:phonenumber", "uri:simserial", "uri:deviceid",
             "uri:username", "uri:email", "start-geopoint", "background-geopoint", "background-audio"),
    "foreign": ("geopoint", "geotrace", "geoshape", "location", "gps", "q geopoint", "q geotrace", "q geoshape",
                "q location", "add location prompt", "image", "photo", "q image", "q picture", "add image prompt",
                "add photo prompt", "audio", "q audio", "add audio prompt", "video", "q video", "add video prompt",
                "file", "add file prompt", "barcode", "q barcode", "add barcode prompt", "osm", "xml-external",
                "csv-external", "percentage", "number of days in last month", "number of days in last six months",
                "number of days in last year"),
}
KOBO = ("begin_score", "score__row", "end_score", "begin_rank", "rank__level", "end_rank", "begin_kobomatrix",
        "end_kobomatrix")
"""Lines that KoboToolbox unfolds into several questions when a form is published; ODK's reader does not know them."""

KIND_OF: dict[str, QuestionKind] = {name: kind for kind, names in _KINDS.items() for name in names}
KIND_OF |= dict.fromkeys(KOBO, "foreign")
_FOLDED = {name.casefold(): name for name in reversed(KIND_OF)}

CHOOSING: dict[str, QuestionKind] = {
    "select_one": "one", "select one": "one", "select one from": "one", "select1": "one",
    "add select one prompt using": "one",
    "select_multiple": "many", "select all that apply": "many", "select all that apply from": "many",
    "add select multiple prompt using": "many", "rank": "rank",
    "select_one_external": "foreign", "select_one_from_file": "foreign", "select one from file": "foreign",
    "select_multiple_from_file": "foreign", "select multiple from file": "foreign",
}
SETTING_TYPES = ("form_title", "set_form_title", "form_id", "set_form_id", "prefix")
"""Settings that may stand as lines of the sheet survey."""

_CONTROLS = {"group": "group", "repeat": "repeat", "lgroup": "repeat", "looped group": "repeat", "loop": "loop"}
_CONTROL = re.compile(r"(begin|end)[ _]+(group|repeat|lgroup|looped group|loop)((?: over)? \S+)?\Z", re.IGNORECASE)
_KOBO = re.compile(r"(" + "|".join(map(re.escape, KOBO)) + r")( \S+)?\Z", re.IGNORECASE)
_CHOICE = re.compile(r"(" + "|".join(sorted(map(re.escape, CHOOSING), key=len, reverse=True))
                     + r") +(\S+)(?: +(or specify other|or_other|or other))?\Z", re.IGNORECASE)
_BARE = re.compile(r"(" + "|".join(sorted(map(re.escape, CHOOSING), key=len, reverse=True)) + r")\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Typed:
    """`role` says what the line does; `written` is its type as ODK spells it; `control` is group, repeat or loop;
    `over` is what stands after the name of a control."""

    role: Literal["ask", "begin", "end", "setting", "unknown"]
    written: str
    kind: QuestionKind = "foreign"
    choices: str = ""
    other: bool = False
    control: str = ""


def typed(cell: str) -> Typed:
    """The type cell understood, however it is capitalised and spaced."""
    words = " ".join(cell.split())
    if found := _CONTROL.match(words):
        control = found[2].lower()
        joint = "_" if "_" in words[:6] else " "
        return Typed("begin" if found[1].lower() == "begin" else "end",
                     f"{found[1].lower()}{joint}{control}{found[3] or ''}", control=_CONTROLS[control])
    if found := _KOBO.match(words):
        return Typed("ask", found[1].lower() + (found[2] or ""), "foreign", (found[2] or "").strip())
    if found := _CHOICE.match(words):
        return _choosing(found[1], found[2], found[3] or "")
    if found := _BARE.match(words):
        return Typed("ask", words, CHOOSING[found[1].lower()])
    if words in SETTING_TYPES:
        return Typed("setting", words)
    name = words if words in KIND_OF else _FOLDED.get(words.casefold().replace("_", " "), "") or _FOLDED.get(
        words.casefold(), "")
    return Typed("ask", name, KIND_OF[name]) if name else Typed("unknown", words)


@lru_cache(maxsize=200)
def nearest(cell: str) -> str:
    """The known type that is spelled most like it; '' where none is."""
    known = [*KIND_OF, *CHOOSING, "begin_group", "end_group", "begin_repeat", "end_repeat"]
    folded = " ".join(cell[:60].casefold().split())
    for words in (folded, folded.partition(" ")[0]):
        if found := difflib.get_close_matches(words, known, n=1, cutoff=0.6):
            return found[0]
    return ""


def _choosing(command: str, choices: str, other: str) -> Typed:
    lower = command.lower()
    kind = CHOOSING[lower]
    written = " ".join(filter(None, (lower, choices, other.lower())))
    if kind == "foreign" or "${" in choices:
        return Typed("ask", written, "foreign", choices)
    return Typed("ask", written, kind, choices, bool(other))
