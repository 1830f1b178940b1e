"""Taking answers over from whatever file they come in: a table, an archive of tables, a file of a survey program."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from qabilet.cycle.instrument import Form, asked_in_turn
from qabilet.errors import Caution, QabiletError
from qabilet.study.formats.answers import RawAnswers, file_bytes, read_answers
from qabilet.study.formats.archive import Archive, is_archive, open_archive
from qabilet.study.formats.encoding import spoiled_letters
from qabilet.study.formats.exported import Export
from qabilet.study.formats.faults import ANSWERS_015
from qabilet.study.formats.layout import lay_out
from qabilet.study.formats.limesurvey.tables import is_limesurvey
from qabilet.study.formats.origins import Terms, take_over

PLAIN = Terms()


def take_answers(path: Path, terms: Terms = PLAIN, *, sheet: str | None = None,
                 keep_duplicates: bool = False) -> RawAnswers:
    """The answers in any file that we read, as their program and their form tell.

    Raises QabiletError, and nothing else, whatever the file holds.
    """
    data = file_bytes(path)
    facts = {"file": path.name, "sha256": hashlib.sha256(data).hexdigest()}
    if is_archive(data):
        return _from_archive(open_archive(data, file=path.name), terms, facts, keep_duplicates)
    if is_limesurvey(data):
        from qabilet.study.formats.limesurvey.reading import read_responses

        grid = read_responses(data, terms.survey, name=path.name, survey_name=terms.name)
        return made_over(_laid(grid, {**facts, "format": "lsr"}, path.name, keep_duplicates), terms)
    if _for_data_entry(data):
        from qabilet.study.formats.delimited import read_delimited
        from qabilet.study.formats.limesurvey.exports import for_data_entry

        rows, source, losses = read_delimited(data, file=path.name)
        answers = _laid(for_data_entry(rows), {**facts, **source}, path.name, keep_duplicates, losses)
        return made_over(answers, terms)
    from qabilet.study.formats.repeats import told_of_repeats

    chosen, losses = told_of_repeats(data, sheet, file=path.name)
    try:
        answers = read_answers(path, sheet=chosen, keep_duplicates=keep_duplicates)
    except QabiletError as error:
        if not _two_grids(error, terms.form):
            raise
        answers = read_answers(path, sheet=chosen, keep_duplicates=True)
    return made_over(replace(answers, losses=(*answers.losses, *losses)), terms)


def _two_grids(error: QabiletError, form: Form | None) -> bool:
    """Whether the only fault is that headers stand twice, and the form asks as much under these words."""
    return form is not None and all(fault.code == ANSWERS_015 and asked_in_turn(form, str(fault.facts["header"])) > 1
                                    for fault in error.faults)


def made_over(answers: RawAnswers, terms: Terms) -> RawAnswers:
    """The same answers with all that is known of their program and their form."""
    if answers.told and terms.form is None:
        return answers  # a file of a statistics program says everything itself
    export = Export(dict(zip(answers.headers, answers.columns, strict=True)), answers.rows,
                    losses=list(answers.losses), told=dict(answers.told), source=dict(answers.source))
    take_over(export, terms)
    return RawAnswers(export.headers, tuple(export.columns.values()), export.rows, export.source,
                      tuple(export.losses), export.told)


def _from_archive(archive: Archive, terms: Terms, facts: Mapping[str, str], keep_duplicates: bool) -> RawAnswers:
    if archive.ending(".lss"):
        from qabilet.study.formats.limesurvey.reading import read_archive

        form, cautions, grid = read_archive(archive)
        answers = _laid(grid, {**facts, "format": "lsa"}, archive.file, keep_duplicates, list(cautions))
        own = terms if terms.given else replace(terms, form=form, name=archive.file, given=True)
        return made_over(answers, own)
    from qabilet.study.formats.repeats import main_table

    rows, source, losses = main_table(archive)
    return made_over(_laid(rows, {**facts, **source}, archive.file, keep_duplicates, losses), terms)


def _laid(grid: list[list[str]], facts: Mapping[str, str], file: str, keep_duplicates: bool,
          losses: Sequence[Caution] = ()) -> RawAnswers:
    told = [*losses, *spoiled_letters(dict.fromkeys(cell for row in grid for cell in row), file=file)]
    laid = lay_out(grid, keep_duplicates=keep_duplicates, file=file)
    return RawAnswers(laid.headers, laid.columns, len(laid.columns[0]),
                      {**facts, "header_row": str(laid.header_row)}, (*told, *laid.losses))


def _for_data_entry(data: bytes) -> bool:
    """Whether the second line of a text parted by tabs names the columns, as in LimeSurvey's VV file."""
    second = data[:1 << 20].split(b"\n", 2)[1:2]
    return bool(second) and b"\tsubmitdate\t" in second[0] and b"\tstartlanguage" in second[0]
