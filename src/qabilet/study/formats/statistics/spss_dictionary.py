"""What the dictionary of an SPSS file says that no reader hands over: weight, sets, attributes, encoding, sizes."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from mmap import mmap

HEADER = 176
_MOST_RECORDS = 1_000_000
"""A hundred questions answered in 32,767 bytes of words are half of it."""
_SEGMENT = 252
"""Bytes of a long text that one of its pieces holds."""
_ATTRIBUTE = re.compile(rb"(?:^|[:/)\n])([^:/()\n$'][^:/()\n']*|\$[^@:/()\n'][^:/()\n']*)\(")
"""The name of an attribute; those that begin with $@ are the program's own, such as roles."""
_CODE_PAGES = {2: "ascii", 3: "", 4: "", 65001: "utf-8", 20866: "koi8-r", 10007: "mac-cyrillic", 28595: "iso8859-5",
               21866: "koi8-u", 154: "ptcp154"}


@dataclass(frozen=True, slots=True)
class SpssDictionary:
    """Words are bytes as they stand in the file. `rows` is -1 where the file does not tell; `width` counts the bytes of
    a row as it is unpacked; `names` leads from the short names (small letters) to the long; `ends` is where the record
    stands that ends the dictionary, `sets_at` where one of sets belongs. `whole` is False where the dictionary breaks
    off or makes no sense."""

    rows: int
    width: int
    compression: int
    encoding: str = ""
    weight: bytes = b""
    sets: bytes = b""
    names: dict[bytes, bytes] = field(default_factory=dict)
    documents: int = 0
    attributes: int = 0
    order: str = "<"
    ends: int = 0
    sets_at: int = 0
    whole: bool = True


def read_dictionary_of(data: bytes | mmap) -> SpssDictionary:
    """As much as can be told; never raises, whatever the bytes are."""
    order = ">" if data[64:68] in (b"\0\0\0\2", b"\0\0\0\3") else "<"
    if len(data) < HEADER:
        return SpssDictionary(-1, 0, 0, order=order, whole=False)
    compression, weight, rows = struct.unpack_from(f"{order}3i", data, 72)
    walk = _Walk(data, order)
    try:
        for _ in range(_MOST_RECORDS):
            if not walk.step():
                break
    except (struct.error, ValueError, IndexError):
        walk.whole = False
    names = walk.long_names()
    weighed = walk.places.get(weight, b"") if weight else b""
    return SpssDictionary(
        rows if rows >= 0 else walk.rows, 8 * walk.segments, compression, walk.encoding(),
        names.get(weighed.lower(), weighed), b"".join(walk.found.get(kind, b"") for kind in (7, 19)), names,
        walk.documents, sum(len(_ATTRIBUTE.findall(walk.found.get(kind, b""))) for kind in (17, 18)), order, walk.place,
        walk.sets_at or walk.place, walk.whole and walk.ended)


