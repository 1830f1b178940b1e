"""The quick proof that one-way numbers of answers tell nothing new, held against tables tried one by one."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qabilet.cycle.analysis.silence import placed, tells_nothing


def tables(room: np.ndarray, total: int) -> list[np.ndarray]:  # type: ignore[type-arg]
    """Every table of whole people with at most `room` in a cell and `total` in all."""
    cells = product(*(range(int(most) + 1) for most in room.ravel()))
    return [np.array(one).reshape(room.shape) for one in cells if sum(one) == total]


small_rooms = st.lists(st.integers(0, 2), min_size=6, max_size=6).map(lambda cells: np.array(cells).reshape(2, 3))


@settings(max_examples=150, deadline=None)
@given(small_rooms, st.lists(st.integers(0, 3), min_size=2, max_size=2),
       st.lists(st.integers(0, 3), min_size=3, max_size=3))
def test_a_table_is_found_just_where_there_is_one(room: np.ndarray, rows: list[int], columns: list[int]) -> None:  # type: ignore[type-arg]
    total = sum(rows)
    found = placed(np.array(rows), np.array(columns), room, total)
    there = [one for one in tables(room, total)
             if (one.sum(axis=1) == rows).all() and (one.sum(axis=0) == columns).all()]
    assert (found is not None) == bool(there)
    if found is not None:
        assert (found >= 0).all()
        assert (found <= room).all()
        assert found.sum(axis=1).tolist() == rows
        assert found.sum(axis=0).tolist() == columns


THERE = np.array([[12, 6], [9, 14]])
TOLD = np.zeros((2, 2), dtype=bool)


def test_silent_people_who_may_be_anywhere_tell_nothing() -> None:
    assert tells_nothing(THERE, TOLD, (np.array([3, 2]), np.array([3, 2])), 5, 5)


def test_silent_people_who_can_only_be_in_one_place_make_a_small_group_known() -> None:
    # All four silent are in the first row and the second column: that cell has 6 - 4 = 2 answers, surely.
    assert not tells_nothing(THERE, TOLD, (np.array([4, 0]), np.array([0, 4])), 4, 5)


def test_silent_people_who_need_room_in_a_secret_cell_leave_it_to_the_programmes() -> None:
    secret = np.array([[True, False], [False, False]])
    there = np.array([[3, 20], [20, 20]])
    assert tells_nothing(there, secret, (np.array([1, 2]), np.array([1, 2])), 3, 5)
    assert not tells_nothing(there, secret, (np.array([3, 0]), np.array([3, 0])), 3, 5)


@pytest.mark.parametrize("known", [0, 1])
def test_with_one_table_told_the_silent_of_a_row_may_be_in_any_of_its_columns(known: int) -> None:
    silent = (np.array([3, 2]), None) if known == 0 else (None, np.array([3, 2]))
    assert tells_nothing(THERE, TOLD, silent, 5, 5)
