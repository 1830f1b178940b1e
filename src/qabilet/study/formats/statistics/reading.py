"""Answers from a file of SPSS or Stata: codes as cells, with all that the file tells of them, and every loss."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qabilet.cycle.instrument import Told, language
from qabilet.errors import Caution, refuse
from qabilet.study.formats.encoding import spoiled_letters
from qabilet.study.formats.faults import ANSWERS_004, ANSWERS_014, LOSS_004
from qabilet.study.formats.limits import CELL_CHARACTERS
from qabilet.study.formats.statistics.faults import (
    STATFILE_105,
    STATFILE_106,
    STATFILE_107,
    STATFILE_108,
    STATFILE_109,
    STATFILE_110,
    STATFILE_111,
    STATFILE_112,
)
from qabilet.study.formats.statistics.kinds import kind_of
from qabilet.study.formats.statistics.letters import Letters, spoiled_labels
from qabilet.study.formats.statistics.multiple import Folded, folded_sets
from qabilet.study.formats.statistics.opening import Opened, opened
from qabilet.study.formats.statistics.saying import in_three
from qabilet.study.formats.statistics.stata_header import UNICODE_FROM
from qabilet.study.formats.statistics.telling import SPSS, STATA, told_of
from qabilet.study.formats.statistics.values import Variable, variables
from qabilet.text import pattern

NOTES, ATTRIBUTES, FILE_LABEL = pattern("notes"), pattern("attributes of variables"), pattern("the label of the file")
_TWICE = re.compile(r"(.+)_duplicated\d+\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Statistics:
    """As `RawAnswers`: headers, columns of cells, and what the file tells of them."""

    headers: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    rows: int
    source: Mapping[str, str]
    losses: tuple[Caution, ...]
    told: Mapping[str, Told]


def read_statistics(data: bytes, *, suffix: str, name: str) -> Statistics:
    """The answers in a .sav, .zsav, .por or .dta file. Headers are the names of the variables; cells are codes, not
    labels: the labels, the missing values and the kinds are `told`.

    Raises QabiletError, and nothing else, whatever the file holds.
    """
    held = opened(data, kind_of(data, suffix), file=name)
    if not held.rows:
        raise refuse(ANSWERS_004, file=name)
    letters = _letters(held)
    found = variables(held, letters)
    losses = _renamed(found)
    for place, one in enumerate(found):
        if any(len(word) > CELL_CHARACTERS for word in one.words):
            raise refuse(ANSWERS_014, file=name, column=one.name or str(place), limit=CELL_CHARACTERS)
    losses += spoiled_letters(dict.fromkeys(word for one in found if not one.number for word in one.words), file=name)
    columns = [tuple(map(one.words.__getitem__, places)) for one, places in zip(found, held.places, strict=True)]
    source = STATA if held.kind == "dta" else SPSS
    told = told_of(found, columns, source)
    headers, cells = [one.name for one in found], columns
    whole = language(" ".join(label for one in found for label in (one.label, *one.labels.values())))
    sets, said = folded_sets(held.spss, found, columns, letters, source, whole)
    if sets:
        headers, cells, told = _with_sets(headers, columns, told, sets)
    losses += said
    losses += [*letters.cautions(), *_labels(found), *_times(found), *_left(held, letters)]
    if tidied := sum(one.tidied for one in found):
        losses.append(Caution(LOSS_004, {"cells": tidied}))
    return Statistics(tuple(headers), tuple(cells), held.rows,
                      {"format": held.kind, "encoding": letters.encoding}, tuple(losses), told)


def _letters(held: Opened) -> Letters:
    """All words of the file, of which the encoding is told."""
    about = held.about
    words: list[str] = [*held.names, *(label for label in about["column_labels"] if label), *about["notes"]]
    words += [str(one) for pairs in about["variable_value_labels"].values() for pair in pairs for one in pair]
    for name, values in zip(held.names, held.words, strict=True):
        if about["readstat_variable_types"].get(name) == "string":
            words += values
    declared = held.spss.encoding if held.spss else "utf-8" if held.stata and held.stata.release >= UNICODE_FROM else ""
    return Letters(words, declared, unicode=not about["raw"])


def _renamed(found: Sequence[Variable]) -> list[Caution]:
    """Names that differ only in case are one name to the tables, and some files have one name twice, which the reader
    marks in its own way: the later ones are numbered."""
    taken: set[str] = set()
    renamed = []
    for one in found:
        twice = _TWICE.match(one.name)
        base = twice[1] if twice and twice[1].casefold() in taken else one.name
        name, number = base, 2
        while name.casefold() in taken:
            name, number = f"{base}_{number}", number + 1
        if name != one.name:
            renamed.append(base)
            one.name = name
        taken.add(name.casefold())
    return [Caution(STATFILE_112, {"count": len(renamed), "name": renamed[0]})] if renamed else []


def _with_sets(headers: Sequence[str], columns: Sequence[tuple[str, ...]], told: Mapping[str, Told],
               sets: Iterable[Folded]) -> tuple[list[str], list[tuple[str, ...]], dict[str, Told]]:
    """Each set in the place of its first variable, its other variables gone."""
    first = {min(one.places): one for one in sets}
    inside = {place for one in first.values() for place in one.places}
    out: list[tuple[str, tuple[str, ...], Told | None]] = []
    for place, (header, column) in enumerate(zip(headers, columns, strict=True)):
        if place in first:
            out.append((first[place].header, first[place].cells, first[place].told))
        elif place not in inside:
            out.append((header, column, told.get(header)))
    return ([header for header, _, _ in out], [column for _, column, _ in out],
            {header: words for header, _, words in out if words is not None})


def _labels(found: Sequence[Variable]) -> list[Caution]:
    """What is odd in labels and missing values, each told once with an example."""
    losses = spoiled_labels(dict.fromkeys(label for one in found for label in (one.label, *one.labels.values())))
    bare = [(one, cell) for one in found if _chosen(one)
            for cell in one.answers() if cell not in one.labels][:1]
    if bare:
        count = sum(_chosen(one) and any(cell not in one.labels for cell in one.answers()) for one in found)
        losses.append(_example(STATFILE_106, count, bare[0][0], bare[0][1]))
    twice = [(one, again) for one in found if (again := _again(one.labels.values()))]
    if twice:
        losses.append(Caution(STATFILE_107, {"count": len(twice), "label": twice[0][1], "name": twice[0][0].name}))
    unsaid = [one for one in found if one.guessed]
    if unsaid:
        losses.append(_example(STATFILE_108, len(unsaid), unsaid[0], unsaid[0].guessed[0]))
    worded = [one for one in found if one.by_words]
    if worded:
        losses.append(_example(STATFILE_109, len(worded), worded[0], worded[0].by_words[0],
                               label=worded[0].labels[worded[0].by_words[0]]))
    return losses


def _chosen(one: Variable) -> bool:
    """Whether its labels name answers, and not only what is missing."""
    return any(cell not in one.missing for cell in one.labels)


def _again(labels: Iterable[str]) -> str:
    return next((label for label, count in Counter(filter(None, labels)).items() if count > 1), "")


def _example(code: str, count: int, one: Variable, value: str, **more: object) -> Caution:
    return Caution(code, {"count": count, "name": one.name, "value": value, **more})


def _times(found: Sequence[Variable]) -> list[Caution]:
    odd = [one for one in found if one.odd_times]
    if not odd:
        return []
    cells = sum(one.counts.get(value, 1) for one in odd for value in one.odd_times)
    return [Caution(STATFILE_111, {"cells": cells, "value": odd[0].odd_times[0], "name": odd[0].name})]


def _left(held: Opened, letters: Letters) -> list[Caution]:
    """What the file keeps and a table of answers cannot: the weight, notes, attributes, its own label."""
    about: dict[str, Any] = held.about
    out = []
    if held.spss is not None and held.spss.weight:
        out.append(Caution(STATFILE_105, {"name": letters.read(held.spss.weight.decode("latin-1"))}))
    what = [words for words, there in ((NOTES, about["notes"]), (FILE_LABEL, about["file_label"]),
                                       (ATTRIBUTES, held.spss is not None and held.spss.attributes)) if there]
    return [*out, *(Caution(STATFILE_110, {"what": in_three(words)}) for words in what)]
