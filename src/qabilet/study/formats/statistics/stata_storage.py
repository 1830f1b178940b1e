"""How one column of a data set is stored in a file of Stata: its type, its format, and its cells row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qabilet.study.formats.dataset import MISSING_CODES, WITHHELD, Variable

if TYPE_CHECKING:
    import numpy as np

REASONS: dict[int, int] = {code: place for place, code in enumerate([*MISSING_CODES.values(), WITHHELD], start=1)}
"""Which extended missing value stands for each code: 1 is .a"""
STRL, _DOUBLE, _LONG, _INT, _BYTE = 32_768, 65_526, 65_528, 65_529, 65_530
_SHORT = 2_045
_WHOLE: tuple[tuple[int, str, int, int], ...] = (
    (_BYTE, "i1", -127, 100), (_INT, "<i2", -32_767, 32_740), (_LONG, "<i4", -2_147_483_647, 2_147_483_620))
"""Type, its numpy name, the least and the most value; the missing value follows upon the most."""
_NO_DOUBLE, _NEXT_DOUBLE, _MOST_DOUBLE = 0x7FE0_0000_0000_0000, 0x0000_0100_0000_0000, 8.988e307
_DAY_ZERO = -3_653
"""1 January 1960 as days from 1970."""


@dataclass(frozen=True, slots=True)
class Stored:
    """`rows` gives the cells from one row to another as an array of `dtype`; `long` are the words that are kept apart
    from the rows, each with the row (1 is the first) where it first stands."""

    type: int
    dtype: str
    form: str
    rows: Callable[[int, int], np.ndarray]
    long: Mapping[bytes, int] | None = None


def stored(variable: Variable, column: np.ndarray, texts: Sequence[str] | None, place: int) -> Stored:
    """`place` is the variable's, 1 for the first; `texts` are the words of a column of text."""
    if texts is not None:
        return _words([word.encode("utf-8") for word in texts], place)
    if variable.kind == "date":
        return _dates(column)
    return _numbers(variable, column, reasons_of(variable))


def reasons_of(variable: Variable) -> dict[int, int]:
    """Which extended missing value stands for which code of this variable."""
    return {value.code: REASONS[value.code] for value in variable.values if value.missing and value.code in REASONS}


def _numbers(variable: Variable, column: np.ndarray, reasons: Mapping[int, int]) -> Stored:
    import numpy as np

    known = column[np.isfinite(column) & ~np.isin(column, list(reasons))]
    whole = not known.size or bool(np.all(known == np.floor(known)))
    for kind, dtype, least, most in _WHOLE:
        if whole and (not known.size or (known.min() >= least and known.max() <= most)) and variable.kind != "number":
            def narrow(first: int, last: int, dtype: str = dtype, gone: int = most + 1) -> np.ndarray:
                cells = column[first:last]
                out = np.where(np.isfinite(cells), cells, gone)
                for code, reason in reasons.items():
                    out[cells == code] = gone + reason
                return out.astype(dtype)

            return Stored(kind, dtype, "%8.0g", narrow)

    def wide(first: int, last: int) -> np.ndarray:
        cells = column[first:last]
        out = cells.astype("<f8")
        bits = out.view("<u8")
        bits[~(np.abs(cells) < _MOST_DOUBLE)] = _NO_DOUBLE
        for code, reason in reasons.items():
            bits[cells == code] = _NO_DOUBLE + reason * _NEXT_DOUBLE
        return out

    return Stored(_DOUBLE, "<f8", f"%12.{min(variable.decimals, 10)}f" if variable.decimals else "%10.0g", wide)


def _dates(column: np.ndarray) -> Stored:
    import numpy as np

    _, _, least, most = _WHOLE[-1]

    def days(first: int, last: int) -> np.ndarray:
        cells = column[first:last].astype("datetime64[D]")
        out = cells.astype("int64") - _DAY_ZERO
        out[np.isnat(cells) | (out < least) | (out > most)] = most + 1
        return out.astype("<i4")

    return Stored(_LONG, "<i4", "%td", days)


def _words(words: Sequence[bytes], place: int) -> Stored:
    """Short words in the row itself; where one is longer than a row may hold, all of them apart, each once."""
    import numpy as np

    width = max(map(len, words), default=0) or 1
    if width <= _SHORT:
        return Stored(width, f"S{width}", f"%-{min(width, 40)}s",
                      lambda first, last: np.array(words[first:last], dtype=f"S{width}"))
    known: dict[bytes, int] = {}
    for row, word in enumerate(words, start=1):
        if word:
            known.setdefault(word, row)

    def places(first: int, last: int) -> np.ndarray:
        # Two bytes for the variable and six for the row where the word first stands; 0 for no words.
        return np.array([place | known[word] << 16 if word else 0 for word in words[first:last]], dtype="<u8")

    return Stored(STRL, "<u8", "%-40s", places, known)
