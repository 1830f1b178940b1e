"""The few pieces of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def element(tag: str, attributes: Mapping[str, str], *children: Any) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    made.extend(children)
    return made


def set_child(parent: Any, child: Any) -> None:
    """Put `child` where the first of its name stood, else where the schema wants it: faces first, language last."""
    old = parent.find(child.tag)
    if old is not None:
        parent.replace(old, child)
    elif child.tag.endswith("}rFonts"):
        at = 1 if len(parent) and parent[0].tag.endswith("}rStyle") else 0
        parent.insert(at, child)
    else:
        parent.append(child)


def field(instruction: str) -> Any:
    """A field that Word works out: PAGE, NUMPAGES."""
    text = element("w:t", {})
    text.text = "1"
    style = element("w:rPr", {}, element("w:rStyle", {"w:val": "QabiletQuiet"}))
    return element("w:fldSimple", {"w:instr": instruction}, element("w:r", {}, style, text))


def fixed(table: Any, widths_mm: tuple[float, ...], indent_mm: float = 0.0) -> None:
    """Widths that no word can push: of the table, of its columns and of every cell; no row splits over pages."""
    twips = [str(round(width * 56.6929)) for width in widths_mm]
    properties = table._tbl.tblPr
    for child in properties.xpath("w:tblW|w:tblInd|w:tblLayout|w:jc"):
        properties.remove(child)
    # The order is the schema's: tblStyle, ..., tblW, jc, tblCellSpacing, tblInd, tblBorders, shd, tblLayout, ...
    inserted = [element("w:tblW", {"w:w": str(sum(map(int, twips))), "w:type": "dxa"}),
                element("w:tblInd", {"w:w": str(round(indent_mm * 56.6929)), "w:type": "dxa"}),
                element("w:tblLayout", {"w:type": "fixed"})]
    style = properties.find(inserted[0].tag.replace("tblW", "tblStyle"))
    at = 0 if style is None else properties.index(style) + 1
    for place, child in enumerate(inserted):
        properties.insert(at + place, child)
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, twips, strict=True):
        column.set(column.nsmap and _w("w"), width)
    for row in table._tbl.tr_lst:
        _row(row, "w:cantSplit")
        at = 0
        for cell in row.tc_lst:
            span = cell.grid_span
            width = str(sum(int(one) for one in twips[at:at + span]))
            cell.get_or_add_tcPr().get_or_add_tcW().set(_w("w"), width)
            cell.tcPr.tcW.set(_w("type"), "dxa")
            at += span


def repeated(row: Any) -> None:
    """The row stands again at the head of every page its table runs over."""
    _row(row._tr, "w:tblHeader")


def _row(row: Any, tag: str) -> None:
    properties = row.get_or_add_trPr()
    if properties.find(_w(tag.removeprefix("w:"))) is None:
        properties.append(element(tag, {}))


def high(row: Any, mm: float) -> None:
    """At least so high."""
    row._tr.get_or_add_trPr().append(element("w:trHeight", {"w:val": str(round(mm * 56.6929)), "w:hRule": "atLeast"}))


def turned(cell: Any) -> None:
    """Words read upwards, from the foot of the cell."""
    properties = cell._tc.get_or_add_tcPr()
    at = next((place for place, child in enumerate(properties) if child.tag in {_w(n) for n in (
        "tcFitText", "vAlign", "hideMark")}), len(properties))
    properties.insert(at, element("w:textDirection", {"w:val": "btLr"}))


def bordered(cell: Any) -> None:
    """A box around one cell."""
    line = {"w:val": "single", "w:sz": "6", "w:space": "0", "w:color": "404040"}
    borders = element("w:tcBorders", {}, *(element(f"w:{side}", line) for side in ("top", "left", "bottom", "right")))
    properties = cell._tc.get_or_add_tcPr()
    at = next((place for place, child in enumerate(properties) if child.tag in {_w(n) for n in (
        "shd", "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark")}), len(properties))
    properties.insert(at, borders)


def captioned(table: Any, words: str) -> None:
    """What a reader that cannot see the table is told of it."""
    table._tbl.tblPr.append(element("w:tblDescription", {"w:val": words[:200]}))


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    made: str = qn(f"w:{name}")
    return made
