"""CASE 1.0 packages made into a framework: one of ours as it was, one of others as far as it goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from qabilet.cycle.framework import Competence, Framework, Group, Point, Profile, Scale
from qabilet.errors import Caution, refuse
from qabilet.study.formats.frameworks.case_links import crosswalk
from qabilet.study.formats.frameworks.case_merging import Merged, Node, merged
from qabilet.study.formats.frameworks.case_names import GROUP, ITEM_TYPES, listened
from qabilet.study.formats.frameworks.case_package import Package, Rubric, read_package
from qabilet.study.formats.frameworks.faults import (
    CASE_009,
    CASE_012,
    CASE_101,
    CASE_102,
    CASE_103,
    CASE_104,
    CASE_105,
    CASE_106,
)
from qabilet.study.formats.frameworks.framework_codes import slug, taken
from qabilet.text import LANGS, Lang, Text

_HEAD = ("code", "dated_on", "citation")
WITHOUT = "items"
"""The group of competences that stand under none."""


def read_case(files: Mapping[str, bytes]) -> tuple[Framework, tuple[Caution, ...]]:
    """The framework in one package, or in several of the same framework in different languages, by file name; and what
    is lost or missing. Raises CASE_001 to CASE_012."""
    packages = sorted((read_package(data, name) for name, data in files.items()), key=lambda one: LANGS.index(one.lang))
    twice = [lang for lang, count in Counter(one.lang for one in packages).items() if count > 1]
    if twice:
        raise refuse(CASE_009, file=packages[0].file, language=twice[0])
    whole = merged(packages)
    doubts: list[Caution] = [Caution(CASE_106, {"language": one.foreign, "taken": one.lang})
                             for one in packages if one.foreign]
    groups, competences, codes = _tree(whole, packages, doubts)
    head = _head(packages)
    links = crosswalk(whole, packages, codes, head.code, doubts)
    scales, profiles = _rubrics(packages, whole, codes, doubts)
    framework = Framework(head.code, head.version, head.dated_on, head.title, head.source, head.citation, head.note,
                          groups, competences, scales, profiles, links)
    for one in packages:
        doubts += [Caution(CASE_102, {"what": kind, "count": count}) for kind, count in one.unread.items()]
    if lost := sum(one.orphans for one in packages):
        doubts.append(Caution(CASE_103, {"count": lost}))
    return framework, (*_once(doubts), *_gaps(framework))


def _once(doubts: Sequence[Caution]) -> list[Caution]:
    """Three languages tell of the same loss three times; it is said once."""
    found: list[Caution] = []
    for one in doubts:
        if one not in found:
            found.append(one)
    return found


def _gaps(framework: Framework) -> tuple[Caution, ...]:
    words = [framework.title, framework.source, *(one.name for one in framework.groups),
             *(one.name for one in framework.competences), *(one.name for one in framework.scales),
             *(one.name for one in framework.profiles)]
    missing = Counter(lang for one in words for lang in one.gaps())
    if not missing:
        return ()
    return (Caution(CASE_104, {"languages": ", ".join(lang for lang in LANGS if lang in missing),
                               "count": max(missing.values())}),)


def _head(packages: Sequence[Package]) -> Framework:
    """Everything but the items. What we wrote ourselves stands in the notes; of others the nearest is taken."""
    first = packages[0].head
    ours = listened(first["notes"], _HEAD)
    heads: dict[Lang, Mapping[str, str]] = {one.lang: one.head for one in packages}

    def said(name: str) -> Text:
        return Text(*(heads[lang][name] if lang in heads else "" for lang in LANGS))

    title = said("title")
    code = ours.get("code", "") or slug(next(filter(None, (title.en, title.ru, title.kk)), ""), most=40) or "framework"
    dated = ours.get("dated_on", "") or (first["statusStartDate"] or first["lastChangeDateTime"])[:10]
    citation = ours.get("citation", "") if ours else first["officialSourceURL"] or first["uri"]
    return Framework(code, first["version"] or "1", dated or "", title, said("creator"), citation, said("description"))


def _tree(whole: Merged, packages: Sequence[Package], doubts: list[Caution],
          ) -> tuple[tuple[Group, ...], tuple[Competence, ...], dict[str, str]]:
    """What stands at the top and has items below it is a group; all that is below it are its competences."""
    tops = whole.tops()
    heads = {top for key, top in tops.items() if top != key}
    heads |= {node.key for node in whole.nodes if node.type == ITEM_TYPES[GROUP] and tops[node.key] == node.key}
    groups: dict[str, Group] = {}
    competences: list[Competence] = []
    codes: dict[str, str] = {}
    renamed = deep = 0
    used: dict[bool, set[str]] = {True: set(), False: set()}
    for node in whole.nodes:
        grouped = node.key in heads
        code = taken(node.code, node.name, used[grouped])
        codes[node.key] = code
        renamed += bool(node.code) and node.code != code
        if grouped:
            groups[node.key] = Group(code, node.name, node.about)
    for node in whole.nodes:
        if node.key in groups:
            continue
        top = tops[node.key]
        if top == node.key and "" not in groups:
            title = Text(*(next((one.head["title"] for one in packages if one.lang == lang), "") for lang in LANGS))
            groups[""] = Group(taken(WITHOUT, Text(), used[True]), title)
        deep += whole.parents.get(node.key, "") not in ("", top)
        group = groups[top if top in groups else ""]
        competences.append(Competence(codes[node.key], group.code, node.name, node.about, node.ours,
                                      _source(node, codes[node.key])))
    if deep:
        doubts.append(Caution(CASE_101, {"count": deep}))
    if renamed:
        doubts.append(Caution(CASE_105, {"count": renamed}))
    return tuple(groups.values()), tuple(competences), codes


def _source(node: Node, code: str) -> str:
    return node.source or (node.code if node.code != code else "")


def _rubrics(packages: Sequence[Package], whole: Merged, codes: Mapping[str, str],
             doubts: list[Caution]) -> tuple[tuple[Scale, ...], tuple[Profile, ...]]:
    """Scales and position profiles, where the rubrics are ours; those of others are counted."""
    alike: dict[tuple[str, str], dict[Lang, Rubric]] = {}
    strange = 0
    for package in packages:
        for one in package.rubrics:
            kind = "profile" if "profile" in one.lines else "scale"
            if one.lines:
                alike.setdefault((kind, one.lines[kind]), {})[package.lang] = one
            else:
                strange += 1
    if strange:
        doubts.append(Caution(CASE_102, {"what": "CFRubrics", "count": strange}))
    scales = tuple(_scale(code, by) for (kind, code), by in alike.items() if kind == "scale")
    profiles = tuple(_profile(code, by, whole, codes, packages) for (kind, code), by in alike.items()
                     if kind == "profile")
    return tuple(one for one in scales if len(one.points) > 1), profiles


def _titles(by: Mapping[Lang, Rubric]) -> Text:
    return Text(*(by[lang].title if lang in by else "" for lang in LANGS))


def _scale(code: str, by: Mapping[Lang, Rubric]) -> Scale:
    labels: dict[int, dict[Lang, str]] = {}
    for lang, rubric in by.items():
        for criterion in rubric.criteria[:1]:
            for level in criterion.levels:
                if level.score is not None:
                    labels.setdefault(int(level.score), {})[lang] = level.quality
    points = (Point(value, Text(*(said.get(lang, "") for lang in LANGS))) for value, said in sorted(labels.items()))
    return Scale(code, _titles(by), tuple(points))


def _profile(code: str, by: Mapping[Lang, Rubric], whole: Merged, codes: Mapping[str, str],
             packages: Sequence[Package]) -> Profile:
    first = next(iter(by.values()))
    targets = {}
    for one in sorted(first.criteria, key=lambda criterion: criterion.position):
        key = whole.key_of.get(one.item, "")
        if key not in codes:
            raise refuse(CASE_012, file=packages[0].file, column=one.place, what=code, found=one.item or "\u2014")
        if one.levels and one.levels[0].score is not None:
            targets[codes[key]] = one.levels[0].score
    standing = first.lines.get("standing", "")
    return Profile(code, _titles(by), first.lines.get("scale", ""), targets,
                   tuple(first.lines.get("offices", "").split()), "adopted" if standing == "adopted" else "draft")
