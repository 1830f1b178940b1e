"""Whether frameworks agree with each other: every link of a crosswalk must lead somewhere."""

from __future__ import annotations

from collections.abc import Mapping

from qabilet.cycle.framework.faults import FRAME_004
from qabilet.cycle.framework.framework import Framework
from qabilet.errors import Fault


def check_crosswalk(framework: Framework, others: Mapping[str, Framework]) -> tuple[Fault, ...]:
    """FRAME_004 for each link to a competence its framework has not; a framework not among `others` is not judged."""
    known = {**others, framework.code: framework}
    faults = []
    for row, link in enumerate(framework.crosswalk, start=2):
        target = known.get(link.framework)
        if target is not None and link.to not in [one.code for one in target.competences]:
            facts = {"what": "to", "value": link.to, "known": ", ".join(one.code for one in target.competences)}
            faults.append(Fault(FRAME_004, facts, "crosswalk.csv", row, "to"))
    return tuple(faults)
