"""Taking answers over from whatever file they come in: a table, an archive of tables, a file of a survey program."""

from __future__ import annotations

from pathlib import Path

from qabilet.study.formats.answers import RawAnswers, read_answers
from qabilet.study.formats.exported import Export
from qabilet.study.formats.origins import Terms, take_over

PLAIN = Terms()


def take_answers(path: Path, terms: Terms = PLAIN, *, sheet: str | None = None,
                 keep_duplicates: bool = False) -> RawAnswers:
    """The answers in any file that we read, as their program and their form tell.

    Raises QabiletError, and nothing else, whatever the file holds.
    """
    return made_over(read_answers(path, sheet=sheet, keep_duplicates=keep_duplicates), terms)


def made_over(answers: RawAnswers, terms: Terms) -> RawAnswers:
    """The same answers with all that is known of their program and their form."""
    if answers.told and terms.form is None:
        return answers  # a file of a statistics program says everything itself
    export = Export(dict(zip(answers.headers, answers.columns, strict=True)), answers.rows,
                    losses=list(answers.losses), told=dict(answers.told), source=dict(answers.source))
    take_over(export, terms)
    return RawAnswers(export.headers, tuple(export.columns.values()), export.rows, export.source,
                      tuple(export.losses), export.told)
