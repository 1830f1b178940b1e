"""One line of the sheet survey as a question or a section; what is not understood stays in its cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qabilet.cycle.instrument import Missing, Question, Section
from qabilet.study.formats.xlsform import own
from qabilet.study.formats.xlsform.faults import XLSFORM_024
from qabilet.study.formats.xlsform.headings import WORDS
from qabilet.study.formats.xlsform.question_types import Typed
from qabilet.study.formats.xlsform.tables import Line
from qabilet.text import Lang, Text

Wrong = Callable[[str, int, str, Mapping[str, object]], None]
"""Notes a fault: code, row, our column, facts."""

_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
QUESTION_FIELDS = ("relevance", "constraint", "calculation", "choice_filter", "default", "read_only", "appearance",
                   "parameters", "competence", "indicator", "scale")
"""Cells taken as they stand."""

SECTION_FIELDS = ("relevance", "repeat_count", "appearance", "parameters")


@dataclass(slots=True)
class Cells:
    """The cells of a line by our fields; `rest` by heading, what is none of ours. What a field does not take (a 'no'
    under required, say) is put back into `rest`, so that it is written again."""

    words: dict[str, dict[Lang, str]]
    plain: dict[str, str]
    rest: dict[str, str]
    where: dict[str, str]
    worded: bool = False

    @classmethod
    def of(cls, line: Line, claimed: Mapping[str, tuple[str, Lang | None]]) -> Cells:
        found = cls({}, {}, {}, {})
        for heading, cell in line.cells.items():
            name, lang = claimed.get(heading, ("", None))
            if not name:
                found.rest[heading] = cell
                found.worded = found.worded or heading.casefold().startswith(("label", "caption"))
            elif lang is not None:
                found.words.setdefault(name, {})[lang] = cell
                found.worded = found.worded or name == "label"
            else:
                found.plain[name] = straight(cell)
                found.where[name] = heading
        return found

    def one(self, name: str) -> str:
        return self.plain.get(name, "")

    def text(self, name: str) -> Text:
        return Text(**self.words.get(name, {}))

    def back(self, *names: str) -> None:
        """Leave these fields to the cells, as they stand."""
        for name in names:
            if name in self.plain:
                self.rest[self.where[name]] = self.plain[name]


def straight(cell: str) -> str:
    """Straight quotation marks, as ODK reads them."""
    return cell.translate(_STRAIGHT)


def question_of(row: int, cells: Cells, type_: Typed, wrong: Wrong) -> Question:
    """A question; `wrong` hears what our own columns say wrongly."""
    required = cells.one("required")
    if (said := own.yes(required)) is not None and required not in ("1", "0", "+", "-"):
        required = "yes" if said else ""
    if not required:
        cells.back("required")
    code = cells.one("name")
    if not code and type_.kind == "note":
        code = f"generated_note_name_{row}"  # ODK calls it so
    if not code and type_.written == "audit":
        code = "audit"
    missing, perspectives, reverse = _own(row, cells, wrong)
    cells.back("repeat_count", "disabled")
    asked = Question(code, type_.kind, type_.written, choices=type_.choices, other=type_.other, required=required,
                     reverse=reverse, missing=missing, perspectives=perspectives, row=row, cells=cells.rest)
    return asked.with_(**{name: cells.text(name) for name in WORDS},
                       **{name: cells.one(name) for name in QUESTION_FIELDS})


def section_of(row: int, cells: Cells, type_: Typed) -> Section:
    cells.back(*(name for name in cells.plain if name not in (*SECTION_FIELDS, "type", "name")))
    section = Section(cells.one("name"), "repeat" if type_.control == "repeat" else "group", type_.written,
                      cells.text("label"), cells.text("hint"), row=row, cells=cells.rest)
    return section.with_(**{name: cells.one(name) for name in SECTION_FIELDS})


def _own(row: int, cells: Cells, wrong: Wrong) -> tuple[dict[str, Missing], tuple[str, ...], bool]:
    missing, odd = own.missing_pairs(cells.one("missing"))
    if odd:
        wrong(XLSFORM_024, row, "missing", {"given": odd[0][:80], "heading": "missing", "allowed":
                                            "99=refused | 98=cannot judge | 97=not relevant | 96=not asked"})
        missing = {}
    if not missing:
        cells.back("missing")
    perspectives, strange = own.perspectives(cells.one("perspective"))
    if strange:
        wrong(XLSFORM_024, row, "perspective", {"given": strange[0][:80], "heading": "perspective",
                                                "allowed": ", ".join(own.PERSPECTIVES)})
        perspectives = ()
    if not perspectives:
        cells.back("perspective")
    reverse = own.yes(cells.one("reverse"))
    if reverse is None:
        wrong(XLSFORM_024, row, "reverse", {"given": cells.one("reverse")[:80], "heading": "reverse",
                                            "allowed": "yes, no"})
    if not reverse:
        cells.back("reverse")
    if not own.scale_name(cells.one("scale")):
        wrong(XLSFORM_024, row, "scale", {"given": cells.one("scale")[:80], "heading": "scale",
                                          "allowed": "agreement, importance, frequency, competence_level …"})
    return missing, perspectives, bool(reverse)
