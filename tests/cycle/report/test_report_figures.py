"""Figures: every chart is sound, holds all its numbers, and keeps its words apart."""

from __future__ import annotations

import re
from functools import cache

import pytest
from tests.cycle.report.fixture import akims, awkward

from qabilet.cycle.analysis import Finding, Row, Sheet
from qabilet.cycle.report import ReportInput, compose
from qabilet.cycle.report.chapters.profile_figures import bars
from qabilet.cycle.report.document import FigureBlock
from qabilet.cycle.report.figures.lines import Line, Lines, Mark, draw_lines
from qabilet.cycle.report.figures.quadrant import Point, Quadrant, draw_quadrant
from qabilet.cycle.report.figures.theme import ticks, wrapped
from qabilet.cycle.report.svg import drawn
from qabilet.cycle.report.words import ticker
from qabilet.text import LANGS, Lang, Text


def figures(given: ReportInput, lang: Lang) -> list[FigureBlock]:
    return [block for chapter in compose(given, lang).chapters for block in chapter.blocks
            if isinstance(block, FigureBlock)]


@cache
def akim_figures(lang: Lang) -> tuple[FigureBlock, ...]:
    return tuple(figures(akims(), lang))


def texts(spec: object) -> list[str]:
    """All words drawn in a chart."""
    assert isinstance(spec, dict)
    return [row["t"] for layer in spec["layer"] if layer["mark"]["type"] == "text" for row in layer["data"]["values"]]


@pytest.mark.slow
def test_every_chart_is_a_chart_that_altair_accepts() -> None:
    altair = pytest.importorskip("altair")
    for given in (akims(), awkward()):
        for block in figures(given, "kk"):
            altair.Chart.from_dict(dict(block.wide))
            altair.Chart.from_dict(dict(block.narrow))


def test_a_chart_asks_for_nothing_from_outside() -> None:
    for block in akim_figures("en"):
        assert "url" not in str(block.wide)
        assert "http" not in str(block.wide)


def test_a_figure_says_its_numbers_in_words_and_holds_them_in_a_table() -> None:
    block = next(one for one in akim_figures("en") if one.anchor == "figure-needs-akim-knowledge")
    assert "Financial literacy: 2.29, place 1 (1\N{EN DASH}2)" in block.alt
    assert block.table.rows[0].header == "Financial literacy"
    assert block.table.rows[0].cells[0].words == "2.29"


@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_has_words_for_those_who_do_not_see_it(lang: Lang) -> None:
    for block in akim_figures(lang):
        assert len(block.alt) > 20
        assert block.caption
        assert block.table.rows


def test_beside_each_need_stand_its_place_and_its_possible_places() -> None:
    block = next(one for one in akim_figures("ru") if one.anchor == "figure-needs-akim-knowledge")
    for spec in (block.wide, block.narrow):
        assert "1 (1\N{EN DASH}2)" in texts(spec)
        assert "5 (5)" in texts(spec)


def test_needs_are_drawn_in_the_order_of_their_places() -> None:
    block = next(one for one in akim_figures("kk") if one.anchor == "figure-needs-akim-knowledge")
    drawn_words = [one.replace("\n", " ") for one in texts(block.wide)]
    needs = ["Қаржылық сауаттылық", "Қарым-қатынас дағдылары", "Құқықтық сауаттылық", "Цифрлық сауаттылық", "Медиация"]
    assert [one for one in drawn_words if one in needs] == needs


def test_where_few_answered_people_are_drawn_and_not_shares() -> None:
    block = next(one for one in figures(awkward(), "en") if one.anchor == "figure-profile-education")
    words = texts(block.wide)
    assert "7 of 12" in words
    assert not any("%" in one for one in words)


def test_a_withheld_number_is_drawn_as_nothing_but_a_dash() -> None:
    block = next(one for one in figures(awkward(), "en") if one.anchor == "figure-needs-skills")
    assert "–" in texts(block.wide)
    points = next(layer for layer in block.wide["layer"]  # type: ignore[attr-defined]
                  if layer["mark"]["type"] == "point")["data"]["values"]
    assert len(points) == 28


def test_long_labels_are_broken_into_lines_that_fit_and_cut_only_past_the_fourth() -> None:
    label = "Preparing, defending and executing a rural district budget under the fourth level of the budget system"
    lines = wrapped(label, 260)
    assert " ".join(lines) == label
    assert all(len(line) * 7.6 <= 260 for line in lines)
    assert wrapped(label * 3, 200)[-1].endswith("…")


def test_rows_of_many_lines_do_not_run_into_one_another() -> None:
    label = "Talking with residents in conflict, and explaining unpopular decisions in public meetings of the village"
    figure = Lines([Line(label, (Mark(2.0, 1.5, 2.5),), "1 (1–3)"), Line(label, (Mark(3.0),), "2")], 1, 5, "Mean",
                   lambda at: ticker("en", at))
    for narrow in (False, True):
        spec = draw_lines(figure, narrow=narrow)
        labels = [row for layer in spec["layer"]  # type: ignore[attr-defined]
                  if layer["mark"]["type"] == "text" for row in layer["data"]["values"] if "conflict" in row["t"]]
        bottom = labels[0]["y"] + 17 * labels[0]["t"].count("\n")
        assert labels[1]["y"] - bottom >= 17


def test_axis_marks_are_round_and_counted_people_are_whole() -> None:
    assert ticks(1, 5) == (1, 2, 3, 4, 5)
    assert ticks(0, 10, 4, whole=True) == (0, 5, 10)
    assert ticks(0, 3, 6, whole=True) == (0, 1, 2, 3)
    assert ticks(-0.3, 0.9) == (-0.25, 0.0, 0.25, 0.5, 0.75)


def test_the_quadrant_bears_names_where_there_is_room_and_numbers_where_there_is_not() -> None:
    points = [Point(str(at), f"Need {at}", 2 + at / 10, 4 - at / 10) for at in range(1, 6)]
    figure = Quadrant(points, "Competence", "Importance", ("Learn first", "Keep", "Wait", "Beyond"),
                      lambda at: ticker("en", at))
    assert "Need 3" in texts(draw_quadrant(figure))
    assert "Need 3" not in texts(draw_quadrant(figure, narrow=True))
    assert "3" in texts(draw_quadrant(figure, narrow=True))


def test_an_svg_is_named_described_and_without_ids_of_its_own_that_clash() -> None:
    block = akim_figures("kk")[0]
    svg = drawn(block.wide, "one", title="Қажеттілік <b>", description='5 & "6"')
    assert svg.startswith('<svg role="img" aria-labelledby="one-t one-d"')
    assert '<title id="one-t">Қажеттілік &lt;b&gt;</title>' in svg
    assert "&amp;" in svg
    assert all(name.startswith("one-") for name in re.findall(r'\bid="([^"]+)"', svg))
    assert "font-family" not in svg


def test_shares_of_one_figure_all_have_as_many_decimals() -> None:
    rows = [Row(code, Text.same(code), {"share": Finding(share, 250)}) for code, share in (("a", 0.19), ("b", 0.207))]
    figure = bars("en", Sheet("profile/years", "profile", Text.same("Years"), ("share",), rows, "release", "quota"))
    assert figure is not None
    assert figure.alt == "a: 19.0%; b: 20.7%."
