"""The questionnaire and the interview guide of a study on paper: Word and PDF, with a code sheet for data entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from qabilet.cycle.instrument import Form
from qabilet.cycle.report import (
    PAPER_002,
    code_sheet,
    interview_guide,
    questionnaire,
    require_perspective,
    untranslated,
    write_pdf,
    write_word,
)
from qabilet.errors import Caution, Fault, QabiletError, refuse
from qabilet.study.formats import read_form
from qabilet.study.formats.answers import file_bytes
from qabilet.study.formats.xlsform.faults import XLSFORM_010
from qabilet.study.instrument.composing import FORM_FILE, GUIDE_FILE
from qabilet.study.instrument.printing_faults import PRINT_001
from qabilet.text import LANGS, Lang

PrintKind = Literal["pdf", "docx"]
PRINT_KINDS: tuple[PrintKind, ...] = ("pdf", "docx")
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What is to be printed. `langs` () are those in which the form has words; `guide` prints the interview guide
    alone; `draft` allows gaps; `codes` adds the code sheet; `template` is a Word document whose styles are taken."""

    langs: tuple[Lang, ...] = ()
    kinds: tuple[PrintKind, ...] = PRINT_KINDS
    guide: bool = False
    perspective: str = ""
    draft: bool = False
    codes: bool = True
    template: Path | None = None


@dataclass(slots=True)
class Printed:
    """The files by name, and the doubts about them."""

    files: dict[str, bytes] = field(default_factory=dict)
    cautions: list[Caution] = field(default_factory=list)


def printed(place: Path, order: PrintOrder, today: date) -> Printed:
    """A study's questionnaire and guide, or one form in a file; nothing is written.

    Raises QabiletError with all faults at once: of the files, and of words missing in a language.
    """
    done, faults = Printed(), list[Fault]()
    forms = list(_forms(place, order, done))
    for form, guide, file in forms:
        require_perspective(form, order.perspective)
        if not order.draft:
            for lang in _langs(form, order):
                faults += untranslated(form, lang, perspective=order.perspective, guide=guide, file=file)
    if faults:
        raise QabiletError(*faults)
    template = _template(order.template)
    for form, guide, _ in forms:
        for lang in _langs(form, order):
            _sheets(done, form, lang, guide, order, today, template)
    return done


def _forms(place: Path, order: PrintOrder, done: Printed) -> Iterator[tuple[Form, bool, str]]:
    """(form, whether it is an interview guide, the file's name)."""
    if not place.is_dir():
        yield _read(place, place.name, order, done), order.guide, place.name
        return
    wanted = (GUIDE_FILE,) if order.guide else (FORM_FILE, GUIDE_FILE)
    names = [name for name in wanted if (place / name).is_file()]
    if not names:
        raise refuse(PRINT_001, path=place, file=wanted[0])
    for name in names:
        yield _read(place / name, name, order, done), name == GUIDE_FILE, name


def _read(path: Path, shown: str, order: PrintOrder, done: Printed) -> Form:
    """A question that cannot be asked here is no fault on paper: it is printed as a note. A draft is printed as far as
    the form was understood, and what is wrong with it is a doubt."""
    found = read_form(path, shown=shown)
    wrong = [fault for fault in found.faults if fault.code != XLSFORM_010]
    if found.form is None or (wrong and not order.draft):
        raise QabiletError(*(wrong or found.faults))
    done.cautions += [Caution(fault.code, fault.facts) for fault in wrong]
    return found.form


def _langs(form: Form, order: PrintOrder) -> Sequence[Lang]:
    return order.langs or tuple(lang for lang in LANGS if lang in form.languages) or (form.source_lang,)


def _template(path: Path | None) -> bytes | None:
    return file_bytes(path) if path is not None else None


def _sheets(done: Printed, form: Form, lang: Lang, guide: bool, order: PrintOrder, today: date,
            template: bytes | None) -> None:
    whose = _UNSAFE.sub("_", f"{form.code}-{order.perspective}".rstrip("-"))[:100].strip("._") or "form"
    make = interview_guide if guide else questionnaire
    sheets = [(f"{whose}-{lang}", make(form, lang, perspective=order.perspective, draft=order.draft))]
    if order.codes and not guide:
        sheets.append((f"{whose}-codes-{lang}",
                       code_sheet(form, lang, perspective=order.perspective, draft=order.draft)))
    for name, sheet in sheets:
        if "pdf" in order.kinds:
            made = write_pdf(sheet, today)
            done.files[f"{name}.pdf"] = made.content
            if made.lacking:
                done.cautions.append(Caution(PAPER_002, {"file": f"{name}.pdf", "signs": " ".join(made.lacking)}))
        if "docx" in order.kinds:
            where = order.template.name if order.template is not None else ""
            done.files[f"{name}.docx"] = write_word(sheet, today, template, where)
