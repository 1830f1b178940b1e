"""A form as ODK's XForm."""

from __future__ import annotations

from qabilet.cycle.instrument import Form
from qabilet.errors import refuse
from qabilet.study.formats.xlsform.faults import XLSFORM_028
from qabilet.study.formats.xlsform.odk import opinion
from qabilet.study.formats.xlsform.sheets import sheets_of


def xform_xml(form: Form) -> str:
    """The XForm that ODK's own converter makes of the form as we write it. Raises XLSFORM_028 where it refuses."""
    found = opinion(sheets_of(form))
    if not found.xml:
        raise refuse(XLSFORM_028, row=found.row, words=found.error)
    return found.xml
