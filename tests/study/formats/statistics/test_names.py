"""Names that every program takes, and that stay the same from one export to the next."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from qabilet.study.formats import stable_names
from qabilet.study.formats.statistics.names import MOST, RESERVED, plain

FIT = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}\Z")


@given(st.lists(st.text(max_size=60), unique=True, max_size=12))
def test_any_codes_become_names_that_fit_and_differ(codes: list[str]) -> None:
    names = stable_names(codes)
    assert list(names) == codes
    assert all(FIT.match(name) and name.lower() not in RESERVED and not name.endswith("_") for name in names.values())
    assert len({name.lower() for name in names.values()}) == len(codes)


@given(st.lists(st.text("abc_12", min_size=1, max_size=50), unique=True, max_size=8), st.text("abc_12", min_size=1))
def test_a_name_does_not_depend_on_others_unless_they_claim_it(codes: list[str], code: str) -> None:
    plains = [plain(one).lower() for one in codes if one != code]
    if plain(code).lower() not in plains:
        assert stable_names([*codes, code])[code] == stable_names([code])[code] == plain(code)


def test_cyrillic_codes_are_spelt_in_latin_letters() -> None:
    assert stable_names(["өңір", "Жасы", "қажеттілік_1"]) == {
        "өңір": "onir", "Жасы": "Zhasy", "қажеттілік_1": "qazhettilik_1"}


def test_words_of_the_programs_are_no_names() -> None:
    names = stable_names(["with", "ALL", "int", "str12", "if", "NA", "select", "t"])
    assert all(name.lower() not in RESERVED and not re.fullmatch(r"str\d+", name) for name in names.values())


def test_long_codes_with_one_beginning_stay_two() -> None:
    names = stable_names(["a" * 40 + "1", "a" * 40 + "2"])
    assert len(set(names.values())) == 2
    assert {len(name) for name in names.values()} == {MOST}
