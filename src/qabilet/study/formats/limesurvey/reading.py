"""A LimeSurvey file opened: the survey as a form (.lss, .lsa), the responses as a table (.lsr, .lsa)."""

from __future__ import annotations

from pathlib import PurePath

from qabilet.cycle.instrument import Form
from qabilet.errors import Caution, refuse
from qabilet.study.formats.archive import Archive
from qabilet.study.formats.export_losses import LOSS_052
from qabilet.study.formats.limesurvey.as_form import form_of
from qabilet.study.formats.limesurvey.faults import LIME_003, LIME_006, LIME_007
from qabilet.study.formats.limesurvey.responses import Grid, grid_of
from qabilet.study.formats.limesurvey.survey import Survey, survey_of
from qabilet.study.formats.limesurvey.tables import Tables, read_tables

_STRUCTURES = frozenset({"Survey", "Group", "Question"})


def read_survey(data: bytes, *, name: str = "") -> Survey:
    """The survey in the bytes of an .lss (or .lsg, .lsq) file. Raises QabiletError."""
    tables = read_tables(data, file=name)
    if tables.kind not in _STRUCTURES:
        raise refuse(LIME_003, file=name, kind=tables.kind[:40], wanted="Survey (.lss)")
    return survey_of(tables, file=name)


def read_lss(data: bytes, *, name: str = "") -> tuple[Form, tuple[Caution, ...]]:
    """The survey as a form, and what of it a form does not follow. Raises QabiletError, and nothing else."""
    return form_of(read_survey(data, name=name), name=_code(name), file=name)


def read_archive(archive: Archive) -> tuple[Form, tuple[Caution, ...], Grid]:
    """Survey and responses of an .lsa file. Raises QabiletError, LIME_007 where nobody has answered."""
    survey = read_survey(archive.read(archive.ending(".lss")[0]), name=archive.file)
    form, cautions = form_of(survey, name=_code(archive.file), file=archive.file)
    found = [name for name in archive.ending(".lsr") if not name.endswith(("_timings.lsr", "_tokens.lst"))]
    if not found:
        raise refuse(LIME_007, file=archive.file)
    grid = grid_of(_responses(archive.read(found[0]), archive.file), survey)
    others = [name for name in archive.names if name not in (archive.ending(".lss")[0], found[0])]
    losses = (Caution(LOSS_052, {"count": len(others), "sample": others[0][:80]}),) if others else ()
    return form, (*cautions, *losses), grid


def read_responses(data: bytes, survey: bytes | None, *, name: str = "", survey_name: str = "") -> Grid:
    """The responses of an .lsr file; without its survey its numbers tell nothing (LIME_006)."""
    tables = _responses(data, name)
    if survey is None:
        raise refuse(LIME_006, file=name)
    return grid_of(tables, read_survey(survey, name=survey_name))


def _responses(data: bytes, name: str) -> Tables:
    tables = read_tables(data, file=name)
    if tables.kind != "Responses":
        raise refuse(LIME_003, file=name, kind=tables.kind[:40], wanted="Responses (.lsr, .lsa)")
    return tables


def _code(name: str) -> str:
    stem = PurePath(name).stem
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter == "_") else "_" for letter in stem)[:60]
