"""sample/design.toml: the plan of a draw as a person writes it, with every fault in it and its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from qabilet.cycle.sample import (
    BY_SIZE,
    METHODS,
    PLAN_KINDS,
    RULES,
    Conditions,
    DrawPlan,
    Method,
    PlanKind,
    Rule,
)
from qabilet.errors import Fault
from qabilet.study.faults import STUDY_008, STUDY_026
from qabilet.study.sampling.faults import DRAW_009, DRAW_011, DRAW_012, DRAW_023
from qabilet.study.toml_values import Table, read_page

PLAN_FILE = "sample/design.toml"
FORMAT = 1
HEAD = ("unit", "stratum", "cluster", "role", "order", "probability", "weight", "replaces")
"""The headings every drawn table has."""
_TAKEN = (*HEAD, "strata_units", "strata_drawn", "units", "drawn", "count")
_USES: dict[PlanKind, tuple[str, ...]] = {
    "census": ("keep",), "simple": ("n", "method", "size", "sort", "reserves", "keep", "seed"),
    "stratified": ("n", "strata", "method", "size", "sort", "reserves", "keep", "seed"),
    "cluster": ("n", "strata", "cluster", "clusters", "per_cluster", "method", "size", "sort", "reserves", "keep",
                "seed"),
    "quota": ("n", "strata")}


@dataclass(frozen=True, slots=True)
class Source:
    """Where the population stands: a register person by person (`file`) or counted (`counts`), its sheet, the column of
    unit codes, the headers of the codes, and the table of figures by stratum."""

    file: str = ""
    counts: str = ""
    sheet: str | None = None
    unit: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    figures: str = ""

    @property
    def path(self) -> str:
        return self.file or self.counts


@dataclass(frozen=True, slots=True)
class Aim:
    """What the size is asked for, in place of n: the name of the calculation, its numbers, its conditions; `each`: in
    every stratum by itself."""

    name: str
    numbers: Mapping[str, float]
    conditions: Conditions
    each: bool = False


@dataclass(frozen=True, slots=True)
class PlanFile:
    """All of sample/design.toml."""

    plan: DrawPlan
    source: Source = field(default_factory=Source)
    aim: Aim | None = None


def read_plan(data: bytes) -> tuple[PlanFile, tuple[Fault, ...]]:
    """The plan in the bytes of a design.toml, and every fault in it."""
    page, whole = read_page(data, PLAN_FILE)
    if page.faults:
        return PlanFile(DrawPlan("census")), tuple(page.faults)
    given = whole.whole("format", FORMAT)
    if given != FORMAT:
        whole.fault(STUDY_026, "format", found=given, known=FORMAT)
        return PlanFile(DrawPlan("census")), tuple(page.faults)
    register, design, allocation = whole.table("register"), whole.table("design"), whole.table("allocation")
    quota, aim = whole.table("quota"), _aim(whole.table("size"))
    plan = _plan(design, allocation, quota, whole.table("balance"))
    source = _source(register, allocation)
    _check(plan, aim, design, quota)
    _check_codes(plan, register)
    for table in (register, design, allocation, quota, whole):
        table.finish()
    return PlanFile(plan, source, aim), tuple(sorted(page.faults, key=lambda fault: fault.row or 0))


def _source(table: Table, allocation: Table) -> Source:
    columns = table.mapping("columns")
    headers = {code: str(header) for code, header in columns.items()}
    file, counts = table.string("file"), table.string("counts")
    if bool(file) == bool(counts):
        table.fault(DRAW_011, kind="\u2014", key="file", table="[register]", example='file = "../register.xlsx"')
    return Source(file, counts, table.string("sheet") or None, table.string("unit"), headers,
                  allocation.string("table"))


def _plan(table: Table, allocation: Table, quota: Table, balance: Table) -> DrawPlan:
    reserves, power = table.number("reserves"), allocation.number("power")
    plan = DrawPlan(
        kind=cast(PlanKind, table.word("kind", PLAN_KINDS, "simple")), seed=table.whole("seed", 0),
        n=table.count("n", least=1), strata=table.strings("strata"), cluster=table.string("cluster"),
        clusters=table.count("clusters", least=1), per_cluster=table.count("per_cluster", least=1),
        method=cast(Method, table.word("method", METHODS, "simple")), size=table.string("size"),
        sort=table.strings("sort"), reserves=reserves or 0.0, keep=table.strings("keep"),
        rule=cast(Rule, allocation.word("rule", RULES, "proportional")), least=allocation.whole("least", 2, least=1),
        power=0.5 if power is None else power, budget=allocation.number("budget"), margins=quota.rows("margins"),
        balance=balance.strings("columns"))
    for one, key, value, most, example in ((table, "reserves", plan.reserves, 100.0, "reserves = 0.5"),
                                           (allocation, "power", plan.power, 1.0, "power = 0.5")):
        if not 0 <= value <= most:
            one.fault(STUDY_008, key, key=key, found=f"{value:g}", example=example)
    balance.finish()
    return plan


def _aim(table: Table) -> Aim | None:
    """One of: share; mean; ranks (the gap). With margin, sd, items, correlation, and the conditions."""
    names = [name for name in ("share", "mean", "ranks") if name in table]
    numbers = {name: table.number(name) for name in ("share", "mean", "ranks", "margin", "sd", "items", "correlation")}
    level, deff, response, power = (table.number(name) for name in ("level", "deff", "response", "power"))
    icc, cluster_size = table.number("icc"), table.number("cluster_size")
    each = table.flag("each_stratum")
    table.finish()
    if not names:
        if any(value is not None for value in numbers.values()):
            table.fault(DRAW_011, kind="size", key="share", table="[size]", example="share = 0.5")
        return None
    needed = {"share": ("margin",), "mean": ("margin",), "ranks": ("sd", "items")}[names[0]]
    for key in needed:
        if numbers[key] is None:
            table.fault(DRAW_011, kind=names[0], key=key, table="[size]", example=f"{key} = 0.05")
    return Aim(names[0], {name: value for name, value in numbers.items() if value is not None},
               Conditions(0.95 if level is None else level, None, 1.0 if deff is None else deff,
                          1.0 if response is None else response, icc, cluster_size, 0.8 if power is None else power),
               each)


def _check(plan: DrawPlan, aim: Aim | None, table: Table, quota: Table) -> None:
    """What each kind cannot do without, and what it has no use for."""
    def missing(key: str, example: str, under: Table = table) -> None:
        under.fault(DRAW_011, kind=plan.kind, key=key, table=under.name, example=example)

    if "kind" not in table:
        missing("kind", 'kind = "stratified"')
    if plan.kind not in ("census", "quota") and "seed" not in table:
        missing("seed", "seed = 20260301")
    if plan.kind in ("simple", "stratified", "quota") and "n" not in table and aim is None and plan.budget is None:
        missing("n", "n = 250")
    if plan.kind == "stratified" and not plan.strata:
        missing("strata", 'strata = ["region"]')
    if plan.kind == "quota" and not plan.strata and not plan.margins:
        missing("strata", 'strata = ["region", "sex"]')
    if plan.kind == "cluster":
        if not plan.cluster:
            missing("cluster", 'cluster = "district"')
        if "clusters" not in table and ("per_cluster" not in table or ("n" not in table and aim is None)):
            missing("clusters", "clusters = 40")
    if plan.kind in ("simple", "stratified") and plan.method in BY_SIZE and not plan.size:
        missing("size", 'size = "staff"')
    for key in ("n", "strata", "cluster", "clusters", "per_cluster", "method", "size", "sort", "reserves", "keep"):
        if key in table and key not in _USES[plan.kind]:
            table.fault(DRAW_012, key, key=key, kind=plan.kind)
    told = [key for key in ("n", "clusters") if key in table and (key == "clusters" or plan.clusters is None)]
    told += ["budget"] if plan.budget is not None else []
    told += ["[size]"] if aim is not None else []
    if len(told) > 1:
        table.fault(DRAW_023, told[0], key=told[0], other=told[1])
    if aim is not None and aim.each and not plan.strata:
        missing("strata", 'strata = ["region"]')
    if aim is not None and plan.kind in ("census", "quota"):
        table.fault(DRAW_012, "kind", key="[size]", kind=plan.kind)
    if plan.kind == "cluster" and "per_cluster" not in table and plan.reserves:
        table.fault(DRAW_012, "reserves", key="reserves", kind="cluster, 1")
    if plan.margins and plan.kind != "quota":
        quota.fault(DRAW_012, "margins", key="margins", kind=plan.kind)


def _check_codes(plan: DrawPlan, register: Table) -> None:
    for code in (*plan.strata, plan.cluster, *plan.keep, *(name for row in plan.margins for name in row)):
        if code in _TAKEN and code != "cluster":
            register.fault(DRAW_009, code=code)
