"""What a codebook tells of a study beside its variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qabilet.text import Text


@dataclass(frozen=True, slots=True)
class About:
    """`period`: first and last month or day of fieldwork; `universe`: of whom the study speaks; `sampling`: how they
    were chosen; `framework` and `competences`: the code of the framework, and the names of its competences by code;
    `version`: of the program."""

    abstract: Text = field(default_factory=Text)
    universe: Text = field(default_factory=Text)
    sampling: Text = field(default_factory=Text)
    period: tuple[str, ...] = ()
    framework: str = ""
    competences: Mapping[str, Text] = field(default_factory=dict)
    version: str = ""
