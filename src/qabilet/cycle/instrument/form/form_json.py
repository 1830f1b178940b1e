"""A form as canonical JSON and back, exactly: what is frozen when it is fielded, and hashed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from qabilet.cycle.instrument.form.faults import FORM_001
from qabilet.cycle.instrument.form.form import Form, Rows
from qabilet.cycle.instrument.form.question import Question, Section
from qabilet.errors import refuse
from qabilet.text import Text

FORMAT = 1
DEEPEST = 100
"""Sections inside sections; no form that was read has more, and programs that walk through one recurse."""
_UNIMPORTANT = ("row", "headings", "version")
"""Where a line stands in the sheet, the order of columns, and the author's own number say nothing to a respondent."""


def form_json(form: Form) -> bytes:
    """Sorted keys, no blanks, UTF-8: the same form gives the same bytes. Defaults are left out."""
    return _bytes({"format": FORMAT, "form": _written(form)})


def form_from_json(data: bytes, *, file: str = "") -> Form:
    """Raises FORM_001 for what `form_json` did not write."""
    try:
        whole = json.loads(data)
        if whole["format"] != FORMAT:
            raise ValueError(f"format {whole['format']}")
        form = _read(Form, whole["form"])
        if any(len(above) > DEEPEST for above, _ in form.walk()):
            raise ValueError(f"> {DEEPEST}")
    # RecursionError: a hostile file may be nested a million deep.
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise refuse(FORM_001, file=file, why=(str(error).splitlines() or [""])[0][:160]) from None
    assert isinstance(form, Form)
    return form


def content_hash(form: Form) -> str:
    """SHA-256 of what the form says and does: two forms that differ in rows or column order alone have the same."""
    return hashlib.sha256(_bytes(_bare(_written(form.with_(sheets=unnumbered(form.sheets)))))).hexdigest()


def unnumbered(sheets: Mapping[str, Rows]) -> dict[str, Rows]:
    """The other sheets without the line numbers that the lines set aside («survey:aside») begin with."""
    return {name: tuple(row[1:] for row in rows) if name.endswith(":aside") else rows
            for name, rows in sheets.items()}


def _bytes(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # A workbook may hold half a surrogate pair; it must come back as it was, and JSON has an escape for it.
    return "".join(sign if not "\ud800" <= sign <= "\udfff" else f"\\u{ord(sign):04x}" for sign in text).encode()


def _written(value: object) -> Any:
    if isinstance(value, Text):
        return {lang: words for lang, words in value.write().items() if words}
    if is_dataclass(value) and not isinstance(value, type):
        out = {one.name: _written(getattr(value, one.name)) for one in fields(value)
               if getattr(value, one.name) != _default(one)}
        return {"is": "section", **out} if isinstance(value, Section) else out
    if isinstance(value, Mapping):
        # In pairs: the order of choices' lists and of columns is part of the form, and sorted keys would lose it.
        return [[key, _written(one)] for key, one in value.items()]
    if isinstance(value, tuple | list):
        return [_written(one) for one in value]
    return value


def _default(one: Any) -> object:
    if one.default_factory is not MISSING:
        return one.default_factory()
    return one.default


def _read(wanted: Any, value: Any) -> Any:
    """The value as the type it is declared to be; raises TypeError or ValueError where it is not."""
    origin = get_origin(wanted)
    if wanted is Text:
        return Text(**_of(value, dict))
    if origin in (Union, UnionType):
        return _read(Section if _of(value, dict).get("is") == "section" else Question, value)
    if origin is Literal:
        if value not in get_args(wanted):
            raise ValueError(f"{value!r}")
        return value
    if origin is tuple:
        inner = get_args(wanted)[0]
        return tuple(_read(inner, one) for one in _of(value, list))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {_of(key, str): _read(get_args(wanted)[1], one) for key, one in _of(value, list)}
    if is_dataclass(wanted):
        return _instance(wanted, dict(_of(value, dict)))
    return _of(value, wanted)


def _instance(wanted: Any, given: dict[str, Any]) -> Any:
    if wanted is Section and given.pop("is", None) != "section":
        raise TypeError("section")
    known = _types(wanted)
    return wanted(**{name: _read(known[name], one) for name, one in given.items()})


@cache
def _types(wanted: type) -> dict[str, Any]:
    return get_type_hints(wanted)


def _of(value: Any, wanted: type) -> Any:
    if type(value) is not wanted:
        raise TypeError(f"{type(value).__name__}: {str(value)[:60]}")
    return value


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(one) for name, one in value.items() if name not in _UNIMPORTANT}
    return [_bare(one) for one in value] if isinstance(value, list) else value
