"""ANALYSIS: who answered, what is missing, groups compared; and the gate, the only maker of a Finding."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.cycle.analysis.asking import ask as ask
    from qabilet.cycle.analysis.asking import ask_judged as ask_judged
    from qabilet.cycle.analysis.asking import ask_shares as ask_shares
    from qabilet.cycle.analysis.asking import design_effects as design_effects
    from qabilet.cycle.analysis.asking import told as told
    from qabilet.cycle.analysis.asking import told_by as told_by
    from qabilet.cycle.analysis.asking import told_judged as told_judged
    from qabilet.cycle.analysis.asking import told_shares as told_shares
    from qabilet.cycle.analysis.audience import Audience as Audience
    from qabilet.cycle.analysis.audience import Derived as Derived
    from qabilet.cycle.analysis.audience import Lattice as Lattice
    from qabilet.cycle.analysis.counts import MISSING as MISSING
    from qabilet.cycle.analysis.counts import Counts as Counts
    from qabilet.cycle.analysis.dimension import Dimension as Dimension
    from qabilet.cycle.analysis.dimension import dimensions as dimensions
    from qabilet.cycle.analysis.dimension import recodes as recodes
    from qabilet.cycle.analysis.disclosure import Gate as Gate
    from qabilet.cycle.analysis.disclosure import restore as restore
    from qabilet.cycle.analysis.disclosure import write as write
    from qabilet.cycle.analysis.drawing import Drawing as Drawing
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
    from qabilet.cycle.analysis.microdata import bands as bands
    from qabilet.cycle.analysis.microdata import kept_records as kept_records
    from qabilet.cycle.analysis.microdata import shown_traits as shown_traits
    from qabilet.cycle.analysis.microdata_plan import Microdata as Microdata
    from qabilet.cycle.analysis.opinions import OpinionGrids as OpinionGrids
    from qabilet.cycle.analysis.opinions import distribution as distribution
    from qabilet.cycle.analysis.opinions import point_facts as point_facts
    from qabilet.cycle.analysis.profile import Answered as Answered
    from qabilet.cycle.analysis.profile import Profile as Profile
    from qabilet.cycle.analysis.register import AgainstRegister as AgainstRegister
    from qabilet.cycle.analysis.register import FreeText as FreeText
    from qabilet.cycle.analysis.register import SampleSize as SampleSize
    from qabilet.cycle.analysis.reliability import Scales as Scales
    from qabilet.cycle.analysis.rules import Rules as Rules
    from qabilet.cycle.analysis.scope import Part as Part
    from qabilet.cycle.analysis.scope import Scope as Scope
    from qabilet.cycle.analysis.scope import people as people
    from qabilet.cycle.analysis.scope import raw as raw
    from qabilet.cycle.analysis.scope import text_facts as text_facts
    from qabilet.cycle.analysis.scope import valid as valid
    from qabilet.cycle.analysis.scores import Scores as Scores
    from qabilet.cycle.analysis.suppression import Fate as Fate
    from qabilet.cycle.analysis.suppression import Protection as Protection
    from qabilet.cycle.analysis.suppression import protect as protect
    from qabilet.cycle.analysis.weighting import Weighted as Weighted
    from qabilet.cycle.analysis.weighting import weigh as weigh
    from qabilet.cycle.analysis.weighting_faults import WEIGHT_010 as WEIGHT_010
    from qabilet.cycle.analysis.weights_told import Weights as Weights

_OFFERS = {
    "Microdata": "microdata_plan",
    "bands": "microdata",
    "kept_records": "microdata",
    "shown_traits": "microdata",
    "Drawing": "drawing",
    "Weighted": "weighting",
    "weigh": "weighting",
    "WEIGHT_010": "weighting_faults",
    "Weights": "weights_told",
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
    "Dimension": "dimension",
    "dimensions": "dimension",
    "recodes": "dimension",
    "OpinionGrids": "opinions",
    "distribution": "opinions",
    "point_facts": "opinions",
    "Answered": "profile",
    "Profile": "profile",
    "AgainstRegister": "register",
    "FreeText": "register",
    "SampleSize": "register",
    "Scales": "reliability",
    "Scores": "scores",
    "Part": "scope",
    "Scope": "scope",
    "people": "scope",
    "raw": "scope",
    "text_facts": "scope",
    "valid": "scope",
    "Counts": "counts",
    "Fate": "suppression",
    "Gate": "disclosure",
    "MISSING": "counts",
    "Protection": "suppression",
    "protect": "suppression",
    "restore": "disclosure",
    "write": "disclosure",
    "ask": "asking",
    "ask_judged": "asking",
    "design_effects": "asking",
    "ask_shares": "asking",
    "told": "asking",
    "told_by": "asking",
    "told_judged": "asking",
    "told_shares": "asking",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
