"""Any table with any form: nothing but a code is raised, and the draft can be analysed as it comes."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qabilet.cycle.instrument import Choice, ChoiceList, Form, Question, Section, check_dictionary, draft
from qabilet.study.formats.exported import Export
from qabilet.study.formats.origins import Terms, take_over
from qabilet.text import Text

WORDS = st.sampled_from(["", "a", "b", "c", "1", "2", "0", "other", "Да", "да", "Нет", "иә", "a b", "a, b", "a | b",
                         "99", "-oth-", "Y", "N", "TRUE", "Другое", "не знаю", "n/a", "x y z", "A;B;", "B;A;", "1 2 3",
                         "İ", "ß", "Очень нужно", "Не нужно", "Немного нужно", "=1", "12.5", "2026-01-01", "51.1 71.4",
                         "f.jpg"])
CODES = st.sampled_from(["a", "b", "c", "1", "2", "0", "other", "A1", "A2", "-oth-", "ab", "x"])
NAMES = ["q", "r", "s", "t", "age", "post", "need", "q_other"]
SERVICE = ["_id", "_uuid", "_index", "_submission_time", "submitdate", "id", "lastpage", "startlanguage", "KEY",
           "meta-instanceID", "Timestamp", "Start time", "Completion time", "ID", "Email", "Name", "Score"]
HEADERS = st.one_of(
    st.sampled_from(NAMES + SERVICE), st.builds("{}/{}".format, st.sampled_from(NAMES), CODES),
    st.builds("{}[{}]".format, st.sampled_from(NAMES), CODES),
    st.builds("{} [{}]".format, st.sampled_from(NAMES), WORDS),
    st.builds("g/{}".format, st.sampled_from(NAMES)), st.builds("Points - {}".format, st.sampled_from(NAMES)), WORDS)
TEXTS = st.builds(Text, WORDS, WORDS, WORDS)
CHOICES = st.lists(st.builds(Choice, CODES, TEXTS), max_size=6, unique_by=lambda choice: choice.code)
KINDS = st.sampled_from(["one", "many", "rank", "integer", "range", "text", "date", "note", "meta", "foreign",
                         "calculate", "acknowledge", "hidden"])


@st.composite
def questions(draw: Any) -> Question:
    return Question(draw(st.sampled_from(NAMES)), draw(KINDS), label=draw(TEXTS), choices=draw(st.sampled_from("xyz")),
                    other=draw(st.booleans()), relevance=draw(st.sampled_from(["", "1"])),
                    appearance=draw(st.sampled_from(["", "likert"])), reverse=draw(st.booleans()),
                    scale=draw(st.sampled_from(["", "s"])),
                    parameters=draw(st.sampled_from(["", "start=1 end=3 step=1"])),
                    missing=draw(st.dictionaries(WORDS.filter(bool), st.sampled_from(["refused", "cannot judge"]),
                                                 max_size=2)))


@st.composite
def forms(draw: Any) -> Form:
    inner = tuple(draw(st.lists(questions(), max_size=4)))
    nodes = (*draw(st.lists(questions(), max_size=5)), Section("g", label=draw(TEXTS), nodes=inner))
    return Form("f", draw(TEXTS), nodes=nodes, lists={one: ChoiceList(one, tuple(draw(CHOICES))) for one in "xyz"})


@st.composite
def exports(draw: Any) -> Export:
    headers = [header for header in draw(st.lists(HEADERS, min_size=1, max_size=12, unique=True)) if header] or ["q"]
    rows = draw(st.integers(1, 8))
    return Export({header: tuple(draw(st.lists(WORDS, min_size=rows, max_size=rows))) for header in headers}, rows)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(exports(), st.none() | forms(), st.booleans())
def test_any_table_with_any_form_is_drafted_without_a_fault(export: Export, form: Form | None,
                                                            unfinished: bool) -> None:
    take_over(export, Terms(form, "form.xlsx", "ru", unfinished, given=form is not None))
    assert all(len(cells) == export.rows for cells in export.columns.values())
    assert set(export.told) <= set(export.columns)
    counts = {header: export.counts(header) for header in export.headers}
    dictionary = draft(tuple(counts.items()), cells=lambda header: export.columns[header], told=export.told)
    assert check_dictionary(dictionary, export.headers, counts) == ()
