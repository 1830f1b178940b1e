"""An export on its way in: its columns, what is told of them, and what was lost; each step makes it over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qabilet.cycle.instrument import Told
from qabilet.errors import Caution

Cells = tuple[str, ...]
SHOWN = 5
"""So many headers are named in one loss; the rest would only repeat the point."""


@dataclass(slots=True)
class Export:
    """Columns by header, in order, all of length `rows`; `origin` is the program they come from, '' where unknown."""

    columns: dict[str, Cells]
    rows: int
    origin: str = ""
    losses: list[Caution] = field(default_factory=list)
    told: dict[str, Told] = field(default_factory=dict)
    source: dict[str, str] = field(default_factory=dict)

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(self.columns)

    def drop(self, headers: Iterable[str]) -> tuple[str, ...]:
        """Leave these columns out; gives those that were there."""
        gone = tuple(header for header in dict.fromkeys(headers) if header in self.columns)
        for header in gone:
            del self.columns[header]
            self.told.pop(header, None)
        return gone

    def put(self, header: str, instead: Mapping[str, Cells]) -> None:
        """Other columns in the place of one. A header that is already taken by a third column is numbered."""
        columns: dict[str, Cells] = {}
        taken = set(self.columns) - {header}
        for name, cells in self.columns.items():
            if name != header:
                columns[name] = cells
                continue
            for new, made in instead.items():
                free, number = new, 2
                while free in taken:
                    free, number = f"{new} ({number})", number + 1
                taken.add(free)
                columns[free] = made
        self.columns = columns

    def rename(self, names: Mapping[str, str]) -> None:
        for header, name in names.items():
            if header != name:
                self.put(header, {name: self.columns[header]})

    def keep_rows(self, kept: Callable[[int], bool]) -> int:
        """Leave out the rows that are not `kept`; gives how many those were."""
        places = [place for place in range(self.rows) if kept(place)]
        gone = self.rows - len(places)
        if gone:
            self.columns = {name: tuple(cells[place] for place in places) for name, cells in self.columns.items()}
            self.rows = len(places)
        return gone

    def counts(self, header: str) -> Counter[str]:
        return Counter(self.columns[header])

    def lost(self, code: str, headers: Sequence[str] = (), **facts: object) -> None:
        """Note a loss; with headers their number and the first of them are told. None is told of no headers."""
        if headers:
            facts = {"count": len(headers), "headers": named(headers), **facts}
        self.losses.append(Caution(code, facts))


def named(headers: Sequence[str]) -> str:
    return ", ".join(f"«{header[:80]}»" for header in headers[:SHOWN]) + (", …" if len(headers) > SHOWN else "")
