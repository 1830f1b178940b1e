"""The styles of a Word sheet and its page: what a person may change in Word in one place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qabilet.cycle.report.paper.sheet import Sheet
from qabilet.cycle.report.paper.word.xml import element, field, set_child
from qabilet.text import Lang

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

FACE = "Times New Roman"
LANGUAGES: dict[Lang, str] = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM = 25, 15, 20, 20
TABLE = "Qabilet Table"
_FIELD, _FIELDS = re.compile(r"(\{pages?\})"), {"{page}": "PAGE", "{pages}": "NUMPAGES"}
ACCENT = "1F4E6B"
QUIET = "5A5A5A"
# name, size, bold, italic, colour, left and hanging indent in mm, points before and after, kept with the next
_PARAGRAPHS: tuple[tuple[str, float, bool, bool, str, float, float, float, float, bool], ...] = (
    ("Qabilet Question", 12, True, False, "", 10, 10, 12, 3, True),
    ("Qabilet Route", 10.5, True, True, ACCENT, 10, 0, 0, 3, True),
    ("Qabilet Hint", 10.5, False, False, QUIET, 10, 0, 0, 3, True),
    ("Qabilet Option", 12, False, False, "", 23, 13, 0, 2, True),
    ("Qabilet Line", 12, False, False, "", 10, 0, 6, 2, True),
    ("Qabilet Cell", 11, False, False, "", 0, 0, 1, 1, False),
    ("Qabilet Head", 9, False, False, "", 0, 0, 1, 1, False),
    ("Qabilet Talk", 14, True, False, "", 10, 10, 14, 4, True),
    ("Qabilet Probe", 12, False, False, "", 16, 5, 0, 3, True),
    ("Qabilet Small", 9, False, False, QUIET, 0, 0, 0, 2, False),
    ("Qabilet Annex", 10.5, False, False, "", 0, 0, 0, 12, False))
_HEADINGS: tuple[tuple[str, float, float, float], ...] = (
    ("Title", 16, 0, 10), ("Heading 1", 14, 16, 6), ("Heading 2", 12.5, 12, 4), ("Heading 3", 12, 10, 4))


def own_styles(document: WordDocument, lang: Lang, *, own: bool) -> None:
    """Add the styles we write with; where the document is our `own` also the looks of the built-in ones."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    styles = document.styles
    if own:
        _face(styles["Normal"], 12)
        text = styles["Normal"].paragraph_format
        text.space_after, text.line_spacing = Pt(6), 1.0
        for name, size, before, after in _HEADINGS:
            _face(styles[name], size, bold=True, colour=ACCENT)
            look = styles[name].paragraph_format
            look.space_before, look.space_after, look.keep_with_next = Pt(before), Pt(after), True
        styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for border in styles["Title"].element.xpath(".//w:pBdr"):
            border.getparent().remove(border)
    have = {style.name for style in styles}
    for name, *_ in _HEADINGS:
        if name not in have:  # a house's template may lack a style we need: it looks like the text then
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).font.bold = True
    for name, size, bold, italic, colour, left, hanging, above, below, kept in _PARAGRAPHS:
        if name in have:
            continue
        style: Any = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = styles["Normal"], True
        _face(style, size, bold=bold, italic=italic, colour=colour, named=own)
        form = style.paragraph_format
        form.left_indent, form.first_line_indent = Mm(left), Mm(-hanging)
        form.space_before, form.space_after, form.keep_with_next = Pt(above), Pt(below), kept
        form.keep_together, form.widow_control = True, True
    if "Qabilet Code" not in have:
        code: Any = styles.add_style("Qabilet Code", WD_STYLE_TYPE.CHARACTER)
        _face(code, 8, colour=QUIET, face="Consolas")
        code.font.bold = code.font.italic = False
    if "Qabilet Quiet" not in have:
        quiet: Any = styles.add_style("Qabilet Quiet", WD_STYLE_TYPE.CHARACTER)
        _face(quiet, 10, colour=QUIET, named=own)
        quiet.font.bold = False
    if "Qabilet Mark" not in have:
        _face(styles.add_style("Qabilet Mark", WD_STYLE_TYPE.CHARACTER), 13, face="Segoe UI Symbol")
    if TABLE not in have:
        styles.element.append(_table_style(styles.default(WD_STYLE_TYPE.TABLE)))
    _language(document, lang)


def _face(style: Any, size: float, *, bold: bool = False, italic: bool = False, colour: str = "", face: str = FACE,
          named: bool = True) -> None:
    """One face for every script, so that Kazakh letters never come from another one; none of the theme's."""
    from docx.shared import Pt, RGBColor

    style.font.size = Pt(size)
    style.font.bold, style.font.italic = bold or None, italic or None
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    if named:
        faces = {f"w:{script}": face for script in ("ascii", "hAnsi", "cs", "eastAsia")}
        set_child(style.element.get_or_add_rPr(), element("w:rFonts", faces))


def _table_style(base: Any) -> Any:
    """Hair lines between the rows, a stronger one under the head: it prints well in black and white."""
    line = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "8C8C8C"}
    strong = line | {"w:sz": "8", "w:color": "404040"}
    borders = element("w:tblBorders", {}, *(element(f"w:{side}", strong if side in ("top", "bottom") else line)
                                            for side in ("top", "bottom", "insideH", "insideV")))
    around = (("top", 30), ("left", 57), ("bottom", 30), ("right", 57))
    margins = element("w:tblCellMar", {}, *(element(f"w:{side}", {"w:w": str(wide), "w:type": "dxa"})
                                            for side, wide in around))
    head = element("w:tblStylePr", {"w:type": "firstRow"}, element("w:tcPr", {}, element(
        "w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": "F2F2F2"})))
    return element("w:style", {"w:type": "table", "w:customStyle": "1", "w:styleId": "QabiletTable"},
                   element("w:name", {"w:val": TABLE}),
                   *([element("w:basedOn", {"w:val": base.style_id})] if base is not None else []),
                   element("w:uiPriority", {"w:val": "59"}), element("w:tblPr", {}, borders, margins), head)


def _language(document: WordDocument, lang: Lang) -> None:
    """The language of proofing, so that Word does not underline every Kazakh word."""
    tag = element("w:lang", {"w:val": LANGUAGES[lang], "w:eastAsia": LANGUAGES[lang], "w:bidi": "ar-SA"})
    defaults = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    for properties in defaults or [document.styles["Normal"].element.get_or_add_rPr()]:
        set_child(properties, tag)


def set_page(document: WordDocument, sheet: Sheet) -> None:
    """A4 with room to bind; from the second page on the title above, on every page the form and the page below."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.header_distance, section.footer_distance = Mm(10), Mm(10)
    section.different_first_page_header_footer = True
    title = sheet.title.split("\n")[0]
    _side(section.header, f"{title[:80]}…" if len(title) > 80 else title, sheet.banner)
    for footer in (section.footer, section.first_page_footer):
        _side(footer, sheet.edition, *_FIELD.split(sheet.page))


def _side(place: Any, left: str, *right: str) -> None:
    """Words at the left, words and fields at the right, in the document's style for it."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    paragraph = place.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    for stop in paragraph.style.paragraph_format.tab_stops:
        stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(Mm(210 - LEFT_MM - RIGHT_MM), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(left + "\t").style = "Qabilet Quiet"
    for words in right:
        if words in _FIELDS:
            paragraph._p.append(field(_FIELDS[words]))
        elif words:
            paragraph.add_run(words).style = "Qabilet Quiet"
