"""One CASE package as it stands in its file: every record looked at, nothing yet made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qabilet.cycle.instrument import language
from qabilet.errors import QabiletError, refuse
from qabilet.study.formats.frameworks.case_names import listened
from qabilet.study.formats.frameworks.faults import CASE_005, CASE_007, CASE_010, CASE_011
from qabilet.study.formats.frameworks.json_reading import MOST_FAULTS, OBJECT, Record, read_json
from qabilet.text import LANGS, Lang


@dataclass(frozen=True, slots=True)
class Item:
    """`short` is the abbreviated statement; `words` all that names it, by which the language is told."""

    identifier: str
    code: str
    statement: str
    short: str
    notes: str
    type: str
    keywords: tuple[str, ...]
    order: int


@dataclass(frozen=True, slots=True)
class Association:
    kind: str
    origin: str
    target: str
    target_title: str
    target_uri: str
    sequence: float
    grouping: str
    place: str


@dataclass(frozen=True, slots=True)
class Level:
    position: float
    score: float | None
    quality: str


@dataclass(frozen=True, slots=True)
class Criterion:
    item: str
    position: float
    levels: tuple[Level, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Rubric:
    """`lines` are what we wrote into its description; {} for the rubric of others."""

    title: str
    lines: Mapping[str, str]
    criteria: tuple[Criterion, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Package:
    """`parents` maps an item to the one above it ('' at the top); `orphans` stand below items that are not here.
    `foreign` is the language tag where it is none of ours."""

    file: str
    lang: Lang
    foreign: str
    identifier: str
    head: Mapping[str, str]
    items: Mapping[str, Item]
    parents: Mapping[str, str]
    orphans: int
    associations: tuple[Association, ...]
    groupings: Mapping[str, tuple[str, str]]
    rubrics: tuple[Rubric, ...]
    unread: Mapping[str, int] = field(default_factory=dict)


HEAD = ("title", "creator", "description", "version", "notes", "language", "lastChangeDateTime", "statusStartDate",
        "officialSourceURL", "uri")
_RUBRIC_LINES = (("scale",), ("profile", "scale", "offices", "standing"))


def read_package(data: bytes, file: str) -> Package:
    """The package in the bytes. Raises CASE_001 to CASE_011, each with its place in the file."""
    value = read_json(data, file)
    if isinstance(value, dict) and isinstance(value.get("CFPackage"), dict):
        value = value["CFPackage"]
    if not isinstance(value, dict):
        raise refuse(CASE_007, file=file, what="CFDocument")
    whole = Record(file, value)
    head = whole.record("CFDocument")
    if head is None:
        raise QabiletError(*whole.faults) if whole.faults else refuse(CASE_007, file=file, what="CFDocument")
    document = head.text("identifier", needed=True)
    named = {name: head.text(name, needed=name == "title") for name in HEAD}
    items = _items(whole, document)
    associations = tuple(_association(one) for one in whole.records("CFAssociations"))
    groupings = _groupings(whole)
    rubrics = tuple(_rubric(one) for one in whole.records("CFRubrics"))
    if whole.faults:
        raise QabiletError(*whole.faults[:MOST_FAULTS])
    if not items:
        raise refuse(CASE_011, file=file, column="CFItems")
    parents, orphans = _parents(items, associations, document, file)
    words = " ".join((named["title"], *(one.statement for one in items.values())))
    tag = named["language"].casefold().replace("_", "-").partition("-")[0]
    lang: Lang = next((one for one in LANGS if one == tag), language(words))
    return Package(file, lang, tag if tag and tag not in LANGS else "", document, named, items, parents, orphans,
                   associations, groupings, rubrics, _unread(whole))


def _items(whole: Record, document: str) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for order, one in enumerate(whole.records("CFItems")):
        identified = one.text("identifier", needed=True)
        if identified and (identified in found or identified == document):
            one.fault(CASE_005, "identifier", what=identified)
        found[identified] = Item(
            identified, one.text("humanCodingScheme").strip(), one.text("fullStatement", needed=True),
            one.text("abbreviatedStatement"), one.text("notes"), one.text("CFItemType"), one.words("conceptKeywords"),
            order)
    return found


def _association(one: Record) -> Association:
    origin, target = one.record("originNodeURI"), one.record("destinationNodeURI")
    for name, end in (("originNodeURI", origin), ("destinationNodeURI", target)):
        if end is None and one.values.get(name) is None:
            one.wrong(name, OBJECT)
    grouping = one.record("CFAssociationGroupingURI")
    return Association(
        one.text("associationType", needed=True), origin.text("identifier", needed=True) if origin else "",
        target.text("identifier", needed=True) if target else "", target.text("title") if target else "",
        target.text("uri") if target else "", one.number("sequenceNumber") or 0.0,
        grouping.text("identifier") if grouping else "", one.place)


def _groupings(whole: Record) -> dict[str, tuple[str, str]]:
    definitions = whole.record("CFDefinitions")
    if definitions is None:
        return {}
    return {one.text("identifier"): (one.text("title"), one.text("description"))
            for one in definitions.records("CFAssociationGroupings")}


def _rubric(one: Record) -> Rubric:
    criteria = []
    for criterion in one.records("CFRubricCriteria"):
        item = criterion.record("CFItemURI")
        levels = tuple(Level(level.number("position") or 0.0, level.number("score"), level.text("quality"))
                       for level in criterion.records("CFRubricCriterionLevels"))
        criteria.append(Criterion(item.text("identifier") if item else "", criterion.number("position") or 0.0, levels,
                                  criterion.place))
    description = one.text("description")
    lines = next((found for names in _RUBRIC_LINES if (found := listened(description, names))), {})
    return Rubric(one.text("title"), lines, tuple(criteria), one.place)


def _parents(items: Mapping[str, Item], associations: tuple[Association, ...], document: str,
             file: str) -> tuple[dict[str, str], int]:
    """The item above each, the first that is named. Raises CASE_010 where an item stands below itself."""
    parents: dict[str, str] = {}
    places: dict[str, str] = {}
    lost = set()
    for one in associations:
        if one.kind == "isChildOf" and one.origin in items and one.origin not in parents:
            if one.target in items:
                parents[one.origin], places[one.origin] = one.target, one.place
            elif one.target == document:
                parents[one.origin] = ""
            else:
                lost.add(one.origin)
    settled: set[str] = set()
    for start in parents:
        path: list[str] = []
        node, seen = start, set()
        while node and node not in settled:
            if node in seen:
                raise refuse(CASE_010, file=file, column=places.get(node, ""), what=items[node].statement[:80])
            seen.add(node)
            path.append(node)
            node = parents.get(node, "")
        settled.update(path)
    return parents, len(lost - set(parents))


def _unread(whole: Record) -> dict[str, int]:
    """How many records there are of kinds that a framework of ours has no place for."""
    definitions = whole.record("CFDefinitions")
    if definitions is None:
        return {}
    kinds = ("CFConcepts", "CFSubjects", "CFLicenses")
    return {kind: count for kind in kinds if (count := len(definitions.records(kind)))}
