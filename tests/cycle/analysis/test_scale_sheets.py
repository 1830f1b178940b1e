"""Scales: how well they hold together and what each item does, for whoever was asked and in whatever number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from tests.cycle.story import POINTS, evidence, item, row, sheet, value

from qabilet.cycle.analysis import Audience, Gate, Rules
from qabilet.cycle.instrument import Column
from qabilet.cycle.needs import ScaleQuestion
from qabilet.cycle.sample import Design
from qabilet.stats import Moments, PairTables, omega_total, ordinal_reliability, reliability

SCALE = ScaleQuestion("climate", "s")
HALF = ScaleQuestion("climate", "s", least_share=0.5)
CODES = "abcde"


def people(n: int, codes: str = CODES, seed: int = 1) -> list[dict[str, object]]:
    rng = np.random.default_rng(seed)
    rows = np.clip(np.round(3 + rng.normal(size=(n, 1)) + rng.normal(size=(n, len(codes)))), 1, 5)
    rows[rng.random(rows.shape) < 0.05] = 0
    return [{code: int(point) for code, point in zip(codes, one, strict=True) if point} for one in rows]


def points(rows: list[dict[str, object]], codes: str = CODES) -> np.ndarray:
    return np.array([[float(str(one.get(code, "nan"))) for code in codes] for one in rows])


def columns(codes: str = CODES, values: Sequence[str] = POINTS) -> list[Column]:
    return [item(code, "s", values=values, role="opinion", missing={"": "refused"}) for code in codes]


def test_a_scale_is_told_with_every_coefficient(tmp_path: Path) -> None:
    rows = people(120)
    found = evidence(tmp_path, columns(), rows, scales=[SCALE])
    x = points(rows)
    moments, tables = Moments.of(CODES, x), PairTables.of(CODES, x - 1, [5] * 5)
    whole, all_omega = reliability(moments, basis="design"), omega_total(moments, basis="design")
    ordinal = ordinal_reliability(tables, basis="design")
    cells = row(found, "scales", "climate").cells
    assert list(cells) == ["n", "alpha", "standardised", "omega", "ordinal_alpha", "ordinal_omega"]
    assert cells["n"].value == whole.alpha.n
    assert (cells["alpha"].value, cells["alpha"].low) == (whole.alpha.value, whole.alpha.low)
    assert cells["standardised"].value == pytest.approx(whole.standardised, rel=1e-12)
    assert (cells["omega"].value, cells["omega"].high) == (all_omega.raw.value, all_omega.raw.high)
    assert cells["ordinal_alpha"].value == ordinal.alpha.value
    assert cells["ordinal_omega"].value == ordinal.omega.value
    assert cells["ordinal_alpha"].low is None
    assert {cell.n for cell in cells.values()} == {whole.alpha.n}


def test_each_item_is_told_beside_the_others(tmp_path: Path) -> None:
    rows = people(120)
    found = evidence(tmp_path, columns(), rows, scales=[SCALE])
    whole = reliability(Moments.of(CODES, points(rows)), basis="design")
    items = sheet(found, "scales/climate")
    assert (items.kind, items.columns) == ("scale-items", ("item_rest", "if_dropped"))
    assert [one.cells["item_rest"].value for one in items.rows] == pytest.approx(list(whole.item_rest), rel=1e-12)
    assert [one.cells["if_dropped"].value for one in items.rows] == pytest.approx(list(whole.if_dropped), rel=1e-12)


def test_an_item_declared_reverse_is_turned_and_says_so(tmp_path: Path) -> None:
    rows = people(120)
    for one in rows:
        if "b" in one:
            one["b"] = 6 - int(str(one["b"]))
    asked = [item(code, "s", role="opinion", missing={"": "refused"}, reverse=code == "b") for code in CODES]
    found = evidence(tmp_path, asked, rows, scales=[SCALE])
    assert value(found, "scales/climate", "b", "item_rest") == pytest.approx(
        reliability(Moments.of(CODES, points(people(120))), basis="design").item_rest[1], rel=1e-12)
    assert [one.facts for one in sheet(found, "scales/climate").rows] == [{}, {"reverse": True}, {}, {}, {}]


def test_a_census_has_coefficients_without_intervals(tmp_path: Path) -> None:
    found = evidence(tmp_path, columns(), people(60), scales=[SCALE], design=Design("census"))
    cells = row(found, "scales", "climate").cells
    assert cells["alpha"].value
    assert cells["omega"].value
    assert {cell.low for cell in cells.values()} == {None}


@pytest.mark.parametrize("codes", ["ab", "a"])
def test_two_items_have_an_alpha_and_no_omega_and_one_is_no_scale(tmp_path: Path, codes: str) -> None:
    found = evidence(tmp_path, columns(codes), people(60, codes), scales=[SCALE])
    if len(codes) == 1:
        assert not [one for one in found.sheets if one.kind.startswith("scale")]
        return
    cells = row(found, "scales", "climate").cells
    assert cells["alpha"].value
    assert cells["ordinal_alpha"].value
    assert cells["omega"].value is cells["ordinal_omega"].value is None
    assert value(found, "scales/climate", "a", "if_dropped") is None


@pytest.mark.parametrize(("codes", "most"), [("abcdefghijklm", 5), ("abcd", 9)])
def test_beyond_twelve_items_or_eight_points_nothing_ordinal_is_told(tmp_path: Path, codes: str, most: int) -> None:
    asked = columns(codes, values=[str(point) for point in range(1, most + 1)])
    found = evidence(tmp_path, asked, people(60, codes), scales=[SCALE])
    cells = row(found, "scales", "climate").cells
    assert cells["alpha"].value
    assert cells["omega"].value
    assert cells["ordinal_alpha"].value is cells["ordinal_omega"].value is None
    assert sheet(found, "scales").facts == {"most_items": 12, "most_points": 8}


def test_an_audience_that_was_not_asked_has_no_scale(tmp_path: Path) -> None:
    rows: list[Mapping[str, object]] = [{"who": "akim", **one} for one in people(40)]
    rows += [{"who": "deputy"}] * 10
    asked = [item("who", kind="one", values=["akim", "deputy"]), *columns()]
    found = evidence(tmp_path, asked, rows, scales=[SCALE], audience_column="who",
                     audiences=[Audience("akim"), Audience("deputy", "observer", "akim")])
    assert [one.key for one in found.sheets if one.kind.startswith("scale")] == ["scales/akim", "scales/akim/climate"]


@pytest.mark.parametrize(("n", "told"), [(4, False), (12, True)])
def test_the_gate_keeps_back_a_scale_of_few_people(tmp_path: Path, n: int, told: bool) -> None:
    rows = [dict(one, **{code: one.get(code, 3) for code in CODES}) for one in people(n)]
    found = evidence(tmp_path, columns(), rows, scales=[SCALE])
    gate = Gate(Rules(), "release", {}, "simple")
    cells = [cell for key in ("scales", "scales/climate") for one in gate.release(sheet(found, key)).rows
             for cell in one.cells.values()]
    assert {cell.withheld for cell in cells} == ({None} if told else {"small"})


def test_few_answers_that_agree_without_exception_are_called_unsure(tmp_path: Path) -> None:
    same = [dict.fromkeys(CODES, 1 + index % 5) for index in range(20)]
    found = evidence(tmp_path, columns(), same, scales=[SCALE])
    assert row(found, "scales", "climate").facts == {"items": 5, "unsure": True}
    assert row(found, "scales", "climate").cells["omega"].value is None  # one and the same answer: no inverse
    sound = evidence(tmp_path, columns(), people(300), scales=[SCALE])
    assert row(sound, "scales", "climate").facts == {"items": 5}


def test_a_question_that_is_the_factor_itself_leaves_omega_without_an_interval(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    middle, beside = rng.integers(2, 5, 300), rng.choice([-1, 0, 1], 300)
    last = middle - np.where(rng.random(300) < 0.3, 0, beside)  # it has less than the first in common with the second
    three = np.column_stack([middle, middle + beside, last])
    rows = [dict(zip("abc", map(int, points_of), strict=True)) for points_of in three]
    found = evidence(tmp_path, columns("abc"), rows, scales=[SCALE])
    omega = row(found, "scales", "climate").cells["omega"]
    assert omega.value
    assert omega.low is None
    assert row(found, "scales", "climate").facts["bound"] is True


def test_no_scores_are_made_where_no_rule_is_declared(tmp_path: Path) -> None:
    found = evidence(tmp_path, columns(), people(60), scales=[SCALE])
    assert not [one for one in found.sheets if one.kind == "scale-scores"]


@pytest.mark.parametrize(("scale", "needed"), [(HALF, 3), (ScaleQuestion("climate", "s", least_items=2), 2),
                                               (ScaleQuestion("climate", "s", least_share=1.0), 5),
                                               (ScaleQuestion("climate", "s", least_items=9), 5)])
def test_the_mean_score_rests_on_who_answered_enough(tmp_path: Path, scale: ScaleQuestion, needed: int) -> None:
    rng, rows = np.random.default_rng(4), people(80)
    rows = [{code: point for code, point in one.items() if rng.random() > 0.3} for one in rows]
    found = evidence(tmp_path, columns(), rows, scales=[scale], design=Design("simple", population=500))
    x = points(rows)
    answered = np.sum(~np.isnan(x), axis=1)
    scores = np.nansum(x, axis=1)[answered >= needed] / answered[answered >= needed]
    told = row(found, "scores", "climate")
    assert told.facts == {"items": 5, "needed": needed}
    assert told.cells["n"].value == told.cells["mean"].n == len(scores)
    assert told.cells["left_out"].value == np.sum((answered > 0) & (answered < needed))
    assert told.cells["mean"].value == pytest.approx(scores.mean(), rel=1e-12)
    assert told.cells["mean"].low is not None
    assert sheet(found, "scores").facts == {"points": 5}


def test_nobody_who_was_asked_means_no_scores_and_too_few_answers_a_score_of_nobody(tmp_path: Path) -> None:
    (tmp_path / "nobody").mkdir()
    silent = evidence(tmp_path / "nobody", columns(), [{}] * 8, scales=[HALF])
    assert not [one for one in silent.sheets if one.kind == "scale-scores"]
    short = evidence(tmp_path, columns(), [{"a": 3}] * 8, scales=[HALF])
    assert [row(short, "scores", "climate").cells[name].value for name in ("n", "mean", "left_out")] == [0, None, 8]
