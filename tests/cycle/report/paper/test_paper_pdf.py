"""The sheet as PDF: every word and code on it, the same bytes again."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cycle.report.paper.forms import everything

from qabilet.cycle.report.paper.composing import questionnaire
from qabilet.cycle.report.paper.pdf import write_pdf
from qabilet.text import LANGS, Lang

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_sheet_is_the_same_file(lang: Lang) -> None:
    sheet = questionnaire(everything(), lang)
    assert write_pdf(sheet, TODAY) == write_pdf(sheet, TODAY)
    assert b"pdfuaid" in write_pdf(sheet, TODAY).content
