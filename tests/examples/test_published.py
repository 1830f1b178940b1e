"""The synthetic people give back every figure that the article prints and the example claims to be calibrated to."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
import yaml
from example_answers import STUDY, Answers

SHARED = Path(__file__).resolve().parents[3] / "shared" / "facts" / "published.yaml"
KINDS = {"city of district significance": "город районного значения", "rural district": "сельский округ",
         "settlement": "посёлок", "village": "село"}
NAMES = {"financial literacy": "knowledge_finance", "communication": "knowledge_communication",
         "legal literacy": "knowledge_legal", "digital literacy": "knowledge_digital",
         "mediation": "knowledge_mediation"}


def register() -> list[dict[str, str]]:
    with (STUDY / "sample" / "population.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def needs(people: Answers) -> list[str]:
    """The five areas by mean points, the most needed first."""
    return sorted(NAMES.values(), key=lambda code: -mean(people.points(code)))


def test_the_register_holds_2345_posts_of_the_published_kinds(published: dict[str, Any]) -> None:
    kinds = Counter(row["office"] for row in register())
    assert kinds == {KINDS[name]: count for name, count in published["population"]["by_type"].items()}
    assert kinds.total() == published["population"]["total"] == 2345


def test_250_akims_and_50_deputies_answered(published: dict[str, Any], akims: Answers, deputies: Answers) -> None:
    assert len(akims) == published["survey"]["akims"] == 250
    assert len(deputies) == published["survey"]["maslikhat_deputies"] == 50


def test_they_come_from_the_five_published_regions(published: dict[str, Any], answers: Answers) -> None:
    column = answers.dictionary.column("region")
    surveyed = {column.labels[word].en for word in answers.words("region")}
    assert surveyed == {f"{name} Region" for name in published["survey"]["regions"]}


def test_they_answered_in_the_published_months(published: dict[str, Any], answers: Answers) -> None:
    months = {day[:7] for day in answers.cells("answered_on")}
    assert sorted(months) == published["survey"]["period"]


def test_akims_are_25_to_64_years_old_and_44_in_the_mean(published: dict[str, Any], akims: Answers) -> None:
    ages = [one.number for one in akims.readings("age")]
    assert None not in ages
    assert {"minimum": min(ages), "maximum": max(ages), "mean": mean(ages)} == published["age"]


def test_170_of_the_246_who_said_have_lived_there_over_ten_years(published: dict[str, Any], akims: Answers) -> None:
    said = [word for word in akims.words("residence") if word]
    longest = said.count("более 10 лет")
    counts = published["lived_in_the_area_smallest_counts"]
    assert (longest, len(said)) == (counts["over_10_years"], counts["answered"])
    assert round(100 * longest / len(said), 1) == published["lived_in_the_area_over_10_years"]


def test_no_whole_number_of_250_would_give_the_published_share(published: dict[str, Any]) -> None:
    share = published["lived_in_the_area_over_10_years"]
    assert all(round(100 * count / 250, 1) != share for count in range(251))


def test_almost_half_of_the_akims_have_one_to_three_years(akims: Answers) -> None:
    assert 0.45 < akims.words("seniority").count("от 1 до 3 лет") / len(akims) < 0.5


def test_four_kinds_of_education_prevail_in_the_published_order(akims: Answers) -> None:
    kinds = Counter(akims.words("education"))
    first = [kind for kind, _ in kinds.most_common(4)]
    assert first == ["юридическое", "экономическое", "педагогическое", "техническое"]
    assert sum(kinds[kind] for kind in first) / len(akims) > 0.8


def test_74_per_cent_expect_a_positive_effect(published: dict[str, Any], akims: Answers, answers: Answers) -> None:
    for people in (akims, answers):
        share = people.words("elections").count("окажут положительное влияние") / len(people)
        assert 100 * share == published["expects_positive_effect_of_elections"]


def test_the_five_needs_stand_in_the_published_order(published: dict[str, Any], akims: Answers) -> None:
    assert needs(akims) == [NAMES[name] for name in published["needs_order"]]


def test_everybody_gives_five_four_three_two_one_once(answers: Answers) -> None:
    columns = [answers.points(code) for code in NAMES.values()]
    assert all(sorted(person) == [1, 2, 3, 4, 5] for person in zip(*columns, strict=True))
    assert [len(column) for column in columns] == [300] * 5


def test_deputies_see_communication_first(published: dict[str, Any], deputies: Answers) -> None:
    assert needs(deputies)[0] == NAMES[published["conclusion_puts_first"]]


def test_all_speak_kazakh_or_russian_and_few_another_language(published: dict[str, Any], akims: Answers) -> None:
    assert len(published["languages"]) == len(akims.dictionary.column("languages").values) == 4
    spoken = [set(one.codes) for one in akims.readings("languages")]
    assert all(one & {0, 1} for one in spoken)
    assert 0 < sum(3 in one for one in spoken) < 15


@pytest.mark.skipif(not SHARED.exists(), reason="the folder of source facts is not beside this checkout")
def test_the_copy_of_the_published_figures_agrees_with_its_original(published: dict[str, Any]) -> None:
    original = yaml.safe_load(SHARED.read_text(encoding="utf-8"))["local_government_2024"]
    for name in ("population", "age", "lived_in_the_area_over_10_years", "needs_order", "education_mainly",
                 "expects_positive_effect_of_elections", "seniority_1_to_3_years"):
        assert published[name] == original[name]
    for name in ("period", "regions", "akims", "maslikhat_deputies", "sample", "recruitment"):
        assert published["survey"][name] == original["survey"][name]
