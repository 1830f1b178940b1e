"""How the questions of a study are worded in each language, from its own form, where it has one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qabilet.cycle.instrument import Form, Question, plain_words
from qabilet.errors import QabiletError
from qabilet.study.instrument.files import FILES, open_form
from qabilet.study.instrument.versions import Version, frozen_form, read_versions
from qabilet.text import LANGS, Text

DASH = " \u2014 "


@dataclass(frozen=True, slots=True)
class Wording:
    """`questions` by code: the wording of a single question, or that of its section and the item. `version` is the
    published version they were taken from, None where it was the draft or there is no form."""

    questions: Mapping[str, Text] = field(default_factory=dict)
    version: Version | None = None


def worded(root: Path) -> Wording:
    """The wording of the newest published version, else of instrument/form.xlsx; nothing where there is neither, or
    where it cannot be read (`check` tells why)."""
    try:
        own = [one for one in read_versions(root)[0] if one.which == "form"]
        if own:
            newest = max(own, key=lambda one: one.version)
            return Wording(_questions(frozen_form(root, newest.version)), newest)
        if (root / FILES["form"]).is_file():
            return Wording(_questions(open_form(root).form))
    except QabiletError:
        pass
    return Wording()


def _questions(form: Form) -> dict[str, Text]:
    """An item of a grid is worded with the question of its grid: the section that its code begins with."""
    found: dict[str, Text] = {}
    for sections, node in form.walk():
        if not isinstance(node, Question) or not any(node.label):
            continue
        stem = sections[-1].label if sections and node.code.startswith(f"{sections[-1].code}_") else Text()
        found[node.code] = Text(*(plain_words(DASH.join((stem[lang], node.label[lang])) if stem[lang]
                                              and node.label[lang] else node.label[lang]) for lang in LANGS))
    return found
