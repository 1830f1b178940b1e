"""The tables a framework is kept in: their files, their columns, and one row as a person counts it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qabilet.cycle.framework.faults import FRAME_002, FRAME_004, FRAME_005, FRAME_006, FRAME_007
from qabilet.errors import Fault
from qabilet.text import LANGS, Text

HEAD = "framework.toml"
TABLES: Mapping[str, tuple[str, ...]] = {
    "competences.csv": ("code", "group", "kk", "ru", "en", "about_kk", "about_ru", "about_en", "ours", "source"),
    "scales.csv": ("scale", "point", "kk", "ru", "en"),
    "profiles.csv": ("profile", "competence", "target", "scale", "offices", "standing", "kk", "ru", "en"),
    "crosswalk.csv": ("competence", "framework", "to", "relation", "reason_kk", "reason_ru", "reason_en"),
}
"""In scales and profiles a name has its own line: the one with an empty `point`, an empty `competence`."""

NEEDED = "competences.csv"
_OPTIONAL = ("about_kk", "about_ru", "about_en", "ours", "source", "offices", "standing")
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
CONCEPT = re.compile(r"(https?://|urn:)[^\s<>\"{}|\\^`]{1,500}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                     re.IGNORECASE)
"""The address of a concept in another catalogue: a URI, or a UUID by itself."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: `number` as a spreadsheet counts it, the heading being line 1."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def words(self, prefix: str = "") -> Text:
        return Text(*(self[f"{prefix}{lang}"] for lang in LANGS))

    def listed(self, column: str) -> tuple[str, ...]:
        """The words of a cell that holds several, parted by spaces."""
        return tuple(self[column].split())


@dataclass(slots=True)
class Found:
    """The faults found so far; each look says whether all is well."""

    file: str
    faults: list[Fault] = field(default_factory=list)

    def add(self, code: str, row: Row | None, column: str, **facts: object) -> bool:
        self.faults.append(Fault(code, facts, self.file, row.number if row else None, column))
        return False

    def columns(self, rows: Sequence[Row]) -> bool:
        wanted = TABLES[self.file]
        gone = [name for name in wanted if rows and name not in (*rows[0].cells, *_OPTIONAL)]
        for name in gone:
            self.add(FRAME_002, None, name, name=name, columns=";".join(wanted))
        return not gone

    def code(self, row: Row, column: str) -> bool:
        return bool(CODE.fullmatch(row[column])) or self.add(FRAME_006, row, column, value=row[column] or "''")

    def concept(self, row: Row, column: str) -> bool:
        """A code, or the address of a concept kept elsewhere."""
        return bool(CONCEPT.fullmatch(row[column])) or self.code(row, column)

    def word(self, row: Row, column: str, known: Sequence[str]) -> bool:
        return row[column] in known or self.add(FRAME_007, row, column, value=row[column] or "''",
                                                known=", ".join(known))

    def member(self, row: Row, column: str, value: str, known: Sequence[str]) -> bool:
        return value in known or self.add(FRAME_004, row, column, what=column, value=value or "''",
                                          known=", ".join(known) or "-")

    def spoken(self, row: Row, prefix: str = "", optional: bool = False) -> bool:
        """Whether the words stand in all three languages (or, where optional, in none)."""
        gaps = row.words(prefix).gaps()
        if optional and len(gaps) == len(LANGS):
            return True
        for lang in gaps:
            self.add(FRAME_005, row, f"{prefix}{lang}", language=lang)
        return not gaps
