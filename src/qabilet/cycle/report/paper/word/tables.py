"""The tables of a Word sheet: grids, boxes for digits, answers in columns, frames to fill in."""

from __future__ import annotations

from typing import Any

from qabilet.cycle.instrument import unmarked
from qabilet.cycle.report.paper.sheet import Boxes, Fields, Grid, Option, Options, Points, Table
from qabilet.cycle.report.paper.widths import ROW_HEAD_MM
from qabilet.cycle.report.paper.word.pen import Pen
from qabilet.cycle.report.paper.word.styles import TABLE
from qabilet.cycle.report.paper.word.xml import bordered, captioned, fixed, high, repeated, turned

BOX_MM, INDENT_MM = 6.5, 10.0


def grid(pen: Pen, block: Grid, mark: str) -> None:
    """The head stands again on every page, no row splits, and the widths are ours."""
    columns = len(block.columns)
    item = block.item_share * pen.wide_mm
    each = (pen.wide_mm - ROW_HEAD_MM - item) / columns
    table = pen.document.add_table(rows=0, cols=columns + 2, style=TABLE)
    if block.head == "legend":
        row = table.add_row()
        merged = row.cells[0].merge(row.cells[-1])
        _cell(pen, merged, legend(block.columns), "Qabilet Head")
        repeated(row)
    head = table.add_row()
    repeated(head)
    for cell, option in zip(head.cells[2:], block.columns, strict=True):
        same = block.head == "legend" or option.label == option.code
        paragraph = _cell(pen, cell, option.code if same else option.label, "Qabilet Head", centred=True)
        if same:
            paragraph.runs[0].bold = True
        else:
            paragraph.add_run().add_break()
            pen.run(paragraph, option.code, "Qabilet Code")
        cell.vertical_alignment = _middle()
        if block.head == "up":
            turned(cell)
    if block.head == "up":
        high(head, block.head_mm + 4)
    for given in block.rows:
        cells = table.add_row().cells
        _cell(pen, cells[0], given.number, "Qabilet Head")
        paragraph = _cell(pen, cells[1], given.label, "Qabilet Cell")
        if given.hint:
            paragraph.add_run().add_break()
            pen.run(paragraph, given.hint, "Qabilet Quiet")
        pen.run(paragraph, f" [{given.code}]", "Qabilet Code")
        for cell in cells[2:]:
            _mark(pen, cell, mark)
    fixed(table, (ROW_HEAD_MM, item, *(each for _ in block.columns)))
    captioned(table, unmarked(block.label))
    _kept(table)
    _gap(pen)


def legend(columns: tuple[Option, ...]) -> str:
    return "; ".join(f"{one.code} – {one.label}".replace("\n", " ") for one in columns if one.label != one.code)


def boxes(pen: Pen, answer: Boxes) -> None:
    """Bordered cells for signs, open ones for what stands between; faint letters under them."""
    cells: list[str | None] = []
    starts = []
    for at, size in enumerate(answer.groups):
        starts.append(len(cells))
        cells += [None] * size
        if at < len(answer.signs):
            cells.append(answer.signs[at])
    table = pen.document.add_table(rows=2 if answer.shows else 1, cols=len(cells))
    for cell, sign in zip(table.rows[0].cells, cells, strict=True):
        _cell(pen, cell, sign or "", "Qabilet Cell", centred=True)
        if sign is None:
            bordered(cell)
    if answer.shows:
        below = table.rows[1].cells
        for start, size, words in zip(starts, answer.groups, answer.shows, strict=True):
            _cell(pen, below[start].merge(below[start + size - 1]), words, "Qabilet Small", centred=True)
    fixed(table, tuple(BOX_MM if sign is None else 4.5 for sign in cells), INDENT_MM)
    _kept(table)
    _gap(pen, kept=bool(answer.apart))


def points(pen: Pen, answer: Points, mark: str) -> None:
    table = pen.document.add_table(rows=2, cols=max(1, len(answer.options)))
    for above, below, option in zip(table.rows[0].cells, table.rows[1].cells, answer.options, strict=False):
        _mark(pen, above, mark)
        _cell(pen, below, option.label, "Qabilet Head", centred=True)
    fixed(table, (13.0,) * max(1, len(answer.options)), INDENT_MM)
    _kept(table)
    _gap(pen, kept=bool(answer.apart))


def columns_of(pen: Pen, answer: Options, mark: str) -> None:
    """A long list of short answers in columns, each read downwards."""
    options = [one for one in answer.options if not one.apart]
    high = -(-len(options) // answer.columns)
    brief = all(len(one.code) <= 3 for one in answer.options)
    table = pen.document.add_table(rows=1, cols=answer.columns)
    for at, cell in enumerate(table.rows[0].cells):
        for place, option in enumerate(options[at * high:(at + 1) * high]):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            pen.styled(paragraph, "Qabilet Option")
            pen.option(paragraph, option, mark, brief)
            paragraph.paragraph_format.keep_with_next = None
    fixed(table, (pen.wide_mm / answer.columns,) * answer.columns)
    _gap(pen, kept=any(one.apart for one in answer.options))


def fields(pen: Pen, block: Fields) -> None:
    """A frame: what is asked for at the left, room to write at the right, two a line."""
    table = pen.document.add_table(rows=0, cols=4, style=TABLE)
    row = table.add_row()
    _cell(pen, row.cells[0].merge(row.cells[3]), block.title, "Qabilet Small")
    for at in range(0, len(block.names), 2):
        cells = table.add_row().cells
        for place, name in enumerate(block.names[at:at + 2]):
            _cell(pen, cells[2 * place], name, "Qabilet Cell")
    half = pen.wide_mm / 2
    fixed(table, (40.0, half - 40, 40.0, half - 40))
    _gap(pen)


def words_table(pen: Pen, block: Table) -> None:
    if block.title:
        paragraph = pen.paragraph(block.title)
        paragraph.runs[0].bold, paragraph.paragraph_format.keep_with_next = True, True
    table = pen.document.add_table(rows=0, cols=len(block.shares), style=TABLE)
    if block.head:
        head = table.add_row()
        for cell, words in zip(head.cells, block.head, strict=True):
            _cell(pen, cell, words, "Qabilet Head").runs[0].bold = True
        repeated(head)
    for row in block.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            _cell(pen, cell, words, "Qabilet Cell")
    fixed(table, tuple(share * pen.wide_mm for share in block.shares))
    captioned(table, block.title)
    _gap(pen)


def _cell(pen: Pen, cell: Any, words: str, style: str, *, centred: bool = False) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = cell.paragraphs[0]
    pen.styled(paragraph, style)
    pen.run(paragraph, words)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _mark(pen: Pen, cell: Any, mark: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = cell.paragraphs[0]
    pen.styled(paragraph, "Qabilet Cell").alignment = WD_ALIGN_PARAGRAPH.CENTER
    pen.run(paragraph, mark, "Qabilet Mark")
    cell.vertical_alignment = _middle()


def _middle() -> Any:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    return WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _kept(table: Any) -> None:
    """The first rows stay with the head, and the last together: neither stands alone on a page."""
    rows = list(table.rows)
    for row in (*rows[:3], *rows[-3:-1]):
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _gap(pen: Pen, *, kept: bool = False) -> None:
    """Two tables without a paragraph between them would be one."""
    from docx.shared import Pt

    paragraph = pen.styled(pen.document.add_paragraph(), "Qabilet Small")
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.keep_with_next = kept
