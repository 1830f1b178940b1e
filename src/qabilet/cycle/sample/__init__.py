"""SAMPLE: population, design, and how the people who answered compare with the register."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.cycle.sample.design import DESIGNS as DESIGNS
    from qabilet.cycle.sample.design import Design as Design
    from qabilet.cycle.sample.design import DesignKind as DesignKind
    from qabilet.cycle.sample.population import Population as Population

_OFFERS = {
    "DESIGNS": "design",
    "Design": "design",
    "DesignKind": "design",
    "Population": "population",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
