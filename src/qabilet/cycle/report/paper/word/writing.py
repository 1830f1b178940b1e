"""A sheet as a Word document: real styles, real tables, page numbers as fields; a house's own template if wanted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from qabilet.cycle.report.paper.faults import PAPER_003
from qabilet.cycle.report.paper.sheet import Sheet
from qabilet.errors import refuse

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

LARGEST_TEMPLATE = 50_000_000
"""Bytes of a template's parts, unpacked."""


def write_word(sheet: Sheet, today: date, template: bytes | None = None, name: str = "") -> bytes:
    """`template` gives styles, page and headers; its words are left out. `name` is what a fault calls it.

    Raises PAPER_003 where the template is no Word document.
    """
    document = _opened(template, name)
    try:
        return _written(document, sheet, today, own=template is None)
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, AssertionError) as error:
        if template is None:
            raise
        # It opened, and yet has parts (its properties, its styles) that are none.
        raise refuse(PAPER_003, name=name, why=type(error).__name__) from error


def _written(document: WordDocument, sheet: Sheet, today: date, *, own: bool) -> bytes:
    from qabilet.cycle.report.paper.word.blocks import Writer
    from qabilet.cycle.report.paper.word.styles import own_styles, set_page

    own_styles(document, sheet.lang, own=own)
    if own:
        set_page(document, sheet)
    core, made = document.core_properties, datetime(today.year, today.month, today.day, tzinfo=UTC)
    core.title, core.author, core.last_modified_by, core.comments = sheet.title[:255], "", "", ""
    core.created = core.modified = made
    core.language = sheet.lang
    core.revision = 1
    _without_picture(document)
    Writer(document, sheet).write()
    kept = BytesIO()
    document.save(kept)
    return _same_bytes(kept.getvalue())


def _opened(template: bytes | None, name: str) -> WordDocument:
    import zlib

    from docx import Document

    if template is None:
        return Document()
    try:
        with ZipFile(BytesIO(template)) as parts:
            sizes = {part.filename: part.file_size for part in parts.infolist()}
        if sum(sizes.values()) > LARGEST_TEMPLATE:
            raise refuse(PAPER_003, name=name, why="> 50 MB")
        if any("vbaproject" in part.casefold() for part in sizes):
            raise refuse(PAPER_003, name=name, why="vbaProject.bin")
        document = Document(BytesIO(template))
    # RuntimeError: a part locked with a password, or packed in a way nobody here knows; the others are damage.
    except (BadZipFile, KeyError, ValueError, OSError, SyntaxError, EOFError, RuntimeError, AttributeError,
            AssertionError, zlib.error) as error:
        raise refuse(PAPER_003, name=name, why=type(error).__name__) from error
    body = document.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    return document


def _without_picture(document: WordDocument) -> None:
    """A template brings a small picture of its own first page: it would be shown for ours."""
    related = document.part.package.rels
    for key in [key for key, one in related.items() if one.reltype.endswith("/thumbnail")]:
        del related[key]


def _same_bytes(content: bytes) -> bytes:
    """The package with no time of day in it."""
    kept = BytesIO()
    with ZipFile(BytesIO(content)) as parts, ZipFile(kept, "w", ZIP_DEFLATED) as out:
        for part in parts.infolist():
            out.writestr(ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0)), parts.read(part), ZIP_DEFLATED)
    return kept.getvalue()
