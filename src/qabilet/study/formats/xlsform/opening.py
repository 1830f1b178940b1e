"""Opening a form's file: what can be wrong with any file, said of a form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qabilet.errors import Fault, QabiletError
from qabilet.study.formats import faults
from qabilet.study.formats.answers import file_bytes
from qabilet.study.formats.xlsform.faults import XLSFORM_036, XLSFORM_037, XLSFORM_038
from qabilet.study.formats.xlsform.workbook import Book, open_book

_OTHERWISE = {faults.ANSWERS_002: XLSFORM_038, faults.ANSWERS_023: XLSFORM_038, faults.ANSWERS_005: XLSFORM_036,
              faults.ANSWERS_003: XLSFORM_037, faults.ANSWERS_008: XLSFORM_037, faults.ANSWERS_012: XLSFORM_037,
              faults.ANSWERS_013: XLSFORM_037}
"""Faults whose sentences speak of answers."""


def form_bytes(path: Path, *, file: str) -> bytes:
    """The whole file. Raises QabiletError."""
    with of_a_form(file):
        return file_bytes(path)


def opened(data: bytes, *, file: str) -> Book:
    """The sheets. Raises QabiletError, and nothing else."""
    with of_a_form(file):
        return open_book(data, name=file)


@contextmanager
def of_a_form(file: str) -> Iterator[None]:
    """Say faults of any file as those of a form."""
    try:
        yield
    except QabiletError as error:
        raise QabiletError(*(_reworded(fault, file) for fault in error.faults)) from None


def _reworded(fault: Fault, file: str) -> Fault:
    facts = dict(fault.facts)
    if fault.code == faults.ANSWERS_003:
        facts["why"] = f"> {facts['limit']} MB"
    elif fault.code in (faults.ANSWERS_012, faults.ANSWERS_013):
        facts["why"] = f"{facts.get('count', '')} > {facts['limit']}".strip()
    elif fault.code == faults.ANSWERS_023:
        facts["why"] = "Is a directory"
    return Fault(_OTHERWISE.get(fault.code, fault.code), facts, file, fault.row, fault.column)
