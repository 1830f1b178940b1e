"""A verdict on two versions of an item, and the reasons for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from qabilet.text import Lang, Text, pattern, say

Verdict = Literal["same", "care", "not", "new", "gone"]
"""same: comparable; care: comparable with care; not: not comparable; new, gone: only one version has the item."""
ORDER: Mapping[Verdict, int] = {"same": 0, "care": 1, "not": 2, "new": 3, "gone": 4}
VERDICTS: Mapping[Verdict, str] = {
    "same": pattern("comparable"), "care": pattern("comparable with care"), "not": pattern("not comparable"),
    "new": pattern("only in the new version"), "gone": pattern("only in the old version")}


class _Facts(dict[str, object]):
    """Facts that can stand in a frozen, hashable reason."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(sorted((name, str(fact)) for name, fact in self.items())))


@dataclass(frozen=True, slots=True)
class Reason:
    """`level` is the worst that can be said of the item because of it; 'same' is a mere note."""

    level: Verdict
    msgid: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", _Facts(self.facts))

    def says(self, lang: Lang) -> str:
        return say(lang, self.msgid, **{name: fact.shown(lang) if isinstance(fact, Text) else fact
                                        for name, fact in self.facts.items()})


def worst(reasons: Iterable[Reason]) -> Verdict:
    return max((one.level for one in reasons), key=lambda level: ORDER[level], default="same")
