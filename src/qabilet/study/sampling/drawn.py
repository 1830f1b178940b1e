"""The draw on the disk: who was drawn, the design for the analysis, the balance, and how to draw the same again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qabilet.cycle.sample import (
    BY_SIZE,
    VERSION,
    Balance,
    DrawPlan,
    Quota,
    Sample,
    Size,
    balance_of,
    doubts,
    draw,
    quota_balance,
    quotas,
)
from qabilet.errors import Caution, refuse
from qabilet.study.atomic import Content
from qabilet.study.log import read_log
from qabilet.study.sampling.faults import DRAW_010, DRAW_103, DRAW_104, DRAW_105
from qabilet.study.sampling.plan_toml import PLAN_FILE
from qabilet.study.sampling.population import Population
from qabilet.study.sampling.rows import balance_rows, drawn_rows, quota_rows, unit_rows
from qabilet.study.sampling.sizing import planned
from qabilet.study.tables_csv import write_rows

DRAWN, UNITS, BALANCE = "sample/drawn.csv", "sample/units.csv", "sample/balance.csv"
QUOTA, REPLACEMENTS, RECORD = "sample/quota.csv", "sample/replacements.csv", "sample/draw.json"
MADE = (DRAWN, UNITS, BALANCE, QUOTA, REPLACEMENTS, RECORD)
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the step saves and shows. `sample` is None for a quota, `quotas` () for a draw; `same`: drawn again, and
    every byte as before."""

    files: dict[str, Content]
    plan: DrawPlan
    population: int
    sample: Sample | None
    quotas: tuple[Quota, ...]
    balance: tuple[Balance, ...]
    size: Size | None
    cautions: tuple[Caution, ...]
    kept: str = ""
    same: bool = False


def drawing(root: Path, *, again: bool = False) -> Drawing:
    """Draw as planned. Raises DRAW_010 where a sample is there already and `again` was not said."""
    before = [name for name in MADE if (root / name).is_file()]
    if before and not again:
        raise refuse(DRAW_010, path=root, when=_drawn_on(root))
    population, size = planned(root)
    frame, plan = population.frame, population.plan
    files: dict[str, Content] = {}
    sample, found = None, []
    if plan.kind == "quota":
        found = quotas(frame, plan)
        lines = quota_balance(frame, found)
        files[QUOTA] = write_rows(quota_rows(found))
    else:
        sample = draw(frame, plan)
        lines = balance_of(frame, plan, sample, population.balance)
        files[DRAWN] = write_rows(drawn_rows(frame, plan, sample))
        if not _by_unit(plan):
            files[UNITS] = write_rows(unit_rows(plan, sample))
    files[BALANCE] = write_rows(balance_rows(lines))
    files[RECORD] = _record(root, population, files)
    same = bool(before) and all((root / name).is_file() and (root / name).read_bytes() == content
                                for name, content in files.items())
    differing = [Caution(DRAW_104)] if _by_unit(plan) else []
    if before and _register_of(root) not in ("", population.sha256):
        differing.append(Caution(DRAW_105))
    cautions = (*population.cautions, *differing, *(size.cautions if size else ()),
                *(sample.cautions if sample else ()), *_single(sample), *doubts(lines))
    kept = "" if same or not before else _kept(root, before, files)
    return Drawing(files, plan, len(frame), sample, tuple(found), tuple(lines), size, cautions, kept, same)


def _by_unit(plan: DrawPlan) -> bool:
    """Whether every person has a chance of their own, so that no table of strata can tell the weights."""
    return plan.kind in ("simple", "stratified") and plan.method in BY_SIZE


def _kept(root: Path, before: Sequence[str], files: dict[str, Content]) -> str:
    """The earlier draw goes into a folder of its own beside the new one."""
    number = 1
    while (root / f"sample/previous-{number}").exists():
        number += 1
    folder = f"sample/previous-{number}"
    for name in before:
        files[name.replace("sample/", f"{folder}/", 1)] = (root / name).read_bytes()
        files.setdefault(name, None)
    return folder


def _register_of(root: Path) -> str:
    """The hash of the register the earlier sample was drawn from; '' where the record cannot be read."""
    try:
        return str(json.loads((root / RECORD).read_bytes()).get("register_sha256", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def _drawn_on(root: Path) -> str:
    lines, _ = read_log(root)
    return next((line.when[:10] for line in reversed(lines) if line.verb.startswith("draw")), "\u2014")


def _record(root: Path, population: Population, files: dict[str, Content]) -> bytes:
    """How to draw the same again, and the hash by which a draw changed by hand is known."""
    plan = population.plan
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()
              if isinstance(content, bytes)}
    whole = {"draws": VERSION, "kind": plan.kind, "method": plan.method, "seed": plan.seed,
             "units": len(population.frame), "register_sha256": population.sha256,
             "plan_sha256": hashlib.sha256((root / PLAN_FILE).read_bytes()).hexdigest(), "files": hashes}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _single(sample: Sample | None) -> list[Caution]:
    cells = sample.cells if sample is not None else ()
    names = sorted({" \u00b7 ".join(one.stratum) for one in cells if one.strata_units == 1 and one.stratum})
    return [Caution(DRAW_103, {"count": len(names), "names": "; ".join(names[:SHOWN])})] if names else []
