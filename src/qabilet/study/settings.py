"""The settings of a study: what study.toml says about who was asked, how they were chosen, and what is to be told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import cast

from qabilet.cycle.analysis import Audience, Derived, Lattice, Microdata, Rules
from qabilet.cycle.needs import NEED_KINDS, NeedKind, NeedQuestion, ScaleQuestion
from qabilet.cycle.sample import CALIBRATIONS, DESIGNS, Calibration, Design, DesignKind, Weighting
from qabilet.errors import Fault
from qabilet.study.faults import STUDY_008, STUDY_009, STUDY_010, STUDY_013, STUDY_016, STUDY_026, STUDY_030, STUDY_031
from qabilet.study.toml_values import Table, closest, read_page
from qabilet.text import LANGS, Lang, Text

FORMAT = 1
FILE = "study.toml"
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")
_NEEDED: dict[NeedKind, tuple[str, ...]] = {"rating": ("items",), "ranking": ("items",), "gap": ("items", "profile"),
                                            "two-scale": ("importance", "competence")}


@dataclass(frozen=True, slots=True)
class Settings:
    """All of study.toml. `period` is the first and last month (or day) of fieldwork, () where it is not given;
    `languages` are those in which people are asked."""

    code: str = "study"
    title: Text = field(default_factory=Text)
    source: Text = field(default_factory=Text)
    note: Text = field(default_factory=Text)
    period: tuple[str, ...] = ()
    languages: tuple[Lang, ...] = LANGS
    synthetic: bool = False
    audience_column: str = ""
    audiences: tuple[Audience, ...] = ()
    design: Design = field(default_factory=Design)
    lattice: Lattice = field(default_factory=Lattice)
    rules: Rules = field(default_factory=Rules)
    needs: tuple[NeedQuestion, ...] = ()
    scales: tuple[ScaleQuestion, ...] = ()
    weighting: Weighting = field(default_factory=Weighting)
    microdata: Microdata = field(default_factory=Microdata)


def read_settings(data: bytes) -> tuple[Settings, tuple[Fault, ...]]:
    """The settings in the bytes of a study.toml, and every fault in them; what is absent has its default."""
    page, whole = read_page(data, FILE)
    if page.faults:
        return Settings(), tuple(page.faults)
    given = whole.whole("format", FORMAT)
    if given != FORMAT:
        whole.fault(STUDY_026, "format", found=given, known=FORMAT)
        return Settings(), tuple(page.faults)
    head, audience = whole.table("study"), whole.table("audience")
    settings = Settings(
        code=head.code("code", example="akims-2023") if "code" in head else head.string("code", "study"),
        title=head.text("title"), source=head.text("source"), note=head.text("note"), period=_period(head),
        languages=_languages(head), synthetic=head.flag("synthetic"), audience_column=audience.string("column"),
        audiences=_audiences(audience),
        design=_design(whole.table("design")), lattice=_lattice(whole.table("groups")),
        weighting=_weighting(whole.table("weights")),
        rules=_rules(whole.table("gate")), needs=tuple(_need(one) for one in whole.tables("needs")),
        scales=tuple(_scale(one) for one in whole.tables("scales")), microdata=_microdata(whole.table("microdata")))
    _distinct(whole, "needs", [one.code for one in settings.needs])
    _distinct(whole, "scales", [one.code for one in settings.scales])
    for table in (head, audience, whole):
        table.finish()
    return settings, tuple(sorted(page.faults, key=lambda fault: fault.row or 0))


def _period(head: Table) -> tuple[str, ...]:
    period = head.strings("period", example="2026-03")
    well = len(period) <= 2 and all(_MONTH.fullmatch(one) for one in period) and list(period) == sorted(period)
    if not well:
        head.fault(STUDY_008, "period", key="period", found=", ".join(period),
                   example='period = ["2026-03", "2026-04"]')
        return ()
    return period


def _languages(head: Table) -> tuple[Lang, ...]:
    given = head.strings("languages", example="kk")
    for place, word in enumerate(given):
        if word not in LANGS:
            head.fault_at(("languages", place), STUDY_009, word=word, key="languages", known=closest(word, LANGS))
    return tuple(lang for lang in LANGS if lang in given) or LANGS


def _audiences(table: Table) -> tuple[Audience, ...]:
    groups = table.tables("group")
    found = [Audience(group.string("value"),
                      "observer" if group.word("role", ("self", "observer"), "self") == "observer" else "self",
                      group.string("of"), group.text("label"), group.count("population", least=1)) for group in groups]
    known = [one.value for one in found if one.role == "self"]
    for one, group in zip(found, groups, strict=True):
        if one.role == "observer" and one.of not in known:
            group.fault(STUDY_016, "of", value=one.value, of=one.of, known=", ".join(known) or "\u2014")
        group.finish()
    _distinct(table, "group", [one.value for one in found])
    return tuple(found)


def _design(table: Table) -> Design:
    design = Design(cast(DesignKind, table.word("kind", DESIGNS, "open")), table.strings("cells"),
                    table.count("population", least=1), table.string("register"), table.string("clusters"),
                    table.string("units"), table.string("weight"))
    table.finish()
    return design


def _weighting(table: Table) -> Weighting:
    bounds = table.numbers("bounds")
    if bounds and (len(bounds) != 2 or not 0 <= bounds[0] < 1 < bounds[1]):
        table.fault(STUDY_008, "bounds", key="bounds", found=str(list(bounds)), example="bounds = [0.3, 3]")
        bounds = ()
    trim = table.number("trim")
    if trim is not None and trim <= 1:
        table.fault(STUDY_008, "trim", key="trim", found=str(trim), example="trim = 5")
        trim = None
    found = Weighting(table.strings("response"), table.string("invited"), post=table.strings("post"),
                      margins=table.rows("margins"),
                      method=cast(Calibration, table.word("method", CALIBRATIONS, "raking")),
                      bounds=(bounds[0], bounds[1]) if bounds else None, trim=trim)
    table.finish()
    return found


def _lattice(table: Table) -> Lattice:
    derived = tuple(_derived(one) for one in table.tables("derived"))
    lattice = Lattice(table.strings("dimensions"), table.rows("tables"), derived)
    _distinct(table, "dimensions", list(lattice.dimensions))
    _distinct(table, "derived", [one.code for one in derived])
    table.finish()
    return lattice


def _derived(table: Table) -> Derived:
    levels = table.mapping("levels")
    derived = Derived(table.code("code", example="newcomer"), table.code("source", example="seniority"),
                      table.text("label"), {value: str(level) for value, level in levels.items()},
                      table.numbers("breaks"),
                      {level: Text.read(words) for level, words in table.mapping("labels").items()})
    if bool(derived.levels) == bool(derived.breaks):
        table.fault(STUDY_030)
    table.finish()
    return derived


def _rules(table: Table) -> Rules:
    least = Rules()
    rules = Rules(table.whole("cell", least.cell), table.whole("remainder", least.remainder),
                  table.whole("text", least.text), table.whole("few", least.few), table.flag("share_below_few"))
    for name in rules.lowered():
        table.fault(STUDY_010, name, rule=name, value=getattr(rules, name), least=getattr(least, name))
    table.finish()
    return least if rules.lowered() else rules


def _microdata(table: Table) -> Microdata:
    found = Microdata(table.strings("allow", example="researcher"), table.strings("traits", example="region"),
                      table.strings("keep", example="topics"))
    for key in ("traits", "keep"):
        _distinct(table, key, list(getattr(found, key)))
    for place, code in enumerate(found.keep):
        if code in found.traits:
            table.fault_at(("keep", place), STUDY_013, code=code, key="traits, keep")
    table.finish()
    return found


def _need(table: Table) -> NeedQuestion:
    kind = cast(NeedKind, table.word("kind", NEED_KINDS, "rating"))
    need = NeedQuestion(
        table.code("code", example="knowledge"), kind, table.string("items"), table.string("importance"),
        table.string("competence"), "low" if table.word("largest", ("high", "low"), "high") == "low" else "high",
        table.string("profile"), table.whole("least_n", 10, least=2), table.flag("assumed"), table.text("title"),
        table.strings("audiences", example="akim"))
    for key in _NEEDED[kind]:
        if key not in table:
            table.fault(STUDY_031, kind=kind, key=key, example=f'{key} = "{key}"')
    table.finish()
    return need


def _scale(table: Table) -> ScaleQuestion:
    scale = ScaleQuestion(table.code("code", example="climate"), table.code("items", example="climate"),
                          table.text("title"), table.count("least_items", least=1), table.number("least_share"))
    if scale.least_share is not None and (scale.least_items is not None or not 0 < scale.least_share <= 1):
        table.fault(STUDY_008, "least_share", key="least_share", found=str(scale.least_share),
                    example="least_share = 0.5")
        scale = replace(scale, least_share=None)
    table.finish()
    return scale


def _distinct(table: Table, key: str, codes: list[str]) -> None:
    for place, code in enumerate(codes):
        if code in codes[:place]:
            table.fault_at((key, place), STUDY_013, code=code, key=key)
