"""The tables in a LimeSurvey file (.lss, .lsq, .lsg, .lsr): rows of fields in plain XML, read without any entity."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from qabilet.errors import refuse
from qabilet.study.formats.faults import ANSWERS_013
from qabilet.study.formats.limesurvey.faults import LIME_001, LIME_002
from qabilet.study.formats.limits import CELLS, ROWS

Row = dict[str, str]
_DEPTH = 12
_DOCUMENT = b"<LimeSurveyDocType>"
_HEAD_BYTES = 4_096


@dataclass(slots=True)
class Tables:
    """`kind` is what LimeSurvey calls the file (Survey, Responses, ...), `version` that of its database, `fields` the
    names of a table's fields in order. A field that is NULL is missing from its row; an empty one is ''."""

    kind: str = ""
    version: str = ""
    languages: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def of(self, name: str) -> list[Row]:
        return self.rows.get(name, [])


def is_limesurvey(data: bytes) -> bool:
    """Whether these are the bytes of an XML file of LimeSurvey, in any of the encodings XML has."""
    head = data[:_HEAD_BYTES]
    return _DOCUMENT in head or _DOCUMENT.decode().encode("utf-16-le") in head \
        or _DOCUMENT.decode().encode("utf-16-be") in head


def read_tables(data: bytes, *, file: str = "") -> Tables:
    """All tables of the file. Raises QabiletError for what is damaged, hostile or too large."""
    reading = _Reading(file)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartDoctypeDeclHandler = reading.doctype
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise refuse(LIME_001, file=file, row=getattr(error, "lineno", None), why=str(error)[:160]) from None
    except (ValueError, LookupError) as error:  # an encoding that expat asks Python for, and Python cannot give
        raise refuse(LIME_001, file=file, why=str(error)[:160]) from None
    if not reading.tables.kind:
        raise refuse(LIME_001, file=file, why="LimeSurveyDocType?")
    return reading.tables


class _Reading:
    """document > table > fields > fieldname, and document > table > rows > row > one element a field."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.tables = Tables()
        self.path: list[str] = []
        self.row: Row = {}
        self.words: list[str] = []
        self.cells = self.count = 0

    def doctype(self, *_: object) -> None:
        raise refuse(LIME_002, file=self.file)

    def start(self, name: str, _: dict[str, str]) -> None:
        self.path.append(name)
        self.words = []
        if len(self.path) > _DEPTH or (len(self.path) == 1 and name != "document"):
            raise refuse(LIME_001, file=self.file, why=f"<{name[:40]}>")
        if len(self.path) == 4 and name == "row":
            self.row = {}

    def text(self, words: str) -> None:
        self.words.append(words)

    def end(self, name: str) -> None:
        path, words = self.path, "".join(self.words)
        self.path = path[:-1]
        self.words = []
        if len(path) == 5 and path[2] == "rows":
            self.row[name] = words
        elif len(path) == 4 and path[2] == "rows" and name == "row":
            self._kept(path[1])
        elif len(path) == 4 and path[2] == "fields":
            self.tables.fields.setdefault(path[1], []).append(words.strip())
        elif len(path) == 3 and path[1] == "languages":
            self.tables.languages.append(words.strip())
        elif len(path) == 2 and name == "LimeSurveyDocType":
            self.tables.kind = words.strip()
        elif len(path) == 2 and name == "DBVersion":
            self.tables.version = words.strip()

    def _kept(self, table: str) -> None:
        self.count += 1
        self.cells += len(self.row)
        if self.count > ROWS or self.cells > CELLS:
            raise refuse(ANSWERS_013, file=self.file, limit=f"{ROWS:,} / {CELLS:,}".replace(",", " "))
        self.tables.rows.setdefault(table, []).append(self.row)
