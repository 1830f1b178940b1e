"""The gate: raw sheets in, findings out, and what must not get through."""

from __future__ import annotations

import json

import numpy as np
import pytest

from qabilet.cycle.analysis import (
    MISSING,
    Counts,
    Finding,
    Gate,
    Raw,
    RawRow,
    RawSheet,
    Rules,
    Sheet,
    protect,
    restore,
    write,
)
from qabilet.errors import Caution, QabiletError
from qabilet.text import Text

RULES = Rules()
TITLE = Text("Тақырып", "Название", "Title")


def gate(*sizes: int, view: str = "release", rules: Rules = RULES, missing: int = 0) -> Gate:
    """A gate for a study of one dimension 'region' with levels r0, r1, ... of these sizes."""
    levels = (*(f"r{at}" for at in range(len(sizes))), MISSING)
    counts = Counts(("region",), (levels,), np.array([*sizes, missing]))
    return Gate(rules, view, {"": protect(counts, [], rules)}, "open")  # type: ignore[arg-type]


def sheet(kind: str, rows: list[RawRow], key: str = "needs/q", **facts: str | int | float | bool) -> RawSheet:
    return RawSheet(key, kind, TITLE, tuple(rows[0].cells), rows, facts)


def row(code: str, place: str = "", **cells: Raw) -> RawRow:
    item, _, level = code.partition("|")
    return RawRow(code, Text.same(code), cells, (("region", place),) if place else (),
                  {"item": item, "level": level} if level else {})


def shown(out: Sheet, column: str) -> dict[str, float | None]:
    return {one.code: one.cells[column].value for one in out.rows}


def everybody(n: int, value: float = 3.0) -> RawSheet:
    return sheet("needs-rating", [row("i", mean=Raw(value, n))], points=5)


def by_region(*numbers: tuple[float, int]) -> RawSheet:
    rows = [row(f"i|r{at}", f"r{at}", mean=Raw(value, n), rank=Raw(1.0, n)) for at, (value, n) in enumerate(numbers)]
    return sheet("needs-groups", rows, "needs/q/by/region", dim="region", points=5)


def test_the_work_view_shows_all_and_says_so() -> None:
    out = gate(3, 40, view="work").release(by_region((2.0, 3), (4.0, 40)))
    assert out.view == "work"
    assert shown(out, "mean") == {"i|r0": 2.0, "i|r1": 4.0}


def test_a_number_about_a_small_group_is_withheld_with_all_that_is_in_it() -> None:
    out = gate(3, 40, 12, 30).release(by_region((2.0, 3), (4.0, 40), (3.0, 12), (3.5, 30)))
    assert shown(out, "mean") == {"i|r0": None, "i|r1": 4.0, "i|r2": None, "i|r3": 3.5}
    assert out.row("i|r0").cells["mean"] == Finding(withheld="complementary")
    assert out.row("i|r0").cells["rank"] == Finding(withheld="complementary")


def test_a_small_and_a_covering_group_are_withheld_with_the_same_word() -> None:
    out = gate(3, 40, 12, 30).release(by_region((2.0, 3), (4.0, 40), (3.0, 12), (3.5, 30)))
    assert {one.cells["mean"].withheld for one in out.rows} == {"complementary", None}


def test_few_answers_in_a_large_group_are_withheld_and_one_more_group_with_them() -> None:
    """r0 has 30 people, but 3 answered: everybody's mean times n, less the told groups, would give theirs away."""
    door = gate(30, 40, 12)
    door.release(everybody(53))
    assert shown(door.release(by_region((2.0, 3), (4.0, 38), (3.0, 12))), "mean") == {
        "i|r0": None, "i|r1": 4.0, "i|r2": None}


def test_a_group_without_a_row_is_what_is_missing_to_everybody() -> None:
    """Two people left the region blank; the means of all regions and of everybody would give theirs away."""
    door = gate(30, 40, 12, missing=2)
    door.release(everybody(84))
    assert shown(door.release(by_region((2.0, 30), (4.0, 40), (3.0, 12))), "mean")["i|r2"] is None


def test_a_group_that_answered_alike_is_withheld_with_one_that_did_not() -> None:
    out = gate(12, 40, 20).release(by_region((5.0, 12), (4.0, 40), (3.0, 20)))
    assert shown(out, "mean") == {"i|r0": None, "i|r1": 4.0, "i|r2": None}


