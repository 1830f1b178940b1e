"""A form or guide looked at: what was understood, what is wrong; written back where somebody wants it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qabilet.cycle.instrument import Form
from qabilet.errors import Caution, Fault, QabiletError, refuse
from qabilet.study.atomic import put
from qabilet.study.formats import ReadForm, read_form, read_form_file, write_form, xform_xml
from qabilet.study.formats.xlsform.faults import XLSFORM_010, XLSFORM_033, XLSFORM_034
from qabilet.study.instrument.composing import FORM_FILE, GUIDE_FILE


@dataclass(frozen=True, slots=True)
class LookedAt:
    """`written` are the files made: none where anything is wrong with the form."""

    form: Form | None
    faults: tuple[Fault, ...]
    cautions: tuple[Caution, ...]
    written: tuple[Path, ...] = ()


def looked_at(source: Path, *, workbook: Path | None = None, xform: Path | None = None, again: bool = False,
              ) -> LookedAt:
    """Read the form, and write it as a workbook or as ODK's XForm where a place is named.

    With a fault nothing is written, but for questions that only we cannot ask. Raises QabiletError where the file
    cannot be opened, a file is there already and not `again`, or the place cannot be written.
    """
    for place, ends in ((workbook, (".xlsx",)), (xform, (".xml",))):
        if place is not None:
            _free(place, ends, again)
    read = read_form_file(source)  # a survey of LimeSurvey is a form, too
    broken = any(fault.code != XLSFORM_010 for fault in read.faults)
    if read.form is None or broken:
        return LookedAt(read.form, read.faults, read.cautions)
    contents = [(place, content) for place, content in (
        (workbook, write_form(read.form) if workbook is not None else b""),
        (xform, xform_xml(read.form).encode() if xform is not None else b"")) if place is not None]
    written = tuple(path for place, content in contents for path in put(place.parent, {place.name: content}))
    return LookedAt(read.form, read.faults, read.cautions, written)


def form_faults(root: Path) -> Iterator[Fault]:
    """Every fault of the study's questionnaire and of its interview guide, where they are there."""
    for name in (FORM_FILE, GUIDE_FILE):
        if (root / name).is_file():
            try:
                read: ReadForm = read_form(root / name, shown=name)
            except QabiletError as error:
                yield from (Fault(one.code, one.facts, name, one.row, one.column) for one in error.faults)
            else:
                yield from read.faults


def _free(place: Path, ends: tuple[str, ...], again: bool) -> None:
    if place.suffix.casefold() not in ends:
        raise refuse(XLSFORM_034, path=place, ends=", ".join(ends))
    if os.path.lexists(place) and not (again and place.is_file()):
        raise refuse(XLSFORM_033, path=place)
