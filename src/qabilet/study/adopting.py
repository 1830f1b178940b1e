"""Adopting answers as they come: the answers without personal data, a drafted dictionary, drafted settings."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qabilet.cycle.analysis import Lattice
from qabilet.cycle.instrument import RATER, Column, Dictionary, largest_end, speaks_of_importance, speaks_of_level
from qabilet.cycle.needs import NeedQuestion, ScaleQuestion
from qabilet.errors import Caution, refuse
from qabilet.study import settings
from qabilet.study.atomic import Content
from qabilet.study.checking import references
from qabilet.study.drafts import is_draft, with_drafts
from qabilet.study.faults import STUDY_023, STUDY_052
from qabilet.study.fitting import left_out, raters, what_fits
from qabilet.study.folder import ANSWERS, DICTIONARY
from qabilet.study.formats import RawAnswers, read_dictionary, write_dictionary
from qabilet.study.frameworks import regions
from qabilet.study.new import study_code, titled
from qabilet.study.repeats import doubtful_rows
from qabilet.study.settings import Settings, read_settings
from qabilet.study.settings_toml import write_settings
from qabilet.text import LANGS, Lang, Text, pattern, say

MOST_DIMENSIONS, MOST_LEVELS = 4, 12
"""A first lattice stays small: every further breakdown makes small groups easier to recognise."""
LEAST_ITEMS = 3
TWO_SCALE = "importance_and_level"
_TWO_SCALE_TITLE = pattern("Importance and level of command")
_SOURCE = pattern("Answers taken over from the file «{name}»")


@dataclass(frozen=True, slots=True)
class Adopted:
    """What the step saves, and what a person should know: left-out personal columns, losses, kept files."""

    files: dict[str, Content]
    dictionary: Dictionary
    rows: int
    personal: tuple[str, ...]
    kept: tuple[str, ...]
    losses: tuple[Caution, ...]


def adopted(root: Path, answers: RawAnswers, lang: Lang, *, again: bool = False) -> Adopted:
    """The files of the step. Raises STUDY_023 where an edited dictionary does not fit and `again` was not said."""
    old = root / DICTIONARY
    edited = old.is_file() and not is_draft(root, DICTIONARY)
    files: dict[str, Content] = {}
    drafts: dict[str, bytes] = {}
    kept: list[str] = []
    if edited and not again:
        dictionary = _fitting(old, answers)
        kept.append(DICTIONARY)
    else:
        dictionary = _drafted(answers, lang)
        drafts[DICTIONARY] = write_dictionary(dictionary)
        if edited:
            files["fieldwork/answers.dictionary.previous.csv"] = old.read_bytes()
    stems = {said.group: said.stem for said in answers.told.values() if said.group and any(said.stem)}
    text, gone = _settings(root, dictionary, str(answers.source.get("file", "")), lang, stems)
    if text is not None:
        drafts[settings.FILE] = text
    elif not is_draft(root, settings.FILE):  # a draft that fits the new answers stays, too: nobody has edited it
        kept.append(settings.FILE)
    personal = tuple(column.header for column in dictionary if column.kind == "personal")
    files |= {ANSWERS: _parquet(answers, dictionary), **with_drafts(root, drafts)}
    return Adopted(files, dictionary, answers.rows, personal, tuple(kept),
                   (*answers.losses, *doubtful_rows(answers, dictionary), *_told(gone)))


def _told(gone: Sequence[str]) -> tuple[Caution, ...]:
    return (Caution(STUDY_052, {"names": ", ".join(f"«{one}»" for one in gone)}),) if gone else ()


def _fitting(path: Path, answers: RawAnswers) -> Dictionary:
    """The edited dictionary, where it knows the columns of the new file and they are all there."""
    dictionary, _ = read_dictionary(path.read_bytes(), file=DICTIONARY)
    known = {column.header for column in dictionary}
    strange = [header for header in answers.headers if header not in known]
    absent = [column.header for column in dictionary if column.keep and column.header not in answers.headers]
    if strange or absent:
        raise refuse(STUDY_023, file=DICTIONARY, headers="; ".join(f"«{one}»" for one in (*strange, *absent)[:5]))
    return dictionary


def _drafted(answers: RawAnswers, lang: Lang) -> Dictionary:
    from qabilet.cycle.instrument import draft

    return draft(answers.counts(), cells=answers.column, lang=lang, regions=regions(), told=answers.told)


def _parquet(answers: RawAnswers, dictionary: Dictionary) -> bytes:
    """The answers as columns of strings. What the dictionary does not keep stays out of the folder: personal data, and
    keys and the seconds of sending, by which a person could be found again."""
    import pyarrow as pa
    from pyarrow import parquet

    wanted = {column.header for column in dictionary.kept()}
    kept = [(header, column) for header, column in zip(answers.headers, answers.columns, strict=True)
            if header in wanted]
    table = pa.table([pa.array(column, pa.string()) for _, column in kept], names=[header for header, _ in kept])
    out = io.BytesIO()
    parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


def _settings(root: Path, dictionary: Dictionary, source: str, lang: Lang,
              stems: Mapping[str, Text]) -> tuple[bytes | None, tuple[str, ...]]:
    """A drafted study.toml, and what it named before and the answers do not have; None where the present one stays:
    edited by a person, or fitting the new dictionary."""
    path = root / settings.FILE
    base = Settings(code=study_code(root), title=titled(root),
                    source=Text(*(say(one, _SOURCE, name=source) for one in LANGS)))
    if path.is_file():
        text = path.read_bytes()
        base, faults = read_settings(text)
        blank = not (base.needs or base.lattice.dimensions)  # as `new` leaves it, before there are answers
        if faults or not is_draft(root, settings.FILE) or not (blank or references(base, dictionary, text)):
            return None, ()
    before, base = base, what_fits(base, dictionary)
    if not base.audiences and (spoken := raters(dictionary)):
        base = replace(base, audience_column=RATER, audiences=spoken)
    return write_settings(_completed(base, dictionary, stems), lang), left_out(before, base)


def _completed(base: Settings, dictionary: Dictionary, stems: Mapping[str, Text]) -> Settings:
    """With breakdowns, questions of needs and scales drafted from what is in no question yet."""
    asked = {group for need in base.needs for group in (need.items, need.importance, need.competence)}
    codes = {one.code for one in base.needs} | {one.code for one in base.scales}
    needs = [need for need in _needs(dictionary, stems) if need.code not in codes
             and asked.isdisjoint({need.items, need.importance, need.competence} - {""})]
    known = {scale.items for scale in base.scales}
    scales = [scale for scale in _scales(dictionary, stems) if scale.items not in known and scale.code not in codes]
    lattice = base.lattice if base.lattice.dimensions else _lattice(dictionary, base.audience_column)
    return replace(base, lattice=lattice, needs=(*base.needs, *needs), scales=(*base.scales, *scales))


def _lattice(dictionary: Dictionary, audience: str) -> Lattice:
    fit = [column.code for column in dictionary.kept()
           if column.kind == "one" and column.role == "profile" and 2 <= len(column.values) <= MOST_LEVELS
           and column.code != audience]
    return Lattice(tuple(fit[:MOST_DIMENSIONS]))


def _needs(dictionary: Dictionary, stems: Mapping[str, Text]) -> tuple[NeedQuestion, ...]:
    return (*(_need(code, items, _stem(items, stems)) for code, items in _grids(dictionary, "need").items()),
            *_two_scales(dictionary))


def _two_scales(dictionary: Dictionary) -> Iterator[NeedQuestion]:
    """One question for importance and level of the same items, where there is one grid of each; assumed, for the words
    of the questions alone tell it."""
    rated = {code: items for code, items in {**_grids(dictionary, "opinion"), **_grids(dictionary, "need")}.items()
             if items[0].kind == "rating" and len(items) >= LEAST_ITEMS and all(item.competence for item in items)}
    important = [code for code, items in rated.items() if speaks_of_importance(items[0].question)]
    known = [code for code, items in rated.items() if code not in important and speaks_of_level(items[0].question)]
    if len(important) == len(known) == 1:
        one, other = important[0], known[0]
        if {item.competence for item in rated[one]} == {item.competence for item in rated[other]}:
            yield NeedQuestion(TWO_SCALE, "two-scale", importance=one, competence=other, assumed=True,
                               title=Text(*(say(lang, _TWO_SCALE_TITLE) for lang in LANGS)))


def _need(code: str, items: Sequence[Column], title: Text) -> NeedQuestion:
    """Points of a rating run from low to high; of a ranking, place 1 is the most unless the question says otherwise."""
    ranking = items[0].kind == "ranking"
    said = largest_end(items[0].header) if ranking else "high"
    return NeedQuestion(code, "ranking" if ranking else "rating", items=code,
                        largest="high" if said == "high" else "low",
                        assumed=ranking and (not said or items[0].confidence == "guess"), title=title)


def _scales(dictionary: Dictionary, stems: Mapping[str, Text]) -> tuple[ScaleQuestion, ...]:
    return tuple(ScaleQuestion(code, code, _stem(items, stems)) for code, items in _grids(dictionary, "opinion").items()
                 if len(items) >= 3 and items[0].kind == "rating")


def _grids(dictionary: Dictionary, role: str) -> dict[str, tuple[Column, ...]]:
    codes = dict.fromkeys(column.group for column in dictionary.kept()
                          if column.role == role and column.group and column.kind in ("rating", "ranking"))
    found = {code: dictionary.group(code) for code in codes}
    return {code: items for code, items in found.items() if len(items) >= 2}


def _stem(items: Sequence[Column], stems: Mapping[str, Text]) -> Text:
    """The question above the items: in the languages in which a form tells it, else the words of the answers file."""
    words = items[0].question or items[0].group
    return Text(*(said or words for said in stems.get(items[0].group, Text())))
