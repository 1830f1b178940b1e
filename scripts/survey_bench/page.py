"""The part of docs/performance.md that tells of the race, and the bounds it is held to."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Iterator

from survey_bench.question import COMPLETE, CROSSING, EACH, NESTED, WITH_MISSING
from survey_bench.race import ENGINE, PACKAGE, SAME, SCAN, STREAM, SVY, Race, Run
from survey_bench.race import R as R_SURVEY

JUDGED = 1_000_000
FASTER, MOST_MEMORY = 10.0, 400.0
"""At JUDGED rows Qabilet is at least so many times as fast as R, in at most so many MB."""
WAYS = ((STREAM, EACH, "**Qabilet**"), (STREAM, COMPLETE, "Qabilet, complete rows"),
        (ENGINE, EACH, "DuckDB groups, NumPy adds"), (PACKAGE, EACH, f"`{SVY.replace('==', '` ')}"),
        (R_SURVEY, COMPLETE, "R `survey`, complete rows, one `svyby`"), (R_SURVEY, EACH, "R `survey`, ten `svyby`"),
        (SCAN, EACH, "reading the file, nothing else"))
KINDS = ((CROSSING, "Groups that cut across the clusters, the hard case (the kind of a person's post)"),
         (NESTED, "Groups made of whole strata (regions)"))


def times_r(race: Race, domain: str, answers: str = COMPLETE) -> tuple[float, float] | None:
    """How many times as long R takes at JUDGED rows: as whole processes, and without starting (R: and without reading).
    None where one of them did not run."""
    mine, other = race.middle(JUDGED, STREAM, domain, answers), race.middle(JUDGED, R_SURVEY, domain, answers)
    return None if mine is None or other is None else (other.wall / mine.wall, other.estimating / mine.estimating)


def broken(race: Race) -> list[str]:
    """The bounds that do not hold, in words; what was not measured breaks none."""
    out = []
    for domain, _ in KINDS:
        ratios = times_r(race, domain)
        if ratios is not None and min(ratios) < FASTER:
            out.append(f"by {domain} only {min(ratios):.1f} times faster than R (bound {FASTER:.0f})")
        for answers in (EACH, COMPLETE):
            mine = race.middle(JUDGED, STREAM, domain, answers)
            if mine is not None and mine.peak > MOST_MEMORY:
                out.append(f"by {domain}, {answers}: {mine.peak:.0f} MB (bound {MOST_MEMORY:.0f})")
    return out


def part(race: Race, alt: str) -> str:
    """Markdown."""
    turns = max((len([1 for one in race.runs if _key(one) == key]) for key in {_key(one) for one in race.runs}),
                default=0)
    tables = "\n".join(f"### {title}\n\n{_table(race, domain)}\n" for domain, title in KINDS)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    return f"""## Means under a complex design, and how they grow

The question: ten means with their standard errors in 17 groups, of a stratified sample of clusters: 600 clusters at
10,000 rows, 6,000 at 100,000, 60,000 from a million on. People stand in the file in no order; three of the ten
questions have {_percent(min(WITH_MISSING.values()))} to {_percent(max(WITH_MISSING.values()))} of the answers missing.
Every contestant runs as a process of its own, from start to printed answer; they take turns (the middle of up to
{turns} runs; R once from a million rows on), on {machine}. Others may use the machine too: compare within a table.

![{alt}](performance-survey.svg)

{_ratios(race)}

{tables}
*Estimating* is what each counts itself, after starting (and, for R and `svy`, after reading; Qabilet and DuckDB read
while they count). R is handed raw numbers, a file a column, `svy` Parquet with nulls, Qabilet and DuckDB the frame. An
item's mean is over those who answered it; "complete rows" is over those who answered all ten, as one `svyby` call of
ten items does it: R's quickest way, and what the ratios to R are taken with on both sides. CPU is processor time, on
all cores.

{_agreement(race)}
{_out(race)}"""


def _key(run: Run) -> tuple[int, str, str, str]:
    return run.rows, run.contestant, run.domain, run.answers


def _ratios(race: Race) -> str:
    lines = [f"- {title}: {'; '.join(said)}." for domain, title in KINDS if (said := list(_said(race, domain)))]
    return "\n".join(["At a million rows, within this run:", "", *lines]) if lines else ""


def _said(race: Race, domain: str) -> Iterator[str]:
    """How the others do beside Qabilet, and what it needs."""
    if both := times_r(race, domain):
        yield (f"R takes **{both[0]:.0f} times** as long as a whole process, **{both[1]:.0f} times** without starting "
               f"and reading (at least {FASTER:.0f})")
    if both := times_r(race, domain, EACH):
        yield f"item by item R takes {both[0]:.0f} times as long"
    mine = race.middle(JUDGED, STREAM, domain, EACH)
    if mine is None:
        return
    others = [(words, found.wall / mine.wall, found.peak / mine.peak)
              for name, words in ((PACKAGE, "`svy`"), (ENGINE, "DuckDB"), (SCAN, "reading the file alone"))
              if (found := race.middle(JUDGED, name, domain, EACH))]
    for words, time, memory in others:
        yield f"{words} {time:.2g} times as long in {memory:.2g} times the memory"
    yield f"Qabilet's peak memory is **{mine.peak:.0f} MB** (at most {MOST_MEMORY:.0f})"


def _table(race: Race, domain: str) -> str:
    head = "| rows | | wall | of it estimating | CPU | peak memory |\n|--:|---|--:|--:|--:|--:|"
    return "\n".join([head, *_lines(race, domain)])


def _lines(race: Race, domain: str) -> Iterator[str]:
    for rows in sorted({one.rows for one in race.runs}):
        for name, answers, words in WAYS:
            found = race.middle(rows, name, domain, answers)
            if found is not None:
                own = "" if name == SCAN else f"{found.estimating:.2f} s"
                yield f"| {rows:,} | {words} | {found.wall:.2f} s | {own} | {found.cpu:.2f} s | {found.peak:,.0f} MB |"
            elif why := _failure(race, rows, name, domain, answers):
                yield f"| {rows:,} | {words} | {why} | | | |"


def _failure(race: Race, rows: int, name: str, domain: str, answers: str) -> str:
    return next((one.failed for one in race.runs if one.failed and _key(one) == (rows, name, domain, answers)), "")


def _agreement(race: Race) -> str:
    """How far the answers lie apart; the race has refused to go on where that was too far."""
    from_r = [apart for which, apart in race.differences.items() if which.endswith(R_SURVEY)]
    largest = max((int(which.split(",")[0]) for which in race.differences if which.endswith(R_SURVEY)), default=0)
    if not race.differences:
        return ""
    if not from_r:
        return (f"Every mean and every standard error agrees with Qabilet's to {max(race.differences.values()):.0e} "
                "(relative); R was not there to compare with.")
    return (f"Every mean and every standard error agrees with R's to {max(from_r):.0e} (relative; the bench fails "
            f"above {SAME:.0e}) up to {largest:,} rows, and each contestant's with Qabilet's to "
            f"{max(race.differences.values()):.0e} at every size.")


def _out(race: Race) -> str:
    names = {R_SURVEY: "R `survey`", PACKAGE: f"`{SVY}`"}
    return "\n".join(f"{names.get(name, name)} was not measured: {why}." for name, why in race.absent.items())


def _percent(share: float) -> str:
    return f"{math.floor(share * 100 + 0.5)}%"
