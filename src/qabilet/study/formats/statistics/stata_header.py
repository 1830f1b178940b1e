"""What the header of a Stata file says before anybody opens it: its release, and how much it declares to hold."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

UNICODE_FROM = 118
_OLD = (104, 105, 108, 110, 111, 112, 113, 114, 115)
_HEAD = re.compile(rb"<stata_dta><header><release>(\d{3})</release><byteorder>(LSF|MSF)</byteorder><K>")


@dataclass(frozen=True, slots=True)
class StataHeader:
    """`release` is 0 for what is no Stata file, `rows` and `columns` -1 where the header breaks off."""

    release: int = 0
    columns: int = -1
    rows: int = -1


def read_header(data: bytes) -> StataHeader:
    """Never raises, whatever the bytes are."""
    try:
        return _new(data) if data.startswith(b"<stata_dta>") else _old(data)
    except struct.error:
        return StataHeader()


def _new(data: bytes) -> StataHeader:
    found = _HEAD.match(data)
    if found is None:
        return StataHeader()
    release, order = int(found[1]), "<" if found[2] == b"LSF" else ">"
    wide, long = ("I" if release >= 119 else "H"), ("Q" if release >= 118 else "I")
    columns = struct.unpack_from(order + wide, data, found.end())[0]
    start = found.end() + struct.calcsize(wide) + len(b"</K><N>")
    return StataHeader(release, columns, struct.unpack_from(order + long, data, start)[0])


def _old(data: bytes) -> StataHeader:
    if len(data) < 10 or data[0] not in _OLD or data[1] not in (1, 2) or data[2] != 1:
        return StataHeader()
    order = ">" if data[1] == 1 else "<"
    columns, rows = struct.unpack_from(f"{order}hi", data, 4)
    return StataHeader(data[0], columns, rows)
