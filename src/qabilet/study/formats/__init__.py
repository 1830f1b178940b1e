"""FORMATS: one file for each foreign format; reading is tolerant and reports every loss, writing is strict."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.study.formats.answers import RawAnswers as RawAnswers
    from qabilet.study.formats.answers import read_answers as read_answers
    from qabilet.study.formats.cells import neutral as neutral
    from qabilet.study.formats.cells import restored as restored
    from qabilet.study.formats.dictionary_csv import read_dictionary as read_dictionary
    from qabilet.study.formats.dictionary_csv import write_dictionary as write_dictionary

_OFFERS = {
    "RawAnswers": "answers",
    "neutral": "cells",
    "read_answers": "answers",
    "read_dictionary": "dictionary_csv",
    "restored": "cells",
    "write_dictionary": "dictionary_csv",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
