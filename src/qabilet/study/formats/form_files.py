"""The form that answers were collected with, from whatever file holds it: an XLSForm, or a survey of LimeSurvey."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from qabilet.errors import QabiletError
from qabilet.study.formats.archive import is_archive, open_archive
from qabilet.study.formats.limesurvey.tables import is_limesurvey
from qabilet.study.formats.origins import Terms
from qabilet.study.formats.xlsform.opening import form_bytes
from qabilet.study.formats.xlsform.reading import ReadForm, read_form
from qabilet.text import Lang


def read_form_file(path: Path) -> ReadForm:
    """The form in an XLSForm (.xlsx, .xls, .csv) or in a survey of LimeSurvey (.lss, .lsa), told by the content."""
    survey = _survey(path)
    if survey is not None:
        from qabilet.study.formats.limesurvey.reading import read_lss

        form, cautions = read_lss(survey, name=path.name)
        return ReadForm(form, (), cautions)
    return read_form(path)


def _survey(path: Path) -> bytes | None:
    """The survey of LimeSurvey that the file is or holds; None for any other file."""
    data = form_bytes(path, file=path.name)
    if is_archive(data):
        archive = open_archive(data, file=path.name)
        if archive.ending(".lss"):
            data = archive.read(archive.ending(".lss")[0])
    return data if is_limesurvey(data) else None


def terms_of(path: Path | None, lang: Lang, *, own: Path | None = None, unfinished: bool = False) -> Terms:
    """How to take answers over: with the form in `path`; else with the study's `own`, where that is there and knows the
    answers; else without. Raises QabiletError for a given form that cannot be read."""
    if path is not None:
        read = read_form_file(path)
        if read.form is None:
            raise QabiletError(*read.faults)
        return Terms(read.form, path.name, lang, unfinished, given=True, survey=_survey(path))
    form = None
    if own is not None and own.is_file():
        with suppress(QabiletError):  # nobody asked for it: `check` says what is wrong with it
            form = read_form(own, odk=False).form
    return Terms(form, own.name if own is not None else "", lang, unfinished)
