"""A data set as a file of Stata 14 and later: labels in three languages, reasons for missing answers as .a to .e."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from qabilet.errors import Caution
from qabilet.study.formats.dataset import Dataset, Variable
from qabilet.study.formats.statistics import stata_parts
from qabilet.study.formats.statistics.lengths import within_bytes, within_letters
from qabilet.study.formats.statistics.names import MOST
from qabilet.study.formats.statistics.saving import saved
from qabilet.study.formats.statistics.stata_parts import FORMAT, NAME, characteristic, label_table, padded, part
from qabilet.study.formats.statistics.stata_storage import Stored, reasons_of, stored
from qabilet.study.formats.statistics.texts import plain_texts
from qabilet.study.formats.statistics.wording import Bounds, Worded, in_language, worded
from qabilet.text import LANGS, Lang, pattern

LETTERS, BYTES = pattern("{most} characters"), pattern("{most} bytes")
LABEL, VALUE, TEXT, NOTE, SET = 80, 8_000, 2_000_000, 60_000, 28
"""Characters of a label and a value's label; bytes of a text and a note; letters of a variable's name in the name of a
set of labels, which ends in the language."""
_ROWS = 20_000
Sets = dict[tuple[str, Lang], str]
"""The name of the set of labels of each variable in each language."""
_CODES = 2_147_483_620


def write_dta(dataset: Dataset, lang: Lang, *, to: Path) -> tuple[Caution, ...]:
    """Write `to`, whole or not at all; give what was lost, every cut by name.

    Raises QabiletError where the file cannot be written. Labels are in `lang`; where others exist too, they are reached
    in Stata by `label language`. «Not asked» is .a, «not relevant» .b, «refused» .c, «cannot judge» .d, withheld .e.
    """
    texts, losses = plain_texts(dataset, TEXT, "Stata", BYTES)
    words = {one: worded(dataset, one, Bounds("Stata", within_letters, LABEL, VALUE, LETTERS))
             for one in (lang, *_others(dataset, lang))}
    columns = [stored(variable, column, texts.get(place), place + 1)
               for place, (variable, column) in enumerate(zip(dataset.variables, dataset.columns, strict=True))]
    saved(to, lambda path: _write(dataset, lang, words, columns, path))
    return (*words[lang].losses, *losses)


def _others(dataset: Dataset, lang: Lang) -> list[Lang]:
    """The other languages in which at least one variable has words."""
    return [one for one in LANGS if one != lang and any(variable.label[one] for variable in dataset.variables)]


def _write(dataset: Dataset, lang: Lang, words: dict[Lang, Worded], columns: Sequence[Stored], path: Path) -> None:
    names = [variable.name for variable in dataset.variables]
    shown = words[lang]
    sets = _sets(names, lang, [one for one in words if one != lang])
    label = within_letters(in_language(dataset.title, lang)[0], LABEL)
    before = [
        part("variable_types", struct.pack(f"<{len(names)}H", *(column.type for column in columns))),
        part("varnames", padded(names, NAME)), part("sortlist", bytes(2 * (len(names) + 1))),
        part("formats", padded([column.form for column in columns], FORMAT)),
        part("value_label_names", padded([name if labels else "" for name, labels in
                                          zip(names, shown.values, strict=True)], NAME)),
        part("variable_labels", padded(shown.labels, stata_parts.LABEL)),
        part("characteristics", *_notes(dataset, lang, shown), *_languages(dataset, sets, lang, words)),
    ]
    beginning = stata_parts.header(len(names), dataset.rows, label)
    with path.open("wb") as file:
        file.write(beginning)
        offsets = [0, file.tell()]
        file.write(bytes(stata_parts.MAP))
        for one in before:
            offsets.append(file.tell())
            file.write(one)
        offsets.append(file.tell())
        file.write(b"<data>")
        for rows in _rows(columns, dataset.rows):
            file.write(rows)
        file.write(b"</data>")
        offsets.append(file.tell())
        file.write(part("strls", *(stata_parts.long_words(place, column.long)
                                   for place, column in enumerate(columns, start=1) if column.long)))
        offsets.append(file.tell())
        file.write(part("value_labels", *_tables(dataset.variables, sets, words)))
        offsets.append(file.tell())
        file.write(b"</stata_dta>")
        offsets.append(file.tell())
        file.seek(len(beginning))
        file.write(part("map", struct.pack("<14Q", *offsets)))


def _rows(columns: Sequence[Stored], rows: int) -> Iterator[bytes]:
    """The rows in pieces, each column in its own width."""
    import numpy as np

    layout = np.dtype([(f"c{place}", column.dtype) for place, column in enumerate(columns)])
    for first in range(0, rows, _ROWS):
        last = min(first + _ROWS, rows)
        block = np.empty(last - first, dtype=layout)
        for place, column in enumerate(columns):
            block[f"c{place}"] = column.rows(first, last)
        yield block.tobytes()


def _notes(dataset: Dataset, lang: Lang, shown: Worded) -> Iterator[bytes]:
    notes = [*filter(None, (in_language(note, lang)[0] for note in dataset.notes)), *shown.whole]
    if notes:
        yield characteristic("_dta", "note0", str(len(notes)))
    for place, note in enumerate(notes, start=1):
        yield characteristic("_dta", f"note{place}", within_bytes(note, NOTE))


def _languages(dataset: Dataset, sets: Sets, lang: Lang, words: dict[Lang, Worded]) -> Iterator[bytes]:
    """What `label language` of Stata reads: the languages, and the labels of those that are not shown."""
    if len(words) < 2:
        return
    yield characteristic("_dta", "_lang_list", " ".join(words))
    yield characteristic("_dta", "_lang_c", lang)
    for other in words:
        if other == lang:
            continue
        yield characteristic("_dta", f"_lang_v_{other}", within_letters(in_language(dataset.title, other)[0], LABEL))
        for variable, label, labels in zip(dataset.variables, words[other].labels, words[other].values, strict=True):
            yield characteristic(variable.name, f"_lang_v_{other}", label)
            if labels:
                yield characteristic(variable.name, f"_lang_l_{other}", sets[variable.name, other])


def _tables(variables: Sequence[Variable], sets: Sets, words: dict[Lang, Worded]) -> Iterator[bytes]:
    for one, worded_so in words.items():
        for variable, labels in zip(variables, worded_so.values, strict=True):
            kept = {code: label for code, label in labels.items() if abs(code) <= _CODES}
            if kept:
                yield label_table(sets[variable.name, one], kept, reasons_of(variable))


def _sets(names: Sequence[str], lang: Lang, others: Iterable[Lang]) -> dict[tuple[str, Lang], str]:
    """The names of the sets of labels: the variable's own, and for another language one that no variable has."""
    sets = {(name, lang): name for name in names}
    taken = set(names)
    for other in others:
        for name in names:
            own, number = f"{name[:SET]}_{other}", 1
            while own in taken:
                own, number = f"{name[:SET - 6]}_{number}_{other}"[:MOST], number + 1
            taken.add(own)
            sets[name, other] = own
    return sets
