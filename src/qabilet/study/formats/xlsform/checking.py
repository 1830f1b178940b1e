"""What is wrong with a form besides its routing: names, lists, words, ranges, our own columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qabilet.cycle.instrument import ASKED, CHOSEN, Form, Node, Question, latin
from qabilet.errors import Fault
from qabilet.study.formats.xlsform.faults import (
    XLSFORM_010,
    XLSFORM_012,
    XLSFORM_013,
    XLSFORM_014,
    XLSFORM_015,
    XLSFORM_016,
    XLSFORM_019,
    XLSFORM_023,
    XLSFORM_025,
    XLSFORM_026,
    XLSFORM_031,
)
from qabilet.study.formats.xlsform.headings import parsed
from qabilet.study.formats.xlsform.limits import NAME_CHARACTERS
from qabilet.text import Lang

RESERVED = frozenset({"meta", "instanceid", "instancename"})
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*\Z")
_WORDS = re.compile(r"[^\W_]+")
_PARAMETER = re.compile(r"([A-Za-z_-]+)\s*=\s*([^\s;,]+)")
_KNOWN_TYPE = re.compile(r"\S")


def check_form(form: Form, claimed: Mapping[str, tuple[str, Lang | None]], file: str) -> list[Fault]:
    """Every fault that can be told from the form itself, in the order of its lines."""
    return list(_Checks(form, claimed, file).found())


class _Checks:
    def __init__(self, form: Form, claimed: Mapping[str, tuple[str, Lang | None]], file: str) -> None:
        self.form, self.file = form, file
        self.columns = {name: heading for heading, (name, lang) in claimed.items() if lang is None}
        survey = parsed("survey", form.headings.get("survey", ()))
        self.spoken = [one.written for one in survey
                       if one.field in ("label", "hint", "guidance") or one.media]

    def found(self) -> Iterator[Fault]:
        if not self.form.questions():
            yield Fault(XLSFORM_031, {}, self.file, 2)
        names: dict[str, int] = {}
        for _, node in self.form.walk():
            yield from self._name(node, names)
            if isinstance(node, Question):
                yield from self._question(node)
        yield from self._blanks()

    def _fault(self, why: str, node: Node, column: str, **facts: object) -> Fault:
        return Fault(why, facts, self.file, node.row or None, self.columns.get(column, column))

    def _name(self, node: Node, names: dict[str, int]) -> Iterator[Fault]:
        if not node.code:
            return
        folded = node.code.casefold()
        if not _NAME.match(node.code) or len(node.code) > NAME_CHARACTERS:
            yield self._fault(XLSFORM_012, node, "name", name=node.code[:60], limit=NAME_CHARACTERS,
                              better=_better(node.code))
        elif folded in RESERVED:
            yield self._fault(XLSFORM_014, node, "name", name=node.code)
        elif folded in names:
            yield self._fault(XLSFORM_013, node, "name", name=node.code, first=names[folded])
        names.setdefault(folded, node.row)

    def _question(self, one: Question) -> Iterator[Fault]:
        if one.kind == "foreign":
            if _KNOWN_TYPE.match(one.type) and self._known(one):
                yield self._fault(XLSFORM_010, one, "type", type=one.type[:80], name=one.code[:60])
            return
        if one.kind in (*ASKED, "note") and not any(one.label) and not any(one.hint) and not any(
                one.cells.get(heading) for heading in self.spoken):
            yield self._fault(XLSFORM_023, one, "label", name=one.code[:60])
        if one.kind in CHOSEN:
            yield from self._list(one)
        if one.kind == "range":
            yield from self._range(one)

    def _known(self, one: Question) -> bool:
        """Whether its type is one we know and cannot ask; an unknown type has its fault already."""
        from qabilet.study.formats.xlsform.question_types import typed

        return typed(one.type).role != "unknown"

    def _list(self, one: Question) -> Iterator[Fault]:
        if not one.choices:
            yield self._fault(XLSFORM_016, one, "type", name=one.code[:60], type=one.type[:80])
        elif one.choices not in self.form.lists:
            yield self._fault(XLSFORM_015, one, "type", name=one.code[:60], list=one.choices[:80])
        else:
            codes = {choice.code for choice in self.form.choices(one)} | ({"other"} if one.other else set())
            for code in one.missing:
                if code not in codes:
                    yield self._fault(XLSFORM_025, one, "missing", code=code[:80], list=one.choices[:80])

    def _range(self, one: Question) -> Iterator[Fault]:
        """start, end and step as ODK reads them: from 1 to 10 by 1 where nothing is said."""
        given = dict(_PARAMETER.findall(one.parameters.casefold()))
        try:
            start, end, step = (float(given.get(name, usual)) for name, usual in
                                (("start", "1"), ("end", "10"), ("step", "1")))
        except ValueError:
            yield self._fault(XLSFORM_026, one, "parameters", name=one.code[:60], given=one.parameters[:80])
            return
        steps = (end - start) / step if step else float("nan")
        if not (0 < steps < 10_001 and abs(steps - round(steps)) < 1e-6):
            yield self._fault(XLSFORM_026, one, "parameters", name=one.code[:60],
                              given=one.parameters[:80] or "start=1 end=10 step=1")

    def _blanks(self) -> Iterator[Fault]:
        """Codes with a blank in lists from which several are chosen: each once, at its own line."""
        several = {one.choices for one in self.form.questions() if one.kind in ("many", "rank")}
        for name in several & set(self.form.lists):
            for choice in self.form.lists[name].choices:
                if len(choice.code.split()) > 1:
                    yield Fault(XLSFORM_019, {"code": choice.code[:80], "list": name[:80]}, self.file,
                                choice.row or None, "choices/name")


def _better(code: str) -> str:
    """A name in Latin letters that sounds like it."""
    spelt = "_".join(filter(None, (latin(word) for word in _WORDS.findall(code[:200]))))[:30].strip("_")
    return spelt if spelt[:1].isalpha() else f"q_{spelt}" if spelt else "q1"
