"""What the report is made of: the study's words and facts beside the findings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from qabilet.cycle.analysis import Audience
from qabilet.cycle.report import Origin, ReportAudience, ReportDraw, ReportInput, ReportWeights
from qabilet.errors import Caution
from qabilet.study.faults import STUDY_027
from qabilet.study.findings import Findings
from qabilet.study.folder import FINDINGS, Study
from qabilet.study.frame_csv import md5
from qabilet.study.log import inputs_hash
from qabilet.text import LANGS, Lang, Text

_DASH = re.compile(r"\s*\u2013\s*")


def report_input(opened: Study, found: Findings, made_on: date) -> ReportInput:
    """The material of the report; a caution where the inputs have changed since the findings were made."""
    known = opened.settings
    return ReportInput(
        title=known.title, sheets=tuple(found.sheets), made_on=made_on,
        audiences=tuple(_audience(opened, one, found) for one in known.audiences or (Audience(),)
                        if one.value in found.people), source=known.source,
        period=Text(*(_period(known.period, lang) for lang in LANGS)), synthetic=known.synthetic, draft=found.draft,
        design=known.design.kind, cells=tuple(_name(opened, code) for code in known.design.cells),
        population=known.design.population, data_hash=found.answers,
        command=f"{found.command} && {_again(opened)}", version=found.version,
        cautions=(*stale(opened, found), *found.cautions),
        remedies={code: one.remedy for code, one in opened.decisions.items()}, rules=known.rules,
        draw=_draw(opened), weights=_weights(opened))


def _draw(opened: Study) -> ReportDraw | None:
    """What was drawn, summed over the strata: how many answered in one of them is nobody's business."""
    found = opened.sampled.units
    if not found.units:
        return None
    cells = len(opened.settings.design.cells)
    strata = {key[:cells]: unit for key, unit in found.units.items()}
    taken = len(found.units) if found.clustered else round(sum(unit.strata_drawn for unit in strata.values()))
    people = sum(unit.drawn or unit.units or 0 for unit in found.units.values()) if found.clustered else taken
    clusters = _name(opened, opened.settings.design.clusters) if found.clustered else Text()
    return ReportDraw(len(strata), round(sum(unit.strata_units for unit in strata.values())), taken, round(people),
                      clusters, found.two_stage, found.even)


def _weights(opened: Study) -> ReportWeights:
    design, weighting = opened.settings.design, opened.drawing.steps

    def named(codes: Iterable[str]) -> tuple[Text, ...]:
        return tuple(_name(opened, code) for code in codes)

    by_draw = bool(opened.sampled.units.units)
    source: Literal["draw", "register", "column", "none"] = (
        "column" if design.weight else "draw" if by_draw else
        "register" if design.drawn and (opened.populations or design.population) else "none")
    return ReportWeights(source, _name(opened, design.weight) if design.weight else Text(), named(weighting.response),
                         named(weighting.post), tuple(named(row) for row in weighting.margins), weighting.method,
                         weighting.bounds, weighting.trim)


def stale(opened: Study, found: Findings) -> tuple[Caution, ...]:
    """The caution that the findings are older than the inputs, where they are."""
    return (Caution(STUDY_027, {"path": opened.root}),) if inputs_hash(opened.root) != found.inputs else ()


def origin(opened: Study, found: Findings) -> Origin:
    """What binds the script beside the report to the findings it was written from."""
    return Origin(found.code, found.version, md5(opened.root / FINDINGS), inputs_hash(opened.root) != found.inputs)


def _again(opened: Study) -> str:
    return f"qabilet report {opened.root.resolve().name} --lang {','.join(LANGS)} --to report"


def _audience(opened: Study, one: Audience, found: Findings) -> ReportAudience:
    """With how many there are in all: as declared for the audience, else as its register counts them, else as declared
    for a study of one audience."""
    register = opened.populations.get(one.value)
    counted = sum(register.counts.values()) if register is not None else 0
    declared = opened.settings.design.population if len(opened.settings.audiences) < 2 else None
    return ReportAudience(one.value, one.role, one.of, one.label, found.people[one.value],
                          one.population or counted or declared)


def _name(opened: Study, code: str) -> Text:
    for one in opened.settings.lattice.derived:
        if one.code == code:
            return one.label
    columns = opened.dictionary.columns if opened.dictionary is not None else ()
    return next((column.name() for column in columns if column.code == code), Text.same(code))


def _period(period: tuple[str, ...], lang: Lang) -> str:
    """From when to when, as the language writes it; two months of one year share the year."""
    from babel.dates import format_date, format_interval, format_skeleton

    words, months = [], []
    for when in period:
        year, month, *day = (int(part) for part in when.split("-"))
        on = date(year, month, *day or [1])
        words.append(format_date(on, "long", locale=lang) if day else format_skeleton("yMMMM", on, locale=lang))
        months += [] if day else [on]
    if len(months) == 2 and months[0].year == months[1].year:
        shared: str = format_interval(months[0], months[1], skeleton="yMMMM", locale=lang)
        words = [_DASH.sub("\u2013", shared)]
    return " \u2013 ".join(dict.fromkeys(words)).replace("\u202f", "\u00a0")
