"""The sheet as PDF: every word and code on it, tagged, the same bytes again, whatever the words are made of."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cycle.report.paper.forms import everything, guide
from tests.cycle.report.paper.hostile import HOSTILE
from tests.cycle.report.paper.reading import needs_poppler, pdf_words, squeezed

from qabilet.cycle.instrument import Form, Question, plain_words
from qabilet.cycle.report.paper.codes import code_sheet
from qabilet.cycle.report.paper.composing import questionnaire
from qabilet.cycle.report.paper.guide import interview_guide
from qabilet.cycle.report.paper.pdf import write_pdf
from qabilet.text import LANGS, Lang, Text

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_sheet_is_the_same_file(lang: Lang) -> None:
    sheet = questionnaire(everything(), lang)
    assert write_pdf(sheet, TODAY) == write_pdf(sheet, TODAY)


@pytest.mark.parametrize("lang", LANGS)
def test_sheets_are_tagged_and_of_the_archive_standard(lang: Lang) -> None:
    for sheet in (questionnaire(everything(), lang), interview_guide(guide(), lang), code_sheet(everything(), lang)):
        made = write_pdf(sheet, TODAY)
        assert made.lacking == ""
        assert b"pdfuaid" in made.content
        assert b"pdfaid" in made.content


@needs_poppler
@pytest.mark.parametrize("lang", LANGS)
def test_every_label_and_code_of_the_form_is_on_the_paper(lang: Lang) -> None:
    form = everything()
    words = squeezed(pdf_words(write_pdf(questionnaire(form, lang), TODAY).content))
    for question in form.questions():
        if question.kind in ("meta", "calculate"):
            assert question.code not in words
            continue
        if "${" not in question.label[lang]:
            assert squeezed(question.label[lang]) in words
        if question.kind not in ("note", "foreign"):
            assert question.code in words
        for choice in form.choices(question):
            assert squeezed(choice.label[lang]) in words
            assert choice.code in words
    for section in form.sections():
        assert squeezed(section.label[lang]) in words


@needs_poppler
def test_a_code_too_long_for_the_margin_of_a_guide_stands_beside_its_question() -> None:
    asked = (Question("form_of_training", "text", label=Text.same("In which form?")),
             Question("hardest", "text", label=Text.same("What is hardest?")))
    words = pdf_words(write_pdf(interview_guide(Form("talk", Text.same("Guide"), nodes=asked), "en"), TODAY).content)
    assert "In which form? form_of_training" in words
    assert "hardest" in words.replace("What is hardest?", "")


@needs_poppler
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_signs_of_any_markup_stay_text(words: str) -> None:
    form = Form("hostile", Text.same(words), nodes=(Question("q1", "text", label=Text.same(words)),))
    found = squeezed(pdf_words(write_pdf(questionnaire(form, "en"), TODAY).content))
    for part in plain_words(words).split():
        plain = "".join(sign for sign in part if sign.isprintable())
        if plain.isascii() and len(plain) < 80 and not plain.startswith(("${n", "${q")):
            assert plain in found


def test_letters_the_fonts_lack_are_named_and_cost_the_standard() -> None:
    form = Form("emoji", Text.same("Hello"), nodes=(Question("q1", "text", label=Text.same("How? 😀 漢")),))
    made = write_pdf(questionnaire(form, "en"), TODAY)
    assert made.lacking == "😀漢"
    assert made.content.startswith(b"%PDF")
    assert b"pdfuaid" not in made.content


def test_an_empty_form_says_that_it_is_empty() -> None:
    sheet = questionnaire(Form("empty"), "en")
    assert write_pdf(sheet, TODAY).content.startswith(b"%PDF")
    assert sheet.title == "empty"


@pytest.mark.slow
def test_five_hundred_questions_take_seconds() -> None:
    base = [one for one in everything().questions() if one.kind not in ("meta", "calculate")]
    many = tuple(base[n % len(base)].with_(code=f"q{n}", relevance="") for n in range(500))
    made = write_pdf(questionnaire(everything().with_(nodes=many), "kk"), TODAY)
    assert len(made.content) > 500_000


@needs_poppler
def test_rows_longer_than_a_page_go_on_over_the_next() -> None:
    long = Text.same(" ".join(f"w{n}" for n in range(3000)))
    items = tuple(Question(f"q{n}", "one", label=long, choices="yes_no") for n in range(2))
    form = Form("f", nodes=items, lists=everything().lists)
    for sheet in (questionnaire(form, "en"), code_sheet(form, "en")):
        words = squeezed(pdf_words(write_pdf(sheet, TODAY).content))
        assert words.count("w2999") == 2