def test_a_large_group_that_answered_alike_is_told() -> None:
    assert shown(gate(40, 50).release(by_region((5.0, 40), (4.0, 50))), "mean")["i|r0"] == 5.0


def test_the_scale_s_ends_are_those_of_the_sheet_about_everybody() -> None:
    door = gate(12, 40, 20)
    door.release(everybody(72))
    raw = by_region((5.0, 12), (4.0, 40), (3.0, 20))
    bare = RawSheet(raw.key, raw.kind, TITLE, raw.columns, raw.rows, {"dim": "region"})
    assert shown(door.release(bare), "mean")["i|r0"] is None


def test_a_group_without_a_place_in_the_lattice_is_withheld() -> None:
    raw = sheet("needs-groups", [row("i|x", mean=Raw(3.0, 20))], "needs/q/by/office", dim="office")
    assert gate(30, 40).release(raw).rows[0].cells["mean"].withheld == "complementary"


def test_a_register_table_of_two_questions_outside_the_lattice_is_withheld_and_the_register_is_not() -> None:
    rows = [row("x|y", sample=Raw(40, 40, "count"), register=Raw(100, 0))]
    out = gate(30, 40).release(sheet("register", rows, "register/x*y", dims="x*y"))
    assert (shown(out, "sample"), shown(out, "register")) == ({"x|y": None}, {"x|y": 100})


def test_everybody_is_told_unless_fewer_than_five_answered() -> None:
    door = gate(30, 40)
    assert door.release(everybody(5)).rows[0].cells["mean"].value == 3.0
    assert door.release(everybody(4)).rows[0].cells["mean"] == Finding(withheld="small")


def test_an_audience_of_four_is_not_told_at_all_nor_by_the_facts_of_a_sheet() -> None:
    raw = sheet("needs-rating", [row("i", mean=Raw(3.0, 4))], points=5, kendall_w=0.8, question="q")
    out = gate(2, 2).release(raw)
    assert out.rows[0].cells["mean"].withheld == "small"
    assert out.facts == {"points": 5, "question": "q"}


def test_rare_options_of_a_question_that_is_no_dimension_are_hidden_with_another() -> None:
    rows = [row(code, count=Raw(k, k, "count"), share=Raw(k / 60, 60, count=k))
            for code, k in (("x", 2), ("y", 38), ("z", 20))]
    out = gate(30, 30).release(sheet("profile-one", rows, "profile/x", n=60))
    assert shown(out, "count") == {"x": None, "y": 38, "z": None}
    assert shown(out, "share")["z"] is None


def test_k_of_n_goes_with_the_share() -> None:
    rows = [row("x", count=Raw(7, 7, "count"), share=Raw(0.35, 20, count=7))]
    out = gate(30, 30).release(sheet("profile-many", rows))
    assert (out.rows[0].cells["share"].count, out.rows[0].cells["share"].n) == (7, 20)


def test_free_text_has_its_own_threshold() -> None:
    door = gate(30, 40)
    assert door.release(sheet("free-text", [row("all", answered=Raw(9, 9, "count"))])).rows[0].cells[
        "answered"].withheld == "text"
    assert door.release(sheet("free-text", [row("all", answered=Raw(10, 10, "count"))])).rows[0].cells[
        "answered"].value == 10


def test_the_register_is_public() -> None:
    rows = [row(f"r{at}", f"r{at}", sample=Raw(size, size, "count"), register=Raw(100, 0))
            for at, size in enumerate((3, 40, 12))]
    out = gate(3, 40, 12).release(sheet("register", rows, "register/region"))
    assert shown(out, "register") == {"r0": 100, "r1": 100, "r2": 100}
    assert shown(out, "sample") == {"r0": None, "r1": 40, "r2": None}


def test_the_difference_to_a_hidden_side_is_hidden() -> None:
    out = gate(30).release(sheet("needs-sides", [row("i", akim=Raw(4.0, 30), deputy=Raw(3.0, 3),
                                                     difference=Raw(1.0, 33))]))
    assert shown(out, "akim") == {"i": 4.0}
    assert shown(out, "difference") == {"i": None}


