"""What a reader of a data set must know: the notes that go into every file made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qabilet.cycle.instrument import Dictionary
from qabilet.cycle.sample import DesignKind
from qabilet.errors import Caution, QabiletError
from qabilet.study.export.variables import CODED, WHY, WRITTEN, numeral, said
from qabilet.study.export.wording import Wording
from qabilet.study.folder import FRAMEWORK, Study
from qabilet.study.formats import MISSING_CODES
from qabilet.study.formats.codebook.about import About
from qabilet.text import LANGS, Text, pattern, say

NOT_FOR_RELEASE_NOTE = pattern("Not for release: the answers of single people, with nothing withheld. Keep this file "
                               "within the study.")
DRAWN: Mapping[DesignKind, str] = {
    "census": pattern("Everybody in the register was asked."),
    "simple": pattern("A simple random sample, drawn from a register."),
    "stratified": pattern("A stratified sample: drawn at random within each stratum of a register."),
    "cluster": pattern("A cluster sample: whole groups, or people within groups, were drawn at random from a "
                       "register."),
    "quota": pattern("A quota sample: people were chosen to fill a composition, not drawn by chance. No margin of "
                     "error can be told."),
    "open": pattern("An open sample: whoever wished to answer did. No margin of error can be told."),
}


def notes(opened: Study, dictionary: Dictionary, wording: Wording,
          cautions: Sequence[Caution]) -> tuple[Text, ...]:
    """The notes in three languages, the weightiest first."""
    return (*_study(opened), *_form(wording), *_reading(dictionary),
            *(Text(*(one.says(lang) for lang in LANGS)) for one in cautions))


def titled_not_for_release(title: Text) -> Text:
    """The title with the warning before it: a label of a file is seen where a note is not."""
    warning = said(pattern("NOT FOR RELEASE"))
    return Text(*(f"{warning[lang]}. {title.shown(lang)}" for lang in LANGS))


def about(opened: Study, version: str) -> About:
    """What a codebook tells of the study itself."""
    known = opened.settings
    universe = Text(*("; ".join(filter(None, (one.label[lang] for one in known.audiences))) for lang in LANGS))
    framework, competences = _competences(opened)
    return About(known.note, universe, said(DRAWN[known.design.kind]), known.period, framework, competences, version)


def _competences(opened: Study) -> tuple[str, Mapping[str, Text]]:
    """The code of the study's framework and the names of its competences; nothing where none can be read."""
    from qabilet.study.frameworks import open_framework

    try:
        framework = open_framework(opened.root / FRAMEWORK)
    except QabiletError:
        return "", {}
    return framework.code, {one.code: one.name for one in framework.competences}


def _study(opened: Study) -> Iterator[Text]:
    known = opened.settings
    if known.synthetic:
        yield said(pattern("The people are synthetic: no real person's answer is in this file."))
    if any(known.note):
        yield known.note
    if opened.draft:
        yield said(pattern("The dictionary is a draft that nobody has corrected yet: kinds, codes and labels are "
                           "guesses."))
    yield said(DRAWN[known.design.kind])
    if known.design.cells:
        names = [_name(opened, code) for code in known.design.cells]
        yield Text(*(say(lang, "Strata or quota cells: {names}.", names=", ".join(one.shown(lang) for one in names))
                     for lang in LANGS))


def _form(wording: Wording) -> Iterator[Text]:
    if wording.version is not None:
        yield said(pattern("The questions are worded as in version {version} of the form, published on {on}."),
                   version=wording.version.version, on=wording.version.published[:10])
    elif wording.questions:
        yield said(pattern("The questions are worded as in instrument/form.xlsx, of which no version was published."))


def _reading(dictionary: Dictionary) -> Iterator[Text]:
    yield Text(*(say(lang, "Codes below zero are no answers but reasons why an answer is missing: {codes}.",
                     codes="; ".join(f"{code} {say(lang, WHY[why])}" for why, code in MISSING_CODES.items()))
                 for lang in LANGS))
    kept = [column for column in dictionary.columns if column.keep and column.kind in WRITTEN]
    if reverse := [column.code for column in kept if column.reverse]:
        yield said(pattern("Ratings stand as people gave them. The analysis turns round the items that are worded the "
                           "other way: {names}."), names=", ".join(reverse))
    if other := [column.code for column in kept if column.kind in CODED and _misleading(column.values)]:
        yield said(pattern("Codes are places in the order of the answers and differ from the numerals in the labels: "
                           "{names}."), names=", ".join(other))
    if gone := len(dictionary.columns) - len(kept):
        yield said(pattern("Columns of the form left out of this file, being personal, keys, empty or declared so: "
                           "{count}."), count=gone)


def _misleading(values: Sequence[str]) -> bool:
    """Whether the values are numerals, and others than their codes: a scale from 0 to 10, or from 5 down to 1."""
    return bool(values) and all(map(numeral, values)) and [int(one) for one in values] != [*range(1, len(values) + 1)]


def _name(opened: Study, code: str) -> Text:
    columns = opened.dictionary.columns if opened.dictionary is not None else ()
    derived = {one.code: one.label for one in opened.settings.lattice.derived}
    return derived.get(code) or next((column.name() for column in columns if column.code == code), Text.same(code))
