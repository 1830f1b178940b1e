"""Whether a translation keeps what must be kept, and whether words stand in the right column: placeholders, markup,
numbers, letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from qabilet.cycle.instrument.codes import latin
from qabilet.cycle.instrument.form.faults import (
    FORM_002,
    FORM_003,
    FORM_034,
    FORM_035,
    FORM_036,
    FORM_037,
    FORM_038,
    FORM_039,
)
from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.texts import FormText, texts
from qabilet.cycle.instrument.words import folded, language, mixed_script, near
from qabilet.errors import Caution, Fault
from qabilet.text import LANGS, Lang, Text

_PLACEHOLDER = re.compile(r"\$\{\s*([^{}]{1,200}?)\s*\}")
_TAG = re.compile(r"</?\s*([a-zA-Z]{1,20})\b[^<>]{0,500}>")
_MARKUP = re.compile(r"\*\*|__|(?<!\w)_(?=\w)|^#{1,6} ", re.MULTILINE)
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_KAZAKH = re.compile(r"[әңғүұқөһӘҢҒҮҰҚӨҺ]")
SHOWN = 60


def placeholders(words: str) -> tuple[str, ...]:
    """The names in ${…}, each once, in order."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(words)))


def placeholder_faults(source: str, words: str, lang: Lang, *, path: str = "", file: str = "", row: int | None = None,
                       ) -> tuple[Fault, ...]:
    """A fault for each ${name} that the translation lacks, and for each that the source has not."""
    asked, given = placeholders(source), placeholders(words)
    lost = [Fault(FORM_002, {"name": f"${{{name}}}", "lang": lang, "path": path}, file, row)
            for name in asked if name not in given]
    strange = [Fault(FORM_003, {"name": f"${{{name}}}", "lang": lang, "path": path}, file, row)
               for name in given if name not in asked]
    return (*lost, *strange)


def form_placeholder_faults(form: Form, file: str) -> tuple[Fault, ...]:
    """The same for every text of the form, against its source."""
    return tuple(fault for one in texts(form) for lang in LANGS
                 if lang != form.source_lang and one.text[lang].strip() and one.text[form.source_lang].strip()
                 for fault in placeholder_faults(one.text[form.source_lang], one.text[lang], lang, path=one.path,
                                                 file=file, row=one.row or None))


def doubts(form: Form) -> tuple[Caution, ...]:
    """What looks wrong in the words of each language, text by text; a person decides."""
    return tuple(caution for one in texts(form) for caution in _of(one, form.source_lang))


def _of(one: FormText, source: Lang) -> Iterator[Caution]:
    for lang in LANGS:
        words = _plain(one.text[lang])
        if words.strip():
            found = _letters(words, lang, one.text)
            if not found and lang != source and _untranslated(words, _plain(one.text[source])):
                found = [(FORM_034, one.text[lang])]
            for code, about in found:
                yield _caution(code, one, lang, about)
            if lang != source and one.text[source].strip():
                for code, about in _unlike(one.text[source], one.text[lang]):
                    yield _caution(code, one, lang, about)


def _caution(code: str, one: FormText, lang: Lang, about: str) -> Caution:
    short = " ".join(about.split())
    return Caution(code, {"lang": lang, "path": one.path, "row": one.row, "sheet": one.sheet,
                          "words": short if len(short) <= SHOWN else f"{short[:SHOWN]}…"})


def _plain(words: str) -> str:
    """Without placeholders, tags and addresses, whose letters are of no language."""
    return _ADDRESS.sub(" ", _TAG.sub(" ", _PLACEHOLDER.sub(" ", words)))


def _letters(words: str, lang: Lang, text: Text) -> list[tuple[str, str]]:
    """Words in letters of another language than the column's."""
    mixed = next((word for word in _LETTERS.findall(words) if mixed_script(word)), "")
    found = [(FORM_037, mixed)] if mixed else []
    letters = sum(map(len, _LETTERS.findall(words)))
    kazakh = [word for word in _LETTERS.findall(words) if _KAZAKH.search(word) and not _name(word, text.en)]
    if lang == "ru" and kazakh:
        found.append((FORM_035, kazakh[0]))
    # What English spells the same (WhatsApp, Telegram) is a name; a text of nothing else was not translated.
    english = set(_LETTERS.findall(text.en)) if lang != "en" else set()
    own = " ".join(word for word in _LETTERS.findall(words) if word not in english)
    spoken = language(own or words)
    other = {"kk": (spoken == "en" and letters >= 10) or (spoken == "ru" and letters >= 30),
             "ru": spoken == "en" and letters >= 10, "en": spoken != "en" and letters >= 2}[lang]
    return [*found, (FORM_036, words)] if other and not found else found


def _name(word: str, english: str) -> bool:
    """Whether the word is a name that official Russian too writes in Kazakh letters (Ұлытау): English has it then."""
    plain = latin(word).casefold()
    return word[0].isupper() and any(other[0].isupper() and near(plain, other.casefold(), 2)
                                     for other in _LETTERS.findall(english) if len(other) > 3)


def _untranslated(words: str, source: str) -> bool:
    """The same words as the source, and more of them than a name or a term that two languages share."""
    return folded(words) == folded(source) and len([one for one in _LETTERS.findall(words) if len(one) > 2]) > 1


def _unlike(source: str, words: str) -> Iterator[tuple[str, str]]:
    marks = [Counter((*_TAG.findall(one.casefold()), *_MARKUP.findall(_PLACEHOLDER.sub("", one))))
             for one in (source, words)]
    if marks[0] != marks[1]:
        yield FORM_038, " ".join((marks[0] - marks[1]) + (marks[1] - marks[0]))
    digits = [Counter(sign for sign in _plain(one) if sign.isdecimal()) for one in (source, words)]
    if digits[0] != digits[1]:
        yield FORM_039, words
