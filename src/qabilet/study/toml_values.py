"""Values out of a TOML table: everything that is wrong becomes a fault with its line, and reading goes on."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from qabilet.errors import Fault
from qabilet.study.faults import STUDY_005, STUDY_006, STUDY_007, STUDY_008, STUDY_009, STUDY_014, STUDY_015
from qabilet.study.toml_lines import Step, line_of, lines, syntax_fault
from qabilet.text import LANGS, Text

HUGE = 1e15
"""Larger limits are no answers to a question, and infinity and NaN are none at all."""
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def closest(word: str, known: Iterable[str]) -> str:
    """The known words as a list for a message, the most alike first, at most twelve."""
    ranked = sorted(known, key=lambda one: -difflib.SequenceMatcher(None, word.casefold(), one.casefold()).ratio())
    return ", ".join(ranked[:12]) + (", \u2026" if len(ranked) > 12 else "") if ranked else "\u2014"


@dataclass(slots=True)
class Page:
    """The TOML text being read: its file name, the lines of its settings, and the faults found so far."""

    file: str
    rows: Mapping[tuple[Step, ...], int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, code: str, path: tuple[Step, ...], /, **facts: object) -> None:
        self.faults.append(Fault(code, facts, self.file, line_of(self.rows, path)))


class Table:
    """One table of the page. Each method gives the value of a key, or the default where it is absent or wrong."""

    def __init__(self, page: Page, values: Mapping[str, object], path: tuple[Step, ...] = ()) -> None:
        self._page, self._values, self.path = page, values, path
        self._asked: list[str] = []

    def __contains__(self, key: str) -> bool:
        return key in self._values

    @property
    def name(self) -> str:
        """As it stands in the file: '[design]', '[[needs]]'."""
        words = ".".join(str(step) for step in self.path if isinstance(step, str))
        if not self.path:
            return self._page.file
        return f"[[{words}]]" if isinstance(self.path[-1], int) else f"[{words}]"

    def fault(self, code: str, key: str = "", /, **facts: object) -> None:
        self._page.fault(code, (*self.path, key) if key else self.path, **facts)

    def fault_at(self, below: tuple[Step, ...], code: str, /, **facts: object) -> None:
        """A fault somewhere below this table: ('needs', 1)."""
        self._page.fault(code, (*self.path, *below), **facts)

    def _take(self, key: str) -> object:
        self._asked.append(key)
        return self._values.get(key)

    def _wrong(self, key: str, example: str) -> None:
        self.fault(STUDY_008, key, key=key, found=_shown(self._values.get(key)), example=example)

    def string(self, key: str, default: str = "", *, example: str = "") -> str:
        value = self._take(key)
        if value is None:
            return default
        if isinstance(value, str):
            return value
        self._wrong(key, example or f'{key} = "\u2026"')
        return default

    def code(self, key: str, *, example: str) -> str:
        """A required code."""
        value = self.string(key, example=f'{key} = "{example}"')
        if key not in self._values:
            self.fault(STUDY_014, key=key, table=self.name, example=f'{key} = "{example}"')
        elif isinstance(self._values[key], str) and not CODE.fullmatch(value):
            self.fault(STUDY_015, key, code=value, example=example)
        return value

    def word(self, key: str, known: Sequence[str], default: str) -> str:
        """One of the known words."""
        value = self.string(key, default, example=f'{key} = "{known[0]}"')
        if value not in known:
            self.fault(STUDY_009, key, word=value, key=key, known=closest(value, known))
            return default
        return value

    def text(self, key: str) -> Text:
        """Words in three languages, or one string for all three."""
        value = self._take(key)
        if isinstance(value, Mapping):
            for lang, words in value.items():
                if lang not in LANGS:
                    self.fault(STUDY_007, key, key=lang, table=key, known=", ".join(LANGS))
                elif not isinstance(words, str):
                    self._wrong(key, f'{key} = {{ kk = "\u2026", ru = "\u2026", en = "\u2026" }}')
        elif value is not None and not isinstance(value, str):
            self._wrong(key, f'{key} = {{ kk = "\u2026", ru = "\u2026", en = "\u2026" }}')
        return Text.read(value)

    def whole(self, key: str, default: int, *, least: int = 0) -> int:
        found = self.count(key, least=least)
        return default if found is None else found

    def count(self, key: str, *, least: int = 0) -> int | None:
        """A whole number of at least `least`, or None where it is not given."""
        value = self._take(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            self._wrong(key, f"{key} = {max(least, 1)}")
            return None
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self._wrong(key, f"{key} = true")
            return default
        return value

    def strings(self, key: str, *, example: str = "region") -> tuple[str, ...]:
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._wrong(key, f'{key} = ["{example}"]')
            return ()
        return tuple(value)

    def rows(self, key: str) -> tuple[tuple[str, ...], ...]:
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(
                isinstance(row, list) and row and all(isinstance(one, str) for one in row) for row in value):
            self._wrong(key, f'{key} = [["region", "office"]]')
            return ()
        return tuple(tuple(row) for row in value)

    def numbers(self, key: str) -> tuple[float, ...]:
        """Numbers in rising order."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(
                isinstance(one, int | float) and not isinstance(one, bool) and abs(one) < HUGE for one in value) \
                or any(low >= high for low, high in pairwise(value)):
            self._wrong(key, f"{key} = [30, 45]")
            return ()
        return tuple(float(one) for one in value)

    def number(self, key: str) -> float | None:
        """A number, or None where it is not given."""
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) < HUGE:
            self._wrong(key, f"{key} = 0.5")
            return None
        return float(value)

    def mapping(self, key: str) -> Mapping[str, object]:
        value = self._take(key)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self._wrong(key, f'{key} = {{ "\u2026" = "\u2026" }}')
            return {}
        return value

    def table(self, key: str) -> Table:
        value = self._take(key)
        if value is not None and not isinstance(value, Mapping):
            self._wrong(key, f"[{key}]")
            value = None
        return Table(self._page, value or {}, (*self.path, key))

    def tables(self, key: str) -> tuple[Table, ...]:
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
            self._wrong(key, f"[[{'.'.join(str(step) for step in (*self.path, key))}]]")
            return ()
        return tuple(Table(self._page, one, (*self.path, key, place)) for place, one in enumerate(value))

    def finish(self) -> None:
        """Everything that stands in the table and was never asked for is unknown."""
        for key in self._values:
            if key not in self._asked:
                self.fault(STUDY_007, key, key=key, table=self.name, known=closest(key, self._asked))


def read_page(data: bytes, file: str) -> tuple[Page, Table]:
    """The page and its outermost table; where it cannot be read at all, an empty table and the fault."""
    page = Page(file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        page.faults.append(Fault(STUDY_005, {"byte": error.start}, file, data[:error.start].count(b"\n") + 1))
        return page, Table(page, {})
    text = text.replace("\r\n", "\n")
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also numbers of thousands of digits, and brackets without end
        row, why = syntax_fault(error, text)
        page.faults.append(Fault(STUDY_006, {"why": why}, file, row))
        return page, Table(page, {})
    page.rows = lines(text)
    return page, Table(page, values)


def _shown(value: object) -> str:
    words = str(value)
    return words if len(words) <= 60 else words[:57] + "\u2026"
