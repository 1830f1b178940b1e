"""Sums are exact: against fractions, for values of any size, the same bits in any order, and never over the edge."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qabilet.stats.survey.exact import Quanta, grams_by, largest, limb_products, limb_shift, limbs_back, sums_by
from qabilet.stats.survey.rows import ArrayRows, Batch, Floats, Ints
from qabilet.stats.survey.sample_design import SampleDesign
from qabilet.stats.survey.single_pass import sum_up
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.tallies import tally
from qabilet.stats.survey.variable import column

numbers = st.floats(allow_nan=False, allow_infinity=False, width=64, min_value=-1e15, max_value=1e15)
halves = st.integers(-2**40, 2**40).map(lambda whole: whole / 2**12)


def values(batch: Batch) -> tuple[Ints, Floats]:
    return np.asarray(batch["k"]).astype(np.int64), np.column_stack([batch["a"], batch["b"]])


def rows(table: list[tuple[float, float, int]], size: int) -> ArrayRows:
    a, b, k = np.array(table, dtype=float).reshape(-1, 3).T
    return ArrayRows({"a": a, "b": b, "k": k}, size)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(halves, halves, st.integers(-1, 3)), max_size=60), st.integers(1, 70))
def test_sums_of_numbers_that_fit_are_those_of_fractions(table: list[tuple[float, float, int]], size: int) -> None:
    got = sums_by(rows(table, size), ("a", "b", "k"), values, 4, 2)
    for key in range(4):
        for place in range(2):
            exact = sum((Fraction(row[place]) for row in table if row[2] == key), Fraction(0))
            assert Fraction(float(got[key, place])) == exact


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(numbers, numbers, st.integers(0, 2)), min_size=1, max_size=60))
def test_sums_of_any_numbers_err_by_no_more_than_their_units(table: list[tuple[float, float, int]]) -> None:
    got = sums_by(rows(table, 8), ("a", "b", "k"), values, 3, 2)
    for key in range(3):
        for place in range(2):
            found = [row[place] for row in table if row[2] == key]
            exact = sum(map(Fraction, found), Fraction(0))
            largest_value = max((abs(row[place]) for row in table), default=0.0)
            unit = largest_value * 2.0 ** (len(table).bit_length() - 61)
            rounded = abs(float(exact)) * 2.0**-53
            assert abs(Fraction(float(got[key, place])) - exact) <= Fraction(len(found) * unit / 2 + rounded)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(numbers, numbers, st.integers(-1, 3)), max_size=60), st.integers(1, 70),
       st.randoms(use_true_random=False))
def test_no_order_and_no_split_changes_a_bit(table: list[tuple[float, float, int]], size: int, random: Any) -> None:
    mixed = list(table)
    random.shuffle(mixed)
    for reduce in (sums_by, grams_by):
        whole = reduce(rows(table, 100), ("a", "b", "k"), values, 4, 2)
        assert whole.tobytes() == reduce(rows(mixed, size), ("a", "b", "k"), values, 4, 2).tobytes()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(numbers, numbers, st.integers(0, 2)), min_size=1, max_size=50))
def test_products_lie_within_fifty_bits_of_fractions(table: list[tuple[float, float, int]]) -> None:
    got = grams_by(rows(table, 16), ("a", "b", "k"), values, 3, 2)
    top = [max((abs(row[place]) for row in table), default=0.0) for place in range(2)]
    for key in range(3):
        for i in range(2):
            for j in range(2):
                exact = sum((Fraction(row[i]) * Fraction(row[j]) for row in table if row[2] == key), Fraction(0))
                room = Fraction(top[i]) * Fraction(top[j]) * len(table) * Fraction(1, 2**48) + Fraction(1, 2**1000)
                assert abs(Fraction(float(got[key, i, j])) - exact) <= room
                assert got[key, i, j] == got[key, j, i]


@pytest.mark.parametrize("size", [5e-324, 1e-300, 1e-30, 1.0, 1e30, 1e300])
def test_values_tiny_or_huge_are_added_as_well_as_others(size: float) -> None:
    whole = np.arange(1, 1001, dtype=float)
    with np.errstate(over="ignore"):
        table = np.minimum(whole * size, 1e305)
    got = sums_by(ArrayRows({"y": table}, 64), ("y",), lambda batch: (None, batch["y"][:, None]), 1, 1)[0, 0]
    exact = sum(map(Fraction, table.tolist()), Fraction(0))
    assert abs(Fraction(float(got)) - exact) <= exact * Fraction(1, 2**50)


@pytest.mark.parametrize("count", [1, 3, 1 << 16])
def test_as_many_of_the_largest_as_were_promised_cannot_overflow(count: int) -> None:
    for bound in (1.0, 0.9999999999999999, 1.5, 7.3e200, 5e-324):
        quanta = Quanta.below(np.array([bound]), count)
        whole = quanta.whole(np.array([[bound], [-bound]]))
        assert abs(int(whole[0, 0])) * count < 2**63
        assert int(whole[0, 0]) == -int(whole[1, 0])
        assert quanta.back(whole)[0, 0] == pytest.approx(bound, rel=2.0**-40, abs=0)
        assert quanta.back_column(whole[:, 0], 0)[0] == quanta.back(whole)[0, 0]


def test_a_value_beyond_its_bound_is_refused_not_wrapped() -> None:
    table = ArrayRows({"y": np.array([1.0, 2.0, 3.0])}, 2)
    with pytest.raises(ValueError, match="beyond the bound"):
        sums_by(table, ("y",), lambda batch: (None, batch["y"][:, None]), 1, 1, bound=np.array([2.5]))


def test_the_largest_of_no_rows_is_nothing_and_their_sums_are_zero() -> None:
    nobody = ArrayRows({"y": np.empty(0)})
    assert largest(nobody, ("y",), lambda batch: (None, batch["y"][:, None]), 1).tolist() == [0]
    assert sums_by(nobody, ("y",), lambda batch: (None, batch["y"][:, None]), 1, 1).tolist() == [[0]]
    assert grams_by(nobody, ("y",), lambda batch: (None, batch["y"][:, None]), 1, 1).tolist() == [[[0]]]


def test_many_keys_and_few_keys_are_added_alike() -> None:
    rng = np.random.default_rng(9)
    table = {"a": rng.normal(size=4000), "b": rng.normal(size=4000), "k": rng.integers(-1, 3000, 4000).astype(float)}
    many = sums_by(ArrayRows(table, 256), ("a", "b", "k"), values, 3000, 2)
    few = sums_by(ArrayRows(table, 4000), ("a", "b", "k"), values, 3000, 2)
    assert many.tobytes() == few.tobytes()
    assert many.sum(axis=0) == pytest.approx(np.column_stack([table["a"], table["b"]])[table["k"] >= 0].sum(axis=0))


def test_products_of_whole_numbers_are_exact_in_long_blocks() -> None:
    rng = np.random.default_rng(10)
    whole = rng.integers(-2**49, 2**49, (300_000, 2)).astype(float)
    keys = rng.integers(0, 3, 300_000)
    shift = limb_shift(np.array([2.0**50, 2.0**50]))
    got = limbs_back(limb_products(keys, whole, 3), np.zeros(2, dtype=np.int64))
    assert shift.tolist() == [-1, -1]
    for key in range(3):
        a, b = whole[keys == key].astype(np.int64).T.tolist()
        exact = sum(x * y for x, y in zip(a, b, strict=True))
        assert got[key, 0, 1] == pytest.approx(float(exact), rel=1e-14)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.one_of(st.none(), halves), st.integers(0, 1000).map(lambda w: w / 8), st.integers(0, 2)),
                min_size=1, max_size=50), st.integers(1, 60))
def test_a_tally_holds_the_sums_that_fractions_give(table: list[tuple[float | None, float, int]], size: int) -> None:
    y = np.array([np.nan if row[0] is None else row[0] for row in table])
    data = {"y": y, "w": np.array([row[1] for row in table]), "g": np.array([float(row[2]) for row in table])}
    one = Survey.of(ArrayRows(data, size), SampleDesign(weight="w"))
    for bound in (None, 2.0**29):
        got = tally(one, [column("y", bound)], domain=lambda batch: batch["g"].astype(np.int64), domains=3,
                    reads=("g",))
        for d in range(3):
            told = [(Fraction(v), Fraction(w)) for v, w, g in table if g == d and v is not None]
            assert Fraction(float(got.totals[d, 1])) == sum((w for _, w in told), Fraction(0))
            exact = sum((v * w for v, w in told), Fraction(0))
            size_of_all = sum((abs(v) * w for v, w in told), Fraction(0))
            assert abs(Fraction(float(got.amounts[d, 0])) - exact) <= size_of_all * Fraction(1, 2**50)
            assert got.spread(d).n(0) == sum(1 for v, w, g in table if g == d and v is not None and w)


def test_a_tally_of_values_too_large_to_be_weighed_is_refused() -> None:
    one = Survey.of(ArrayRows({"y": np.array([1e308, 1.0]), "w": np.array([1e10, 1.0])}), SampleDesign(weight="w"))
    with pytest.raises(ValueError, match="too large"):
        tally(one, [column("y", 1e308)])


def test_columns_that_nobody_adds_to_take_no_room() -> None:
    data = {"y": np.arange(10.0), "z": np.where(np.arange(10) == 4, np.nan, 1.0)}
    one = Survey.of(ArrayRows(data, 3), SampleDesign())
    got = sum_up(one.rows, one.layout, [column("y"), column("z")], np.zeros(2), np.array([9.0, 1.0]), None, 1, ())
    assert sorted(got.columns) == [0, 1, 2, 4]  # y, z, everybody's weight, the weight of those without z
    assert sorted(got.counts) == [2, 4]
