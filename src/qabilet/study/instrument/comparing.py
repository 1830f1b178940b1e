"""Two forms to compare: files, or the published versions of a study and its working form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qabilet.cycle.instrument import FORM_019, Comparison, Form, compared, form_from_json
from qabilet.errors import QabiletError, refuse
from qabilet.study import settings
from qabilet.study.instrument.files import FILES, open_form, which
from qabilet.study.instrument.versions import frozen_form, version


@dataclass(frozen=True, slots=True)
class Compared:
    """Two forms, each with what it is called, and how they differ."""

    old_name: str
    new_name: str
    old: Form
    new: Form
    comparison: Comparison


def comparison(old: Path, new: Path | None = None, versions: Sequence[int] = (), *, guide: bool = False) -> Compared:
    """Two files; or a study's newest published version and its working form, or two of its versions.

    Raises FORM_016 before anything was published, FORM_017 for an unknown version, FORM_019 for what is no form.
    """
    if new is not None:
        return _of(str(old), str(new), _form(old), _form(new))
    if not (old / settings.FILE).is_file():
        raise refuse(FORM_019, path=old)
    kind = which(guide)
    if len(versions) > 1:
        one, two = (version(old, number, kind) for number in versions)
        return _of(one.folder, two.folder, frozen_form(old, one.version, kind), frozen_form(old, two.version, kind))
    known = version(old, versions[0] if versions else None, kind)
    return _of(known.folder, FILES[kind], frozen_form(old, known.version, kind), open_form(old, kind).form)


def _of(old_name: str, new_name: str, old: Form, new: Form) -> Compared:
    return Compared(old_name, new_name, old, new, compared(old, new))


def _form(path: Path) -> Form:
    """A form in whatever file holds one; a study folder stands for its working form."""
    if (path / settings.FILE).is_file():
        return open_form(path).form
    from qabilet.study.formats import read_form_file
    from qabilet.study.formats.answers import file_bytes

    if path.suffix.casefold() == ".json":
        return form_from_json(file_bytes(path), file=path.name)
    found = read_form_file(path)
    if found.form is None:
        raise QabiletError(*found.faults)
    return found.form
