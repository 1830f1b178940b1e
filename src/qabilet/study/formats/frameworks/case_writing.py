"""A framework as CASE 1.0 packages in JSON: one document a language, each linked to the others."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from qabilet.cycle.framework import Competence, Framework, Link, Profile, Scale
from qabilet.study.formats.frameworks.case_names import (
    ASSOCIATIONS,
    COMPETENCE,
    DOCUMENT,
    GROUP,
    ITEM_TYPES,
    RUBRIC,
    TRANSLATION,
    changed_at,
    concept_identifier,
    concept_uri,
    identifier,
    told,
    urn,
)
from qabilet.text import LANGS, Lang, Text

Object = dict[str, object]
_TYPE_NAMES = {GROUP: Text("Топ", "Группа", "Group"), COMPETENCE: Text("Құзырет", "Компетенция", "Competence")}


def case_files(framework: Framework, langs: Sequence[Lang] = LANGS) -> dict[str, bytes]:
    """A package for each language, by file name ('oecd-2019-kk.json'). The same framework gives the same bytes.

    Everything in the framework is in them: `read_case` gives it back.
    """
    return {f"{framework.code}-{lang}.json": _written(_Package(framework, lang).whole()) for lang in langs}


def _written(package: Object) -> bytes:
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


class _Package:
    """One language's package while it is written."""

    def __init__(self, framework: Framework, lang: Lang) -> None:
        self.framework, self.lang = framework, lang
        self.changed = changed_at(framework.dated_on)
        self.groupings: dict[str, Object] = {}
        self.document = self.id(DOCUMENT)

    def id(self, kind: str, code: str = "") -> str:
        return identifier(self.framework.code, self.lang, kind, code)

    def named(self, kind: str, code: str = "") -> Object:
        """What every record of CASE begins with."""
        found = self.id(kind, code)
        return {"identifier": found, "uri": urn(found)}

    def whole(self) -> Object:
        items, associations = [*self.items()], [*self.associations()]
        types = [self.named("item-type", kind) | _given(
            title=ITEM_TYPES[kind], description=_TYPE_NAMES[kind][self.lang], hierarchyCode=str(place),
            lastChangeDateTime=self.changed) for place, kind in enumerate((GROUP, COMPETENCE), 1)]
        package: Object = {
            "CFDocument": self.head(), "CFItems": items, "CFAssociations": associations,
            "CFDefinitions": {"CFItemTypes": types, "CFAssociationGroupings": list(self.groupings.values())}}
        if rubrics := [*map(self.scale, self.framework.scales), *map(self.profile, self.framework.profiles)]:
            package["CFRubrics"] = rubrics
        return package

    def head(self) -> Object:
        one, lang = self.framework, self.lang
        notes = told({"code": one.code, "dated_on": one.dated_on, "citation": one.citation})
        return self.named(DOCUMENT) | _given(
            creator=one.source[lang] or one.source.shown(lang) or one.code, title=one.title[lang] or one.code,
            description=one.note[lang], language=lang, version=one.version, adoptionStatus="Draft", notes=notes,
            lastChangeDateTime=self.changed)

    def items(self) -> Iterator[Object]:
        for group in self.framework.groups:
            yield self.item(GROUP, group.code, group.name, group.about)
        for one in self.framework.competences:
            yield self.item(COMPETENCE, one.code, one.name, one.about, self.keywords(one))

    def item(self, kind: str, code: str, name: Text, about: Text, keywords: Sequence[str] = ()) -> Object:
        kind_id = self.id("item-type", kind)
        return self.named(kind, code) | _given(
            fullStatement=name[self.lang] or code, humanCodingScheme=code, notes=about[self.lang], language=self.lang,
            conceptKeywords=list(keywords), CFItemType=ITEM_TYPES[kind],
            CFItemTypeURI=_link(ITEM_TYPES[kind], kind_id), lastChangeDateTime=self.changed)

    def keywords(self, one: Competence) -> tuple[str, ...]:
        """Where it stands in the source, and whether the name in this language is our own wording."""
        source = (f"source: {one.source}",) if one.source else ()
        return (*source, "wording: own") if self.lang in one.ours else source

    def associations(self) -> Iterator[Object]:
        for place, group in enumerate(self.framework.groups, 1):
            yield self.association("isChildOf", self.own(GROUP, group.code), self.whole_document(), place)
        for place, one in enumerate(self.framework.competences, 1):
            yield self.association("isChildOf", self.own(COMPETENCE, one.code), self.own(GROUP, one.group), place)
        for link in self.framework.crosswalk:
            yield self.association(ASSOCIATIONS[link.relation], self.own(COMPETENCE, link.competence),
                                   self.target(link), grouping=self.grouping(link.relation, link.reason[self.lang]))
        for other in LANGS:
            if other != self.lang:
                yield from self.translations(other)

    def translations(self, other: Lang) -> Iterator[Object]:
        grouping = self.grouping(TRANSLATION, other)
        records = [(DOCUMENT, "", self.framework.title),
                   *((GROUP, one.code, one.name) for one in self.framework.groups),
                   *((COMPETENCE, one.code, one.name) for one in self.framework.competences)]
        for kind, code, words in records:
            theirs = identifier(self.framework.code, other, kind, code)
            mine = self.whole_document() if kind == DOCUMENT else self.own(kind, code)
            yield self.association("exactMatchOf", mine, _link(words[other] or code or self.framework.code, theirs),
                                   grouping=grouping)

    def association(self, kind: str, origin: Object, target: Object, sequence: int = 0, grouping: Object | None = None,
                    ) -> Object:
        title = str(grouping["title"]) if grouping else ""
        code = "/".join((kind, str(origin["identifier"]), str(target["identifier"]), title))
        return self.named("association", code) | _given(
            associationType=kind, sequenceNumber=sequence, originNodeURI=origin, destinationNodeURI=target,
            CFAssociationGroupingURI=grouping, lastChangeDateTime=self.changed)

    def grouping(self, title: str, description: str) -> Object:
        """Why two items are associated: CASE has room for words on a grouping only."""
        key = f"{title}/{description}"
        named = self.named("grouping", key)
        self.groupings.setdefault(key, named | _given(title=title, description=description,
                                                      lastChangeDateTime=self.changed))
        return {"title": title, **named}

    def own(self, kind: str, code: str) -> Object:
        return _link(code, self.id(kind, code))

    def whole_document(self) -> Object:
        return _link(self.framework.title[self.lang] or self.framework.code, self.document)

    def target(self, link: Link) -> Object:
        title = f"{link.framework}/{link.to}"
        if uri := concept_uri(link.framework, link.to):
            return {"title": title, "identifier": concept_identifier(uri), "uri": uri}
        return _link(title, identifier(link.framework, self.lang, COMPETENCE, link.to))

    def scale(self, scale: Scale) -> Object:
        """A scale is a rubric of one criterion, whose levels are its points."""
        return self.rubric("scale", scale.code, scale.name, {"scale": scale.code}, [
            self.criterion(f"scale/{scale.code}", "points", 1, [
                (place, point.value, point.label[self.lang]) for place, point in enumerate(scale.points, 1)])])

    def profile(self, profile: Profile) -> Object:
        """A position profile is a rubric: a criterion each competence, whose one level is the target."""
        told_ = {"profile": profile.code, "scale": profile.scale, "offices": " ".join(profile.offices),
                 "standing": profile.standing}
        return self.rubric("profile", profile.code, profile.name, told_, [
            self.criterion(f"profile/{profile.code}/{competence}", "target", place, [(1, target, "")],
                           self.own(COMPETENCE, competence))
            for place, (competence, target) in enumerate(profile.targets.items(), 1)])

    def rubric(self, kind: str, code: str, name: Text, lines: dict[str, str], criteria: list[Object]) -> Object:
        return self.named(RUBRIC, f"{kind}/{code}") | _given(
            title=name[self.lang], description=told(lines), lastChangeDateTime=self.changed, CFRubricCriteria=criteria)

    def criterion(self, code: str, category: str, place: int, levels: Sequence[tuple[int, float, str]],
                  item: Object | None = None) -> Object:
        return self.named("criterion", code) | _given(
            category=category, CFItemURI=item, position=place, rubricId=self.id(RUBRIC, "/".join(code.split("/")[:2])),
            lastChangeDateTime=self.changed, CFRubricCriterionLevels=[
                self.named("level", f"{code}/{position}") | _given(
                    quality=quality, score=score, position=position, rubricCriterionId=self.id("criterion", code),
                    lastChangeDateTime=self.changed)
                for position, score, quality in levels])


def _link(title: str, identified: str) -> Object:
    return {"title": title, "identifier": identified, "uri": urn(identified)}


def _given(**fields: object) -> Object:
    """Only what is said: CASE has no empty values."""
    return {name: value for name, value in fields.items() if value or (value == 0 and name == "score")}
