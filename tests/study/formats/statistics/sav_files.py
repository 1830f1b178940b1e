"""Files of SPSS made byte by byte: what no writer at hand can make, and what old programs and hostile people do."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

SYSMIS = -1.7976931348623157e308
LOWEST = -1.7976931348623155e308


@dataclass
class Var:
    """`width` 0 is a number. `missing`: discrete values, or (low, high), or (low, high, one more)."""

    name: str
    width: int = 0
    label: str = ""
    labels: dict[float | str, str] = field(default_factory=dict)
    missing: tuple[float, ...] = ()
    span: bool = False
    form: tuple[int, int, int] = (5, 8, 0)
    long: str = ""


def sav(variables: Sequence[Var], rows: Sequence[Sequence[float | str | None]], *, encoding: str = "utf-8",
        declared: str | None = "utf-8", code_page: int | None = None, declared_rows: int | None = None,
        weight: int = 0, sets: str = "", attributes: str = "", documents: Sequence[str] = (),
        order: str = "<", file_label: str = "") -> bytes:
    """An uncompressed .sav. `declared` is the record of the encoding, None to leave it out; `code_page` the number in
    the older record, None to leave that out too."""

    def text(words: str, width: int) -> bytes:
        return words.encode(encoding)[:width].ljust(width)

    segments = sum(max(1, -(-one.width // 8)) for one in variables)
    out = [b"$FL2", text("@(#) SPSS DATA FILE made by hand", 60),
           struct.pack(f"{order}5i", 2, segments, 0, weight, len(rows) if declared_rows is None else declared_rows),
           struct.pack(f"{order}d", 100.0), b"01 Jan 24", b"12:00:00", text(file_label, 64), bytes(3)]
    for one in variables:
        out += _variable(one, encoding, order, text)
    place = 1
    for one in variables:
        if one.labels:
            out.append(_labels(one, place, encoding, order))
        place += max(1, -(-one.width // 8))
    if documents:
        out += [struct.pack(f"{order}2i", 6, len(documents)), *(text(line, 80) for line in documents)]

    def extension(kind: int, data: bytes, size: int = 1) -> bytes:
        return struct.pack(f"{order}4i", 7, kind, size, len(data) // size) + data

    if code_page is not None:
        big = 1 if order == ">" else 2
        out.append(extension(3, struct.pack(f"{order}8i", 20, 0, 0, -1, 1, 1, big, code_page), 4))
        out.append(extension(4, struct.pack(f"{order}3d", SYSMIS, 1.7976931348623157e308, LOWEST), 8))
    if sets:
        out.append(extension(7, sets.encode(encoding)))
    if any(one.long for one in variables):
        pairs = "\t".join(f"{one.name}={one.long or one.name}" for one in variables)
        out.append(extension(13, pairs.encode(encoding)))
    if attributes:
        out.append(extension(18, attributes.encode(encoding)))
    if declared is not None:
        out.append(extension(20, declared.encode()))
    out.append(struct.pack(f"{order}2i", 999, 0))
    for row in rows:
        for one, cell in zip(variables, row, strict=True):
            if one.width:
                out.append(text(str(cell or ""), -(-one.width // 8) * 8))
            else:
                out.append(struct.pack(f"{order}d", SYSMIS if cell is None else float(cell)))
    return b"".join(out)


def _variable(one: Var, encoding: str, order: str, text: object) -> list[bytes]:
    assert callable(text)
    missing = -len(one.missing) if one.span else len(one.missing)
    form = (1 << 16 | max(one.width, 1) << 8) if one.width else (one.form[0] << 16 | one.form[1] << 8 | one.form[2])
    out = [struct.pack(f"{order}6i", 2, one.width, bool(one.label), missing, form, form), text(one.name, 8)]
    if one.label:
        words = one.label.encode(encoding)
        out += [struct.pack(f"{order}i", len(words)), words, bytes(-len(words) % 4)]
    out += [struct.pack(f"{order}d", value) for value in one.missing]
    return out + [struct.pack(f"{order}6i", 2, -1, 0, 0, 0, 0) + b" " * 8
                  for _ in range(max(1, -(-one.width // 8)) - 1)]


def _labels(one: Var, place: int, encoding: str, order: str) -> bytes:
    out = struct.pack(f"{order}2i", 3, len(one.labels))
    for value, label in one.labels.items():
        words = label.encode(encoding)
        out += struct.pack(f"{order}d", value) if isinstance(value, float | int) else value.encode(encoding).ljust(8)
        out += bytes([len(words)]) + words + b" " * (-(len(words) + 1) % 8)
    return out + struct.pack(f"{order}3i", 4, 1, place)
