"""Options are found although the sign between them stands inside them too."""

from __future__ import annotations

from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from qabilet.cycle.instrument import draft
from qabilet.cycle.instrument.options import options_in

OPTIONS = ("Budget, planning and reporting", "Public procurement", "Digital skills (Excel, Power BI)", "Law")


def cells(options: tuple[str, ...], sign: str = ", ") -> Counter[str]:
    return Counter(sign.join(option for option, taken in zip(options, chosen, strict=True) if taken)
                   for chosen in product((True, False), repeat=len(options)) if any(chosen) for _ in range(3))


def test_an_option_with_commas_is_one() -> None:
    found = options_in(cells(OPTIONS))
    assert found is not None
    assert set(found.options) == set(OPTIONS)


def test_the_order_of_the_form_is_kept() -> None:
    drafted = draft([("Which topics?", cells(OPTIONS))])
    assert drafted.columns[0].values == OPTIONS


def test_free_text_with_commas_is_no_list() -> None:
    text = Counter(f"We need more {word}, and less {word[::-1]}, please" for word in ("law", "time", "data", "help"))
    assert options_in(text) is None


def test_one_choice_with_a_comma_inside_is_one_choice() -> None:
    drafted = draft([("Where do you work?", {"Healthcare, social work": 30, "Education": 20, "Police, rescue": 9})])
    assert drafted.columns[0].kind == "one"
    assert len(drafted.columns[0].values) == 3


@given(st.lists(st.text("абвгд", min_size=3, max_size=9).map(str.capitalize), min_size=2, max_size=6, unique=True),
       st.sampled_from([", ", ";"]))
def test_plain_options_come_back_as_they_were(options: list[str], sign: str) -> None:
    found = options_in(cells(tuple(options), sign))
    assert found is not None
    assert set(found.options) == set(options)


def test_boxes_to_tick_in_columns_of_their_own_are_yes_or_no() -> None:
    from qabilet.cycle.instrument import reader

    drafted = draft([("Что мешает учиться? [Время]", {"Время": 30, "": 9}),
                     ("Что мешает учиться? [Деньги]", {"Деньги": 8, "": 31})])
    assert [column.values for column in drafted] == [("Время", "Нет"), ("Деньги", "Нет")]
    assert {column.kind for column in drafted} == {"one"}
    assert [reader(drafted.columns[0])(cell).codes for cell in ("Время", "")] == [(0,), (1,)]
