"""Regions under any of their names, and options that every form has, are labelled without anybody's help."""

from __future__ import annotations

from qabilet.cycle.framework import Region
from qabilet.cycle.instrument import draft
from qabilet.text import Text

REGIONS = (
    Region("KZ-10", "100000000", "oblast", Text("Абай облысы", "область Абай", "Abai Region"),
           synonyms=("Абайская область",)),
    Region("KZ-11", "110000000", "oblast", Text("Ақмола облысы", "Акмолинская область", "Akmola Region")),
)


def test_other_names_of_a_region_are_one_value_with_a_name_in_three_languages() -> None:
    counts = {"Абайская область": 5, "область Абай": 4, "Абайcкая область": 3, "Aкмолинская область": 7,
              "Акмолинская обл.": 2}
    column = draft([("Регион", counts)], regions=REGIONS).columns[0]
    assert set(column.values) == {"область Абай", "Акмолинская обл."}
    assert column.merge["Абайcкая область"] == "область Абай"
    assert column.labels["область Абай"].en == "Abai Region"


def test_without_a_list_of_regions_only_spellings_are_merged() -> None:
    column = draft([("Регион", {"Абайская область": 5, "область Абай": 4, "Aбайская область": 1})]).columns[0]
    assert column.values == ("Абайская область", "область Абай")


def test_well_known_options_are_labelled_and_half_known_lists_are_not() -> None:
    sex = draft([("Жынысыңыз", {"Ер": 4, "Әйел": 5})]).columns[0]
    assert sex.labels["Ер"] == Text("Ер", "Мужской", "Male")
    mixed = draft([("Язык", {"Қазақша": 4, "Суахили": 5})]).columns[0]
    assert mixed.labels == {}


def test_a_region_spelt_one_letter_wrong_is_that_region_and_only_a_guess() -> None:
    counts = {"Абайская область": 9, "Акмолинская обл.": 7, "Акмолиская область": 5, "Абай": 2}
    column = draft([("Регион", counts)], regions=REGIONS).columns[0]
    assert column.merge["Акмолиская область"] == "Акмолинская обл."
    assert set(column.values) == {"Абайская область", "Акмолинская обл."}
    assert column.confidence == "guess"
