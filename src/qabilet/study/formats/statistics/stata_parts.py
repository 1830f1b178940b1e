"""The parts of a file of Stata (release 118), as the maker of Stata documents them (help dta)."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

NAME, FORMAT, LABEL = 129, 57, 321
"""Bytes of a name, a format and a label, with the NUL that ends them."""
PARTS = ("map", "variable_types", "varnames", "sortlist", "formats", "value_label_names", "variable_labels",
         "characteristics", "data", "strls", "value_labels")
"""In the order of the map, after the beginning of the file and before its two ends."""
MAP = len("<map></map>") + 14 * 8
_NO_LONG = 2_147_483_621


def header(variables: int, rows: int, label: str) -> bytes:
    """No time of writing stands in it: the same data give the same bytes."""
    words = label.encode("utf-8")
    return (b"<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>" + struct.pack("<H", variables)
            + b"</K><N>" + struct.pack("<Q", rows) + b"</N><label>" + struct.pack("<H", len(words)) + words
            + b"</label><timestamp>\0</timestamp></header>")


def part(name: str, *pieces: bytes) -> bytes:
    """The pieces between the marks of that part."""
    return b"<%s>%s</%s>" % (name.encode(), b"".join(pieces), name.encode())


def padded(words: Sequence[str], width: int) -> bytes:
    """Each in a field of so many bytes, filled up with NUL. Raises ValueError for words that leave no NUL."""
    fields = [word.encode("utf-8") for word in words]
    if any(len(field) >= width for field in fields):
        raise ValueError(width)
    return b"".join(field.ljust(width, b"\0") for field in fields)


def characteristic(of: str, name: str, words: str) -> bytes:
    """What is kept beside a variable, or beside the whole data set (`_dta`): notes, languages."""
    body = padded([of, name], NAME) + words.encode("utf-8") + b"\0"
    return part("ch", struct.pack("<I", len(body)), body)


def long_words(place: int, words: Mapping[bytes, int]) -> bytes:
    """The words of one variable that do not fit into its rows, each with the row where it first stands."""
    return b"".join(b"GSO" + struct.pack("<IQBI", place, row, 130, len(word) + 1) + word + b"\0"
                    for word, row in words.items())


def label_table(name: str, labels: Mapping[int, str], reasons: Mapping[int, int]) -> bytes:
    """Values and their words. A code that is a reason becomes an extended missing value."""
    words, offsets, at = b"", [], 0
    values = [_NO_LONG + reasons[code] if code in reasons else code for code in labels]
    pairs = sorted(zip(values, labels.values(), strict=True))
    for _, label in pairs:
        offsets.append(at)
        words += label.encode("utf-8") + b"\0"
        at = len(words)
    many = len(pairs)
    table = struct.pack(f"<ii{2 * many}i", many, at, *offsets, *(value for value, _ in pairs)) + words
    return part("lbl", struct.pack("<i", len(table)), padded([name], NAME), bytes(3), table)
