"""Graded answers find their order."""

from __future__ import annotations

from itertools import permutations

import pytest

from qabilet.cycle.instrument.graded_words import LADDERS
from qabilet.cycle.instrument.scales import scale_of


@pytest.mark.parametrize("points", [
    ("Не нужно", "Немного нужно", "Умеренно нужно", "Очень нужно", "Крайне необходимо"),
    ("Мүлдем келіспеймін", "Келіспеймін", "Бейтарап", "Келісемін", "Толық келісемін"),
    ("Ешқашан", "Сирек", "Кейде", "Жиі", "Әрқашан"),
    ("Полностью не доверяю", "Скорее не доверяю", "Скорее доверяю", "Полностью доверяю"),
    ("1 (совсем не владею)", "2", "3", "4", "5 (свободно владею)"),
    ("мүлдем маңызды емес (1)", "маңызды емес (2)", "орташа (3)", "маңызды (4)", "өте маңызды (5)"),
    ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"),
    ("Совершенно не согласен(на)", "Не согласен(на)", "Согласен(на)", "Полностью согласен(на)"),
    ("Низкий", "Средний", "Высокий"),
    ("Скорее нет", "И да, и нет", "Скорее да", "Да"),
])
def test_the_order_does_not_depend_on_the_order_in_the_data(points: tuple[str, ...]) -> None:
    for shuffled in list(permutations(points))[::7]:
        scale = scale_of(shuffled)
        assert scale is not None
        assert scale.points == points


@pytest.mark.parametrize("options", [("Аким", "Заместитель", "Специалист"), ("Да", "Нет"), ("Red", "Green", "Blue"),
                                     ("1. Первый заместитель акима города или района области", "2. Другое")])
def test_options_are_no_scale(options: tuple[str, ...]) -> None:
    assert scale_of(options) is None


def test_numerals_that_run_against_the_words_follow_the_words() -> None:
    scale = scale_of(("1 - крайне необходимо", "2 - нужно", "3 - не нужно"))
    assert scale is not None
    assert scale.opposed
    assert scale.points[0] == "3 - не нужно"


def test_every_rung_of_every_ladder_is_spelt_in_three_languages_and_stands_on_it_once() -> None:
    for name, rungs in LADDERS.items():
        spellings = [word.strip().casefold() for rung in rungs for words in rung for word in words.split("/")]
        assert all(spellings), name
        for language in range(3):
            own = [word.strip().casefold() for rung in rungs for word in rung[language].split("/")]
            assert len(set(own)) == len(own), name
