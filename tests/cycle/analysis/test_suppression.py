"""Which cells of a small study's lattice may be told."""

from __future__ import annotations

import time

import numpy as np
import pytest

from qabilet.cycle.analysis import MISSING, Counts, Protection, Rules, protect

RULES = Rules()


def one_way(*sizes: int, rules: Rules = RULES, missing: bool = False) -> list[bool]:
    """What is hidden of a lattice with one dimension; with `missing`, its last level is those who did not answer."""
    levels = tuple(MISSING if missing and at == len(sizes) - 1 else f"l{at}" for at in range(len(sizes)))
    protection = protect(Counts(("a",), (levels,), np.array(sizes)), [], rules)
    return [protection.hidden((("a", level),)) is not None for level in levels]


def two_way(rows: list[list[int]]) -> Protection:
    array = np.array(rows)
    levels = tuple(tuple(f"{name}{at}" for at in range(size)) for name, size in zip("ab", array.shape, strict=True))
    return protect(Counts(("a", "b"), levels, array), [("a", "b")], RULES)


def hidden(protection: Protection) -> list[list[bool]]:
    return [[protection.hidden((("a", a), ("b", b))) is not None for b in protection.counts.levels[1]]
            for a in protection.counts.levels[0]]


def test_groups_of_five_are_told() -> None:
    assert one_way(5, 7, 30) == [False, False, False]


def test_a_small_group_is_hidden_with_the_smallest_other_one() -> None:
    assert one_way(3, 40, 12, 30) == [True, False, True, False]


def test_two_small_groups_of_five_people_together_cover_each_other() -> None:
    assert one_way(2, 3, 40, 30) == [True, True, False, False]


def test_two_small_groups_of_four_people_together_leave_a_remainder_that_is_too_small() -> None:
    assert one_way(2, 2, 40, 30) == [True, True, False, True]


def test_many_groups_of_one_are_no_cover_for_each_other() -> None:
    """Five hidden groups of five people in all: each must be one, for a hidden group has somebody in it."""
    assert one_way(1, 1, 1, 1, 1, 30, 40) == [True] * 5 + [True, False]


def test_a_group_of_nobody_is_told_and_hides_nothing() -> None:
    assert one_way(0, 3, 40, 12) == [False, True, False, True]


def test_two_groups_one_of_them_small_are_both_hidden() -> None:
    assert one_way(3, 47) == [True, True]


def test_the_known_number_of_those_who_did_not_answer_covers_no_small_group() -> None:
    """Everybody's n less this question's n tells how many blanks there are: 3 + 9 hidden would give the 3 away."""
    assert one_way(3, 40, 12, 4, missing=True) == [True, False, True, True]


def test_a_study_may_ask_for_more() -> None:
    assert one_way(7, 30, 12, rules=Rules(cell=10)) == [True, False, True]
    assert one_way(3, 6, 40, rules=Rules(remainder=12)) == [True, True, True]


def test_fewer_than_five_respondents_are_not_told_at_all() -> None:
    protection = protect(Counts(("a",), (("x", "y"),), np.array([2, 2])), [], RULES)
    assert protection.hidden(()) == "small"
    assert protection.hidden((("a", "x"),)) == "small"


def test_what_is_not_in_the_lattice_is_hidden() -> None:
    protection = two_way([[10, 20], [30, 40]])
    assert protection.hidden((("c", "c0"),)) == "complementary"
    assert protection.hidden((("a", "a9"),)) == "complementary"
    one = protect(protection.counts, [], RULES)
    assert one.hidden((("a", "a0"), ("b", "b0"))) == "complementary"


def test_one_word_for_all_hidden_cells_so_that_it_is_no_bound_itself() -> None:
    protection = protect(Counts(("a",), (("x", "y", "z"),), np.array([3, 12, 40])), [], RULES)
    assert {protection.hidden((("a", level),)) for level in "xy"} == {"complementary"}


def test_a_small_cell_of_a_two_way_table_is_hidden_in_a_rectangle() -> None:
    protection = two_way([[3, 20, 30], [25, 12, 40], [35, 45, 50]])
    assert hidden(protection) == [[True, True, False], [True, True, False], [False, False, False]]


def test_a_cell_is_hidden_further_where_lines_alone_would_give_it_away() -> None:
    """Two hidden cells in every line, and yet the linear programme knows the first one: the blocks do not mix."""
    rows = [[1, 9, 30, 30], [9, 30, 30, 30], [30, 30, 30, 30]]
    told = np.array(hidden(two_way(rows)))
    assert told[0, 0]
    assert all(told[line].sum() != 1 for line in range(3))
    assert all(told[:, line].sum() != 1 for line in range(4))


def test_a_wider_table_never_costs_a_cell_of_a_one_way_table() -> None:
    chance = np.random.default_rng(3)
    for _ in range(30):
        array = chance.poisson(chance.choice([1, 4, 12]), (4, 3))
        levels = tuple(tuple(f"{name}{at}" for at in range(size)) for name, size in (("a", 4), ("b", 3)))
        counts = Counts(("a", "b"), levels, array)
        alone, beside = protect(counts, [], RULES), protect(counts, [("a", "b")], RULES)
        assert all(np.array_equal(alone.hiding[table], beside.hiding[table]) for table in alone.hiding)


