"""What CASE 1.0 asks of each record of a package: its required fields, and those it may have beside them.

Written by hand after the data classes of "Competencies and Academic Standards Exchange, Service Version 1.0" (IMS
Global, 7 July 2017): CFPckgDocument, CFPckgItem, CFPckgAssociation, CFItemType, CFAssociationGrouping, CFRubric,
CFRubricCriterion, CFRubricCriterionLevel, LinkURI. The schema file itself was not at hand: this is our reading of it.
Nothing beside these fields is allowed.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping

NAMED = {"identifier", "uri", "lastChangeDateTime"}
LINK = ({"title", "identifier", "uri"}, set[str]())
RULES: Mapping[str, tuple[set[str], set[str]]] = {
    "CFDocument": (NAMED | {"creator", "title"},
                   {"officialSourceURL", "publisher", "description", "subject", "subjectURI", "language", "version",
                    "adoptionStatus", "statusStartDate", "statusEndDate", "licenseURI", "notes"}),
    "CFItems": (NAMED | {"fullStatement"},
                {"alternativeLabel", "CFItemType", "humanCodingScheme", "listEnumeration", "abbreviatedStatement",
                 "conceptKeywords", "conceptKeywordsURI", "notes", "language", "educationLevel", "CFItemTypeURI",
                 "licenseURI", "statusStartDate", "statusEndDate"}),
    "CFAssociations": (NAMED | {"associationType", "originNodeURI", "destinationNodeURI"},
                       {"sequenceNumber", "CFAssociationGroupingURI"}),
    "CFItemTypes": (NAMED | {"title", "description", "hierarchyCode"}, {"typeCode"}),
    "CFAssociationGroupings": (NAMED | {"title"}, {"description"}),
    "CFRubrics": (NAMED, {"title", "description", "CFRubricCriteria"}),
    "CFRubricCriteria": (NAMED, {"category", "description", "CFItemURI", "weight", "position", "rubricId",
                                 "CFRubricCriterionLevels"}),
    "CFRubricCriterionLevels": (NAMED, {"description", "quality", "score", "feedback", "position",
                                        "rubricCriterionId"}),
    "originNodeURI": LINK, "destinationNodeURI": LINK, "CFItemURI": LINK, "CFItemTypeURI": LINK,
    "CFAssociationGroupingURI": LINK,
}
ASSOCIATIONS = {"isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo", "replacedBy",
                "exemplar", "hasSkillLevel"}
NUMBERS, LISTS = {"sequenceNumber", "position", "score", "weight"}, {"conceptKeywords", "educationLevel", "subject"}
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
_URI = re.compile(r"(urn:uuid:|https?://)\S+")


def broken(package: Mapping[str, object]) -> Iterator[str]:
    """Every rule a package breaks, with its place."""
    for needed in ("CFDocument", "CFItems", "CFAssociations"):
        if needed not in package:
            yield f"no {needed}"
    allowed = {"CFDocument", "CFItems", "CFAssociations", "CFDefinitions", "CFRubrics"}
    yield from (f"unknown {name}" for name in set(package) - allowed)
    definitions = package.get("CFDefinitions", {})
    assert isinstance(definitions, Mapping)
    for name, value in {**package, **definitions}.items():
        if name != "CFDefinitions":
            yield from _records(name, value, name)


def _records(name: str, value: object, place: str) -> Iterator[str]:
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from _record(name, one, f"{place}[{number}]")
    else:
        yield from _record(name, value, place)


def _record(name: str, value: object, place: str) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"{place} is no object"
        return
    needed, allowed = RULES[name]
    yield from (f"{place}: no {key}" for key in needed - set(value))
    yield from (f"{place}: {key} is not of CASE 1.0" for key in set(value) - needed - allowed)
    for key, inner in value.items():
        if key in RULES:
            yield from _records(key, inner, f"{place}.{key}")
        elif key in NUMBERS:
            if not isinstance(inner, int | float):
                yield f"{place}.{key} is no number"
        elif key in LISTS:
            if not inner or not all(isinstance(one, str) and one for one in inner):
                yield f"{place}.{key} is no list of texts"
        elif not isinstance(inner, str) or not inner:
            yield f"{place}.{key} is no text"
    if str(uuid.UUID(str(value["identifier"]))) != value["identifier"]:
        yield f"{place}: identifier"
    if not _URI.fullmatch(str(value["uri"])):
        yield f"{place}: uri"
    if "lastChangeDateTime" in value and not _TIME.fullmatch(str(value["lastChangeDateTime"])):
        yield f"{place}: lastChangeDateTime"
    if value.get("associationType", "isChildOf") not in ASSOCIATIONS:
        yield f"{place}: associationType"
