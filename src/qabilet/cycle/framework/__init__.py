"""FRAMEWORK: what officials should master; the scales, the position profiles, the crosswalks, the regions and posts."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.cycle.framework.checking import check_crosswalk as check_crosswalk
    from qabilet.cycle.framework.competence import Competence as Competence
    from qabilet.cycle.framework.competence import Group as Group
    from qabilet.cycle.framework.crosswalk import RELATIONS as RELATIONS
    from qabilet.cycle.framework.crosswalk import Link as Link
    from qabilet.cycle.framework.crosswalk import Relation as Relation
    from qabilet.cycle.framework.crosswalk import linked as linked
    from qabilet.cycle.framework.faults import FRAME_001 as FRAME_001
    from qabilet.cycle.framework.faults import FRAME_011 as FRAME_011
    from qabilet.cycle.framework.faults import FRAME_012 as FRAME_012
    from qabilet.cycle.framework.framework import Framework as Framework
    from qabilet.cycle.framework.place import Office as Office
    from qabilet.cycle.framework.place import Region as Region
    from qabilet.cycle.framework.place import RegionKind as RegionKind
    from qabilet.cycle.framework.place import find_region as find_region
    from qabilet.cycle.framework.place import require_region as require_region
    from qabilet.cycle.framework.profile import STANDINGS as STANDINGS
    from qabilet.cycle.framework.profile import Profile as Profile
    from qabilet.cycle.framework.profile import Standing as Standing
    from qabilet.cycle.framework.reading import read_framework as read_framework
    from qabilet.cycle.framework.rows import HEAD as HEAD
    from qabilet.cycle.framework.rows import NEEDED as NEEDED
    from qabilet.cycle.framework.rows import TABLES as TABLES
    from qabilet.cycle.framework.rows import Row as Row
    from qabilet.cycle.framework.scale import Point as Point
    from qabilet.cycle.framework.scale import Scale as Scale
    from qabilet.cycle.framework.writing import written_head as written_head
    from qabilet.cycle.framework.writing import written_tables as written_tables

_OFFERS = {
    "Competence": "competence",
    "FRAME_001": "faults",
    "FRAME_011": "faults",
    "FRAME_012": "faults",
    "Framework": "framework",
    "Group": "competence",
    "HEAD": "rows",
    "Link": "crosswalk",
    "NEEDED": "rows",
    "Office": "place",
    "Point": "scale",
    "Profile": "profile",
    "RELATIONS": "crosswalk",
    "Region": "place",
    "RegionKind": "place",
    "Relation": "crosswalk",
    "Row": "rows",
    "STANDINGS": "profile",
    "Scale": "scale",
    "Standing": "profile",
    "TABLES": "rows",
    "check_crosswalk": "checking",
    "find_region": "place",
    "linked": "crosswalk",
    "read_framework": "reading",
    "require_region": "place",
    "written_head": "writing",
    "written_tables": "writing",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
