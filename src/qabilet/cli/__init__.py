"""TERMINAL: argument parsing only; each verb calls the workflow."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.cli.entry import main as main
    from qabilet.cli.entry import run as run

_OFFERS = {"main": "entry", "run": "entry"}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
