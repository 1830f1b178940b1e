"""SAMPLE: population, design, size, draw, and how the people drawn or answering compare with the register."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.cycle.sample.allocation import NEEDS as NEEDS
    from qabilet.cycle.sample.allocation import RULES as RULES
    from qabilet.cycle.sample.allocation import Rule as Rule
    from qabilet.cycle.sample.allocation import Stratum as Stratum
    from qabilet.cycle.sample.allocation import allocate as allocate
    from qabilet.cycle.sample.allocation import spend as spend
    from qabilet.cycle.sample.balance import Balance as Balance
    from qabilet.cycle.sample.balance import Level as Level
    from qabilet.cycle.sample.balance import balance_of as balance_of
    from qabilet.cycle.sample.balance import doubts as doubts
    from qabilet.cycle.sample.balance import quota_balance as quota_balance
    from qabilet.cycle.sample.chance import VERSION as VERSION
    from qabilet.cycle.sample.chance import Chance as Chance
    from qabilet.cycle.sample.comparing import difference_size as difference_size
    from qabilet.cycle.sample.comparing import mean_difference_size as mean_difference_size
    from qabilet.cycle.sample.design import DESIGNS as DESIGNS
    from qabilet.cycle.sample.design import Design as Design
    from qabilet.cycle.sample.design import DesignKind as DesignKind
    from qabilet.cycle.sample.drawing import BY_SIZE as BY_SIZE
    from qabilet.cycle.sample.drawing import METHODS as METHODS
    from qabilet.cycle.sample.drawing import Method as Method
    from qabilet.cycle.sample.frame import Factor as Factor
    from qabilet.cycle.sample.frame import Frame as Frame
    from qabilet.cycle.sample.frame import Key as Key
    from qabilet.cycle.sample.methods_section import method_words as method_words
    from qabilet.cycle.sample.plan import FIGURES as FIGURES
    from qabilet.cycle.sample.plan import PLAN_KINDS as PLAN_KINDS
    from qabilet.cycle.sample.plan import DrawPlan as DrawPlan
    from qabilet.cycle.sample.plan import PlanKind as PlanKind
    from qabilet.cycle.sample.plan import allocated as allocated
    from qabilet.cycle.sample.population import Population as Population
    from qabilet.cycle.sample.quota import Quota as Quota
    from qabilet.cycle.sample.quota import controlled as controlled
    from qabilet.cycle.sample.quota import largest_remainder as largest_remainder
    from qabilet.cycle.sample.quota import quotas as quotas
    from qabilet.cycle.sample.selection import Cell as Cell
    from qabilet.cycle.sample.selection import Person as Person
    from qabilet.cycle.sample.selection import Sample as Sample
    from qabilet.cycle.sample.selection import draw as draw
    from qabilet.cycle.sample.size import Conditions as Conditions
    from qabilet.cycle.sample.size import Size as Size
    from qabilet.cycle.sample.size import mean_size as mean_size
    from qabilet.cycle.sample.size import range_quantile as range_quantile
    from qabilet.cycle.sample.size import rank_size as rank_size
    from qabilet.cycle.sample.size import share_size as share_size
    from qabilet.cycle.sample.units import DrawnUnits as DrawnUnits
    from qabilet.cycle.sample.units import Unit as Unit
    from qabilet.cycle.sample.weighting import CALIBRATIONS as CALIBRATIONS
    from qabilet.cycle.sample.weighting import Calibration as Calibration
    from qabilet.cycle.sample.weighting import Weighting as Weighting

_OFFERS = {
    "CALIBRATIONS": "weighting",
    "Calibration": "weighting",
    "DrawnUnits": "units",
    "Unit": "units",
    "Weighting": "weighting",
    "allocate": "allocation",
    "allocated": "plan",
    "Balance": "balance",
    "balance_of": "balance",
    "BY_SIZE": "drawing",
    "Cell": "selection",
    "Chance": "chance",
    "Conditions": "size",
    "Design": "design",
    "DesignKind": "design",
    "DESIGNS": "design",
    "difference_size": "comparing",
    "doubts": "balance",
    "draw": "selection",
    "DrawPlan": "plan",
    "Factor": "frame",
    "FIGURES": "plan",
    "Frame": "frame",
    "Key": "frame",
    "controlled": "quota",
    "largest_remainder": "quota",
    "Level": "balance",
    "mean_difference_size": "comparing",
    "mean_size": "size",
    "Method": "drawing",
    "method_words": "methods_section",
    "METHODS": "drawing",
    "NEEDS": "allocation",
    "Person": "selection",
    "PLAN_KINDS": "plan",
    "PlanKind": "plan",
    "Population": "population",
    "Quota": "quota",
    "quota_balance": "balance",
    "quotas": "quota",
    "range_quantile": "size",
    "rank_size": "size",
    "Rule": "allocation",
    "RULES": "allocation",
    "Sample": "selection",
    "share_size": "size",
    "Size": "size",
    "spend": "allocation",
    "Stratum": "allocation",
    "VERSION": "chance",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
