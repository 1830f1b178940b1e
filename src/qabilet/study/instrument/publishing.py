"""Publishing a form: without a gap or a fault it is frozen as the next version; the same again changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qabilet.cycle.instrument import (
    ASKED,
    FORM_004,
    FORM_005,
    FORM_006,
    FORM_018,
    FORM_040,
    FORM_041,
    LANGUAGE,
    Comparison,
    Form,
    FormText,
    Settled,
    compared,
    completeness,
    content_hash,
    doubts,
    form_json,
    form_placeholder_faults,
    settled,
)
from qabilet.errors import Caution, Fault, QabiletError
from qabilet.study.atomic import Content
from qabilet.study.instrument.answered import Answered, answered
from qabilet.study.instrument.files import FormFile, open_form, study_settings, which
from qabilet.study.instrument.ledger import ledger_name, read_ledger, write_ledger
from qabilet.study.instrument.versions import LIST, Version, frozen_form, read_versions, version_faults, write_versions
from qabilet.text import Lang

SHOWN = 20
"""So many gaps of a language are named one by one; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Published:
    """`version` is the frozen one; `same` says that it was there already and nothing is to be saved. `since` compares
    it with the version before."""

    version: Version
    same: bool
    files: dict[str, Content]
    cautions: tuple[Caution, ...] = ()
    before: Version | None = None
    since: Comparison | None = None
    answered: Answered | None = None


def published(root: Path, on: date, *, guide: bool = False) -> Published:
    """Freeze the form as it is. Raises QabiletError with every fault at once: of the spreadsheet, of the languages the
    study declares, of versions published before."""
    file = open_form(root, which(guide), odk=True)
    langs = study_settings(root).languages
    ledger = read_ledger(root, file.which)
    found = settled(file.form, ledger, on.isoformat(), langs)
    faults = (*version_faults(root), *file.faults, *_gaps(file, found, langs),
              *form_placeholder_faults(file.form, file.name))
    if faults:
        raise QabiletError(*faults)
    versions, _ = read_versions(root)
    own = sorted((one for one in versions if one.which == file.which), key=lambda one: one.version)
    last = own[-1] if own else None
    content = content_hash(file.form)
    if last is not None and (last.content, last.languages) == (content, langs):
        # Nothing at all is saved: a line «publish» in the log always means another version.
        return Published(last, True, {}, answered=_answered(root, own))
    new = _frozen(file, (last.version if last else 0) + 1, langs, content, on)
    frozen = form_json(file.form)
    files: dict[str, Content] = {ledger_name(file.which): write_ledger(found.ledger)} if found.ledger else {}
    files |= {f"{new.folder}/{new.which}.json": frozen, f"{new.folder}/{new.which}.xlsx": file.content,
              LIST: write_versions((*versions, new))}
    since = compared(frozen_form(root, last.version, file.which), file.form) if last else None
    same_number = [Caution(FORM_040, {"number": one.number, "version": one.version}) for one in own
                   if new.number and one.number == new.number]
    known = _answered(root, own)
    doubtful = (*same_number[-1:], *_incomparable(root, known, own, file), *doubts(file.form))
    return Published(new, False, files, doubtful, last, since, known)


def _answered(root: Path, own: Sequence[Version]) -> Answered | None:
    """Of the questionnaire alone: what was said in interviews is no table of answers."""
    return answered(root, own) if own and own[0].which == "form" else None


def _incomparable(root: Path, known: Answered | None, own: Sequence[Version], file: FormFile) -> Iterator[Caution]:
    """A doubt for each version that answers were given to and from which items are no longer comparable."""
    for one in own:
        if known is not None and str(one.version) in known.versions:
            lost = compared(frozen_form(root, one.version), file.form).of("not", "gone")
            if lost:
                yield Caution(FORM_041, {"version": one.version, "count": len(lost)})


def _frozen(file: FormFile, number: int, langs: Sequence[Lang], content: str, on: date) -> Version:
    return Version(file.which, number, on.isoformat(), tuple(langs), file.form.version, content,
                   hashlib.sha256(form_json(file.form)).hexdigest(), hashlib.sha256(file.content).hexdigest())


def _gaps(file: FormFile, found: Settled, langs: Sequence[Lang]) -> Iterator[Fault]:
    """A fault for each text without words and each outdated translation; the form's own language must be whole too."""
    form = file.form
    if not any(question.kind in ASKED for question in form.questions()):
        yield Fault(FORM_018, {}, file.name)
    asked: tuple[Lang, ...] = tuple(dict.fromkeys((form.source_lang, *langs)))
    for known in completeness(form, asked):
        stale = [state.text for state in found.of(known.lang, "stale")]
        wrong = [(FORM_004, text) for text in known.missing] + [(FORM_005, text) for text in stale]
        yield from _named(form, wrong[:SHOWN], known.lang, file.name)
        if len(wrong) > SHOWN:
            yield Fault(FORM_006, {"count": len(wrong) - SHOWN, "language": LANGUAGE[known.lang]}, file.name)


def _named(form: Form, wrong: Sequence[tuple[str, FormText]], lang: Lang, file: str) -> Iterator[Fault]:
    for code, text in wrong:
        yield Fault(code, {"path": text.path, "language": LANGUAGE[lang]}, file, text.row or None,
                    f"{text.sheet}/{text.part}::{lang}")
