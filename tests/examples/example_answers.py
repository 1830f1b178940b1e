"""The answers of the example study as its dictionary reads them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qabilet.cycle.instrument import Dictionary, Reading, reader

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
STUDY = EXAMPLES / "akims-2023"


class Answers:
    """The answers by dictionary code, for one audience or for all."""

    def __init__(self, dictionary: Dictionary, table: dict[str, list[str]], rows: Sequence[int]) -> None:
        self.dictionary, self._table, self.rows = dictionary, table, rows

    def of(self, audience: str) -> Answers:
        told = self.words("respondent")
        return Answers(self.dictionary, self._table, [row for row, word in zip(self.rows, told, strict=True)
                                                      if word == audience])

    def cells(self, code: str) -> list[str]:
        """As they stand in the file."""
        cells = self._table[self.dictionary.column(code).header]
        return [cells[row] for row in self.rows]

    def readings(self, code: str) -> list[Reading]:
        read = reader(self.dictionary.column(code))
        return [read(cell) for cell in self.cells(code)]

    def words(self, code: str) -> list[str]:
        """The value of each who answered, '' for who did not."""
        values = self.dictionary.column(code).values
        return [values[one.codes[0]] if one.codes else "" for one in self.readings(code)]

    def points(self, code: str) -> list[int]:
        """The points, lowest 1, of those who judged."""
        return [one.codes[0] + 1 for one in self.readings(code) if one.codes]

    def __len__(self) -> int:
        return len(self.rows)
