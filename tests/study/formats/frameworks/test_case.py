"""A framework goes out as CASE 1.0, a document a language, and comes back as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from case_rules import broken
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qabilet.cycle.framework import (
    RELATIONS,
    Competence,
    Framework,
    Group,
    Link,
    Point,
    Profile,
    Relation,
    Scale,
)
from qabilet.study import framework_codes, shipped_framework
from qabilet.study.formats import case_files, read_case
from qabilet.text import LANGS, Lang, Text

REAL = Path(__file__).resolve().parents[5] / "shared" / "data" / "case"


@pytest.mark.parametrize("code", framework_codes())
def test_every_shipped_framework_comes_back_as_it_was(code: str) -> None:
    framework = shipped_framework(code)
    assert read_case(case_files(framework)) == (framework, ())


@pytest.mark.parametrize("code", framework_codes())
def test_what_is_written_keeps_the_rules_of_case(code: str) -> None:
    for data in case_files(shipped_framework(code)).values():
        assert list(broken(json.loads(data))) == []


def test_there_is_a_document_for_each_language_and_each_names_the_others() -> None:
    files = case_files(shipped_framework("oecd-2019"))
    assert list(files) == ["oecd-2019-kk.json", "oecd-2019-ru.json", "oecd-2019-en.json"]
    packages = {lang: json.loads(data) for lang, data in zip(LANGS, files.values(), strict=True)}
    for lang, package in packages.items():
        assert package["CFDocument"]["language"] == lang
        linked = {one["destinationNodeURI"]["identifier"] for one in package["CFAssociations"]
                  if one["associationType"] == "exactMatchOf"}
        for other in set(LANGS) - {lang}:
            theirs = packages[other]
            assert {theirs["CFDocument"]["identifier"], *(one["identifier"] for one in theirs["CFItems"])} <= linked


def test_identifiers_are_the_same_at_every_writing_and_none_is_used_twice() -> None:
    framework = shipped_framework("local-government-2023")
    assert case_files(framework) == case_files(framework)
    found = [one["identifier"] for data in case_files(framework).values() for package in [json.loads(data)]
             for kind in ("CFItems", "CFAssociations", "CFRubrics") for one in package[kind]]
    assert len(set(found)) == len(found)


def test_one_language_alone_opens_and_says_what_is_missing() -> None:
    files = case_files(shipped_framework("oecd-2019"))
    framework, doubts = read_case({"oecd-2019-ru.json": files["oecd-2019-ru.json"]})
    assert framework.competence("merit").name == Text(ru="Отбор на основе меритократии")
    assert [(one.code, one.facts["languages"]) for one in doubts] == [("CASE_104", "kk, en")]


@pytest.mark.skipif(not REAL.is_dir(), reason="the files of others are not beside this checkout")
@pytest.mark.parametrize(("name", "groups", "competences"), [
    ("opensalt_Ordering.json", 1, 27), ("opensalt_SmartLevelFramework.json", 2, 12),
    ("opensalt_Utf8TestFramework.json", 1, 1)])
def test_frameworks_of_others_open(name: str, groups: int, competences: int) -> None:
    framework, doubts = read_case({name: (REAL / name).read_bytes()})
    items = json.loads((REAL / name).read_bytes())["CFItems"]
    assert (len(framework.groups), len(framework.competences)) == (groups, competences)
    assert len(items) <= groups + competences
    assert "CASE_104" in [one.code for one in doubts]
    assert len({one.code for one in framework.competences}) == competences


CODES = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])
WORDS = st.text(LETTERS, min_size=1, max_size=12).filter(str.strip)
SAID = st.builds(Text, WORDS, WORDS, WORDS)
LINES = st.text("abc «»;\"'\\/ә", max_size=12).map(str.strip)


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    groups = draw(st.lists(CODES, min_size=1, max_size=3, unique=True))
    codes = draw(st.lists(CODES, min_size=1, max_size=5, unique=True))
    ours = st.sets(st.sampled_from(LANGS)).map(lambda some: tuple(lang for lang in LANGS if lang in some))
    competences = tuple(Competence(code, draw(st.sampled_from(groups)), draw(SAID), draw(st.just(Text()) | SAID),
                                   draw(ours), draw(LINES)) for code in codes)
    points = tuple(Point(value, draw(SAID)) for value in range(draw(st.integers(0, 1)), draw(st.integers(2, 5)) + 1))
    scales = (Scale("need", draw(SAID), points),) if draw(st.booleans()) else ()
    targets = {code: draw(st.sampled_from((1.0, 2.0, 2.5))) for code in codes[:2]}
    profiles = (Profile("akim", draw(SAID), "need", targets, ("village",) * draw(st.integers(0, 2)),
                        draw(st.sampled_from(("draft", "adopted")))),) if scales and draw(st.booleans()) else ()
    links: dict[tuple[str, str, str], Link] = {}
    for code in codes:
        other = draw(st.sampled_from(("mine", "esco", "other-2020")))
        to = {"mine": codes[0], "esco": "http://data.europa.eu/esco/skill/0005c151-5b5a-4a66-8aac-60e734beb1ab",
              "other-2020": draw(CODES)}[other]
        relation: Relation = draw(st.sampled_from(RELATIONS))
        links[code, other, to] = Link(code, other, to, relation, draw(SAID))
    return Framework("mine", draw(st.sampled_from(("1", "2.1"))), draw(st.sampled_from(("2023", "2023-08",
                                                                                        "2019-01-17"))),
                     draw(SAID), draw(SAID), draw(LINES), draw(st.just(Text()) | SAID),
                     tuple(Group(code, draw(SAID), draw(st.just(Text()) | SAID)) for code in groups), competences,
                     scales, profiles, tuple(links.values()))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(frameworks(), st.permutations(LANGS))
def test_any_framework_comes_back_whichever_file_is_read_first(framework: Framework, order: list[Lang]) -> None:
    files = case_files(framework)
    for data in files.values():
        assert list(broken(json.loads(data))) == []
    assert read_case({f"mine-{lang}.json": files[f"mine-{lang}.json"] for lang in order}) == (framework, ())
