"""Rows that may be no respondent of their own: a form sent twice, a form sent empty."""

from __future__ import annotations

from collections import Counter

from qabilet.cycle.instrument import Dictionary
from qabilet.errors import Caution
from qabilet.study.formats import RawAnswers
from qabilet.study.formats.faults import LOSS_012, LOSS_013

LEAST_ANSWERS = 10
"""Two people may answer a short form alike; only rows that agree in at least so many answers are pointed out."""

_WRITTEN_BY_THE_FORM = ("date", "id", "constant", "empty")


def doubtful_rows(answers: RawAnswers, dictionary: Dictionary) -> tuple[Caution, ...]:
    """How many rows repeat an earlier one in every answer, and how many hold none. Nothing is left out for it.

    Compared is what people wrote themselves, names and phones too: not the time of sending, keys and constants.
    """
    kinds = {column.header: column.kind for column in dictionary}
    written = [column for header, column in zip(answers.headers, answers.columns, strict=True)
               if kinds.get(header) not in _WRITTEN_BY_THE_FORM]
    rows = Counter(zip(*written, strict=True))
    empty = sum(count for row, count in rows.items() if not any(row))
    repeated = sum(count - 1 for row, count in rows.items() if sum(map(bool, row)) >= LEAST_ANSWERS)
    cautions = []
    if repeated:
        cautions.append(Caution(LOSS_012, {"count": repeated}))
    if empty:
        cautions.append(Caution(LOSS_013, {"count": empty}))
    return tuple(cautions)
