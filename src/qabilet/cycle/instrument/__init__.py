"""INSTRUMENT: what is asked and how: the form with its routing, and the dictionary of the answers to it."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.cycle.instrument.checking import check_dictionary as check_dictionary
    from qabilet.cycle.instrument.codes import short_code as short_code
    from qabilet.cycle.instrument.dictionary import BLANK as BLANK
    from qabilet.cycle.instrument.dictionary import KINDS as KINDS
    from qabilet.cycle.instrument.dictionary import MISSING as MISSING
    from qabilet.cycle.instrument.dictionary import Column as Column
    from qabilet.cycle.instrument.dictionary import Confidence as Confidence
    from qabilet.cycle.instrument.dictionary import Dictionary as Dictionary
    from qabilet.cycle.instrument.dictionary import Kind as Kind
    from qabilet.cycle.instrument.dictionary import Missing as Missing
    from qabilet.cycle.instrument.dictionary import group_names as group_names
    from qabilet.cycle.instrument.drafting import draft as draft
    from qabilet.cycle.instrument.form.form import Form as Form
    from qabilet.cycle.instrument.form.question import ASKED as ASKED
    from qabilet.cycle.instrument.form.question import CHOSEN as CHOSEN
    from qabilet.cycle.instrument.form.question import Choice as Choice
    from qabilet.cycle.instrument.form.question import ChoiceList as ChoiceList
    from qabilet.cycle.instrument.form.question import Node as Node
    from qabilet.cycle.instrument.form.question import Question as Question
    from qabilet.cycle.instrument.form.question import QuestionKind as QuestionKind
    from qabilet.cycle.instrument.form.question import Section as Section
    from qabilet.cycle.instrument.form.question import walked as walked
    from qabilet.cycle.instrument.header_words import largest_end as largest_end
    from qabilet.cycle.instrument.header_words import speaks_of_importance as speaks_of_importance
    from qabilet.cycle.instrument.header_words import speaks_of_level as speaks_of_level
    from qabilet.cycle.instrument.meaning import Reading as Reading
    from qabilet.cycle.instrument.meaning import cleaned as cleaned
    from qabilet.cycle.instrument.meaning import number_in as number_in
    from qabilet.cycle.instrument.meaning import reader as reader
    from qabilet.cycle.instrument.meaning import split_choices as split_choices
    from qabilet.cycle.instrument.private import personal as personal
    from qabilet.cycle.instrument.private import traces as traces
    from qabilet.cycle.instrument.told import Told as Told
    from qabilet.cycle.instrument.words import language as language

_OFFERS = {
    "Told": "told",
    "language": "words",
    "Choice": "form.question",
    "ChoiceList": "form.question",
    "Question": "form.question",
    "QuestionKind": "form.question",
    "Section": "form.question",
    "Node": "form.question",
    "ASKED": "form.question",
    "CHOSEN": "form.question",
    "Form": "form.form",
    "walked": "form.question",
    "BLANK": "dictionary",
    "Column": "dictionary",
    "Confidence": "dictionary",
    "Dictionary": "dictionary",
    "KINDS": "dictionary",
    "Kind": "dictionary",
    "MISSING": "dictionary",
    "Missing": "dictionary",
    "Reading": "meaning",
    "cleaned": "meaning",
    "check_dictionary": "checking",
    "draft": "drafting",
    "largest_end": "header_words",
    "number_in": "meaning",
    "personal": "private",
    "reader": "meaning",
    "speaks_of_importance": "header_words",
    "speaks_of_level": "header_words",
    "short_code": "codes",
    "split_choices": "meaning",
    "traces": "private",
    "group_names": "dictionary",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
