"""One language on a sheet: no word of the program stands there in another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from tests.cycle.report.paper.forms import everything, guide

from qabilet.cycle.instrument import Form, Question
from qabilet.cycle.report.paper.codes import code_sheet
from qabilet.cycle.report.paper.composing import questionnaire
from qabilet.cycle.report.paper.guide import interview_guide
from qabilet.cycle.report.paper.sheet import Sheet
from qabilet.text import Lang, Text

_LATIN = re.compile(r"[A-Za-z]{2,}")
_NOT_WORDS = ("lang", "code", "style", "mark", "head", "signs")
"""Parts of a sheet that are codes, or for the renderers alone."""
_KNOWN = {"akims", "guide", "page", "pages", "geopoint", "_other", "OK"}


def words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from words(part)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name not in _NOT_WORDS:
                yield from words(getattr(value, one.name))


def routed() -> Form:
    """The form with every sort of condition, and a rule that words cannot say."""
    conditions = ("${q_age} < 30", "${q_age} != 30", "${q_age} = 30", "${q_age} > 3 and ${q_why} = ''",
                  "${q_age} <= 3 or ${q_why} != ''", "not(selected(${q_topics}, 'law'))", "${q_age} * 2 > 7")
    more = (Question(f"v{n}", "text", label=Text("Неге?", "Почему?", "Why?"), relevance=one)
            for n, one in enumerate(conditions))
    return everything().with_(nodes=(*everything().nodes, *more))


def sheets(lang: Lang) -> Iterator[Sheet]:
    for perspective in ("", "self", "head", "peer", "report", "observer"):
        yield questionnaire(routed(), lang, perspective=perspective, draft=bool(perspective))
    yield interview_guide(guide(), lang)


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_no_english_word_stands_on_a_kazakh_or_russian_sheet(lang: Lang) -> None:
    for sheet in sheets(lang):
        for said in words(sheet):
            if "${" not in said:
                assert set(_LATIN.findall(said)) <= _KNOWN, said


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_no_english_word_stands_on_the_code_sheet_but_codes(lang: Lang) -> None:
    codes = {one.code for one in everything().questions()} | {"fin", "com", "law", "dig", "med", "other"}
    for said in words(code_sheet(routed(), lang)):
        latin = set(_LATIN.findall(said)) - _KNOWN - codes
        assert not {one for one in latin if not any(one in code for code in codes)}, said


def test_russian_addresses_the_reader_with_a_capital() -> None:
    for sheet in sheets("ru"):
        for said in words(sheet):
            assert "если вы " not in said
            assert "в вопросе 1 вы " not in said
