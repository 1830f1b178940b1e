"""What every part of a Word sheet is written with: paragraphs and words in our styles, one option to mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qabilet.cycle.instrument import EMPHASIS, STRONG
from qabilet.cycle.report.paper.sheet import Option
from qabilet.cycle.report.paper.widths import TEXT_MM

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MARKS = {"circle": "\u25cb", "square": "\u2610", "place": "___"}
_MARKS = re.compile("([\ue000-\ue003])")
BRIEF = 3
"""Codes no longer than this stand before the words, longer ones after them."""


class Pen:
    """`wide_mm` is the width of the text of the document's pages."""

    def __init__(self, document: WordDocument) -> None:
        section = document.sections[0]
        wide = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        self.document = document
        self.wide_mm = wide / 36_000 if wide > 3_600_000 else TEXT_MM
        # Asked for by name, python-docx looks through all styles every time: hundreds of questions would take a minute.
        self._ids = {style.name: style.style_id for style in document.styles}

    def paragraph(self, words: str, style: str | None = None) -> Any:
        """Line breaks stay line breaks."""
        made = self.styled(self.document.add_paragraph(), style)
        self.run(made, words)
        return made

    def styled(self, paragraph: Any, style: str | None) -> Any:
        if style is not None:
            paragraph._p.style = self._ids[style]
        return paragraph

    def run(self, paragraph: Any, words: str, style: str | None = None) -> Any:
        """Bold words are underlined too where everything around them is bold. Gives the last run."""
        bold = slanted = False
        for piece in _MARKS.split(words.replace("\t", " ")):
            if piece in (*STRONG, *EMPHASIS):
                bold, slanted = (piece == STRONG[0] if piece in STRONG else bold,
                                 piece == EMPHASIS[0] if piece in EMPHASIS else slanted)
                continue
            run = paragraph.add_run(piece)
            if style is not None:
                run._r.style = self._ids[style]
            if bold:
                run.bold = True
                run.underline = True if paragraph._p.style == self._ids.get("Qabilet Question") else None
            if slanted:
                run.italic = True
        return run

    def option(self, paragraph: Any, option: Option, mark: str, brief: bool) -> None:
        """Mark, code and words, one tab between each; a long code after the words."""
        from docx.shared import Mm

        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(17))
        if not brief:
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(17), Mm(-7)
        self.run(paragraph, mark, None if mark == MARKS["place"] else "Qabilet Mark")
        paragraph.add_run().add_tab()
        if brief:
            self.run(paragraph, option.code, "Qabilet Code")
            paragraph.add_run().add_tab()
        self.run(paragraph, option.label)
        if not brief:
            self.run(paragraph, f" [{option.code}]", "Qabilet Code")
        if option.goes:
            self.run(paragraph, f"  {option.goes}").bold = True
