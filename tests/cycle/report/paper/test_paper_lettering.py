"""What the form has as bold, slanted or linked words is so on paper, and no sign of it is printed."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from docx import Document
from tests.cycle.report.paper.reading import needs_poppler, pdf_words

from qabilet.cycle.instrument import Choice, ChoiceList, Form, Question
from qabilet.cycle.report.paper.codes import code_sheet
from qabilet.cycle.report.paper.composing import questionnaire
from qabilet.cycle.report.paper.pdf import write_pdf
from qabilet.cycle.report.paper.word.writing import write_word
from qabilet.text import Text

TODAY = date(2026, 11, 22)
FORM = Form("lettered", Text.same("**Title**"), nodes=(
    Question("n", "note", label=Text.same("# Read **all** and _only_ then [go on](https://example.kz/a_b)")),
    Question("q", "text", label=Text.same("What did **not** suit you?"), hint=Text.same("*Briefly*: ________")),
    Question("one", "one", label=Text.same("Item **one**"), choices="l"),
    Question("two", "one", label=Text.same("Item two"), choices="l")),
    lists={"l": ChoiceList("l", (Choice("1", Text.same("**Yes**")), Choice("2", Text.same("No"))))})


def test_word_has_bold_and_slanted_runs() -> None:
    document = Document(BytesIO(write_word(questionnaire(FORM, "en"), TODAY)))
    cells = [paragraph for table in document.tables for row in table.rows for cell in row.cells
             for paragraph in cell.paragraphs]
    runs = {run.text: run for paragraph in (*document.paragraphs, *cells) for run in paragraph.runs}
    assert runs["all"].bold
    assert runs["only"].italic
    assert runs["Briefly"].italic
    assert runs["one"].bold
    assert (runs["not"].bold, runs["not"].underline) == (True, True), "among bold words it would not be seen"
    words = "".join(run for run in runs)
    assert "go on (https://example.kz/a_b)" in words
    assert "________" in words
    assert not any(sign in words for sign in ("**", "# ", "\ue000", "\ue002"))


@needs_poppler
def test_the_pdf_has_the_words_without_the_signs() -> None:
    for sheet in (questionnaire(FORM, "en"), code_sheet(FORM, "en")):
        pdf = write_pdf(sheet, TODAY)
        words = pdf_words(pdf.content)
        assert not pdf.lacking
        assert "What did not suit you?" in " ".join(words.split())
        assert not any(sign in words for sign in ("**", "\ue000", "\ue001", "\ue002", "\ue003"))
