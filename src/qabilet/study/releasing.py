"""The raw tables through the gate: what may be told of a study, with what it takes to make it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qabilet.cycle.analysis import View
from qabilet.study.atomic import digest
from qabilet.study.findings import Findings
from qabilet.study.folder import Study
from qabilet.study.saving import Step

if TYPE_CHECKING:
    from qabilet.cycle.needs import Evidence


def released(opened: Study, held: Step, found: Evidence, view: View) -> Findings:
    """The raw tables through the gate, with what it takes to make them again."""
    from qabilet.cycle.analysis import Gate, protect

    plan = opened.plan()
    gate = Gate(plan.rules, view, {audience: protect(counts, found.tables[audience], plan.rules,
                                                            kin=plan.lattice.kin)
                                   for audience, counts in found.counts.items()}, plan.design.kind)
    told = {audience: n for audience, n in found.n.items() if n >= plan.rules.cell or view == "work"}
    # By the hash of a few people's answers, all of them could be guessed: it is told of invented answers only.
    known = view == "work" or opened.settings.synthetic
    return Findings(
        [gate.release(sheet) for sheet in found.sheets], people=told, inputs=held.hash_in,
        answers=(digest(opened.answers) or "") if known else "", made_at=held.now.isoformat(timespec="seconds"),
        version=held.version, command=f"qabilet analyse {opened.root.resolve().name}", draft=opened.draft,
        synthetic=opened.settings.synthetic, code=opened.settings.code, cautions=opened.cautions)
