"""The remedy of a need: training, or a rule, a tool, staffing; decided by a person on the evidence shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qabilet.cycle.analysis import Raw, RawRow, RawSheet, text_facts
from qabilet.cycle.needs.question import Remedy
from qabilet.text import Text


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about a need, why, when, and in what role."""

    competence: str
    remedy: Remedy = "undecided"
    reason: Text = field(default_factory=Text)
    decided_on: str = ""
    decided_by: str = ""


def remedies_sheet(sheets: Sequence[RawSheet], decisions: Mapping[str, Decision]) -> list[RawSheet]:
    """The needs of the first ranked question in their order, each with its remedy; 'undecided' where nobody decided."""
    main = next((sheet for sheet in sheets if sheet.kind in ("needs-ranking", "needs-rating", "needs-two-scale",
                                                             "needs-gap")), None)
    if main is None:
        return []
    rows = []
    for row in main.rows:
        competence = str(row.facts.get("competence") or row.code)
        decision = decisions.get(competence, Decision(competence))
        cells: dict[str, Raw] = {"rank": row.cells["rank"]} if "rank" in row.cells else {}
        rows.append(RawRow(competence, row.label, cells, facts={
            "remedy": decision.remedy, **text_facts("reason", decision.reason), "decided_on": decision.decided_on,
            "decided_by": decision.decided_by}))
    return [RawSheet("needs/remedies", "remedies", Text(), ("rank",), rows, {"question": main.facts["question"]},
                     audience=main.audience)]
