"""The questionnaire and the interview guide as they lie in the study folder, read and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from qabilet.cycle.instrument import FORM_007, FORM_011, LANGUAGE, Form
from qabilet.errors import Fault, QabiletError, refuse
from qabilet.study import settings
from qabilet.study.faults import STUDY_001
from qabilet.study.settings import Settings
from qabilet.text import Lang

Which = Literal["form", "guide"]
FOLDER = "instrument"
FILES: dict[Which, str] = {"form": f"{FOLDER}/form.xlsx", "guide": f"{FOLDER}/guide.xlsx"}


@dataclass(frozen=True, slots=True)
class FormFile:
    """A form of the study as it reads now; `faults` are those of the spreadsheet, in the sheet's own lines."""

    which: Which
    form: Form
    content: bytes
    faults: tuple[Fault, ...]

    @property
    def name(self) -> str:
        return FILES[self.which]


def which(guide: bool) -> Which:
    return "guide" if guide else "form"


def open_form(root: Path, kind: Which = "form", *, odk: bool = False) -> FormFile:
    """Raises FORM_007 where there is none, and the reader's faults where nothing of it can be understood.

    With `odk` ODK's own reader is asked too, which takes half a second to load.
    """
    from qabilet.study.formats import read_form_bytes
    from qabilet.study.formats.answers import file_bytes

    path = root / FILES[kind]
    if not path.is_file():
        raise refuse(FORM_007, file=FILES[kind], path=FILES[kind])
    content = file_bytes(path)
    found = read_form_bytes(content, name=path.name, shown=FILES[kind], odk=odk)
    if found.form is None:
        raise QabiletError(*found.faults)
    return FormFile(kind, found.form, content, found.faults)


def study_settings(root: Path) -> Settings:
    """What study.toml declares. Raises STUDY_001 without one, and its faults."""
    path = root / settings.FILE
    if not path.is_file():
        raise refuse(STUDY_001, path=root)
    found, faults = settings.read_settings(path.read_bytes())
    if faults:
        raise QabiletError(*faults)
    return found


def target_languages(form: Form, declared: Sequence[Lang], asked: Sequence[Lang] = ()) -> tuple[Lang, ...]:
    """The languages to translate into: those asked for, else those the study declares, but for the form's own.

    Raises FORM_011 where the form's own language is asked for.
    """
    if form.source_lang in asked:
        raise refuse(FORM_011, language=LANGUAGE[form.source_lang])
    return tuple(lang for lang in (asked or declared) if lang != form.source_lang)