class _Walk:
    """Record by record through the dictionary; stops at the record that ends it."""

    def __init__(self, data: bytes | mmap, order: str) -> None:
        self.data, self.order, self.place = data, order, HEADER
        self.places: dict[int, bytes] = {}
        self.found: dict[int, bytes] = {}
        self.segments = self.documents = 0
        self.rows = -1
        self.sets_at = 0
        self.whole, self.ended = True, False

    def step(self) -> bool:
        kind = self._int()
        if kind == 2:
            self._variable()
        elif kind == 3:
            for _ in range(self._count()):
                self._skip(8)
                self._skip((self.data[self.place] + 8) // 8 * 8)
        elif kind == 4:
            self._skip(4 * self._count())
        elif kind == 6:
            lines = self._count()
            self.documents += lines
            self._skip(80 * lines)
        elif kind == 7:
            self._extension()
        elif kind == 999:
            self.ended = True
            self.place -= 4
            return False
        else:
            raise ValueError(kind)
        return True

    def long_names(self) -> dict[bytes, bytes]:
        """The long name of each short one; a variable without a long name is called by its short one. Words longer than
        255 bytes are kept in several variables, of which the first has the name."""
        wide = {name.strip().lower(): -(-int(width.strip(b" \0")) // _SEGMENT)
                for name, sign, width in (pair.partition(b"=") for pair in self.found.get(14, b"").split(b"\t"))
                if sign and width.strip(b" \0").isdigit() and len(width) < 12}
        names: dict[bytes, bytes] = {}
        inside = 0
        for name in self.places.values():
            if inside := max(inside - 1, 0):
                continue  # a piece of the words of the variable before it
            names[name.lower()] = name
            inside = wide.get(name.lower(), 1)
        for pair in self.found.get(13, b"").split(b"\t"):
            short, sign, long = pair.partition(b"=")
            if sign:
                names[short.strip().lower()] = long.strip()
        return names

    def encoding(self) -> str:
        """The name of the encoding as the file declares it, '' where it does not."""
        if named := self.found.get(20, b"").decode("ascii", "ignore").strip("\0 "):
            return named.lower()
        numbers = self.found.get(3, b"")
        if len(numbers) < 32:
            return ""
        page = struct.unpack_from(f"{self.order}i", numbers, 28)[0]
        return _CODE_PAGES.get(page, f"cp{page}" if 400 <= page < 2000 else "")

    def _variable(self) -> None:
        width, labelled, missing = struct.unpack_from(f"{self.order}3i", self.data, self.place)
        name = self.data[self.place + 20:self.place + 28].rstrip(b" \0")
        self._skip(28)
        self.segments += 1
        if width >= 0:
            self.places[self.segments] = name
        if labelled:
            self._skip((self._count() + 3) // 4 * 4)
        if abs(missing) > 3:
            raise ValueError(missing)
        self._skip(8 * abs(missing))

    def _extension(self) -> None:
        kind, size, count = struct.unpack_from(f"{self.order}3i", self.data, self.place)
        self.place += 12
        if size < 0 or count < 0:
            raise ValueError(kind)
        start = self.place
        self._skip(size * count)
        if kind in (3, 7, 13, 14, 17, 18, 19, 20):
            self.found[kind] = self.data[start:self.place]
        if kind == 4:
            self.sets_at = self.place
        if kind == 16 and size * count >= 16:
            self.rows = struct.unpack_from(f"{self.order}q", self.data, start + 8)[0]

    def _int(self) -> int:
        value = struct.unpack_from(f"{self.order}i", self.data, self.place)[0]
        self.place += 4
        return int(value)

    def _count(self) -> int:
        """A number of things, each at least a byte, that must still fit into the file."""
        count = self._int()
        if not 0 <= count <= len(self.data):
            raise ValueError(count)
        return count

    def _skip(self, many: int) -> None:
        self.place += many
        if many < 0 or self.place > len(self.data):
            raise ValueError(many)


@dataclass(frozen=True, slots=True)
class ResponseSet:
    """A multiple-response set: its variables by their short or long names, in small letters; `counted` is the value
    that says yes in a set of dichotomies, None in a set of categories; `by_value` where the words of a choice are the
    label of that value and not of the variable."""

    name: bytes
    label: bytes
    variables: tuple[bytes, ...]
    counted: bytes | None
    by_value: bool = False


def response_sets(record: bytes) -> Iterator[ResponseSet]:
    """The sets in the records of subtypes 7 and 19; a line that makes no sense is left out."""
    for line in record.replace(b"\0", b"\n").split(b"\n"):
        name, sign, rest = line.strip().partition(b"=")
        if not sign or not name.startswith(b"$") or rest[:1] not in (b"C", b"D", b"E"):
            continue
        try:
            counted: bytes | None = None
            if by_value := rest[:1] == b"E":
                _, rest = rest[1:].lstrip().split(b" ", 1)
                counted, rest = _counted(rest)
            elif rest[:1] == b"D":
                counted, rest = _counted(rest[1:])
            else:
                rest = rest[1:]
            label, rest = _counted(rest.lstrip())
        except (ValueError, IndexError):
            continue
        if variables := tuple(rest.lower().split()):
            yield ResponseSet(name, label, variables, counted, by_value)


def _counted(rest: bytes) -> tuple[bytes, bytes]:
    """Words that stand behind their own length, and what follows them."""
    length, _, after = rest.partition(b" ")
    many = int(length)
    if many < 0 or many > len(after):
        raise ValueError(many)
    return after[:many], after[many:]
