"""The size, the draw and its balance on a terminal: how many, who from where, and how like the register."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from qabilet.cli.screen import Screen, written_caution
from qabilet.cycle.sample import Balance, Quota, Size, method_words
from qabilet.study import PLAN_FILE, DraftedPlan, Drawing, Replacement, Sized
from qabilet.text import pattern, say

ROWS = 40
"""So many rows of a table are shown; the files have them all."""


def show_size(size: Size, screen: Screen) -> None:
    """One answer of the calculator, with the paragraph for the methods section."""
    screen.result = written_size(size)
    _tell_size(size, screen)
    screen.cautions(size.cautions)


def show_sized(found: Sized, screen: Screen) -> None:
    """A plan worked out: the size it asks for, and the people by stratum or quota."""
    screen.result = {"population": found.population, "kind": found.plan.kind,
                     "size": written_size(found.size) if found.size else None,
                     "strata": [{"stratum": list(one.stratum), "people": one.people, "units": one.units,
                                 "drawn": one.drawn, "margin": _or_none(one.margin)} for one in found.strata],
                     "quotas": [_written_quota(one) for one in found.quotas],
                     "cautions": [written_caution(one) for one in found.cautions]}
    if found.size is not None:
        _tell_size(found.size, screen)
        screen.line()
    screen.tell(pattern("People in the register: {n}."), n=_whole(found.population, screen))
    if found.quotas:
        _quotas(found.quotas, screen)
    else:
        _strata(found, screen)
    screen.cautions(found.cautions)


def show_drawing(found: Drawing, screen: Screen) -> None:
    sample = found.sample
    main = sample.main if sample is not None else []
    reserves = len(sample.people) - len(main) if sample is not None else 0
    screen.result = {"kind": found.plan.kind, "population": found.population, "drawn": len(main), "reserves": reserves,
                     "quotas": [_written_quota(one) for one in found.quotas], "same": found.same, "kept": found.kept,
                     "study_toml": _for_the_analysis(found),
                     "self_weighting": sample.self_weighting if sample is not None else None,
                     "files": sorted(name for name, content in found.files.items() if content is not None),
                     "balance": [_written_balance(one) for one in found.balance],
                     "cautions": [written_caution(one) for one in found.cautions]}
    if found.same:
        screen.tell(pattern("The same register, plan and seed: the sample is the one that was drawn before. Nothing "
                            "was changed."))
    if sample is not None:
        screen.tell(pattern("Drawn: {n} of {population}; reserves: {reserves}."), n=_whole(len(main), screen),
                    population=_whole(found.population, screen), reserves=_whole(reserves, screen))
        if sample.clustered:
            screen.tell(pattern("Clusters drawn: {clusters}."), clusters=_whole(len(sample.cells), screen))
        if sample.self_weighting:
            screen.tell(pattern("Self-weighting: everybody drawn stands for {weight} people."),
                        weight=_decimal(f"{main[0].weight:.4g}", screen))
    else:
        _quotas(found.quotas, screen)
    if found.kept:
        screen.tell(pattern("The earlier sample is kept in {path}."), path=found.kept)
    _balance(found.balance, screen, quota=sample is None)
    screen.cautions(found.cautions)
    screen.line()
    screen.tell(pattern("For the analysis, write under [design] in study.toml:"))
    for row in _for_the_analysis(found):
        screen.line(f"  {row}")


def show_plan(root: Path, found: DraftedPlan, screen: Screen) -> None:
    screen.result = {"path": str(root), "rows": found.rows, "unit": found.unit, "strata": list(found.strata),
                     "clusters": list(found.clusters)}
    screen.tell(pattern("The plan is drafted in {path}, for a register of {rows}."), path=PLAN_FILE,
                rows=_whole(found.rows, screen))
    if not found.unit:
        screen.tell(pattern("No column holds a code for every unit; they would be numbered by the rows."))
    screen.tell(pattern("Next: correct {file}, look at qabilet size {path}, then qabilet draw {path}"), file=PLAN_FILE,
                path=root)


def show_replacement(found: Replacement, screen: Screen) -> None:
    screen.result = {"unit": found.unit, "by": found.by, "cell": found.cell, "reserves_left": found.left}
    screen.tell(pattern("In place of {unit} comes {by}; reserves left in «{cell}»: {left}."), unit=found.unit,
                by=found.by, cell=found.cell, left=found.left)


def written_size(size: Size) -> dict[str, object]:
    known = size.conditions
    return {"aim": size.aim, "n": size.n, "groups": list(size.groups), "invitations": size.invitations,
            "margin": _or_none(size.margin), "power": _or_none(size.power), "level": known.level,
            "population": known.population, "design_effect": known.effect, "response": known.response,
            "facts": dict(size.facts), "method": method_words(size).write(),
            "cautions": [written_caution(one) for one in size.cautions]}


def _tell_size(size: Size, screen: Screen) -> None:
    screen.tell(pattern("Answers needed: {n}") if size.asked == "n" else pattern("Answers: {n}"),
                n=_whole(size.n, screen))
    if size.conditions.response < 1:
        screen.tell(pattern("Invitations to send: {n}"), n=_whole(size.invitations, screen))
    screen.line()
    screen.line(method_words(size)[screen.lang])


def _strata(found: Sized, screen: Screen) -> None:
    lang, clustered = screen.lang, found.plan.kind == "cluster"
    head = [say(lang, "stratum"), say(lang, "people")]
    head += [say(lang, "clusters")] if clustered else []
    rows = [[" \u00b7 ".join(one.stratum) or say(lang, "all"), _whole(one.people, screen),
             *([_whole(one.units, screen)] if clustered else []), _whole(one.drawn, screen),
             "" if math.isnan(one.margin) else f"±{_points(100 * one.margin, screen)}"] for one in found.strata[:ROWS]]
    telling = any(row[-1] for row in rows)
    head += [say(lang, "drawn"), say(lang, "margin at 50%, points") if telling else ""]
    screen.table(head, rows, right=tuple(range(1, len(head))))
    _more(len(found.strata), screen)
    screen.tell(pattern("In all: {n}"), n=_whole(sum(one.drawn for one in found.strata), screen))


def _quotas(found: Sequence[Quota], screen: Screen) -> None:
    lang = screen.lang
    rows = [[" \u00b7 ".join(one.levels), _whole(one.register, screen), _whole(one.target, screen)] for one in found]
    screen.table([say(lang, "cell"), say(lang, "register"), say(lang, "target")], rows[:ROWS], right=(1, 2))
    _more(len(rows), screen)


def _balance(found: Sequence[Balance], screen: Screen, *, quota: bool) -> None:
    lang = screen.lang
    if not found:
        return
    screen.line()
    screen.tell(pattern("Sample and register, in per cent:"))
    rows = []
    for one in found:
        if len(one.levels) > ROWS:
            rows.append([one.column, say(lang, "{count} levels, in sample/balance.csv", count=len(one.levels)),
                         *[""] * 5])
            continue
        for place, level in enumerate(one.levels):
            shares = (100 * level.register_share, 100 * level.weighted_share, 100 * level.difference)
            chance = "" if place or math.isnan(one.p) else _decimal(f"{one.p:.3f}", screen)
            rows.append(["" if place else one.column, level.level, *(_points(value, screen) for value in shares),
                         "" if math.isnan(level.z) else _points(level.z, screen), chance])
    head = [say(lang, "column"), say(lang, "level"), say(lang, "register"), say(lang, "sample"),
            say(lang, "difference")]
    head += ["", ""] if quota else [say(lang, "in standard deviations"), "p"]
    screen.table(head, rows, right=(2, 3, 4, 5, 6))


def _for_the_analysis(found: Drawing) -> list[str]:
    """The lines of study.toml that tell the analysis of this design."""
    plan = found.plan
    cells = tuple(dict.fromkeys(name for row in plan.margins for name in row)) or plan.strata
    rows = [f'kind = "{plan.kind}"']
    rows += [f"cells = {json.dumps(cells, ensure_ascii=False)}"] if cells else []
    rows += [f'clusters = "{plan.cluster}"'] if plan.cluster else []
    rows += ['units = "sample/units.csv"'] if found.files.get("sample/units.csv") is not None else []
    return [*rows, f"population = {found.population}"]


def _more(count: int, screen: Screen) -> None:
    if count > ROWS:
        screen.tell(pattern("and {count} more"), count=count - ROWS)


def _written_quota(one: Quota) -> Mapping[str, object]:
    return {"cell": dict(zip(one.columns, one.levels, strict=True)), "register": one.register, "target": one.target}


def _written_balance(one: Balance) -> Mapping[str, object]:
    return {"column": one.column, "chi_square": _or_none(one.chi_square), "df": one.df, "p": _or_none(one.p),
            "levels": [{"level": level.level, "register": level.register, "register_share": level.register_share,
                        "drawn": level.drawn, "drawn_share": level.drawn_share,
                        "weighted_share": level.weighted_share, "standardised_difference": _or_none(level.z)}
                       for level in one.levels]}


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value


def _whole(value: float, screen: Screen) -> str:
    return f"{value:,.0f}".replace(",", "," if screen.lang == "en" else "\u00a0")


def _points(value: float, screen: Screen) -> str:
    """One decimal, and no minus before a zero."""
    return _decimal(f"{round(value, 1) + 0.0:.1f}", screen)


def _decimal(words: str, screen: Screen) -> str:
    return (words if screen.lang == "en" else words.replace(".", ",")).replace("-", "\u2212")
