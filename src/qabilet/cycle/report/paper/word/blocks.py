"""Block by block into Word: every block in paragraphs and tables of our styles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qabilet.cycle.report.paper.sheet import (
    Block,
    Boxes,
    Bullets,
    Fields,
    Grid,
    Heading,
    Item,
    Lines,
    Option,
    Options,
    Paragraph,
    Points,
    Sheet,
    Table,
    Talk,
)
from qabilet.cycle.report.paper.word.pen import BRIEF, MARKS, Pen
from qabilet.cycle.report.paper.word.tables import boxes, columns_of, fields, grid, points, words_table

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

class Writer(Pen):
    """Writes a sheet into a document that has our styles."""

    def __init__(self, document: WordDocument, sheet: Sheet) -> None:
        super().__init__(document)
        self._sheet = sheet

    def write(self) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        if self._sheet.banner:
            self.paragraph(self._sheet.banner.upper()).alignment = WD_ALIGN_PARAGRAPH.CENTER
        if self._sheet.annex:
            self.paragraph(self._sheet.annex, "Qabilet Annex").alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.paragraph(self._sheet.title, "Title")
        if self._sheet.subtitle:
            self.paragraph(self._sheet.subtitle).alignment = WD_ALIGN_PARAGRAPH.CENTER
        for block in self._sheet.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Item():
                self._item(block)
            case Grid():
                self._stem(block.number, block.label, block.how, "")
                self._around(block.when, block.hint)
                grid(self, block, MARKS[block.mark])
            case Heading():
                self.paragraph(block.label, f"Heading {block.level}")
                self._around(block.when, block.hint, indent=False)
            case Paragraph():
                self._words(block)
            case Bullets():
                if block.title:
                    self.paragraph(block.title).runs[0].bold = True
                for words in block.points:
                    self._point(words).paragraph_format.keep_with_next = False
            case Fields():
                fields(self, block)
            case Talk():
                self._talk(block)
            case Table():
                words_table(self, block)

    def _point(self, words: str) -> Any:
        made = self.paragraph("•", "Qabilet Probe")
        made.add_run().add_tab()
        self.run(made, words)
        return made

    def _words(self, block: Paragraph) -> None:
        self._around(block.when, "", indent=False)
        if block.style == "box":
            words_table(self, Table("", (), ((block.words,),), (1.0,)))
        elif block.words:
            self.paragraph(block.words, "Qabilet Small" if block.style == "small" else None)

    def _stem(self, number: str, label: str, how: str, code: str, style: str = "Qabilet Question") -> None:
        paragraph = self.paragraph(f"{number}.", style)
        paragraph.add_run().add_tab()
        self.run(paragraph, label)
        if how:
            self.run(paragraph, f" ({how})", "Qabilet Quiet").italic = True
        if code:
            self.run(paragraph, f"  [{code}]", "Qabilet Code")

    def _around(self, when: str, hint: str, *, indent: bool = True) -> None:
        for words, style in ((when, "Qabilet Route"), (hint, "Qabilet Hint")):
            if words:
                made = self.paragraph(words, style)
                if not indent:
                    made.paragraph_format.left_indent = 0

    def _item(self, item: Item) -> None:
        self._stem(item.number, item.label, item.how, item.code)
        self._around(item.when, item.hint)
        self._around("", item.note)
        answer = item.answer
        if isinstance(answer, Options):
            if answer.columns > 1:
                columns_of(self, answer, MARKS[answer.mark])
                self._options(tuple(one for one in answer.options if one.apart), answer)
            else:
                self._options(answer.options, answer)
        elif isinstance(answer, Lines):
            self._lines(answer.count, answer.half, kept=bool(answer.apart))
            self._apart(answer.apart)
        elif isinstance(answer, Boxes):
            boxes(self, answer)
            self._apart(answer.apart)
        elif isinstance(answer, Points):
            points(self, answer, MARKS["circle"])
            self._apart(answer.apart)

    def _apart(self, options: tuple[Option, ...]) -> None:
        self._options(options, Options("square", options))

    def _options(self, options: tuple[Option, ...], answer: Options) -> None:
        from docx.shared import Pt

        brief = all(len(one.code) <= BRIEF for one in answer.options)
        for place, option in enumerate(options):
            paragraph = self.styled(self.document.add_paragraph(), "Qabilet Option")
            self.option(paragraph, option, MARKS[answer.mark], brief)
            if option.apart and (place == 0 or not options[place - 1].apart):
                paragraph.paragraph_format.space_before = Pt(6)
            last = place == len(options) - 1
            if option.line:
                self._lines(1, False, kept=not last)
            elif last:
                paragraph.paragraph_format.keep_with_next = False

    def _lines(self, count: int, half: bool, *, kept: bool = False) -> None:
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.shared import Mm

        for place in range(count):
            paragraph = self.styled(self.document.add_paragraph(), "Qabilet Line")
            paragraph.paragraph_format.tab_stops.add_tab_stop(
                Mm(65 if half else self.wide_mm), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
            paragraph.add_run().add_tab()
            paragraph.paragraph_format.keep_with_next = kept or place < count - 1

    def _talk(self, talk: Talk) -> None:
        self._stem(talk.number, talk.label, "", talk.code, "Qabilet Talk")
        self._around(talk.when, talk.hint)
        for probe in talk.probes:
            self._point(probe)
        self._lines(talk.lines, False)
