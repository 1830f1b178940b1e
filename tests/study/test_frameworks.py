"""The frameworks, regions and posts that ship: whole, trilingual, true to their sources, open to correction."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from qabilet.cycle.framework import Framework, check_crosswalk
from qabilet.errors import QabiletError
from qabilet.study import framework_codes, framework_files, offices, open_framework, regions, shipped_framework

CODES = ("kz-unified-2019", "leadership-innovation", "local-government-2023", "oecd-2019")


def groups(framework: Framework) -> dict[str, int]:
    return dict(Counter(one.group for one in framework.competences))


def saved(framework: Framework, folder: Path) -> Path:
    for name, content in framework_files(framework).items():
        (folder / name).write_bytes(content)
    return folder


def test_four_frameworks_ship() -> None:
    assert framework_codes() == CODES


@pytest.mark.parametrize("code", CODES)
def test_everything_is_said_in_three_languages(code: str) -> None:
    one = shipped_framework(code)
    said = [one.title, one.source, one.note, *(group.name for group in one.groups),
            *(competence.name for competence in one.competences), *(scale.name for scale in one.scales),
            *(point.label for scale in one.scales for point in scale.points),
            *(profile.name for profile in one.profiles), *(link.reason for link in one.crosswalk)]
    assert [words for words in said if words.gaps()] == []
    half_said = [competence.code for competence in one.competences if len(competence.about.gaps()) in (1, 2)]
    assert half_said == []


@pytest.mark.parametrize("code", CODES)
def test_it_bears_a_date_a_version_and_its_source(code: str) -> None:
    one = shipped_framework(code)
    assert one.code == code
    assert one.version
    assert one.dated_on[:4] in ("2019", "2023", "2024")
    assert all(competence.source for competence in one.competences)


@pytest.mark.parametrize("code", CODES)
def test_saved_in_a_study_it_is_read_back_the_same(code: str, tmp_path: Path) -> None:
    one = shipped_framework(code)
    assert open_framework(saved(one, tmp_path)) == one


@pytest.mark.parametrize("code", CODES)
def test_every_link_leads_to_a_competence_that_ships(code: str) -> None:
    others = {other: shipped_framework(other) for other in CODES}
    assert check_crosswalk(others[code], others) == ()
    assert {link.framework for link in others[code].crosswalk} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_no_two_competences_of_a_group_bear_the_same_name(code: str) -> None:
    one = shipped_framework(code)
    for place in range(3):
        names = [(competence.group, tuple(competence.name)[place].casefold()) for competence in one.competences]
        assert len(set(names)) == len(names)


def test_local_government_has_the_areas_of_its_article() -> None:
    one = shipped_framework("local-government-2023")
    assert groups(one) == {"knowledge": 5, "interview": 7, "indicators": 3, "skills": 10, "topics": 11, "wishes": 6}
    assert [area.code for area in one.group("knowledge")] == [
        "financial-literacy", "communication", "legal-literacy", "digital-literacy", "mediation"]


def test_the_oecd_recommendation_has_three_pillars_and_fourteen_principles_in_our_words() -> None:
    one = shipped_framework("oecd-2019")
    assert groups(one) == {"values": 4, "people": 5, "systems": 5}
    assert [principle.source for principle in one.competences] == [f"principle {i}" for i in range(1, 15)]
    assert all(principle.ours == ("kk", "ru", "en") for principle in one.competences)
    assert "OECD/LEGAL/0445" in one.citation


def test_the_unified_framework_marks_which_columns_are_our_translation() -> None:
    one = shipped_framework("kz-unified-2019")
    assert groups(one) == {"personal": 5, "professional": 5, "managers": 3}
    assert all(competence.ours == ("ru", "en") for competence in one.competences)


def test_leadership_for_innovation_has_behaviours_and_climate() -> None:
    assert groups(shipped_framework("leadership-innovation")) == {"behaviours": 7, "climate": 6}


def test_the_target_levels_are_a_draft_on_the_scale_of_mastery() -> None:
    one = shipped_framework("local-government-2023")
    posts = {office.code for office in offices()}
    for profile in one.profiles:
        assert profile.standing == "draft"
        assert all(one.scale(profile.scale).holds(target) for target in profile.targets.values())
        assert set(profile.offices) <= posts
    assert {"financial-literacy", "communication"} <= set(one.profile("akim-rural-district").targets)


def test_a_table_saved_by_excel_with_commas_or_without_its_mark_is_read(tmp_path: Path) -> None:
    one = shipped_framework("kz-unified-2019")
    path = saved(one, tmp_path) / "competences.csv"
    words = path.read_bytes().decode("utf-8-sig").replace(",", "").replace(";", ",").replace("\r\n", "\n")
    path.write_text(words + "\n,,,,\n", encoding="utf-8", newline="")
    assert [found.name for found in open_framework(tmp_path).competences] == [
        competence.name for competence in one.competences]


def test_a_folder_without_its_head_and_table_names_both(tmp_path: Path) -> None:
    with pytest.raises(QabiletError) as caught:
        open_framework(tmp_path)
    assert [fault.file for fault in caught.value.faults] == ["framework.toml", "competences.csv"]


def test_letters_of_another_encoding_are_refused_where_they_stand(tmp_path: Path) -> None:
    path = saved(shipped_framework("kz-unified-2019"), tmp_path) / "competences.csv"
    path.write_bytes("code;group;kk;ru;en\r\nintegrity;personal;x;Добропорядочность;Integrity\r\n".encode("cp1251"))
    with pytest.raises(QabiletError) as caught:
        open_framework(tmp_path)
    assert (caught.value.code, caught.value.faults[0].where()) == ("FRAME_012", "competences.csv:2")


@pytest.mark.parametrize("content", [b"code = ", b"\xff\xfe", b"code = 'a'\ncode = 'b'"])
def test_a_head_that_is_no_toml_is_refused(content: bytes, tmp_path: Path) -> None:
    (saved(shipped_framework("kz-unified-2019"), tmp_path) / "framework.toml").write_bytes(content)
    with pytest.raises(QabiletError) as caught:
        open_framework(tmp_path)
    assert (caught.value.code, caught.value.faults[0].file) == ("FRAME_012", "framework.toml")


def test_an_unknown_framework_is_refused_with_the_known_ones() -> None:
    with pytest.raises(QabiletError) as caught:
        shipped_framework("local-goverment")
    assert caught.value.code == "FRAME_011"
    assert str(caught.value.faults[0].facts["known"]) == ", ".join(CODES)


def test_there_are_seventeen_oblasts_and_three_cities_with_codes_that_agree() -> None:
    assert Counter(region.kind for region in regions()) == {"oblast": 17, "city": 3}
    for region in regions():
        assert region.code.removeprefix("KZ-") == region.kato[:2]
        assert region.kato[2:] == "0000000"
        assert not region.name.gaps()
    assert len({region.code for region in regions()}) == 20


def test_the_akims_of_2021_are_2345_in_four_kinds() -> None:
    counted = {office.code: office.count for office in offices() if office.count is not None}
    assert counted == {"city-of-district-significance": 48, "rural-district": 1993, "settlement": 106, "village": 198}
    assert sum(counted.values()) == 2345
    assert all(not office.name.gaps() for office in offices())
