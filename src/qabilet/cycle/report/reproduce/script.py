"""The whole script: how to run it, the functions it stands on, the study's design, and one call for each table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources
from typing import TYPE_CHECKING

from qabilet.cycle.analysis import Audience, Sheet, dimensions
from qabilet.cycle.needs import ItemColumns, drawing_of, need_items
from qabilet.cycle.report.material import Origin
from qabilet.cycle.report.reproduce import r_text
from qabilet.cycle.report.reproduce.r_text import Value
from qabilet.cycle.report.reproduce.tables import Source, table
from qabilet.cycle.report.reproduce.weighting import weighting
from qabilet.cycle.sample import Design

if TYPE_CHECKING:
    from qabilet.cycle.needs import StudyPlan

PARTS = ("frame.R", "weights.R", "estimates.R", "tables.R")
SCRIPT = "reproduce.R"
HEAD = """\
# The tables of a report of Qabilet, made again by R alone: survey, psych, survival and base R.
#
#   Rscript reproduce.R path/to/study [out.csv] [--full]
#
# `path/to/study` is the folder of the study: its analysis/frame.parquet is read (with nanoparquet, arrow or duckdb,
# whichever is installed), or analysis/frame.csv, which `qabilet frame path/to/study` writes. Whoever may not see the
# answers of single people can read this script, but not run it. With `out.csv` every number is also written there, with
# all its digits: key, row, column, value, low, high, n, named as in analysis/findings.json. Numbers of a weighted
# sample are rounded as in the report; with --full they are not, and then they are not for release.
#
# Only numbers that the report tells are listed here and printed. Left out, for R's packages have nothing to set beside
# them: the places of needs with their confidence sets (they come from simulation with our seed) and what follows from
# them; and public figures, which are no estimates (the register, target levels).
#
# Needed: R 4.0 or later, survey 4.0 or later, psych.

arguments <- commandArgs(trailingOnly = TRUE)
full <- "--full" %in% arguments
arguments <- setdiff(arguments, "--full")
if (!length(arguments)) stop("Usage: Rscript reproduce.R path/to/study [out.csv] [--full]", call. = FALSE)
for (package in c("survey", "psych", "survival"))
  if (!requireNamespace(package, quietly = TRUE)) stop("Needed: install.packages(\\"", package, "\\")", call. = FALSE)
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust", width = 200)

"""
TAIL = """

# ---- 7. What came of it ------------------------------------------------------------------------------------------

cat("\\nNumbers made again: ", length(results), "\\n", sep = "")
if (length(arguments) > 1) write_results(arguments[2])
if (!frozen) quit(status = 2)
"""


def write_script(plan: StudyPlan, sheets: Sequence[Sheet], origin: Origin) -> str:
    """The text of `reproduce.R` for the released sheets of a study; it holds none of their numbers."""
    items = {question.code: need_items(question, plan.dictionary, plan.targets.get(question.profile, {}))
             for question in plan.needs}
    source = Source(plan.dictionary, dimensions(plan.dictionary, plan.lattice), {
        scale.code: tuple(column.code for column in plan.dictionary.group(scale.items) if column.kind == "rating")
        for scale in plan.scales})
    made = [(sheet, call) for sheet in sheets if (call := table(sheet, source)) is not None]
    told = [sheet for sheet, _ in made]
    parts = [(resources.files("qabilet") / "data" / "report" / "reproduce" / part).read_text(encoding="utf-8")
             for part in PARTS]
    return "".join((HEAD, *parts, _study(plan, told, source, origin), _needs(plan, told, items),
                    "\n\n# ---- 6. The tables of the report, in its order ----"
                    "--------------------------------------------------------------------\n\n"
                    f"rounded_tables <- {_rounded(told)}\n"
                    "frame <- read_frame(arguments[1])\ndesign_table <- read_design(arguments[1])\n\n",
                    "\n\n".join(call for _, call in made), TAIL))


def _rounded(told: Sequence[Sheet]) -> str:
    """The keys of the sheets whose numbers are weighted, and so released rounded."""
    return r_text.vector([sheet.key for sheet in told if sheet.facts.get("weighted")], 2)


def _study(plan: StudyPlan, told: Sequence[Sheet], source: Source, origin: Origin) -> str:
    """The design and the audiences of which the report tells anything."""
    speaking = {sheet.audience for sheet in told} | {name for sheet in told if sheet.kind == "needs-sides"
                                                     for name in sheet.columns}
    audiences = [one for one in plan.audiences or (Audience(),) if one.value in speaking]
    levels = source.dimensions[plan.audience_column].levels if plan.audience_column else ()
    drawings = [drawing_of(plan, one) for one in audiences]
    strata = [cell for cell in plan.design.cells if cell in source.dimensions]
    values = {
        "code": r_text.text(origin.code), "version": r_text.text(origin.version),
        "findings_md5": r_text.text(origin.findings_md5), "stale": r_text.value(origin.stale),
        "design": r_text.text(plan.design.kind),
        "strata": r_text.vector(strata if plan.design.kind in ("stratified", "quota") else [], 4), "level": "0.95",
        "cell": r_text.value(plan.rules.cell), "audience_column": r_text.text(plan.audience_column),
        "audiences": r_text.frame({
            "audience": [one.value for one in audiences],
            "code": [levels.index(one.value) if one.value and plan.audience_column else None for one in audiences],
            "population": [_population(plan.design, one) for one in audiences],
            "weighted": [one.weighted for one in drawings]}, 2)}
    if weighted := next((one for one in drawings if one.weighted), None):
        values |= weighting(weighted, strata, weighted.unit_columns(source.dimensions))
    return ("\n# ---- 5. The study -------------------------------------------------------------------------------"
            f"-----------------\n\nstudy <- {r_text.call('list', values)}\n")


def _population(design: Design, audience: Audience) -> int | None:
    """The register's size, where the errors need it: it is public."""
    if design.kind != "simple":
        return None
    return audience.population if audience.population is not None else design.population


def _needs(plan: StudyPlan, told: Sequence[Sheet], items: Mapping[str, Sequence[ItemColumns]]) -> str:
    named = {sheet.facts.get("question") for sheet in told if sheet.kind.startswith("needs-")}
    asked = []
    for question in plan.needs:
        if question.code not in named or not items[question.code]:
            continue
        columns: dict[str, list[Value]] = {"item": [one.item.code for one in items[question.code]]}
        if question.kind == "two-scale":
            columns["competence"] = [one.competence.code if one.competence else None
                                     for one in items[question.code]]
        if question.kind == "gap":
            columns["target"] = [one.target for one in items[question.code]]
        asked.append(f"{r_text.text(question.code)} = " + r_text.call("list", {
            "kind": r_text.text(question.kind), "largest": r_text.text(question.largest),
            "items": r_text.frame(columns, 2)}))
    return "\n# The questions about needs and the columns of their items.\nneeds <- list(" + ",\n".join(asked) + ")\n"
