"""Two wordings beside each other."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabilet.cycle.instrument import marked, word_diff
from qabilet.cycle.instrument.comparing.word_diff import degree


@pytest.mark.parametrize(("old", "new", "wanted"), [
    ("Сколько Вам лет?", "сколько вам лет", "signs"),
    ("Ещё раз", "Еще раз", "signs"),
    ("«Әділет» партиясы", '"Әділет" партиясы', "signs"),
    ("Знаете ли Вы закон?", "Не знаете ли Вы закон?", "words"),
    ("не верно", "неверно", "words"),
    ("12 лет", "1 2 лет", "words"),
    ("> 5", "< 5", "words"),
    ("-5", "5", "words"),
    ("5 %", "5", "words"),
    ("${age} жас", "age жас", "words"),
    ("", "жаңа", "filled"),
    ("ескі", "  ", "emptied"),
    ("екі  сөз", "екі сөз", "signs"),
    ("и\u0306", "й", "signs"),
    ("бір", "бір", None),
])
def test_how_far_two_wordings_differ(old: str, new: str, wanted: str | None) -> None:
    assert degree(old, new) == wanted


def test_a_diff_shows_the_words_that_went_and_came() -> None:
    pieces = word_diff("Сколько Вам полных лет?", "Сколько Вам лет сейчас?")
    assert marked(pieces) == "Сколько Вам [-полных-] лет {+сейчас+} ?"


def test_of_a_long_text_only_the_neighbourhood_is_shown() -> None:
    long = " ".join(f"сөз{number}" for number in range(100))
    assert marked(word_diff(long, long.replace("сөз50", "жаңа"))) \
        == "… сөз46 сөз47 сөз48 сөз49 [-сөз50-] {+жаңа+} сөз51 сөз52 сөз53 сөз54 …"


@given(st.text("аб. ,!?", max_size=30), st.text("аб. ,!?", max_size=30))
def test_the_pieces_give_back_both_wordings(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    for side, words in (("-", old), ("+", new)):
        assert "".join("".join(one.words.split()) for one in pieces if one.op in ("=", side)) == "".join(words.split())


def test_ten_thousand_hostile_signs_are_no_burden() -> None:
    began = time.process_time()
    assert word_diff("а " * 5000, "б а " * 5000)
    assert word_diff("а б " * 400 + "в", "б а " * 400)
    assert time.process_time() - began < 3
