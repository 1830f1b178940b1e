"""Looking through a workbook before it is opened: its size, its parts, its formulas, its merged headers."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.parsers import expat

from qabilet.errors import Fault, QabiletError, refuse
from qabilet.study.formats.faults import (
    ANSWERS_005,
    ANSWERS_006,
    ANSWERS_007,
    ANSWERS_008,
    ANSWERS_009,
    ANSWERS_010,
    ANSWERS_012,
)
from qabilet.study.formats.layout import Merge
from qabilet.study.formats.limits import COLUMNS, FAULTS_SHOWN, PARTS, RATIO, RATIO_FROM_BYTES, UNPACKED_BYTES

ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, UnicodeDecodeError, ValueError)
"""What zipfile raises on a damaged package: directory, stream, its end, method, offsets, names."""

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")


@dataclass(slots=True)
class Part:
    """What one sheet's part holds: filled cells, the last filled column (from 1), formulas, merged cells."""

    cells: int = 0
    last_column: int = 0
    formulas: list[str] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)


def look_through(data: bytes, *, file: str = "", formulas_too: bool = False) -> dict[str, Part]:
    """The sheets' parts of a workbook, by name, after every check that does not need the workbook opened.

    Raises QabiletError for a damaged, protected, oversized or hostile package, and for a formula unless `formulas_too`.
    Every part is unpacked once, so that a broken check sum, or a directory that lies about sizes, is found here.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            _weigh(infos, file)
            names = {info.filename for info in infos}
            if "[Content_Types].xml" not in names or not any(name.startswith("xl/workbook") for name in names):
                raise refuse(ANSWERS_005, file=file, what=_other_package(package, names))
            return {info.filename: part for info in infos
                    if (part := _scan(package, info, file, formulas_too)) is not None}
    except ZIP_ERRORS as error:
        raise refuse(ANSWERS_006, file=file, why=_why(error)) from None


def cell_place(name: str) -> tuple[int, int] | None:
    """Row and column of «B7», counted from 0; None for what is not a cell's name."""
    found = _CELL.match(name)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _weigh(infos: list[zipfile.ZipInfo], file: str) -> None:
    if any(info.flag_bits & 0x1 for info in infos):
        raise refuse(ANSWERS_007, file=file)
    if len(infos) > PARTS:
        raise refuse(ANSWERS_008, file=file, why=f"{len(infos)} > {PARTS}")
    total = sum(info.file_size for info in infos)
    if total > UNPACKED_BYTES:
        raise refuse(ANSWERS_008, file=file, why=f"{total // 2**20} MB > {UNPACKED_BYTES // 2**20} MB")
    for info in infos:
        if info.file_size > RATIO_FROM_BYTES and info.file_size > RATIO * max(info.compress_size, 1):
            raise refuse(ANSWERS_008, file=file,
                         why=f"{info.filename[:80]}: 1:{info.file_size // max(info.compress_size, 1)} > 1:{RATIO}")


def _other_package(package: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" in names and b"opendocument" in package.read("mimetype")[:100]:
        return "OpenDocument (.ods)"
    if any(name.startswith("word/") for name in names):
        return "Word (.docx)"
    if any(name.startswith("ppt/") for name in names):
        return "PowerPoint (.pptx)"
    return "ZIP"


def _scan(package: zipfile.ZipFile, info: zipfile.ZipInfo, file: str, formulas_too: bool) -> Part | None:
    """Unpack one part; parse it where it is XML; a sheet's part is returned."""
    with package.open(info) as stream:
        if not info.filename.endswith((".xml", ".rels")):
            while stream.read(1 << 20):
                pass
            return None
        sheet = info.filename.startswith("xl/worksheets/sheet") or (
            info.filename.startswith("xl/worksheets/") and info.filename.count("/") == 2)
        part = Part()
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _Refusal(file)
        if sheet:
            _watch(parser, part, file)
        try:
            parser.ParseFile(stream)
        except expat.ExpatError as error:
            raise refuse(ANSWERS_006, file=file, why=f"{info.filename[:80]}: {error}") from None
    if part.formulas and not formulas_too:
        raise QabiletError(*(Fault(ANSWERS_010, {"cell": cell}, file) for cell in part.formulas))
    if part.last_column > COLUMNS:
        raise refuse(ANSWERS_012, file=file, count=part.last_column, limit=COLUMNS)
    return part if sheet else None


class _Refusal:
    """Refuses a document type, and with it every entity that could be expanded."""

    def __init__(self, file: str) -> None:
        self.file = file

    def __call__(self, *_: object) -> None:
        raise refuse(ANSWERS_009, file=self.file)


def _watch(parser: expat.XMLParserType, part: Part, file: str) -> None:
    """Note cells with content, formulas and merged ranges while the part is parsed."""
    here = ["", 0, 0]

    def start(name: str, attributes: dict[str, str]) -> None:
        name = name.rsplit(":", 1)[-1]
        if name == "c":
            here[0] = attributes.get("r", "")
        elif name in ("v", "is"):
            part.cells += 1
            place = cell_place(str(here[0]))
            if place is not None and place[1] >= part.last_column:
                part.last_column = place[1] + 1
        elif name == "f":
            if len(part.formulas) < FAULTS_SHOWN:
                part.formulas.append(str(here[0]) or "?")
        elif name == "mergeCell" and len(part.merges) < 10_000:
            first, _, last = attributes.get("ref", "").partition(":")
            start_at, end_at = cell_place(first), cell_place(last or first)
            if start_at and end_at:
                part.merges.append((*start_at, *end_at))

    parser.StartElementHandler = start


def _why(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:160] or type(error).__name__
