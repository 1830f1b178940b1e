"""NEEDS: what people need to learn, in what order, how surely, and whether training is the remedy."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.cycle.needs.evidence import Evidence as Evidence
    from qabilet.cycle.needs.evidence import check_plan as check_plan
    from qabilet.cycle.needs.evidence import evidence_of as evidence_of
    from qabilet.cycle.needs.faults import NEED_001 as NEED_001
    from qabilet.cycle.needs.faults import NEED_002 as NEED_002
    from qabilet.cycle.needs.faults import NEED_003 as NEED_003
    from qabilet.cycle.needs.faults import NEED_010 as NEED_010
    from qabilet.cycle.needs.faults import NEED_011 as NEED_011
    from qabilet.cycle.needs.faults import NEED_012 as NEED_012
    from qabilet.cycle.needs.faults import NEED_013 as NEED_013
    from qabilet.cycle.needs.faults import NEED_014 as NEED_014
    from qabilet.cycle.needs.faults import NEED_015 as NEED_015
    from qabilet.cycle.needs.faults import NEED_016 as NEED_016
    from qabilet.cycle.needs.frozen_design import design_table as design_table
    from qabilet.cycle.needs.frozen_design import drawing_of as drawing_of
    from qabilet.cycle.needs.items import ItemColumns as ItemColumns
    from qabilet.cycle.needs.items import need_items as need_items
    from qabilet.cycle.needs.plan import StudyPlan as StudyPlan
    from qabilet.cycle.needs.question import NEED_KINDS as NEED_KINDS
    from qabilet.cycle.needs.question import REMEDIES as REMEDIES
    from qabilet.cycle.needs.question import NeedKind as NeedKind
    from qabilet.cycle.needs.question import NeedQuestion as NeedQuestion
    from qabilet.cycle.needs.question import Remedy as Remedy
    from qabilet.cycle.needs.question import ScaleQuestion as ScaleQuestion
    from qabilet.cycle.needs.remedies import Decision as Decision
    from qabilet.cycle.needs.weights_check import check_weights as check_weights
    from qabilet.cycle.needs.weights_check import is_weighted as is_weighted
    from qabilet.cycle.needs.weights_of_rows import row_weights as row_weights

_OFFERS = {
    "check_weights": "weights_check",
    "row_weights": "weights_of_rows",
    "is_weighted": "weights_check",
    "NEED_KINDS": "question",
    "NeedKind": "question",
    "NeedQuestion": "question",
    "REMEDIES": "question",
    "Remedy": "question",
    "ScaleQuestion": "question",
    "design_table": "frozen_design",
    "drawing_of": "frozen_design",
    "ItemColumns": "items",
    "need_items": "items",
    "Evidence": "evidence",
    "StudyPlan": "plan",
    "check_plan": "evidence",
    "evidence_of": "evidence",
    "Decision": "remedies",
    "NEED_001": "faults",
    "NEED_002": "faults",
    "NEED_003": "faults",
    "NEED_010": "faults",
    "NEED_011": "faults",
    "NEED_012": "faults",
    "NEED_013": "faults",
    "NEED_014": "faults",
    "NEED_015": "faults",
    "NEED_016": "faults",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
