"""From what a study declares to the weights of its answers: every way of drawing, every step, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet
from tests.cycle.story import evidence, item, value

from qabilet.cycle.analysis import Derived, Lattice, Weighted, dimensions, recodes, weigh
from qabilet.cycle.analysis.drawing import Drawing
from qabilet.cycle.instrument import Dictionary
from qabilet.cycle.sample import Design, DrawnUnits, Population, Unit, Weighting
from qabilet.errors import QabiletError
from qabilet.stats import Variable, survey_means
from qabilet.tables import recode
from qabilet.text import LANGS

REGION = item("region", kind="one", values=["north", "south", "west"], missing={"": "refused"})
GENDER = item("gender", kind="one", values=["f", "m"], missing={"": "refused"})
DISTRICT = item("district", kind="one", values=[f"d{at}" for at in range(1, 7)], missing={"": "refused"})
Y, W = item("y", kind="number"), item("w", kind="number", missing={"": "refused"})
LEVELS = Derived("half", "region", levels={"north": "upper", "south": "lower", "west": "lower"})
People = Sequence[Mapping[str, object]]


def weighted(folder: Path, people: People, drawing: Drawing) -> Weighted:
    columns = (REGION, GENDER, DISTRICT, Y, W)
    table = pa.table({one.header: pa.array([str(row.get(one.code, "")) for row in people], pa.string())
                      for one in columns})
    parquet.write_table(table, folder / "answers.parquet")
    dictionary, lattice = Dictionary(tuple(columns)), Lattice(derived=(LEVELS,))
    frame = recode(folder / "answers.parquet", recodes(dictionary, lattice), folder / "frame.parquet")
    found = weigh(frame, drawing, dimensions(dictionary, lattice), least=1)
    assert found is not None
    return found


def weights(found: Weighted) -> list[float]:
    survey = found.survey
    return np.concatenate(list(survey.rows.map(survey.columns, survey.weight))).tolist()


def mean(found: Weighted) -> tuple[float, float, float]:
    """The weighted mean of y, its standard error, its degrees of freedom."""
    variable = Variable("y", ("y",), lambda batch: np.asarray(batch["y"], dtype=np.float64))
    vector = survey_means(found.survey, [variable])[0]
    return float(vector.theta[0]), float(vector.V[0, 0]) ** 0.5, float(vector.df[0])


def people(**columns: Sequence[object]) -> list[dict[str, object]]:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def register(**counts: int) -> Population:
    return Population(("region",), {(name,): count for name, count in counts.items()})


def by_gender(found: Weighted) -> list[tuple[float, float]]:
    """The weighted mean of y and its variance among women and among men."""
    variable = Variable("y", ("y",), lambda batch: np.asarray(batch["y"], dtype=np.float64))
    vectors = survey_means(found.survey, [variable], domains=2, reads=("gender",),
                           domain=lambda batch: np.asarray(batch["gender"], dtype=np.int64))
    return [(float(one.theta[0]), float(one.V[0, 0])) for one in vectors]


STRATIFIED = people(region=["north"] * 3 + ["south"] * 2, gender=["f", "m", "m", "f", "m"], y=[1, 2, 3, 10, 14])


def test_strata_of_a_register_weigh_what_they_are(tmp_path: Path) -> None:
    found = weighted(tmp_path, STRATIFIED, Drawing(Design("stratified", ("region",)),
                                                   population=register(north=30, south=60)))
    assert weights(found) == [10, 10, 10, 30, 30]
    value, error, df = mean(found)
    # R: svymean(~y, svydesign(~1, strata = ~region, fpc = ~c(30, 30, 30, 60, 60))), by hand:
    assert value == pytest.approx((30 * 2 + 60 * 12) / 90)
    assert error**2 == pytest.approx((30**2 * (1 - 3 / 30) * 1 / 3 + 60**2 * (1 - 2 / 60) * 8 / 2) / 90**2)
    assert df == 3


def test_a_simple_sample_of_a_known_register_weighs_alike(tmp_path: Path) -> None:
    found = weighted(tmp_path, STRATIFIED, Drawing(Design("simple"), weighting=Weighting(trim=5.0), size=50))
    assert weights(found) == [10] * 5
    value, error, _ = mean(found)
    spread = np.var([1, 2, 3, 10, 14], ddof=1)
    assert (value, error**2) == (pytest.approx(6), pytest.approx((1 - 5 / 50) * spread / 5))


UNITS = DrawnUnits(("region", "district"), {
    ("north", "d1"): Unit(4, 2, 8.0, 8, 2), ("north", "d2"): Unit(4, 2, 6.0, 6, 2),
    ("south", "d4"): Unit(3, 2, 3.0, 4, 2), ("south", "d5"): Unit(3, 2, 4.5, 6, 2)})
CLUSTERED = people(region=["north"] * 4 + ["south"] * 4, district=["d1", "d1", "d2", "d2", "d4", "d4", "d5", "d5"],
                   y=[1, 3, 4, 6, 7, 9, 2, 2], gender=["f", "m"] * 4)
CLUSTER = Design("cluster", ("region",), clusters="district")


def test_people_drawn_within_districts_have_two_stages(tmp_path: Path) -> None:
    found = weighted(tmp_path, CLUSTERED, Drawing(CLUSTER, UNITS))
    assert weights(found) == [8, 8, 6, 6, 3, 3, 4.5, 4.5]
    _, error, df = mean(found)
    assert df == 2  # four districts less two strata
    # R: svymean(~y, svydesign(~district + row, strata = ~region, fpc = ~districts + people, weights = ~w))
    w, y = np.array(weights(found)), np.array([1, 3, 4, 6, 7, 9, 2, 2])
    z = w * (y - (w * y).sum() / w.sum()) / w.sum()
    variance = 0.0
    for at, (there, sizes) in {0: (4, (8, 6)), 4: (3, (4, 6))}.items():
        pairs = [z[at:at + 2], z[at + 2:at + 4]]
        totals = [pair.sum() for pair in pairs]
        variance += (1 - 2 / there) * 2 * np.var(totals, ddof=1)
        variance += 2 / there * sum((1 - 2 / size) * 2 * np.var(pair, ddof=1)
                                    for pair, size in zip(pairs, sizes, strict=True))
    assert error**2 == pytest.approx(variance)


def test_whole_districts_have_one_stage(tmp_path: Path) -> None:
    units = DrawnUnits(UNITS.columns, {key: Unit(one.strata_units, 2, one.strata_units / 2, 2, 2)
                                       for key, one in UNITS.units.items()})
    found = weighted(tmp_path, CLUSTERED, Drawing(CLUSTER, units))
    assert weights(found) == [2] * 4 + [1.5] * 4
    assert len(found.survey.layout.design.stages) == 1


def test_uneven_chances_are_analysed_as_if_drawn_with_replacement(tmp_path: Path) -> None:
    even = weighted(tmp_path, CLUSTERED, Drawing(CLUSTER, UNITS))
    uneven = DrawnUnits(UNITS.columns, {key: Unit(one.strata_units, 2, one.weight, one.units, one.drawn, even=False)
                                        for key, one in UNITS.units.items()})
    found = weighted(tmp_path, CLUSTERED, Drawing(CLUSTER, uneven))
    assert weights(found) == weights(even)
    assert not any(stage.size for stage in found.survey.layout.design.stages)
    assert mean(found)[1] > mean(even)[1]


def test_weights_that_came_with_the_answers_stay_and_zero_is_one_of_them(tmp_path: Path) -> None:
    rows = people(y=[1, 2, 3, 4], w=[2, 0, "", 5])
    found = weighted(tmp_path, rows, Drawing(Design("simple", weight="w")))
    assert weights(found) == [2, 0, 5]
    assert found.left_out == 1
    assert [one.code for one in found.cautions] == ["WEIGHT_010"]
    assert mean(found)[0] == pytest.approx((2 * 1 + 5 * 4) / 7)


def test_who_comes_from_no_known_district_is_left_out_though_a_weight_came_with_the_answer(tmp_path: Path) -> None:
    rows = [*({**row, "w": 2} for row in CLUSTERED), {"region": "north", "district": "d3", "y": 100, "w": 2}]
    found = weighted(tmp_path, rows, Drawing(Design("cluster", ("region",), clusters="district", weight="w"), UNITS))
    assert weights(found) == [2] * 8
    assert found.left_out == 1


def test_those_who_answered_stand_for_those_who_were_asked(tmp_path: Path) -> None:
    asked = Population(("gender",), {("f",): 10, ("m",): 9})
    found = weighted(tmp_path, STRATIFIED, Drawing(Design("open"), weighting=Weighting(("gender",), invited=asked)))
    assert weights(found) == [5, 3, 3, 5, 3]


def test_more_answers_than_invitations_are_a_doubt(tmp_path: Path) -> None:
    asked = Population(("gender",), {("f",): 1, ("m",): 9})
    found = weighted(tmp_path, STRATIFIED, Drawing(Design("open"), weighting=Weighting(("gender",), invited=asked)))
    assert weights(found) == [0.5, 3, 3, 0.5, 3]
    assert [(one.code, one.facts["count"]) for one in found.cautions] == [("WEIGHT_014", 1)]


def test_post_strata_add_up_to_the_register_after_the_draw(tmp_path: Path) -> None:
    people_of = Population(("region", "gender"), {("north", "f"): 12, ("north", "m"): 18, ("south", "f"): 40,
                                                  ("south", "m"): 20})
    found = weighted(tmp_path, STRATIFIED, Drawing(Design("stratified", ("region",)),
                                                   weighting=Weighting(post=("gender",)), population=people_of))
    # 10 + 30 and 10 + 10 + 30 before; 52 and 38 in the register
    assert weights(found) == pytest.approx([13, 7.6, 7.6, 39, 22.8])


@pytest.mark.parametrize("method", ["raking", "linear", "logit"])
def test_margins_are_hit_all_at_once_whatever_the_method(method: str, tmp_path: Path) -> None:
    counts = Population(("region", "gender"), {("north", "f"): 12, ("north", "m"): 18, ("south", "f"): 40,
                                               ("south", "m"): 20})
    weighting = Weighting(margins=(("region",), ("gender",)), method=method,  # type: ignore[arg-type]
                          bounds=(0.3, 3.0) if method == "logit" else None)
    found = weighted(tmp_path, STRATIFIED, Drawing(Design("stratified", ("region",)), weighting=weighting,
                                                   population=counts))
    w = weights(found)
    assert [sum(w[:3]), sum(w[3:])] == pytest.approx([30, 60], rel=1e-10)
    assert [w[0] + w[3], w[1] + w[2] + w[4]] == pytest.approx([52, 38], rel=1e-10)


def test_bounds_hold_and_bounds_nobody_can_keep_are_told(tmp_path: Path) -> None:
    counts = Population(("gender",), {("f",): 20, ("m",): 80})
    def drawing(low: float, high: float) -> Drawing:
        return Drawing(Design("simple"), weighting=Weighting(margins=(("gender",),), bounds=(low, high)),
                       population=counts, size=100)
    w = weights(weighted(tmp_path, STRATIFIED, drawing(0.4, 1.5)))
    assert all(0.4 <= one / 20 <= 1.5 for one in w)
    with pytest.raises(QabiletError) as told:
        weighted(tmp_path, STRATIFIED, drawing(0.9, 1.1))
    assert told.value.code == "WEIGHT_006"


def test_no_trimmed_weight_is_above_so_many_medians_and_their_sum_stays(tmp_path: Path) -> None:
    rows = people(y=list(range(9)), w=[1, 1, 1, 1, 1, 1, 1, 1, 20])
    found = weighted(tmp_path, rows, Drawing(Design("simple", weight="w"), weighting=Weighting(trim=4.0)))
    assert max(weights(found)) <= 4 * (1 + 1e-12)
    assert sum(weights(found)) == pytest.approx(28)


def test_trimmed_weights_have_errors_in_domains_too(tmp_path: Path) -> None:
    rows = people(y=[1, 2, 3, 4, 5, 7], w=[1, 1, 2, 1, 1, 9], gender=["f", "m"] * 3)
    found = weighted(tmp_path, rows, Drawing(Design("simple", weight="w"), weighting=Weighting(trim=3.0)))
    same = people(y=[1, 2, 3, 4, 5, 7], w=weights(found), gender=["f", "m"] * 3)
    again = weighted(tmp_path, same, Drawing(Design("simple", weight="w")))
    for one, other in zip(by_gender(found), by_gender(again), strict=True):
        assert one == pytest.approx(other, rel=1e-12)


def test_weights_that_cannot_be_trimmed_so_far_are_told(tmp_path: Path) -> None:
    rows = people(y=list(range(4)), w=[0.1, 0.1, 0.1, 20])
    with pytest.raises(QabiletError) as told:
        weighted(tmp_path, rows, Drawing(Design("simple", weight="w"), weighting=Weighting(trim=1.5)))
    assert told.value.code == "WEIGHT_009"


def test_who_gives_no_answer_to_a_margin_keeps_the_weight_and_the_others_hit_what_is_left(tmp_path: Path) -> None:
    rows = [*STRATIFIED, {"region": "south", "gender": "", "y": 7}]
    counts = Population(("gender",), {("f",): 30, ("m",): 60})
    found = weighted(tmp_path, rows, Drawing(Design("simple"), weighting=Weighting(margins=(("gender",),)),
                                             population=counts, size=90))
    w = weights(found)
    assert w[5] == pytest.approx(15)
    assert sum(w) == pytest.approx(90)
    assert (w[1] + w[2] + w[4]) / (w[0] + w[3]) == pytest.approx(2)
    assert [(one.code, one.facts["count"]) for one in found.cautions] == [("WEIGHT_011", 1)]


def test_who_gives_no_answer_to_a_response_cell_stands_for_nobody_else(tmp_path: Path) -> None:
    rows = [*STRATIFIED, {"region": "south", "gender": "", "y": 7}]
    asked = Population(("gender",), {("f",): 10, ("m",): 9})
    found = weighted(tmp_path, rows, Drawing(Design("open"), weighting=Weighting(("gender",), invited=asked)))
    assert weights(found) == [5, 3, 3, 5, 3, 1]
    assert [one.code for one in found.cautions] == ["WEIGHT_011"]


def test_who_comes_from_no_known_stratum_or_district_is_left_out_and_counted(tmp_path: Path) -> None:
    rows = [*CLUSTERED, {"region": "north", "district": "d3", "y": 100}, {"region": "", "district": "d1", "y": 100},
            {"region": "west", "district": "d1", "y": 100}]
    found = weighted(tmp_path, rows, Drawing(CLUSTER, UNITS))
    assert found.left_out == 3
    assert mean(found) == mean(weighted(tmp_path, CLUSTERED, Drawing(CLUSTER, UNITS)))


def test_a_stratum_of_the_register_in_which_nobody_answered_is_a_doubt(tmp_path: Path) -> None:
    design = Design("stratified", ("region",))
    found = weighted(tmp_path, STRATIFIED, Drawing(design, population=register(north=30, south=60, west=9)))
    assert sum(weights(found)) == 90
    assert [(one.code, one.facts) for one in found.cautions] == [("WEIGHT_013", {"count": 1, "all": 3})]
    for lang in LANGS:
        assert "3" in found.cautions[0].says(lang)


def test_a_drawn_stratum_in_which_nobody_answered_is_a_doubt_too(tmp_path: Path) -> None:
    units = DrawnUnits(UNITS.columns, {**UNITS.units, ("west", "d6"): Unit(5, 1, 9.0, 9, 3)})
    found = weighted(tmp_path, CLUSTERED, Drawing(CLUSTER, units))
    assert [(one.code, one.facts) for one in found.cautions] == [("WEIGHT_013", {"count": 1, "all": 3})]


def test_a_drawn_district_in_which_nobody_answered_is_non_response_and_no_doubt(tmp_path: Path) -> None:
    units = DrawnUnits(UNITS.columns, {**UNITS.units, ("north", "d3"): Unit(4, 3, 9.0, 9, 3)})
    assert weighted(tmp_path, CLUSTERED, Drawing(CLUSTER, units)).cautions == ()


def test_a_stratum_of_one_respondent_has_an_error_all_the_same(tmp_path: Path) -> None:
    rows = [*STRATIFIED, {"region": "west", "gender": "f", "y": 30}]
    found = weighted(tmp_path, rows, Drawing(Design("stratified", ("region",)),
                                             population=register(north=30, south=60, west=9)))
    assert weights(found)[-1] == 9
    without = weighted(tmp_path, rows, Drawing(Design("stratified", ("region",)),
                                               population=register(north=30, south=60, west=1)))
    assert mean(found)[1] > mean(without)[1]  # one of nine is unsure, one of one is not


def test_a_share_of_people_who_have_no_weight_is_none_at_all(tmp_path: Path) -> None:
    rows = [{"w": 1 + at % 3, "region": "north"} for at in range(40)] + [{"gender": "f"}] * 5 + [{"gender": "m"}] * 5
    found = evidence(tmp_path, [REGION, GENDER, W], rows, design=Design("simple", weight="w"))
    assert all(sheet.key != "profile/gender" for sheet in found.sheets)
    assert value(found, "profile/region", "north", "share") == 1


def test_where_nobody_is_left_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(QabiletError) as told:
        weighted(tmp_path, people(region=["west"] * 3, district=["d6"] * 3, y=[1, 2, 3]), Drawing(CLUSTER, UNITS))
    assert told.value.code == "WEIGHT_007"


def test_weights_that_are_all_zero_leave_nobody(tmp_path: Path) -> None:
    with pytest.raises(QabiletError) as told:
        weighted(tmp_path, people(y=[1, 2, 3], w=[0, 0, 0]), Drawing(Design("simple", weight="w")))
    assert told.value.code == "WEIGHT_007"


def test_where_everybody_weighs_one_there_is_nothing_to_trim(tmp_path: Path) -> None:
    found = weighted(tmp_path, people(y=[1, 2, 4]), Drawing(Design("simple"), weighting=Weighting(trim=1.5)))
    assert found.survey.steps == ()
    assert mean(found)[0] == pytest.approx(7 / 3)


def test_a_cell_nobody_answered_in_is_told_with_the_one_nearest_to_it(tmp_path: Path) -> None:
    cells = ("region", "gender")
    asked = Population(cells, {("north", "f"): 4, ("north", "m"): 9, ("south", "f"): 3, ("south", "m"): 3,
                               ("west", "m"): 2})
    with pytest.raises(QabiletError) as told:
        weighted(tmp_path, STRATIFIED, Drawing(Design("open"), weighting=Weighting(cells, invited=asked)))
    fault = told.value.faults[0]
    assert fault.code == "WEIGHT_001"
    assert fault.facts["cells"] == "west \u00d7 m"
    assert fault.facts["near"] == "south \u00d7 m"


def test_people_in_a_cell_nobody_was_asked_in_are_told(tmp_path: Path) -> None:
    for asked, code in (({("f",): 10}, "WEIGHT_002"), ({("f",): 10, ("m",): 0}, "WEIGHT_003")):
        with pytest.raises(QabiletError) as told:
            weighted(tmp_path, STRATIFIED, Drawing(Design("open"), weighting=Weighting(
                ("gender",), invited=Population(("gender",), asked))))
        assert told.value.code == code


def test_margins_of_different_registers_are_told(tmp_path: Path) -> None:
    counts = Population(("region", "half"), {("north", "upper"): 30, ("south", "lower"): 60, ("west", ""): 10})
    rows = [*STRATIFIED, {"region": "west", "gender": "f", "y": 30}]
    with pytest.raises(QabiletError) as told:
        weighted(tmp_path, rows, Drawing(Design("open"), weighting=Weighting(margins=(("region",), ("half",))),
                                         population=counts))
    assert told.value.code in ("WEIGHT_002", "WEIGHT_004")


def test_a_derived_dimension_weighs_as_its_source_does(tmp_path: Path) -> None:
    counts = Population(("region", "half"), {("north", "upper"): 30, ("south", "lower"): 60})
    found = weighted(tmp_path, STRATIFIED, Drawing(Design("open"), weighting=Weighting(post=("half",)),
                                                   population=counts))
    assert weights(found) == pytest.approx([10, 10, 10, 30, 30])


def test_the_same_bits_in_whatever_order_the_answers_come(tmp_path: Path) -> None:
    counts = Population(("gender",), {("f",): 30, ("m",): 60})
    weighting = Weighting(margins=(("gender",),), trim=2.0)
    drawing = Drawing(CLUSTER, UNITS, weighting, counts)
    once = mean(weighted(tmp_path, CLUSTERED, drawing))
    assert mean(weighted(tmp_path, CLUSTERED[::-1], drawing)) == once
    assert mean(weighted(tmp_path, [CLUSTERED[at] for at in (3, 0, 7, 2, 5, 1, 4, 6)], drawing)) == once
