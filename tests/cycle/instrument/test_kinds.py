"""What a draft says of a column with few values."""

from __future__ import annotations

from qabilet.cycle.instrument import draft


def test_rare_values_stand_by_their_letters_so_that_their_order_does_not_tell_which_is_the_smaller() -> None:
    answers = {"юг": 30, "север": 20, "центр": 4, "восток": 3}
    (column,) = draft([("Где вы работаете?", answers)]).columns
    assert column.values == ("юг", "север", "восток", "центр")
