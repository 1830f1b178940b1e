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
