"""Personal data are told by headers and by values, and are left out."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from qabilet.cycle.instrument.drafting import draft
from qabilet.cycle.instrument.private import personal, traces, valid_iin
from qabilet.cycle.instrument.told import Told
from qabilet.text import Text


@pytest.mark.parametrize(("header", "values", "what"), [
    ("Контакт", ["a.b@mail.kz", "нет", "c@gov.kz"], "e-mail"),
    ("Байланыс", ["+7 701 123 45 67", "8(702)1234567", "87771234567"], "phone"),
    ("Кто заполнял", ["Иванов Иван Иванович", "Сәрсенова Айгүл Ерланқызы", "Ким А. В."], "name"),
    ("Аты-жөні", ["Ерлан", "Айгүл", "Дана"], "name"),
    ("Дата рождения", ["01.02.1980"], "date of birth"),
    ("IP-адрес", ["10.0.0.1", "10.0.0.2"], "network address"),
])
def test_personal_columns_are_found(header: str, values: list[str], what: str) -> None:
    found = personal(header, Counter(values))
    assert found is not None
    assert found[0] == what


@pytest.mark.parametrize(("header", "values"), [
    ("Регион", ["Северо-Казахстанская область", "Алматинская область"] * 5),
    ("Как часто вы используете телефон?", ["Часто", "Редко"] * 4),
    ("Год", ["2019", "2020", "2021"]),
    ("Наименование организации", ["Акимат", "Маслихат"] * 6),
    ("Email", ["anonymous"] * 5),
    ("Должность", ["Главный Специалист", "Ведущий Специалист"] * 4),
])
def test_other_columns_are_not(header: str, values: list[str]) -> None:
    assert personal(header, Counter(values)) is None


def told(**labels: str) -> Told:
    return Told("SPSS", "one", "Ваш руководитель", values=tuple("1234")[:len(labels)],
                labels={str(at): Text(ru=words) for at, words in enumerate(labels.values(), start=1)})


def test_names_of_people_behind_the_codes_of_a_file_stay_out_of_the_dictionary() -> None:
    """In SPSS the answers are 1, 2, 3: the labels say who that is."""
    names = told(a="Сериков Асхат Болатович", b="Ахметова Айгүл Серікқызы", c="Смирнова Ольга")
    column = draft([("boss", Counter("123" * 9))], told={"boss": names}).columns[0]
    assert (column.kind, column.keep, column.values, column.labels) == ("personal", False, (), {})
    assert "Сериков" not in str(column)


def test_other_labels_are_no_names() -> None:
    regions = told(a="Северо-Казахстанская область", b="Алматинская область", c="город Шымкент")
    assert draft([("q", Counter("123" * 9))], told={"q": regions}).columns[0].kind == "one"


def test_the_control_digit_of_an_iin_is_checked() -> None:
    assert not valid_iin("800101000000")
    assert sum(valid_iin(f"80010100011{digit}") for digit in range(10)) <= 1


def test_an_address_inside_free_text_is_noticed() -> None:
    assert traces(Counter({"пишите на a@b.kz": 2, "нет": 1})) == 2


def test_a_long_word_is_looked_through_once_and_not_from_each_of_its_letters() -> None:
    began = time.perf_counter()
    assert traces(Counter({"ұ" * 32_000: 1})) == 0
    assert time.perf_counter() - began < 1
