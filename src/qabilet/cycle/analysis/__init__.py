"""ANALYSIS: who answered, what is missing, groups compared; and the gate, the only maker of a Finding."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.cycle.analysis.audience import Audience as Audience
    from qabilet.cycle.analysis.audience import Derived as Derived
    from qabilet.cycle.analysis.audience import Lattice as Lattice
    from qabilet.cycle.analysis.finding import Finding as Finding
    from qabilet.cycle.analysis.finding import Place as Place
    from qabilet.cycle.analysis.finding import Raw as Raw
    from qabilet.cycle.analysis.finding import RawRow as RawRow
    from qabilet.cycle.analysis.finding import RawSheet as RawSheet
    from qabilet.cycle.analysis.finding import Row as Row
    from qabilet.cycle.analysis.finding import Scalar as Scalar
    from qabilet.cycle.analysis.finding import Sheet as Sheet
    from qabilet.cycle.analysis.finding import View as View
    from qabilet.cycle.analysis.finding import Withheld as Withheld
    from qabilet.cycle.analysis.rules import Rules as Rules

_OFFERS = {
    "Audience": "audience",
    "Derived": "audience",
    "Lattice": "audience",
    "Finding": "finding",
    "Place": "finding",
    "Raw": "finding",
    "RawRow": "finding",
    "RawSheet": "finding",
    "Row": "finding",
    "Scalar": "finding",
    "Sheet": "finding",
    "View": "finding",
    "Withheld": "finding",
    "Rules": "rules",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
