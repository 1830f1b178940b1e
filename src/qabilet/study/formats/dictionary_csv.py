"""The dictionary as a table that is opened and corrected in Excel: answers.dictionary.csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import cast

from qabilet.cycle.instrument import KINDS, MISSING, Column, Confidence, Dictionary, Kind, Missing
from qabilet.errors import Caution, Fault, QabiletError, refuse
from qabilet.study.formats.cells import neutral, restored, tidy
from qabilet.study.formats.delimited import found_delimiter, parsed
from qabilet.study.formats.encoding import decoded, spoiled_letters
from qabilet.study.formats.faults import (
    ANSWERS_017,
    DICTIONARY_102,
    DICTIONARY_103,
    DICTIONARY_104,
    DICTIONARY_105,
    DICTIONARY_106,
    DICTIONARY_107,
    DICTIONARY_108,
    DICTIONARY_109,
)
from qabilet.study.formats.lists import joined, joined_pairs, parted, parted_pairs
from qabilet.text import LANGS, Text

FIELDS = ("code", "header", "kind", "question", "item", "group", "role", "values", "labels_kk", "labels_ru",
          "labels_en", "reverse", "missing", "merge", "separator", "competence", "keep", "label_kk", "label_ru",
          "label_en", "confidence", "reason")
_NEEDED = ("code", "header", "kind")
_YES = frozenset({"yes", "y", "true", "1", "истина", "да", "иә", "ия", "ақиқат", "шын", "+"})
_NO = frozenset({"no", "n", "false", "0", "ложь", "нет", "жоқ", "жалған", "өтірік"})
_QUOTES = "\"'«»“”„‘’ "


def write_dictionary(dictionary: Dictionary) -> bytes:
    """The dictionary as CSV that Excel opens rightly where the list separator is «;»: UTF-8 with its mark.

    Labels of values that are not in `Column.values` are not written.
    """
    out = io.StringIO(newline="")
    rows = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows.writerow(FIELDS)
    rows.writerows([neutral(cell) for cell in _cells(column)] for column in dictionary)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cells(column: Column) -> list[str]:
    def labels(place: int) -> str:
        words = [tuple(column.labels.get(value, Text()))[place] for value in column.values]
        return joined(words) if any(words) else ""

    return [column.code, column.header, column.kind, column.question, column.item, column.group, column.role,
            joined(column.values), *(labels(place) for place in range(len(LANGS))), "yes" if column.reverse else "",
            joined_pairs(column.missing), joined_pairs(column.merge), column.separator, column.competence,
            "yes" if column.keep else "no", *column.label, column.confidence, column.reason]


def read_dictionary(data: bytes, *, file: str = "") -> tuple[Dictionary, tuple[Caution, ...]]:
    """The dictionary from CSV as a person's Excel saved it, and cautions about what that may have cost.

    Any usual delimiter and encoding, columns in any order, yes and no in three languages. Raises QabiletError with
    every fault at once, each with its row and column.
    """
    text, _, cautions = decoded(data, file=file)
    rows = parsed(text, found_delimiter(text), file=file)
    named = next((place for place, row in enumerate(rows) if any(map(str.strip, row))), None)
    if named is None:
        raise refuse(DICTIONARY_109, file=file)
    names = [tidy(cell).casefold() for cell in rows[named]]
    absent = [Fault(DICTIONARY_102, {"name": name}, file, named + 1) for name in _NEEDED if name not in names]
    if absent:
        raise QabiletError(*absent)
    cautions += _letters(rows, file)
    faults: list[Fault] = []
    columns = []
    for number, row in enumerate(rows[named + 1:], start=named + 2):
        if any(map(str.strip, row)):
            cells = {name: restored(_trimmed(cell)) for name, cell in zip(names, row, strict=False)}
            columns.append(_Row(cells, file, number, faults).column())
    if faults:
        raise QabiletError(*faults)
    if not columns:
        raise refuse(DICTIONARY_109, file=file, row=named + 1)
    return Dictionary(tuple(columns)), tuple(cautions)


def _trimmed(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip(" \u00a0\n")


def _letters(rows: Sequence[Sequence[str]], file: str) -> list[Caution]:
    try:
        found = spoiled_letters(dict.fromkeys(cell for row in rows for cell in row), file=file)
    except QabiletError as error:
        if error.code != ANSWERS_017:
            raise
        raise refuse(DICTIONARY_108, file=file, sample=error.faults[0].facts["sample"]) from None
    return [Caution(DICTIONARY_108, {"sample": caution.facts["sample"]}) for caution in found]


class _Row:
    """One line of the dictionary being read; what is wrong is added to `faults`."""

    def __init__(self, cells: Mapping[str, str], file: str, number: int, faults: list[Fault]) -> None:
        self.cells, self.file, self.number, self.faults = cells, file, number, faults

    def column(self) -> Column:
        values = tuple(parted(self._cell("values")))
        return Column(
            header=self._cell("header"), code=self._word("code"), kind=self._kind(), question=self._cell("question"),
            item=self._cell("item"), group=self._word("group"), role=self._word("role"), values=values,
            labels=self._labels(values), reverse=self._yes("reverse", False), missing=self._missing(),
            merge=self._pairs("merge"), separator=self._cell("separator"), competence=self._word("competence"),
            keep=self._yes("keep", True), label=Text(*(self._cell(f"label_{lang}") for lang in LANGS)),
            confidence=self._confidence(), reason=self._cell("reason"))

    def _cell(self, name: str) -> str:
        return self.cells.get(name, "")

    def _word(self, name: str) -> str:
        return self._cell(name).strip(_QUOTES)

    def _fault(self, code: str, column: str, **facts: object) -> None:
        self.faults.append(Fault(code, facts, self.file, self.number, column))

    def _kind(self) -> Kind:
        given = self._word("kind").casefold()
        if given not in KINDS:
            self._fault(DICTIONARY_103, "kind", given=given, allowed=", ".join(KINDS))
            return "text"
        return given

    def _confidence(self) -> Confidence:
        given = self._word("confidence").casefold()
        return cast(Confidence, given) if given in ("sure", "likely", "guess") else "guess"

    def _yes(self, name: str, default: bool) -> bool:
        given = self._word(name).casefold()
        if given and given not in _YES | _NO:
            self._fault(DICTIONARY_105, name, given=given)
        return default if not given else given in _YES

    def _pairs(self, name: str) -> dict[str, str]:
        pairs, wrong = parted_pairs(self._cell(name))
        for given in wrong:
            self._fault(DICTIONARY_106, name, given=given)
        return pairs

    def _missing(self) -> dict[str, Missing]:
        out: dict[str, Missing] = {}
        for value, why in self._pairs("missing").items():
            reason = " ".join(why.strip(_QUOTES).casefold().replace("_", " ").split())
            if reason not in MISSING:
                self._fault(DICTIONARY_104, "missing", given=why, allowed=", ".join(MISSING))
            else:
                out[value] = reason
        return out

    def _labels(self, values: tuple[str, ...]) -> dict[str, Text]:
        given = {lang: parted(self._cell(f"labels_{lang}")) for lang in LANGS}
        for lang, words in given.items():
            if words and len(words) != len(values):
                self._fault(DICTIONARY_107, f"labels_{lang}", found=len(words), expected=len(values))
                return {}
        whole = [given[lang] or [""] * len(values) for lang in LANGS]
        texts = {value: Text(*words) for value, *words in zip(values, *whole, strict=True)}
        return {value: text for value, text in texts.items() if any(text)}