def test_a_contrast_of_all_groups_is_told_only_where_no_group_is_hidden() -> None:
    raw = sheet("needs-contrast", [row("i", effect=Raw(0.2, 85))], "needs/q/contrast/region", dim="region")
    assert shown(gate(30, 55).release(raw), "effect") == {"i": 0.2}
    assert shown(gate(3, 40, 42).release(raw), "effect") == {"i": None}
    told = RawSheet(raw.key, raw.kind, TITLE, raw.columns, raw.rows, {"dim": "region", "over": "told"})
    assert shown(gate(3, 40, 42).release(told), "effect") == {"i": 0.2}


def test_a_contrast_is_hidden_where_few_answers_hid_a_group_of_the_breakdown() -> None:
    raw = sheet("needs-contrast", [row("i", effect=Raw(0.2, 53))], "needs/q/contrast/region", dim="region")
    door = gate(30, 40, 12)
    door.release(everybody(53))
    door.release(by_region((2.0, 3), (4.0, 38), (3.0, 12)))
    assert shown(door.release(raw), "effect") == {"i": None}


def test_a_withheld_row_keeps_no_fact_made_from_the_answers() -> None:
    raw = RawSheet("needs/q", "needs-two-scale", TITLE, ("gap",), [
        RawRow("i", Text.same("i"), {"gap": Raw(1.0, 3)}, (), {"quadrant": "act", "item": "i"}),
        RawRow("j", Text.same("j"), {"gap": Raw(1.0, 30)}, (), {"quadrant": "keep", "item": "j"})])
    out = gate(30).release(raw)
    assert [dict(one.facts) for one in out.rows] == [{"quadrant": "keep", "item": "j"}, {"item": "i"}]


def test_a_breakdown_by_what_is_not_in_the_lattice_is_withheld() -> None:
    raw = sheet("needs-groups", [RawRow("i|x", Text(), {"mean": Raw(3.0, 20)}, (("office", "x"),), {"item": "i"})],
                "needs/q/by/office", dim="office")
    assert gate(30, 40).release(raw).rows[0].cells["mean"].withheld == "complementary"


@pytest.mark.parametrize("rules", [Rules(cell=4), Rules(remainder=1), Rules(text=5)])
def test_rules_below_the_least_values_are_refused(rules: Rules) -> None:
    with pytest.raises(QabiletError) as error:
        Gate(rules, "release", {}, "open")
    assert error.value.code == "GATE_001"


def test_one_person_more_moves_the_told_numbers_by_that_person() -> None:
    """What the gate cannot hinder: two releases of one study, one person apart. docs/confidentiality.md says so."""
    before, after = gate(30, 40), gate(31, 40)
    first = shown(before.release(by_region((3.0, 30), (4.0, 40))), "mean")
    second = shown(after.release(by_region((95 / 31, 31), (4.0, 40))), "mean")
    assert second["i|r0"] * 31 - first["i|r0"] * 30 == pytest.approx(5.0)  # type: ignore[operator]


def test_a_sheet_comes_back_from_json_as_it_went() -> None:
    rows = [row("i", mean=Raw(3.25, 40, "value", 3.0, 3.5, 0.95, "model", None, (Caution("NEED_004", {"n": 40}),)),
                share=Raw(0.25, 40, count=10)), row("j", mean=Raw(3.0, 4), share=Raw(None, 0))]
    out = gate(30, 40).release(RawSheet("k", "needs-rating", TITLE, ("mean", "share"), rows, {"points": 5},
                                        (Caution("NEED_001", {"why": "x"}),)))
    assert restore(json.loads(json.dumps(write(out)))) == out


def test_words_of_a_doubt_stay_in_three_languages() -> None:
    raw = everybody(70)
    doubt = Caution("WEIGHT_011", {"columns": TITLE, "count": 3})
    out = gate(30, 40).release(RawSheet(raw.key, raw.kind, raw.title, raw.columns, raw.rows, raw.facts, (doubt,)))
    kept = restore(json.loads(json.dumps(write(out)))).cautions[0]
    assert [kept.facts["columns"], kept.facts["count"]] == [TITLE, 3]
    assert "Тақырып" in kept.says("kk")


def test_a_withheld_number_leaves_nothing_of_itself_in_the_json() -> None:
    out = write(gate(3, 40, 12).release(by_region((2.0, 3), (4.0, 40), (3.0, 12))))
    assert out["rows"][0]["cells"] == {"mean": {"withheld": "complementary"}, "rank": {"withheld": "complementary"}}  # type: ignore[index]


