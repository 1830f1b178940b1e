"""What is seen of one column, and what is guessed from it, until it becomes a line of the dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qabilet.cycle.instrument.dictionary import BLANK, Column, Confidence, Kind, Missing
from qabilet.text import Lang, Text, say

_ORDER: tuple[Confidence, ...] = ("guess", "likely", "sure")


@dataclass(slots=True)
class Look:
    """The evidence (header, value counts without the blank, blanks) and the guesses, each with its reason."""

    header: str
    counts: Mapping[str, int]
    blank: int
    question: str = ""
    item: str = ""
    stem: str = ""
    kind: Kind | None = None
    group: str = ""
    role: str = ""
    code: str = ""
    values: tuple[str, ...] = ()
    labels: Mapping[str, Text] = field(default_factory=dict)
    missing: dict[str, Missing] = field(default_factory=dict)
    merge: dict[str, str] = field(default_factory=dict)
    separator: str = ""
    keep: bool = True
    ladder: str = ""
    competence: str = ""
    reverse: bool = False
    label: Text = field(default_factory=Text)
    confidence: Confidence = "sure"
    why: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    @property
    def answered(self) -> int:
        return sum(self.counts.values())

    def guessed(self, kind: Kind, confidence: Confidence, why: str, **facts: object) -> None:
        """Settle the kind, say why."""
        self.kind = kind
        self.doubted(confidence, why, **facts)

    def doubted(self, confidence: Confidence, why: str, **facts: object) -> None:
        """Add a reason; the column is as sure as its weakest guess."""
        self.confidence = min(self.confidence, confidence, key=_ORDER.index)
        self.why.append((why, facts))

    def column(self, lang: Lang) -> Column:
        return Column(header=self.header, code=self.code, kind=self.kind or "text", question=self.question,
                      item=self.item, group=self.group, role=self.role, values=self.values, labels=self.labels,
                      missing=self.missing, merge=self.merge, separator=self.separator,
                      reverse=self.reverse, competence=self.competence, keep=self.keep, label=self.label,
                      confidence=self.confidence,
                      reason="; ".join(say(lang, why, **_said(lang, facts)) for why, facts in self.why))


def _said(lang: Lang, facts: Mapping[str, object]) -> dict[str, object]:
    """The facts of a reason; `what` and `source` are words of ours, and are said in the language of the reason."""
    return {name: say(lang, str(fact)) if name in ("what", "source") else fact for name, fact in facts.items()}


def seen(header: str, counts: Mapping[str, int]) -> Look:
    return Look(header, {value: count for value, count in counts.items() if value.strip()},
                sum(count for value, count in counts.items() if not value.strip()) or counts.get(BLANK, 0))
