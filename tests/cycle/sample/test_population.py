"""A register counted: by some of its dimensions, and by one that is made of another."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabilet.cycle.sample import Population

REGISTER = Population(("region", "office"), {("north", "city"): 3, ("south", "city"): 5, ("south", "village"): 40})


def test_a_register_is_summed_over_the_dimensions_not_asked_for() -> None:
    assert REGISTER.by(("region",)) == {("north",): 3, ("south",): 45}
    assert REGISTER.by(("office", "region"))["village", "south"] == 40
    assert REGISTER.total == 48


def test_a_dimension_it_does_not_hold_is_named() -> None:
    with pytest.raises(KeyError, match="age"):
        REGISTER.by(("region", "age"))


def test_a_dimension_can_be_made_of_another_and_leaves_the_rest_as_it_was() -> None:
    wider = REGISTER.derived("half", "region", {"north": "upper"})
    assert wider.by(("half",)) == {("upper",): 3, ("",): 45}
    assert wider.by(("region", "office")) == dict(REGISTER.counts)
    assert REGISTER.derived("half", "age", {}) is REGISTER
    assert REGISTER.derived("office", "region", {}) is REGISTER


@given(st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), st.integers(0, 9)))
def test_joining_levels_loses_nobody(counts: Mapping[tuple[str, ...], int]) -> None:
    made = Population(("one", "two"), counts).derived("joined", "one", {"a": "ab", "b": "ab", "c": "c"})
    assert made.total == sum(counts.values())
    assert sum(made.by(("joined",)).values()) == made.total
