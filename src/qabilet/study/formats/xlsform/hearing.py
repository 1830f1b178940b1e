"""What ODK's own reader says of a form, beside what we have found ourselves: nothing is said twice."""

from __future__ import annotations

from collections.abc import Sequence

from qabilet.cycle.instrument import Form
from qabilet.errors import Caution, Fault
from qabilet.study.formats.xlsform.faults import (
    XLSFORM_006,
    XLSFORM_008,
    XLSFORM_009,
    XLSFORM_011,
    XLSFORM_012,
    XLSFORM_013,
    XLSFORM_014,
    XLSFORM_015,
    XLSFORM_016,
    XLSFORM_017,
    XLSFORM_018,
    XLSFORM_019,
    XLSFORM_020,
    XLSFORM_021,
    XLSFORM_022,
    XLSFORM_026,
    XLSFORM_027,
    XLSFORM_028,
    XLSFORM_029,
    XLSFORM_031,
    XLSFORM_040,
    XLSFORM_105,
)
from qabilet.study.formats.xlsform.odk import opinion
from qabilet.study.formats.xlsform.question_types import KOBO
from qabilet.study.formats.xlsform.sheets import sheets_of

_ALSO_ODK = frozenset({
    XLSFORM_006, XLSFORM_008, XLSFORM_009, XLSFORM_011, XLSFORM_012, XLSFORM_013, XLSFORM_014, XLSFORM_015, XLSFORM_016,
    XLSFORM_017, XLSFORM_018, XLSFORM_019, XLSFORM_020, XLSFORM_021, XLSFORM_022, XLSFORM_026, XLSFORM_029,
    XLSFORM_031, XLSFORM_040})
"""Faults of ours that ODK's reader stops at too; it stops at the first, and says it in other words."""

_SAID = ("Row without name, text, or label", "column header is not part of the current spec", "is missing the ",
         "missing translation", "uses or_other and translations",
         "is no longer supported on most devices", "On the 'survey' sheet, the 'name' value")
"""Remarks on what we say ourselves: notes, languages, what is collected from the device."""


def heard(form: Form, found: Sequence[Fault], file: str) -> tuple[list[Fault], list[Caution]]:
    """The fault and the remarks of ODK's reader that are news."""
    if any(fault.code == XLSFORM_027 for fault in found):
        return [], []  # it walks sections by recursion
    said = opinion(sheets_of(form))
    cautions = [Caution(XLSFORM_105, {"words": words}) for words in said.remarks
                if not any(part in words for part in _SAID)]
    if any(one.type.startswith(KOBO) for one in form.questions()):
        return [], cautions  # told as what cannot be asked here: KoboToolbox knows them, its own reader does not
    ours = {fault.row for fault in found if fault.code in _ALSO_ODK or fault.code.startswith("ROUTE_")}
    if said.xml or (ours and (said.row is None or said.row in ours)):
        return [], cautions
    return [Fault(XLSFORM_028, {"words": said.error[:300]}, file, said.row)], cautions
