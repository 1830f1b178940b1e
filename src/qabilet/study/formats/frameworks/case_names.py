"""How a framework is named in CASE: identifiers that stay the same, and what stands in which field."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping

from qabilet.cycle.framework import RELATIONS, Relation
from qabilet.text import Lang

_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:qabilet:framework")
DOCUMENT, GROUP, COMPETENCE, RUBRIC = "document", "group", "competence", "rubric"
ITEM_TYPES = {GROUP: "Group", COMPETENCE: "Competence"}
TRANSLATION = "translation"
"""CASE 1.0 has no isTranslationOf (1.1 has): we write exactMatchOf in a grouping of this title."""

ASSOCIATIONS: Mapping[Relation, str] = {"exact": "exactMatchOf", "close": "isRelatedTo", "broad": "isPartOf",
                                        "narrow": "isRelatedTo", "related": "isRelatedTo"}
"""CASE has fewer relations than SKOS: the exact one is the title of the association's grouping."""
READ_AS: Mapping[str, Relation] = {"exactMatchOf": "exact", "isPeerOf": "close", "isPartOf": "broad",
                                   "isRelatedTo": "related"}
RELATION_OF: Mapping[str, Relation] = {one: one for one in RELATIONS}
ESCO, ESCO_SKILL = "esco", "http://data.europa.eu/esco/skill/"
UNCERTAIN_TIME = "T00:00:00+00:00"
_LINE = re.compile(r"([a-z_]+): (.*)")


def identifier(framework: str, lang: Lang, kind: str, code: str = "") -> str:
    """The same framework, language and code give the same UUID, whoever writes the file."""
    return str(uuid.uuid5(_OURS, "/".join((framework, lang, kind, code))))


def concept_identifier(uri: str) -> str:
    """A UUID for a concept of another catalogue: its own where it ends in one."""
    tail = uri.rpartition("/")[2].rpartition(":")[2]
    try:
        return str(uuid.UUID(tail))
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, uri))


def concept_uri(framework: str, to: str) -> str:
    """The address of a concept kept elsewhere; '' where `to` is the code of a competence."""
    if ":" in to:
        return to
    try:
        uuid.UUID(to)
    except ValueError:
        return ""
    return f"{ESCO_SKILL}{to}" if framework == ESCO else urn(to)


def urn(identified: str) -> str:
    """We have no server: a URN of the UUID is an address that promises none."""
    return f"urn:uuid:{identified}"


def changed_at(dated_on: str) -> str:
    """The date of the source as a whole point in time; CASE asks for one, and a clock would change every file."""
    return "-".join((*dated_on.split("-"), "01", "01")[:3]) + UNCERTAIN_TIME


def told(lines: Mapping[str, str]) -> str:
    """What has no field of its own in CASE, a line each; empty ones are left out. The last may have several lines."""
    return "\n".join(f"{name}: {value}" for name, value in lines.items() if value)


def listened(text: str, names: tuple[str, ...]) -> dict[str, str]:
    """As `told` wrote it; {} where it begins otherwise. The last of `names` takes all the rest."""
    found: dict[str, str] = {}
    lines = text.split("\n")
    for place, line in enumerate(lines):
        match = _LINE.fullmatch(line)
        if match is None or match[1] not in names or match[1] in found:
            return {}
        if match[1] == names[-1]:
            found[match[1]] = "\n".join((match[2], *lines[place + 1:]))
            break
        found[match[1]] = match[2]
    return found
