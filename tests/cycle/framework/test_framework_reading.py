"""A framework is read from its head and tables, or refused with every fault at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

import pytest

from qabilet.cycle.framework import TABLES, Framework, Row, check_crosswalk, linked, read_framework
from qabilet.cycle.framework import written_head as head_of
from qabilet.cycle.framework import written_tables as tables_of
from qabilet.errors import QabiletError
from qabilet.text import LANGS, Text

WORDS = {"kk": "Сөз", "ru": "Слово", "en": "Word"}
HEAD: dict[str, object] = {"format": 1, "code": "ours", "version": "1", "dated_on": "2026-05", "title": WORDS,
                           "source": WORDS, "group": [{"code": "skills", "name": WORDS}]}


def table(file: str, *lines: str) -> list[Row]:
    """Rows of a table from lines with the cells parted by semicolons."""
    return [Row(number, dict(zip_longest(TABLES[file], line.split(";"), fillvalue="")))
            for number, line in enumerate(lines, start=2)]


def whole(**changed: Sequence[Row]) -> dict[str, Sequence[Row]]:
    tables: dict[str, Sequence[Row]] = {
        "competences.csv": table("competences.csv", "talking;skills;Сөйлесу;Общение;Talking;;;;kk;page 3",
                                 "budget;skills;Бюджет;Бюджет;Budget"),
        "scales.csv": table("scales.csv", "level;;Деңгей;Уровень;Level", "level;1;төмен;низкий;low",
                            "level;2;жоғары;высокий;high"),
        "profiles.csv": table("profiles.csv", "akim;;;level;village settlement;draft;Әкім;Аким;Akim",
                              "akim;talking;2", "akim;budget;1,5"),
        "crosswalk.csv": table("crosswalk.csv", "talking;theirs;speech;close;бірдей;похоже;alike",
                               "talking;theirs;speaking;exact;бірдей;то же;the same"),
    }
    return tables | {f"{name}.csv": rows for name, rows in changed.items()}


def faults(tables: Mapping[str, Sequence[Row]], head: Mapping[str, object] = HEAD) -> list[tuple[str, str]]:
    with pytest.raises(QabiletError) as caught:
        read_framework(head, tables)
    assert all(fault.says(lang) and fault.mend(lang) for fault in caught.value.faults for lang in LANGS)
    return [(fault.code, fault.where()) for fault in caught.value.faults]


def test_a_whole_framework_is_read() -> None:
    found = read_framework(HEAD, whole())
    assert found.competence("talking").name == Text("Сөйлесу", "Общение", "Talking")
    assert found.competence("talking").ours == ("kk",)
    assert [one.code for one in found.group("skills")] == ["talking", "budget"]
    assert found.scale("level").high == 2
    assert found.profile("akim").offices == ("village", "settlement")


def test_a_target_may_lie_between_points_with_a_decimal_comma() -> None:
    assert read_framework(HEAD, whole()).profile("akim").target("budget") == 1.5


def test_what_has_no_target_is_not_required() -> None:
    found = read_framework(HEAD, whole(profiles=table("profiles.csv", "akim;;;level;;draft;Әкім;Аким;Akim")))
    assert found.profile("akim").target("budget") is None


def test_the_nearest_link_comes_first() -> None:
    found = read_framework(HEAD, whole())
    assert [link.to for link in linked(found.crosswalk, "theirs", "talking")] == ["speaking", "speech"]
    assert linked(found.crosswalk, "elsewhere") == ()


def test_written_and_read_again_it_is_the_same() -> None:
    found = read_framework(HEAD, whole())
    tables = {file: [Row(number, dict(zip(lines[0], line, strict=True))) for number, line in enumerate(lines[1:], 2)]
              for file, lines in tables_of(found).items()}
    assert read_framework(head_of(found), tables) == found


def test_only_the_competences_are_needed() -> None:
    found = read_framework(HEAD, {"competences.csv": whole()["competences.csv"]})
    assert isinstance(found, Framework)
    assert (found.scales, found.profiles, found.crosswalk) == ((), (), ())


def test_a_missing_language_is_a_fault_in_its_cell() -> None:
    tables = whole(competences=table("competences.csv", "talking;skills;;Общение;Talking", "budget;skills;Б;Б;Б"))
    assert faults(tables) == [("FRAME_005", "competences.csv:2:kk")]


def test_an_explanation_stands_in_all_languages_or_in_none() -> None:
    tables = whole(competences=table("competences.csv", "talking;skills;С;О;T;;о чём;", "budget;skills;Б;Б;Б"))
    assert faults(tables) == [("FRAME_005", "competences.csv:2:about_kk"), ("FRAME_005", "competences.csv:2:about_en")]


@pytest.mark.parametrize(("line", "fault"), [
    ("budget;skills;Б;Б;B", ("FRAME_003", "competences.csv:4:code")),
    ("Бюджет;skills;Б;Б;B", ("FRAME_006", "competences.csv:4:code")),
    ("Budget;skills;Б;Б;B", ("FRAME_006", "competences.csv:4:code")),
    (";skills;Б;Б;B", ("FRAME_006", "competences.csv:4:code")),
    ("more;nowhere;Б;Б;B", ("FRAME_004", "competences.csv:4:group")),
    ("more;skills;Б;Б;B;;;;de;", ("FRAME_007", "competences.csv:4:ours")),
])
def test_a_wrong_competence_is_named(line: str, fault: tuple[str, str]) -> None:
    good = whole()["competences.csv"]
    assert faults(whole(competences=[*good, Row(4, table("competences.csv", line)[0].cells)])) == [fault]


@pytest.mark.parametrize(("lines", "fault"), [
    (("level;1;т;н;l", "level;2;ж;в;h"), ("FRAME_014", "scales.csv:2:scale")),
    (("level;;Д;У;L", "level;1;т;н;l"), ("FRAME_009", "scales.csv:2:point")),
    (("level;;Д;У;L", "level;1;т;н;l", "level;3;ж;в;h"), ("FRAME_009", "scales.csv:2:point")),
    (("level;;Д;У;L", "level;1;т;н;l", "level;2;ж;в;h", "level;best;ж;в;h"), ("FRAME_009", "scales.csv:5:point")),
    (("level;;Д;У;L", "level;;Д;У;L", "level;1;т;н;l", "level;2;ж;в;h"), ("FRAME_003", "scales.csv:3:scale")),
])
def test_a_wrong_scale_is_named(lines: tuple[str, ...], fault: tuple[str, str]) -> None:
    assert faults(whole(scales=table("scales.csv", *lines), profiles=[])) == [fault]


@pytest.mark.parametrize(("line", "fault"), [
    ("akim;talking;3", ("FRAME_008", "profiles.csv:3:target")),
    ("akim;talking;", ("FRAME_008", "profiles.csv:3:target")),
    ("akim;talking;high", ("FRAME_008", "profiles.csv:3:target")),
    ("akim;dancing;1", ("FRAME_004", "profiles.csv:3:competence")),
    ("deputy;talking;1", ("FRAME_014", "profiles.csv:3:profile")),
])
def test_a_wrong_target_is_named(line: str, fault: tuple[str, str]) -> None:
    tables = whole(profiles=table("profiles.csv", "akim;;;level;village;draft;Әкім;Аким;Akim", line))
    assert faults(tables) == [fault]


@pytest.mark.parametrize(("line", "fault"), [
    ("akim;;;stars;;draft;Ә;А;A", ("FRAME_004", "profiles.csv:2:scale")),
    ("akim;;;level;;approved;Ә;А;A", ("FRAME_007", "profiles.csv:2:standing")),
])
def test_a_wrong_profile_is_named(line: str, fault: tuple[str, str]) -> None:
    assert faults(whole(profiles=table("profiles.csv", line))) == [fault]


@pytest.mark.parametrize(("line", "fault"), [
    ("dancing;theirs;speech;close;к;р;e", ("FRAME_004", "crosswalk.csv:2:competence")),
    ("talking;theirs;speech;similar;к;р;e", ("FRAME_007", "crosswalk.csv:2:relation")),
    ("talking;theirs;speech;close;;р;e", ("FRAME_005", "crosswalk.csv:2:reason_kk")),
    ("talking;Их рамка;speech;close;к;р;e", ("FRAME_006", "crosswalk.csv:2:framework")),
])
def test_a_wrong_link_is_named(line: str, fault: tuple[str, str]) -> None:
    assert faults(whole(crosswalk=table("crosswalk.csv", line))) == [fault]


def test_a_column_taken_out_is_named() -> None:
    rows = [Row(2, {"code": "talking", "kk": "С", "ru": "О", "en": "T"})]
    named = [where for code, where in faults({"competences.csv": rows}) if code == "FRAME_002"]
    assert "competences.csv:group" in named


def test_the_head_says_what_it_lacks_and_what_it_does_not_know() -> None:
    head = {"code": "ours", "version": "1", "dated_on": "May", "title": {"ru": "Слово"}, "source": WORDS,
            "group": [{"code": "skills", "name": WORDS}, {"code": "skills", "name": WORDS}], "colour": "red"}
    assert faults(whole(), head) == [
        ("FRAME_015", "framework.toml:colour"), ("FRAME_006", "framework.toml:dated_on"),
        ("FRAME_005", "framework.toml:title kk"), ("FRAME_005", "framework.toml:title en"),
        ("FRAME_003", "framework.toml:group")]


@pytest.mark.parametrize(("changed", "fault"), [
    ({"format": 2}, ("FRAME_007", "framework.toml:format")),
    ({"code": "Our framework"}, ("FRAME_006", "framework.toml:code")),
    ({"title": 7}, ("FRAME_005", "framework.toml:title kk")),
    ({"version": ""}, ("FRAME_010", "framework.toml:version")),
])
def test_a_wrong_line_of_the_head_is_named(changed: dict[str, object], fault: tuple[str, str]) -> None:
    assert faults(whole(), HEAD | changed)[0] == fault


def test_groups_written_as_one_table_are_asked_for() -> None:
    assert ("FRAME_010", "framework.toml:[[group]]") in faults(whole(), HEAD | {"group": {"code": "skills"}})


def test_an_empty_table_of_competences_is_no_framework() -> None:
    assert faults(whole(competences=[])) == [("FRAME_016", "competences.csv")]


def test_all_faults_are_given_at_once() -> None:
    tables = whole(competences=table("competences.csv", "talking;nowhere;;О;T", "budget;skills;Б;Б;Б"),
                   scales=table("scales.csv", "level;;;У;L", "level;1;т;н;l", "level;2;ж;в;h"))
    assert faults(tables) == [("FRAME_004", "competences.csv:2:group"), ("FRAME_005", "competences.csv:2:kk"),
                              ("FRAME_005", "scales.csv:2:kk")]


def test_a_link_must_lead_somewhere_in_a_framework_we_have() -> None:
    found = read_framework(HEAD, whole())
    theirs = read_framework(HEAD | {"code": "theirs"}, whole(
        competences=table("competences.csv", "talking;skills;С;О;T", "budget;skills;Б;Б;B", "speech;skills;С;Р;S"),
        crosswalk=[]))
    assert [(one.code, one.where()) for one in check_crosswalk(found, {"theirs": theirs})] == [
        ("FRAME_004", "crosswalk.csv:3:to")]
    assert check_crosswalk(found, {}) == ()
