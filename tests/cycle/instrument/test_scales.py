"""Graded answers find their order."""

from __future__ import annotations

from itertools import permutations

import pytest

from qabilet.cycle.instrument import draft, largest_end
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


@pytest.mark.parametrize(("question", "end"), [
    ("Расставьте темы: 1 — самое важное, 5 — наименее важное", "low"),
    ("Расположите пять областей: 5 — нужнее всего, 1 — наименее нужно", "high"),
    ("Оцените (1 — очень важно, 5 — совсем не важно)", "low"),
    ("Оцените от 1 до 5, где 1 - совсем не нужно, 5 - крайне нужно", "high"),
    ("Rank the topics (1 = most needed)", "low"),
    ("Тақырыптарды бағалаңыз (1 – мүлдем қажет емес, 5 – өте қажет)", "high"),
    ("Расставьте темы по порядку", ""),
])
def test_a_legend_says_which_end_is_the_most(question: str, end: str) -> None:
    assert largest_end(question) == end


def test_points_whose_legend_runs_downwards_are_turned_round() -> None:
    stem = "Насколько важно? (1 — очень важно, 5 — совсем не важно) "
    points = {str(point): 5 for point in range(1, 6)}
    drafted = draft([(stem + "[Право]", points), (stem + "[Этика]", points)])
    assert drafted.columns[0].values == ("5", "4", "3", "2", "1")


def test_bands_stand_from_low_to_high() -> None:
    bands = {"более 10 лет": 30, "от 4 до 10 лет": 20, "менее 1 года": 10, "от 1 до 3 лет": 25}
    column = draft([("Сколько лет Вы работаете?", bands)]).columns[0]
    assert column.kind == "one"
    assert column.values == ("менее 1 года", "от 1 до 3 лет", "от 4 до 10 лет", "более 10 лет")


def test_both_and_is_the_middle() -> None:
    scale = scale_of(("полностью доверяю", "скорее не доверяю", "и доверяю, и нет", "скорее доверяю"))
    assert scale is not None
    assert scale.points[1] == "и доверяю, и нет"


def test_the_same_items_in_two_grids_are_matched_by_competence() -> None:
    points = {str(point): 5 for point in range(1, 6)}
    drafted = draft([(f"{stem} [{item}]", points) for stem in ("Важность для работы", "Ваш уровень владения")
                     for item in ("Право", "Бюджет")])
    assert [column.competence for column in drafted] == ["pravo", "biudzhet"] * 2


def test_no_and_yes_by_numbers_are_no_scale_with_one_point() -> None:
    cells = {"Q1 [a]": ["0", "1", "1", "0", "99", "1"] * 4, "Q1 [b]": ["1", "0", "1", "0", "1", "0"] * 4}
    counts = [(header, {one: column.count(one) for one in column}) for header, column in cells.items()]
    found = draft(counts, cells=cells.__getitem__).columns
    assert [set(column.values) for column in found] == [{"0", "1"}, {"0", "1"}]
    assert found[0].missing == {"99": "refused"}
