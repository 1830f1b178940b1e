"""A table of the population on the disk: its header found by the columns that are wanted, its cells tidied."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qabilet.errors import Caution, Fault, QabiletError, refuse
from qabilet.study.formats.answers import content, file_bytes, read_grid
from qabilet.study.formats.cells import tidy
from qabilet.study.formats.delimited import found_delimiter
from qabilet.study.formats.encoding import decoded, spoiled_letters
from qabilet.study.formats.layout import HEADER_WITHIN, header_row
from qabilet.study.sampling.faults import DRAW_002, DRAW_021
from qabilet.study.toml_values import closest

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

LARGE = 4 * 1024 * 1024
"""From so many bytes on a text file is read by pyarrow, where it is as regular as a register should be."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its distinct words, sorted, and for each row the place of its word."""

    words: Sequence[str]
    codes: npt.NDArray[np.int64]

    def counts(self) -> dict[str, int]:
        """How often each word stands there, without the blank."""
        import numpy as np

        times = np.bincount(self.codes, minlength=len(self.words)).tolist()
        return {word: count for word, count in zip(self.words, times, strict=True) if word}


class Columns(Mapping[str, Column]):
    """The columns by header, each tidied and sorted when it is first asked for: most of a register is not wanted."""

    def __init__(self, coded: Mapping[str, Any]) -> None:
        self._coded, self._made = coded, dict[str, Column]()

    def __getitem__(self, header: str) -> Column:
        if header not in self._made:
            self._made[header] = _column(self._coded[header])
        return self._made[header]

    def __iter__(self) -> Iterator[str]:
        return iter(self._coded)

    def __len__(self) -> int:
        return len(self._coded)

    def distinct(self, header: str) -> int:
        """How many different cells, before they are tidied."""
        return len(self._coded[header].dictionary)


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """The rows under the header: columns by header, and the line each row stands on (1 is the first of the file)."""

    name: str
    sha256: str
    columns: Columns
    lines: Sequence[int]
    cautions: tuple[Caution, ...] = ()

    def column(self, header: str) -> str | None:
        """The header in the file that reads like this one, letter case aside."""
        return next((one for one in self.columns if one.casefold() == tidy(header).casefold()), None)


def read_register_table(path: Path, wanted: Mapping[str, str], *, sheet: str | None = None) -> RegisterTable:
    """The table in which the `wanted` headers stand (code -> header). Rows without any cell are left out.

    Raises QabiletError: the file cannot be read, DRAW_002 for a header that is not there.
    """
    data = file_bytes(path)
    rows = _quickly(data, path, wanted) if len(data) > LARGE and sheet is None else None
    names, columns, lines, losses = rows or _slowly(data, path, wanted, sheet)
    table = RegisterTable(path.name, hashlib.sha256(data).hexdigest(),
                          Columns({name: cells.dictionary_encode() for name, cells in zip(names, columns, strict=True)
                                   if name}), lines, tuple(losses))
    missing = [Fault(DRAW_002, {"column": header, "code": code, "known": closest(header, table.columns)}, path.name)
               for code, header in wanted.items() if table.column(header) is None]
    if missing:
        raise QabiletError(*missing)
    for header in wanted.values() if rows is not None else ():
        spoiled_letters(table.columns[table.column(header) or header].words, file=path.name)
    return table


def _slowly(data: bytes, path: Path, wanted: Mapping[str, str],
            sheet: str | None) -> tuple[list[str], list[Any], Sequence[int], list[Caution]]:
    """Any format, cell by cell, with every fault told where it is."""
    import pyarrow as pa

    grid, _, _, losses = read_grid(data, path.suffix.casefold(), path.name, sheet=sheet)
    losses = [*losses, *spoiled_letters(dict.fromkeys(cell for row in grid for cell in row), file=path.name)]
    needed = {tidy(header).casefold() for header in wanted.values()}
    filled = [sum(map(bool, map(str.strip, row))) for row in grid]
    best, place = (-1, -1) if needed or not any(filled) else (0, header_row(filled))
    for row in range(min(len(grid), HEADER_WITHIN)):
        found = len(needed & {tidy(cell).casefold() for cell in grid[row]})
        if found > best and filled[row]:
            best, place = found, row
    if place < 0 or (needed and best == 0):
        raise refuse(DRAW_021, file=path.name, columns=", ".join(f"«{one}»" for one in wanted.values()))
    kept = [row for row in range(place + 1, len(grid)) if any(map(str.strip, grid[row]))]
    if not kept:
        from qabilet.study.formats.faults import ANSWERS_004

        raise refuse(ANSWERS_004, file=path.name, row=place + 1)
    columns = [pa.array(cells, pa.string()) for cells in zip(*(grid[row] for row in kept), strict=True)]
    return [tidy(cell) for cell in grid[place]], columns, [row + 1 for row in kept], losses


def _quickly(data: bytes, path: Path,
             wanted: Mapping[str, str]) -> tuple[list[str], list[Any], Sequence[int], list[Caution]] | None:
    """A large and regular text file, header first; None where the slow reader should look and tell."""
    import pyarrow as pa
    from pyarrow import compute, csv

    if content(data, path.suffix.casefold(), path.name) != "csv":
        return None
    text, encoding, losses = decoded(data, file=path.name)
    if text[:4].casefold() == "sep=" or text.count("\r") != text.count("\r\n") or text.count('"') % 2:
        return None
    delimiter = found_delimiter(text)
    source = data if encoding == "utf-8" else text.encode()
    head = [tidy(cell.strip('"')) for cell in text.partition("\n")[0].rstrip("\r").split(delimiter)]
    known = {name.casefold() for name in head}
    if not all(tidy(header).casefold() in known for header in wanted.values()) or len(known) < len(head):
        return None
    try:
        table = csv.read_csv(pa.BufferReader(source), read_options=csv.ReadOptions(column_names=head, skip_rows=1),
                             parse_options=csv.ParseOptions(delimiter=delimiter, ignore_empty_lines=False),
                             convert_options=csv.ConvertOptions(column_types=dict.fromkeys(head, pa.string()),
                                                                strings_can_be_null=False))
    except (pa.ArrowException, ValueError):
        return None
    # A quotation mark that is never closed swallows lines without a word: only a table with a row a line is trusted.
    if not table.num_rows or table.num_rows + 1 != text.count("\n") + (not text.endswith("\n")):
        return None
    # A column without a blank shows that no row is empty.
    if not any(compute.all(compute.not_equal(compute.utf8_trim_whitespace(column), "")).as_py()
               for column in table.columns):
        return None
    return head, [column.combine_chunks() for column in table.columns], range(2, table.num_rows + 2), losses


def _column(coded: Any) -> Column:
    """Distinct words tidied and sorted; two that tidy to the same become one."""
    import numpy as np

    words: list[str] = coded.dictionary.to_pylist()
    codes = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    if _untidy("|".join(words)):
        words = [tidy(word) for word in words]
    levels = sorted(set(words))
    if levels == words:
        return Column(levels, codes)
    place = {word: at for at, word in enumerate(levels)}
    return Column(levels, np.array([place[word] for word in words], dtype=np.int64)[codes])


def _untidy(joined: str) -> bool:
    """Whether any of a million cells needs a look of its own; one search in place of a million."""
    return tidy(joined) != joined or " |" in joined or "| " in joined
