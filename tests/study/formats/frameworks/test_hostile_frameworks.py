"""Files that are no framework, half of one, or an attack: every one ends in coded faults that say where."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qabilet.errors import QabiletError
from qabilet.study import shipped_framework
from qabilet.study.formats import case_files, read_case, read_esco, read_json_ld
from qabilet.study.formats.frameworks import json_reading

PACKAGE: dict[str, Any] = json.loads(case_files(shipped_framework("oecd-2019"), ("en",))["oecd-2019-en.json"])


def faults(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(QabiletError) as caught:
        read_case({"x.json": data})
    assert all(fault.file == "x.json" for fault in caught.value.faults)
    for fault in caught.value.faults:
        assert all(fault.says(lang) and fault.mend(lang) for lang in ("kk", "ru", "en"))
    return [(fault.code, fault.column) for fault in caught.value.faults]


def spoilt(spoil: Callable[[dict[str, Any]], object]) -> bytes:
    package = copy.deepcopy(PACKAGE)
    spoil(package)
    return json.dumps(package).encode()


@pytest.mark.parametrize(("data", "code"), [
    (b"", "CASE_001"), (b"   ", "CASE_001"), (b"{", "CASE_001"), (b"\xff\xfe\x00", "CASE_001"),
    (b'{"CFDocument": \xff}', "CASE_001"), (b"<html>", "CASE_001"), (b"[" * 10_000 + b"]" * 10_000, "CASE_003"),
    (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "CASE_003"), (b"[" * 2_000_000, "CASE_003"),
    (b'{"a": NaN}', "CASE_004"), (b'{"a": -Infinity}', "CASE_004"), (b'{"a": 1, "a": 2}', "CASE_005"),
    (b'{"a": "\\ud800"}', "CASE_006"), (b'{"\\udfff": 1}', "CASE_006"), (b'{"a": ' + b"9" * 6_000 + b"}", "CASE_001"),
    (b"null", "CASE_007"), (b"[]", "CASE_007"), (b'"words"', "CASE_007"), (b"{}", "CASE_007"), (b"17", "CASE_007"),
    (b'{"CFPackage": {}}', "CASE_007"), (b'{"CFDocument": []}', "CASE_008"), (b'{"CFDocument": {}}', "CASE_008"),
    (b'{"CFDocument": {"identifier": "d", "title": "T"}}', "CASE_011"),
    (b'{"CFDocument": {"identifier": "d", "title": "T"}, "CFItems": {"a": 1}}', "CASE_008"),
])
def test_what_is_no_framework_is_refused(data: bytes, code: str) -> None:
    assert faults(data)[0][0] == code


def test_a_file_of_a_hundred_megabytes_is_not_even_read() -> None:
    assert faults(b" " * (100 * 2**20)) == [("CASE_002", "")]


def test_half_a_file_says_on_which_line_it_breaks_off() -> None:
    data = case_files(shipped_framework("oecd-2019"))["oecd-2019-kk.json"]
    with pytest.raises(QabiletError) as caught:
        read_case({"half.json": data[:len(data) // 2]})
    assert caught.value.faults[0].row is not None
    assert caught.value.faults[0].row > 100


def items(package: dict[str, Any]) -> list[dict[str, Any]]:
    return list(package["CFItems"])


@pytest.mark.parametrize(("spoil", "wanted"), [
    (lambda one: items(one)[3].update(identifier=items(one)[2]["identifier"]), ("CASE_005", "CFItems[3].identifier")),
    (lambda one: items(one)[0].update(identifier=one["CFDocument"]["identifier"]),
     ("CASE_005", "CFItems[0].identifier")),
    (lambda one: items(one)[1].pop("fullStatement"), ("CASE_008", "CFItems[1].fullStatement")),
    (lambda one: items(one)[1].update(fullStatement=["words"]), ("CASE_008", "CFItems[1].fullStatement")),
    (lambda one: items(one)[1].update(fullStatement="\x00" * 30_000), ("CASE_002", "CFItems[1].fullStatement")),
    (lambda one: one["CFItems"].append("words"), ("CASE_008", "CFItems[17]")),
    (lambda one: one["CFAssociations"][2].update(originNodeURI=None), ("CASE_008", "CFAssociations[2].originNodeURI")),
    (lambda one: one["CFAssociations"][2].update(sequenceNumber="1"), ("CASE_008", "CFAssociations[2].sequenceNumber")),
    (lambda one: one.update(CFAssociations="all"), ("CASE_008", "CFAssociations")),
    (lambda one: one.update(CFDefinitions=[1]), ("CASE_008", "CFDefinitions")),
    (lambda one: one["CFDocument"].update(title=True), ("CASE_008", "CFDocument.title")),
])
def test_a_wrong_record_is_named_by_its_place(spoil: Callable[[dict[str, Any]], object],
                                              wanted: tuple[str, str]) -> None:
    assert wanted in faults(spoilt(spoil))


def test_an_item_below_itself_is_found() -> None:
    def circle(package: dict[str, Any]) -> None:
        first, second = items(package)[0], items(package)[1]
        for one, (origin, target) in zip(package["CFAssociations"], ((first, second), (second, first)), strict=False):
            one["originNodeURI"]["identifier"] = origin["identifier"]
            one["destinationNodeURI"]["identifier"] = target["identifier"]

    assert faults(spoilt(circle))[0][0] == "CASE_010"


def test_parents_that_are_not_in_the_file_are_told_and_lose_no_item() -> None:
    def orphaned(package: dict[str, Any]) -> None:
        for one in package["CFAssociations"]:
            if one["associationType"] == "isChildOf":
                one["destinationNodeURI"]["identifier"] = "gone"

    framework, doubts = read_case({"x.json": spoilt(orphaned)})
    assert len(framework.groups) + len(framework.competences) >= len(PACKAGE["CFItems"])
    assert ("CASE_103", 17) in [(one.code, one.facts.get("count")) for one in doubts]


def test_a_profile_that_leads_nowhere_is_found() -> None:
    files = case_files(shipped_framework("local-government-2023"), ("en",))
    package = json.loads(files["local-government-2023-en.json"])
    profile = next(one for one in package["CFRubrics"] if one["description"].startswith("profile"))
    profile["CFRubricCriteria"][0]["CFItemURI"]["identifier"] = "gone"
    assert faults(json.dumps(package).encode())[0][0] == "CASE_012"


def test_two_files_in_one_language_are_not_guessed_between() -> None:
    data = json.dumps(PACKAGE).encode()
    with pytest.raises(QabiletError) as caught:
        read_case({"a.json": data, "b.json": data})
    assert caught.value.code == "CASE_009"


def test_a_long_chain_of_items_is_walked_without_end() -> None:
    many = 20_000
    package = {"CFDocument": {"identifier": "d", "title": "Deep"},
               "CFItems": [{"identifier": str(one), "fullStatement": f"Item {one}"} for one in range(many)],
               "CFAssociations": [{"associationType": "isChildOf", "originNodeURI": {"identifier": str(one + 1)},
                                   "destinationNodeURI": {"identifier": str(one)}} for one in range(many - 1)]}
    framework, _ = read_case({"x.json": json.dumps(package).encode()})
    assert len(framework.competences) == many - 1


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
                    max_leaves=8)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_value_anywhere_ends_in_a_framework_or_in_faults(data: st.DataObject) -> None:
    package = copy.deepcopy(PACKAGE)
    place: Any = package
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.integers(0, 3)) == 0:
            break
        place = place[key]
    place[key] = data.draw(JSON)
    with suppress(QabiletError):  # anything else would fail
        read_case({"x.json": json.dumps(package).encode()})


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_any_json_is_concepts_or_faults(value: object) -> None:
    for shape in (value, {"@graph": value}, [{"@id": value, "prefLabel": value}],
                  [{"@id": "http://a/b", "prefLabel": value, "broader": value, "notation": value}]):
        with suppress(QabiletError):
            read_json_ld(json.dumps(shape).encode(), "x.jsonld")


@pytest.mark.parametrize(("data", "code"), [
    (b"", "SKOS_002"), (b"a;b\n1;2\n", "SKOS_002"), (b"conceptUri,preferredLabel\n", "SKOS_001"),
    (b"conceptUri,preferredLabel\nwords,Label\n", "SKOS_003"), (b"conceptUri,preferredLabel\n\xff,x\n", "CASE_001"),
    (b"conceptUri,preferredLabel\nhttp://a/b," + b"x" * 200_000 + b"\n", "CASE_001")])
def test_tables_that_are_not_of_esco_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(QabiletError) as caught:
        read_esco({"skills_en.csv": data})
    assert caught.value.code == code
    assert caught.value.faults[0].file == "skills_en.csv"


def test_depth_is_measured_outside_words() -> None:
    assert json_reading.read_json(json.dumps({"a": "[" * 100 + '"\\' + "{" * 100}).encode(), "x") is not None


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory can be set there")
@pytest.mark.parametrize("text", [b'"' + b"x" * 30_000_000 + b'"', b'"' + b"\\n" * 3_000_000 + b'"',
                                  b'"""' + b'"a' * 3_000_000 + b'"""', b"#\n" * 3_000_000, b"a" * 20_000_000])
def test_a_text_of_millions_of_letters_takes_no_more_memory_than_itself(text: bytes) -> None:
    """A pattern that keeps a place for every letter took seven gigabytes."""
    code = ("import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)); import sys; "
            "from contextlib import suppress; from qabilet.errors import QabiletError; "
            "from qabilet.study.formats.frameworks.turtle_reading import turtle_nodes\n"
            "with suppress(QabiletError): turtle_nodes(b'<a> <b> ' + sys.stdin.buffer.read() + b' .', 'a.ttl')")
    subprocess.run([sys.executable, "-c", code], input=text, check=True, timeout=60, capture_output=True)
