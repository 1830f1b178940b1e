"""Needs forced into an order, and needs on two scales."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from tests.cycle.story import evidence, item, row, sheet, value

from qabilet.cycle.analysis import Audience, Lattice
from qabilet.cycle.needs import NEED_001, NEED_002, NEED_011, NEED_014, NeedQuestion, check_plan

ITEMS = [item(code, "order", kind="ranking", values=["1", "2", "3"], competence=code) for code in ("a", "b", "c")]
ORDER = NeedQuestion("q", "ranking", items="order", largest="low")


def places(*orders: str) -> list[dict[str, object]]:
    """'bac' is a person who put b first."""
    return [{name: order.index(name) + 1 for name in order} for order in orders]


def test_mean_places_first_places_and_pairs_are_counted_as_a_person_would(tmp_path: Path) -> None:
    found = evidence(tmp_path, ITEMS, places(*["abc"] * 6, *["bac"] * 3, *["cba"] * 3), needs=[ORDER])
    assert [one.code for one in sheet(found, "needs/q").rows] == ["a", "b", "c"]
    assert value(found, "needs/q", "a", "mean_place") == pytest.approx((6 * 1 + 3 * 2 + 3 * 3) / 12)
    assert value(found, "needs/q", "a", "first") == 0.5
    pair = row(found, "needs/q/pairs", "a").cells["b"]
    assert (pair.value, pair.count, pair.n) == (0.5, 6, 12)


def test_scores_and_places_of_the_same_orders_give_the_same_result(tmp_path: Path) -> None:
    orders = ["".join(order) for order in permutations("abc")] * 4 + ["abc"] * 10
    low = evidence(tmp_path, ITEMS, places(*orders), needs=[ORDER])
    scores = [{name: 4 - int(str(place)) for name, place in one.items()} for one in places(*orders)]
    high = evidence(tmp_path, ITEMS, scores, needs=[NeedQuestion("q", "ranking", items="order", largest="high")])
    for name in "abc":
        assert row(low, "needs/q", name).cells["mean_place"].value == pytest.approx(
            row(high, "needs/q", name).cells["mean_place"].value)
        assert row(low, "needs/q", name).cells["rank"] == row(high, "needs/q", name).cells["rank"]
        assert row(low, "needs/q", name).cells["worth"].value == pytest.approx(
            row(high, "needs/q", name).cells["worth"].value)


def test_worths_of_plackett_and_luce_add_to_one(tmp_path: Path) -> None:
    orders = ["".join(order) for order in permutations("abc")] * 4 + ["abc"] * 10
    found = evidence(tmp_path, ITEMS, places(*orders), needs=[ORDER])
    assert sum(one.cells["worth"].value or 0 for one in sheet(found, "needs/q").rows) == pytest.approx(1)


def test_a_ranking_with_a_place_given_twice_stays_out_of_the_worths_and_is_counted(tmp_path: Path) -> None:
    orders = ["".join(order) for order in permutations("abc")] * 4
    found = evidence(tmp_path, ITEMS, [*places(*orders), {"a": 1, "b": 1, "c": 2}], needs=[ORDER])
    needs = sheet(found, "needs/q")
    assert needs.facts["rankings"] == 24
    assert next(one.facts["n"] for one in needs.cautions if one.code == NEED_014) == 1


def test_everybody_of_one_mind_is_said_with_certainty(tmp_path: Path) -> None:
    found = evidence(tmp_path, ITEMS, places(*["abc"] * 20), needs=[ORDER])
    assert [(one.code, one.cells["rank"].low, one.cells["rank"].high) for one in sheet(found, "needs/q").rows] == [
        ("a", 1, 1), ("b", 2, 2), ("c", 3, 3)]
    assert sheet(found, "needs/q").facts["kendall_w"] == pytest.approx(1)


TWO = NeedQuestion("two", "two-scale", importance="imp", competence="can")
PAIRS = [*(item(f"i_{code}", "imp", competence=code) for code in "ab"),
         *(item(f"c_{code}", "can", competence=code) for code in "ab")]


def test_borich_is_the_mean_gap_times_the_mean_importance(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"i_a": 5, "c_a": 2, "i_b": 3, "c_b": 3 + index % 2} for index in range(20)]
    rows[0]["i_a"] = 4
    found = evidence(tmp_path, PAIRS, rows, needs=[TWO])
    cells = row(found, "needs/two", "i_a").cells
    importance = (19 * 5 + 4) / 20
    assert cells["importance"].value == pytest.approx(importance)
    assert cells["gap"].value == pytest.approx(importance - 2)
    assert cells["mwds"].value == pytest.approx((importance - 2) * importance)
    assert row(found, "needs/two", "i_a").facts["quadrant"] == "act"
    assert row(found, "needs/two", "i_b").facts["quadrant"] == "excess"


def test_the_ranked_discrepancy_counts_who_is_below_above_and_equal(tmp_path: Path) -> None:
    rows = [{"i_a": 5, "c_a": level, "i_b": 3, "c_b": 3} for level in (5, 5, 4, 3, 1, 5, 5, 5, 5, 5)]
    cells = row(evidence(tmp_path, PAIRS, rows, needs=[TWO]), "needs/two", "i_a").cells
    assert (cells["negative"].value, cells["positive"].value, cells["ties"].value) == (0.3, 0.0, 0.7)
    assert cells["rds"].value == pytest.approx(-30)


def test_one_scale_alone_is_refused_by_code(tmp_path: Path) -> None:
    from qabilet.cycle.analysis import Rules
    from qabilet.cycle.instrument import Dictionary
    from qabilet.cycle.needs import StudyPlan
    from qabilet.cycle.sample import Design

    def plan(*needs: NeedQuestion) -> StudyPlan:
        return StudyPlan(Dictionary(tuple(PAIRS[:2])), "", (), Design(), Lattice(), Rules(), needs)

    assert [fault.code for fault in check_plan(plan(TWO))] == [NEED_001]
    assert [fault.code for fault in check_plan(plan(NeedQuestion("x", "rating", items="nothing")))] == [NEED_002]


def test_observers_stand_beside_those_who_speak_of_themselves_and_silence_is_no_evidence(tmp_path: Path) -> None:
    columns = [item("who", kind="one", values=["akim", "deputy"], role="audience"),
               *(item(code, "grid", competence=code) for code in ("law", "money"))]
    rows: list[dict[str, object]] = [{"who": "akim", "law": 4, "money": 2 + index % 2} for index in range(20)]
    rows += [{"who": "deputy", "law": 1 + index % 3, "money": ""} for index in range(12)]
    found = evidence(tmp_path, columns, rows, needs=[NeedQuestion("q", "rating", items="grid")],
                     audience_column="who", audiences=[Audience("akim"), Audience("deputy", "observer", "akim")])
    law = row(found, "needs/sides/q", "law").cells
    assert (law["akim"].value, law["deputy"].value, law["difference"].value) == (4, 2, 2)
    assert row(found, "needs/sides/q", "money").cells["deputy"].value is None
    assert found.n == {"akim": 20, "deputy": 12}


def test_ways_of_measuring_that_disagree_on_the_first_need_say_so(tmp_path: Path) -> None:
    columns = [*ITEMS[:2], *PAIRS]
    rows = [{"a": 1, "b": 2, "i_a": 4, "c_a": 4, "i_b": 5, "c_b": 1 + index % 2} for index in range(20)]
    order = [item(code, "order", kind="ranking", values=["1", "2"], competence=code) for code in "ab"]
    found = evidence(tmp_path, [*order, *PAIRS], rows, needs=[ORDER, TWO])
    methods = sheet(found, "needs/methods")
    assert methods.facts["agree"] is False
    assert [caution.code for caution in methods.cautions] == [NEED_011]
    assert columns


def test_groups_have_their_own_order_and_the_contrast_its_effect(tmp_path: Path) -> None:
    columns = [item("region", kind="one", values=["north", "south"]),
               *(item(code, "grid", competence=code) for code in ("law", "money"))]
    rng = np.random.default_rng(3)
    rows: list[dict[str, object]] = [
        {"region": region, "law": int(rng.integers(1, 4)) + (2 if region == "north" else 0), "money": 3}
        for region in ("north", "south") for _ in range(25)]
    found = evidence(tmp_path, columns, rows, needs=[NeedQuestion("q", "rating", items="grid")],
                     lattice=Lattice(("region",)))
    assert row(found, "needs/q/by/region", "law|north").place == (("region", "north"),)
    assert value(found, "needs/q/by/region", "law|north", "rank") == 1
    assert value(found, "needs/q/by/region", "law|south", "rank") == 2
    assert (value(found, "needs/q/contrast/region", "law", "effect") or 0) > 0.5
    assert (value(found, "needs/q/contrast/region", "law", "p") or 1) < 0.001
