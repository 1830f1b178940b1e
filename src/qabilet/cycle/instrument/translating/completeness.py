"""How far a form is told in each language: which texts have words, and which are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.texts import FormText, texts
from qabilet.text import LANGS, Lang


@dataclass(frozen=True, slots=True)
class Completeness:
    """In `lang`, `told` of the form's `of` texts have words; `missing` are the others, in the order of the form."""

    lang: Lang
    told: int
    of: int
    missing: tuple[FormText, ...] = ()

    @property
    def whole(self) -> bool:
        return not self.missing


def completeness(form: Form, langs: Sequence[Lang] = LANGS) -> tuple[Completeness, ...]:
    """For each language. A text that has words in any language must have them in every one."""
    found = texts(form)
    out = []
    for lang in langs:
        missing = tuple(one for one in found if not one.text[lang].strip())
        out.append(Completeness(lang, len(found) - len(missing), len(found), missing))
    return tuple(out)
