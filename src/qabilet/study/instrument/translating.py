"""Translating a form of the study: how it stands, the translators' spreadsheet out, and in again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qabilet.cycle.instrument import (
    Completeness,
    Form,
    Ledger,
    Settled,
    TakenIn,
    completeness,
    doubts,
    form_placeholder_faults,
    settled,
    taken_in,
)
from qabilet.errors import Caution, Fault, QabiletError, refuse
from qabilet.study import settings
from qabilet.study.atomic import Content
from qabilet.study.faults import STUDY_053
from qabilet.study.formats.xlsform.faults import XLSFORM_033, XLSFORM_034
from qabilet.study.instrument.composing import FORM_FILE, GUIDE_FILE
from qabilet.study.instrument.files import FormFile, open_form, study_settings, target_languages, which
from qabilet.study.instrument.ledger import ledger_name, read_ledger, write_ledger
from qabilet.study.instrument.returned_sheet import read_returned
from qabilet.study.instrument.translators_sheet import translators_book
from qabilet.text import LANGS, Lang


@dataclass(frozen=True, slots=True)
class Translation:
    """How a form stands in each language; `taken` is what came in from a translators' spreadsheet. `files` are to be
    saved: the ledger where it learned something, the form where it has new words."""

    file: FormFile
    form: Form
    langs: tuple[Lang, ...]
    complete: tuple[Completeness, ...]
    settled: Settled
    faults: tuple[Fault, ...]
    cautions: tuple[Caution, ...]
    files: dict[str, Content]
    taken: TakenIn | None = None

    def book(self, lang: Lang) -> bytes:
        """The translators' spreadsheet, explained in `lang`."""
        return translators_book(self.form, self.settled, self.langs, lang)


def require_free_sheet(out: Path, *, again: bool) -> None:
    """Raises XLSFORM_034 for a name that is no workbook's, XLSFORM_033 where something lies there and not `again`: it
    may be a spreadsheet that came back and was not taken in yet. STUDY_053 for the form itself, `again` or not."""
    if out.suffix.casefold() != ".xlsx":
        raise refuse(XLSFORM_034, path=out, ends=".xlsx")
    if os.path.lexists(out) and not (again and out.is_file()):
        raise refuse(XLSFORM_033, path=out)
    if out.exists() and _of_a_study(out.resolve()):
        raise refuse(STUDY_053, path=out)


def _of_a_study(place: Path) -> bool:
    """Whether it is a form of a study, a version of it, or lies in another of its folders: not to be written anew."""
    for folder in place.parents:
        if (folder / settings.FILE).is_file():
            inside = place.relative_to(folder)
            return inside.as_posix() in (FORM_FILE, GUIDE_FILE) or len(inside.parts) > 1 + (
                inside.parts[0] == Path(FORM_FILE).parts[0])
    return False


def translation(root: Path, on: date, *, guide: bool = False, langs: Sequence[Lang] = (),
                sheet: Path | None = None) -> Translation:
    """How the form stands; with `sheet` after the translations in it have been taken in.

    Raises FORM_007 without a form, FORM_011 where its own language is asked for, and every fault of the sheet at once:
    then nothing may be saved.
    """
    file = open_form(root, which(guide))
    wanted = target_languages(file.form, study_settings(root).languages, langs)
    ledger = read_ledger(root, file.which)
    taken = _taken(file, ledger, sheet, wanted if langs else LANGS, on) if sheet is not None else None
    form = taken.form if taken else file.form
    found = settled(form, taken.settled.ledger if taken else ledger, on.isoformat(), wanted)
    files: dict[str, Content] = {}
    if dict(found.ledger) != dict(ledger):
        files[ledger_name(file.which)] = write_ledger(found.ledger)
    if taken and taken.translated:
        from qabilet.study.formats import write_form

        files[file.name] = write_form(form)
    return Translation(file, form, wanted, completeness(form, (form.source_lang, *wanted)), found,
                       form_placeholder_faults(form, file.name), doubts(form), files, taken)


def _taken(file: FormFile, ledger: Ledger, sheet: Path, langs: Sequence[Lang], on: date) -> TakenIn:
    from qabilet.study.formats.answers import file_bytes

    rows = read_returned(file_bytes(sheet), file=sheet.name)
    taken = taken_in(file.form, ledger, [row for row in rows if row.lang in langs], on.isoformat(), file=sheet.name)
    # A sheet that was not wholly understood must not be written anew: something might be lost. An expression that is
    # wrong was read whole, and is written back as it stands.
    unread = [fault for fault in file.faults if not fault.code.startswith("ROUTE_")] if taken.translated else []
    wrong = (*taken.faults, *unread)
    if wrong:
        raise QabiletError(*wrong)
    return taken
