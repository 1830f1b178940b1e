"""Answers out of ODK Central and KoboToolbox: the same people, whatever the export looks like."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.corpus.exports import ITEMS, NEEDS, TOPICS, as_csv, central, form, kobo, people

from qabilet.cycle.instrument import Dictionary, draft, reader
from qabilet.study.formats.answers import RawAnswers
from qabilet.study.formats.origins import Terms
from qabilet.study.formats.taking import take_answers
from qabilet.text import Text

FORM = Terms(form(), "form.xlsx", "ru", given=True)


def taken(tmp_path: Path, content: bytes, terms: Terms = FORM, name: str = "answers.csv") -> RawAnswers:
    (tmp_path / name).write_bytes(content)
    return take_answers(tmp_path / name, terms)


def drafted(answers: RawAnswers) -> Dictionary:
    return draft(answers.counts(), cells=answers.column, lang="en", told=answers.told)


def read(answers: RawAnswers, code: str) -> list[object]:
    """The column as the analysis reads it: words of the values, numbers, or why there is none."""
    column = drafted(answers).column(code)
    of = reader(column)
    out: list[object] = []
    for cell in answers.column(column.header):
        reading = of(cell)
        assert column.kind == "text" or not reading.unknown, (code, reading.unknown)
        words = [column.value_name(column.values[place]).en for place in reading.codes]
        out.append(reading.missing or reading.number if reading.number is not None or reading.missing else words)
    return out


def codes(answers: RawAnswers) -> list[str]:
    return [caution.code for caution in answers.losses]


EXPORTS: dict[str, Sequence[Sequence[str]]] = {
    "Central, split": central(), "Central": central(split=False), "Kobo": kobo(),
    "Kobo, boxes only": kobo(joined=False),
    "Kobo, joined only": kobo(split=False), "Kobo in Kazakh": kobo("kk"), "Kobo in Russian": kobo("ru"),
    "Kobo in Kazakh, joined only": kobo("kk", split=False), "Kobo in English, boxes only": kobo("en", joined=False),
}


@pytest.mark.parametrize("export", EXPORTS)
def test_every_export_of_the_same_people_reads_the_same(tmp_path: Path, export: str) -> None:
    answers = taken(tmp_path, as_csv(EXPORTS[export], ";"))
    asked = people()
    assert read(answers, "age") == [float(one.age) for one in asked]
    assert read(answers, "topics") == [[label.en for key, label in TOPICS.items() if key in one.topics] or "refused"
                                       for one in asked]
    for key in ITEMS:
        assert read(answers, f"need_{key}") == [
            "cannot judge" if one.needs[key] == "99" else [NEEDS[one.needs[key]].en] for one in asked]
        assert read(answers, f"order_{key}") == [[str(one.order.index(key) + 1)] for one in asked]
    assert read(answers, "topics_other")[5] == "not asked"


ALONE = Terms(lang="en")


@pytest.mark.parametrize("export", ["Central, split", "Central", "Kobo", "Kobo, boxes only", "Kobo, joined only"])
def test_without_a_form_most_is_guessed(tmp_path: Path, export: str) -> None:
    answers = taken(tmp_path, as_csv(EXPORTS[export]), ALONE)
    found = drafted(answers)
    topics = next(column for column in found if column.header == "topics")
    assert (topics.kind, set(topics.values)) == ("many", set(TOPICS))
    needs = [column for column in found if "need_" in column.header]
    assert [column.kind for column in needs] == ["rating"] * 3
    assert len({column.group for column in needs}) == 1, "one grid, told by the group"
    ranked = [column for column in found if column.header.startswith("order [")]
    assert [column.kind for column in ranked] == ["ranking"] * 3
    assert {"LOSS_040", "LOSS_041", "LOSS_044"} <= set(codes(answers))


@pytest.mark.parametrize("export", EXPORTS)
def test_nothing_that_points_to_a_person_or_a_device_is_kept(tmp_path: Path, export: str) -> None:
    for terms in (FORM, ALONE):
        answers = taken(tmp_path, as_csv(EXPORTS[export]), terms)
        cells = {cell for column in drafted(answers).kept() for cell in answers.column(column.header)}
        assert not cells & {"51.1", "71.4", "51.1 71.4 340 4.2", "collect:abcd", "researcher", "Field tablet",
                            "ee.kobotoolbox.org:xyz"}
        assert not any("-4bbb-" in cell or "T08:50" in cell for cell in cells)


def test_every_loss_of_central_is_told(tmp_path: Path) -> None:
    answers = taken(tmp_path, as_csv(central()))
    assert answers.source["origin"] == "odk"
    told = {caution.code: dict(caution.facts) for caution in answers.losses}
    assert told["LOSS_055"] == {"dropped": 1, "rows": 25}
    assert told["LOSS_049"]["versions"] == "«3», «2»"
    assert told["LOSS_041"]["count"] == 4
    assert told["LOSS_044"]["headers"] == "«order»"
    assert told["LOSS_054"]["form"] == "form.xlsx"
    assert "LOSS_046" not in told
    assert "LOSS_047" not in told


def test_columns_and_questions_that_do_not_meet_are_told(tmp_path: Path) -> None:
    table = [[*row[:-1], "x"] for row in kobo()]
    answers = taken(tmp_path, as_csv([[*table[0][:-1], "strange"], *table[1:]]),
                    Terms(form().with_(nodes=(*form().nodes, *form().nodes[:0])), "form.xlsx", "ru", given=True))
    told = {caution.code: dict(caution.facts) for caution in answers.losses}
    assert told["LOSS_046"]["headers"] == "«strange»"
    less = [[cell for place, cell in enumerate(row) if kobo()[0][place] != "wish"] for row in kobo()]
    answers = taken(tmp_path, as_csv(less))
    assert {c.code: dict(c.facts) for c in answers.losses}["LOSS_047"] == {"count": 1, "codes": "«wish»"}


def test_words_that_no_list_knows_are_kept_and_told(tmp_path: Path) -> None:
    table = kobo(split=False)
    place = table[0].index("about/post")
    table[3][place], table[4][place] = "mayor", "mayor"
    order = table[0].index("order")
    table[5][order] = "law what it"
    answers = taken(tmp_path, as_csv(table))
    told = {caution.code: dict(caution.facts) for caution in answers.losses}
    assert told["LOSS_048"] == {"count": 1, "sample": "mayor", "header": "about/post"}
    assert told["LOSS_045"] == {"count": 1, "sample": "what", "header": "order"}
    assert read(answers, "post")[2] == ["mayor"]
    assert [read(answers, f"order_{key}")[4] for key in ITEMS] == [["1"], "refused", ["2"]]


def test_the_wrong_form_of_the_study_is_not_used_unless_named(tmp_path: Path) -> None:
    other = form().with_(nodes=tuple(question.with_(code=f"x_{question.code}", label=Text())
                                     for question in form().questions()))
    answers = taken(tmp_path, as_csv(kobo()), Terms(other, "form.xlsx", "ru"))
    assert not answers.told
    assert "LOSS_047" not in codes(answers)


def test_a_many_that_nobody_chose_from_is_no_blank(tmp_path: Path) -> None:
    table = [["_id", "_uuid", "_submission_time", "topics", *(f"topics/{key}" for key in TOPICS)],
             ["1", "u", "t", "law", "TRUE", "FALSE", "FALSE", "FALSE"], ["2", "v", "t", "", "FALSE", *["FALSE"] * 3],
             ["3", "w", "t", "", "", "", "", ""], ["4", "x", "t", "money it", "FALSE", "TRUE", "TRUE", "FALSE"]]
    answers = taken(tmp_path, as_csv(table))
    assert answers.column("topics") == ("law", "0", "", "money | it")
    assert read(answers, "topics") == [["Law, acts"], [], "refused", ["Budget", "Digital skills"]]
