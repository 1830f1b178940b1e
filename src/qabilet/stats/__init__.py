"""NUMBERS: arrays and moments in, Estimate out; knows no table and no akim."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.stats.estimate import Basis as Basis
    from qabilet.stats.estimate import Estimate as Estimate

_OFFERS = {
    "Basis": "estimate",
    "Estimate": "estimate",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