@pytest.mark.parametrize("spoil", [
    lambda data: data.pop("view"), lambda data: data.update(view="all"), lambda data: data.update(rows={}),
    lambda data: data["rows"][0]["cells"]["mean"].update(withheld="small"),
    lambda data: data["rows"][0]["cells"]["mean"].update(value="3"), lambda data: data.update(facts={"a": []})])
def test_changed_findings_are_refused(spoil: object) -> None:
    data = write(gate(30, 40).release(everybody(70)))
    spoil(data)  # type: ignore[operator]
    with pytest.raises(QabiletError) as error:
        restore(data)
    assert error.value.code == "GATE_002"


def test_printing_k_of_n_less_often_does_not_tell_who_answered_alike() -> None:
    """`few` may be lowered, for it is about print; that twelve people all said 5 stays hidden."""
    lowered = gate(12, 24, rules=Rules(few=0))
    lowered.release(everybody(36))
    assert shown(lowered.release(by_region((5.0, 12), (2.4, 24))), "mean") == {"i|r0": None, "i|r1": None}


def related(*service: int, cut: int) -> Gate:
    """A gate for lengths of service s0, s1, ..., and `newcomer`: those below s{cut}."""
    array = np.zeros((len(service), 2), dtype=np.int64)
    for at, size in enumerate(service):
        array[at, int(at >= cut)] = size
    counts = Counts(("service", "newcomer"), (tuple(f"s{at}" for at in range(len(service))), ("new", "old")), array)
    return Gate(RULES, "release", {"": protect(counts, [], RULES, kin={"service": "service", "newcomer": "service"})},
                "open")


def by(dimension: str, *numbers: tuple[str, float, int]) -> RawSheet:
    rows = [RawRow(f"i|{level}", Text.same(level), {"mean": Raw(value, n)}, ((dimension, level),), {"item": "i"})
            for level, value, n in numbers]
    return sheet("needs-groups", rows, f"needs/q/by/{dimension}", dim=dimension, points=5)


def test_the_answers_of_newcomers_do_not_tell_the_few_answers_of_a_length_of_service() -> None:
    told = related(8, 20, 9, 20, cut=2)
    told.release(everybody(47))
    first = told.release(by("service", ("s0", 2.0, 3), ("s1", 3.0, 20), ("s2", 4.0, 4), ("s3", 3.0, 20)))
    assert shown(first, "mean") == {"i|s0": None, "i|s1": 3.0, "i|s2": None, "i|s3": 3.0}
    then = told.release(by("newcomer", ("new", 2.9, 23), ("old", 3.2, 24)))
    assert shown(then, "mean") == {"i|new": None, "i|old": None}


def test_a_derived_dimension_outside_the_lattice_is_not_told_nor_its_column_where_that_hides_anybody() -> None:
    counts = Counts(("region",), (("r0", MISSING),), np.array([47, 0]))
    told = Gate(RULES, "release", {"": protect(counts, [], RULES, kin={"service": "service", "newcomer": "service"})},
                "open")

    def profile(question: str, **sizes: int) -> Sheet:
        rows = [row(code, count=Raw(float(size), size, "count", count=size)) for code, size in sizes.items()]
        return told.release(sheet("profile-one", rows, f"profile/{question}", question=question))

    assert shown(profile("service", s0=3, s1=20, s2=4, s3=20), "count") == dict.fromkeys(("s0", "s1", "s2", "s3"))
    assert shown(profile("newcomer", new=23, old=24), "count") == {"new": None, "old": None}


def test_the_place_of_a_withheld_need_does_not_tell_its_rank() -> None:
    """Three people rank c before a before b: told in the order of the codes. One need of few answers goes last."""
    rows = [row(code, mean=Raw(value, 3)) for code, value in (("c", 5.0), ("a", 4.0), ("b", 1.0))]
    assert [one.code for one in gate(3, 40).release(sheet("needs-rating", rows)).rows] == ["a", "b", "c"]
    few = [row("c", mean=Raw(5.0, 3)), row("b", mean=Raw(4.0, 40)), row("a", mean=Raw(3.0, 40))]
    assert [one.code for one in gate(40, 40).release(sheet("needs-rating", few)).rows] == ["b", "a", "c"]
