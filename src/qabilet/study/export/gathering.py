"""A study as a data set: the answers read as the analysis reads them, with every label beside them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qabilet.errors import Caution, Fault, QabiletError, refuse
from qabilet.study.export.faults import EXPORT_007, EXPORT_008, EXPORT_009, EXPORT_010, EXPORT_011
from qabilet.study.export.notes import notes
from qabilet.study.export.variables import Planned, planned
from qabilet.study.export.wording import Wording, worded
from qabilet.study.faults import STUDY_019, STUDY_034
from qabilet.study.folder import ANSWERS, DICTIONARY, Study
from qabilet.study.formats import MISSING_CODES, WITHHELD, Dataset, Variable

if TYPE_CHECKING:
    import numpy as np

    from qabilet.cycle.instrument import Dictionary, Missing

UNKNOWN_SHOWN = 20
"""So many unknown values of one column are listed; the rest would only repeat the point."""
MOST_DECIMALS = 10


def dataset_of(opened: Study) -> Dataset:
    """Every written column of the answers as people gave them: nothing withheld, so not for release as it is.

    Codes of one-choice questions, ratings and rankings count from 1 in the order of `Column.values`; a question of many
    choices becomes a flag for each option. Raises STUDY_019 without answers, EXPORT_009 for values that stand in no
    list (all at once). Memory: the data set and one column of words.
    """
    dictionary = _dictionary(opened)
    found, wording = _Reading(opened), worded(opened.root)
    variables, columns = [], []
    for one in planned(dictionary, wording.questions):
        for variable, column in found.read(one):
            variables.append(variable)
            columns.append(column)
    if found.faults:
        raise QabiletError(*found.faults)
    return _dataset(opened, dictionary, wording, variables, columns, found.rows, found.cautions)


def described(opened: Study) -> Dataset:
    """The same without a single answer (no rows): what a codebook is made of. The answers are not opened, so that
    nothing in it (how many decimals, say) tells of them."""
    dictionary = _dictionary(opened)
    wording = worded(opened.root)
    variables = [variable for one in planned(dictionary, wording.questions) for variable in one.variables]
    return _dataset(opened, dictionary, wording, variables, (), 0, [])


def _dictionary(opened: Study) -> Dictionary:
    if opened.dictionary is None:
        raise refuse(STUDY_019, file=ANSWERS, path=opened.root)
    return opened.dictionary


def _dataset(opened: Study, dictionary: Dictionary, wording: Wording, variables: Sequence[Variable],
             columns: Sequence[np.ndarray], rows: int, cautions: Sequence[Caution]) -> Dataset:
    if not variables:
        raise refuse(EXPORT_010, file=DICTIONARY)
    known = opened.settings
    return Dataset(known.code, known.title, tuple(variables), tuple(columns), rows, known.source,
                   notes(opened, dictionary, wording, cautions))


@dataclass(slots=True)
class _Words:
    """The distinct cells of one column, and which of them stands in each row."""

    words: list[str]
    places: np.ndarray

    def often(self) -> list[int]:
        """How many rows hold each word."""
        import numpy as np

        return [int(count) for count in np.bincount(self.places, minlength=len(self.words))]


class _Reading:
    """The answers being read column by column; what is wrong is collected."""

    def __init__(self, opened: Study) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        self.path = opened.answers
        try:
            self.names = parquet.read_schema(self.path).names
            self.rows = parquet.read_metadata(self.path).num_rows
        except (pa.ArrowException, OSError) as error:
            raise _damaged(error) from None
        self.faults: list[Fault] = []
        self.cautions: list[Caution] = []

    def read(self, one: Planned) -> list[tuple[Variable, np.ndarray]]:
        if one.column.header not in self.names:
            self.faults.append(Fault(EXPORT_008, {"header": one.column.header}, DICTIONARY, one.row))
            return []
        cells = self._words(one.column.header)
        often = cells.often()
        # A word that nobody gave (it stands in the file's own list of words only) is no fault.
        read = [one.of(word if count else "") for word, count in zip(cells.words, often, strict=True)]
        unknown = {word: count for word, values, count in zip(cells.words, read, often, strict=True) if values is None}
        if unknown:
            self.faults += [Fault(EXPORT_009, {"value": value, "count": count, "column": one.column.code}, DICTIONARY,
                                  one.row, one.column.header)
                            for value, count in Counter(unknown).most_common(UNKNOWN_SHOWN)]
            return []
        known = [values for values in read if values is not None]
        return [self._column(one, variable, [values[place] for values in known], cells)
                for place, variable in enumerate(one.variables)]

    def _words(self, header: str) -> _Words:
        import numpy as np
        import pyarrow as pa
        from pyarrow import parquet

        try:
            with parquet.ParquetFile(self.path, pre_buffer=False, read_dictionary=[header]) as file:
                chunks = [batch.column(batch.schema.names.index(header))
                          for batch in file.iter_batches(columns=[header], use_threads=False)]
        except (pa.ArrowException, OSError) as error:
            raise _damaged(error) from None
        words: dict[str, int] = {}
        places = [np.empty(0, dtype=np.intp)]
        for chunk in chunks:
            coded = chunk if pa.types.is_dictionary(chunk.type) else chunk.cast(pa.string()).dictionary_encode()
            local = [words.setdefault(word or "", len(words)) for word in coded.dictionary.to_pylist()]
            blank = words.setdefault("", len(words)) if coded.null_count else 0
            at = np.array([*local, blank], dtype=np.intp)
            places.append(at[coded.indices.fill_null(len(local)).to_numpy(zero_copy_only=False)])
        return _Words(list(words), np.concatenate(places))

    def _column(self, one: Planned, variable: Variable, values: list[Any],
                cells: _Words) -> tuple[Variable, np.ndarray]:
        import numpy as np

        if variable.kind == "date":
            strange = [count for value, count in zip(values, cells.often(), strict=True) if isinstance(value, str)]
            if not any(strange):
                days = [None if isinstance(value, str) else value for value in values]
                return variable, np.array(days, dtype="datetime64[D]")[cells.places]
            self.cautions.append(Caution(EXPORT_007, {"path": ANSWERS, "count": sum(strange),
                                                      "column": one.column.code}))
            variable = replace(variable, kind="text")
            values = ["" if value is None else word for value, word in zip(values, cells.words, strict=True)]
        if variable.kind == "text":
            return variable, np.array(values, dtype=object)[cells.places]
        if variable.kind == "number":
            variable, values, clash = _numbers(variable, values)
            if clash:
                self.cautions.append(Caution(EXPORT_011, {"column": variable.name, "code": f"{clash:g}"}))
        return variable, np.array(values, dtype=np.float64)[cells.places]


def _damaged(error: Exception) -> QabiletError:
    return refuse(STUDY_034, file=ANSWERS, why=(str(error).splitlines() or [""])[0][:200])


def _numbers(variable: Variable, values: Sequence[float | Missing]) -> tuple[Variable, list[float], float]:
    """A number with its decimals. Where a person's own number is one of the codes of missing answers (it is given
    back, 0 for none), missing answers of this column have no code."""
    own = [value for value in values if isinstance(value, float)]
    clash = next((value for value in own if value in (WITHHELD, *MISSING_CODES.values())), 0.0)
    decimals = next((places for places in range(MOST_DECIMALS) if all(round(value, places) == value for value in own)),
                    MOST_DECIMALS)
    coded = [value if isinstance(value, float) else math.nan if clash else float(MISSING_CODES[value])
             for value in values]
    return replace(variable, decimals=decimals, values=() if clash else variable.values), coded, clash
