"""The forms to be printed: a study's own, with what is known of their versions and translations, or one in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qabilet.cycle.instrument import FORM_005, LANGUAGE, Form, content_hash, settled
from qabilet.errors import Caution, Fault, QabiletError, refuse
from qabilet.study.formats import read_form
from qabilet.study.formats.xlsform.faults import XLSFORM_010
from qabilet.study.instrument.composing import FORM_FILE, GUIDE_FILE
from qabilet.study.instrument.files import study_settings, which
from qabilet.study.instrument.ledger import read_ledger
from qabilet.study.instrument.printing_faults import PRINT_001, PRINT_003
from qabilet.study.instrument.versions import read_versions
from qabilet.study.settings import FILE as SETTINGS
from qabilet.text import LANGS, Lang


@dataclass(frozen=True, slots=True)
class Source:
    """A form to be printed; `root` is the study it stands in, None for a file alone. `langs` are those it is meant to
    be asked in. `wrong` are faults that a draft is printed with all the same."""

    form: Form
    guide: bool
    file: str
    langs: tuple[Lang, ...]
    wrong: tuple[Fault, ...] = ()
    cautions: tuple[Caution, ...] = ()
    root: Path | None = None


def sources(place: Path, guide: bool) -> Iterator[Source]:
    """The study's questionnaire and guide (with `guide` the guide alone), or the form in the file. Raises QabiletError
    where there is none, or nothing in it can be understood."""
    if not place.is_dir():
        form, wrong = _read(place, place.name)
        yield Source(form, guide, place.name, _spoken(form), wrong)
        return
    wanted = (GUIDE_FILE,) if guide else (FORM_FILE, GUIDE_FILE)
    names = [name for name in wanted if (place / name).is_file()]
    if not names:
        raise refuse(PRINT_001, path=place, file=wanted[0])
    declared = study_settings(place).languages if (place / SETTINGS).is_file() else ()
    for name in names:
        form, wrong = _read(place / name, name)
        form, doubts = _version(place, form, name == GUIDE_FILE)
        yield Source(form, name == GUIDE_FILE, name, tuple(declared) or _spoken(form), wrong, doubts, place)


def outdated(source: Source, langs: Sequence[Lang], today: date) -> tuple[Fault, ...]:
    """A fault for each text whose source was changed after it was translated, in these languages."""
    if source.root is None:
        return ()
    found = settled(source.form, read_ledger(source.root, which(source.guide)), today.isoformat(), langs)
    return tuple(Fault(FORM_005, {"path": state.text.path, "language": LANGUAGE[lang]}, source.file,
                       state.text.row or None, f"{state.text.sheet}/{state.text.part}::{lang}")
                 for lang in langs for state in found.of(lang, "stale"))


def _read(path: Path, shown: str) -> tuple[Form, tuple[Fault, ...]]:
    """The form, and what is wrong with it. A question that cannot be asked here is no fault: a note stands for it."""
    found = read_form(path, shown=shown)
    wrong = tuple(fault for fault in found.faults if fault.code != XLSFORM_010)
    if found.form is None:
        raise QabiletError(*(wrong or found.faults))
    return found.form, wrong


def _spoken(form: Form) -> tuple[Lang, ...]:
    return tuple(lang for lang in LANGS if lang in form.languages) or (form.source_lang,)


def _version(root: Path, form: Form, guide: bool) -> tuple[Form, tuple[Caution, ...]]:
    """A form without a number of its own bears that of the published version it is; one that was changed since says
    so."""
    versions = [one for one in read_versions(root)[0] if one.which == which(guide)]
    content = content_hash(form)
    same = [one for one in versions if one.content == content]
    if same and not form.version:
        return form.with_(version=str(same[-1].version)), ()
    if versions and not same:
        return form, (Caution(PRINT_003, {"version": max(one.version for one in versions),
                                          "file": GUIDE_FILE if guide else FORM_FILE}),)
    return form, ()
