"""REPORT: the findings of a study in words, tables and figures, in Kazakh, Russian and English."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.cycle.report.document import Document as Document
    from qabilet.cycle.report.material import Origin as Origin
    from qabilet.cycle.report.material import ReportAudience as ReportAudience
    from qabilet.cycle.report.material import ReportDraw as ReportDraw
    from qabilet.cycle.report.material import ReportInput as ReportInput
    from qabilet.cycle.report.material import ReportWeights as ReportWeights
    from qabilet.cycle.report.paper.codes import code_sheet as code_sheet
    from qabilet.cycle.report.paper.composing import questionnaire as questionnaire
    from qabilet.cycle.report.paper.faults import PAPER_002 as PAPER_002
    from qabilet.cycle.report.paper.gaps import require_perspective as require_perspective
    from qabilet.cycle.report.paper.gaps import untranslated as untranslated
    from qabilet.cycle.report.paper.guide import interview_guide as interview_guide
    from qabilet.cycle.report.paper.pdf import Pdf as Pdf
    from qabilet.cycle.report.paper.pdf import write_pdf as write_pdf
    from qabilet.cycle.report.paper.word.writing import write_word as write_word
    from qabilet.cycle.report.reproduce.script import SCRIPT as SCRIPT
    from qabilet.cycle.report.reproduce.script import write_script as write_script
    from qabilet.cycle.report.writing import compose as compose
    from qabilet.cycle.report.writing import write_report as write_report

_OFFERS = {
    "Document": "document",
    "ReportAudience": "material",
    "ReportDraw": "material",
    "ReportInput": "material",
    "ReportWeights": "material",
    "SCRIPT": "reproduce.script",
    "PAPER_002": "paper.faults",
    "Pdf": "paper.pdf",
    "code_sheet": "paper.codes",
    "interview_guide": "paper.guide",
    "questionnaire": "paper.composing",
    "require_perspective": "paper.gaps",
    "untranslated": "paper.gaps",
    "write_pdf": "paper.pdf",
    "write_word": "paper.word.writing",
    "Origin": "material",
    "write_script": "reproduce.script",
    "compose": "writing",
    "write_report": "writing",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
