"""DISK: a Study is one folder of open formats; opening is strict, saving is all or nothing."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.study.adopting import Adopted as Adopted
    from qabilet.study.adopting import adopted as adopted
    from qabilet.study.atomic import digest as digest
    from qabilet.study.atomic import put as put
    from qabilet.study.exchanging import Exchanged as Exchanged
    from qabilet.study.exchanging import exchanged as exchanged
    from qabilet.study.exchanging import is_framework as is_framework
    from qabilet.study.export.converting import Converted as Converted
    from qabilet.study.export.converting import codebook as codebook
    from qabilet.study.export.converting import release as release
    from qabilet.study.export.converting import work_view as work_view
    from qabilet.study.export.gathering import dataset_of as dataset_of
    from qabilet.study.export.gathering import described as described
    from qabilet.study.export.kinds import CODEBOOKS as CODEBOOKS
    from qabilet.study.export.kinds import DATA as DATA
    from qabilet.study.export.kinds import WORDED as WORDED
    from qabilet.study.export.kinds import kind_of as kind_of
    from qabilet.study.export.writing import Asked as Asked
    from qabilet.study.findings import INPUTS as INPUTS
    from qabilet.study.findings import Findings as Findings
    from qabilet.study.findings import read_findings as read_findings
    from qabilet.study.findings import write_findings as write_findings
    from qabilet.study.folder import ANSWERS as ANSWERS
    from qabilet.study.folder import DICTIONARY as DICTIONARY
    from qabilet.study.folder import FINDINGS as FINDINGS
    from qabilet.study.folder import FRAME as FRAME
    from qabilet.study.folder import WORK_VIEW as WORK_VIEW
    from qabilet.study.folder import Study as Study
    from qabilet.study.folder import open_study as open_study
    from qabilet.study.frame_csv import FRAME_CSV as FRAME_CSV
    from qabilet.study.frame_csv import frozen as frozen
    from qabilet.study.frame_csv import md5 as md5
    from qabilet.study.frame_csv import written_frame as written_frame
    from qabilet.study.frameworks import framework_codes as framework_codes
    from qabilet.study.frameworks import framework_files as framework_files
    from qabilet.study.frameworks import offices as offices
    from qabilet.study.frameworks import open_framework as open_framework
    from qabilet.study.frameworks import region_named as region_named
    from qabilet.study.frameworks import regions as regions
    from qabilet.study.frameworks import shipped_framework as shipped_framework
    from qabilet.study.inspection import check as check
    from qabilet.study.instrument.comparing import Compared as Compared
    from qabilet.study.instrument.comparing import comparison as comparison
    from qabilet.study.instrument.composing import FORM_FILE as FORM_FILE
    from qabilet.study.instrument.composing import GUIDE_FILE as GUIDE_FILE
    from qabilet.study.instrument.composing import ComposedForm as ComposedForm
    from qabilet.study.instrument.composing import Wanted as Wanted
    from qabilet.study.instrument.composing import composed_form as composed_form
    from qabilet.study.instrument.composing import drafted as drafted
    from qabilet.study.instrument.files import open_form as open_form
    from qabilet.study.instrument.looking import LookedAt as LookedAt
    from qabilet.study.instrument.looking import looked_at as looked_at
    from qabilet.study.instrument.printing import PRINT_KINDS as PRINT_KINDS
    from qabilet.study.instrument.printing import Printed as Printed
    from qabilet.study.instrument.printing import PrintKind as PrintKind
    from qabilet.study.instrument.printing import PrintOrder as PrintOrder
    from qabilet.study.instrument.printing import printed as printed
    from qabilet.study.instrument.printing_faults import PRINT_002 as PRINT_002
    from qabilet.study.instrument.publishing import Published as Published
    from qabilet.study.instrument.publishing import published as published
    from qabilet.study.instrument.translating import Translation as Translation
    from qabilet.study.instrument.translating import require_free_sheet as require_free_sheet
    from qabilet.study.instrument.translating import translation as translation
    from qabilet.study.instrument.versions import Version as Version
    from qabilet.study.instrument.versions import frozen_form as frozen_form
    from qabilet.study.instrument.versions import read_versions as read_versions
    from qabilet.study.instrument.versions import version_faults as version_faults
    from qabilet.study.instrument.wording import wording as wording
    from qabilet.study.log import inputs_hash as inputs_hash
    from qabilet.study.log import read_log as read_log
    from qabilet.study.material import origin as origin
    from qabilet.study.material import report_input as report_input
    from qabilet.study.material import stale as stale
    from qabilet.study.new import new_files as new_files
    from qabilet.study.new import require_empty as require_empty
    from qabilet.study.new import require_place as require_place
    from qabilet.study.releasing import released as released
    from qabilet.study.sampling import PLAN_FILE as PLAN_FILE
    from qabilet.study.sampling import DraftedPlan as DraftedPlan
    from qabilet.study.sampling import Drawing as Drawing
    from qabilet.study.sampling import Replacement as Replacement
    from qabilet.study.sampling import Sized as Sized
    from qabilet.study.sampling import drafted_plan as drafted_plan
    from qabilet.study.sampling import drawing as drawing
    from qabilet.study.sampling import replacement as replacement
    from qabilet.study.sampling import sized as sized
    from qabilet.study.saving import Step as Step
    from qabilet.study.saving import save as save
    from qabilet.study.saving import step as step
    from qabilet.study.settings import Settings as Settings
    from qabilet.study.settings import read_settings as read_settings
    from qabilet.study.settings_toml import write_settings as write_settings
    from qabilet.study.shipped import copy_example as copy_example
    from qabilet.study.shipped import example_folder as example_folder
    from qabilet.study.shipped import templates as templates

_OFFERS = {
    "require_free_sheet": "instrument.translating",
    "released": "releasing",
    "Exchanged": "exchanging",
    "exchanged": "exchanging",
    "is_framework": "exchanging",
    "copy_example": "shipped",
    "open_form": "instrument.files",
    "read_versions": "instrument.versions",
    "version_faults": "instrument.versions",
    "frozen_form": "instrument.versions",
    "Version": "instrument.versions",
    "comparison": "instrument.comparing",
    "Compared": "instrument.comparing",
    "published": "instrument.publishing",
    "Published": "instrument.publishing",
    "translation": "instrument.translating",
    "Translation": "instrument.translating",
    "PrintOrder": "instrument.printing",
    "Printed": "instrument.printing",
    "PRINT_KINDS": "instrument.printing",
    "PRINT_002": "instrument.printing_faults",
    "PrintKind": "instrument.printing",
    "printed": "instrument.printing",
    "ComposedForm": "instrument.composing",
    "LookedAt": "instrument.looking",
    "looked_at": "instrument.looking",
    "FORM_FILE": "instrument.composing",
    "GUIDE_FILE": "instrument.composing",
    "Wanted": "instrument.composing",
    "composed_form": "instrument.composing",
    "drafted": "instrument.composing",
    "wording": "instrument.wording",
    "ANSWERS": "folder",
    "Adopted": "adopting",
    "DICTIONARY": "folder",
    "FINDINGS": "folder",
    "WORK_VIEW": "folder",
    "DraftedPlan": "sampling",
    "Drawing": "sampling",
    "FRAME": "folder",
    "FRAME_CSV": "frame_csv",
    "written_frame": "frame_csv",
    "frozen": "frame_csv",
    "md5": "frame_csv",
    "Findings": "findings",
    "INPUTS": "findings",
    "PLAN_FILE": "sampling",
    "Replacement": "sampling",
    "Settings": "settings",
    "Sized": "sampling",
    "Step": "saving",
    "Study": "folder",
    "adopted": "adopting",
    "check": "inspection",
    "Asked": "export.writing",
    "CODEBOOKS": "export.kinds",
    "DATA": "export.kinds",
    "Converted": "export.converting",
    "WORDED": "export.kinds",
    "codebook": "export.converting",
    "dataset_of": "export.gathering",
    "kind_of": "export.kinds",
    "release": "export.converting",
    "work_view": "export.converting",
    "described": "export.gathering",
    "digest": "atomic",
    "drafted_plan": "sampling",
    "drawing": "sampling",
    "example_folder": "shipped",
    "framework_codes": "frameworks",
    "framework_files": "frameworks",
    "inputs_hash": "log",
    "new_files": "new",
    "offices": "frameworks",
    "open_framework": "frameworks",
    "open_study": "folder",
    "put": "atomic",
    "read_findings": "findings",
    "read_log": "log",
    "read_settings": "settings",
    "region_named": "frameworks",
    "regions": "frameworks",
    "origin": "material",
    "replacement": "sampling",
    "report_input": "material",
    "require_empty": "new",
    "require_place": "new",
    "save": "saving",
    "shipped_framework": "frameworks",
    "sized": "sampling",
    "stale": "material",
    "step": "saving",
    "templates": "shipped",
    "write_findings": "findings",
    "write_settings": "settings_toml",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
