"""The page: one file that needs nothing else, and that a machine can read as well as a person."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest
from tests.cycle.report.fixture import akims, awkward

from qabilet.cycle.report import write_report
from qabilet.text import LANGS, Lang, Text

VOID = {"meta", "link", "br", "img", "hr", "input"}


@cache
def page(lang: Lang) -> str:
    return write_report(akims(), lang)


class Reader(HTMLParser):
    """Collects what the tests ask about; complains of tags that are not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


@cache
def read(lang: Lang) -> Reader:
    reader = Reader()
    reader.feed(page(lang))
    return reader


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_needs_no_script_and_fetches_nothing(lang: Lang) -> None:
    assert not [tag for tag, _ in read(lang).tags if tag in ("script", "iframe", "img", "object")]
    assert {one["rel"] for tag, one in read(lang).tags if tag == "link"} == {"icon"}
    assert not re.findall(r"(?:src|href)=\"(?!#|data:,)", page(lang))
    assert "@import" not in page(lang)
    assert "url(" not in page(lang).replace("url(#", "")


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_well_formed_and_says_its_language(lang: Lang) -> None:
    assert read(lang).faults == []
    assert read(lang).open == []
    assert ("html", {"lang": lang}) in read(lang).tags


@pytest.mark.parametrize("lang", LANGS)
def test_no_id_is_given_twice_and_every_link_inside_leads_somewhere(lang: Lang) -> None:
    ids = Counter(one["id"] for _, one in read(lang).tags if "id" in one)
    assert [name for name, times in ids.items() if times > 1] == []
    targets = {str(one["href"])[1:] for tag, one in read(lang).tags if tag == "a"}
    assert targets <= set(ids)
    named = {name for _, one in read(lang).tags for name in str(one.get("aria-labelledby") or "").split()}
    assert named <= set(ids)


def test_there_is_one_h1_and_the_landmarks_are_there() -> None:
    tags = Counter(tag for tag, _ in read("kk").tags)
    assert tags["h1"] == tags["main"] == tags["header"] == tags["footer"] == tags["nav"] == 1


def test_every_table_has_a_caption_and_scoped_headers_and_scrolls_by_keyboard() -> None:
    tags = read("ru").tags
    counts = Counter(tag for tag, _ in tags)
    assert counts["table"] == counts["caption"]
    assert all(one.get("scope") in ("col", "row") for tag, one in tags if tag == "th")
    regions = [one for tag, one in tags if one.get("class") == "scroll"]
    assert len(regions) == counts["table"]
    assert all(one["tabindex"] == "0" and one["role"] == "group" and one["aria-label"] for one in regions)


def test_labels_of_a_study_cannot_smuggle_markup_into_the_page() -> None:
    evil = "<script>alert(1)</script><b>"
    given = awkward()
    sheets = [replace(one, rows=[replace(row, label=Text.same(evil)) for row in one.rows], title=Text.same(evil))
              for one in given.sheets]
    html = write_report(replace(given, sheets=sheets, title=Text.same(evil)), "en")
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_the_same_findings_make_the_same_bytes() -> None:
    assert write_report(awkward(), "kk") == write_report(awkward(), "kk")


def test_the_page_stays_small_enough_to_be_sent() -> None:
    assert len(page("kk").encode()) < 600_000
