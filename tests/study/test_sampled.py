"""What was drawn and who was asked are read from the study folder, with every fault at its line."""

from __future__ import annotations

import pytest

from qabilet.cycle.instrument import Column, Dictionary
from qabilet.cycle.sample import Unit
from qabilet.study.drawn_units import read_invited, read_units
from qabilet.study.register import read_register
from qabilet.text import Text

REGION = Column(header="Q1", code="region", kind="one", values=("north", "south"),
                labels={"north": Text("Солтүстік", "Север", "North")})
DISTRICT = Column(header="Q2", code="district", kind="one", values=("a", "b", "c"))
KNOWN = Dictionary((REGION, DISTRICT))
CLUSTERS = """region;district;strata_units;strata_drawn;units;drawn;probability;weight
north;a;14;2;20;5;0,142857142857;28
Север;b;14;2;10;5;0.142857142857;14
south;c;9;1;30;6;0.111111111111;45
"""


def codes(faults: object) -> list[str]:
    return [fault.code for fault in faults]  # type: ignore[attr-defined]


def test_clusters_are_read_by_stratum_and_cluster_in_any_language_of_the_dictionary() -> None:
    units, faults = read_units(CLUSTERS.encode(), "sample/units.csv", KNOWN, ("region",), "district")
    assert not faults
    assert units.columns == ("region", "district")
    assert units.units["north", "b"] == Unit(14, 2, 14, 10, 5)
    assert units.clustered
    assert units.two_stage
    assert units.even


def test_a_cluster_from_which_nobody_answered_is_no_fault() -> None:
    units, faults = read_units(CLUSTERS.replace(";c;", ";silent;").encode(), "u.csv", KNOWN, ("region",), "district")
    assert not faults
    assert units.units["south", "silent"].weight == 45


def test_strata_of_people_need_neither_units_nor_probability() -> None:
    table = "region,strata_units,strata_drawn,weight\nnorth,2345,100,23.45\nsouth,900,90,10\n"
    units, faults = read_units(table.encode(), "u.csv", KNOWN, ("region",), "")
    assert not faults
    assert not units.clustered
    assert not units.two_stage
    assert units.units["north",].weight == 23.45


def test_unequal_chances_are_noticed() -> None:
    units, _ = read_units(CLUSTERS.replace("0.111111111111", "0.3").encode(), "u.csv", KNOWN, ("region",), "district")
    assert not units.even


@pytest.mark.parametrize(("old", "new", "code", "row"), [
    ("south;c;9", "south;c;many", "STUDY_040", 4),
    ("south;c;9;1", "south;c;1;9", "STUDY_040", 4),
    ("south;c;9", "south;c;-9", "STUDY_040", 4),
    ("0,142857142857;28", "0,142857142857;", "STUDY_040", 2),
    ("0,142857142857;28", "0,142857142857;0", "STUDY_040", 2),
    ("south;c;9", "south;c;", "STUDY_040", 4),
    ("south", "east", "STUDY_029", 4),
    ("Север;b", "north;a", "STUDY_043", 3),
])
def test_a_wrong_cell_is_a_fault_at_its_line(old: str, new: str, code: str, row: int) -> None:
    _, faults = read_units(CLUSTERS.replace(old, new).encode(), "u.csv", KNOWN, ("region",), "district")
    assert code in codes(faults)
    assert next(fault for fault in faults if fault.code == code).row == row


def test_a_table_without_a_needed_column_says_which() -> None:
    _, faults = read_units(CLUSTERS.replace("weight", "gewicht").encode(), "u.csv", KNOWN, ("region",), "district")
    assert codes(faults) == ["STUDY_032"]
    assert faults[0].facts["column"] == "weight"


def test_the_invited_are_counted_by_cell_or_person_by_person() -> None:
    cells, faults = read_invited(b"region,invited\nnorth,120\nsouth,80\n", "i.csv", KNOWN, ("region",))
    assert not faults
    assert dict(cells.counts) == {("north",): 120, ("south",): 80}
    people, _ = read_invited(b"unit,region,role\n1,north,main\n2,south,main\n3,north,main\n4,north,reserve\n", "d.csv",
                             KNOWN, ("region",))
    assert dict(people.counts) == {("north",): 2, ("south",): 1}


def test_an_empty_table_holds_nobody() -> None:
    units, faults = read_units(b"", "u.csv", KNOWN, ("region",), "")
    assert not units.units
    assert codes(faults) == ["STUDY_032"] * len(faults)


def test_a_stratum_with_two_sizes_is_a_fault_at_the_second() -> None:
    _, faults = read_units(CLUSTERS.replace("b;14;2", "b;13;2").encode(), "u.csv", KNOWN, ("region",), "district")
    assert [(fault.code, fault.row, fault.column) for fault in faults] == [("STUDY_046", 3, "strata_units")]
    assert (faults[0].facts["one"], faults[0].facts["other"]) == ("14", "13")


def test_a_level_that_a_derived_dimension_does_not_have_is_a_fault_at_its_line() -> None:
    table = b"half;invited\nupper;10\nuper;4\n"
    counted, faults = read_invited(table, "sample/invited.csv", KNOWN, ("half",), {"half": ("upper", "lower")})
    assert [(fault.code, fault.row, fault.facts["known"]) for fault in faults] == [("STUDY_029", 3, "upper, lower")]
    assert counted.counts["upper",] == 10


@pytest.mark.parametrize("table", ["region,district,count\nnorth,a,1 200\nСевер,b,0\nsouth,c,30\n",
                                   "region,district\n" + "north,a\n" * 1200 + "south,c\n" * 30])
def test_a_register_lists_people_or_counts_them(table: str) -> None:
    register, faults = read_register(table.encode(), "p.csv", KNOWN, ("region", "district"))
    assert not faults
    assert register.by(("region",)) == {("north",): 1200, ("south",): 30}
    assert register.total == 1230


@pytest.mark.parametrize("count", ["", "-3", "2.5", "many", "nan"])
def test_a_count_that_is_no_whole_number_is_a_fault_at_its_line(count: str) -> None:
    _, faults = read_register(f"region,count\nnorth,10\nsouth,{count}\n".encode(), "p.csv", KNOWN, ("region",))
    assert [(fault.code, fault.row) for fault in faults] == [("STUDY_040", 3)]


def test_a_column_of_the_dictionary_may_be_called_count() -> None:
    known = Dictionary((REGION, Column(header="Q3", code="count", kind="one", values=("1", "2"))))
    register, faults = read_register(b"region,count\nnorth,2\nsouth,1\n", "p.csv", known, ("region",))
    assert not faults
    assert register.total == 2
