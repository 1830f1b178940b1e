"""The words a form is composed of: stems by scale and perspective, statements, questions about the respondent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qabilet.cycle.framework import Scale
from qabilet.cycle.instrument.form.question import ChoiceList
from qabilet.text import Text

SCALES = ("importance", "competence", "need", "agreement", "ranking")
"""What may be asked of a competence: how important it is, how well it is mastered, how needed training in it is,
whether a statement about it is true, and its place among the others."""

PERSPECTIVES = ("self", "head", "peer", "report", "observer")
"""Whose view is asked: one's own, the line manager's, a colleague's, a subordinate's, or that of somebody outside."""

CANNOT_JUDGE = "99"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence about a competence; `about` is self (I ...), other (the person assessed ...) or any (both alike)."""

    competence: str
    item: str
    about: str
    reverse: bool
    words: Text


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about the respondent, with the list its choices come from; `self_only` is not put to observers."""

    code: str
    choices: str
    self_only: bool
    words: Text


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the interview guide: a section, a question, a note for the interviewer; `probes` deepen it. `setting`
    is where it is asked: in local government, in the civil service at large, '' in both."""

    code: str
    section: str
    kind: str
    words: Text
    probes: Text = field(default_factory=Text)
    groups: tuple[str, ...] = ()
    setting: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything a form is worded with, in three languages. `stems` are keyed by scale and perspective, `raters` by
    perspective; `lists` are the choices of the questions about the respondent."""

    phrases: Mapping[str, Text]
    stems: Mapping[tuple[str, str], Text]
    raters: Mapping[str, Text]
    profile: tuple[Asked, ...]
    lists: Mapping[str, ChoiceList]
    statements: tuple[Statement, ...]
    scales: Mapping[str, Scale]


def filled(words: Text, **facts: object) -> Text:
    """The words with their {facts} filled in, in every language."""
    return Text(*(one.format(**facts) for one in words))


def headed(words: Text) -> Text:
    """The words of a choice, each with a capital letter."""
    return Text(*(one[:1].upper() + one[1:] for one in words))


def below(*paragraphs: Text) -> Text:
    """Paragraphs under one another, those without words left out."""
    return Text(*("\n\n".join(filter(None, told)) for told in zip(*paragraphs, strict=True)))
