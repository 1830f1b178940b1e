"""Whatever the form, every question that is asked and every choice is on the paper, in Word and in PDF."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cycle.report.paper.reading import needs_poppler, pdf_words, squeezed, word_words

from qabilet.cycle.instrument import ASKED, Choice, ChoiceList, Form, Node, Question, Section
from qabilet.cycle.report.paper.composing import questionnaire
from qabilet.cycle.report.paper.pdf import write_pdf
from qabilet.cycle.report.paper.word.writing import write_word
from qabilet.text import LANGS, Text

TODAY = date(2026, 11, 22)
WORDS = st.lists(st.text("abcdeғқәіңөұүһжшщ", min_size=1, max_size=12), min_size=1, max_size=9).map(" ".join)
TEXTS = st.builds(Text, WORDS, WORDS, WORDS)
CODES = st.integers(0, 10**6).map(lambda n: f"v{n}")
EXPRESSIONS = st.sampled_from(["", "${v1} = '1'", "selected(${v2}, '2') or ${v3} > 4", "not(", "today() > 3"])
LIST_CODES = ("short", "long", "bare")
QUESTIONS = st.builds(
    Question, CODES, st.sampled_from((*ASKED, "note", "calculate", "foreign")), label=TEXTS, hint=TEXTS,
    choices=st.sampled_from(LIST_CODES), other=st.booleans(), relevance=EXPRESSIONS,
    constraint=st.sampled_from(["", ". <= 99", "count-selected(.) <= 2", ". >= -5"]),
    appearance=st.sampled_from(["", "likert", "multiline", "label", "list-nolabel", "minimal"]),
    missing=st.sampled_from([{}, {"-9": "refused", "c1": "cannot judge"}]))


def sections(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(Section, CODES, st.sampled_from(("group", "repeat")), label=TEXTS, relevance=EXPRESSIONS,
                     repeat_count=st.sampled_from(["", "1", "2", "${v1}"]),
                     nodes=st.lists(inner, max_size=4).map(tuple))


NODES = st.recursive(QUESTIONS, sections, max_leaves=8)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    lists = {code: ChoiceList(code, tuple(Choice(f"c{n}", draw(TEXTS)) for n in range(size)))
             for code, size in zip(LIST_CODES, (3, 13, 1), strict=True)}
    return Form("f", draw(TEXTS), nodes=tuple(draw(st.lists(NODES, max_size=6))), lists=lists)


def wanted(form: Form, lang: str) -> set[str]:
    """The label and code of what is asked, and the labels of its choices; the head of a table is not asked."""
    out: set[str] = set()
    for question in form.questions():
        if question.kind not in ASKED or question.appearance == "label":
            continue
        out |= {squeezed(question.label[lang]), question.code}  # type: ignore[index]
        if question.kind in ("one", "many", "rank"):
            out |= {squeezed(choice.label[lang]) for choice in form.choices(question)}  # type: ignore[index]
    return out


@pytest.mark.slow
@needs_poppler
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(forms(), st.sampled_from(LANGS))
def test_every_question_and_choice_is_in_both_documents(form: Form, lang: str) -> None:
    sheet = questionnaire(form, lang)  # type: ignore[arg-type]
    pdf, word = (squeezed(words) for words in (pdf_words(write_pdf(sheet, TODAY).content),
                                               word_words(write_word(sheet, TODAY))))
    for part in wanted(form, lang):
        assert part in pdf
        assert part in word
