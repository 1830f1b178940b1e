"""Needs asked as ratings, and as the gap to a position profile."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.cycle.story import evidence, item, row, sheet, value

from qabilet.cycle.needs import NEED_010, NEED_013, NeedQuestion
from qabilet.cycle.sample import Design

RATING = NeedQuestion("q", "rating", items="grid")
ITEMS = [item("law", "grid", competence="law"), item("money", "grid", competence="money"),
         item("talk", "grid", competence="talk")]


def people(seed: int = 1, n: int = 60) -> list[dict[str, object]]:
    rng = np.random.default_rng(seed)
    return [{"law": rng.integers(1, 4), "money": rng.integers(4, 6), "talk": rng.integers(1, 6)} for _ in range(n)]


def test_the_largest_mean_comes_first_with_its_interval_and_its_set(tmp_path: Path) -> None:
    rows = people()
    found = evidence(tmp_path, ITEMS, rows, needs=[RATING])
    needs = sheet(found, "needs/q")
    money = np.array([int(str(one["money"])) for one in rows])
    cell = needs.rows[0].cells["mean"]
    assert needs.rows[0].code == "money"
    assert cell.value == pytest.approx(money.mean())
    assert cell.high is not None
    assert cell.high - money.mean() == pytest.approx(2.000995378 * money.std(ddof=1) / np.sqrt(60), rel=1e-8)
    rank = needs.rows[0].cells["rank"]
    assert (rank.value, rank.low, rank.high, rank.n) == (1, 1, 1, 60)


def test_shares_of_the_points_add_to_one_and_top_two_is_the_last_two(tmp_path: Path) -> None:
    found = evidence(tmp_path, ITEMS, people(), needs=[RATING])
    cells = row(found, "needs/q", "talk").cells
    assert sum(cells[f"p{point}"].value or 0 for point in range(1, 6)) == pytest.approx(1)
    assert cells["top2"].value == pytest.approx((cells["p4"].value or 0) + (cells["p5"].value or 0))


def test_where_low_points_are_the_greater_need_the_smallest_mean_comes_first(tmp_path: Path) -> None:
    found = evidence(tmp_path, ITEMS, people(), needs=[NeedQuestion("q", "rating", items="grid", largest="low")])
    assert [one.code for one in sheet(found, "needs/q").rows][-1] == "money"


def test_a_reverse_item_is_turned_for_the_mean_but_shown_as_it_was_answered(tmp_path: Path) -> None:
    found = evidence(tmp_path, [item("law", "grid"), item("money", "grid", reverse=True)],
                     [{"law": 5, "money": 5}] * 12, needs=[RATING])
    assert value(found, "needs/q", "money", "mean") == 1
    assert value(found, "needs/q", "money", "p5") == 1


def test_skipped_items_count_those_who_answered_and_say_so(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"law": 4, "money": 2, "talk": 3} for _ in range(30)]
    for one in rows[:20]:
        del one["law"]
    found = evidence(tmp_path, ITEMS, rows, needs=[RATING])
    assert row(found, "needs/q", "law").cells["mean"].n == 10
    assert NEED_013 in [caution.code for caution in sheet(found, "needs/q").cautions]


def test_too_few_answers_give_an_order_without_sets_and_a_caution(tmp_path: Path) -> None:
    found = evidence(tmp_path, ITEMS, people(n=9), needs=[RATING])
    rank = row(found, "needs/q", "money").cells["rank"]
    assert (rank.value, rank.low) == (1, None)
    assert [caution.code for caution in sheet(found, "needs/q").cautions] == [NEED_010]


@pytest.mark.parametrize("n", [0, 1, 2])
def test_nobody_one_or_two_people_break_nothing(tmp_path: Path, n: int) -> None:
    found = evidence(tmp_path, ITEMS, people(n=n), needs=[RATING])
    assert row(found, "needs/q", "law").cells["mean"].n == n


def test_items_answered_alike_by_all_share_the_first_place(tmp_path: Path) -> None:
    found = evidence(tmp_path, ITEMS, [{"law": 3, "money": 3, "talk": 3}] * 20, needs=[RATING])
    ranks = [one.cells["rank"] for one in sheet(found, "needs/q").rows]
    assert [(rank.value, rank.low, rank.high) for rank in ranks] == [(1, 1, 3)] * 3


def test_a_census_has_an_order_and_no_intervals(tmp_path: Path) -> None:
    found = evidence(tmp_path, ITEMS, people(), needs=[RATING], design=Design("census"))
    cells = row(found, "needs/q", "money").cells
    assert (cells["mean"].low, cells["mean"].basis) == (None, "none")
    assert (cells["rank"].value, cells["rank"].low) == (1, None)


def test_a_quota_sample_is_labelled_a_model_and_uses_its_cells(tmp_path: Path) -> None:
    rows = [one | {"region": "north" if index % 2 else "south"} for index, one in enumerate(people())]
    columns = [*ITEMS, item("region", kind="one", values=["north", "south"])]
    found = evidence(tmp_path, columns, rows, needs=[RATING], design=Design("quota", ("region",)))
    cell = row(found, "needs/q", "money").cells["mean"]
    money = np.array([int(str(one["money"])) for one in rows], float)
    cells = [money[0::2], money[1::2]]
    variance = sum(len(c) * c.var(ddof=1) for c in cells) / 60**2
    assert cell.basis == "model"
    assert cell.high is not None
    assert cell.high - (cell.value or 0) == pytest.approx(2.001717484 * np.sqrt(variance), rel=1e-8)


def test_the_gap_is_the_target_less_the_level_and_the_largest_gap_comes_first(tmp_path: Path) -> None:
    gap = NeedQuestion("q", "gap", items="grid", profile="akim")
    rows: list[dict[str, object]] = [{"law": 2 + index % 2, "money": 4, "talk": 1 + index % 3} for index in range(30)]
    found = evidence(tmp_path, ITEMS, rows, needs=[gap], targets={"akim": {"law": 4, "money": 4, "talk": 3}})
    needs = sheet(found, "needs/q")
    assert [one.code for one in needs.rows] == ["law", "talk", "money"]
    law = needs.rows[0].cells
    assert (law["gap"].value, law["level"].value, law["target"].value) == (pytest.approx(1.5), pytest.approx(2.5), 4)
    assert (law["below"].value, law["below"].count) == (1, 30)
    assert value(found, "needs/q", "money", "below") == 0
