"""What a file or a form itself says of a column of answers: it is believed before anything is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from qabilet.cycle.instrument.dictionary import Kind, Missing
from qabilet.cycle.instrument.look import Look
from qabilet.cycle.instrument.private import BY_VALUES, NAME, personal
from qabilet.text import Text, pattern

_CODE = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
_ROLES = {"rating": "opinion", "one": "profile", "many": "profile", "text": "text"}
_BELIEVED = pattern("so it is declared in {source}")


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one column; empty where nothing is said, and then it is guessed.

    `values` as they stand in the answers, in order (points of a rating from the lowest); `labels` their words. `source`
    names what says so ('the SPSS file', 'the form'). `stem` is the question of the whole group, above its items.
    """

    source: str
    kind: Kind | None = None
    question: str = ""
    item: str = ""
    label: Text = field(default_factory=Text)
    code: str = ""
    group: str = ""
    role: str = ""
    values: tuple[str, ...] = ()
    labels: Mapping[str, Text] = field(default_factory=dict)
    missing: Mapping[str, Missing] = field(default_factory=dict)
    merge: Mapping[str, str] = field(default_factory=dict)
    separator: str = ""
    reverse: bool = False
    competence: str = ""
    stem: Text = field(default_factory=Text)


def _names_of_people(told: Told) -> str:
    """How many of the words of its codes are people's names, where most are: codes hide who is meant from everything
    that looks at answers. '' otherwise."""
    said = dict.fromkeys((words for label in told.labels.values()
                          for words in (label.kk, label.ru, label.en) if words), 1)
    found = personal("", said)
    return found[1] if found is not None and found[0] == NAME and len(said) > 1 else ""


def believe(look: Look, told: Told) -> None:
    """Put what is told into the look. Personal data stay personal, whatever a file calls them; nobody's column stays
    empty. A told kind is settled; without one the words alone are taken, and the rest is guessed."""
    look.question, look.item = told.question or look.question, told.item or look.item
    look.code = told.code if _CODE.match(told.code) else ""
    look.label = told.label
    if look.kind in ("personal", "empty"):
        return
    if (shown := _names_of_people(told)):
        look.keep, look.why = False, []
        look.guessed("personal", "sure", BY_VALUES, what=NAME, share=shown)
        return
    if told.kind is None:
        look.missing = dict(told.missing)
        return
    look.keep = told.kind not in ("personal", "id", "constant", "empty")
    look.values, look.labels, look.separator = told.values, dict(told.labels), told.separator
    look.missing, look.merge = dict(told.missing), dict(told.merge)
    look.group, look.reverse, look.competence = told.group, told.reverse, told.competence
    look.role = told.role or _ROLES.get(told.kind, "")
    look.kind, look.confidence, look.why = told.kind, "sure", []
    look.doubted("sure", _BELIEVED, source=told.source)
