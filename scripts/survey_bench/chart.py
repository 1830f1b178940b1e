"""The growth chart: time and memory against the number of answers, both axes by powers of ten."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from survey_bench.question import COMPLETE, CROSSING, EACH
from survey_bench.race import ENGINE, PACKAGE, SCAN, STREAM, Race, Run
from survey_bench.race import R as R_SURVEY

WIDE, TALL, APART = 300, 330, 19
LOOK = {STREAM: ([1, 0], 4.0, "circle"), R_SURVEY: ([1, 0], 1.8, "square"), PACKAGE: ([7, 4], 1.8, "triangle-up"),
        ENGINE: ([2, 3], 1.8, "diamond"), SCAN: ([1, 0], 1.0, "")}
"""Dashes, width of the line, shape of its points: told apart in grey print too."""
SHORT = {SCAN: "reading the file"}

Series = Mapping[str, Sequence[tuple[int, float]]]


def drawn(race: Race) -> str:
    """The chart as SVG."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(vl_spec=spec(race), vl_version="5.20"))


def described(race: Race) -> str:
    """What the chart shows, for those who do not see it."""
    sizes = sorted({one.rows for one in race.runs})
    told = []
    for name in LOOK:
        runs = [(rows, found) for rows in sizes if (found := _run(race, rows, name))]
        if runs:
            (first, low), (last, high) = runs[0], runs[-1]
            told.append(f"{SHORT.get(name, name)}: {_seconds(low.wall)} and {_megabytes(low.peak)} at {first:,} rows, "
                        f"{_seconds(high.wall)} and {_megabytes(high.peak)} at {last:,}")
    return "Two charts with logarithmic axes, seconds and peak memory by number of rows. " + "; ".join(told) + "."


def spec(race: Race) -> dict[str, Any]:
    """Vega-Lite: two panels side by side, every line labelled at its end."""
    from qabilet.cycle.report.figures.theme import FONTS, INK, QUIET

    panels = [_panel(_series(race, lambda run: run.wall), "Seconds, the whole process", _seconds),
              _panel(_series(race, lambda run: run.peak), "Peak memory", _megabytes)]
    return {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "background": "white", "padding": 16,
            "title": {"text": _finding(race), "subtitle": ["Ten means with their errors in 17 groups that cut across "
                      "all clusters of a stratified sample, by the number of people asked"], "anchor": "start",
                      "fontSize": 18, "subtitleFontSize": 13, "color": INK, "subtitleColor": QUIET, "offset": 18,
                      "subtitlePadding": 6},
            "hconcat": panels, "spacing": 120, "config": {"font": FONTS, "view": {"stroke": None}}}


def _finding(race: Race) -> str:
    rows = 1_000_000 if any(one.rows == 1_000_000 for one in race.runs) else max(one.rows for one in race.runs)
    mine, other = _run(race, rows, STREAM), _run(race, rows, R_SURVEY)
    asked = "A million people" if rows == 1_000_000 else f"{rows:,} people"
    if mine is None or other is None:
        return "How time and memory grow with the number of people asked"
    return f"{asked}: R takes {_seconds(other.wall)}, Qabilet {_seconds(mine.wall)}"


def _run(race: Race, rows: int, name: str) -> Run | None:
    """R as it is quickest, the others each item by itself; in the domain that crosses the clusters."""
    return race.middle(rows, name, CROSSING, COMPLETE if name == R_SURVEY else EACH)


def _series(race: Race, of: Callable[[Run], float]) -> Series:
    sizes = sorted({one.rows for one in race.runs})
    found = {name: [(rows, of(run)) for rows in sizes if (run := _run(race, rows, name))] for name in LOOK}
    return {name: points for name, points in found.items() if points}


def _panel(series: Series, title: str, told: Callable[[float], str]) -> dict[str, Any]:
    from qabilet.cycle.report.figures.theme import ACCENT, GRID, INK, QUIET

    values = [value for points in series.values() for _, value in points]
    sizes = sorted({rows for points in series.values() for rows, _ in points})
    low, high = min(values) * 0.75, max(values) * 1.25
    x = {"field": "rows", "type": "quantitative", "title": None,
         "scale": {"type": "log", "domain": [sizes[0], max(sizes[-1], sizes[0] * 10)]},
         "axis": {"values": sizes, "grid": False, "labelExpr": "datum.value >= 1e6 ? datum.value / 1e6 + ' million' : "
                  "format(datum.value, ',')", "labelColor": QUIET, "domainColor": QUIET, "tickColor": QUIET,
                  "labelFontSize": 12, "labelPadding": 6, "labelFlush": False}}
    powers = [10.0 ** one for one in range(math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1)]
    texts = " : ".join(f"datum.value == {one!r} ? '{told(one)}'" for one in powers) + " : ''"
    y = {"field": "value", "type": "quantitative", "title": None, "scale": {"type": "log", "domain": [low, high]},
         "axis": {"values": powers, "gridColor": GRID, "domain": False, "ticks": False, "labelExpr": texts,
                  "labelColor": QUIET, "labelFontSize": 12, "labelPadding": 8}}
    layers: list[dict[str, Any]] = []
    for name in sorted(series, key=lambda one: one == STREAM):  # ours is drawn over the others
        dash, width, shape = LOOK[name]
        colour = ACCENT if name == STREAM else QUIET
        data = {"values": [{"rows": rows, "value": value} for rows, value in series[name]]}
        layers.append({"data": data, "mark": {"type": "line", "color": colour, "strokeWidth": width,
                                              "strokeDash": dash}, "encoding": {"x": x, "y": y}})
        if shape:
            layers.append({"data": data, "mark": {"type": "point", "shape": shape, "filled": True, "size": 55,
                                                  "opacity": 1, "color": colour}, "encoding": {"x": x, "y": y}})
    for name, rows, value, at in _labels(series, low, high):
        ours = name == STREAM
        layers.append({"data": {"values": [{"rows": rows, "value": at, "words": f"{SHORT.get(name, name)}, "
                                            f"{told(value)}"}]},
                       "mark": {"type": "text", "align": "left", "dx": 9, "fontSize": 13, "color":
                                ACCENT if ours else INK, "fontWeight": "bold" if ours else "normal"},
                       "encoding": {"x": x, "y": y, "text": {"field": "words"}}})
    return {"width": WIDE, "height": TALL, "layer": layers,
            "title": {"text": title, "anchor": "start", "fontSize": 14, "color": INK, "offset": 12}}


def _labels(series: Series, low: float, high: float) -> list[tuple[str, int, float, float]]:
    """Name, rows, value of each line's last point, and where to write it so that labels do not cover one another."""
    step = APART / TALL * math.log10(high / low)
    out = []
    for rows in sorted({points[-1][0] for points in series.values()}):
        ends = sorted((points[-1][1], name) for name, points in series.items() if points[-1][0] == rows)
        places = [math.log10(value) for value, _ in ends]
        for _ in range(200):
            for i in range(len(places) - 1):
                short = step - (places[i + 1] - places[i])
                if short > 1e-9:
                    places[i] -= short / 2
                    places[i + 1] += short / 2
        out += [(name, rows, value, 10.0**place) for (value, name), place in zip(ends, places, strict=True)]
    return out


def _seconds(value: float) -> str:
    if value >= 120:
        return f"{value / 60:.0f} min"
    return f"{value:.0f} s" if value >= 10 else f"{value:.2g} s"


def _megabytes(value: float) -> str:
    return f"{value / 1000:.2g} GB" if value >= 1000 else f"{value:.0f} MB"
