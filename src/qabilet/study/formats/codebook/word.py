"""A codebook as a Word document: real headings, a table for each list of codes whose head stands on every page."""

from __future__ import annotations

import io
from typing import Any

from qabilet.study.formats.codebook.book import Book, Entry, composed
from qabilet.study.formats.dataset import Dataset
from qabilet.study.formats.xml_letters import allowed
from qabilet.text import Lang, pattern

_LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
_MARGIN, _FONT, _SIZE = 2.0, "Arial", 10
_TINT = "E8EEF4"


def write_codebook_word(dataset: Dataset, lang: Lang) -> bytes:
    """A .docx in `lang`, A4. Letters that no XML can hold are left out."""
    from docx import Document

    book = composed(dataset, lang)
    document = Document()
    _styled(document, book)
    _opening(document, book)
    _numbered(document, book)
    for entry in book.entries:
        _entry(document, book, entry)
    document.add_paragraph(book.say(pattern("This codebook holds no answers and no counts.")), style="Caption")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _styled(document: Any, book: Book) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Mm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(_MARGIN)
    for name, size in (("Normal", _SIZE), ("Title", 20), ("Heading 1", 14), ("Heading 2", 11.5), ("Caption", 9)):
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), _FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
        if name != "Normal":
            style.font.color.rgb = RGBColor(0x0B, 0x5C, 0x7A) if name != "Caption" else RGBColor(0x56, 0x63, 0x6E)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    _in_language(document, _LOCALES[book.lang])
    known = document.core_properties
    known.title, known.language = allowed(f"{book.say(pattern('Codebook'))}: {book.title}")[:255], _LOCALES[book.lang]
    known.author, known.comments, known.subject = "", "", book.code[:255]


def _in_language(document: Any, locale: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), locale)
    document.styles["Normal"].element.get_or_add_rPr().append(lang)


def _numbered(document: Any, book: Book) -> None:
    """The title and the number of the page at the foot of each."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    foot = document.sections[0].footer.paragraphs[0]
    foot.style = document.styles["Caption"]
    foot.paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(21 - 2 * _MARGIN), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(allowed(f"{book.title}\t"))
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    number.append(foot.add_run("1")._r)  # a program that does not count shows this
    foot._p.append(number)


def _opening(document: Any, book: Book) -> None:
    document.add_paragraph(allowed(book.title), style="Title")
    kind, variables = book.say(pattern("Codebook")), book.say(pattern("Variables"))
    document.add_paragraph(f"{kind} · {book.code} · {variables}: {book.variables}")
    document.add_heading(book.say(pattern("What must be known of the data")), 1)
    for note in book.notes:
        document.add_paragraph(allowed(note), style="List Bullet")
    if book.source:
        source = book.say(pattern("Source of the data"))
        document.add_paragraph(allowed(f"{source}: {book.source}"), style="Caption")
    document.add_heading(book.say(pattern("Contents")), 1)
    rows = [(item.name, item.label) for entry in book.entries for item in entry.items]
    _table(document, (book.say(pattern("Name")), book.say(pattern("Label"))), rows, (5.0, 12.0))
    document.add_page_break()
    document.add_heading(book.say(pattern("Variables")), 1)


def _entry(document: Any, book: Book, entry: Entry) -> None:
    document.add_heading(allowed(entry.title), 2)
    about = [entry.items[0].name] if entry.single else []
    about.append(entry.kind)
    if entry.single and entry.items[0].competence:
        about.append(f"{book.say(pattern('Competence asked about'))}: {entry.items[0].competence}")
    line = document.add_paragraph(allowed(" · ".join(about)))
    line.paragraph_format.keep_with_next = True
    if entry.others:
        document.add_paragraph(allowed(" · ".join(words for _, words in entry.others)),
                               style="Caption").paragraph_format.keep_with_next = True
    if entry.question and entry.question != entry.title:
        asked = document.add_paragraph(allowed(f"{book.say(pattern('Question as asked'))}: {entry.question}"))
        asked.paragraph_format.keep_with_next = bool(entry.lines)
    if not entry.single:
        rows = [(item.name, item.label + (f" ({item.competence})" if item.competence else "")) for item in entry.items]
        _table(document, (book.say(pattern("Name")), book.say(pattern("Label"))), rows, (5.0, 12.0))
    if entry.lines:
        nothing = book.say(pattern("no answer"))
        rows = [(str(one.code).replace("-", "\u2212"), f"{one.words} ({nothing})" if one.missing else one.words)
                for one in entry.lines]
        _table(document, (book.say(pattern("Code")), book.say(pattern("Meaning"))), rows, (2.0, 15.0))


def _table(document: Any, head: tuple[str, str], rows: list[tuple[str, str]], widths: tuple[float, float]) -> None:
    """The head stands again on every page, and no row is torn in two."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    table = document.add_table(rows=1 + len(rows), cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)  # LibreOffice looks here, Word at the cells
    for place, (row, words) in enumerate(zip(table.rows, [head, *rows], strict=True)):
        known = row._tr.get_or_add_trPr()
        known.append(OxmlElement("w:cantSplit"))
        if place == 0:
            known.append(OxmlElement("w:tblHeader"))
        for cell, said, width in zip(row.cells, words, widths, strict=True):
            cell.width = Cm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(1)
            paragraph.add_run(allowed(said)).bold = place == 0
            if place == 0:
                shade = OxmlElement("w:shd")
                shade.set(qn("w:val"), "clear")
                shade.set(qn("w:fill"), _TINT)
                cell._tc.get_or_add_tcPr().append(shade)
    document.add_paragraph().paragraph_format.space_after = Pt(2)
