"""Numbers, dates and plurals as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from qabilet.cycle.analysis import Finding
from qabilet.cycle.report import words
from qabilet.text import LANGS, Lang, say_n

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(("lang", "written"), [("kk", f"2{NBSP}345,50"), ("ru", f"2{NBSP}345,50"), ("en", "2,345.50")])
def test_a_number_has_the_decimal_mark_and_the_thousands_of_its_language(lang: Lang, written: str) -> None:
    assert words.number(lang, 2345.5) == written


@pytest.mark.parametrize(("lang", "written"), [("kk", f"74{NBSP}%"), ("ru", f"74{NBSP}%"), ("en", "74%")])
def test_a_share_is_told_in_per_cent_without_an_idle_zero(lang: Lang, written: str) -> None:
    assert words.percent(lang, 0.74) == written


def test_the_published_shares_are_written_as_published() -> None:
    lived, effect = Finding(170 / 246, 246, count=170), Finding(185 / 250, 250, count=185)
    assert words.share("ru", lived) == f"69,1{NBSP}%"
    assert words.share("kk", effect) == f"74{NBSP}%"


def test_below_thirty_respondents_a_share_is_told_as_k_of_n() -> None:
    finding = Finding(21 / 29, 29, count=21)
    assert [words.share(lang, finding) for lang in LANGS] == ["29 ішінен 21", "21 из 29", "21 of 29"]


def test_thirty_respondents_are_enough_for_a_share() -> None:
    assert words.share("en", Finding(0.7, 30, count=21)) == "70%"


def test_a_share_of_the_register_is_told_in_per_cent_for_it_describes_no_respondent() -> None:
    assert words.share("kk", Finding(0.631, 0)) == f"63,1{NBSP}%"


def test_a_share_below_thirty_is_told_where_the_study_chose_so() -> None:
    assert words.share("en", Finding(21 / 29, 29, count=21), told_few=False) == "72%"


def test_minus_is_a_minus_and_not_a_hyphen() -> None:
    assert words.number("en", -0.35) == "\N{MINUS SIGN}0.35"


def test_minus_nothing_is_nothing() -> None:
    assert words.number("ru", -0.001) == "0,00"


def test_an_interval_with_a_negative_end_does_not_read_as_a_subtraction() -> None:
    assert words.span("en", -0.2, 0.3, 1) == f"\N{MINUS SIGN}0.2{NBSP}…{NBSP}0.3"
    assert words.span("en", 0.2, 0.3, 1) == "0.2\N{EN DASH}0.3"


def test_the_possible_places_of_a_need_are_one_number_where_they_are_one_place() -> None:
    assert words.places("en", Finding(1.0, 250, 1, 1)) == "1"
    assert words.places("en", Finding(1.0, 250, 1, 2)) == "1\N{EN DASH}2"


@pytest.mark.parametrize(("lang", "written"), [("kk", "2026 ж. 22 қараша"), ("ru", "22 ноября 2026 г."),
                                               ("en", "November 22, 2026")])
def test_a_date_is_written_as_the_language_writes_it(lang: Lang, written: str) -> None:
    assert words.day(lang, date(2026, 11, 22)).replace(NBSP, " ") == written


@pytest.mark.parametrize(("n", "written"), [(1, "Ответил 1 человек."), (3, "Ответили 3 человека."),
                                            (11, "Ответили 11 человек."), (21, "Ответил 21 человек."),
                                            (250, "Ответили 250 человек.")])
def test_russian_counts_people_in_three_forms(n: int, written: str) -> None:
    assert say_n("ru", "{count} person answered.", "{count} people answered.", n, count=n) == written


@pytest.mark.parametrize("n", [1, 2, 5, 250])
def test_kazakh_leaves_the_noun_in_the_singular_after_a_number(n: int) -> None:
    assert say_n("kk", "{count} person answered.", "{count} people answered.", n, count=n) == f"{n} адам жауап берді."


def test_a_p_value_near_nothing_is_not_written_as_nothing() -> None:
    assert words.chance("ru", 1e-9) == f"<{NBSP}0,001"


def test_a_name_is_quoted_once() -> None:
    assert words.quoted("ru", "Медиация") == "«Медиация»"
    assert words.quoted("kk", "«Медиация»") == "«Медиация»"
    assert words.quoted("en", "Mediation") == "“Mediation”"


def test_the_marks_of_an_axis_have_as_many_decimals_as_the_finest_needs() -> None:
    written = words.ticker("ru", (3.5, 4.0, 4.5))
    assert [written(at) for at in (3.5, 4.0, 4.5)] == ["3,5", "4,0", "4,5"]
