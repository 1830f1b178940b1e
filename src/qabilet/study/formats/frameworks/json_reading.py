"""JSON of strangers, read safely: every surprise is a coded fault with the place where it stands."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from qabilet.errors import Fault, QabiletError, refuse
from qabilet.study.formats.frameworks.faults import (
    CASE_001,
    CASE_002,
    CASE_003,
    CASE_004,
    CASE_005,
    CASE_006,
    CASE_008,
)
from qabilet.text import Text

MOST_BYTES = 32 * 1024 * 1024
MOST_DEEP = 60
MOST_RECORDS = 50_000
MOST_LETTERS = 20_000
MOST_FAULTS = 20
_TOKENS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)
TEXT = Text("мәтін", "текст", "text")
NUMBER = Text("сан", "число", "a number")
LIST = Text("тізім", "список", "a list")
OBJECT = Text("нысан", "объект", "an object")
NOTHING = Text.same("\u2014")


class _TwiceError(ValueError):
    """A key that stands twice in one object; which of the two counts nobody can know."""


class _NoValueError(ValueError):
    """NaN and Infinity, which JSON has not."""


def read_json(data: bytes, file: str) -> object:
    """The value in the bytes. Raises CASE_001 to CASE_006."""
    if len(data) > MOST_BYTES:
        raise refuse(CASE_002, file=file, why=f"{len(data) // 2**20} MB > {MOST_BYTES // 2**20} MB")
    try:
        text = data.decode(json.detect_encoding(data))
        if text.startswith("\ufeff"):
            text = text[1:]
        if _depth(text) > MOST_DEEP:
            raise refuse(CASE_003, file=file, limit=MOST_DEEP)
        value: object = json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant)
    except UnicodeDecodeError as error:
        row = data[:error.start].count(b"\n") + 1
        raise refuse(CASE_001, file=file, row=row, why=f"{error.encoding}: {error.reason}") from None
    except _TwiceError as error:
        raise refuse(CASE_005, file=file, what=str(error)) from None
    except _NoValueError as error:
        raise refuse(CASE_004, file=file, what=str(error)) from None
    except json.JSONDecodeError as error:
        raise refuse(CASE_001, file=file, row=error.lineno, column=str(error.colno), why=error.msg) from None
    except ValueError as error:  # a whole number longer than Python reads
        raise refuse(CASE_001, file=file, why=str(error).partition(";")[0][:100]) from None
    if places := list(_halves(value)):
        raise QabiletError(*(Fault(CASE_006, {}, file, None, place) for place in places[:MOST_FAULTS]))
    return value


def _depth(text: str) -> int:
    """How deep brackets stand within one another, outside words."""
    if text.count("[") + text.count("{") <= MOST_DEEP:
        return 0
    depth = most = 0
    for token in _TOKENS.finditer(text):
        if token[0] in "[{":
            depth += 1
            most = max(most, depth)
            if most > MOST_DEEP:
                break
        elif token[0] in "]}":
            depth -= 1
    return most


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise _TwiceError(twice[:80].encode("ascii", "replace").decode())
    return found


def _constant(word: str) -> object:
    raise _NoValueError(word)


def _halves(value: object) -> Iterator[str]:
    """Where words hold half a character; the tree is walked without calling itself, however it is grown."""
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        place, one = waiting.pop()
        if isinstance(one, str) and not _whole(one):
            yield place
        elif isinstance(one, list):
            waiting += [(f"{place}[{number}]", inner) for number, inner in enumerate(one)]
        elif isinstance(one, dict):
            for key, inner in one.items():
                if not _whole(key):
                    yield place
                waiting.append((f"{place}.{key}".lstrip("."), inner))


def _whole(words: str) -> bool:
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


@dataclass(slots=True)
class Record:
    """One object of the file with its place; what is of the wrong kind becomes a fault, and reading goes on."""

    file: str
    values: Mapping[str, object]
    place: str = ""
    faults: list[Fault] = field(default_factory=list)

    def at(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def fault(self, code: str, key: str, **facts: object) -> None:
        self.faults.append(Fault(code, facts, self.file, None, self.at(key)))

    def wrong(self, key: str, wanted: Text) -> None:
        self.fault(CASE_008, key, what=key, wanted=wanted, found=_kind(self.values.get(key)))

    def text(self, key: str, *, needed: bool = False) -> str:
        """'' where it is absent or null."""
        value = self.values.get(key)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or (needed and not value.strip()):
            self.wrong(key, TEXT)
            return ""
        if len(value) > MOST_LETTERS:
            self.fault(CASE_002, key, why=f"{len(value)} > {MOST_LETTERS}")
            return ""
        return value

    def number(self, key: str) -> float | None:
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e12:
            self.wrong(key, NUMBER)
            return None
        return float(value)

    def record(self, key: str) -> Record | None:
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.wrong(key, OBJECT)
            return None
        return Record(self.file, value, self.at(key), self.faults)

    def records(self, key: str) -> list[Record]:
        """The objects of a list; () where it is absent or null."""
        value = self.values.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(key, LIST)
            return []
        if len(value) > MOST_RECORDS:
            self.fault(CASE_002, key, why=f"{len(value)} > {MOST_RECORDS}")
            return []
        found = []
        for number, one in enumerate(value):
            if isinstance(one, dict):
                found.append(Record(self.file, one, f"{self.at(key)}[{number}]", self.faults))
            else:
                self.fault(CASE_008, f"{key}[{number}]", what=key, wanted=OBJECT, found=_kind(one))
        return found

    def words(self, key: str) -> tuple[str, ...]:
        """The texts of a list of texts; a single text is a list of one."""
        value = self.values.get(key)
        if isinstance(value, str):
            return (value,)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.wrong(key, LIST)
            return ()
        return tuple(one for one in value if isinstance(one, str))


def _kind(value: object) -> Text:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return Text.same(str(value).casefold())
    return TEXT if isinstance(value, str) else LIST if isinstance(value, list) else \
        OBJECT if isinstance(value, dict) else NUMBER
