"""Bold, slanted and linked words of a form: what ODK shows as such, and what only looks like it."""

from __future__ import annotations

import time

import pytest

from qabilet.cycle.instrument import EMPHASIS, STRONG, plain_words, unmarked, with_marks


@pytest.mark.parametrize(("written", "plain"), [
    ("Какой **формат** удобен?", "Какой формат удобен?"),
    ("__Маңызды__: _бір_ жауап", "Маңызды: бір жауап"),
    ("*Do not* answer **this _one_**", "Do not answer this one"),
    ("# Заголовок\n## Второй", "Заголовок\nВторой"),
    ("См. [сайт](https://example.kz/a_b)", "См. сайт (https://example.kz/a_b)"),
    ("[https://example.kz](https://example.kz)", "https://example.kz"),
    ("Write to [us](mailto:a@example.kz)", "Write to us (a@example.kz)"),
    ('<span style="color:red">Red</span>', "Red"),
    (r"5 \* 3, \_so\_", "5 * 3, _so_")])
def test_marks_are_taken_out_and_links_are_words(written: str, plain: str) -> None:
    assert plain_words(written) == plain
    assert unmarked(with_marks(written)) == plain


@pytest.mark.parametrize("words", [
    "5 * 3 * 2", "2*3*4", "Имя: ________", "первый_второй_третий", "${first_name} и ${last_name}", "${_a} … ${_b}",
    "№ #5", "C# и F#", "* сноска", "a [b] (c)", "[x](y)", "<5 лет", "**", "____ и ____", "snake_case и other_case"])
def test_signs_that_mean_themselves_stay(words: str) -> None:
    assert plain_words(words) == words
    assert with_marks(words) == words


def test_bold_and_slanted_words_stand_between_signs_that_nobody_can_write() -> None:
    assert with_marks("**a** _b_") == f"{STRONG[0]}a{STRONG[1]} {EMPHASIS[0]}b{EMPHASIS[1]}"
    assert with_marks(f"{STRONG[0]}forged{STRONG[1]}") == "forged"


def test_a_cell_full_of_marks_takes_no_time() -> None:
    started = time.perf_counter()
    for words in ("**a " * 8_000, "_a " * 8_000, "[" * 32_000, "[a](https://" * 2_500, "<span " * 5_000, "*" * 32_000):
        plain_words(words)
    assert time.perf_counter() - started < 2
