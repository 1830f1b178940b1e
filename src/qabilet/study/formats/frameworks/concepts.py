"""Concepts of SKOS and ESCO made into a framework: from JSON-LD, or from the tables that ESCO is downloaded as."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qabilet.cycle.framework import Competence, Framework, Group, Link, Relation
from qabilet.errors import Caution, QabiletError, refuse
from qabilet.study.formats.frameworks.case_links import STATED
from qabilet.study.formats.frameworks.case_names import ESCO, ESCO_SKILL
from qabilet.study.formats.frameworks.faults import (
    CASE_001,
    CASE_002,
    CASE_010,
    CASE_101,
    CASE_104,
    SKOS_001,
    SKOS_002,
    SKOS_003,
)
from qabilet.study.formats.frameworks.framework_codes import slug, taken
from qabilet.study.formats.frameworks.json_reading import MOST_BYTES, MOST_FAULTS, MOST_RECORDS, Record, read_json
from qabilet.study.formats.frameworks.turtle_reading import turtle_nodes
from qabilet.text import LANGS, Text

_URI = re.compile(r"(https?://|urn:)[^\s<>\"{}|\\^`]{1,500}")
_MATCHES: Mapping[str, Relation] = {"exactMatch": "exact", "closeMatch": "close", "broadMatch": "broad",
                                    "narrowMatch": "narrow", "relatedMatch": "related"}
_LABELS, _ABOUT = ("prefLabel", "preferredLabel", "preferredTerm"), ("definition", "description", "scopeNote")
ALL = Text("Ұғымдар", "Понятия", "Concepts")


@dataclass(frozen=True, slots=True)
class Concept:
    """`broader` are the addresses of wider concepts, `kind` what ESCO calls its sort ('knowledge'), `changed` the date
    of its last change, '' where it is not told."""

    uri: str
    label: Text
    about: Text
    broader: tuple[str, ...] = ()
    notation: str = ""
    kind: str = ""
    matches: tuple[tuple[Relation, str], ...] = ()
    changed: str = ""


def read_esco(files: Mapping[str, bytes]) -> list[Concept]:
    """The concepts in tables of ESCO ('skills_en.csv', 'skills_ru.csv'), the languages of one concept put together.

    Raises SKOS_002 where a column is missing, SKOS_003 where an address is none.
    """
    found: dict[str, Concept] = {}
    for name, data in files.items():
        tag = next((lang for lang in LANGS if f"_{lang}." in name.casefold() or name.casefold().startswith(f"{lang}.")),
                   "en")
        for number, row in _rows(data, name):
            uri = row["concepturi"].strip()
            if not _URI.fullmatch(uri):
                raise refuse(SKOS_003, file=name, row=number, column="conceptUri", value=uri[:80] or "\u2014")
            about = row.get("description") or row.get("definition") or ""
            old = found.get(uri)
            label = Text(**{**(old.label.write() if old else {}), tag: row["preferredlabel"].strip()})
            told = Text(**{**(old.about.write() if old else {}), tag: about.strip()})
            found[uri] = Concept(uri, label, told, kind=row.get("skilltype", "").strip(),
                                 changed=_day(row.get("modifieddate", "")))
    if not found:
        raise refuse(SKOS_001, file=next(iter(files), ""))
    return list(found.values())


def _rows(data: bytes, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    if len(data) > MOST_BYTES:
        raise refuse(CASE_002, file=name, why=f"{len(data) // 2**20} MB > {MOST_BYTES // 2**20} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse(CASE_001, file=name, row=data[:error.start].count(b"\n") + 1, why=error.reason) from None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=text.partition("\n")[0].count))
    try:
        head = [cell.strip().casefold() for cell in next(reader, [])]
        for needed in ("conceptUri", "preferredLabel"):
            if needed.casefold() not in head:
                raise refuse(SKOS_002, file=name, row=1, name=needed)
        for row in reader:
            if any(row):
                yield reader.line_num, dict(zip(head, [*row, *[""] * len(head)], strict=False))
    except csv.Error as error:
        raise refuse(CASE_001, file=name, row=reader.line_num, why=str(error)) from None


def read_json_ld(data: bytes, file: str) -> list[Concept]:
    """The concepts in a JSON-LD document of the usual shapes: a graph, a list, or one concept.

    Raises CASE_001 to CASE_008 for what is no such JSON, SKOS_001 where there is no concept, SKOS_003.
    """
    return _concepts(_nodes(read_json(data, file)), file)


def read_turtle(data: bytes, file: str) -> list[Concept]:
    """The concepts in a Turtle document. Raises SKOS_001, SKOS_003, SKOS_004, and CASE_002 for one too large."""
    return _concepts(turtle_nodes(data, file), file)


def _concepts(nodes: Sequence[object], file: str) -> list[Concept]:
    whole = Record(file, {"@graph": list(nodes)})
    concepts = [one for record in whole.records("@graph") if (one := _concept(record)) is not None]
    if whole.faults:
        raise QabiletError(*whole.faults[:MOST_FAULTS])
    if not concepts:
        raise refuse(SKOS_001, file=file)
    return list({one.uri: one for one in concepts}.values())


def _nodes(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        for key in ("@graph", "graph", "concepts", "_embedded"):
            inner = value.get(key)
            if isinstance(inner, list):
                return inner
            if isinstance(inner, dict):
                return list(inner.values())
        return [value]
    return []


def _concept(record: Record) -> Concept | None:
    """The concept a node tells of; None for a node that is none. Names may be short, prefixed or whole addresses."""
    said = {re.split(r"[#/:]", key)[-1]: value for key, value in record.values.items() if not key.startswith("@")}
    kinds = " ".join(_texts(record.values.get("@type", said.get("type", said.get("className", "")))))
    label = next((words for name in _LABELS if any(words := _words(said.get(name)))), Text())
    if "ConceptScheme" in kinds or not any(label):
        return None
    uri = next((one for one in (record.values.get("@id"), said.get("uri"), said.get("id")) if isinstance(one, str)), "")
    if not _URI.fullmatch(uri):
        record.fault(SKOS_003, "@id", value=uri[:80] or "\u2014")
        return None
    about = next((words for name in _ABOUT if any(words := _words(said.get(name)))), Text())
    notation = next(iter(_texts(said.get("notation", ""))), "")
    matches = tuple((relation, address) for name, relation in _MATCHES.items() for address in _texts(said.get(name))
                    if _URI.fullmatch(address))
    changed = _day(next((text for name in ("modified", "date", "issued") for text in _texts(said.get(name))), ""))
    return Concept(uri, label, about, tuple(_texts(said.get("broader"))), notation, "", matches, changed)


def _day(words: str) -> str:
    """The day a point in time begins with; '' for anything else."""
    return words[:10] if re.match(r"\d{4}-\d\d-\d\d", words) else ""


def _texts(value: object) -> list[str]:
    """The texts and addresses in a value, however they are wrapped."""
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, list):
        return [text for one in value[:MOST_RECORDS] for text in (_texts(one) if not isinstance(one, list) else [])]
    if isinstance(value, dict):
        return _texts(next((value[key] for key in ("@id", "uri", "@value", "literal") if key in value), None))
    return []


def _words(value: object) -> Text:
    """Words by language: a text with its tag, a list of such, or a map by language; a bare text is in English."""
    said: dict[str, str] = {}
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            said.setdefault("en", one)
        elif isinstance(one, dict) and "@value" in one:
            tag = str(one.get("@language", "en")).casefold().partition("-")[0]
            said.setdefault(tag, next(iter(_texts(one)), ""))
        elif isinstance(one, dict):
            for tag, inner in one.items():
                said.setdefault(str(tag).casefold().partition("-")[0], next(iter(_texts(inner)), ""))
    return Text(*(said.get(lang, "") for lang in LANGS))


def framework_of(concepts: Sequence[Concept], title: str) -> tuple[Framework, tuple[Caution, ...]]:
    """The concepts as competences, each linked to its address; the widest concepts, or ESCO's sorts, are the groups."""
    known = {one.uri: one for one in concepts}
    above = {one.uri: next((wide for wide in one.broader if wide in known and wide != one.uri), "") for one in concepts}
    tops = {one.uri: _top(one.uri, above) for one in concepts}
    heads = {top for uri, top in tops.items() if top != uri}
    used: dict[bool, set[str]] = {True: set(), False: set()}
    groups = {uri: Group(taken(known[uri].notation or "", known[uri].label, used[True]), known[uri].label,
                         known[uri].about) for uri in known if uri in heads}
    competences: list[Competence] = []
    links: list[Link] = []
    deep = 0
    for one in concepts:
        if one.uri in heads:
            continue
        key = tops[one.uri] if tops[one.uri] in heads else one.kind
        if key not in groups:
            groups[key] = Group(taken(slug(key), ALL, used[True]), Text(en=key) if key else ALL)
        deep += above[one.uri] not in ("", tops[one.uri])
        code = taken(one.notation, one.label, used[False])
        competences.append(Competence(code, groups[key].code, one.label, one.about, (), ""))
        own = ESCO if one.uri.startswith(ESCO_SKILL.rpartition("skill")[0]) else "elsewhere"
        links.append(Link(code, own, one.uri, "exact", STATED))
        links += [Link(code, "elsewhere", uri, relation, STATED) for relation, uri in one.matches if uri != one.uri]
    named = Text.same(title)
    dated_on = max(one.changed for one in concepts)
    framework = Framework(slug(title) or ESCO, "1", dated_on, named, named, "", Text(), tuple(groups.values()),
                          tuple(competences), (), (), tuple({(one.competence, one.to): one for one in links}.values()))
    doubts = [Caution(CASE_101, {"count": deep})] if deep else []
    gaps = {lang: sum(not one.name[lang] for one in competences) for lang in LANGS}
    if any(gaps.values()):
        doubts.append(Caution(CASE_104, {"languages": ", ".join(lang for lang in LANGS if gaps[lang]),
                                         "count": max(gaps.values())}))
    return framework, tuple(doubts)


def _top(uri: str, above: Mapping[str, str]) -> str:
    """The widest concept above. Raises CASE_010 where a concept is wider than itself."""
    seen = {uri}
    while wider := above.get(uri, ""):
        if wider in seen:
            raise refuse(CASE_010, column="broader", what=wider[:80])
        uri = wider
        seen.add(uri)
    return uri
