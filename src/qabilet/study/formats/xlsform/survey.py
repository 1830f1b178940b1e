"""The sheet survey: its lines as sections and questions, in the order and the nesting they were written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qabilet.cycle.instrument import Node, Section
from qabilet.errors import Caution, Fault
from qabilet.study.formats.xlsform.faults import (
    XLSFORM_009,
    XLSFORM_010,
    XLSFORM_011,
    XLSFORM_020,
    XLSFORM_021,
    XLSFORM_022,
    XLSFORM_027,
    XLSFORM_029,
    XLSFORM_040,
    XLSFORM_107,
    XLSFORM_111,
)
from qabilet.study.formats.xlsform.limits import DEPTH
from qabilet.study.formats.xlsform.lines import Cells, question_of, section_of
from qabilet.study.formats.xlsform.own import yes
from qabilet.study.formats.xlsform.question_types import Typed, nearest, typed
from qabilet.study.formats.xlsform.tables import Line, Table, rows_said
from qabilet.text import Lang


@dataclass(slots=True)
class Open:
    """A section whose end has not come yet; the outermost has no line."""

    section: Section | None
    control: str = ""
    written: str = ""
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class ReadSurvey:
    """`aside` are the lines that are neither question nor section: notes, what is switched off, settings."""

    nodes: tuple[Node, ...] = ()
    aside: tuple[Line, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)


def read_survey(table: Table, claimed: Mapping[str, tuple[str, Lang | None]], file: str) -> ReadSurvey:
    """The nodes of the form. Every fault is noted and reading goes on as well as it can."""
    return _Reader(table, claimed, file).read()


class _Reader:
    def __init__(self, table: Table, claimed: Mapping[str, tuple[str, Lang | None]], file: str) -> None:
        self.table, self.claimed, self.file = table, claimed, file
        self.headings = {name: heading for heading, (name, lang) in claimed.items() if lang is None}
        self.found = ReadSurvey()
        self.stack: list[Open] = [Open(None)]
        self.aside: list[Line] = []
        self.settings: dict[str, str] = {}
        self.too_deep = False
        self.noted: list[int] = []
        self.unknown = 0

    def read(self) -> ReadSurvey:
        for line in self.table.lines:
            self._line(line, Cells.of(line, self.claimed))
        while len(self.stack) > 1:
            last = self.stack[-1]
            if last.section is not None and not self.too_deep:
                self._fault(XLSFORM_020, last.section.row, "type", name=last.section.code, type=last.written,
                            end=last.written.replace("begin", "end", 1))
            self._close({})
        self.found.nodes, self.found.aside = tuple(self.stack[0].nodes), tuple(self.aside)
        self.found.settings = self.settings
        if self.noted:
            self.found.cautions.append(Caution(XLSFORM_107, {"sheet": "survey", "rows": rows_said(self.noted)}))
        return self.found

    def _line(self, line: Line, cells: Cells) -> None:
        if "disabled" in self.headings and yes(line.cells.get(self.headings["disabled"], "")):
            self._aside(line)
        elif not cells.one("type"):
            if cells.one("name") or cells.worded:
                self._fault(XLSFORM_029, line.row, "type")
                self.aside.append(line)
            elif line.cells:
                self._aside(line)
        else:
            self._typed(line, cells, self._type(line, cells))

    def _type(self, line: Line, cells: Cells) -> Typed:
        given = cells.one("type")
        found = typed(given)
        if found.role == "unknown":
            near = self._nearest(given)
            self._fault(XLSFORM_009 if near else XLSFORM_040, line.row, "type", type=given[:80],
                        **({"near": near} if near else {}))
        elif " ".join(given.split()) != found.written:
            self.found.cautions.append(Caution(XLSFORM_111, {"row": line.row, "given": given[:80],
                                                             "type": found.written}))
        return found

    def _nearest(self, given: str) -> str:
        """The type that was meant; after a hundred unknown ones the sheet is no survey, and guessing costs time."""
        self.unknown += 1
        return nearest(given) if self.unknown <= 100 else ""

    def _typed(self, line: Line, cells: Cells, type_: Typed) -> None:
        if type_.role == "setting":
            self.settings[type_.written] = cells.one("name")
            self._aside(line)
        elif type_.role == "end":
            self._end(line, type_)
        elif type_.role == "begin":
            self._begin(line, cells, type_)
        else:
            question = question_of(line.row, cells, type_, self._wrong)
            if not question.code and type_.role == "ask" and not type_.written.startswith("end_"):
                self._fault(XLSFORM_011, line.row, "name", type=type_.written[:80])
            self.stack[-1].nodes.append(question)

    def _begin(self, line: Line, cells: Cells, type_: Typed) -> None:
        section = section_of(line.row, cells, type_)
        if not section.code:
            self._fault(XLSFORM_011, line.row, "name", type=type_.written[:80])
        if type_.control == "loop":
            self._fault(XLSFORM_010, line.row, "type", type=type_.written[:80], name=section.code[:60])
        if len(self.stack) > DEPTH:
            if not self.too_deep:
                self._fault(XLSFORM_027, line.row, "type", limit=DEPTH)
            self.too_deep = True
            # What stands deeper is kept beside; its questions are read into the section above.
            self.stack.append(Open(None, type_.control, type_.written, self.stack[-1].nodes))
            return
        self.stack.append(Open(section, type_.control, type_.written))

    def _end(self, line: Line, type_: Typed) -> None:
        last = self.stack[-1]
        if len(self.stack) == 1:
            self._fault(XLSFORM_021, line.row, "type", type=type_.written)
            self.aside.append(line)
            return
        if last.control != type_.control:
            self._fault(XLSFORM_022, line.row, "type", type=type_.written, begin=last.written,
                        name=last.section.code if last.section else "", first=last.section.row if last.section else "")
            if all(one.control != type_.control for one in self.stack[1:]):
                self.aside.append(line)
                return
        end = {heading: cell for heading, cell in line.cells.items() if heading != self.headings.get("type")}
        self._close({**end, self.headings.get("type", "type"): type_.written})

    def _close(self, end: Mapping[str, str]) -> None:
        done = self.stack.pop()
        if done.section is not None:
            self.stack[-1].nodes.append(done.section.with_(nodes=tuple(done.nodes), end=dict(end)))

    def _aside(self, line: Line) -> None:
        self.aside.append(line)
        self.noted.append(line.row)

    def _fault(self, why: str, row: int, column: str, **facts: object) -> None:
        self.found.faults.append(Fault(why, facts, self.file, row, self.headings.get(column, column)))

    def _wrong(self, why: str, row: int, column: str, facts: Mapping[str, object]) -> None:
        self._fault(why, row, column, **facts)
