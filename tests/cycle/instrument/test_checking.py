"""What is wrong with a dictionary, all at once."""

from __future__ import annotations

from typing import Any

from qabilet.cycle.instrument import Column, Dictionary, check_dictionary


def column(**changes: Any) -> Column:
    return Column(**{"header": "A", "code": "a", "kind": "one", "values": ("x", "y"), **changes})


def faults(*columns: Column, headers: tuple[str, ...] = ("A",), counts: dict[str, int] | None = None) -> list[str]:
    return [fault.code for fault in check_dictionary(Dictionary(columns), headers, {"A": counts or {}})]


def test_a_sound_dictionary_has_none() -> None:
    assert faults(column(), counts={"x": 3, "Y ": 1, "": 2}) == []


def test_an_unknown_kind() -> None:
    assert faults(column(kind="grid")) == ["DICTIONARY_001"]


def test_two_lines_with_one_code_and_one_header() -> None:
    assert faults(column(), column()) == ["DICTIONARY_002", "DICTIONARY_006"]


def test_a_code_with_a_space() -> None:
    assert faults(column(code="my code")) == ["DICTIONARY_003"]


def test_columns_missing_on_either_side() -> None:
    assert faults(column(header="B"), headers=("A",)) == ["DICTIONARY_004", "DICTIONARY_005"]


def test_a_value_that_is_nowhere_is_counted() -> None:
    found = check_dictionary(Dictionary((column(),)), ("A",), {"A": {"z": 4}})
    assert (found[0].code, found[0].row, found[0].facts["count"]) == ("DICTIONARY_007", 2, 4)


def test_a_merge_into_no_value() -> None:
    assert faults(column(merge={"ex": "z"})) == ["DICTIONARY_008"]


def test_a_number_may_be_merged_into_a_number_only() -> None:
    number = column(kind="number", values=(), merge={"10-15": "12.5"})
    assert faults(number, counts={"10-15": 1, "7 лет": 1}) == []
    assert faults(number.with_(merge={"10-15": "ten"})) == ["DICTIONARY_008"]


def test_a_scale_with_one_point() -> None:
    assert faults(column(kind="rating", values=("x",))) == ["DICTIONARY_009"]


def test_only_ratings_are_reversed() -> None:
    assert faults(column(reverse=True)) == ["DICTIONARY_010"]


def test_a_value_cannot_be_missing_too() -> None:
    assert faults(column(missing={"X": "refused"})) == ["DICTIONARY_011"]


def test_one_value_written_twice() -> None:
    assert faults(column(values=("x", "X "))) == ["DICTIONARY_012"]


def test_items_of_a_grid_have_one_scale_and_one_kind() -> None:
    first = column(kind="rating", group="g")
    longer = first.with_(header="B", code="b", values=("x", "y", "z"))
    other = first.with_(header="B", code="b", kind="one")
    assert faults(first, longer, headers=("A", "B")) == ["DICTIONARY_013"]
    assert faults(first, other, headers=("A", "B")) == ["DICTIONARY_014"]


def test_many_choices_need_their_sign() -> None:
    assert faults(column(kind="many")) == ["DICTIONARY_015"]


def test_personal_data_may_not_be_kept() -> None:
    assert faults(column(kind="personal", values=())) == ["DICTIONARY_016"]


def test_all_faults_come_at_once_in_the_order_of_lines() -> None:
    found = check_dictionary(Dictionary((column(code="1"), column(header="B", code="b", reverse=True))), ("A", "B"),
                             {"A": {"z": 1}})
    assert [(fault.row, fault.code) for fault in found] == [
        (2, "DICTIONARY_003"), (2, "DICTIONARY_007"), (3, "DICTIONARY_010")]
