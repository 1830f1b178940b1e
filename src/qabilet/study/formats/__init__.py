"""FORMATS: one file for each foreign format; reading is tolerant and reports every loss, writing is strict."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.study.formats.answers import RawAnswers as RawAnswers
    from qabilet.study.formats.answers import read_answers as read_answers
    from qabilet.study.formats.cells import neutral as neutral
    from qabilet.study.formats.cells import restored as restored
    from qabilet.study.formats.dataset import MISSING_CODES as MISSING_CODES
    from qabilet.study.formats.dataset import WITHHELD as WITHHELD
    from qabilet.study.formats.dataset import Dataset as Dataset
    from qabilet.study.formats.dataset import Value as Value
    from qabilet.study.formats.dataset import Variable as Variable
    from qabilet.study.formats.dataset import VariableKind as VariableKind
    from qabilet.study.formats.dictionary_csv import read_dictionary as read_dictionary
    from qabilet.study.formats.dictionary_csv import write_dictionary as write_dictionary
    from qabilet.study.formats.form_files import read_form_file as read_form_file
    from qabilet.study.formats.form_files import terms_of as terms_of
    from qabilet.study.formats.frameworks.case_reading import read_case as read_case
    from qabilet.study.formats.frameworks.case_writing import case_files as case_files
    from qabilet.study.formats.frameworks.concepts import framework_of as framework_of
    from qabilet.study.formats.frameworks.concepts import read_esco as read_esco
    from qabilet.study.formats.frameworks.concepts import read_json_ld as read_json_ld
    from qabilet.study.formats.frameworks.concepts import read_turtle as read_turtle
    from qabilet.study.formats.frameworks.skos_writing import write_json_ld as write_json_ld
    from qabilet.study.formats.frameworks.skos_writing import write_turtle as write_turtle
    from qabilet.study.formats.statistics.names import stable_names as stable_names
    from qabilet.study.formats.statistics.spss_writing import write_sav as write_sav
    from qabilet.study.formats.statistics.stata_writing import write_dta as write_dta
    from qabilet.study.formats.taking import take_answers as take_answers
    from qabilet.study.formats.xlsform.converting import xform_xml as xform_xml
    from qabilet.study.formats.xlsform.headings import first_words as first_words
    from qabilet.study.formats.xlsform.reading import ReadForm as ReadForm
    from qabilet.study.formats.xlsform.reading import read_form as read_form
    from qabilet.study.formats.xlsform.reading import read_form_bytes as read_form_bytes
    from qabilet.study.formats.xlsform.writing import write_form as write_form

_OFFERS = {
    "case_files": "frameworks.case_writing",
    "framework_of": "frameworks.concepts",
    "read_case": "frameworks.case_reading",
    "read_esco": "frameworks.concepts",
    "read_json_ld": "frameworks.concepts",
    "read_turtle": "frameworks.concepts",
    "write_json_ld": "frameworks.skos_writing",
    "write_turtle": "frameworks.skos_writing",
    "MISSING_CODES": "dataset",
    "WITHHELD": "dataset",
    "Dataset": "dataset",
    "Value": "dataset",
    "Variable": "dataset",
    "VariableKind": "dataset",
    "RawAnswers": "answers",
    "neutral": "cells",
    "read_answers": "answers",
    "read_dictionary": "dictionary_csv",
    "restored": "cells",
    "stable_names": "statistics.names",
    "read_form_file": "form_files",
    "take_answers": "taking",
    "terms_of": "form_files",
    "write_dictionary": "dictionary_csv",
    "write_dta": "statistics.stata_writing",
    "write_sav": "statistics.spss_writing",
    "ReadForm": "xlsform.reading",
    "first_words": "xlsform.headings",
    "read_form": "xlsform.reading",
    "read_form_bytes": "xlsform.reading",
    "write_form": "xlsform.writing",
    "xform_xml": "xlsform.converting",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
