"""SAMPLING on the disk: the plan a person writes, the register, the draw and its record."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.study.sampling.drafting import DraftedPlan as DraftedPlan
    from qabilet.study.sampling.drafting import drafted_plan as drafted_plan
    from qabilet.study.sampling.drawn import Drawing as Drawing
    from qabilet.study.sampling.drawn import drawing as drawing
    from qabilet.study.sampling.plan_toml import PLAN_FILE as PLAN_FILE
    from qabilet.study.sampling.plan_toml import PlanFile as PlanFile
    from qabilet.study.sampling.plan_toml import read_plan as read_plan
    from qabilet.study.sampling.population import Population as Population
    from qabilet.study.sampling.population import read_population as read_population
    from qabilet.study.sampling.replacing import Replacement as Replacement
    from qabilet.study.sampling.replacing import replacement as replacement
    from qabilet.study.sampling.sizing import Sized as Sized
    from qabilet.study.sampling.sizing import planned as planned
    from qabilet.study.sampling.sizing import sized as sized

_OFFERS = {
    "DraftedPlan": "drafting",
    "Drawing": "drawn",
    "PLAN_FILE": "plan_toml",
    "PlanFile": "plan_toml",
    "Population": "population",
    "Replacement": "replacing",
    "Sized": "sizing",
    "drafted_plan": "drafting",
    "drawing": "drawn",
    "planned": "sizing",
    "read_plan": "plan_toml",
    "read_population": "population",
    "replacement": "replacing",
    "sized": "sizing",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
