"""needs/needs.csv: what a person decided about each need: training, a rule, a tool, staffing, or nothing yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qabilet.cycle.needs import REMEDIES, Decision
from qabilet.errors import Fault
from qabilet.study.faults import STUDY_009, STUDY_013
from qabilet.study.tables_csv import read_table, write_rows
from qabilet.study.toml_values import closest
from qabilet.text import LANGS, Text

FILE = "needs/needs.csv"
HEAD = ("competence", "remedy", "reason_kk", "reason_ru", "reason_en", "decided_on", "decided_by")
NEEDED = ("competence", "remedy")


def read_decisions(data: bytes) -> tuple[Mapping[str, Decision], tuple[Fault, ...]]:
    """The decisions by competence, and every fault in the table."""
    rows, table_faults = read_table(data, FILE, NEEDED)
    faults = list(table_faults)
    found: dict[str, Decision] = {}
    for line, row in rows:
        remedy = row["remedy"].casefold() or "undecided"
        if remedy not in REMEDIES:
            facts = {"word": row["remedy"], "key": "remedy", "known": closest(remedy, REMEDIES)}
            faults.append(Fault(STUDY_009, facts, FILE, line, "remedy"))
            continue
        if row["competence"] in found:
            faults.append(Fault(STUDY_013, {"code": row["competence"], "key": "competence"}, FILE, line, "competence"))
        found[row["competence"]] = Decision(row["competence"], remedy, _reason(row), row.get("decided_on", ""),
                                            row.get("decided_by", ""))
    return found, tuple(faults)


def _reason(row: Mapping[str, str]) -> Text:
    """The reason in three languages, or in the one column `reason` of who writes in one language for all."""
    told = Text(*(row.get(f"reason_{lang}", "") for lang in LANGS))
    return told if any(told) else Text.same(row.get("reason", ""))


def write_decisions(decisions: Iterable[Decision]) -> bytes:
    """The table with a line for each decision, also for those not taken yet."""
    return write_rows([HEAD, *((one.competence, one.remedy, *one.reason, one.decided_on, one.decided_by)
                               for one in decisions)])
