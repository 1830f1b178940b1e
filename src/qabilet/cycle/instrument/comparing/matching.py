"""Which question of one version is which of another: by its code, else by its words; and what was moved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.question import Node, Section
from qabilet.text import LANGS, Text

_NAME = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")


@dataclass(frozen=True, slots=True)
class Placed:
    """A section or question, the sections it stands in (the outermost first), and its place among all of them."""

    node: Node
    above: tuple[Section, ...]
    place: int
    parent: int | None

    @property
    def code(self) -> str:
        return self.node.code


@dataclass(frozen=True, slots=True)
class Pair:
    """The same in both versions. `moved`: it stands elsewhere in its section; `into`: in another section."""

    old: Placed
    new: Placed
    moved: bool = False
    into: bool = False

    @property
    def renamed(self) -> bool:
        return self.old.code != self.new.code


@dataclass(frozen=True, slots=True)
class Matched:
    """Pairs and what was added in the order of the new form, what was removed in that of the old one."""

    pairs: tuple[Pair, ...]
    removed: tuple[Placed, ...]
    added: tuple[Placed, ...]


def matched(old: Form, new: Form) -> Matched:
    """Swapped, the same pairs come out the other way round."""
    left, right = _placed(old), _placed(new)
    pairs = _paired(left, right, lambda one: (isinstance(one.node, Section), one.code))
    taken = {two.place for _, two in pairs}
    known = {one.place for one, _ in pairs}
    pairs += _paired([one for one in left if one.place not in known], [one for one in right if one.place not in taken],
                     _words)
    taken |= {two.place for _, two in pairs}
    known |= {one.place for one, _ in pairs}
    names = {one.code: two.code for one, two in pairs if one.code != two.code}
    if names:
        pairs = [(replace(one, node=_with_names(one.node, two.node, names)), two) for one, two in pairs]
    return Matched(_moves(pairs), tuple(one for one in left if one.place not in known),
                   tuple(one for one in right if one.place not in taken))


def _with_names(node: Node, new: Node, names: Mapping[str, str]) -> Node:
    """The node with the new names in its expressions and words, where they are not those of the new node as they are:
    a question that was only renamed changes no condition that asks for it."""

    def renamed(words: str) -> str:
        return _NAME.sub(lambda found: f"${{{names[found[1]]}}}" if found[1] in names else found[0], words)

    changes: dict[str, object] = {}
    for one in fields(node):
        value = getattr(node, one.name)
        if value == getattr(new, one.name, None):
            continue
        if isinstance(value, str) and one.name != "code":
            changes[one.name] = renamed(value)
        elif isinstance(value, Text):
            changes[one.name] = Text(*map(renamed, value))
    return node.with_(**changes)


def _placed(form: Form) -> list[Placed]:
    out: list[Placed] = []
    places: dict[int, int] = {}
    for above, node in form.walk():
        parent = places[len(above) - 1] if above else None
        places[len(above)] = len(out)
        out.append(Placed(node, above, len(out), parent))
    return out


def _words(one: Placed) -> Hashable:
    """What a renamed question keeps: its words and its kind; None where it has too few words to be known by."""
    label: Text = one.node.label
    if isinstance(one.node, Section) or not any(len(label[lang].strip()) > 2 for lang in LANGS):
        return None
    return one.node.kind, *(" ".join(words.split()).casefold() for words in label)


def _paired(left: Sequence[Placed], right: Sequence[Placed], key: Callable[[Placed], Hashable],
            ) -> list[tuple[Placed, Placed]]:
    """Each with the first one of the same key that is still free; a key None is nobody's."""
    waiting: dict[Hashable, deque[Placed]] = defaultdict(deque)
    for one in left:
        waiting[key(one)].append(one)
    return [(waiting[known].popleft(), one) for one in right if (known := key(one)) is not None and waiting[known]]


def _moves(pairs: Sequence[tuple[Placed, Placed]]) -> tuple[Pair, ...]:
    """The pairs in the order of the new form; as few as can be are told to have moved."""
    counterpart: dict[int | None, int | None] = {one.place: two.place for one, two in pairs} | {None: None}
    ordered = [Pair(one, two, into=counterpart.get(one.parent, -1) != two.parent)
               for one, two in sorted(pairs, key=lambda pair: pair[1].place)]
    kept: set[int] = set()
    within: dict[int | None, list[Pair]] = defaultdict(list)
    for pair in ordered:
        if not pair.into:
            within[pair.new.parent].append(pair)
    for siblings in within.values():
        kept |= {siblings[place].new.place for place in longest_rise([one.old.place for one in siblings])}
    return tuple(pair if pair.into or pair.new.place in kept else replace(pair, moved=True) for pair in ordered)


def longest_rise(values: Sequence[int]) -> list[int]:
    """Places of a longest rising subsequence: what stayed in order (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        pile = bisect_left(tops, value)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile:pile + 1] = [value]
        piles[pile:pile + 1] = [place]
    out = []
    place = piles[-1] if piles else -1
    while place >= 0:
        out.append(place)
        place = before[place]
    return out[::-1]
