"""The questionnaire and the interview guide of a study on paper: Word and PDF, with a code sheet for data entry."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

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
from qabilet.errors import Caution, Fault, QabiletError
from qabilet.study.formats.answers import file_bytes
from qabilet.study.instrument.print_sources import Source, outdated, sources
from qabilet.text import Lang

PrintKind = Literal["pdf", "docx"]
PRINT_KINDS: tuple[PrintKind, ...] = ("pdf", "docx")
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What is to be printed. `langs` () are those the study declares, for a file those in which it has words; `guide`
    prints the interview guide alone; `draft` allows gaps; `codes` adds the code sheet; `template` is a Word document
    whose styles are taken."""

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

    Raises QabiletError with all faults at once: of the files, of words missing in a language, of translations older
    than their source. A draft is printed as far as the form was understood, and what is wrong is a doubt.
    """
    done, faults, found = Printed(), list[Fault](), list(sources(place, order.guide))
    for one in found:
        require_perspective(one.form, order.perspective)
        langs = order.langs or one.langs
        wrong = [*one.wrong, *outdated(one, langs, today)]
        if order.draft:
            done.cautions += [Caution(fault.code, fault.facts) for fault in wrong]
        else:
            faults += wrong
            for lang in langs:
                faults += untranslated(one.form, lang, perspective=order.perspective, guide=one.guide, file=one.file)
        done.cautions += one.cautions
    if faults:
        raise QabiletError(*faults)
    template = file_bytes(order.template) if order.template is not None else None
    for one in found:
        for lang in order.langs or one.langs:
            _sheets(done, one, lang, order, today, template)
    return done


def _sheets(done: Printed, source: Source, lang: Lang, order: PrintOrder, today: date, template: bytes | None) -> None:
    form, name = source.form, _name(source, order.perspective)
    make = interview_guide if source.guide else questionnaire
    sheets = [(f"{name}-{lang}", make(form, lang, perspective=order.perspective, draft=order.draft))]
    if order.codes and not source.guide:
        sheets.append((f"{name}-codes-{lang}",
                       code_sheet(form, lang, perspective=order.perspective, draft=order.draft)))
    for stem, sheet in sheets:
        if "pdf" in order.kinds:
            made = write_pdf(sheet, today)
            done.files[f"{stem}.pdf"] = made.content
            if made.lacking:
                done.cautions.append(Caution(PAPER_002, {"file": f"{stem}.pdf", "signs": " ".join(made.lacking)}))
        if "docx" in order.kinds:
            where = order.template.name if order.template is not None else ""
            done.files[f"{stem}.docx"] = write_word(sheet, today, template, where)


def _name(source: Source, perspective: str) -> str:
    """What the files are called by: the form's code, whatever it is made of, as a plain file name."""
    code = source.form.code
    if source.guide and not code.casefold().endswith("guide"):
        code = f"{code}-guide"
    return _UNSAFE.sub("_", "-".join(filter(None, (code, perspective))))[:100].strip("._") or "form"
