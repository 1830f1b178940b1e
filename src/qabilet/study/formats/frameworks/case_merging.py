"""The packages of one framework put together: which item of one language is which of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qabilet.study.formats.frameworks.case_package import Item, Package
from qabilet.text import LANGS, Lang, Text


@dataclass(frozen=True, slots=True)
class Node:
    """One item in all its languages. `key` is its identifier in the first package that has it."""

    key: str
    code: str
    name: Text
    about: Text
    type: str
    ours: tuple[Lang, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Merged:
    """`nodes` in their order; `parents` by key ('' at the top); `key_of` maps every identifier to a key."""

    nodes: tuple[Node, ...]
    parents: Mapping[str, str]
    key_of: Mapping[str, str]

    def tops(self) -> dict[str, str]:
        """The topmost item above each, itself where there is none; every chain is walked once."""
        found: dict[str, str] = {}
        for node in self.nodes:
            path, key = [node.key], node.key
            while key not in found and (above := self.parents.get(key, "")):
                key = above
                path.append(key)
            found |= dict.fromkeys(path, found.get(key, key))
        return found


def merged(packages: Sequence[Package]) -> Merged:
    """The items of all packages, the same item of two languages once: by a translation or by its code."""
    key_of: dict[str, str] = {}
    by_code: dict[tuple[str, str], str] = {}
    held: dict[str, dict[Lang, Item]] = {}
    for package in packages:
        linked = _translated(package, key_of)
        own: dict[tuple[str, str], str] = {}
        for item in package.items.values():
            name = (item.type, item.code)
            key = linked.get(item.identifier) or key_of.get(item.identifier) or (by_code.get(name) if item.code else "")
            if not key or package.lang in held.get(key, {}):
                key = item.identifier
            key_of[item.identifier] = key
            own.setdefault(name, key)
            held.setdefault(key, {})[package.lang] = item
        by_code = {**own, **by_code}
    parents = _parents(packages, key_of)
    order = _order(packages, key_of, parents, list(held))
    return Merged(tuple(_node(key, held[key]) for key in order), parents, key_of)


def _translated(package: Package, key_of: Mapping[str, str]) -> dict[str, str]:
    """Items of this package that it says are the same as one of a package read before."""
    found: dict[str, str] = {}
    for one in package.associations:
        if one.kind == "exactMatchOf" and one.origin in package.items and one.target in key_of \
                and one.target not in package.items:
            found.setdefault(one.origin, key_of[one.target])
    return found


def _parents(packages: Sequence[Package], key_of: Mapping[str, str]) -> dict[str, str]:
    """By key; the first language that says something is believed, the others unless it would close a circle."""
    found = {key_of[child]: key_of.get(parent, "") for child, parent in packages[0].parents.items()}
    for package in packages[1:]:
        for child, parent in package.parents.items():
            below, above = key_of[child], key_of.get(parent, "")
            node = "" if below in found else above
            while node and node != below:
                node = found.get(node, "")
            if not node:
                found.setdefault(below, above)
    return found


def _order(packages: Sequence[Package], key_of: Mapping[str, str], parents: Mapping[str, str],
           keys: list[str]) -> list[str]:
    """As the items are numbered: throughout, as we number them, or anew below each parent, as most do; where they are
    not numbered, as they stand in the file."""
    numbered = {key_of[one.origin]: one.sequence for package in reversed(packages) for one in package.associations
                if one.kind == "isChildOf" and one.origin in key_of and one.sequence}
    place = {key: (numbered.get(key, float("inf")), first) for first, key in enumerate(keys)}
    below: dict[str, list[str]] = {}
    for key in sorted(keys, key=lambda one: place[one]):
        below.setdefault(parents.get(key, ""), []).append(key)
    inner = [numbered[key] for key in keys if parents.get(key, "") and key in numbered]
    if len(set(inner)) == len(inner):
        return sorted(keys, key=lambda one: place[one])
    order: list[str] = []
    waiting = list(reversed(below.get("", [])))
    while waiting:
        key = waiting.pop()
        order.append(key)
        waiting += reversed(below.get(key, []))
    return order


def _node(key: str, by: Mapping[Lang, Item]) -> Node:
    one = next(iter(by.values()))
    words = {lang: _named(item) for lang, item in by.items()}
    keywords = {lang: item.keywords for lang, item in by.items()}
    source = next((word.removeprefix("source: ") for word in one.keywords if word.startswith("source: ")), "")
    return Node(key, one.code, Text(*(words[lang][0] if lang in words else "" for lang in LANGS)),
                Text(*(words[lang][1] if lang in words else "" for lang in LANGS)), one.type,
                tuple(lang for lang in LANGS if "wording: own" in keywords.get(lang, ())), source)


def _named(item: Item) -> tuple[str, str]:
    """The name and what explains it: a short statement names, the full one explains."""
    if item.short.strip() and item.short.strip() != item.statement.strip():
        return item.short, "\n".join(filter(None, (item.statement, item.notes)))
    return item.statement, item.notes