def test_a_sparse_table_is_refused_and_the_tables_before_it_stay() -> None:
    protection = two_way([[2, 3, 30], [4, 2, 1], [40, 3, 20]])
    assert not protection.tables["a", "b"].told
    assert protection.tables["a",].told


def test_the_last_declared_table_is_the_first_to_be_refused() -> None:
    chance = np.random.default_rng(1)
    array = chance.poisson(4, (3, 3, 2))
    levels = tuple(tuple(f"{name}{at}" for at in range(size)) for name, size in (("a", 3), ("b", 3), ("c", 2)))
    protection = protect(Counts(("a", "b", "c"), levels, array), [("a", "b"), ("a", "b", "c")], RULES)
    assert protection.tables["a", "b"].told
    assert not protection.tables["a", "b", "c"].told


def test_the_order_in_which_a_table_names_its_dimensions_does_not_matter() -> None:
    array = np.array([[3, 20, 30], [25, 12, 40], [35, 45, 50]])
    levels = tuple(tuple(f"{name}{at}" for at in range(3)) for name in "ab")
    protection = protect(Counts(("a", "b"), levels, array), [("b", "a")], RULES)
    assert protection.hidden((("b", "b2"), ("a", "a2"))) is None
    assert protection.hidden((("b", "b0"), ("a", "a0"))) is not None


def study(*sizes: int, n: int, seed: int = 1) -> Counts:
    chance = np.random.default_rng(seed)
    people = [chance.choice(size, n, p=chance.dirichlet(np.full(size, 3.0))) for size in sizes]
    array = np.zeros(sizes, dtype=np.int64)
    np.add.at(array, tuple(people), 1)
    names = tuple("abcd"[:len(sizes)])
    levels = tuple(tuple(f"{name}{at}" for at in range(size)) for name, size in zip(names, sizes, strict=True))
    return Counts(names, levels, array)


def test_an_ordinary_study_is_protected_in_a_twentieth_of_a_second() -> None:
    counts = study(5, 4, 4, 2, n=250)
    protect(counts, [("a", "b")], RULES)  # the solver is imported once
    took = []
    for _ in range(3):
        start = time.perf_counter()
        protect(counts, [("a", "b")], RULES)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.05


@pytest.mark.slow
def test_four_dimensions_of_twenty_levels_end_in_seconds() -> None:
    counts = study(20, 20, 20, 20, n=3000)
    start = time.perf_counter()
    protection = protect(counts, [("a", "b"), ("b", "c"), ("c", "d"), ("a", "b", "c", "d")], RULES)
    assert time.perf_counter() - start < 30
    assert not protection.tables["a", "b", "c", "d"].told


def kin(service: list[int], *, cut: int) -> Protection:
    """Lengths of service, and newcomers derived from them: those below level `cut`."""
    array = np.zeros((len(service), 2), dtype=np.int64)
    for at, size in enumerate(service):
        array[at, int(at >= cut)] = size
    levels = (tuple(f"s{at}" for at in range(len(service))), ("new", "old"))
    return protect(Counts(("service", "newcomer"), levels, array), [("service", "newcomer")], RULES,
                   kin={"service": "service", "newcomer": "service"})


def test_newcomers_less_a_told_length_of_service_do_not_tell_a_hidden_one() -> None:
    """23 newcomers less 20 of one to three years would be the 3 of less than one."""
    protection = kin([3, 20, 4, 20], cut=2)
    assert protection.hidden((("service", "s1"),)) is None
    assert protection.hidden((("newcomer", "new"),)) is not None
    assert protection.hidden((("newcomer", "old"),)) is not None


def test_newcomers_are_told_beside_lengths_of_service_of_which_none_is_hidden() -> None:
    protection = kin([8, 20, 9, 20], cut=2)
    assert protection.hidden((("newcomer", "new"),)) is None


def test_two_cuts_of_one_number_do_not_tell_those_between_them() -> None:
    """11 under 31 less 10 under 30 would be the one person of 30."""
    array = np.array([[10, 0], [1, 12]])
    protection = protect(Counts(("x", "y"), (("<30", "30+"), ("<31", "31+")), array), [], RULES,
                         kin={"age": "age", "x": "age", "y": "age"})
    assert protection.hidden((("x", "<30"),)) is None
    assert protection.hidden((("y", "<31"),)) is not None


def test_columns_that_nest_are_kin_though_nobody_declared_it() -> None:
    """Zones made of regions: the zone of 23 less the told region of 20 would be the hidden three."""
    regions, zones = ("a", "b", "c", "d"), ("north", "south")
    array = np.zeros((4, 2), dtype=np.int64)
    array[0, 0], array[1, 0], array[2, 1], array[3, 1] = 3, 20, 4, 20
    found = protect(Counts(("region", "zone"), (regions, zones), array), (), Rules())
    told = [zone for zone in zones if found.hidden((("zone", zone),)) is None]
    hidden = [region for region in regions if found.hidden((("region", region),)) is not None]
    assert hidden
    assert not told


def test_columns_that_cross_stand_side_by_side() -> None:
    array = np.array([[10, 12], [15, 9]])
    found = protect(Counts(("region", "office"), (("a", "b"), ("x", "y")), array), (), Rules())
    assert found.hidden((("region", "a"),)) is None
    assert found.hidden((("office", "x"),)) is None
