"""A first sample/design.toml after a register: its columns looked at, its choices for a person to correct."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import wrap

from qabilet.cycle.instrument import short_code
from qabilet.errors import QabiletError, refuse
from qabilet.study.sampling.faults import DRAW_022
from qabilet.study.sampling.plan_toml import FORMAT, HEAD, PLAN_FILE
from qabilet.study.sampling.population import few_levels
from qabilet.study.sampling.tables import RegisterTable, read_register_table
from qabilet.study.sampling.unit_codes import require_codes
from qabilet.text import Lang, say

LEAST_IN_CLUSTER = 3
WIDTH = 100


@dataclass(frozen=True, slots=True)
class DraftedPlan:
    """The file to save; how many rows the register has, its columns of codes ('' where none), strata and clusters."""

    content: bytes
    rows: int
    unit: str
    strata: tuple[str, ...]
    clusters: tuple[str, ...]


def drafted_plan(root: Path, register: Path, on: date, lang: Lang, *, sheet: str | None = None) -> DraftedPlan:
    """Raises DRAW_022 where there is a plan already: what a person wrote is not overwritten."""
    if (root / PLAN_FILE).exists():
        raise refuse(DRAW_022, path=PLAN_FILE)
    table = read_register_table(register, {}, sheet=sheet)
    unit = _unit(table)
    few = [header for header in few_levels(table, {unit.casefold()})
           if min(table.columns[header].counts().values()) > 1]
    groups = sorted((header for header in _groups(table) if header not in (unit, *few[:1])),
                    key=lambda header: -table.columns.distinct(header))
    codes = _codes(tuple(dict.fromkeys((*few, *groups))))
    lines = _lines(_path(root, register), sheet, unit, codes, few[:1], few[1:], groups, on, lang)
    return DraftedPlan(("\n".join(lines) + "\n").encode(), len(table.lines), unit, tuple(few), tuple(groups))


def _unit(table: RegisterTable) -> str:
    """The first column in which every cell is another code, and none a person."""
    for header in table.columns:
        if table.columns.distinct(header) == len(table.lines) and "" not in table.columns[header].words:
            try:
                require_codes(table, header)
            except QabiletError:
                continue
            return header
    return ""


def _groups(table: RegisterTable) -> Iterator[str]:
    """The headers of the columns that could be clusters: many levels, with some people in each."""
    from qabilet.cycle.instrument import personal

    for header in table.columns:
        if 2 * LEAST_IN_CLUSTER <= table.columns.distinct(header) <= len(table.lines) // LEAST_IN_CLUSTER:
            counts = table.columns[header].counts()
            if not personal(header, counts):
                yield header


def _codes(headers: tuple[str, ...]) -> dict[str, str]:
    """Code -> header, the codes as `adopt` makes them of the same headers."""
    found: dict[str, str] = {}
    for place, header in enumerate(headers, start=1):
        code = short_code(header) or f"column_{place}"
        code = f"{code}_{place}" if code in found or code in HEAD or code == "count" else code
        found[code] = header
    return found


def _path(root: Path, register: Path) -> str:
    """From the study to the register; as it is where there is no such way (another drive)."""
    try:
        return Path(os.path.relpath(register, root)).as_posix()
    except ValueError:
        return register.resolve().as_posix()


def _lines(path: str, sheet: str | None, unit: str, codes: Mapping[str, str], strata: list[str], others: list[str],
           groups: list[str], on: date, lang: Lang) -> Iterator[str]:
    by_header = {header: code for code, header in codes.items()}
    yield from _remark(say(lang, "The plan of the draw, drafted after the register: correct it, then qabilet draw. "
                                 "A line that begins with # is a remark."))
    yield from (f"format = {FORMAT}", "", "[register]")
    yield from _remark(say(lang, "The register; one with names in it lies outside the study folder."))
    yield f"file = {_string(path)}"
    if sheet:
        yield f"sheet = {_string(sheet)}"
    yield from _remark(say(lang, "The column of the units' codes: codes, never names."))
    yield f"unit = {_string(unit)}"
    yield from ("", "[register.columns]")
    yield from _remark(say(lang, "code = \"header\": the code in the dictionary of the answers, the header in the "
                                 "register."))
    yield from (f"{code} = {_string(header)}" for code, header in codes.items())
    yield from ("", "[design]")
    yield from _remark(say(lang, "census: everybody; simple: from the whole list; stratified: within strata; "
                                 "cluster: bodies or places first, people in them second; quota: filled to a "
                                 "composition."))
    yield f'kind = "{"stratified" if strata else "simple"}"'
    if strata:
        yield f"strata = [{_string(by_header[strata[0]])}]"
    for header in groups[:1]:
        yield from _remark(say(lang, "In two stages: kind = \"cluster\", and these three lines."))
        yield from (f"# cluster = {_string(by_header[header])}", "# per_cluster = 10", '# method = "pps"')
    yield from _remark(say(lang, "Reserves for each unit drawn: 0.5 is half as many."))
    yield "reserves = 0.5"
    if others := [by_header[header] for header in others]:
        yield from _remark(say(lang, "Columns that stand beside each unit drawn, for weights by cells of response."))
        yield f"# keep = [{', '.join(map(_string, others))}]"
    yield from _remark(say(lang, "Any whole number: the same register, plan and seed give the same sample."))
    yield f"seed = {on:%Y%m%d}"
    yield from ("", "[size]")
    yield from _remark(say(lang, "How precise a share is to be, and how many will answer; or n under [design] in "
                                 "place of it."))
    yield from ("share = 0.5", "margin = 0.05", "response = 0.7")
    if groups:
        yield from _remark(say(lang, "People of one cluster answer alike: in two stages these two lines too."))
        yield from ("# icc = 0.05", "# cluster_size = 10")
    yield from ("", "[allocation]")
    yield from _remark(say(lang, "proportional, equal, neyman (needs sd), power (sd, mean) or cost (sd, cost)."))
    yield 'rule = "proportional"'


def _remark(words: str) -> Iterator[str]:
    yield from ("# " + row for row in wrap(words, WIDTH))


def _string(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
