"""The sheet as a Word document: opens cleanly, in real styles and tables, in the house's template."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree
from tests.cycle.report.paper.forms import everything, guide
from tests.cycle.report.paper.hostile import HOSTILE
from tests.cycle.report.paper.reading import squeezed, word_words

from qabilet.cycle.instrument import Choice, ChoiceList, Form, Question, plain_words
from qabilet.cycle.report.paper.codes import code_sheet
from qabilet.cycle.report.paper.composing import questionnaire
from qabilet.cycle.report.paper.guide import interview_guide
from qabilet.cycle.report.paper.pdf import write_pdf
from qabilet.cycle.report.paper.word.writing import write_word
from qabilet.errors import QabiletError
from qabilet.text import LANGS, Lang, Text

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("lang", LANGS)
def test_every_label_and_code_of_the_form_is_in_the_document(lang: Lang) -> None:
    form = everything()
    words = squeezed(word_words(write_word(questionnaire(form, lang), TODAY)))
    for question in form.questions():
        if question.kind in ("meta", "calculate"):
            continue
        if "${" not in question.label[lang]:
            assert squeezed(question.label[lang]) in words
        if question.kind not in ("note", "foreign"):
            assert question.code in words
        for choice in form.choices(question):
            assert squeezed(choice.label[lang]) in words


@pytest.mark.parametrize("lang", LANGS)
def test_word_is_told_the_language(lang: Lang) -> None:
    document = Document(BytesIO(write_word(interview_guide(guide(), lang), TODAY)))
    tags = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert tags == {{"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}[lang]}
    assert document.core_properties.title == guide().title[lang]
    assert document.core_properties.author == ""


def test_the_same_sheet_is_the_same_file() -> None:
    sheet = code_sheet(everything(), "ru")
    assert write_word(sheet, TODAY) == write_word(sheet, TODAY)


def test_heads_of_tables_are_repeated_and_rows_are_not_split() -> None:
    document = Document(BytesIO(write_word(questionnaire(everything(), "kk"), TODAY)))
    grids = [table for table in document.tables if table._tbl.xpath(".//w:tblHeader")]
    assert len(grids) == 2
    for table in document.tables:
        assert len(table._tbl.xpath(".//w:cantSplit")) == len(table.rows)
        assert table._tbl.xpath("w:tblPr/w:tblLayout/@w:type") == ["fixed"]


def test_widths_of_cells_are_those_of_the_columns_and_fit_the_page() -> None:
    document = Document(BytesIO(write_word(questionnaire(everything(), "kk"), TODAY)))
    section = document.sections[0]
    text = (section.page_width - section.left_margin - section.right_margin) / Mm(1)
    for table in document.tables:
        columns = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid.gridCol_lst]
        assert sum(columns) / 56.6929 <= text + 1
        for row in table._tbl.tr_lst:
            at = 0
            for cell in row.tc_lst:
                assert int(cell.tcPr.tcW.get(qn("w:w"))) == sum(columns[at:at + cell.grid_span])
                at += cell.grid_span
            assert at == len(columns)


@pytest.mark.parametrize(("lang", "fields"), [("en", ["PAGE", "NUMPAGES"]), ("ru", ["PAGE", "NUMPAGES"]),
                                              ("kk", ["NUMPAGES", "PAGE"])])
def test_pages_are_numbered_by_fields_in_the_order_of_the_language(lang: Lang, fields: list[str]) -> None:
    document = Document(BytesIO(write_word(questionnaire(everything(), lang), TODAY)))
    for footer in (document.sections[0].footer, document.sections[0].first_page_footer):
        assert footer._element.xpath(".//w:fldSimple/@w:instr") == fields
        assert "2023-08" in footer.paragraphs[0].text
        assert "{" not in footer.paragraphs[0].text


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_signs_of_any_markup_stay_text(words: str) -> None:
    form = Form("hostile", Text.same(words), nodes=(Question("q1", "text", label=Text.same(words)),))
    content = write_word(questionnaire(form, "en"), TODAY)
    with ZipFile(BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))
    found = squeezed(word_words(content))
    for part in plain_words(words).split():
        if part.isprintable() and "${" not in part:
            assert squeezed(part) in found


def test_an_empty_form_is_a_document() -> None:
    assert "The form has no questions yet." in word_words(write_word(questionnaire(Form("empty"), "en"), TODAY))


def house_template() -> bytes:
    document = Document()
    document.add_paragraph("Words of the house that go")
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Heading 1"].element.getparent().remove(document.styles["Heading 1"].element)
    document.styles.add_style("Qabilet Question", WD_STYLE_TYPE.PARAGRAPH).font.name = "Courier New"
    document.sections[0].header.paragraphs[0].text = "The Academy"
    document.sections[0].page_width, document.sections[0].left_margin = Mm(210), Mm(40)
    document.sections[0].right_margin = Mm(20)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_a_template_gives_its_styles_header_and_width_and_none_of_its_words() -> None:
    content = write_word(questionnaire(everything(), "ru"), TODAY, house_template(), "house.docx")
    document = Document(BytesIO(content))
    assert "Words of the house" not in word_words(content)
    assert document.sections[0].header.paragraphs[0].text == "The Academy"
    assert document.styles["Normal"].font.name == "Georgia"
    assert document.styles["Qabilet Question"].font.name == "Courier New"
    for table in document.tables:
        assert sum(int(one.get(qn("w:w"))) for one in table._tbl.tblGrid.gridCol_lst) / 56.6929 <= 151


def with_macros() -> bytes:
    kept = BytesIO(house_template())
    with ZipFile(kept, "a") as parts:
        parts.writestr("word/vbaProject.bin", b"x")
    return kept.getvalue()


def with_damaged_part() -> bytes:
    """The package opens; what is packed in it does not."""
    content = bytearray(house_template())
    with ZipFile(BytesIO(bytes(content))) as parts:
        start = parts.getinfo("word/document.xml").header_offset + 60
    content[start:start + 40] = b"\xff" * 40
    return bytes(content)


def packed_strangely() -> bytes:
    """Each part says it is packed in a way that nobody here knows."""
    content = bytearray(house_template())
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] = 99
            at = content.find(mark, at + 4)
    return bytes(content)


@pytest.mark.parametrize("template", [b"", b"no zip", with_macros(), house_template()[:2000], with_damaged_part(),
                                      packed_strangely()],
                         ids=["empty", "text", "macros", "half", "damaged part", "packed strangely"])
def test_what_is_no_template_is_refused(template: bytes) -> None:
    with pytest.raises(QabiletError) as refused:
        write_word(questionnaire(everything(), "ru"), TODAY, template, "house.docx")
    assert refused.value.code == "PAPER_003"


def test_codes_types_and_rules_are_cleaned_too() -> None:
    bad = "a\x01<w:p/>\ud83d\x0c"
    choices = ChoiceList("l", (Choice(bad, Text.same("A")), Choice("b", Text.same("B"))))
    form = Form(bad, version=bad, lists={"l": choices}, nodes=(
        Question(bad, "one", bad, Text.same("One"), choices="l", relevance=f"regex({bad}"),
        Question("f", "foreign", bad, Text.same("Place")),
        Question("n", "integer", missing={bad: "refused"})))
    for sheet in (questionnaire(form, "en"), interview_guide(form, "en"), code_sheet(form, "en")):
        assert "a<w:p/>" in word_words(write_word(sheet, TODAY))
        assert write_pdf(sheet, TODAY).lacking == ""


def test_a_list_of_hundreds_stands_at_the_end_once() -> None:
    places = ChoiceList("places", tuple(Choice(f"p{n}", Text.same(f"Place {n}.")) for n in range(200)))
    form = Form("f", lists={"places": places}, nodes=tuple(
        Question(code, "one", label=Text.same(code), choices="places") for code in ("where", "whence")))
    words = word_words(write_word(questionnaire(form, "en"), TODAY))
    for n in range(200):
        assert words.count(f"Place {n}.") == 1
    assert words.index("Answers to choose from, question 1, 2") < words.index("Place 0.")


@pytest.mark.slow
def test_ten_thousand_answers_take_seconds() -> None:
    places = ChoiceList("places", tuple(Choice(f"p{n}", Text.same(f"Place {n}.")) for n in range(10_000)))
    form = Form("f", lists={"places": places},
                nodes=(Question("where", "one", label=Text.same("Where?"), choices="places"),))
    sheet = questionnaire(form, "en")
    assert len(write_pdf(sheet, TODAY).content) > 100_000
    assert len(write_word(sheet, TODAY)) > 100_000
