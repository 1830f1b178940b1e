"""A framework as a SKOS concept scheme, in Turtle or JSON-LD: names in three languages, groups as broader concepts."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from qabilet.cycle.framework import Framework, Link, Relation
from qabilet.errors import Caution
from qabilet.study.formats.frameworks.case_names import concept_uri, urn
from qabilet.study.formats.frameworks.faults import CASE_107
from qabilet.text import LANGS, Text

SKOS, DCT, OWL = "http://www.w3.org/2004/02/skos/core#", "http://purl.org/dc/terms/", "http://www.w3.org/2002/07/owl#"
MATCHES: Mapping[Relation, str] = {"exact": "skos:exactMatch", "close": "skos:closeMatch", "broad": "skos:broadMatch",
                                   "narrow": "skos:narrowMatch", "related": "skos:relatedMatch"}
WITHIN: Mapping[Relation, str] = {**MATCHES, "related": "skos:related"}
_SCALES = Text("шкалалар", "шкалы", "scales")
_PROFILES = Text("лауазым бейіндері", "профили должностей", "position profiles")
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"})


@dataclass(slots=True)
class Resource:
    """What is said of one thing: words by property, and other things by property."""

    uri: str
    kind: str
    words: list[tuple[str, Text]] = field(default_factory=list)
    plain: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)


def concept(framework: str, code: str, kind: str = "competence") -> str:
    """The address of a competence, a group or the scheme itself: the same whoever writes it."""
    return urn(str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:qabilet:concept:{framework}/{kind}/{code}")))


def write_turtle(framework: Framework) -> tuple[bytes, tuple[Caution, ...]]:
    """The scheme in Turtle, and what SKOS has no place for."""
    lines = [f"@prefix {name}: <{uri}> ." for name, uri in (("skos", SKOS), ("dct", DCT), ("owl", OWL))]
    for one in _resources(framework):
        said = [f"a {one.kind}"]
        said += [f"{name} {_quoted(words[lang])}@{lang}" for name, words in one.words for lang in LANGS if words[lang]]
        said += [f"{name} {_quoted(value)}" for name, value in one.plain if value]
        said += [f"{name} <{_address(uri)}>" for name, uri in one.links]
        lines += ["", f"<{one.uri}>", "    " + " ;\n    ".join(said) + " ."]
    return ("\n".join(lines) + "\n").encode(), _lost(framework)


def write_json_ld(framework: Framework) -> tuple[bytes, tuple[Caution, ...]]:
    """The scheme in JSON-LD, and what SKOS has no place for."""
    graph = []
    for one in _resources(framework):
        node: dict[str, object] = {"@id": one.uri, "@type": one.kind}
        for name, words in one.words:
            told = [{"@language": lang, "@value": words[lang]} for lang in LANGS if words[lang]]
            known = node.get(name)
            node[name] = [*known, *told] if isinstance(known, list) else told
        node |= {name: value for name, value in one.plain if value}
        for name, uri in one.links:
            found = node.setdefault(name, [])
            if isinstance(found, list):
                found.append({"@id": _address(uri)})
        graph.append(node)
    whole = {"@context": {"skos": SKOS, "dct": DCT, "owl": OWL}, "@graph": graph}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode(), _lost(framework)


def _resources(framework: Framework) -> Iterator[Resource]:
    code = framework.code
    scheme = concept(code, "", "scheme")
    yield Resource(scheme, "skos:ConceptScheme",
                   [("dct:title", framework.title), ("dct:source", framework.source), ("skos:note", framework.note)],
                   [("skos:notation", code), ("owl:versionInfo", framework.version), ("dct:date", framework.dated_on),
                    ("dct:bibliographicCitation", framework.citation)],
                   [("skos:hasTopConcept", concept(code, one.code, "group")) for one in framework.groups])
    for group in framework.groups:
        yield Resource(concept(code, group.code, "group"), "skos:Concept",
                       [("skos:prefLabel", group.name), ("skos:definition", group.about)],
                       [("skos:notation", group.code)],
                       [("skos:inScheme", scheme), ("skos:topConceptOf", scheme)])
    links: dict[str, list[Link]] = {}
    for link in framework.crosswalk:
        links.setdefault(link.competence, []).append(link)
    for one in framework.competences:
        own = links.get(one.code, [])
        words = [("skos:prefLabel", one.name), ("skos:definition", one.about)]
        words += [("skos:editorialNote", Text(*(f"{link.framework}/{link.to}: {why}" if why else ""
                                                for why in link.reason))) for link in own]
        yield Resource(concept(code, one.code), "skos:Concept", words,
                       [("skos:notation", one.code), ("dct:source", one.source)],
                       [("skos:inScheme", scheme), ("skos:broader", concept(code, one.group, "group")),
                        *((_match(link, code), _target(link)) for link in own)])


def _match(link: Link, framework: str) -> str:
    """Within one scheme a relation is no match: SKOS keeps matches for what lies in another."""
    return (WITHIN if link.framework == framework else MATCHES)[link.relation]


def _target(link: Link) -> str:
    return concept_uri(link.framework, link.to) or concept(link.framework, link.to)


def _lost(framework: Framework) -> tuple[Caution, ...]:
    kinds = ((_SCALES, len(framework.scales)), (_PROFILES, len(framework.profiles)))
    return tuple(Caution(CASE_107, {"what": what, "count": count}) for what, count in kinds if count)


def _quoted(words: str) -> str:
    """A string of Turtle; signs that would end it, and control characters, are escaped."""
    escaped = words.translate(_ESCAPED)
    return '"' + "".join(f"\\u{ord(sign):04X}" if ord(sign) < 32 or ord(sign) == 127 else sign
                         for sign in escaped) + '"'


def _address(uri: str) -> str:
    """An IRI: what no address may hold, and what would end it early in Turtle, as per cent signs."""
    return "".join(
        sign if sign > " " and sign not in '<>"{}|^`\\' else "".join(f"%{byte:02X}" for byte in sign.encode())
        for sign in uri)
