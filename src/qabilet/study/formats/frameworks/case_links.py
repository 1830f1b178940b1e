"""The associations of CASE packages made into a crosswalk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from qabilet.cycle.framework import Link, Relation
from qabilet.errors import Caution
from qabilet.study.formats.frameworks.case_merging import Merged
from qabilet.study.formats.frameworks.case_names import READ_AS, RELATION_OF, TRANSLATION
from qabilet.study.formats.frameworks.case_package import Association, Package
from qabilet.study.formats.frameworks.faults import CASE_102
from qabilet.study.formats.frameworks.framework_codes import is_code, slug
from qabilet.text import LANGS, Lang, Text

ELSEWHERE = "elsewhere"
"""The framework of an item of which only the address is known."""
STATED = Text("Дереккөзде солай көрсетілген", "Так указано в источнике", "So it is stated in the source")
"""The reason of a link for which none is given."""

Key = tuple[str, str, str]


def crosswalk(whole: Merged, packages: Sequence[Package], codes: Mapping[str, str], framework: str,
              doubts: list[Caution]) -> tuple[Link, ...]:
    """The links of all languages, each once, its reason in each language. What is no relation between competences
    (an order, an example, a replacement) is counted among `doubts`."""
    found: dict[Key, tuple[Relation, dict[Lang, str]]] = {}
    left: Counter[str] = Counter()
    for package in packages:
        for one in package.associations:
            title, reason = package.groupings.get(one.grouping, ("", ""))
            if one.kind == "isChildOf" or title == TRANSLATION or _translates(one, whole, package):
                continue
            relation = RELATION_OF.get(title) or READ_AS.get(one.kind)
            origin = whole.key_of.get(one.origin, "")
            if relation is None or origin not in codes:
                left[one.kind[:60]] += package is packages[0]
                continue
            to = _target(one, title, whole, codes, framework)
            found.setdefault((codes[origin], *to), (relation, {}))[1].setdefault(package.lang, reason)
    doubts += [Caution(CASE_102, {"what": kind, "count": count}) for kind, count in left.items() if count]
    return tuple(Link(competence, other, to, relation, _reason(said))
                 for (competence, other, to), (relation, said) in found.items())


def _translates(one: Association, whole: Merged, package: Package) -> bool:
    """The same item in another language is no link."""
    origin, target = whole.key_of.get(one.origin), whole.key_of.get(one.target)
    return one.kind == "exactMatchOf" and (one.origin == package.identifier or (
        origin is not None and origin == target and one.target not in package.items))


def _target(one: Association, title: str, whole: Merged, codes: Mapping[str, str], framework: str) -> tuple[str, str]:
    """The framework and the code it leads to, as we write them under a grouping of such a `title`; else the address."""
    key = whole.key_of.get(one.target, "")
    if key in codes:
        return framework, codes[key]
    other, _, to = one.target_title.partition("/")
    if title in RELATION_OF and is_code(other) and to:
        return other, to
    return ELSEWHERE, one.target_uri or slug(one.target_title) or one.target


def _reason(said: Mapping[Lang, str]) -> Text:
    return Text(*(said.get(lang, "") for lang in LANGS)) if any(said.values()) else STATED
